// The steps of deleting what lives in the account plane and is used in the regions.
//
// Deleting takes two changes of the account plane, with a look at every region between them, so
// that no lock spans two cells and yet nothing is left in use that is gone:
//   1. mark() all of them; every region follows, and lets none of them be used any more.
//   2. Each region's ledger is asked for what uses them.
//   3. remove_marked() if nothing does, or unmark().
// A crash in between leaves marks behind, which unmark_all() lifts at the next start.
//
// For records with a member `deleting`.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "account/account_cell.h"

namespace terrane::deletion_marks {

// Those that `find(id)`, which gives a Result<const T*>, finds of the IDs, each once. One that
// another call has marked is refused with `being_deleted`; {} = its ID.
template <class T, class Find>
Result<std::vector<typename T::Key>> mark(AccountChange& change, Table<T>& table,
                                          std::span<const std::string_view> ids, Find find,
                                          const ErrorKind& being_deleted) {
  std::vector<typename T::Key> marked;
  for (std::string_view id : ids) {
    TRY(const T* record, find(id));
    if (std::ranges::find(marked, record->id) != marked.end()) continue;
    if (record->deleting) return refuse(being_deleted, id);
    marked.push_back(record->id);
    change.transaction.change(table, record->id, [](T& changed) { changed.deleting = true; });
  }
  return marked;
}

template <class T>
void unmark(AccountChange& change, Table<T>& table, std::span<const typename T::Key> ids) {
  for (typename T::Key id : ids)
    change.transaction.change(table, id, [](T& changed) { changed.deleting = false; });
}

template <class T>
void remove_marked(AccountChange& change, Table<T>& table, std::span<const typename T::Key> ids) {
  for (typename T::Key id : ids) change.transaction.remove(table, id);
}

template <class T>
void unmark_all(AccountChange& change, Table<T>& table) {
  std::vector<typename T::Key> marked;
  table.each([&](const T& record) {
    if (record.deleting) marked.push_back(record.id);
  });
  std::ranges::sort(marked);
  unmark<T>(change, table, marked);
}

}  // namespace terrane::deletion_marks
