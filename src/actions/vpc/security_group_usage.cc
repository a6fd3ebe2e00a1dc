// What uses security groups, and how many there may be.
#include "actions/listing.h"
#include "actions/vpc/census.h"
#include "actions/vpc/shown.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/network/security_group_manager.h"

namespace terrane {
namespace {

namespace api = contract::vpc;

api::SecurityGroupAssociationStatistics statistics(Arena& arena, const RegionCell& region,
                                                   const SecurityGroup& group) {
  static constexpr Kind kCounted[] = {Kind::kInstance, Kind::kNetworkInterface, Kind::kDatabase,
                                      Kind::kLoadBalancer};
  Census census;
  census.add_users_of(region.cell.ledger(), group.id);
  auto items = arena.create_array<api::InstanceStatistic>(std::size(kCounted));
  uint64_t total = 0;
  size_t shown = 0;
  for (Kind kind : kCounted) {
    total += census[kind];
    if (census[kind] > 0)
      items[shown++] = {.InstanceType = resource_type(kind), .InstanceCount = census[kind]};
  }
  return {.SecurityGroupId = to_text(arena, group.id),
          .CVM = census[Kind::kInstance],
          .CDB = census[Kind::kDatabase],
          .ENI = census[Kind::kNetworkInterface],
          .SG = census[Kind::kSecurityGroup],
          .CLB = census[Kind::kLoadBalancer],
          .InstanceStatistics = contract::List<api::InstanceStatistic>(items.first(shown)),
          .TotalCount = total};
}

Result<api::DescribeSecurityGroupAssociationStatisticsResponse>
describe_security_group_association_statistics(
    RegionRead& call, const api::DescribeSecurityGroupAssociationStatisticsRequest& request) {
  TRY(auto groups, find_all(call.region, call.account, request.SecurityGroupIds,
                            &security_group_manager::find, kVpcListingErrors));
  auto rows = call.arena.create_array<api::SecurityGroupAssociationStatistics>(groups.size());
  for (size_t i = 0; i < rows.size(); ++i)
    rows[i] = statistics(call.arena, call.region, *groups[i]);
  return api::DescribeSecurityGroupAssociationStatisticsResponse{
      .SecurityGroupAssociationStatisticsSet =
          contract::List<api::SecurityGroupAssociationStatistics>(rows)};
}

// The groups whose policies name each of the groups.
Result<api::DescribeSecurityGroupReferencesResponse> describe_security_group_references(
    RegionRead& call, const api::DescribeSecurityGroupReferencesRequest& request) {
  TRY(auto groups, find_all(call.region, call.account, request.SecurityGroupIds,
                            &security_group_manager::find, kVpcListingErrors));
  auto rows = call.arena.create_array<api::ReferredSecurityGroup>(groups.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    std::vector<std::string_view> referrers;
    call.region.cell.ledger().each(groups[i]->id, Kind::kSecurityGroup,
                                   [&](AnyId id) { referrers.push_back(to_text(call.arena, id)); });
    std::ranges::sort(referrers);
    rows[i] = {
        .SecurityGroupId = to_text(call.arena, groups[i]->id),
        .ReferredSecurityGroupIds = contract::list_of<contract::Text>(call.arena, referrers)};
  }
  return api::DescribeSecurityGroupReferencesResponse{
      .ReferredSecurityGroupSet = contract::List<api::ReferredSecurityGroup>(rows)};
}

// Where there is no limit of that name here, what the other limits let one reach.
Result<api::DescribeSecurityGroupLimitsResponse> describe_security_group_limits(
    RegionRead& call, const api::DescribeSecurityGroupLimitsRequest&) {
  const Limits& limits = call.catalogue.limits();
  uint64_t instances = uint64_t(limits.postpaid_instances_per_zone) +
                       limits.prepaid_instances_per_zone + limits.spot_instances_per_zone;
  instances *= call.region.place().zones.size();
  return api::DescribeSecurityGroupLimitsResponse{
      .SecurityGroupLimitSet =
          call.arena.create<api::SecurityGroupLimitSet>(api::SecurityGroupLimitSet{
              .SecurityGroupLimit = limits.security_groups,
              .SecurityGroupPolicyLimit = limits.policies_per_security_group_direction,
              .ReferedSecurityGroupLimit = limits.policies_per_security_group_direction,
              .SecurityGroupInstanceLimit = instances,
              .InstanceSecurityGroupLimit = limits.security_groups_per_instance,
              .SecurityGroupExtendedPolicyLimit = limits.policies_per_security_group_direction,
              .SecurityGroupReferedCvmAndEniLimit = instances,
              .SecurityGroupReferedSvcLimit = limits.load_balancers + limits.databases})};
}

constexpr Handler kHandlers[] = {
    region_read<describe_security_group_association_statistics>(
        "vpc", "DescribeSecurityGroupAssociationStatistics"),
    region_read<describe_security_group_references>("vpc", "DescribeSecurityGroupReferences"),
    region_read<describe_security_group_limits>("vpc", "DescribeSecurityGroupLimits"),
};

}  // namespace

std::span<const Handler> security_group_usage_handlers() {
  return kHandlers;
}

}  // namespace terrane
