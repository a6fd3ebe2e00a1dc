// For operators' handlers: they change how a region is run, and own nothing there.
#pragma once

#include <mutex>

#include "actions/call.h"

namespace terrane {

// What `make(Change&)` results in, under the region's writer lock; an error undoes all of it.
// Unlike change_in() it makes no network for the account.
template <class Make>
auto operate_in(CloudCall& call, const Region& place, Make make)
    -> decltype(make(std::declval<Change&>())) {
  TRY(RegionCell * region, call.cloud.reach(place.index));
  if (!region->cell.commits().accepts()) return refuse(kCellUnavailable, place.id);
  std::unique_lock writing(region->cell.lock());
  Transaction transaction;
  transaction.at = call.now;
  Change change{*region, transaction, call.account, call.now, call.request_id};
  auto outcome = make(change);
  if (outcome) {
    call.tickets.add(region->cell, region->cell.commit(transaction));
  } else {
    transaction.undo();
    call.tickets.add(region->cell);
  }
  return outcome;
}

}  // namespace terrane
