// What is changed of databases at once, and their end.
#include "actions/cdb/cdb_service.h"
#include "actions/cdb/database_view.h"
#include "contract/cdb.h"
#include "region/database/database_manager.h"

namespace terrane {
namespace {

namespace api = contract::cdb;

Result<api::IsolateDBInstanceResponse> isolate_db_instance(
    RegionWrite& call, const api::IsolateDBInstanceRequest& request) {
  CHECKED(database_manager::isolate(call.change, request.InstanceId));
  return api::IsolateDBInstanceResponse{};
}

Result<api::OfflineIsolatedInstancesResponse> offline_isolated_instances(
    RegionWrite& call, const api::OfflineIsolatedInstancesRequest& request) {
  CHECKED(database_manager::offline(call.change, texts(request.InstanceIds)));
  return api::OfflineIsolatedInstancesResponse{};
}

Result<api::ModifyDBInstanceNameResponse> modify_db_instance_name(
    RegionWrite& call, const api::ModifyDBInstanceNameRequest& request) {
  CHECKED(database_manager::rename(call.change, request.InstanceId, request.InstanceName));
  return api::ModifyDBInstanceNameResponse{};
}

Result<api::ModifyDBInstanceProjectResponse> modify_db_instance_project(
    RegionWrite& call, const api::ModifyDBInstanceProjectRequest& request) {
  CHECKED(database_manager::set_project(call.change, texts(request.InstanceIds),
                                        request.NewProjectId.value_or(0)));
  return api::ModifyDBInstanceProjectResponse{};
}

Result<api::ModifyInstanceDestroyProtectResponse> modify_instance_destroy_protect(
    RegionWrite& call, const api::ModifyInstanceDestroyProtectRequest& request) {
  std::string_view guard = request.DestroyProtect;
  if (guard != "on" && guard != "off")
    return refuse(database_rules::kOnOrOff, "DestroyProtect", guard);
  CHECKED(database_manager::protect(call.change, texts(request.InstanceIds), guard == "on"));
  return api::ModifyInstanceDestroyProtectResponse{};
}

Result<api::ModifyAutoRenewFlagResponse> modify_auto_renew_flag(
    RegionWrite& call, const api::ModifyAutoRenewFlagRequest& request) {
  CHECKED(
      database_manager::set_renewal(call.change, texts(request.InstanceIds), *request.AutoRenew));
  return api::ModifyAutoRenewFlagResponse{};
}

Result<api::ModifyDBInstanceVipVportResponse> modify_db_instance_vip_vport(
    RegionWrite& call, const api::ModifyDBInstanceVipVportRequest& request) {
  CHECKED(database_rules::check_resource(request.InstanceId, request.OpResourceId));
  CHECKED(database_manager::move(call.change, request.InstanceId,
                                 {.address = request.DstIp,
                                  .port = request.DstPort,
                                  .vpc = request.UniqVpcId,
                                  .subnet = request.UniqSubnetId,
                                  .kept_hours = request.ReleaseDuration}));
  return api::ModifyDBInstanceVipVportResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<isolate_db_instance>("cdb", "IsolateDBInstance"),
    region_write<offline_isolated_instances>("cdb", "OfflineIsolatedInstances"),
    region_write<modify_db_instance_name>("cdb", "ModifyDBInstanceName"),
    region_write<modify_db_instance_project>("cdb", "ModifyDBInstanceProject"),
    region_write<modify_instance_destroy_protect>("cdb", "ModifyInstanceDestroyProtect"),
    region_write<modify_auto_renew_flag>("cdb", "ModifyAutoRenewFlag"),
    region_write<modify_db_instance_vip_vport>("cdb", "ModifyDBInstanceVipVport"),
};

}  // namespace

std::span<const Handler> database_settings_handlers() {
  return kHandlers;
}

}  // namespace terrane
