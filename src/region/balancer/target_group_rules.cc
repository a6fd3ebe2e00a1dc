#include "region/balancer/target_group_rules.h"

#include <algorithm>

#include "base/text.h"

namespace terrane::target_group_rules {

Result<void> check_name(std::string_view name) {
  size_t length = count_characters(name);
  if (length < 1 || length > kNameLength)
    return refuse(kNameLengthRange, std::to_string(kNameLength));
  return {};
}

Result<void> check_quota(const RegionCell& region, AccountId account) {
  size_t limit = region.catalogue.limits().target_groups;
  if (region.balancer->target_groups.count_of(account) >= limit)
    return refuse(kTooMany, std::to_string(limit));
  return {};
}

Result<void> check_protocol(std::string_view protocol) {
  static constexpr std::string_view kProtocols[] = {"TCP", "UDP", "HTTP", "HTTPS", "GRPC"};
  if (std::ranges::find(kProtocols, protocol) == std::end(kProtocols))
    return refuse(kUnknownProtocol, protocol);
  return {};
}

ListenerProtocol checked_as(std::string_view protocol) {
  if (protocol == "UDP") return ListenerProtocol::kUdp;
  if (protocol.empty() || protocol == "TCP") return ListenerProtocol::kTcp;
  return ListenerProtocol::kHttp;
}

}  // namespace terrane::target_group_rules
