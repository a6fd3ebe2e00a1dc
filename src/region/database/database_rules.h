// What holds for every database, on one page: scope, limits, values, references, and what blocks
// its end.
//
// Scope: one zone, for good; its standbys may be in other zones of the region. ID: cdb-. Limit:
// Limits::databases per account and region. Refers to: its VPC, its subnet, which lies in its zone,
// and its security groups. An isolated one keeps its address and its references until it is
// offline. Its end waits for its protection to be lifted (ModifyInstanceDestroyProtect). What it is
// made of has a page of its own (database_shape_rules.h), as have its parameters and its accounts.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "region/database/database.h"
#include "region/region_cell.h"

namespace terrane::database_rules {

inline constexpr int64_t kDefaultPort = 3306;
inline constexpr int64_t kPortLeast = 1024;
inline constexpr int64_t kPortMost = 65535;
inline constexpr int64_t kMostPerCall = 100;
inline constexpr size_t kNameLimit = 60;
inline constexpr int kLongestPeriod = 36;  // months

// --- Which database. The words are the same everywhere; the codes are not. ---
inline constexpr ErrorKind kMalformedId{"InvalidParameter",
                                        "{} is not a database's ID (cdb- and 8 characters).",
                                        "{} 不是合法的云数据库实例 ID（cdb- 加 8 位字符）。"};
inline constexpr ErrorKind kNotFound{
    "InvalidParameter.InstanceNotFound",
    "There is no database {} in this region; DescribeDBInstances lists yours.",
    "本地域不存在云数据库实例 {}，可通过 DescribeDBInstances 查询。"};
inline constexpr ErrorKind kNotFoundPlain{"InvalidParameter", kNotFound.english, kNotFound.chinese};
inline constexpr ErrorKind kNotFoundInfo{"InvalidParameter.ResourceNotExists", kNotFound.english,
                                         kNotFound.chinese};
// What clients take for "gone" where security groups are asked for.
inline constexpr ErrorKind kNotFoundGroups{"InternalError.DatabaseAccessError", kNotFound.english,
                                           kNotFound.chinese};
inline constexpr ErrorKind kNoneNamed{"InvalidParameter",
                                      "InstanceIds is empty; name at least one database.",
                                      "InstanceIds 为空，请至少指定一个云数据库实例。"};

// --- Where. ---
inline constexpr ErrorKind kNoSuchZone{
    "InvalidParameter", "Zone {} is not one of region {}'s; DescribeZones lists those.",
    "可用区 {} 不属于地域 {}，可通过 DescribeZones 查询。"};
inline constexpr ErrorKind kZoneSoldOut{
    "OperationDenied",
    "Zone {} is sold out: it sells no new databases. Use another zone of the region.",
    "可用区 {} 已售罄，不再提供新的云数据库实例，请更换可用区。"};
inline constexpr ErrorKind kZoneWithoutPower{
    "OperationDenied",
    "Zone {} has no power (fault {}): no database can be made there until it is healed. Use "
    "another "
    "zone of the region.",
    "可用区 {} 断电（故障 {}），恢复前无法创建云数据库实例，请更换可用区。"};
inline constexpr ErrorKind kVpcAndSubnet{"InvalidParameter",
                                         "Give UniqVpcId and UniqSubnetId together, or neither.",
                                         "UniqVpcId 与 UniqSubnetId 必须同时指定或同时省略。"};
inline constexpr ErrorKind kVpcNotFound{
    "InvalidParameter", "There is no VPC {} in this region; DescribeVpcs lists yours.",
    "本地域不存在 VPC {}，可通过 DescribeVpcs 查询。"};
inline constexpr ErrorKind kSubnetNotFound{
    "InvalidParameter", "There is no subnet {} in this region; DescribeSubnets lists yours.",
    "本地域不存在子网 {}，可通过 DescribeSubnets 查询。"};
inline constexpr ErrorKind kSubnetOfAnotherVpc{
    "InvalidParameter", "Subnet {} is not one of VPC {}'s.", "子网 {} 不属于 VPC {}。"};
inline constexpr ErrorKind kSubnetOfAnotherZone{
    "InvalidParameter", "Subnet {} lies in another zone than {}; use one of that zone.",
    "子网 {} 不在可用区 {}，请使用该可用区的子网。"};
inline constexpr ErrorKind kNoDefaultSubnet{
    "InvalidParameter",
    "The default VPC has no default subnet in zone {}; name a VPC and a subnet.",
    "默认 VPC 在可用区 {} 没有默认子网，请指定 VPC 和子网。"};
inline constexpr ErrorKind kMalformedAddress{"InvalidParameter", "{} is not an IPv4 address.",
                                             "{} 不是合法的 IPv4 地址。"};
inline constexpr ErrorKind kAddressOutside{
    "InvalidParameter", "Address {} is not in subnet {} ({}).", "地址 {} 不在子网 {}（{}）内。"};
inline constexpr ErrorKind kAddressTaken{
    "InvalidParameter",
    "Address {} of subnet {} is taken, or reserved as the range's first two and last.",
    "地址 {} 在子网 {} 中已被占用，或属于保留地址（网段的前两个和最后一个）。"};
inline constexpr ErrorKind kAddressCount{
    "InvalidParameter", "Vips has {} addresses for {} databases; give one for each.",
    "Vips 含 {} 个地址，而实例数为 {}，请为每个实例指定一个。"};
inline constexpr ErrorKind kSubnetFull{"OperationDenied",
                                       "Subnet {} has no free address left; use another subnet.",
                                       "子网 {} 已无可用地址，请更换子网。"};
inline constexpr ErrorKind kPort{"InvalidParameter", "The port is {}, but must be {} to {}.",
                                 "端口为 {}，取值范围为 {} 到 {}。"};
inline constexpr ErrorKind kGroupNotFound{
    "InvalidParameter",
    "There is no security group {} in this region; DescribeSecurityGroups lists yours.",
    "本地域不存在安全组 {}，可通过 DescribeSecurityGroups 查询。"};
inline constexpr ErrorKind kTooManyGroups{"InvalidParameter",
                                          "A database may have at most {} security groups.",
                                          "每个云数据库实例最多绑定 {} 个安全组。"};

// --- How many, and what it is called. ---
inline constexpr ErrorKind kCountRange{"InvalidParameter", "GoodsNum is {}, but must be 1 to {}.",
                                       "GoodsNum 为 {}，取值范围为 1 到 {}。"};
inline constexpr ErrorKind kTooMany{
    "OperationDenied",
    "This account may have {} databases in this region and would have {}; take some offline first.",
    "本账号在该地域的云数据库实例配额为 {}，本次操作将达到 {}，请先下线部分实例。"};
inline constexpr ErrorKind kNameLength{"InvalidParameter",
                                       "InstanceName may have at most {} characters.",
                                       "InstanceName 最多 {} 个字符。"};
inline constexpr ErrorKind kNewNameLength{"InvalidParameterValue.InvalidParameterValueError",
                                          "InstanceName must have 1 to {} characters.",
                                          "InstanceName 的长度应为 1 到 {} 个字符。"};
inline constexpr ErrorKind kNoSuchProject{
    "InvalidParameter",
    "There is no project {}; DescribeProjects of service tag lists yours. Project 0 is the "
    "default.",
    "不存在项目 {}，可通过 tag 服务的 DescribeProjects 查询，默认项目为 0。"};
inline constexpr ErrorKind kWeakPassword{
    "OperationDenied.WrongPassword",
    "The password must have 8 to 64 characters of at least two sorts: letters, digits, and "
    "_+-,&=!@#$%^*().|.",
    "密码应为 8 到 64 个字符，至少包含字母、数字和特殊字符 _+-,&=!@#$%^*().| 中的两种。"};

// --- Paying. ---
inline constexpr ErrorKind kPeriod{"InvalidParameter",
                                   "Period {} is not offered; use 1 to 12, 24 or 36 months.",
                                   "不支持购买时长 {}，可选：1 到 12、24、36 个月。"};
inline constexpr ErrorKind kRenewFlag{"InvalidParameter", "{} {} does not exist; use 0, 1 or 2.",
                                      "{} 不能为 {}，可选：0、1、2。"};
inline constexpr ErrorKind kNotPrepaid{
    "OperationDenied", "Database {} is charged by the hour; there is nothing to renew.",
    "云数据库实例 {} 为按量计费，无需续费。"};
inline constexpr ErrorKind kProtected{
    "OperationDenied", "Database {} is protected; lift that by ModifyInstanceDestroyProtect first.",
    "云数据库实例 {} 已开启销毁保护，请先通过 ModifyInstanceDestroyProtect 关闭。"};
inline constexpr ErrorKind kOnOrOff{"InvalidParameter", "{} must be on or off, not {}.",
                                    "{} 应为 on 或 off，而不是 {}。"};

// --- What is not offered here. ---
inline constexpr ErrorKind kNoOtherAddress{
    "InvalidParameter", "OpResourceId {} has no address of database {}; leave it out.",
    "OpResourceId {} 不是云数据库实例 {} 的地址，请勿填写。"};
inline constexpr ErrorKind kNotOffered{"OperationDenied.ActionNotSupport",
                                       "{} is not offered here; leave it out.",
                                       "不支持 {}，请勿填写。"};

// The account's database of this ID. Errors: kMalformedId, `not_found`.
Result<const Database*> find(const RegionCell& region, AccountId account, std::string_view id,
                             const ErrorKind& not_found = kNotFound);
// The same of several, each once. Errors: those above, kNoneNamed.
Result<std::vector<const Database*>> find_all(const RegionCell& region, AccountId account,
                                              std::span<const std::string_view> ids,
                                              const ErrorKind& not_found = kNotFound);

// A database has one address, its own: `resource` is empty or the database again.
Result<void> check_resource(std::string_view id, std::string_view resource);
Result<const Zone*> check_zone(const RegionCell& region, std::string_view id);
// Whether the database may be asked for it now: by its state, its task and its zone's power.
Result<void> check_asked(const RegionCell& region, DatabaseOperation operation,
                         const Database& database);
// More capacity in the zone: refused where it is sold out or has no power.
Result<void> check_stock(const RegionCell& region, const Zone& zone);
// The subnet of the zone that the two name; neither: the zone's default subnet of the default VPC.
Result<const Subnet*> find_subnet(const RegionCell& region, AccountId account, const Zone& zone,
                                  std::string_view vpc, std::string_view subnet);
// An address of the subnet that is free.
Result<Ipv4> check_address(const RegionCell& region, const Subnet& subnet, std::string_view text);
Result<uint32_t> check_port(int64_t port);
// The account's security groups of these IDs, each once, in their order.
Result<std::vector<SecurityGroupId>> find_groups(const RegionCell& region, AccountId account,
                                                 std::span<const std::string_view> ids);

Result<void> check_quota(const RegionCell& region, AccountId account, int64_t more);
Result<void> check_password(std::string_view password);
Result<int> check_period(int64_t months);
// `name` is the parameter's.
Result<RenewFlag> check_renew_flag(std::string_view name, int64_t flag);

}  // namespace terrane::database_rules
