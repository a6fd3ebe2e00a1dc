// Operations on the assistant ranges of VPCs. Each is refused as a whole or done as a whole.
#pragma once

#include <string>
#include <vector>

#include "region/network/assistant_cidr_rules.h"
#include "region/region_cell.h"

namespace terrane::assistant_cidr_manager {

// The ranges to take from a VPC and to give it.
struct CidrChange {
  std::vector<std::string> old_ranges;
  std::vector<std::string> new_ranges;
};

// Source: vpc.CreateAssistantCidr, vpc.ModifyAssistantCidr, vpc.DeleteAssistantCidr.
Result<const Vpc*> modify(Change& change, std::string_view vpc, const CidrChange& wanted);
// What would refuse such a change, all of it. Source: vpc.CheckAssistantCidr.
Result<std::vector<assistant_cidr_rules::Conflict>> check_change(const RegionCell& region,
                                                                 AccountId account,
                                                                 std::string_view vpc,
                                                                 const CidrChange& wanted);

}  // namespace terrane::assistant_cidr_manager
