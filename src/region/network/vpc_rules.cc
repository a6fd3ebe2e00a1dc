#include "region/network/vpc_rules.h"

#include "base/text.h"

namespace terrane::vpc_rules {

Result<void> check_name(std::string_view name) {
  size_t length = count_characters(name);
  if (length < 1 || length > 60) return refuse(kNameLength);
  return {};
}

Result<Cidr> read_range(std::string_view text) {
  auto range = parse_cidr(text);
  if (!range) return refuse(kNotARange, text);
  return *range;
}

Result<Cidr> check_range(std::string_view text) {
  TRY(Cidr range, read_range(text));

  static constexpr Cidr kPrivate[] = {{{0x0a000000}, 8}, {{0xac100000}, 12}, {{0xc0a80000}, 16}};
  bool is_private = false;
  for (Cidr area : kPrivate) is_private |= area.contains(range);
  if (!is_private || range.length < 12 || range.length > 28) return refuse(kNotPrivate, text);
  return range;
}

std::vector<Cidr> ranges_of(const Vpc& vpc) {
  std::vector<Cidr> ranges{vpc.cidr};
  ranges.insert(ranges.end(), vpc.assistant_cidrs.begin(), vpc.assistant_cidrs.end());
  return ranges;
}

Result<void> check_dns_servers(const std::vector<std::string>& servers) {
  if (servers.size() > 4) return refuse(kDnsServers, servers.back());
  for (const std::string& server : servers)
    if (!parse_ipv4(server)) return refuse(kDnsServers, server);
  return {};
}

Result<void> check_deletable(const RegionCell& region, const Vpc& vpc) {
  for (AnyId referrer : region.cell.ledger().referrers(vpc.id))
    if (referrer != vpc.main_route_table) return refuse(kInUse, to_text(vpc.id), to_text(referrer));
  return {};
}

}  // namespace terrane::vpc_rules
