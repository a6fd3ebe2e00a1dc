// Operations on launch templates and their versions. Each is refused or done as a whole.
#pragma once

#include <span>
#include <string>

#include "region/region_cell.h"

namespace terrane::launch_template_manager {

struct NewVersion {
  std::string description;
  std::string settings;  // LaunchTemplateVersionData in JSON
  uint64_t user = 0;     // who signed
};

// The account's template of this ID. Errors: kMalformedId, kNotFound.
Result<const LaunchTemplate*> find(const RegionCell& region, AccountId account,
                                   std::string_view id);
// Errors: kVersionNotFound.
Result<const LaunchTemplateVersion*> find_version(const LaunchTemplate& launch_template,
                                                  uint64_t number);

// Source: cvm.CreateLaunchTemplate. The first version is the default.
Result<const LaunchTemplate*> create(Change& change, std::string name, NewVersion first,
                                     std::vector<TagPair> tags);
// Returns the number of the new version. Source: cvm.CreateLaunchTemplateVersion.
Result<uint64_t> add_version(Change& change, std::string_view id, NewVersion version);
// Source: cvm.ModifyLaunchTemplateDefaultVersion.
Result<void> set_default(Change& change, std::string_view id, uint64_t number);
// Source: cvm.DeleteLaunchTemplateVersions. All or none.
Result<void> remove_versions(Change& change, std::string_view id,
                             std::span<const uint64_t> numbers);
// Source: cvm.DeleteLaunchTemplate.
Result<void> remove(Change& change, std::string_view id);

}  // namespace terrane::launch_template_manager
