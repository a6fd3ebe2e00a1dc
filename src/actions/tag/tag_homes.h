// Where tagged resources live: the account plane, and each region. One at a time, never under two
// locks (D3): what a handler replies must not point into records.
#pragma once

#include <shared_mutex>
#include <utility>

#include "account/tagged_kinds.h"
#include "actions/account/account_plane.h"
#include "actions/region_visits.h"
#include "region/tagged_kinds.h"

namespace terrane {

// The made tags, and those of resources, as a home knows them: a region has a copy of the former.
inline const AccountTables& account_tables(const AccountCell& home) {
  return home.tables;
}
inline const AccountTables& account_tables(const RegionCell& home) {
  return home.accounts;
}

// The region's cell, unless it cannot be reached. Nothing is made in it: who never called a region
// has nothing there.
inline Result<RegionCell*> reach(CloudCall& call, const Region& place) {
  return call.cloud.reach(call.catalogue.index_of(place));
}

// What `look(const Home&)` results in, under the shared lock of the region, or of the account plane
// where there is none. Home is RegionCell or AccountCell.
template <class Look>
auto look_in(CloudCall& call, const Region* place, Look look)
    -> decltype(look(std::declval<const RegionCell&>())) {
  if (!place) {
    TRY(AccountCell * plane, call.cloud.reach_accounts());
    std::shared_lock reading(plane->cell.lock());
    call.tickets.add(plane->cell);
    return look(std::as_const(*plane));
  }
  TRY(RegionCell * region, reach(call, *place));
  std::shared_lock reading(region->cell.lock());
  call.tickets.add(region->cell);
  return look(std::as_const(*region));
}

// What `make(Home&, Transaction&)` results in, under the writer lock; an error undoes all of it.
template <class Make>
Result<void> change_home(CloudCall& call, const Region* place, Make make) {
  if (!place)
    return change_accounts(
        call, [&](AccountChange& change) { return make(change.plane, change.transaction); });
  TRY(RegionCell * region, reach(call, *place));
  return change_region(call, region,
                       [&](Change& change) { return make(change.region, change.transaction); });
}

// Calls visit(const Region* place, const Home&) for the account plane (null) and every region that
// can be reached. Says which region could not, if any: a list goes on without it (M-5).
template <class Visit>
Result<const Region*> visit_homes(CloudCall& call, Visit visit) {
  {
    TRY(AccountCell * plane, call.cloud.reach_accounts());
    std::shared_lock reading(plane->cell.lock());
    call.tickets.add(plane->cell);
    visit(static_cast<const Region*>(nullptr), std::as_const(*plane));
  }
  const Region* unreachable = nullptr;
  for (const Region& place : call.catalogue.regions()) {
    auto region = reach(call, place);
    if (!region) {
      unreachable = &place;
      continue;
    }
    std::shared_lock reading((*region)->cell.lock());
    call.tickets.add_copy((*region)->cell);
    visit(&place, std::as_const(**region));
  }
  return unreachable;
}

}  // namespace terrane
