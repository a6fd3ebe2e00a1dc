#include "region/impact/services.h"

#include <algorithm>
#include <set>

#include "region/cache/cache_tables.h"
#include "region/database/database_tables.h"
#include "region/impact/balancer_services.h"
#include "region/impact/probes.h"
#include "region/reach/reach_ends.h"

namespace terrane::impact {
namespace {

// Fills in whether the flow still arrives.
void ask_after(const Hypothesis& hypothesis, const reach::Flow& flow, Service& service) {
  reach::Verdict after = reach::explain(hypothesis.after(), flow);
  service.protocol = flow.traffic.protocol;
  service.port = reach::has_ports(flow.traffic.protocol) ? flow.traffic.first : 0;
  service.serves_after = after.reachable();
  service.decision = after.decided_by;
}

// --- Public addresses of instances and interfaces. ---

void add_public(const Hypothesis& hypothesis, AnyId id, std::string_view name, Ipv4 address,
                std::vector<Service>& found) {
  const RegionView& view = hypothesis.before();
  auto end = view.at_public(address);
  if (!end) return;
  reach::End target{.resource = end->owner,
                    .region = hypothesis.region().index,
                    .account = end->account,
                    .vpc = end->vpc,
                    .address = end->address,
                    .public_address = address};
  auto flow = find_flow(view, internet_clients(view, end->groups), target,
                        accepted_traffic(view, end->groups));
  if (!flow) return;
  Service service{.kind = ServiceKind::kPublicAddress,
                  .account = end->account,
                  .id = id,
                  .owner = end->owner,
                  .name = std::string(name),
                  .address = address,
                  .is_public = true};
  auto zones = reach_ends::serving_zones(hypothesis.region(), end->owner);
  if (!zones.empty()) service.zone = zones.front();
  ask_after(hypothesis, *flow, service);
  found.push_back(std::move(service));
}

void add_public_addresses(const Hypothesis& hypothesis, std::vector<Service>& found) {
  const RegionCell& region = hypothesis.region();
  hypothesis.each_of(region.compute.instances, [&](const Instance& instance) {
    if (instance.public_address.is_set())
      add_public(hypothesis, instance.id, instance.name.view(), instance.public_address, found);
  });
  hypothesis.each_of(region.network.elastic_addresses, [&](const Address& address) {
    if (address.is_bound() && !address.balancer)  // what a balancer serves, its listeners say
      add_public(hypothesis, address.id, address.name, address.public_address, found);
  });
}

// --- What serves one port inside a VPC. ---

template <class Record>
void add_managed(const Hypothesis& hypothesis, ServiceKind kind, const Record& record,
                 std::vector<Service>& found) {
  const RegionView& view = hypothesis.before();
  auto end = view.find(record.id);
  if (!end) return;
  auto target = reach_ends::end_of(hypothesis.region(), record.id);
  auto traffic = reach::Traffic::to_port(reach::Protocol::kTcp, end->only_port);
  auto flow =
      find_flow(view, private_clients(hypothesis.region(), end->vpc), *target, {&traffic, 1});
  if (!flow) return;
  Service service{.kind = kind,
                  .account = record.account,
                  .id = record.id,
                  .owner = record.id,
                  .name = record.name,
                  .address = end->address,
                  .zone = record.zone};
  ask_after(hypothesis, *flow, service);
  found.push_back(std::move(service));
}

// --- Routes that lead to what can fail. ---

// What keeps traffic from going on to the route's next hop.
struct NextHop {
  AnyId id;
  bool passes = false;
  reach::Decision decision;
};

NextHop next_hop(const RegionView& view, const reach::Endpoint& from, const reach::Way& way) {
  NextHop hop;
  if (way.kind == reach::Way::Kind::kForwarder) {
    const reach::Endpoint& forwarder = way.forwarder;
    hop.id = forwarder.owner;
    hop.passes = forwarder.state.empty();
    hop.decision = {.reason = forwarder.silence ? forwarder.silence : &reach::kSilent,
                    .hop = {.region = view.region(), .id = forwarder.owner},
                    .other = {},
                    .state = forwarder.state};
  } else if (auto side = view.peering(way.peering, from.vpc)) {
    bool is_cut = !side->cut_off.empty();
    hop.id = way.peering;
    hop.passes = side->active && !is_cut;
    hop.decision = {.reason = is_cut ? &reach::kLinkCut : &reach::kPeeringInactive,
                    .hop = {.region = view.region(), .id = way.peering},
                    .other = {},
                    .state = is_cut ? side->cut_off : side->state};
  }
  return hop;
}

void add_routes_of(const Hypothesis& hypothesis, const Subnet& subnet,
                   std::set<std::pair<RouteTableId, std::string>>& seen,
                   std::vector<Service>& found) {
  const RegionCell& region = hypothesis.region();
  const RouteTable* table = region.network.route_tables.find(subnet.route_table);
  reach::Endpoint from{.account = subnet.account, .vpc = subnet.vpc, .subnet = subnet.id};
  for (const StoredRoute& route : table->routes) {
    if (!route.enabled || !seen.emplace(table->id, to_text(route.destination)).second) continue;
    Ipv4 to{route.destination.base.bits | (route.destination.length < 31 ? 1u : 0u)};
    reach::Way before = hypothesis.before().way(from, to);
    if (!(before.route == route.destination)) continue;
    NextHop now = next_hop(hypothesis.before(), from, before);
    if (!now.passes) continue;
    NextHop then = next_hop(hypothesis.after(), from, hypothesis.after().way(from, to));
    found.push_back({.kind = ServiceKind::kRoute,
                     .account = table->account,
                     .id = table->id,
                     .owner = now.id,
                     .name = table->name,
                     .destination = route.destination,
                     .protocol = reach::Protocol::kAll,
                     .serves_after = then.passes,
                     .decision = then.decision});
  }
}

void add_routes(const Hypothesis& hypothesis, std::vector<Service>& found) {
  std::set<std::pair<RouteTableId, std::string>> seen;
  hypothesis.each_of(hypothesis.region().network.subnets,
                     [&](const Subnet& subnet) { add_routes_of(hypothesis, subnet, seen, found); });
}

}  // namespace

std::vector<Service> services_of(const Hypothesis& hypothesis) {
  const RegionCell& region = hypothesis.region();
  std::vector<Service> found = balancer_services(hypothesis);
  add_public_addresses(hypothesis, found);
  hypothesis.each_of(region.database->databases, [&](const Database& database) {
    add_managed(hypothesis, ServiceKind::kDatabase, database, found);
  });
  hypothesis.each_of(region.cache->caches, [&](const Cache& cache) {
    add_managed(hypothesis, ServiceKind::kCache, cache, found);
  });
  add_routes(hypothesis, found);
  return found;
}

}  // namespace terrane::impact
