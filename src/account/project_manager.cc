#include "account/project_manager.h"

#include <algorithm>

#include "account/project_rules.h"
#include "base/text.h"

namespace terrane::project_manager {
namespace {

using namespace project_rules;

Result<void> check_texts(const NewProject& wanted) {
  size_t length = count_characters(wanted.name);
  bool plain =
      std::ranges::none_of(wanted.name, [](unsigned char c) { return c < ' ' || c == 0x7f; });
  if (length < 1 || length > kNameLimit || !plain) return refuse(kNameLength);
  if (count_characters(wanted.description) > kDescriptionLimit) return refuse(kDescriptionLength);
  return {};
}

ProjectId new_id(AccountCell& plane) {
  while (true) {
    ProjectId id{kFirst + uint32_t(plane.cell.env().random.below(kNumbers))};
    if (!plane.tables.projects.find(id)) return id;
  }
}

}  // namespace

Result<const Project*> create(AccountChange& change, const Limits& limits, AccountId account,
                              NewProject wanted) {
  Table<Project>& projects = change.plane.tables.projects;
  CHECKED(check_texts(wanted));
  for (const Project* other : projects.of(account))
    if (other && other->name == wanted.name)
      return refuse(kNameTaken, wanted.name, std::to_string(uint32_t(other->id)));
  if (projects.count_of(account) >= limits.projects)
    return refuse(kTooMany, std::to_string(limits.projects));
  return &change.transaction.add(projects, Project{.id = new_id(change.plane),
                                                   .account = account,
                                                   .sequence = change.plane.cell.next_sequence(),
                                                   .name = std::move(wanted.name),
                                                   .description = std::move(wanted.description),
                                                   .creator = wanted.creator,
                                                   .created = change.now});
}

}  // namespace terrane::project_manager
