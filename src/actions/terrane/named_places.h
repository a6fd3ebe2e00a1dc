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

inline constexpr ErrorKind kNoRack{"ResourceNotFound.Rack",
                                   "Zone {} has no rack {}: it has {} racks, counted from 1.",
                                   "可用区 {} 不存在机架 {}：共 {} 个机架，从 1 开始编号。"};
inline constexpr ErrorKind kNoHost{"ResourceNotFound.Host",
                                   "Zone {} has no host {}: it has {} hosts, counted from 1.",
                                   "可用区 {} 不存在宿主机 {}：共 {} 台宿主机，从 1 开始编号。"};
inline constexpr ErrorKind kRackOrHost{
    "InvalidParameterCombination",
    "Both a Rack and a Host are named: name one. A host is counted through its zone, whatever rack "
    "it is in.",
    "Rack 与 Host 只能指定一个：宿主机在可用区内统一编号。"};
inline constexpr ErrorKind kPartMissesZone{"MissingParameter",
                                           "A Rack or a Host is of a zone: name its Zone, too.",
                                           "指定 Rack 或 Host 时，请同时指定其所在的 Zone。"};

inline Result<const Zone*> find_zone(const Call& call, std::string_view id) {
  const Zone* zone = call.catalogue.find_zone(id);
  if (!zone) return refuse(kNoZone, id);
  return zone;
}

inline Result<void> check_rack(const Zone& zone, int64_t rack) {
  if (rack >= 1 && rack <= zone.hosts.racks) return {};
  return refuse(kNoRack, zone.id, std::to_string(rack), std::to_string(zone.hosts.racks));
}

inline Result<void> check_host(const Zone& zone, int64_t host) {
  if (host >= 1 && host <= zone.hosts.count()) return {};
  return refuse(kNoHost, zone.id, std::to_string(host), std::to_string(zone.hosts.count()));
}

// The rack or host that a request names, if any: it is there, and named with its zone.
template <class Request>
Result<void> check_part(const Call& call, const Request& request) {
  if (!request.Rack && !request.Host) return {};
  if (request.Rack && request.Host) return refuse(kRackOrHost);
  if (request.Zone.empty()) return refuse(kPartMissesZone);
  TRY(const Zone* zone, find_zone(call, request.Zone));
  return request.Rack ? check_rack(*zone, *request.Rack) : check_host(*zone, *request.Host);
}

inline Result<const Region*> find_region(const Call& call, std::string_view id) {
  const Region* region = call.catalogue.find_region(id);
  if (!region) return refuse(kNoRegion, id);
  return region;
}

}  // namespace terrane
