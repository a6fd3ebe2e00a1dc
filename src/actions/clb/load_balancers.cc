// Load balancers: created, changed, deleted (M-33), and the tasks that those calls are.
#include "actions/clb/clb_requests.h"
#include "actions/clb/clb_service.h"
#include "actions/clb/clb_tags.h"

namespace terrane {
namespace {

namespace api = contract::clb;
using namespace load_balancer_rules;

constexpr ErrorKind kNoSuchTask{"InvalidParameter",
                                "This account was given no task {} in this region.",
                                "本账号在该地域没有任务 {}。"};
constexpr ErrorKind kTaskMissing{"InvalidParameter",
                                 "Name the task: by TaskId, the RequestId of the call that began "
                                 "it, or by DealName.",
                                 "请填写 TaskId（发起任务的请求的 RequestId）或 DealName。"};

// What this cloud has none of.
Result<void> check_offered(const api::CreateLoadBalancerRequest& request) {
  if (request.Forward.value_or(1) != 1) return refuse(kNotOffered, "Forward 0");
  std::string_view version = request.AddressIPVersion;
  if (!version.empty() && version != "IPV4" && version != "ipv4")
    return refuse(kNotOffered, "AddressIPVersion " + std::string(version));
  if (!request.VipIsp.empty() && request.VipIsp != "BGP")
    return refuse(kNotOffered, "VipIsp " + std::string(request.VipIsp));
  if (!request.BandwidthPackageId.empty()) return refuse(kNoPackage, request.BandwidthPackageId);
  if (request.ExclusiveCluster) return refuse(kNotOffered, "ExclusiveCluster");
  if (!request.ClusterIds.empty()) return refuse(kNotOffered, "ClusterIds");
  if (!request.ClusterTag.empty()) return refuse(kNotOffered, "ClusterTag");
  if (request.SnatPro.value_or(false) || !request.SnatIps.empty())
    return refuse(kNotOffered, "SnatPro");
  if (request.DynamicVip.value_or(false)) return refuse(kNotOffered, "DynamicVip");
  if (!request.EipAddressId.empty()) return refuse(kNotOffered, "EipAddressId");
  if (!request.Egress.empty()) return refuse(kNotOffered, "Egress");
  if (request.AdvancedRoute.value_or(false)) return refuse(kNotOffered, "AdvancedRoute");
  if (request.AvailableZoneAffinityInfo &&
      request.AvailableZoneAffinityInfo->Enable.value_or(false))
    return refuse(kNotOffered, "AvailableZoneAffinityInfo");
  return {};
}

WantedTraffic traffic_wanted(const api::InternetAccessible* internet) {
  if (!internet) return {};
  return {.charge = internet->InternetChargeType,
          .bandwidth_mbps = internet->InternetMaxBandwidthOut};
}

WantedCharging charge_wanted(std::string_view type, const api::LBChargePrepaid* prepaid) {
  WantedCharging wanted{.type = type, .months = std::nullopt, .renew_flag = {}};
  if (prepaid) {
    wanted.months = prepaid->Period;
    wanted.renew_flag = prepaid->RenewFlag;
  }
  return wanted;
}

Result<api::CreateLoadBalancerResponse> create_load_balancer(
    RegionWrite& call, const api::CreateLoadBalancerRequest& request) {
  CHECKED(check_offered(request));
  TRY(bool internal, check_type(request.LoadBalancerType));
  TRY(auto made,
      load_balancer_manager::create(
          call.change,
          {.internal = internal,
           .count = whole(request.Number).value_or(1),
           .name = request.LoadBalancerName,
           .vpc = request.VpcId,
           .subnet = request.SubnetId,
           .address = request.Vip,
           .master_zone = request.MasterZoneId.empty() ? request.ZoneId : request.MasterZoneId,
           .backup_zone = request.SlaveZoneId,
           .charge = charge_wanted(request.LBChargeType, request.LBChargePrepaid),
           .traffic = traffic_wanted(request.InternetAccessible),
           .performance = request.SlaType,
           .project = request.ProjectId,
           .passes_to_targets = request.LoadBalancerPassToTarget.value_or(false),
           .log_topic = request.AccessLogTopicId,
           .tags = tags_given(request.Tags)}));
  auto ids = call.arena.create_array<contract::Text>(made.size());
  for (size_t at = 0; at < ids.size(); ++at) ids[at] = to_text(call.arena, made[at]->id);
  bool is_order = made[0]->charge == ChargeType::kPrepaid;
  return api::CreateLoadBalancerResponse{
      .LoadBalancerIds = contract::List<contract::Text>(ids),
      .DealName = is_order ? call.arena.copy(call.request_id) : std::string_view("")};
}

Result<api::DeleteLoadBalancerResponse> delete_load_balancer(
    RegionWrite& call, const api::DeleteLoadBalancerRequest& request) {
  CHECKED(load_balancer_manager::remove(call.change, texts(request.LoadBalancerIds),
                                        request.ForceDelete.value_or(false)));
  return api::DeleteLoadBalancerResponse{};
}

Result<api::ModifyLoadBalancerAttributesResponse> modify_load_balancer_attributes(
    RegionWrite& call, const api::ModifyLoadBalancerAttributesRequest& request) {
  if (request.SnatPro.value_or(false)) return refuse(kNotOffered, "SnatPro");
  if (request.ModifyClassicDomain.value_or(false))
    return refuse(kNotOffered, "ModifyClassicDomain");
  if (!request.AssociateEndpoint.empty()) return refuse(kNotOffered, "AssociateEndpoint");
  load_balancer_manager::BalancerChange wanted;
  if (contract::present(request.LoadBalancerName)) wanted.name = request.LoadBalancerName;
  if (request.InternetChargeInfo) wanted.traffic = traffic_wanted(request.InternetChargeInfo);
  wanted.passes_to_targets = request.LoadBalancerPassToTarget;
  wanted.is_protected = request.DeleteProtect;
  if (request.TargetRegionInfo) {
    wanted.target_region = request.TargetRegionInfo->Region;
    wanted.target_vpc = request.TargetRegionInfo->VpcId;
  }
  CHECKED(load_balancer_manager::modify(call.change, request.LoadBalancerId, wanted));
  return api::ModifyLoadBalancerAttributesResponse{.DealName = ""};
}

Result<api::ModifyLoadBalancerSlaResponse> modify_load_balancer_sla(
    RegionWrite& call, const api::ModifyLoadBalancerSlaRequest& request) {
  if (request.LoadBalancerSla.empty()) return refuse(kNoneNamed);
  if (request.LoadBalancerSla.size() > kIdsPerCall)
    return refuse(kTooManyNamed, "LoadBalancerSla", std::to_string(kIdsPerCall));
  std::vector<load_balancer_manager::PerformanceChange> wanted;
  for (const api::SlaUpdateParam& one : request.LoadBalancerSla)
    wanted.push_back({one.LoadBalancerId, one.SlaType});
  CHECKED(load_balancer_manager::modify_performance(call.change, wanted));
  return api::ModifyLoadBalancerSlaResponse{.DealName = ""};
}

Result<api::ModifyLoadBalancersProjectResponse> modify_load_balancers_project(
    RegionWrite& call, const api::ModifyLoadBalancersProjectRequest& request) {
  CHECKED(load_balancer_manager::modify_project(call.change, texts(request.LoadBalancerIds),
                                                *whole(request.ProjectId)));
  return api::ModifyLoadBalancersProjectResponse{};
}

Result<api::SetLoadBalancerSecurityGroupsResponse> set_load_balancer_security_groups(
    RegionWrite& call, const api::SetLoadBalancerSecurityGroupsRequest& request) {
  CHECKED(load_balancer_manager::set_security_groups(call.change, request.LoadBalancerId,
                                                     texts(request.SecurityGroups)));
  return api::SetLoadBalancerSecurityGroupsResponse{};
}

Result<api::SetLoadBalancerClsLogResponse> set_load_balancer_cls_log(
    RegionWrite& call, const api::SetLoadBalancerClsLogRequest& request) {
  CHECKED(load_balancer_manager::set_log(call.change, request.LoadBalancerId, request.LogSetId,
                                         request.LogTopicId, request.LogType));
  return api::SetLoadBalancerClsLogResponse{};
}

// A task that was begun was done, in time; what cannot be done is refused before it begins.
Result<api::DescribeTaskStatusResponse> describe_task_status(
    RegionRead& call, const api::DescribeTaskStatusRequest& request) {
  constexpr int64_t kDone = 0, kRunning = 2;
  std::string_view name = request.TaskId.empty() ? request.DealName : request.TaskId;
  if (name.empty()) return refuse(kTaskMissing);
  const BalancerTask* task = call.region.balancer->tasks.find(call.account, name, call.now);
  if (!task) return refuse(kNoSuchTask, name);
  auto ids = call.arena.create_array<contract::Text>(task->balancers.size());
  for (size_t at = 0; at < ids.size(); ++at) ids[at] = to_text(call.arena, task->balancers[at]);
  return api::DescribeTaskStatusResponse{.Status = call.now < task->ends ? kRunning : kDone,
                                         .LoadBalancerIds = contract::List<contract::Text>(ids),
                                         .Message = ""};
}

constexpr Handler kHandlers[] = {
    region_write<create_load_balancer>("clb", "CreateLoadBalancer"),
    region_write<delete_load_balancer>("clb", "DeleteLoadBalancer"),
    region_write<modify_load_balancer_attributes>("clb", "ModifyLoadBalancerAttributes"),
    region_write<modify_load_balancer_sla>("clb", "ModifyLoadBalancerSla"),
    region_write<modify_load_balancers_project>("clb", "ModifyLoadBalancersProject"),
    region_write<set_load_balancer_security_groups>("clb", "SetLoadBalancerSecurityGroups"),
    region_write<set_load_balancer_cls_log>("clb", "SetLoadBalancerClsLog"),
    region_read<describe_task_status>("clb", "DescribeTaskStatus"),
};

}  // namespace

std::span<const Handler> load_balancer_handlers() {
  return kHandlers;
}

}  // namespace terrane
