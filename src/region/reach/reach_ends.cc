#include "region/reach/reach_ends.h"

#include "region/network/address_bindings.h"
#include "region/network/primary_interface.h"

namespace terrane::reach_ends {
namespace {

using reach::Endpoint;

// Those it names, or else the account's default group.
std::span<const SecurityGroupId> groups_of(const RegionCell& region, const Instance& instance) {
  if (!instance.security_groups.empty()) return instance.security_groups;
  for (const SecurityGroup* group : region.network.security_groups.of(instance.account))
    if (group && group->is_default) return {&group->id, 1};
  return {};
}

std::optional<Endpoint> endpoint(const RegionCell& region, InstanceId id) {
  const Instance* instance = region.compute.instances.find(id);
  if (!instance) return std::nullopt;
  const Subnet* subnet = region.network.subnets.find(instance->subnet);
  bool is_up = instance->state == InstanceState::kRunning;
  return Endpoint{.owner = id,
                  .account = instance->account,
                  .vpc = subnet->vpc,
                  .subnet = subnet->id,
                  .address = instance->address,
                  .groups = groups_of(region, *instance),
                  .state = is_up ? std::string_view() : name_of(instance->state)};
}

}  // namespace

std::optional<Endpoint> find(const RegionCell& region, AnyId resource) {
  switch (resource.kind()) {
    case Kind::kInstance:
      return endpoint(region, InstanceId(resource));
    case Kind::kNetworkInterface:
      return endpoint(region, instance_with_primary(NetworkInterfaceId(resource)));
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
  if (endpoint.owner.kind() != Kind::kInstance) return {};
  InstanceId id(endpoint.owner);
  if (Ipv4 own = region.compute.instances.find(id)->public_address; own.is_set())
    return {.address = own, .by = id};
  const Address* elastic = address_bindings::bound_to(region, id);
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
