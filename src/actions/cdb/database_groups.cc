// The security groups of databases.
#include "actions/cdb/cdb_service.h"
#include "actions/cdb/database_view.h"
#include "contract/cdb.h"
#include "region/database/database_manager.h"

namespace terrane {
namespace {

namespace api = contract::cdb;

std::string_view source_of(const StoredPolicy& policy) {
  return policy.cidr.empty() ? policy.ipv6_cidr : policy.cidr;
}

contract::List<api::Inbound> inbound(Arena& arena, const std::vector<StoredPolicy>& policies) {
  auto shown = arena.create_array<api::Inbound>(policies.size());
  for (size_t i = 0; i < shown.size(); ++i)
    shown[i] = {.Action = policies[i].action,
                .CidrIp = source_of(policies[i]),
                .PortRange = policies[i].port,
                .IpProtocol = policies[i].protocol,
                .Dir = "INPUT",
                .AddressModule = "",
                .Id = to_text(arena, policies[i].group),
                .Desc = policies[i].description};
  return contract::List<api::Inbound>(shown);
}

contract::List<api::Outbound> outbound(Arena& arena, const std::vector<StoredPolicy>& policies) {
  auto shown = arena.create_array<api::Outbound>(policies.size());
  for (size_t i = 0; i < shown.size(); ++i)
    shown[i] = {.Action = policies[i].action,
                .CidrIp = source_of(policies[i]),
                .PortRange = policies[i].port,
                .IpProtocol = policies[i].protocol,
                .Dir = "OUTPUT",
                .AddressModule = "",
                .Desc = policies[i].description};
  return contract::List<api::Outbound>(shown);
}

Result<api::DescribeDBSecurityGroupsResponse> describe_db_security_groups(
    RegionRead& call, const api::DescribeDBSecurityGroupsRequest& request) {
  CHECKED(database_rules::check_resource(request.InstanceId, request.OpResourceId));
  TRY(const Database* database, database_rules::find(call.region, call.account, request.InstanceId,
                                                     database_rules::kNotFoundGroups));
  auto shown = call.arena.create_array<api::SecurityGroup>(database->security_groups.size());
  for (size_t i = 0; i < shown.size(); ++i) {
    const SecurityGroup& group =
        *call.region.network.security_groups.find(database->security_groups[i]);
    shown[i] = {.ProjectId = group.project,
                .CreateTime = to_local_text(call.arena, group.created),
                .Inbound = inbound(call.arena, group.ingress),
                .Outbound = outbound(call.arena, group.egress),
                .SecurityGroupId = to_text(call.arena, group.id),
                .SecurityGroupName = group.name,
                .SecurityGroupRemark = group.description};
  }
  return api::DescribeDBSecurityGroupsResponse{.Groups = contract::List<api::SecurityGroup>(shown)};
}

Result<api::ModifyDBInstanceSecurityGroupsResponse> modify_db_instance_security_groups(
    RegionWrite& call, const api::ModifyDBInstanceSecurityGroupsRequest& request) {
  CHECKED(database_rules::check_resource(request.InstanceId, request.OpResourceId));
  CHECKED(database_manager::set_groups(call.change, request.InstanceId,
                                       texts(request.SecurityGroupIds)));
  return api::ModifyDBInstanceSecurityGroupsResponse{};
}

Result<api::DisassociateSecurityGroupsResponse> disassociate_security_groups(
    RegionWrite& call, const api::DisassociateSecurityGroupsRequest& request) {
  CHECKED(database_manager::take_group(call.change, request.SecurityGroupId,
                                       texts(request.InstanceIds)));
  return api::DisassociateSecurityGroupsResponse{};
}

constexpr Handler kHandlers[] = {
    region_read<describe_db_security_groups>("cdb", "DescribeDBSecurityGroups"),
    region_write<modify_db_instance_security_groups>("cdb", "ModifyDBInstanceSecurityGroups"),
    region_write<disassociate_security_groups>("cdb", "DisassociateSecurityGroups"),
};

}  // namespace

std::span<const Handler> database_group_handlers() {
  return kHandlers;
}

}  // namespace terrane
