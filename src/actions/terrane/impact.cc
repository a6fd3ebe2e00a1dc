// What a fault would take down, before it happens (M-37). The answer is explain()'s, asked of the
// present state with the fault applied; nothing fails and nothing is changed.
#include "actions/terrane/impact.h"

#include <algorithm>

#include "actions/convert.h"
#include "actions/terrane/impact_question.h"
#include "actions/terrane/impact_remedies.h"
#include "actions/terrane/impact_words.h"
#include "actions/terrane/paging.h"
#include "model/scope.h"
#include "model/zone_number.h"

namespace terrane {
namespace {

namespace api = contract::terrane;
using impact::Effect;
using impact::ServiceKind;

constexpr int64_t kLimitMost = 10000;

// What a list may be cut to.
class Lists {
 public:
  Lists(const CloudCall& call, const Impact& impact, size_t limit)
      : call_(call), impact_(impact), limit_(limit) {}

  contract::List<api::ImpactEndpoint> endpoints() const;
  contract::List<api::ImpactResource> resources(
      std::vector<impact::Loss> RegionImpact::*losses) const;
  contract::List<api::ImpactStock> stock() const;
  contract::List<api::ImpactRemedy> remedies() const;
  contract::List<api::SurvivingRegion> surviving() const;
  contract::List<contract::Text> unavailable() const;

 private:
  // `show(region, element)` of each element of each region's list.
  template <class Shown, class Element, class Show>
  contract::List<Shown> list(std::vector<Element> RegionImpact::*member, Show show) const {
    std::vector<Shown> shown;
    for (const RegionImpact& region : impact_.regions)
      for (const Element& element : region.*member)
        if (shown.size() < limit_) shown.push_back(show(region, element));
    return contract::list_of<Shown>(call_.arena, shown);
  }
  std::string_view zone_name(const RegionImpact& region, uint32_t number) const {
    const Zone* zone = find_zone(call_.catalogue, *region.place, number);
    return zone ? std::string_view(zone->id) : "";
  }
  std::string_view copy(const std::string& text) const { return call_.arena.copy(text); }
  api::ImpactEndpoint shown(const RegionImpact& region, const impact::Service& service) const;

