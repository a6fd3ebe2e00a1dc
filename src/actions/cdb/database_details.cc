// What one database is, and how far a request came.
#include "actions/cdb/cdb_service.h"
#include "actions/cdb/database_view.h"
#include "contract/cdb.h"
#include "region/database/database_rules.h"
#include "region/database/database_shape_rules.h"
#include "region/database/database_tasks.h"

namespace terrane {
namespace {

namespace api = contract::cdb;

// By DatabaseShape::replication.
constexpr std::string_view kReplication[] = {"async", "semi-sync", "strong-sync"};

Result<api::DescribeDBInstanceInfoResponse> describe_db_instance_info(
    RegionRead& call, const api::DescribeDBInstanceInfoRequest& request) {
  TRY(const Database* database, database_rules::find(call.region, call.account, request.InstanceId,
                                                     database_rules::kNotFoundInfo));
  return api::DescribeDBInstanceInfoResponse{.InstanceId = to_text(call.arena, database->id),
                                             .InstanceName = database->name,
                                             .Encryption = "NO",
                                             .KeyId = "",
                                             .KeyRegion = "",
                                             .DefaultKmsRegion = ""};
}

Result<api::DescribeDBInstanceConfigResponse> describe_db_instance_config(
    RegionRead& call, const api::DescribeDBInstanceConfigRequest& request) {
  TRY(const Database* database,
      database_rules::find(call.region, call.account, request.InstanceId));
  const DatabaseShape& shape = database->shape;
  std::string_view replication = kReplication[shape.replication];
  api::DescribeDBInstanceConfigResponse response{.ProtectMode = shape.replication,
                                                 .DeployMode = spans_zones(*database),
                                                 .Zone = zone_id(call.region, *database, 0),
                                                 .Switched = false};
  if (shape.nodes > 1)
    response.SlaveConfig = call.arena.create<api::SlaveConfig>(api::SlaveConfig{
        .ReplicationMode = replication, .Zone = zone_id(call.region, *database, shape.slave_zone)});
  if (shape.nodes > 2)
    response.BackupConfig = call.arena.create<api::BackupConfig>(
        api::BackupConfig{.ReplicationMode = replication,
                          .Zone = zone_id(call.region, *database, shape.backup_zone),
                          .Vip = to_text(call.arena, database->address),
                          .Vport = database->port});
  return response;
}

Result<api::DescribeDBInstanceGTIDResponse> describe_db_instance_gtid(
    RegionRead& call, const api::DescribeDBInstanceGTIDRequest& request) {
  TRY(const Database* database,
      database_rules::find(call.region, call.account, request.InstanceId));
  const DatabaseVersion* version = call.catalogue.databases().find_version(database->shape.version);
  return api::DescribeDBInstanceGTIDResponse{.IsGTIDOpen = version && version->gtid};
}

Result<api::DescribeAsyncRequestInfoResponse> describe_async_request_info(
    RegionRead& call, const api::DescribeAsyncRequestInfoRequest& request) {
  TRY(const DatabaseRequest* found,
      database_tasks::find_request(call.region, call.account, request.AsyncRequestId, call.now));
  return api::DescribeAsyncRequestInfoResponse{.Status = found->failed     ? "FAILED"
                                                         : found->open > 0 ? "RUNNING"
                                                                           : "SUCCESS",
                                               .Info = found->action};
}

constexpr Handler kHandlers[] = {
    region_read<describe_db_instance_info>("cdb", "DescribeDBInstanceInfo"),
    region_read<describe_db_instance_config>("cdb", "DescribeDBInstanceConfig"),
    region_read<describe_db_instance_gtid>("cdb", "DescribeDBInstanceGTID"),
    region_read<describe_async_request_info>("cdb", "DescribeAsyncRequestInfo"),
};

}  // namespace

std::span<const Handler> database_details_handlers() {
  return kHandlers;
}

}  // namespace terrane
