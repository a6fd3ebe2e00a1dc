// What flows can begin and end at in a region, kind by kind: one place says which resources have an
// address, when they are silent, which groups they ask and how the Internet knows them.
#pragma once

#include <boost/container/static_vector.hpp>
#include <optional>

#include "fault/failing.h"
#include "reach/view.h"
#include "region/region_cell.h"

namespace terrane::reach_ends {

// The resource at its own address; nothing for what is not there or has no address. What is served
// from zones without power or network alone is silent, whatever its own state.
std::optional<reach::Endpoint> find(const RegionCell& region, const Failing& failing,
                                    AnyId resource);
// The resource at this address of those it has.
std::optional<reach::Endpoint> with_address(const RegionCell& region, const Failing& failing,
                                            AnyId owner, Ipv4 address);
// By which address of the Internet the endpoint is known, if any.
reach::PublicSide public_side(const RegionCell& region, const reach::Endpoint& endpoint);
// The zones that the resource is served from, by their public numbers: any of them will do. None
// for what is served by the region as a whole, or is not there.
using ServingZones = boost::container::static_vector<uint32_t, 3>;
ServingZones serving_zones(const RegionCell& region, AnyId resource);

// Everything a flow carries of the resource into other regions; nothing if it is not there.
std::optional<reach::End> end_of(const RegionCell& region, AnyId resource);

}  // namespace terrane::reach_ends
