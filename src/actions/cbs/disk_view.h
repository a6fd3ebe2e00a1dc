// How a disk is shown, of either kind.
#pragma once

#include "actions/call.h"
#include "contract/cbs.h"
#include "region/block/disks.h"

namespace terrane {

std::string_view state_of_disk(const RegionCell& region, const Disk& disk);
// As DescribeDisks names it; a spot instance's disks are charged by the hour.
std::string_view charge_name_of_disk(ChargeType charge);

// What is shown points into the arena, and into records that outlive the call.
contract::cbs::Disk shown_disk(const RegionRead& call, const Disk& disk, bool with_policies);

}  // namespace terrane
