#pragma once

#include <span>

#include "actions/registry.h"
#include "contract/cvm.h"

namespace terrane {

std::span<const Handler> launch_template_handlers();

// The request with what its launch template says in place of what it leaves out; itself if it names
// none. A template without a version means its default one. `arena` holds the result.
// Errors: LaunchTemplateIdMalformed, LaunchTemplateNotFound, LaunchTemplateVersion.
Result<const contract::cvm::RunInstancesRequest*> with_launch_template(
    Arena& arena, const RegionCell& region, AccountId account,
    const contract::cvm::RunInstancesRequest& request);

}  // namespace terrane
