// How the tag service names a resource, in six parts:
//   qcs::<service>:<region>:uin/<uin>:<prefix>/<id>
// The region is empty for what lives in all regions; clients leave the Uin out ("uin/").
#pragma once

#include <string>
#include <string_view>

#include "base/resource_id.h"
#include "model/catalogue.h"
#include "model/scope.h"

namespace terrane {

inline constexpr ErrorKind kMalformedResource{
    "InvalidParameterValue.ResourceDescriptionError",
    "{} does not name a resource: write qcs::<service>:<region>:uin/:<prefix>/<id>, such as "
    "qcs::cvm:ap-guangzhou:uin/:instance/ins-0a1b2c3d.",
    "{} 不是合法的资源六段式：应为 qcs::<业务>:<地域>:uin/:<前缀>/<资源 ID>，例如 "
    "qcs::cvm:ap-guangzhou:uin/:instance/ins-0a1b2c3d。"};
inline constexpr ErrorKind kUntaggedService{
    "InvalidParameterValue.ResourceDescriptionError",
    "Resources {} of service {} carry no tags in this cloud; correct the name's third or last "
    "part.",
    "本云的资源 {}（业务 {}）不支持标签，请修改六段式的第三段或最后一段。"};
inline constexpr ErrorKind kUnsupportedService{"InvalidParameter.UnsupportedService",
                                               kUntaggedService.english, kUntaggedService.chinese};
inline constexpr ErrorKind kNotYours{
    "InvalidParameterValue.ResourceDescriptionError",
    "{} names another account; leave the fifth part empty (uin/), or give your own Uin.",
    "{} 指定了其他账号，请将第五段留空（uin/）或填写本账号的 Uin。"};
inline constexpr ErrorKind kNoSuchRegion{
    "InvalidParameterValue.ResourceDescriptionError",
    "{} names no region of this cloud, which this kind of resource needs; DescribeRegions lists "
    "them.",
    "{} 未指定本云的地域，该类资源必须指定地域，可通过 DescribeRegions 查询。"};
inline constexpr ErrorKind kNoSuchResource{
    "InvalidParameterValue.ResourceDescriptionError",
    "{} does not exist there; correct the region or the ID in the resource's name.",
    "资源 {} 不存在，请检查资源六段式中的地域与 ID。"};

struct ResourceName {
  const ScopeRow* kind;
  const Region* region;  // null for what lives in all regions
  AnyId id;
};

// Errors: those above; `untagged` where the service or the prefix names no kind with tags.
Result<ResourceName> parse_resource_name(const Catalogue& catalogue, AccountId account,
                                         std::string_view text,
                                         const ErrorKind& untagged = kUntaggedService);

// The name of the account's resource; region: empty for what lives in all.
std::string resource_name(AccountId account, std::string_view region, AnyId id);

}  // namespace terrane
