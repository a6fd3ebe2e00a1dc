// A call repeated with its ClientToken gets the first call's answer for a day, also after a
// restart.
#pragma once

#include <deque>
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
  uint64_t request_digest = 0;  // tells a repeat from another request under the same token
  std::string reply;            // the reply's JSON members, without its RequestId
  std::string request_id;       // which names what the first call began
  Time expires;

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &FirstAnswer::account), named("sequence", &FirstAnswer::sequence),
        named("digest", &FirstAnswer::request_digest), named("reply", &FirstAnswer::reply),
        named("request", &FirstAnswer::request_id), named("expires", &FirstAnswer::expires));
  };
};

// Built once, in this header's source file.
extern template class Table<FirstAnswer>;

class FirstAnswers {
 public:
  static constexpr Duration kLife = days(1);

  explicit FirstAnswers(Cell& cell);

  static std::string key(AccountId account, std::string_view action, std::string_view token);

  // The answer kept under the key, unless its day is over.
  const FirstAnswer* find(const std::string& key, Time now) const;
  // Keeps an answer, and lets go of some whose day is over: their number stays bounded by the calls
  // of a day without a timer.
  void keep(Cell& cell, Transaction& transaction, FirstAnswer answer, Time now);

 private:
  Table<FirstAnswer> table_;
  std::deque<std::string> oldest_first_;  // keys; some may be gone
};

}  // namespace terrane
