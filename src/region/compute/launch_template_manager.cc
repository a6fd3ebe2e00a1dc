#include "region/compute/launch_template_manager.h"

#include "region/compute/launch_template_rules.h"

namespace terrane::launch_template_manager {
namespace {

LaunchTemplateVersion to_record(uint64_t number, NewVersion version, Time now) {
  return {.number = number,
          .description = std::move(version.description),
          .settings = std::move(version.settings),
          .created_by = version.user,
          .created = now};
}

}  // namespace

using namespace launch_template_rules;

Result<const LaunchTemplate*> find(const RegionCell& region, AccountId account,
                                   std::string_view id) {
  auto parsed = LaunchTemplateId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const LaunchTemplate* found = region.compute.launch_templates.find(*parsed);
  if (!found || found->account != account) return refuse(kNotFound, id);
  return found;
}

Result<const LaunchTemplateVersion*> find_version(const LaunchTemplate& launch_template,
                                                  uint64_t number) {
  const LaunchTemplateVersion* version = launch_template.find(number);
  if (!version)
    return refuse(kVersionNotFound, to_text(launch_template.id), std::to_string(number));
  return version;
}

Result<const LaunchTemplate*> create(Change& change, std::string name, NewVersion first,
                                     std::vector<TagPair> tags) {
  RegionCell& region = change.region;
  auto& templates = region.compute.launch_templates;
  const Limits& limits = region.catalogue.limits();
  CHECKED(check_name(name));
  CHECKED(check_description(first.description));
  CHECKED(check_tags(tags, limits.tags_per_resource, kTagErrors));
  if (templates.count_of(change.account) >= limits.launch_templates)
    return refuse(kTooMany, std::to_string(limits.launch_templates));
  uint64_t user = first.user;
  return &change.transaction.add(
      templates, LaunchTemplate{.id = region.cell.new_id(templates),
                                .account = change.account,
                                .sequence = region.cell.next_sequence(),
                                .name = std::move(name),
                                .versions = {to_record(1, std::move(first), change.now)},
                                .created_by = user,
                                .created = change.now,
                                .tags = std::move(tags)});
}

Result<uint64_t> add_version(Change& change, std::string_view id, NewVersion version) {
  TRY(const LaunchTemplate* found, find(change.region, change.account, id));
  CHECKED(check_description(version.description));
  size_t limit = change.region.catalogue.limits().versions_per_launch_template;
  if (found->versions.size() >= limit) return refuse(kTooManyVersions, id, std::to_string(limit));
  const LaunchTemplate& changed = change.transaction.change(
      change.region.compute.launch_templates, found->id, [&](LaunchTemplate& launch_template) {
        uint64_t number = ++launch_template.latest_version;
        launch_template.versions.push_back(to_record(number, std::move(version), change.now));
      });
  return changed.latest_version;
}

Result<void> set_default(Change& change, std::string_view id, uint64_t number) {
  TRY(const LaunchTemplate* found, find(change.region, change.account, id));
  CHECKED(find_version(*found, number));
  if (found->default_version == number) return refuse(kDefaultAlready, std::to_string(number), id);
  change.transaction.change(change.region.compute.launch_templates, found->id,
                            [&](LaunchTemplate& changed) { changed.default_version = number; });
  return {};
}

Result<void> remove_versions(Change& change, std::string_view id,
                             std::span<const uint64_t> numbers) {
  TRY(const LaunchTemplate* found, find(change.region, change.account, id));
  if (numbers.empty()) return refuse(kNoVersionNamed);
  for (uint64_t number : numbers) {
    CHECKED(find_version(*found, number));
    if (found->default_version == number) return refuse(kDefaultStays, std::to_string(number), id);
  }
  change.transaction.change(
      change.region.compute.launch_templates, found->id, [&](LaunchTemplate& changed) {
        std::erase_if(changed.versions, [&](const auto& version) {
          return std::find(numbers.begin(), numbers.end(), version.number) != numbers.end();
        });
      });
  return {};
}

Result<void> remove(Change& change, std::string_view id) {
  TRY(const LaunchTemplate* found, find(change.region, change.account, id));
  change.transaction.remove(change.region.compute.launch_templates, found->id);
  return {};
}

}  // namespace terrane::launch_template_manager
