// Every table of handlers. docs/coverage.md is printed from these and the contract.
#include "actions/account/callers.h"
#include "actions/account/key_pairs.h"
#include "actions/cvm/launch_templates.h"
#include "actions/cvm/offers.h"
#include "actions/cvm/placement_groups.h"
#include "actions/region/places.h"
#include "actions/registry.h"
#include "actions/terrane/accounts.h"
#include "actions/vpc/vpcs.h"

namespace terrane {

std::span<const std::span<const Handler>> handlers() {
  // clang-format off
  static const std::span<const Handler> kGroups[] = {
      account_handlers(),
      api_handlers(),
      caller_handlers(),
      cvm_place_handlers(),
      key_pair_handlers(),
      launch_template_handlers(),
      placement_group_handlers(),
      region_handlers(),
      vpc_handlers(),
  };
  // clang-format on
  return kGroups;
}

}  // namespace terrane
