// Deletes SSH key pairs that no instance of any region is bound to (M-26).
#pragma once

#include <span>
#include <string_view>

#include "actions/call.h"

namespace terrane {

// All of them or none; account/key_pair_manager.h says why it takes several steps. Errors: those of
// key_pair_manager::mark(), kBound, kRegionUnreachable.
Result<void> delete_key_pairs(CloudCall& call, std::span<const std::string_view> ids);

// Lifts the marks of deletions that a crash cut short. For the start of a cloud, before it serves.
void recover_key_pairs(AccountCell& plane);

}  // namespace terrane
