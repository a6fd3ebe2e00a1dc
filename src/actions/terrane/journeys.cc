#include "actions/terrane/journeys.h"

#include "actions/terrane/flow_ends.h"
#include "reach/words.h"
#include "region/reach/region_view.h"

namespace terrane {

using reach::Hop;

Result<reach::Verdict> follow(CloudCall& call, const reach::Flow& flow) {
  reach::Journey journey(flow);
  while (auto region = journey.next()) {
    auto go_on = [&](const RegionCell& cell) -> Result<void> {
      journey.go_on(RegionView(cell));
      return {};
    };
    CHECKED(look_in(call, call.catalogue.region(*region), go_on));
  }
  return journey.verdict();
}

bool is_shown(const Call& call, const Hop& hop) {
  return hop.account == AccountId::kNone || hop.account == call.account;
}

std::string_view region_name(const Call& call, const Hop& hop) {
  if (hop.kind == Hop::Kind::kInternet) return "";
  return call.catalogue.region(hop.region).id;
}

const contract::terrane::ReachabilityDecision* to_api(const Call& call, reach::Decision decision) {
  namespace api = contract::terrane;
  const Hop& hop = decision.hop;
  bool shown = is_shown(call, hop);
  if (!shown) decision.hop = {.region = hop.region};
  bool by_rule = shown && hop.kind == Hop::Kind::kGroup;
  bool by_route = shown && hop.kind == Hop::Kind::kRoute;
  return call.arena.create<api::ReachabilityDecision>(api::ReachabilityDecision{
      .Code = decision.reason->code,
      .HopType = reach::name_of(hop.kind),
      .Region = region_name(call, hop),
      .ResourceId = shown ? to_text(call.arena, hop.id) : "",
      .Rule = by_rule || by_route ? call.arena.copy(reach::text_of(hop, call.language)) : "",
      .Text_ = shown ? call.arena.copy(reach::text_of(decision, call.language)) : "",
      .Remedy = shown ? call.arena.copy(reach::remedy_of(decision, call.language)) : ""});
}

}  // namespace terrane
