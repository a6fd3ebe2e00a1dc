// For handlers that work in a region other than the called one: in one region at a time, never
// under two locks (D3). What such a handler replies must not point into records: the lock is gone
// by then.
#pragma once

#include <mutex>
#include <shared_mutex>

#include "actions/call.h"
#include "region/admission.h"
#include "region/network/network_setup.h"

namespace terrane {

inline constexpr ErrorKind kNoRegionNamed{"MissingParameter",
                                          "This action needs a region: name one in X-TC-Region.",
                                          "该接口需要指定地域：请填写 X-TC-Region。"};

// The region's cell, where the account has what every account finds.
inline Result<RegionCell*> cell_of(CloudCall& call, const Region& place) {
  TRY(RegionCell * region, call.cloud.reach(call.catalogue.index_of(place)));
  bool ready;
  {
    std::shared_lock reading(region->cell.lock());
    ready = is_set_up(*region, call.account);
  }
  if (!ready) CHECKED(set_up(*region, call.account, call.now));
  return region;
}

// What `look(const RegionCell&)` results in, under the region's shared lock.
template <class Look>
auto read_in(CloudCall& call, const Region& place, Look look)
    -> decltype(look(std::declval<const RegionCell&>())) {
  TRY(RegionCell * region, cell_of(call, place));
  std::shared_lock reading(region->cell.lock());
  call.tickets.add(region->cell);
  return look(*region);
}

// What `make(Change&)` results in, under the writer lock of a region that can be reached; an error,
// or what may not be admitted, undoes all of it.
template <class Make>
auto change_region(CloudCall& call, RegionCell* region, Make make)
    -> decltype(make(std::declval<Change&>())) {
  if (!region->cell.commits().accepts()) return refuse(kCellUnavailable, region->place().id);
  std::unique_lock writing(region->cell.lock());
  Transaction transaction;
  transaction.at = call.now;
  Change change{*region, transaction, call.account, call.now, call.request_id, &call.patience};
  auto outcome = make(change);
  if (outcome)
    if (Result<void> admitted = admit(change); !admitted)
      outcome = std::unexpected(std::move(admitted).error());
  if (outcome) {
    call.tickets.add(region->cell, region->cell.commit(transaction));
  } else {
    transaction.undo();
    call.tickets.add(region->cell);
  }
  return outcome;
}

// The same in a region where the account has what every account finds.
template <class Make>
auto change_in(CloudCall& call, const Region& place, Make make)
    -> decltype(make(std::declval<Change&>())) {
  TRY(RegionCell * region, cell_of(call, place));
  return change_region(call, region, make);
}

// The same for operators: they change how a region is run, and own nothing there.
template <class Make>
auto operate_in(CloudCall& call, const Region& place, Make make)
    -> decltype(make(std::declval<Change&>())) {
  TRY(RegionCell * region, call.cloud.reach(place.index));
  return change_region(call, region, make);
}

}  // namespace terrane
