// The places that calls of service `terrane` name.
#pragma once

#include "actions/call.h"

namespace terrane {

inline constexpr ErrorKind kNoZone{
    "ResourceNotFound.Zone", "There is no zone {} in this cloud; `terrane status` lists its zones.",
    "本云不存在可用区 {}，可通过 terrane status 查询。"};
inline constexpr ErrorKind kNoRegion{
    "ResourceNotFound.Region",
    "There is no region {} in this cloud; `terrane status` lists its regions.",
    "本云不存在地域 {}，可通过 terrane status 查询。"};
inline constexpr ErrorKind kSameRegion{"InvalidParameterValue.OtherRegion",
                                       "A link joins two regions; both ends given are {}.",
                                       "链路连接两个不同的地域，而两端均为 {}。"};

inline Result<const Zone*> find_zone(const Call& call, std::string_view id) {
  const Zone* zone = call.catalogue.find_zone(id);
  if (!zone) return refuse(kNoZone, id);
  return zone;
}

inline Result<const Region*> find_region(const Call& call, std::string_view id) {
  const Region* region = call.catalogue.find_region(id);
  if (!region) return refuse(kNoRegion, id);
  return region;
}

}  // namespace terrane
