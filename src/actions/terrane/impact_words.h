// What DescribeImpact says in sentences.
#pragma once

#include <string>

#include "actions/terrane/impact_survey.h"

namespace terrane {

// How many there are of what the answer tells.
struct ImpactCounts {
  size_t stop = 0;
  size_t degraded = 0;
  size_t unaffected = 0;
  size_t down = 0;
  size_t single = 0;
  size_t waiting = 0;
};
ImpactCounts count(const Impact& impact);

// One sentence for everybody: "If zone ap-guangzhou-2 lost its power, 2 of 5 endpoints …".
std::string summary_of(const Impact& impact, Language language);
std::string reason_of(const impact::Service& service, Language language);
std::string reason_of(impact::Single single, Language language);
std::string reason_of(const impact::Demand& demand, Language language);

}  // namespace terrane
