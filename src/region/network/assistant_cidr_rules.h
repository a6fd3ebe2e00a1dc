// What holds for the assistant ranges of a VPC: more addresses for its subnets, beside its own
// range.
//
// Limit: Limits::assistant_cidrs_per_vpc. Each is a private range like the VPC's own (vpc_rules.h),
// apart from the VPC's other ranges, from every destination its route tables lead elsewhere, and
// from the ranges of the VPCs it is connected with.
// Deletion waits for the subnets in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "region/network/vpc.h"
#include "region/region_cell.h"

namespace terrane::assistant_cidr_rules {

inline constexpr ErrorKind kOverlapsVpc{"InvalidParameterValue.VpcCidrConflict",
                                        "{} overlaps {} of VPC {}; choose a range apart from it.",
                                        "{} 与网段 {}（VPC {}）重叠，请选择其他网段。"};
inline constexpr ErrorKind kOverlapsRoute{
    "InvalidParameterValue.VpcCidrOverlapRoute",
    "{} holds {}, which route table {} leads elsewhere; delete that route first.",
    "{} 包含 {}，而路由表 {} 中已有该目的网段的路由，请先删除该路由。"};
inline constexpr ErrorKind kOverlapsPeer{
    "InvalidParameterValue.VpcCidrConflict",
    "{} overlaps {} at the other end of {}; choose a range apart from it.",
    "{} 与网段 {}（{} 的对端 VPC）重叠，请选择其他网段。"};
inline constexpr ErrorKind kTwice{"InvalidParameterValue.Duplicate", "{} is given twice; keep one.",
                                  "{} 重复，请只保留一个。"};
inline constexpr ErrorKind kNone{"InvalidParameterValue.Malformed",
                                 "Give NewCidrBlocks, OldCidrBlocks or both.",
                                 "NewCidrBlocks 与 OldCidrBlocks 至少填写一个。"};
inline constexpr ErrorKind kTooMany{"LimitExceeded", "A VPC may have at most {} assistant ranges.",
                                    "每个 VPC 最多 {} 个辅助网段。"};
inline constexpr ErrorKind kNotFound{
    "ResourceNotFound", "VPC {} has no assistant range {}; DescribeAssistantCidr lists them.",
    "VPC {} 没有辅助网段 {}，可通过 DescribeAssistantCidr 查询。"};
inline constexpr ErrorKind kInUse{"ResourceInUse",
                                  "Assistant range {} still holds subnet {}; delete it first.",
                                  "辅助网段 {} 中仍有子网 {}，请先删除。"};

// What stands in the way of a range: `id` is the VPC, route table, peering connection
// or subnet whose `range` it meets.
struct Conflict {
  Cidr wanted;
  Cidr range;
  AnyId id;
};

// The ranges as they are written, none twice; new ones are private.
Result<std::vector<Cidr>> check_new(const std::vector<std::string>& texts);
Result<std::vector<Cidr>> check_old(const std::vector<std::string>& texts);

// The VPC's assistant ranges without `old`. Errors: kNotFound.
Result<std::vector<Cidr>> without(const Vpc& vpc, const std::vector<Cidr>& old);
// What the range would meet in a VPC with these assistant ranges.
std::vector<Conflict> conflicts_of_new(const RegionCell& region, const Vpc& vpc,
                                       const std::vector<Cidr>& assistants, Cidr wanted);
// The subnets that still need the range.
std::vector<Conflict> conflicts_of_old(const RegionCell& region, const Vpc& vpc, Cidr range);

}  // namespace terrane::assistant_cidr_rules
