#include "actions/account/key_pair_deletion.h"

#include <shared_mutex>

#include "account/key_pair_manager.h"
#include "account/key_pair_rules.h"
#include "actions/account/account_plane.h"

namespace terrane {
namespace {

// Refuses if an instance of the region is bound to one of the key pairs.
Result<void> check_unbound(const RegionCell& region, std::span<const KeyPairId> pairs) {
  std::shared_lock reading(region.cell.lock());
  for (KeyPairId pair : pairs)
    if (auto instance = region.cell.ledger().any(pair, Kind::kInstance))
      return refuse(key_pair_rules::kBound, to_text(pair), to_text(*instance), region.place().id);
  return {};
}

Result<void> check_unbound_everywhere(CloudCall& call, std::span<const KeyPairId> pairs) {
  const auto& regions = call.catalogue.regions();
  for (const Region& place : regions) {
    auto region = call.cloud.region(call.catalogue.index_of(place));
    if (!region || (*region)->cell.commits().failed())
      return refuse(key_pair_rules::kRegionUnreachable, place.id);
    CHECKED(check_unbound(**region, pairs));
    call.tickets.add_copy((*region)->cell, (*region)->cell.commits().newest());
  }
  return {};
}

}  // namespace

Result<void> delete_key_pairs(CloudCall& call, std::span<const std::string_view> ids) {
  TRY(auto pairs, change_accounts(call, [&](AccountChange& change) {
        return key_pair_manager::mark(change, call.account, ids);
      }));
  auto unbound = check_unbound_everywhere(call, pairs);
  CHECKED(change_accounts(call, [&](AccountChange& change) -> Result<void> {
    if (unbound) {
      key_pair_manager::remove_marked(change, pairs);
    } else {
      key_pair_manager::unmark(change, pairs);
    }
    return {};
  }));
  return unbound;
}

void recover_key_pairs(AccountCell& plane) {
  std::unique_lock writing(plane.cell.lock());
  Transaction transaction;
  AccountChange change{plane, transaction, plane.cell.now()};
  key_pair_manager::unmark_all(change);
  if (transaction.empty()) return;
  plane.cell.commits().commit_now(plane.cell.commit(transaction));
}

}  // namespace terrane
