#include "region/reach/reach_ends.h"

#include "reach/reasons.h"
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

std::optional<Endpoint> as_recorded(const RegionCell& region, AnyId resource) {
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

// The product that serves it; empty for what no product but the network itself serves.
std::string_view product_of(Kind kind) {
  switch (kind) {
    case Kind::kInstance:
      return "cvm";
    case Kind::kDatabase:
      return "cdb";
    case Kind::kCache:
      return "memcached";
    case Kind::kLoadBalancer:
      return "clb";
    default:
      return {};
  }
}

// The instance that it is, or that it is up with.
const Instance* machine_of(const RegionCell& region, AnyId resource) {
  const auto& instances = region.compute.instances;
  if (resource.kind() == Kind::kInstance) return instances.find(InstanceId(resource));
  if (resource.kind() != Kind::kNetworkInterface) return nullptr;
  NetworkInterfaceId id(resource);
  const NetworkInterface* interface = region.network.network_interfaces.find(id);
  bool is_primary = !interface || interface->is_primary;
  return instances.find(is_primary ? instance_with_primary(id) : interface->instance);
}

// What keeps it silent, whatever its own state: its product's fault, one of its host's power, or
// one of every zone that it is served from, of which its own comes first; null: nothing does.
const Fault* fault_over(const RegionCell& region, const Failing& failing, AnyId resource) {
  if (const Fault* fault = failing.data_plane_of(product_of(resource.kind()))) return fault;
  if (const Instance* machine = machine_of(region, resource))
    if (const Fault* fault = failing.power_of(region.compute.rooms.place_of(*machine)))
      return fault;
  ServingZones zones = serving_zones(region, resource);
  if (zones.empty()) return failing.region();
  const Fault* first = nullptr;
  for (uint32_t zone : zones) {
    const Fault* fault = failing.silence_of(zone);
    if (!fault) return nullptr;
    if (!first) first = fault;
  }
  return first;
}

// Names in it are the catalogue's, which outlive the fault.
void silence(const RegionCell& region, const Fault& fault, Endpoint& end) {
  const Zone* zone = fault.zone ? region.find_zone(fault.zone) : nullptr;
  const Product* product = region.catalogue.find_product(fault.other);
  end.state = zone ? zone->id : product ? product->id : region.place().id;
  switch (fault.kind) {
    case FaultKind::kZonePower:
      end.silence = &reach::kZoneWithoutPower;
      return;
    case FaultKind::kRackPower:
      end.silence = &reach::kRackWithoutPower;
      return;
    case FaultKind::kHostPower:
      end.silence = &reach::kHostWithoutPower;
      return;
    case FaultKind::kZoneNetwork:
      end.silence = &reach::kZoneWithoutNetwork;
      return;
    case FaultKind::kProduct:
      end.silence = &reach::kProductDown;
      return;
    default:
      end.silence = &reach::kRegionDown;
  }
}

}  // namespace

ServingZones serving_zones(const RegionCell& region, AnyId resource) {
  ServingZones zones;
  if (resource.kind() == Kind::kInstance) {
    if (const Instance* instance = region.compute.instances.find(InstanceId(resource)))
      zones.push_back(instance->zone);
  } else if (resource.kind() == Kind::kNetworkInterface) {
    NetworkInterfaceId id(resource);
    const NetworkInterface* interface = region.network.network_interfaces.find(id);
    if (!interface || interface->is_primary)
      return serving_zones(region, instance_with_primary(id));
    zones.push_back(region.network.subnets.find(interface->subnet)->zone);
  } else if (resource.kind() == Kind::kDatabase) {
    // A standby in another zone takes over, at the same address.
    if (const Database* database = region.database->databases.find(DatabaseId(resource)))
      for (uint32_t zone :
           {database->zone, database->shape.slave_zone, database->shape.backup_zone})
        if (zone) zones.push_back(zone);
  } else if (resource.kind() == Kind::kCache) {
    if (const Cache* cache = region.cache->caches.find(CacheId(resource)))
      zones.push_back(cache->zone);
  }
  return zones;
}

std::optional<Endpoint> find(const RegionCell& region, const Failing& failing, AnyId resource) {
  auto found = as_recorded(region, resource);
  if (failing.nothing() || !found) [[likely]]
    return found;
  if (const Fault* fault = fault_over(region, failing, resource)) silence(region, *fault, *found);
  return found;
}

std::optional<Endpoint> with_address(const RegionCell& region, const Failing& failing, AnyId owner,
                                     Ipv4 address) {
  auto found = find(region, failing, owner);
  if (found) found->address = address;
  return found;
}

reach::PublicSide public_side(const RegionCell& region, const Endpoint& endpoint) {
  const Address* elastic = nullptr;
  if (endpoint.owner.kind() == Kind::kLoadBalancer) {
    LoadBalancerId id(endpoint.owner);
    if (!region.balancer->load_balancers.find(id)->internal)
      return {.address = endpoint.address, .by = id};
    elastic = address_bindings::bound_to(region, id);
  } else if (endpoint.owner.kind() == Kind::kInstance) {
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
  auto found = as_recorded(region, resource);
  if (!found) return std::nullopt;
  return reach::End{.resource = found->owner,
                    .region = region.index,
                    .account = found->account,
                    .vpc = found->vpc,
                    .address = found->address,
                    .public_address = public_side(region, *found).address};
}

}  // namespace terrane::reach_ends
