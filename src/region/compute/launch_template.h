// A launch template: named settings of RunInstances, in versions. What is stored of one.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/resource_id.h"
#include "base/time.h"
#include "model/tag_pair.h"

namespace terrane {

struct LaunchTemplateVersion {
  uint64_t number = 0;
  std::string description;
  std::string settings;     // LaunchTemplateVersionData, as the API writes it in JSON
  uint64_t created_by = 0;  // the Uin that signed
  Time created;
  bool operator==(const LaunchTemplateVersion&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(named("number", &LaunchTemplateVersion::number),
                      named("description", &LaunchTemplateVersion::description),
                      named("settings", &LaunchTemplateVersion::settings),
                      named("created_by", &LaunchTemplateVersion::created_by),
                      named("created", &LaunchTemplateVersion::created));
  };
};

struct LaunchTemplate {
  static constexpr std::string_view kTable = "launch-template";
  using Key = LaunchTemplateId;

  LaunchTemplateId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  uint64_t default_version = 1;
  uint64_t latest_version = 1;                  // numbers are not given again
  std::vector<LaunchTemplateVersion> versions;  // oldest first
  uint64_t created_by = 0;
  Time created;
  std::vector<TagPair> tags;

  const LaunchTemplateVersion* find(uint64_t number) const {
    for (const LaunchTemplateVersion& version : versions)
      if (version.number == number) return &version;
    return nullptr;
  }

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &LaunchTemplate::account), named("sequence", &LaunchTemplate::sequence),
        named("name", &LaunchTemplate::name),
        named("default_version", &LaunchTemplate::default_version),
        named("latest_version", &LaunchTemplate::latest_version),
        named("versions", &LaunchTemplate::versions),
        named("created_by", &LaunchTemplate::created_by),
        named("created", &LaunchTemplate::created), named("tags", &LaunchTemplate::tags));
  };
};

}  // namespace terrane
