// From where, and how, a service is asked to find out whether it serves: whoever its security
// groups let in, in the way in which they do.
#pragma once

#include <span>
#include <vector>

#include "reach/explain.h"
#include "region/region_cell.h"

namespace terrane::impact {

// Somebody on the Internet, and somebody in each range from which one of the groups accepts.
std::vector<reach::End> internet_clients(const reach::View& view,
                                         std::span<const SecurityGroupId> groups);
// Somebody in each subnet of the VPC.
std::vector<reach::End> private_clients(const RegionCell& region, VpcId vpc);
// What the groups let in: well-known ports first, then those that their rules name.
std::vector<reach::Traffic> accepted_traffic(const reach::View& view,
                                             std::span<const SecurityGroupId> groups);

// The first flow to the target that reaches it; nothing where none does.
std::optional<reach::Flow> find_flow(const reach::View& view, std::span<const reach::End> clients,
                                     const reach::End& target,
                                     std::span<const reach::Traffic> traffic);

}  // namespace terrane::impact
