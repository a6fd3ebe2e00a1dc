// The life of a VPC peering connection, as one table: its states, and what moves it from one to the
// next (D8). Every operation and every letter follows this page and nothing else.
//
// Each of the two sides keeps a record of the connection in its region, or both have one record
// where they are in one region. Whatever ends PENDING is decided at the accepter's side alone, and
// told to the requester's by letters, which arrive in order; so the requester's side follows the
// same path, later. Deletion may be asked at either side: it is the end of every path, and the side
// that hears of it drops its record, whatever its state. So both sides come to rest in one state,
// however long a letter takes and whatever crosses it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace terrane {

// Stored in records and letters: a number, once given, is never changed nor given again.
enum class PeeringState : uint8_t {
  kPending = 0,
  kActive = 1,
  kRejected = 2,
  kFailed = 3,
  kExpired = 4,
  kDeleted = 5,  // never stored: the record is gone
};
inline constexpr size_t kPeeringStateCount = 6;

struct PeeringStateRow {
  PeeringState state;
  std::string_view name;     // as the API names it
  std::string_view meaning;  // what is true in it
};

inline constexpr std::array<PeeringStateRow, kPeeringStateCount> kPeeringStates = {{
    {PeeringState::kPending, "PENDING", "requested; the other side has not decided"},
    {PeeringState::kActive, "ACTIVE", "accepted: routes may lead to it"},
    {PeeringState::kRejected, "REJECTED", "refused by the other account or on its behalf"},
    {PeeringState::kFailed, "FAILED", "the account's own other VPC cannot be connected"},
    {PeeringState::kExpired, "EXPIRED", "nobody decided within seven days"},
    {PeeringState::kDeleted, "DELETED", "gone, from both sides"},
}};

constexpr std::string_view name_of(PeeringState state) {
  return kPeeringStates[size_t(state)].name;
}

enum class PeeringTrigger : uint8_t { kAccept, kReject, kFail, kExpire, kDelete };

struct PeeringTransition {
  PeeringState from;
  PeeringTrigger trigger;
  PeeringState to;
};

inline constexpr auto kPeeringLifecycle = [] {
  using enum PeeringState;
  using T = PeeringTrigger;
  return std::to_array<PeeringTransition>({
      {kPending, T::kAccept, kActive},
      {kPending, T::kReject, kRejected},
      {kPending, T::kFail, kFailed},
      {kPending, T::kExpire, kExpired},
      {kPending, T::kDelete, kDeleted},
      {kActive, T::kDelete, kDeleted},
      {kRejected, T::kDelete, kDeleted},
      {kFailed, T::kDelete, kDeleted},
      {kExpired, T::kDelete, kDeleted},
  });
}();

// Where the trigger leads from a state; nothing where it means nothing there.
constexpr std::optional<PeeringState> next_state(PeeringState from, PeeringTrigger trigger) {
  for (const PeeringTransition& row : kPeeringLifecycle)
    if (row.from == from && row.trigger == trigger) return row.to;
  return std::nullopt;
}

// Whether one step leads from a state to another: what the other side's letters may tell.
constexpr bool leads_to(PeeringState from, PeeringState to) {
  for (const PeeringTransition& row : kPeeringLifecycle)
    if (row.from == from && row.to == to) return true;
  return false;
}

namespace peering_lifecycle_checks {

constexpr bool rows_follow_the_numbers() {
  for (size_t i = 0; i < kPeeringStateCount; ++i)
    if (size_t(kPeeringStates[i].state) != i) return false;
  return true;
}
static_assert(rows_follow_the_numbers());

constexpr bool each_trigger_leads_to_one_state() {
  for (const PeeringTransition& a : kPeeringLifecycle)
    for (const PeeringTransition& b : kPeeringLifecycle)
      if (a.from == b.from && a.trigger == b.trigger && a.to != b.to) return false;
  return true;
}
static_assert(each_trigger_leads_to_one_state());

constexpr bool only_the_first_state_waits_for_a_decision() {
  for (const PeeringTransition& row : kPeeringLifecycle)
    if (row.from != PeeringState::kPending && row.trigger != PeeringTrigger::kDelete) return false;
  return true;
}
static_assert(only_the_first_state_waits_for_a_decision(), "so letters cannot contradict");

constexpr bool every_state_is_reached_and_can_be_deleted() {
  for (const PeeringStateRow& row : kPeeringStates) {
    bool is_end = row.state == PeeringState::kDeleted;
    if (row.state != PeeringState::kPending && !leads_to(PeeringState::kPending, row.state))
      return false;
    if (is_end == next_state(row.state, PeeringTrigger::kDelete).has_value()) return false;
  }
  return true;
}
static_assert(every_state_is_reached_and_can_be_deleted());

}  // namespace peering_lifecycle_checks
}  // namespace terrane
