// Load balancers down to their targets: one row for each target, or for what has none.
#include <algorithm>

#include "actions/clb/clb_requests.h"
#include "actions/clb/clb_service.h"
#include "actions/clb/clb_shown.h"
#include "actions/clb/clb_tags.h"
#include "actions/listing.h"

namespace terrane {
namespace {

namespace api = contract::clb;

constexpr ErrorKind kTargetType{"InvalidParameterValue",
                                "TargetType must be NODE or GROUP, not {}.",
                                "TargetType 应为 NODE 或 GROUP，而不是 {}。"};

// One row: what there is of a balancer, a listener, a rule and a target.
struct Row {
  const LoadBalancer* balancer;
  const Listener* listener = nullptr;
  const ForwardingRule* rule = nullptr;
  std::optional<Target> target;
  std::string_view health = "";
  bool by_group = false;
};

bool id_is(const RegionCell&, const Row& row, std::string_view, std::string_view value) {
  return to_text(row.balancer->id) == value;
}
bool name_is(const RegionCell&, const Row& row, std::string_view, std::string_view value) {
  return row.balancer->name == value;
}
bool project_is(const RegionCell&, const Row& row, std::string_view, std::string_view value) {
  return std::to_string(row.balancer->project) == value;
}
bool address_is(const RegionCell&, const Row& row, std::string_view, std::string_view value) {
  return to_text(row.balancer->address) == value;
}
bool target_is(const RegionCell& region, const Row& row, std::string_view, std::string_view value) {
  return row.target && to_text(target_rules::address_of(region, *row.target)) == value;
}
bool vpc_is(const RegionCell&, const Row& row, std::string_view, std::string_view value) {
  return to_text(row.balancer->vpc) == value;
}
bool zone_is(const RegionCell& region, const Row& row, std::string_view, std::string_view value) {
  const Zone* zone = region.find_zone(row.balancer->master_zone);
  return zone && zone->id == value;
}
bool isp_is(const RegionCell&, const Row& row, std::string_view, std::string_view value) {
  return !row.balancer->internal && value == "BGP";
}
bool tag_key_is(const RegionCell& region, const Row& row, std::string_view suffix,
                std::string_view value) {
  return has_tag_key<LoadBalancer>(region, *row.balancer, suffix, value);
}
bool tag_value_is(const RegionCell& region, const Row& row, std::string_view suffix,
                  std::string_view value) {
  return has_tag_value<LoadBalancer>(region, *row.balancer, suffix, value);
}

constexpr FilterRule<Row> kFilters[] = {{"loadbalancer-id", id_is}, {"load-balancer-name", name_is},
                                        {"project-id", project_is}, {"vip", address_is},
                                        {"target-ip", target_is},   {"vpcid", vpc_is},
                                        {"zone", zone_is},          {"vip-isp", isp_is},
                                        {"tag-key", tag_key_is},    {"tag:", tag_value_is}};

// --- The rows. ---

std::string_view name_of(TargetHealth health) {
  return health == TargetHealth::kDead      ? "Dead"
         : health == TargetHealth::kUnknown ? "Unknown"
                                            : "Alive";
}

void add_targets(const RegionRead& call, const Row& place, AnyId holder,
                 const Forwarding& forwarding, std::vector<Row>& rows) {
  size_t before = rows.size();
  target_health::each_target(
      call.region, forwarding,
      [&](const Target& target, const TargetGroup* group, const HealthCheck& check) {
        Row row = place;
        row.target = target;
        row.health = name_of(target_health::health_of(call.region, *place.balancer, holder, target,
                                                      check, call.now));
        row.by_group = group != nullptr;
        rows.push_back(row);
      });
  if (rows.size() == before) rows.push_back(place);
}

std::vector<Row> rows_of(const RegionRead& call, const LoadBalancer& balancer) {
  std::vector<Row> rows;
  for (const Listener* listener : load_balancer_manager::listeners_of(call.region, balancer.id)) {
    Row place{.balancer = &balancer, .listener = listener, .target = std::nullopt};
    auto rules = load_balancer_manager::rules_of(call.region, listener->id);
    if (rules.empty()) add_targets(call, place, listener->id, listener->forwarding, rows);
    for (const ForwardingRule* rule : rules) {
      place.rule = rule;
      add_targets(call, place, rule->id, rule->forwarding, rows);
    }
  }
  if (rows.empty()) rows.push_back({.balancer = &balancer, .target = std::nullopt});
  return rows;
}

std::string_view joined(Arena& arena, const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) (text += text.empty() ? "" : ",") += name;
  return arena.copy(text);
}

api::LoadBalancerDetail to_api(const RegionRead& call, const Row& row) {
  Arena& arena = call.arena;
  const RegionCell& region = call.region;
  const LoadBalancer& balancer = *row.balancer;
  const Zone* master = region.find_zone(balancer.master_zone);
  auto zones = zones_of(arena, region, balancer);
  auto groups = arena.create_array<contract::Text>(balancer.security_groups.size());
  for (size_t at = 0; at < groups.size(); ++at)
    groups[at] = to_text(arena, balancer.security_groups[at]);
  api::LoadBalancerDetail shown{
      .LoadBalancerId = to_text(arena, balancer.id),
      .LoadBalancerName = balancer.name,
      .LoadBalancerType = load_balancer_rules::type_name(balancer.internal),
      .Status = 1,
      .Address = to_text(arena, balancer.address),
      .AddressIPVersion = "ipv4",
      .Zone = master ? std::string_view(master->id) : "",
      .AddressIsp = balancer.internal ? "" : "BGP",
      .VpcId = to_text(arena, balancer.vpc),
      .ProjectId = uint64_t(balancer.project),
      .CreateTime = to_local_text(arena, balancer.created),
      .ChargeType = terrane::name_of(balancer.charge),
      .NetworkAttributes = traffic_of(arena, balancer),
      .PrepaidAttributes = prepaid_of(arena, balancer),
      .Tags = shown_tags<api::TagInfo>(arena, balancer.tags),
      .Isolation = balancer.isolated ? 1 : 0,
      .SecurityGroup = contract::List<contract::Text>(groups),
      .LoadBalancerPassToTarget = balancer.passes_to_targets ? 1 : 0,
      .SlaveZone = contract::List<contract::Text>(
          std::span<const contract::Text>(zones.begin(), zones.size()).subspan(1)),
      .Zones = zones,
      .AttributeFlags = flags_of(arena, balancer),
      .SlaType = balancer.performance,
      .Exclusive = 0};
  if (row.listener) {
    shown.ListenerId = to_text(arena, row.listener->id);
    shown.Protocol = forwarding_rules::name_of(row.listener->protocol);
    shown.Port = row.listener->port;
    shown.SniSwitch = row.listener->sni ? 1 : 0;
  }
  if (row.rule) {
    shown.LocationId = to_text(arena, row.rule->id);
    shown.Domain = row.rule->domains[0];
    shown.Domains = joined(arena, row.rule->domains);
    shown.Url = row.rule->url;
  }
  if (row.target) {
    shown.TargetId = to_text(arena, row.target->owner());
    shown.TargetAddress = to_text(arena, target_rules::address_of(region, *row.target));
    shown.TargetPort = row.target->port;
    shown.TargetWeight = row.target->weight;
    shown.TargetHealth = row.health;
  }
  return shown;
}

Result<api::DescribeLoadBalancersDetailResponse> describe_load_balancers_detail(
    RegionRead& call, const api::DescribeLoadBalancersDetailRequest& request) {
  std::string_view type = request.TargetType;
  if (!type.empty() && type != "NODE" && type != "GROUP") return refuse(kTargetType, type);
  TRY(Page page, page_of(kLoadBalancerListingErrors, whole(request.Offset), whole(request.Limit)));
  TRY(auto filters,
      ChosenFilters<Row>::choose(request.Filters, kFilters, kLoadBalancerListingErrors));
  std::vector<api::LoadBalancerDetail> shown;
  uint64_t total = 0;
  auto balancers = call.region.balancer->load_balancers.of(call.account);
  for (size_t at = balancers.size(); at-- > 0;) {
    if (!balancers[at]) continue;
    for (const Row& row : rows_of(call, *balancers[at])) {
      if (!type.empty() && row.target && row.by_group != (type == "GROUP")) continue;
      if (!filters.passes(call.region, row)) continue;
      if (total >= page.offset && shown.size() < page.limit) shown.push_back(to_api(call, row));
      ++total;
    }
  }
  return api::DescribeLoadBalancersDetailResponse{
      .TotalCount = total,
      .LoadBalancerDetailSet = contract::list_of<api::LoadBalancerDetail>(call.arena, shown)};
}

constexpr Handler kHandlers[] = {
    region_read<describe_load_balancers_detail>("clb", "DescribeLoadBalancersDetail"),
};

}  // namespace

std::span<const Handler> load_balancer_detail_handlers() {
  return kHandlers;
}

}  // namespace terrane
