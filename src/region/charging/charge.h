// An entry in a region's book of charges (M-24): what an account paid, or got back, for a resource.
// Written when what a resource costs changes or ends, and when something is paid in advance; never
// changed afterwards, and kept when the resource is gone.
#pragma once

#include <cstdint>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "base/money.h"
#include "base/resource_id.h"
#include "base/time.h"

namespace terrane {

// Stored: numbers are never changed nor given again.
enum class ChargeReason : uint8_t {
  kUse = 0,         // by the hour, for the time from `from` to `to`
  kPurchase = 1,    // in advance, for that time
  kRenewal = 2,     // the same, behind what was paid for before
  kAdjustment = 3,  // what was paid for costs more, or less, for the rest of that time
  kRefund = 4,      // given back for the rest of that time
};

struct Charge {
  static constexpr std::string_view kTable = "charge";
  using Key = uint64_t;

  uint64_t id = 0;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  uint32_t zone = 0;  // the zone's public number; 0 for what lives in all of the region
  AnyId resource;
  uint64_t previous = 0;  // the resource's charge before this one
  Time made;
  Time from;
  Time to;
  Money amount;
  Money rate;  // by the hour
  ChargeReason reason = ChargeReason::kUse;
  bool last = false;  // nothing more will be charged for the resource

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &Charge::account), named("sequence", &Charge::sequence),
                      named("zone", &Charge::zone), named("resource", &Charge::resource),
                      named("previous", &Charge::previous), named("made", &Charge::made),
                      named("from", &Charge::from), named("to", &Charge::to),
                      named("amount", &Charge::amount), named("rate", &Charge::rate),
                      named("reason", &Charge::reason), named("last", &Charge::last));
  };
};

}  // namespace terrane
