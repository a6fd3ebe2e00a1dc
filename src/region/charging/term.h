// What is paid for months in advance (M-24), whatever it is: how that is asked for, and what
// becomes of it when its time is over.
//
// A record that may be paid in advance has
//   ChargeType charge; RenewFlag renew; Time created; Time expires; bool isolated;
//   Time due() const { return term_due(*this); }   the earliest, if it waits for more than that
// Its folder's duties watch it:
//   agenda.watch<Disk>(disks, [&](Transaction& transaction, const Disk& disk) {
//     end_term(transaction, disks, disk, [&] { transaction.remove(disks, DiskId(disk.id)); });
//   });
// Its manager checks what is wanted by check_charging() and its parts, with its service's codes;
// buys by `expires = add_months(now, months)`, renews by `expires = prolonged(expires, now,
// months)` and `isolated = false`, and returns it before its time by `isolated = true; expires =
// now`. What that costs, and what is given back, follows from the record (charging/metering.h).
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "base/time.h"
#include "model/charge.h"

namespace terrane {

// As the API names them in nearly every service.
std::string_view name_of(ChargeType charge);
std::string_view name_of(RenewFlag flag);

// The codes differ between the services, so each has a page of its own. They are told for as long
// as the program runs: pages are constants.
struct ChargingErrors {
  ErrorKind unknown;         // {} = the charge type that was given
  ErrorKind period_missing;  // of what is to be paid in advance
  ErrorKind period;          // {} = what was given
  ErrorKind renew_flag;      // {} = what was given
};

struct Charging {
  ChargeType type = ChargeType::kPostpaidByHour;
  int months = 0;  // of what is paid in advance
  RenewFlag renew = RenewFlag::kNotifyAndManual;
};
struct WantedCharging {  // absent texts take the defaults
  std::string_view type;
  std::optional<int64_t> months;
  std::string_view renew_flag;
};
inline constexpr int kLongestPeriod = 60;
Result<Charging> check_charging(const WantedCharging& wanted, const ChargingErrors& errors,
                                int longest = kLongestPeriod);
// 1 to 12 months, or whole years up to the longest period.
Result<int> check_period(int64_t months, const ErrorKind& error, int longest = kLongestPeriod);
Result<RenewFlag> check_renew_flag(std::string_view flag, const ErrorKind& error);

// So many months more: behind those that are left, or from now where none are.
inline Time prolonged(Time expires, Time now, int months) {
  return add_months(std::max(expires, now), months);
}

// How long what has expired, or was returned, can still be renewed.
inline constexpr Duration kKeptIsolated = days(7);

constexpr Time term_due(bool prepaid, Time expires, bool isolated) {
  if (!prepaid) return {};
  return isolated ? expires + kKeptIsolated : expires;
}
template <class T>
constexpr Time term_due(const T& record) {
  return term_due(record.charge == ChargeType::kPrepaid, record.expires, record.isolated);
}

enum class TermEnd : uint8_t { kRenew, kIsolate, kReclaim };
// What becomes of it when it is due. What renews itself does so for a month.
constexpr TermEnd end_of_term(RenewFlag renew, bool isolated) {
  if (isolated) return TermEnd::kReclaim;
  return renew == RenewFlag::kNotifyAndAuto ? TermEnd::kRenew : TermEnd::kIsolate;
}
// Lets it come to that: `reclaim()` takes the record away, with whatever goes with it.
template <class TheTransaction, class TheTable, class T, class Reclaim>
void end_term(TheTransaction& transaction, TheTable& table, const T& record, Reclaim reclaim) {
  switch (end_of_term(record.renew, record.isolated)) {
    case TermEnd::kRenew:
      transaction.change(table, record.id,
                         [](T& changed) { changed.expires = add_months(changed.expires, 1); });
      return;
    case TermEnd::kIsolate:
      transaction.change(table, record.id, [](T& changed) { changed.isolated = true; });
      return;
    case TermEnd::kReclaim:
      reclaim();
      return;
  }
}

}  // namespace terrane
