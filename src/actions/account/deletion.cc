#include "actions/account/deletion.h"

#include <shared_mutex>

namespace terrane {
namespace {

Result<void> check_unused(const RegionCell& region, std::span<const AnyId> ids,
                          const ErrorKind& in_use) {
  std::shared_lock reading(region.cell.lock());
  for (AnyId id : ids)
    for (AnyId user : region.cell.ledger().referrers(id))
      if (scope_of(id.kind()).blocked_by.contains(user.kind()))
        return refuse(in_use, to_text(id), to_text(user), region.place().id);
  return {};
}

}  // namespace

Result<void> check_unused_everywhere(CloudCall& call, std::span<const AnyId> ids,
                                     const ErrorKind& in_use, const ErrorKind& unreachable) {
  for (const Region& place : call.catalogue.regions()) {
    auto region = call.cloud.reach(call.catalogue.index_of(place));
    if (!region) return refuse(unreachable, place.id);
    CHECKED(check_unused(**region, ids, in_use));
    call.tickets.add_copy((*region)->cell);
  }
  return {};
}

void recover_deletions(AccountCell& plane) {
  std::unique_lock writing(plane.cell.lock());
  Transaction transaction;
  AccountChange change{plane, transaction, plane.cell.now()};
  deletion_marks::unmark_all(change, plane.tables.key_pairs);
  deletion_marks::unmark_all(change, plane.tables.certificates);
  if (transaction.empty()) return;
  plane.cell.commits().commit_now(plane.cell.commit(transaction));
}

}  // namespace terrane
