// A call repeated with its ClientToken gets the first call's answer for a day, also after a restart.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "cell/cell.h"

namespace terrane {

struct FirstAnswer {
  static constexpr std::string_view kTable = "first-answer";
  using Key = std::string;

  std::string id;  // account/action/token
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  uint64_t request_digest = 0;  // tells a repeat from another request with the same token
  std::string reply;            // the reply's JSON object, without its RequestId
  Time expires;

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &FirstAnswer::account),
                      named("sequence", &FirstAnswer::sequence),
                      named("digest", &FirstAnswer::request_digest),
                      named("reply", &FirstAnswer::reply),
                      named("expires", &FirstAnswer::expires));
  };
};

inline constexpr Duration kFirstAnswerLife = days(1);

}  // namespace terrane
