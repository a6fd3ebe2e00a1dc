#include "region/network/security_group_rules.h"

#include <charconv>

#include "base/text.h"
#include "cell/projects.h"

namespace terrane::security_group_rules {

Result<void> check_name(std::string_view name) {
  size_t length = count_characters(name);
  if (length < 1 || length > 60) return refuse(kNameLength);
  return {};
}

Result<void> check_description(std::string_view description) {
  if (count_characters(description) > 100) return refuse(kDescriptionLength);
  return {};
}

Result<int64_t> check_project(const RegionCell& region, AccountId account, std::string_view text) {
  if (text.empty()) return 0;
  int64_t project = -1;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), project);
  if (problem != std::errc() || end != text.data() + text.size() || project < 0)
    return refuse(kNotAProject, text);
  CHECKED(terrane::check_project(region.accounts, account, project, kNoSuchProject));
  return project;
}

Result<void> check_deletable(const RegionCell& region, const SecurityGroup& group) {
  if (group.is_default) return refuse(kDefaultStays, to_text(group.id));
  for (AnyId referrer : region.cell.ledger().referrers(group.id))
    return refuse(kInUse, to_text(group.id), to_text(referrer));
  return {};
}

}  // namespace terrane::security_group_rules
