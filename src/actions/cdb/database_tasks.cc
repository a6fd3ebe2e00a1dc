// What changes databases as a task that clients follow by DescribeAsyncRequestInfo.
#include "region/database/database_tasks.h"

#include "actions/cdb/cdb_service.h"
#include "actions/cdb/database_view.h"
#include "contract/cdb.h"
#include "region/database/database_changes.h"

namespace terrane {
namespace {

namespace api = contract::cdb;
using database_rules::kNotOffered;

constexpr ErrorKind kNotOfferedPlain{"OperationDenied", kNotOffered.english, kNotOffered.chinese};
constexpr ErrorKind kWaitSwitch{
    "InvalidParameter",
    "WaitSwitch is {}, but must be 0 (at once) or 1 (in the next maintenance window).",
    "WaitSwitch 为 {}，可选：0（立即切换）、1（维护时间窗内切换）。"};

Result<bool> in_window(std::optional<int64_t> wait) {
  if (wait.value_or(0) != 0 && *wait != 1) return refuse(kWaitSwitch, std::to_string(*wait));
  return wait.value_or(0) == 1;
}

std::string_view kept(Arena& arena, const std::string& request) {
  return arena.copy(request);
}

Result<api::UpgradeDBInstanceResponse> upgrade_db_instance(
    RegionWrite& call, const api::UpgradeDBInstanceRequest& request) {
  if (!request.InstanceRole.empty() && request.InstanceRole != "master")
    return refuse(kNotOfferedPlain, "InstanceRole");
  if (request.ClusterTopology) return refuse(kNotOfferedPlain, "ClusterTopology");
  if (!request.FourthZone.empty()) return refuse(kNotOfferedPlain, "FourthZone");
  if (!request.ZoneId.empty() || !request.RoTransType.empty())
    return refuse(kNotOfferedPlain, "ZoneId, RoTransType");
  TRY(bool waits, in_window(request.WaitSwitch));
  TRY(std::string id, database_changes::upgrade(call.change, request.InstanceId,
                                                {.memory_mib = *request.Memory,
                                                 .volume_gib = *request.Volume,
                                                 .cores = request.Cpu,
                                                 .version = request.EngineVersion,
                                                 .device = request.DeviceType,
                                                 .replication = request.ProtectMode,
                                                 .deploy_mode = request.DeployMode,
                                                 .slave_zone = request.SlaveZone,
                                                 .backup_zone = request.BackupZone},
                                                waits));
  TRY(const DatabaseRequest* order,
      database_tasks::find_request(call.region, call.account, id, call.now));
  contract::Text deal = call.arena.copy(std::to_string(order->sequence));
  return api::UpgradeDBInstanceResponse{
      .DealIds = contract::list_of<contract::Text>(call.arena,
                                                   std::initializer_list<contract::Text>{deal}),
      .AsyncRequestId = kept(call.arena, id)};
}

Result<api::UpgradeDBInstanceEngineVersionResponse> upgrade_db_instance_engine_version(
    RegionWrite& call, const api::UpgradeDBInstanceEngineVersionRequest& request) {
  if (request.UpgradeSubversion.value_or(0) != 0)
    return refuse(kNotOfferedPlain, "UpgradeSubversion");
  if (!request.ParamList.empty()) return refuse(kNotOfferedPlain, "ParamList");
  TRY(bool waits, in_window(request.WaitSwitch));
  TRY(std::string id, database_changes::upgrade_engine(call.change, request.InstanceId,
                                                       request.EngineVersion, waits));
  return api::UpgradeDBInstanceEngineVersionResponse{.AsyncRequestId = kept(call.arena, id)};
}

Result<api::RestartDBInstancesResponse> restart_db_instances(
    RegionWrite& call, const api::RestartDBInstancesRequest& request) {
  TRY(std::string id, database_changes::restart(call.change, texts(request.InstanceIds)));
  return api::RestartDBInstancesResponse{.AsyncRequestId = kept(call.arena, id)};
}

Result<api::OpenWanServiceResponse> open_wan_service(RegionWrite& call,
                                                     const api::OpenWanServiceRequest& request) {
  CHECKED(database_rules::check_resource(request.InstanceId, request.OpResourceId));
  TRY(std::string id, database_changes::open_wan(call.change, request.InstanceId));
  return api::OpenWanServiceResponse{.AsyncRequestId = kept(call.arena, id)};
}

Result<api::CloseWanServiceResponse> close_wan_service(RegionWrite& call,
                                                       const api::CloseWanServiceRequest& request) {
  CHECKED(database_rules::check_resource(request.InstanceId, request.OpResourceId));
  TRY(std::string id, database_changes::close_wan(call.change, request.InstanceId));
  return api::CloseWanServiceResponse{.AsyncRequestId = kept(call.arena, id)};
}

Result<api::ModifyInstanceParamResponse> modify_instance_param(
    RegionWrite& call, const api::ModifyInstanceParamRequest& request) {
  if (request.TemplateId.value_or(0) != 0) return refuse(kNotOfferedPlain, "TemplateId");
  TRY(bool waits, in_window(request.WaitSwitch));
  ParameterValues parameters;
  for (const api::Parameter& parameter : request.ParamList)
    parameters.push_back({std::string(parameter.Name), std::string(parameter.CurrentValue)});
  TRY(std::string id, database_changes::set_parameters(call.change, texts(request.InstanceIds),
                                                       std::move(parameters), waits));
  return api::ModifyInstanceParamResponse{.AsyncRequestId = kept(call.arena, id)};
}

constexpr Handler kHandlers[] = {
    region_write<upgrade_db_instance>("cdb", "UpgradeDBInstance"),
    region_write<upgrade_db_instance_engine_version>("cdb", "UpgradeDBInstanceEngineVersion"),
    region_write<restart_db_instances>("cdb", "RestartDBInstances"),
    region_write<open_wan_service>("cdb", "OpenWanService"),
    region_write<close_wan_service>("cdb", "CloseWanService"),
    region_write<modify_instance_param>("cdb", "ModifyInstanceParam"),
};

}  // namespace

std::span<const Handler> database_change_handlers() {
  return kHandlers;
}

}  // namespace terrane
