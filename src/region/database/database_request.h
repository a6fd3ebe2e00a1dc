// What a client asks DescribeAsyncRequestInfo about: how far one call's work on databases came.
// What is stored of one; it is forgotten after a while.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "base/resource_id.h"
#include "base/time.h"

namespace terrane {

struct DatabaseRequest {
  static constexpr std::string_view kTable = "database-request";
  using Key = std::string;

  std::string id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string action;
  uint32_t open = 0;    // databases that still work on it
  bool failed = false;  // one of them could not
  Time forgotten;

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &DatabaseRequest::account), named("sequence", &DatabaseRequest::sequence),
        named("action", &DatabaseRequest::action), named("open", &DatabaseRequest::open),
        named("failed", &DatabaseRequest::failed), named("forgotten", &DatabaseRequest::forgotten));
  };
};

}  // namespace terrane
