// Says that an account was given its default network in this region: what it deletes of that
// afterwards stays deleted. What is stored of it.
#pragma once

#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "base/resource_id.h"
#include "base/time.h"

namespace terrane {

struct AccountNetwork {
  static constexpr std::string_view kTable = "account-network";
  using Key = AccountId;

  AccountId id{};
  Time made;
  uint32_t zones = 0;  // of the region, that it was given a subnet in; 0: it is given no more

  static constexpr auto kFields = [] {
    return std::tuple(named("made", &AccountNetwork::made), named("zones", &AccountNetwork::zones));
  };
};

}  // namespace terrane
