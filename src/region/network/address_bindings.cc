#include "region/network/address_bindings.h"

#include <vector>

namespace terrane::address_bindings {

namespace {

const Address* any_bound_to(const RegionCell& region, AnyId target) {
  auto bound = region.cell.ledger().any(target, Kind::kAddress);
  return bound ? region.network.elastic_addresses.find(AddressId(*bound)) : nullptr;
}

}  // namespace

const Address* bound_to(const RegionCell& region, InstanceId instance) {
  return any_bound_to(region, instance);
}

const Address* bound_to(const RegionCell& region, LoadBalancerId balancer) {
  return any_bound_to(region, balancer);
}

const Address* bound_to(const RegionCell& region, NetworkInterfaceId interface, Ipv4 address) {
  const Address* found = nullptr;
  region.cell.ledger().each(interface, Kind::kAddress, [&](AnyId id) {
    const Address* bound = region.network.elastic_addresses.find(AddressId(id));
    if (bound->interface_address == address) found = bound;
  });
  return found;
}

Ipv4 public_address_of(const RegionCell& region, const Instance& instance) {
  if (instance.public_address.is_set()) return instance.public_address;
  const Address* elastic = bound_to(region, instance.id);
  return elastic && !elastic->isolated ? elastic->public_address : Ipv4{};
}

void let_go(RegionCell& region, Transaction& transaction, AnyId target) {
  std::vector<AddressId> bound;
  region.cell.ledger().each(target, Kind::kAddress,
                            [&](AnyId address) { bound.push_back(AddressId(address)); });
  for (AddressId id : bound)
    transaction.change(region.network.elastic_addresses, id,
                       [](Address& changed) { changed.bind_to_nothing(); });
}

void let_go(RegionCell& region, Transaction& transaction, NetworkInterfaceId interface,
            Ipv4 address) {
  if (const Address* bound = bound_to(region, interface, address))
    transaction.change(region.network.elastic_addresses, AddressId(bound->id),
                       [](Address& changed) { changed.bind_to_nothing(); });
}

}  // namespace terrane::address_bindings
