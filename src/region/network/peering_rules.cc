#include "region/network/peering_rules.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "region/network/vpc_rules.h"

namespace terrane::peering_rules {

Result<void> check_name(std::string_view name) {
  if (name.empty()) return refuse(kNoName);
  if (count_characters(name) > 60) return refuse(kNameLength);
  return {};
}

Result<const Region*> find_region(const Catalogue& catalogue, std::string_view text) {
  for (const Region& region : catalogue.regions())
    if (text == region.short_code || text == region.id) return &region;
  return refuse(kNoSuchRegion, text);
}

Result<AccountId> parse_uin(std::string_view text) {
  uint64_t number = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || number == 0)
    return refuse(kNotAUin, text);
  return AccountId(number);
}

Result<int64_t> check_bandwidth(int64_t mbps) {
  if (mbps < 1 || mbps > kBandwidthMbps)
    return refuse(kBandwidth, std::to_string(mbps), std::to_string(kBandwidthMbps));
  return mbps;
}

Result<std::string> check_charge(std::string_view charge) {
  if (charge != "POSTPAID_BY_DAY_MAX" && charge != "POSTPAID_BY_MONTH_95")
    return refuse(kUnknownCharge, charge);
  return std::string(charge);
}

Result<PeeringTerms> check_terms(const WantedTerms& wanted) {
  PeeringTerms terms{.name = wanted.name};
  CHECKED(check_name(wanted.name));
  if (!wanted.type.empty() && wanted.type != kType) return refuse(kTypeNotOffered, wanted.type);
  TRY(terms.bandwidth_mbps, check_bandwidth(wanted.bandwidth_mbps.value_or(10)));
  TRY(terms.charge, check_charge(wanted.charge.empty() ? "POSTPAID_BY_DAY_MAX" : wanted.charge));
  static constexpr std::string_view kLevels[] = {"PT", "AU", "AG"};
  terms.qos = wanted.qos.empty() ? "AU" : wanted.qos;
  if (std::ranges::count(kLevels, terms.qos) == 0) return refuse(kUnknownQos, terms.qos);
  return terms;
}

const PeeringEnd* end_of(const PeeringConnection& connection, VpcId vpc) {
  if (connection.requested_here && connection.requester.vpc == vpc) return &connection.requester;
  if (connection.accepted_here && connection.accepter.vpc == vpc) return &connection.accepter;
  return nullptr;
}

const PeeringEnd& other_end(const PeeringConnection& connection, const PeeringEnd& end) {
  return &end == &connection.requester ? connection.accepter : connection.requester;
}

std::vector<Cidr> ranges_at(const RegionCell& region, const PeeringConnection& connection,
                            const PeeringEnd& end) {
  bool is_here =
      &end == &connection.requester ? connection.requested_here : connection.accepted_here;
  if (!is_here) return end.ranges;
  const Vpc* vpc = region.network.vpcs.find(end.vpc);
  return vpc ? vpc_rules::ranges_of(*vpc) : std::vector<Cidr>();
}

const PeeringConnection* live_between(const RegionCell& region, AccountId account,
                                      const PeeringEnd& one, const PeeringEnd& other,
                                      PeeringConnectionId but) {
  auto is = [](const PeeringEnd& a, const PeeringEnd& b) {
    return a.region == b.region && a.vpc == b.vpc;
  };
  const PeeringConnection* found = nullptr;
  each_of(region, account, [&](const PeeringConnection& connection) {
    bool same = (is(connection.requester, one) && is(connection.accepter, other)) ||
                (is(connection.requester, other) && is(connection.accepter, one));
    if (same && connection.is_live() && connection.id != but) found = &connection;
  });
  return found;
}

std::vector<const PeeringConnection*> tied_to(const RegionCell& region, VpcId vpc) {
  std::vector<const PeeringConnection*> connections;
  region.cell.ledger().each(vpc, Kind::kPeeringConnection, [&](AnyId id) {
    connections.push_back(region.network.peering_connections.find(PeeringConnectionId(id)));
  });
  std::ranges::sort(connections, {}, &PeeringConnection::sequence);
  return connections;
}

bool has_too_many(const RegionCell& region, VpcId vpc) {
  return region.cell.ledger().count(vpc, Kind::kPeeringConnection) >=
         region.catalogue.limits().peering_connections_per_vpc;
}

std::optional<Overlap> find_overlap(const std::vector<Cidr>& some,
                                    const std::vector<Cidr>& others) {
  for (Cidr one : some)
    for (Cidr other : others)
      if (one.overlaps(other)) return Overlap{one, other};
  return std::nullopt;
}

Result<void> check_apart(const RegionCell& region, const PeeringConnection& connection) {
  const PeeringEnd& end = connection.accepter;
  std::string id = to_text(connection.id), vpc_id = to_text(end.vpc);
  const Vpc* vpc = region.network.vpcs.find(end.vpc);
  if (!vpc || vpc->account != end.account) return refuse(kVpcGone, id, vpc_id);
  auto overlap =
      find_overlap(ranges_at(region, connection, connection.requester), vpc_rules::ranges_of(*vpc));
  if (overlap)
    return refuse(kOverlapsNow, id, to_text(overlap->one), to_text(overlap->other), vpc_id);
  return {};
}

Result<void> check_acceptable(const RegionCell& region, const PeeringConnection& connection) {
  CHECKED(check_apart(region, connection));
  const PeeringEnd& end = connection.accepter;
  std::string id = to_text(connection.id);
  if (const auto* other =
          live_between(region, end.account, connection.requester, end, connection.id))
    return refuse(kExistsNow, id, to_text(other->id));
  if (has_too_many(region, end.vpc))
    return refuse(kTooManyNow, id, to_text(end.vpc),
                  std::to_string(region.catalogue.limits().peering_connections_per_vpc));
  return {};
}

}  // namespace terrane::peering_rules
