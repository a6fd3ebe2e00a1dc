// Which elastic IPs are bound to what.
#pragma once

#include "region/region_cell.h"

namespace terrane::address_bindings {

// The elastic IP that is bound to the instance's own address; null if none is.
const Address* bound_to(const RegionCell& region, InstanceId instance);
// The elastic IP that is bound to this address of the interface; null if none is.
const Address* bound_to(const RegionCell& region, NetworkInterfaceId interface, Ipv4 address);
// The elastic IP that is bound to the internal load balancer; null if none is.
const Address* bound_to(const RegionCell& region, LoadBalancerId balancer);
// The instance's public address, an ordinary one or an elastic IP; not set if it has none, or one
// that nothing gets through because its time is over.
Ipv4 public_address_of(const RegionCell& region, const Instance& instance);

// What an elastic IP may be bound to goes: those bound to it are bound to nothing then.
void let_go(RegionCell& region, Transaction& transaction, AnyId target);
// The same of one address of an interface.
void let_go(RegionCell& region, Transaction& transaction, NetworkInterfaceId interface,
            Ipv4 address);

}  // namespace terrane::address_bindings
