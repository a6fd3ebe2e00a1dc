// Target groups and their members as they are shown.
#include <algorithm>

#include "actions/clb/clb_requests.h"
#include "actions/clb/clb_service.h"
#include "actions/clb/clb_shown.h"
#include "actions/clb/clb_tags.h"
#include "actions/filters.h"
#include "region/balancer/target_group_manager.h"

namespace terrane {
namespace {

namespace api = contract::clb;

constexpr ListingErrors kErrors{
    .malformed_id = target_group_rules::kMalformedId,
    .ids_and_filters = {"InvalidParameter", "Give TargetGroupIds or Filters, not both.",
                        "TargetGroupIds 与 Filters 不能同时指定。"},
    .unknown_filter = {"InvalidParameterValue", "There is no filter {}. The filters here are: {}.",
                       "不支持过滤条件 {}，可用的过滤条件：{}。"},
    .too_many_values = {"InvalidParameterValue", "{} may hold at most {} values.",
                        "{} 最多包含 {} 个值。"},
    .bad_page = {"InvalidParameterValue", "{} must be a whole number from {}.",
                 "{} 必须是 {} 之间的整数。"}};
constexpr ErrorKind kUnknownMemberFilter{
    "InvalidParameterValue",
    "There is no filter {}. The filters here are: TargetGroupId, InstanceId, BindIP.",
    "不支持过滤条件 {}，可用的过滤条件：TargetGroupId、InstanceId、BindIP。"};

std::string_view type_of(const TargetGroup& group) {
  return group.weighted ? "v2" : "v1";
}
bool type_is(const RegionCell&, const TargetGroup& group, std::string_view,
             std::string_view value) {
  return type_of(group) == value;
}

constexpr FilterRule<TargetGroup> kFilters[] = {{"TargetGroupVpcId", id_is<&TargetGroup::vpc>},
                                                {"TargetGroupName", text_is<&TargetGroup::name>},
                                                {"TargetGroupId", id_is<&TargetGroup::id>},
                                                {"TargetGroupType", type_is},
                                                {"Protocol", text_is<&TargetGroup::protocol>},
                                                {"tag-key", has_tag_key<TargetGroup>},
                                                {"tag:", has_tag_value<TargetGroup>}};

api::AssociationItem shown_association(const RegionRead& call, AnyId holder, TargetGroupId group) {
  const RegionCell& region = call.region;
  const ForwardingRule* rule = holder.kind() == Kind::kForwardingRule
                                   ? region.balancer->rules.find(ForwardingRuleId(holder))
                                   : nullptr;
  const Listener& listener =
      *region.balancer->listeners.find(rule ? rule->listener : ListenerId(holder));
  const LoadBalancer& balancer = *region.balancer->load_balancers.find(listener.balancer);
  const Forwarding& forwarding = rule ? rule->forwarding : listener.forwarding;
  auto binding = std::ranges::find(forwarding.groups, group, &GroupBinding::group);
  return {.LoadBalancerId = to_text(call.arena, balancer.id),
          .ListenerId = to_text(call.arena, listener.id),
          .LocationId = rule ? to_text(call.arena, rule->id) : std::string_view(""),
          .Protocol = forwarding_rules::name_of(listener.protocol),
          .Port = listener.port,
          .Domain = rule ? std::string_view(rule->domains[0]) : "",
          .Url = rule ? std::string_view(rule->url) : "",
          .LoadBalancerName = balancer.name,
          .ListenerName = listener.name,
          .Weight = binding->weight,
          .RuleId = ""};
}

const api::TargetGroupHealthCheck* shown_check(Arena& arena, const TargetGroup& group) {
  if (!group.weighted) return nullptr;
  const HealthCheck& check = group.health;
  return arena.create<api::TargetGroupHealthCheck>(
      api::TargetGroupHealthCheck{.HealthSwitch = check.enabled,
                                  .Protocol = check.type,
                                  .Port = check.port ? int64_t(check.port) : -1,
                                  .Timeout = check.timeout_seconds,
                                  .GapTime = check.interval_seconds,
                                  .GoodLimit = check.healthy_after,
                                  .BadLimit = check.unhealthy_after,
                                  .JumboFrame = false,
                                  .HttpCode = check.http_codes,
                                  .HttpCheckDomain = check.http_domain,
                                  .HttpCheckPath = check.http_path,
                                  .HttpCheckMethod = check.http_method,
                                  .ContextType = check.context_type,
                                  .SendContext = check.send_context,
                                  .RecvContext = check.receive_context,
                                  .HttpVersion = check.http_version,
                                  .ExtendedCode = check.extended_code});
}

api::TargetGroupInfo to_api(const RegionRead& call, const TargetGroup& group) {
  Arena& arena = call.arena;
  const auto& users = call.region.cell.ledger().referrers(group.id);
  std::vector<AnyId> holders(users.begin(), users.end());
  std::ranges::sort(holders);
  auto associated = arena.create_array<api::AssociationItem>(holders.size());
  for (size_t at = 0; at < associated.size(); ++at)
    associated[at] = shown_association(call, holders[at], group.id);
  return {.TargetGroupId = to_text(arena, group.id),
          .VpcId = to_text(arena, group.vpc),
          .TargetGroupName = group.name,
          .Port = group.port,
          .CreatedTime = to_local_text(arena, group.created),
          .UpdatedTime = to_local_text(arena, group.updated),
          .AssociatedRule = contract::List<api::AssociationItem>(associated),
          .Protocol = group.protocol,
          .ScheduleAlgorithm = forwarding_rules::name_of(group.scheduler),
          .HealthCheck = shown_check(arena, group),
          .TargetGroupType = type_of(group),
          .AssociatedRuleCount = int64_t(holders.size()),
          .RegisteredInstancesCount = int64_t(group.members.size()),
          .Tag = shown_tags<api::TagInfo>(arena, group.tags),
          .Weight = group.weighted ? std::optional<uint64_t>(group.weight) : std::nullopt,
          .FullListenSwitch = group.listens_fully,
          .KeepaliveEnable = group.keeps_alive,
          .SessionExpireTime = group.session_seconds,
          .IpVersion = "IPv4",
          .SnatEnable = group.translates_source};
}

template <class Response, class Request>
Result<Response> describe(RegionRead& call, const Request& request) {
  TRY(Page page, page_of(kErrors, whole(request.Offset), whole(request.Limit)));
  TRY(auto listed,
      list_records<TargetGroup>(call.region, call.region.balancer->target_groups, call.account,
                                request.TargetGroupIds, request.Filters, kFilters, page, kErrors));
  return Response{
      .TotalCount = listed.total,
      .TargetGroupSet = shown_list<api::TargetGroupInfo>(
          call.arena, listed.page, [&](const TargetGroup& group) { return to_api(call, group); })};
}

Result<api::DescribeTargetGroupsResponse> describe_target_groups(
    RegionRead& call, const api::DescribeTargetGroupsRequest& request) {
  return describe<api::DescribeTargetGroupsResponse>(call, request);
}

Result<api::DescribeTargetGroupListResponse> describe_target_group_list(
    RegionRead& call, const api::DescribeTargetGroupListRequest& request) {
  return describe<api::DescribeTargetGroupListResponse>(call, request);
}

// --- Members. ---

Result<void> check_member_filters(const contract::List<api::Filter>& filters) {
  for (const api::Filter& filter : filters)
    if (filter.Name != "TargetGroupId" && filter.Name != "InstanceId" && filter.Name != "BindIP")
      return refuse(kUnknownMemberFilter, filter.Name);
  return {};
}

bool passes(const contract::List<api::Filter>& filters, std::string_view name,
            std::string_view value) {
  return std::ranges::all_of(filters, [&](const api::Filter& filter) {
    return filter.Name != name || std::ranges::find(filter.Values, value) != filter.Values.end();
  });
}

api::TargetGroupBackend shown_member(const RegionRead& call, const TargetGroup& group,
                                     const Target& member) {
  ShownTarget shown = shown_target(call.arena, call.region, member);
  return {.TargetGroupId = to_text(call.arena, group.id),
          .Type = member.instance ? "CVM" : "ENI",
          .InstanceId = shown.instance,
          .Port = member.port,
          .Weight = member.weight,
          .PublicIpAddresses = one_text(call.arena, shown.public_address),
          .PrivateIpAddresses = one_text(call.arena, shown.address),
          .InstanceName = shown.name,
          .RegisteredTime = shown.registered,
          .EniId = shown.interface,
          .ZoneId = shown.zone_number};
}

Result<api::DescribeTargetGroupInstancesResponse> describe_target_group_instances(
    RegionRead& call, const api::DescribeTargetGroupInstancesRequest& request) {
  TRY(Page page, page_of(kErrors, whole(request.Offset), whole(request.Limit)));
  CHECKED(check_member_filters(request.Filters));
  std::vector<api::TargetGroupBackend> shown;
  uint64_t total = 0;
  for (const TargetGroup* group : call.region.balancer->target_groups.of(call.account)) {
    if (!group || !passes(request.Filters, "TargetGroupId", to_text(group->id))) continue;
    for (const Target& member : group->members) {
      if (!passes(request.Filters, "InstanceId", to_text(member.owner())) ||
          !passes(request.Filters, "BindIP", to_text(member.address)))
        continue;
      if (total >= page.offset && shown.size() < page.limit)
        shown.push_back(shown_member(call, *group, member));
      ++total;
    }
  }
  return api::DescribeTargetGroupInstancesResponse{
      .TotalCount = total,
      .TargetGroupInstanceSet = contract::list_of<api::TargetGroupBackend>(call.arena, shown),
      .RealCount = total};
}

constexpr Handler kHandlers[] = {
    region_read<describe_target_groups>("clb", "DescribeTargetGroups"),
    region_read<describe_target_group_list>("clb", "DescribeTargetGroupList"),
    region_read<describe_target_group_instances>("clb", "DescribeTargetGroupInstances"),
};

}  // namespace

std::span<const Handler> target_group_listing_handlers() {
  return kHandlers;
}

}  // namespace terrane
