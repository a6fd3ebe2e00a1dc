// What flows can begin and end at in a region, kind by kind: one place says which resources have an
// address, when they are silent, which groups they ask and how the Internet knows them.
#pragma once

#include <optional>

#include "reach/view.h"
#include "region/region_cell.h"

namespace terrane::reach_ends {

// The resource at its own address; nothing for what is not there or has no address.
std::optional<reach::Endpoint> find(const RegionCell& region, AnyId resource);
// The resource at this address of those it has.
std::optional<reach::Endpoint> with_address(const RegionCell& region, AnyId owner, Ipv4 address);
// By which address of the Internet the endpoint is known, if any.
reach::PublicSide public_side(const RegionCell& region, const reach::Endpoint& endpoint);
// Everything a flow carries of the resource into other regions; nothing if it is not there.
std::optional<reach::End> end_of(const RegionCell& region, AnyId resource);

}  // namespace terrane::reach_ends
