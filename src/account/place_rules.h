// What holds for every region and zone that an operator adds (M-4), on one page: values, limits,
// codes. The catalogue's own are checked where its files are read (model/catalogue_parser.cc).
#pragma once

#include "base/error.h"
#include "model/catalogue.h"

namespace terrane::place_rules {

inline constexpr size_t kNameLimit = 128;
inline constexpr uint32_t kMostHosts = 1'000'000;  // of one zone
inline constexpr size_t kMostZones = 60'000;       // of all regions together

inline constexpr ErrorKind kBadRegion{
    "InvalidParameterValue.Region",
    "Region {} must be two to five words of lower-case letters and digits with dashes between, the "
    "first a coverage range: ap-wuhan.",
    "地域 {} 应为以短横线连接的小写字母和数字,且以覆盖范围开头,例如 ap-wuhan。"};
inline constexpr ErrorKind kRegionExists{"InvalidParameterValue.Region",
                                         "There is a region {} already; choose another name.",
                                         "地域 {} 已存在，请更换名称。"};
inline constexpr ErrorKind kNoSuchRegion{"ResourceNotFound.Region",
                                         "There is no region {}; CreateRegion makes one.",
                                         "不存在地域 {}，可通过 CreateRegion 新建。"};
inline constexpr ErrorKind kBadZone{"InvalidParameterValue.Zone",
                                    "Zone {} must be its region, a dash and a number: {}-1.",
                                    "可用区 {} 应为地域、短横线和数字，例如 {}-1。"};
inline constexpr ErrorKind kZoneExists{"InvalidParameterValue.Zone",
                                       "There is a zone {} already; choose another number.",
                                       "可用区 {} 已存在，请更换编号。"};
inline constexpr ErrorKind kNoZones{"InvalidParameterValue.Zone",
                                    "A region has at least one zone; name it in Zones.",
                                    "地域至少包含一个可用区，请在 Zones 中填写。"};
inline constexpr ErrorKind kBadName{
    "InvalidParameterValue.Name",
    "A name must have 1 to 128 characters, none of them a control character.",
    "名称的长度应为 1 到 128 个字符，且不能包含控制字符。"};
inline constexpr ErrorKind kBadNumber{
    "InvalidParameterValue.Number",
    "Number {} is taken or out of range; leave it out to be given a free one.",
    "编号 {} 已被占用或超出范围，不填则自动分配。"};
inline constexpr ErrorKind kBadShortCode{
    "InvalidParameterValue.ShortCode",
    "ShortCode {} must be 2 to 8 lower-case letters and digits that no other region has.",
    "ShortCode {} 应为 2 到 8 个小写字母和数字，且不与其他地域重复。"};
inline constexpr ErrorKind kNoSuchTerritory{"InvalidParameterValue.Territory",
                                            "There is no territory {}; there are: {}.",
                                            "不存在 {}，可选值为：{}。"};
inline constexpr ErrorKind kBadLocation{
    "InvalidParameterValue.Location",
    "Latitude must be from -90 to 90 and Longitude from -180 to 180.",
    "Latitude 应为 -90 到 90，Longitude 应为 -180 到 180。"};
inline constexpr ErrorKind kBadIsolation{"InvalidParameterValue.Isolation",
                                         "Isolation {} is neither STANDARD nor FINANCE.",
                                         "Isolation {} 应为 STANDARD 或 FINANCE。"};
inline constexpr ErrorKind kBadAccess{"InvalidParameterValue.Access",
                                      "Access {} is neither OPEN nor TICKET.",
                                      "Access {} 应为 OPEN 或 TICKET。"};
inline constexpr ErrorKind kBadHosts{
    "InvalidParameterValue.Hosts",
    "Each member of Hosts must be from 1 to 1000000, and a zone has at most 1000000 hosts.",
    "Hosts 的各项应为 1 到 1000000，且一个可用区最多 1000000 台主机。"};
inline constexpr ErrorKind kNoSuchProduct{
    "ResourceNotFound.Product",
    "There is no product {}; DescribeProductAvailability lists those there are.",
    "不存在产品 {}，可通过 DescribeProductAvailability 查询。"};
inline constexpr ErrorKind kTooManyRegions{"LimitExceeded.Regions",
                                           "This cloud has {} regions, which is the limit: each "
                                           "has a range of public addresses of its own.",
                                           "本云已有 {} 个地域，达到上限。"};
inline constexpr ErrorKind kTooManyZones{"LimitExceeded.Zones",
                                         "This cloud has {} zones, which is the limit.",
                                         "本云已有 {} 个可用区，达到上限。"};

}  // namespace terrane::place_rules