  const CloudCall& call_;
  const Impact& impact_;
  size_t limit_;
};

std::string_view name_of(ServiceKind kind) {
  constexpr std::string_view kNames[] = {"LISTENER", "RULE",  "PUBLIC_ADDRESS",
                                         "DATABASE", "CACHE", "ROUTE"};
  return kNames[size_t(kind)];
}
std::string_view name_of(Effect effect) {
  constexpr std::string_view kNames[] = {"SERVES", "DEGRADED", "STOPS"};
  return kNames[size_t(effect)];
}
std::string_view name_of(reach::Protocol protocol) {
  constexpr std::string_view kNames[] = {"TCP", "UDP", "ICMP", "GRE", "ALL"};
  return kNames[size_t(protocol)];
}

api::ImpactEndpoint Lists::shown(const RegionImpact& region, const impact::Service& service) const {
  bool is_route = service.kind == ServiceKind::kRoute;
  bool stops = service.effect() == Effect::kStops;
  return {.Uin = uint64_t(service.account),
          .Region = region.place->id,
          .Zone = zone_name(region, service.zone),
          .Type = name_of(service.kind),
          .ResourceId = to_text(call_.arena, service.id),
          .OwnerId = to_text(call_.arena, service.owner),
          .Name = copy(service.name),
          .Address = is_route ? to_text(call_.arena, service.destination)
                              : to_text(call_.arena, service.address),
          .Protocol = name_of(service.protocol),
          .Port = service.port,
          .Public = service.is_public,
          .Effect = name_of(service.effect()),
          .TargetsBefore = service.before.targets,
          .TargetsAfter = service.after.targets,
          .WeightBefore = service.before.weight,
          .WeightAfter = service.after.weight,
          .Code = stops && service.decision.reason ? service.decision.reason->code : "",
          .Reason = copy(reason_of(service, call_.language))};
}

// Those that stop first, then those that go on with less.
contract::List<api::ImpactEndpoint> Lists::endpoints() const {
  struct Row {
    const RegionImpact* region;
    const impact::Service* service;
  };
  std::vector<Row> rows;
  for (const RegionImpact& region : impact_.regions)
    for (const impact::Service& service : region.services) rows.push_back({&region, &service});
  std::ranges::stable_sort(rows, std::ranges::greater(),
                           [](const Row& row) { return row.service->effect(); });
  if (rows.size() > limit_) rows.resize(limit_);
  auto list = call_.arena.create_array<api::ImpactEndpoint>(rows.size());
  for (size_t i = 0; i < list.size(); ++i) list[i] = shown(*rows[i].region, *rows[i].service);
  return contract::List<api::ImpactEndpoint>(list);
}

contract::List<api::ImpactResource> Lists::resources(
    std::vector<impact::Loss> RegionImpact::*losses) const {
  auto show = [&](const RegionImpact& region, const impact::Loss& loss) -> api::ImpactResource {
    const ScopeRow& row = scope_of(loss.id.kind());
    return {.Uin = uint64_t(loss.account),
            .Region = region.place->id,
            .Zone = zone_name(region, loss.zone),
            .Kind = row.english,
            .ResourceId = to_text(call_.arena, loss.id),
            .Name = copy(loss.name),
            .Reason = copy(reason_of(loss.single, call_.language))};
  };
  return list<api::ImpactResource>(losses, show);
}

contract::List<api::ImpactStock> Lists::stock() const {
  auto show = [&](const RegionImpact&, const impact::Demand& demand) -> api::ImpactStock {
    std::vector<contract::Text> zones;
    for (const std::string& zone : demand.zones) zones.push_back(copy(zone));
    return {.InstanceType = copy(demand.type),
            .Count = demand.count,
            .Fits = demand.fits,
            .Zones = contract::list_of<contract::Text>(call_.arena, zones),
            .Reason = copy(reason_of(demand, call_.language))};
  };
  return list<api::ImpactStock>(&RegionImpact::demands, show);
}

contract::List<api::ImpactRemedy> Lists::remedies() const {
  auto show = [&](const RegionImpact& region, const impact::Remedy& remedy) -> api::ImpactRemedy {
    RemedyCall made = call_for(remedy, call_.language);
    return {.ResourceId = to_text(call_.arena, remedy.resource),
            .When = made.after ? "AFTER" : "BEFORE",
            .Reason = copy(made.reason),
            .Service = made.service,
            .Action = made.action,
            .Region = region.place->id,
            .Parameters = copy(made.parameters),
            .Command = copy(command_for(made, *region.place))};
  };
  return list<api::ImpactRemedy>(&RegionImpact::remedies, show);
}

// Where an account goes on when a region is lost: regions in which something of its still serves.
contract::List<api::SurvivingRegion> Lists::surviving() const {
  std::vector<api::SurvivingRegion> shown;
  for (const RegionImpact& region : impact_.regions) {
    auto serves = [](const impact::Service& service) { return service.serves_after; };
    uint64_t count = uint64_t(std::ranges::count_if(region.services, serves));
    if (count == 0 || region.fails) continue;
    shown.push_back({.Region = region.place->id,
                     .RegionName = region.place->name.in(call_.language),
                     .EndpointCount = count});
  }
  return contract::list_of<api::SurvivingRegion>(call_.arena, shown);
}

contract::List<contract::Text> Lists::unavailable() const {
  std::vector<contract::Text> ids;
  for (const Region* region : impact_.unavailable) ids.push_back(region->id);
  return contract::list_of<contract::Text>(call_.arena, ids);
}

Result<api::DescribeImpactResponse> describe_impact(CloudCall& call,
                                                    const api::DescribeImpactRequest& request) {
  int64_t limit = request.Limit.value_or(1000);
  if (limit < 1 || limit > kLimitMost) return refuse(kBadLimit, std::to_string(kLimitMost));
  TRY(ImpactQuestion question, read_impact_question(call, request));
  Impact impact = survey(call, question);
  ImpactCounts counts = count(impact);
  Lists lists(call, impact, size_t(limit));
  return api::DescribeImpactResponse{.FaultId = call.arena.copy(question.fault.id),
                                     .Summary = call.arena.copy(summary_of(impact, call.language)),
                                     .Stops = counts.stop > 0,
                                     .StopCount = counts.stop,
                                     .DegradedCount = counts.degraded,
                                     .UnaffectedCount = counts.unaffected,
                                     .DownCount = counts.down,
                                     .SingleCopyCount = counts.single,
                                     .EndpointSet = lists.endpoints(),
                                     .DownSet = lists.resources(&RegionImpact::down),
                                     .SingleCopySet = lists.resources(&RegionImpact::single),
                                     .WaitingCopySet = lists.resources(&RegionImpact::waiting),
                                     .StockSet = lists.stock(),
                                     .RemedySet = lists.remedies(),
                                     .SurvivingRegionSet = lists.surviving(),
                                     .UnavailableRegions = lists.unavailable()};
}

constexpr Handler kHandlers[] = {cloud_read<describe_impact>("terrane", "DescribeImpact")};

}  // namespace

std::span<const Handler> impact_handlers() {
  return kHandlers;
}

}  // namespace terrane
