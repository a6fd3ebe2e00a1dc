#include "actions/terrane/impact_survey.h"

#include "actions/terrane/flow_ends.h"
#include "actions/terrane/single_copies.h"
#include "fault/fault_rules.h"
#include "fault/fault_tables.h"

namespace terrane {
namespace {

// The link to the other region as the region knows it when it is cut.
Fault cut_link(const Region& from, const Region& to) {
  Fault link{.kind = FaultKind::kLink, .region = from.id, .other = to.id, .mode = FaultMode::kCut};
  link.id = fault_rules::id_of(link);
  return link;
}

// A region may be told of in several versions of the catalogue.
bool is_same(const Region& one, const Region& other) {
  return one.index == other.index;
}

// The end of the link that is not here; of a region that is lost, that region.
const Region& far_end(const ImpactQuestion& question, const Region& place) {
  return question.other && is_same(place, *question.region) ? *question.other : *question.region;
}

// Whether the fault strikes the region, rather than its way to another.
bool strikes(const ImpactQuestion& question, const Region& place) {
  return !question.other && is_same(place, *question.region);
}

bool touches(const ImpactQuestion& question, const Region& place) {
  bool is_end =
      is_same(place, *question.region) || (question.other && is_same(place, *question.other));
  return is_end || (!question.zone && !question.other);
}

void survey_zone(const impact::Hypothesis& hypothesis, const ImpactQuestion& question,
                 RegionImpact& found) {
  const Zone& zone = *question.zone;
  found.single = question.is_of_hosts() ? impact::only_on_hosts(hypothesis, question.fault)
                                        : impact::only_in_zone(hypothesis, zone);
  found.demands = impact::room_elsewhere(hypothesis, zone);
  found.remedies = impact::remedies_for(hypothesis, zone, found.services);
  auto more = impact::remedies_for(hypothesis, zone, found.single);
  found.remedies.insert(found.remedies.end(), more.begin(), more.end());
}

// To others, a region that is lost is at the end of a cut link.
RegionImpact survey_region(const ImpactQuestion& question, const RegionCell& region) {
  const Region& place = region.place();
  RegionImpact found{.place = &place, .fails = strikes(question, place)};
  Failing after = region.faults->failing;
  after.set(found.fails ? question.fault : cut_link(place, far_end(question, place)));
  impact::Hypothesis hypothesis(region, question.account, region.faults->failing, after);
  found.services = impact::services_of(hypothesis);
  if (found.fails) found.down = impact::going_down(hypothesis, question.zone);
  if (question.zone) {
    survey_zone(hypothesis, question, found);
    return found;
  }
  if (!found.fails)
    found.waiting = impact::copies_under_way(hypothesis, far_end(question, place).id);
  if (!question.other) found.copies = impact::copies_kept(hypothesis);
  if (found.fails) {
    found.single = impact::only_in_region(hypothesis);
    found.disks = impact::disks_kept(hypothesis);
  }
  return found;
}

}  // namespace

Impact survey(CloudCall& call, const ImpactQuestion& question) {
  Impact impact{question, {}, {}};
  for (const Region& place : call.catalogue.regions()) {
    if (!touches(question, place)) continue;
    auto found = look_in(call, place, [&](const RegionCell& region) -> Result<RegionImpact> {
      return survey_region(question, region);
    });
    if (found) {
      impact.regions.push_back(*std::move(found));
    } else {
      impact.unavailable.push_back(&place);
    }
  }
  if (!question.zone && !question.other) find_single_copies(call.catalogue, impact);
  return impact;
}

}  // namespace terrane
