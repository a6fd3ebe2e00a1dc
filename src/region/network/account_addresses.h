// How often an account asked for public addresses in this region today, and how many tasks on
// elastic IPs it was given the numbers of. What is stored of it.
#pragma once

#include <cstdint>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "base/resource_id.h"

namespace terrane {

struct AccountAddresses {
  static constexpr std::string_view kTable = "account-addresses";
  using Key = AccountId;

  AccountId id{};
  int64_t day = 0;           // of the two counts: days since 1970-01-01 in Beijing time
  uint32_t allocations = 0;  // of elastic IPs
  uint32_t assignments = 0;  // of ordinary public addresses, where an elastic IP was taken away
  uint64_t tasks = 0;        // all of them ended when their call was answered

  static constexpr auto kFields = [] {
    return std::tuple(named("day", &AccountAddresses::day),
                      named("allocations", &AccountAddresses::allocations),
                      named("assignments", &AccountAddresses::assignments),
                      named("tasks", &AccountAddresses::tasks));
  };
};

}  // namespace terrane
