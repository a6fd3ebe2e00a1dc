// A ticket by which an account asks to be let into a zone that serves only verified financial
// institutions (M-3): what is stored of it, and its life as one table (D8).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/resource_id.h"
#include "base/time.h"

namespace terrane {

// Stored in records: a number, once given, is never changed nor given again.
enum class ZoneAccessState : uint8_t {
  kPending = 0,
  kApproved = 1,
  kRejected = 2,
  kWithdrawn = 3,
  kRevoked = 4,
};
inline constexpr size_t kZoneAccessStateCount = 5;

struct ZoneAccessStateRow {
  ZoneAccessState state;
  std::string_view name;     // as the API names it
  std::string_view meaning;  // what is true in it
  bool is_open;              // the account may not have another for the zone
  bool lets_in;              // the account may create in the zone
};

inline constexpr std::array<ZoneAccessStateRow, kZoneAccessStateCount> kZoneAccessStates = {{
    {ZoneAccessState::kPending, "PENDING", "an operator has not decided", true, false},
    {ZoneAccessState::kApproved, "APPROVED", "the account may create there", true, true},
    {ZoneAccessState::kRejected, "REJECTED", "an operator said no", false, false},
    {ZoneAccessState::kWithdrawn, "WITHDRAWN", "the account gave it up", false, false},
    {ZoneAccessState::kRevoked, "REVOKED", "approved once, and no more", false, false},
}};

constexpr const ZoneAccessStateRow& row_of(ZoneAccessState state) {
  return kZoneAccessStates[size_t(state)];
}

enum class ZoneAccessTrigger : uint8_t { kApprove, kReject, kWithdraw, kRevoke };

struct ZoneAccessTransition {
  ZoneAccessState from;
  ZoneAccessTrigger trigger;
  ZoneAccessState to;
};

inline constexpr auto kZoneAccessLifecycle = [] {
  using enum ZoneAccessState;
  using T = ZoneAccessTrigger;
  return std::to_array<ZoneAccessTransition>({
      {kPending, T::kApprove, kApproved},
      {kPending, T::kReject, kRejected},
      {kPending, T::kWithdraw, kWithdrawn},
      {kApproved, T::kRevoke, kRevoked},
      {kApproved, T::kWithdraw, kWithdrawn},
  });
}();

// Where the trigger leads from a state; nothing where it means nothing there.
constexpr std::optional<ZoneAccessState> next_state(ZoneAccessState from,
                                                    ZoneAccessTrigger trigger) {
  for (const ZoneAccessTransition& row : kZoneAccessLifecycle)
    if (row.from == from && row.trigger == trigger) return row.to;
  return std::nullopt;
}

namespace zone_access_checks {

constexpr bool rows_follow_the_numbers() {
  for (size_t i = 0; i < kZoneAccessStateCount; ++i)
    if (size_t(kZoneAccessStates[i].state) != i) return false;
  return true;
}
static_assert(rows_follow_the_numbers());

constexpr bool each_trigger_leads_to_one_state() {
  for (const ZoneAccessTransition& a : kZoneAccessLifecycle)
    for (const ZoneAccessTransition& b : kZoneAccessLifecycle)
      if (a.from == b.from && a.trigger == b.trigger && a.to != b.to) return false;
  return true;
}
static_assert(each_trigger_leads_to_one_state());

constexpr bool only_a_decision_lets_in() {
  for (const ZoneAccessTransition& row : kZoneAccessLifecycle)
    if (row_of(row.to).lets_in != (row.trigger == ZoneAccessTrigger::kApprove)) return false;
  return !row_of(ZoneAccessState::kPending).lets_in;
}
static_assert(only_a_decision_lets_in());

// What is closed stays closed: whoever wants in again applies again, so the history is whole.
constexpr bool only_open_tickets_move() {
  for (const ZoneAccessStateRow& row : kZoneAccessStates) {
    bool moves = false;
    for (const ZoneAccessTransition& step : kZoneAccessLifecycle) moves |= step.from == row.state;
    if (moves != row.is_open) return false;
  }
  return true;
}
static_assert(only_open_tickets_move());

}  // namespace zone_access_checks

// One step of a ticket's history: what it became, when, through whom, and why.
struct ZoneAccessStep {
  ZoneAccessState state = ZoneAccessState::kPending;
  Time at;
  uint64_t by = 0;  // the Uin that signed
  std::string reason;

  bool operator==(const ZoneAccessStep&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(named("state", &ZoneAccessStep::state), named("at", &ZoneAccessStep::at),
                      named("by", &ZoneAccessStep::by), named("reason", &ZoneAccessStep::reason));
  };
};

struct ZoneAccessTicket {
  static constexpr std::string_view kTable = "zone-access-ticket";
  using Key = std::string;

  std::string id;  // "ticket-" and 8 characters
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string zone;  // "ap-shanghai-fsi-1"
  std::string company;
  std::string license;                // number of the licence, and who gave it
  std::string contact;                // whom the operator asks
  std::string statement;              // what the account wants to do there
  std::vector<ZoneAccessStep> steps;  // oldest first; the first is the application

  ZoneAccessState state() const { return steps.back().state; }
  bool is_open() const { return row_of(state()).is_open; }
  bool lets_in() const { return row_of(state()).lets_in; }

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &ZoneAccessTicket::account),
        named("sequence", &ZoneAccessTicket::sequence), named("zone", &ZoneAccessTicket::zone),
        named("company", &ZoneAccessTicket::company), named("license", &ZoneAccessTicket::license),
        named("contact", &ZoneAccessTicket::contact),
        named("statement", &ZoneAccessTicket::statement), named("steps", &ZoneAccessTicket::steps));
  };
};

}  // namespace terrane
