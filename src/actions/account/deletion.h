// Deletes what lives in all regions and is used in none of them any more: key pairs (M-26),
// certificates. account/deletion_marks.h says why it takes several steps.
#pragma once

#include <span>

#include "account/deletion_marks.h"
#include "actions/account/account_plane.h"
#include "model/scope.h"

namespace terrane {

template <class T>
struct DeletionRules {
  Table<T> AccountTables::*table;
  const ErrorKind& in_use;       // {} = its ID, {} = what uses it, {} = the region
  const ErrorKind& unreachable;  // {} = the region
};

// Refuses if a region holds what blocks the deletion of one of them (model/scope.h).
Result<void> check_unused_everywhere(CloudCall& call, std::span<const AnyId> ids,
                                     const ErrorKind& in_use, const ErrorKind& unreachable);

// All that `mark(AccountChange&)`, the first step, finds, or none. Errors: the rules' two, and
// those of mark().
template <class T, class Mark>
Result<void> delete_everywhere(CloudCall& call, const DeletionRules<T>& rules, Mark mark) {
  const AccountCell* marked_in = nullptr;
  TRY(auto marked, change_accounts(call, [&](AccountChange& change) {
        marked_in = &change.plane;
        return mark(change);
      }));
  std::vector<AnyId> ids(marked.begin(), marked.end());
  auto unused = check_unused_everywhere(call, ids, rules.in_use, rules.unreachable);
  CHECKED(change_accounts(call, [&](AccountChange& change) -> Result<void> {
    // One that was opened again meanwhile has lifted the marks.
    if (&change.plane != marked_in) return refuse(kCellUnavailable, "The account plane");
    Table<T>& table = change.plane.tables.*rules.table;
    if (unused) {
      deletion_marks::remove_marked<T>(change, table, marked);
    } else {
      deletion_marks::unmark<T>(change, table, marked);
    }
    return {};
  }));
  return unused;
}

// Lifts the marks of deletions that were cut short. For a plane that was opened just now, before it
// serves.
void recover_deletions(AccountCell& plane);

}  // namespace terrane
