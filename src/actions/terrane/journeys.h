// Following flows through the cloud's regions, and showing a caller what decided them.
#pragma once

#include "actions/region_visits.h"
#include "contract/terrane.h"
#include "reach/explain.h"

namespace terrane {

// Where the flow ends, by asking each region on its way under its own lock.
Result<reach::Verdict> follow(CloudCall& call, const reach::Flow& flow);

// What belongs to another account stays unnamed (M-13): a peering connection leads into its
// network, but the account cannot look there.
bool is_shown(const Call& call, const reach::Hop& hop);
std::string_view region_name(const Call& call, const reach::Hop& hop);
const contract::terrane::ReachabilityDecision* to_api(const Call& call, reach::Decision decision);

}  // namespace terrane
