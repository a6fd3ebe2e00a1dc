// How peering connections are charged (M-24): who asked for one pays for its bandwidth by the hour
// while it is active, where it joins two regions; within one region it costs nothing.
#pragma once

#include "region/charging/metering.h"
#include "region/network/peering_connection.h"

namespace terrane {

inline Rate rate_of_peering(const Catalogue& catalogue, const PeeringConnection& peering) {
  bool costs = peering.requested_here && peering.state == PeeringState::kActive &&
               peering.requester.region != peering.accepter.region;
  if (!costs) return {};
  return {.by_hour = catalogue.prices().bandwidth_per_mbps_hour * peering.terms.bandwidth_mbps};
}

}  // namespace terrane
