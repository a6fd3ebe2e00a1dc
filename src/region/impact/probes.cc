#include "region/impact/probes.h"

#include <algorithm>

#include "base/contains.h"

namespace terrane::impact {
namespace {

using reach::End;
using reach::Protocol;
using reach::Traffic;

constexpr size_t kClientsMost = 16;
constexpr size_t kTrafficMost = 24;
constexpr uint16_t kWellKnownPorts[] = {443, 80, 22};

template <class Visit>
void each_accepting_rule(const reach::View& view, std::span<const SecurityGroupId> groups,
                         Visit visit) {
  for (SecurityGroupId id : groups)
    if (const reach::Filter* filter = view.filter(id))
      for (const reach::Rule& rule : filter->ingress)
        if (rule.accepts) visit(rule);
}

}  // namespace

std::vector<End> internet_clients(const reach::View& view,
                                  std::span<const SecurityGroupId> groups) {
  std::vector<Ipv4> addresses = {reach::kAnybody};
  each_accepting_rule(view, groups, [&](const reach::Rule& rule) {
    if (rule.group || rule.range.length == 0 || reach::is_private(rule.range.base)) return;
    Ipv4 first{rule.range.base.bits | (rule.range.length < 31 ? 1u : 0u)};
    if (addresses.size() < kClientsMost && !contains(addresses, first)) addresses.push_back(first);
  });
  std::vector<End> clients;
  for (Ipv4 address : addresses) clients.push_back(End::internet(address));
  return clients;
}

std::vector<End> private_clients(const RegionCell& region, VpcId vpc) {
  const Vpc* network = region.network.vpcs.find(vpc);
  std::vector<End> clients;
  if (!network) return clients;
  std::vector<const Subnet*> subnets;
  region.cell.ledger().each(vpc, Kind::kSubnet, [&](AnyId id) {
    subnets.push_back(region.network.subnets.find(SubnetId(id)));
  });
  std::ranges::sort(subnets, {}, &Subnet::sequence);
  for (const Subnet* subnet : subnets)
    if (clients.size() < kClientsMost)
      clients.push_back({.region = region.index,
                         .account = network->account,
                         .vpc = vpc,
                         .address = {subnet->cidr.base.bits + 1}});
  return clients;
}

std::vector<Traffic> accepted_traffic(const reach::View& view,
                                      std::span<const SecurityGroupId> groups) {
  std::vector<Traffic> found;
  auto add = [&](Traffic traffic) {
    if (found.size() < kTrafficMost && !contains(found, traffic)) found.push_back(traffic);
  };
  for (uint16_t port : kWellKnownPorts) add(Traffic::to_port(Protocol::kTcp, port));
  each_accepting_rule(view, groups, [&](const reach::Rule& rule) {
    Protocol protocol = rule.protocol == Protocol::kAll ? Protocol::kTcp : rule.protocol;
    if (!reach::has_ports(protocol)) return add({.protocol = protocol});
    if (rule.port_count == 0) return add(Traffic::to_port(protocol, kWellKnownPorts[0]));
    for (reach::PortRange range : rule.port_ranges()) add(Traffic::to_port(protocol, range.first));
  });
  return found;
}

std::optional<reach::Flow> find_flow(const reach::View& view, std::span<const End> clients,
                                     const End& target, std::span<const Traffic> traffic) {
  for (const Traffic& sent : traffic)
    for (const End& client : clients) {
      reach::Flow flow{client, target, sent};
      if (reach::explain(view, flow).reachable()) return flow;
    }
  return std::nullopt;
}

}  // namespace terrane::impact
