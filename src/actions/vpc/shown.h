// Records of the network as the API shows them.
#pragma once

#include <string_view>

#include "contract/vpc.h"
#include "region/network/network_interfaces.h"
#include "region/region_cell.h"

namespace terrane {

contract::vpc::Vpc to_api(Arena& arena, const RegionCell& region, const Vpc& vpc);
contract::List<contract::vpc::AssistantCidr> assistant_cidrs(Arena& arena, const RegionCell& region,
                                                             const Vpc& vpc);
contract::vpc::Subnet to_api(Arena& arena, const RegionCell& region, const Subnet& subnet);
// With all of its routes, the local ones first.
contract::vpc::RouteTable to_api(Arena& arena, const RegionCell& region, const RouteTable& table);
contract::List<contract::vpc::Route> to_api(Arena& arena, const RouteTable& table,
                                            std::span<const StoredRoute> routes);
// Does not point into the record.
contract::vpc::SecurityGroup to_api(Arena& arena, const SecurityGroup& group);
contract::vpc::NetworkInterface to_api(Arena& arena, const RegionCell& region,
                                       const Interface& interface, Language language);
// Its own name, or what a primary one is called that was given none.
std::string_view shown_name(const Interface& interface, Language language);
// Does not point into the record. `elastic`: the elastic IP that is bound to it, if one is.
contract::vpc::PrivateIpAddressSpecification to_api(Arena& arena, const InterfaceAddress& held,
                                                    bool is_primary, const Address* elastic);

// What the API calls a kind of resource that uses an address or a security group.
std::string_view resource_type(Kind kind);

}  // namespace terrane
