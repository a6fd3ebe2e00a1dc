// Doing something whole or not at all within a larger transaction.
#pragma once

#include "region/admission.h"
#include "region/region_cell.h"

namespace terrane {

// What `act(Change&)` results in, as a part of `whole`. It is tried by itself first and taken back;
// only what nothing refuses, neither a rule of its own nor what holds of every change, is done
// then. So an error leaves `whole` as it was.
template <class Act>
auto attempt(Change& whole, Act act) -> decltype(act(whole)) {
  {
    Transaction part;  // undone at the end of its scope
    part.at = whole.transaction.at;
    Change trial{whole.region, part, whole.account, whole.now, whole.request_id};
    if (auto outcome = act(trial); !outcome) return outcome;
    if (auto admitted = admit(trial); !admitted) return std::unexpected(admitted.error());
  }
  auto outcome = act(whole);
  check(outcome.has_value(), "what was tried can be done");
  return outcome;
}

}  // namespace terrane
