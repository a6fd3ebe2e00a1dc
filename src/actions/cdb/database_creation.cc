// Making databases: for months in advance, or by the hour. The two take the same, but for a few.
#include "actions/cdb/cdb_service.h"
#include "actions/cdb/database_view.h"
#include "contract/cdb.h"
#include "region/admission.h"
#include "region/database/database_launch.h"

namespace terrane {
namespace {

namespace api = contract::cdb;
using database_rules::kNotOffered;
using database_rules::kOnOrOff;

constexpr ErrorKind kOneValue{"InvalidParameter",
                              "Tag {} has several values; a resource has one value of a key.",
                              "标签 {} 有多个值，每个标签键只能有一个值。"};
constexpr ErrorKind kTemplateType{
    "InvalidParameter",
    "ParamTemplateType {} does not exist; use HIGH_STABILITY or HIGH_PERFORMANCE.",
    "不存在 ParamTemplateType {}，可选：HIGH_STABILITY、HIGH_PERFORMANCE。"};

// What the API knows and this cloud does not offer.
template <class Request>
Result<void> check_offered(const Request& request) {
  auto is = [](std::string_view text, std::string_view only) {
    return text.empty() || text == only;
  };
  struct Wish {
    std::string_view name;
    bool given;
  };
  const Wish wishes[] = {
      {"InstanceRole", !is(request.InstanceRole, "master")},
      {"MasterInstanceId", !request.MasterInstanceId.empty()},
      {"MasterRegion", !request.MasterRegion.empty()},
      {"RoGroup", request.RoGroup != nullptr},
      {"DeployGroupId", !request.DeployGroupId.empty()},
      {"ParamTemplateId", request.ParamTemplateId.value_or(0) != 0},
      {"AlarmPolicyList", !request.AlarmPolicyList.empty()},
      {"AlarmPolicyIdList", !request.AlarmPolicyIdList.empty()},
      {"CageId", !request.CageId.empty()},
      {"EngineType", !is(request.EngineType, "InnoDB")},
      {"DataProtectVolume", request.DataProtectVolume.value_or(0) != 0},
      {"ClusterTopology", request.ClusterTopology != nullptr},
      {"DiskType", !request.DiskType.empty()},
      {"DiskEncryption", !is(request.DiskEncryption, "OFF")},
      {"FourthZone", !request.FourthZone.empty()},
  };
  for (const Wish& wish : wishes)
    if (wish.given) return refuse(kNotOffered, wish.name);
  return {};
}

Result<std::vector<TagPair>> tags_of(const contract::List<api::TagInfo>& tags) {
  std::vector<TagPair> pairs;
  for (const api::TagInfo& tag : tags) {
    if (tag.TagValue.size() > 1) return refuse(kOneValue, tag.TagKey);
    pairs.push_back({std::string(tag.TagKey),
                     tag.TagValue.empty() ? std::string() : std::string(tag.TagValue[0])});
  }
  return pairs;
}

template <class Request>
Result<NewDatabases> wanted(const Request& request) {
  CHECKED(check_offered(request));
  std::string_view kind = request.ParamTemplateType, guard = request.DestroyProtect;
  if (!kind.empty() && kind != "HIGH_STABILITY" && kind != "HIGH_PERFORMANCE")
    return refuse(kTemplateType, kind);
  if (!guard.empty() && guard != "on" && guard != "off")
    return refuse(kOnOrOff, "DestroyProtect", guard);
  TRY(auto tags, tags_of(request.ResourceTags));
  NewDatabases wanted{.count = *request.GoodsNum,
                      .zone = request.Zone,
                      .shape = {.memory_mib = *request.Memory,
                                .volume_gib = *request.Volume,
                                .cores = request.Cpu,
                                .version = request.EngineVersion,
                                .device = request.DeviceType,
                                .nodes = request.InstanceNodes,
                                .replication = request.ProtectMode,
                                .deploy_mode = request.DeployMode,
                                .slave_zone = request.SlaveZone,
                                .backup_zone = request.BackupZone},
                      .vpc = request.UniqVpcId,
                      .subnet = request.UniqSubnetId,
                      .addresses = texts(request.Vips),
                      .port = request.Port.value_or(database_rules::kDefaultPort),
                      .project = request.ProjectId.value_or(0),
                      .name = request.InstanceName,
                      .password = request.Password,
                      .security_groups = texts(request.SecurityGroup),
                      .performance = kind == "HIGH_PERFORMANCE",
                      .is_protected = guard == "on",
                      .renew_flag = request.AutoRenewFlag.value_or(0),
                      .tags = std::move(tags),
                      .on_trial = request.DryRun.value_or(false)};
  for (const api::ParamInfo& parameter : request.ParamList)
    wanted.parameters.push_back({std::string(parameter.Name), std::string(parameter.Value)});
  return wanted;
}

template <class Response>
Result<Response> make(RegionWrite& call, const NewDatabases& wanted) {
  TRY(auto made, launch(call.change, wanted));
  if (wanted.on_trial) {  // all was done that would be
    CHECKED(take_back(call.change));
    made.clear();
  }
  auto ids = call.arena.create_array<contract::Text>(made.size());
  auto deals = call.arena.create_array<contract::Text>(made.size());
  for (size_t i = 0; i < made.size(); ++i) {
    ids[i] = to_text(call.arena, made[i]->id);
    deals[i] = call.arena.copy(std::to_string(made[i]->sequence));
  }
  return Response{.DealIds = contract::List<contract::Text>(deals),
                  .InstanceIds = contract::List<contract::Text>(ids)};
}

Result<api::CreateDBInstanceResponse> create_db_instance(
    RegionWrite& call, const api::CreateDBInstanceRequest& request) {
  TRY(NewDatabases databases, wanted(request));
  databases.charge = ChargeType::kPrepaid;
  databases.months = *request.Period;
  return make<api::CreateDBInstanceResponse>(call, databases);
}

Result<api::CreateDBInstanceHourResponse> create_db_instance_hour(
    RegionWrite& call, const api::CreateDBInstanceHourRequest& request) {
  if (!request.CdcId.empty()) return refuse(kNotOffered, "CdcId");
  if (!request.ClusterType.empty()) return refuse(kNotOffered, "ClusterType");
  TRY(NewDatabases databases, wanted(request));
  return make<api::CreateDBInstanceHourResponse>(call, databases);
}

constexpr Handler kHandlers[] = {
    region_write<create_db_instance>("cdb", "CreateDBInstance"),
    region_write<create_db_instance_hour>("cdb", "CreateDBInstanceHour"),
};

}  // namespace

std::span<const Handler> database_creation_handlers() {
  return kHandlers;
}

}  // namespace terrane
