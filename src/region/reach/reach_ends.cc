#include "region/reach/reach_ends.h"

#include "region/balancer/balancer_tables.h"
#include "region/cache/cache_rules.h"
#include "region/cache/cache_tables.h"
#include "region/database/database_tables.h"
#include "region/network/address_bindings.h"
#include "region/network/primary_interface.h"

namespace terrane::reach_ends {
namespace {

using reach::Endpoint;

// Those it names, or else the account's default group.
std::span<const SecurityGroupId> groups_of(const RegionCell& region, AccountId account,
                                           std::span<const SecurityGroupId> named) {
  if (!named.empty()) return named;
  for (const SecurityGroup* group : region.network.security_groups.of(account))
    if (group && group->is_default) return {&group->id, 1};
  return {};
}

std::string_view state_of(const Instance& instance) {
  return instance.state == InstanceState::kRunning ? std::string_view() : name_of(instance.state);
}

std::optional<Endpoint> endpoint(const RegionCell& region, InstanceId id) {
  const Instance* instance = region.compute.instances.find(id);
  if (!instance) return std::nullopt;
  const Subnet* subnet = region.network.subnets.find(instance->subnet);
  return Endpoint{.owner = id,
                  .account = instance->account,
                  .vpc = subnet->vpc,
                  .subnet = subnet->id,
                  .address = instance->address,
                  .groups = groups_of(region, instance->account, instance->security_groups),
                  .state = state_of(*instance)};
}

// A primary interface is its instance; an elastic one is up while what it is attached to is.
std::optional<Endpoint> endpoint(const RegionCell& region, NetworkInterfaceId id) {
  const NetworkInterface* interface = region.network.network_interfaces.find(id);
  if (!interface || interface->is_primary) return endpoint(region, instance_with_primary(id));
  const Instance* instance = region.compute.instances.find(interface->instance);
  return Endpoint{.owner = id,
                  .account = interface->account,
                  .vpc = interface->vpc,
                  .subnet = interface->subnet,
                  .address = interface->addresses.front().address,
                  .groups = groups_of(region, interface->account, interface->groups),
                  .state = instance ? state_of(*instance) : "DETACHED"};
}

// Without a group of its own, nothing is asked of who speaks to a managed service.
std::optional<Endpoint> endpoint(const RegionCell& region, DatabaseId id) {
  const Database* database = region.database->databases.find(id);
  if (!database) return std::nullopt;
  bool is_up = database->state == DatabaseState::kRunning;
  return Endpoint{.owner = id,
                  .account = database->account,
                  .vpc = database->vpc,
                  .subnet = database->subnet,
                  .address = database->address,
                  .groups = database->security_groups,
                  .filtered = !database->security_groups.empty(),
                  .state = is_up ? std::string_view() : name_of(database->state),
                  .only_port = uint16_t(database->port)};
}

std::optional<Endpoint> endpoint(const RegionCell& region, CacheId id) {
  const Cache* cache = region.cache->caches.find(id);
  if (!cache) return std::nullopt;
  return Endpoint{.owner = id,
                  .account = cache->account,
                  .vpc = cache->vpc,
                  .subnet = cache->subnet,
                  .address = cache->address,
                  .groups = {},
                  .filtered = false,
                  .state = cache->isolated.is_set() ? "isolated" : "",
                  .only_port = uint16_t(cache_rules::kPort)};
}

// At its virtual address, private or public; without a group of its own, it asks nothing.
std::optional<Endpoint> endpoint(const RegionCell& region, LoadBalancerId id) {
  const LoadBalancer* balancer = region.balancer->load_balancers.find(id);
  if (!balancer) return std::nullopt;
  return Endpoint{.owner = id,
                  .account = balancer->account,
                  .vpc = balancer->vpc,
                  .subnet = balancer->subnet,
                  .address = balancer->address,
                  .groups = balancer->security_groups,
                  .filtered = !balancer->security_groups.empty(),
                  .state = balancer->isolated ? "isolated" : ""};
}

}  // namespace

std::optional<Endpoint> find(const RegionCell& region, AnyId resource) {
  switch (resource.kind()) {
    case Kind::kInstance:
      return endpoint(region, InstanceId(resource));
    case Kind::kNetworkInterface:
      return endpoint(region, NetworkInterfaceId(resource));
    case Kind::kDatabase:
      return endpoint(region, DatabaseId(resource));
    case Kind::kCache:
      return endpoint(region, CacheId(resource));
    case Kind::kLoadBalancer:
      return endpoint(region, LoadBalancerId(resource));
    default:
      return std::nullopt;
  }
}

std::optional<Endpoint> with_address(const RegionCell& region, AnyId owner, Ipv4 address) {
  auto found = find(region, owner);
  if (found) found->address = address;
  return found;
}

reach::PublicSide public_side(const RegionCell& region, const Endpoint& endpoint) {
  if (endpoint.owner.kind() == Kind::kLoadBalancer) {
    bool is_open = !region.balancer->load_balancers.find(LoadBalancerId(endpoint.owner))->internal;
    return is_open ? reach::PublicSide{.address = endpoint.address, .by = endpoint.owner}
                   : reach::PublicSide{};
  }
  const Address* elastic = nullptr;
  if (endpoint.owner.kind() == Kind::kInstance) {
    InstanceId id(endpoint.owner);
    const Instance& instance = *region.compute.instances.find(id);
    bool is_primary = endpoint.address == instance.address;
    if (is_primary && instance.public_address.is_set())
      return {.address = instance.public_address, .by = id};
    elastic = is_primary
                  ? address_bindings::bound_to(region, id)
                  : address_bindings::bound_to(region, primary_interface_of(id), endpoint.address);
  } else if (endpoint.owner.kind() == Kind::kNetworkInterface) {
    elastic =
        address_bindings::bound_to(region, NetworkInterfaceId(endpoint.owner), endpoint.address);
  }
  if (!elastic) return {};
  return {.address = elastic->public_address, .by = elastic->id, .isolated = elastic->isolated};
}

std::optional<reach::End> end_of(const RegionCell& region, AnyId resource) {
  auto found = find(region, resource);
  if (!found) return std::nullopt;
  return reach::End{.resource = found->owner,
                    .region = region.index,
                    .account = found->account,
                    .vpc = found->vpc,
                    .address = found->address,
                    .public_address = public_side(region, *found).address};
}

}  // namespace terrane::reach_ends
