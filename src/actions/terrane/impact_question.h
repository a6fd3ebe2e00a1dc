// What DescribeImpact is asked: what is assumed to fail, and of whom.
#pragma once

#include "actions/terrane/impact_survey.h"
#include "contract/terrane.h"

namespace terrane {

Result<ImpactQuestion> read_impact_question(
    CloudCall& call, const contract::terrane::DescribeImpactRequest& request);

}  // namespace terrane
