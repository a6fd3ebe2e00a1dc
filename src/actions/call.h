// What a handler sees of a call. A handler converts the request, calls one manager method, and
// converts the reply; authentication, locking, durability, idempotency and audit happen around it.
#pragma once

#include "actions/api_call.h"
#include "actions/cloud.h"
#include "base/arena.h"
#include "contract/types.h"

namespace terrane {

struct Call {
  Arena& arena;  // holds the request, and whatever the reply points to
  Cloud& cloud;
  const Catalogue& catalogue;
  const Caller& caller;
  AccountId account;
  Language language;
  Time now;
  std::string_view request_id;
  Patience& patience;
};

// Looks at one region, under its shared lock. The reply may point into the region's records.
struct RegionRead : Call {
  const RegionCell& region;
};

// Changes one region, under its writer lock; an error undoes all of it.
struct RegionWrite : Call {
  RegionCell& region;
  Change& change;  // what managers take
};

// Looks at the account plane, under its shared lock.
struct AccountRead : Call {
  const AccountCell& accounts;
};

// Needs no cell's lock: answers from the catalogue, or goes through `cloud` by itself and adds to
// `tickets` what must be durable first.
struct CloudCall : Call {
  const Region* region;  // the one the call names; null if none
  Tickets& tickets;
};

}  // namespace terrane
