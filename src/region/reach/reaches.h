// Reachability for what a region does by itself: a balancer's checks of its targets, drills.
#pragma once

#include "reach/explain.h"
#include "region/region_cell.h"

namespace terrane {

// A sender that the region itself runs in a VPC, such as a balancer at its virtual address: no
// security group asks what it sends.
struct RegionSender {
  VpcId vpc;
  Ipv4 address;
};

// Whether and why the sender's traffic reaches the resource: an instance or a network interface.
reach::Verdict explain(const RegionCell& region, const RegionSender& from, AnyId target,
                       const reach::Traffic& traffic);
// The same for an address of the VPC, whatever has it.
reach::Verdict explain(const RegionCell& region, const RegionSender& from, Ipv4 target,
                       const reach::Traffic& traffic);

inline bool reaches(const RegionCell& region, const RegionSender& from, AnyId target,
                    reach::Protocol protocol, uint16_t port) {
  return explain(region, from, target, reach::Traffic::to_port(protocol, port)).reachable();
}

}  // namespace terrane
