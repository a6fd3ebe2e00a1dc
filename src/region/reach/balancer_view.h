// A region's load balancers as explain() sees them.
#pragma once

#include <optional>

#include "reach/view.h"
#include "region/region_cell.h"

namespace terrane::balancer_view {

// At its own address: a private one of an internal balancer, else its public one. Targets are found
// in its VPC.
std::optional<reach::Endpoint> endpoint(const RegionCell& region, LoadBalancerId id);
// That of an open one.
reach::PublicSide public_side(const RegionCell& region, LoadBalancerId id);
// What the listener for the traffic forwards to, of one with rules whatever any of them does; in
// the order of registration. Targets of weight 0 are given nothing. TCP and UDP arrive from the
// client's address, HTTP and HTTPS from the balancer's.
std::optional<reach::Forwarding> forwarding(const RegionCell& region, LoadBalancerId id,
                                            const reach::Traffic& traffic);

}  // namespace terrane::balancer_view
