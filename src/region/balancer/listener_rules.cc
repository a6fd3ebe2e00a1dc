#include "region/balancer/listener_rules.h"

#include "base/text.h"
#include "region/balancer/load_balancer_manager.h"

namespace terrane::listener_rules {

Result<ListenerProtocol> check_protocol(std::string_view name) {
  for (auto protocol : {ListenerProtocol::kTcp, ListenerProtocol::kUdp, ListenerProtocol::kTcpSsl,
                        ListenerProtocol::kHttp, ListenerProtocol::kHttps})
    if (forwarding_rules::name_of(protocol) == name) return protocol;
  return refuse(kUnknownProtocol, name);
}

Result<uint16_t> check_port(int64_t port) {
  if (port < 1 || port > 65535) return refuse(kPortRange, std::to_string(port));
  return uint16_t(port);
}

Result<void> check_port_free(const RegionCell& region, LoadBalancerId balancer,
                             ListenerProtocol protocol, uint16_t first, uint16_t last) {
  bool is_udp = protocol == ListenerProtocol::kUdp;
  for (const Listener* other : load_balancer_manager::listeners_of(region, balancer)) {
    if ((other->protocol == ListenerProtocol::kUdp) != is_udp) continue;
    if (first <= other->last_port() && other->port <= last)
      return refuse(kPortTaken, to_text(other->id), std::to_string(std::max(first, other->port)),
                    to_text(balancer));
  }
  return {};
}

Result<void> check_quota(const RegionCell& region, LoadBalancerId balancer, size_t more) {
  size_t limit = region.catalogue.limits().listeners_per_load_balancer;
  size_t has = region.cell.ledger().count(balancer, Kind::kListener);
  if (has + more > limit)
    return refuse(kTooMany, to_text(balancer), std::to_string(has), std::to_string(limit));
  return {};
}

Result<void> check_name(std::string_view name) {
  if (count_characters(name) > kNameLength)
    return refuse(kNameLengthRange, std::to_string(kNameLength));
  return {};
}

}  // namespace terrane::listener_rules
