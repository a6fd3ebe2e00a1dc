// A copy of an image or a snapshot that a region sent to another, as the sender knows of it: from
// the call that asked for it until a while after its end. What is stored of one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "base/resource_id.h"
#include "base/time.h"
#include "model/work.h"

namespace terrane {

// Stored: numbers are never changed nor given again.
enum class CopyState : uint8_t {
  kSent = 0,      // the other region has not answered yet
  kUnderWay = 1,  // it is being made there
  kDone = 2,
  kFailed = 3,
};

// Why the other region did not take a copy. Stored, likewise.
enum class CopyFailure : uint8_t {
  kNone = 0,
  kQuota = 1,       // the account has as many there as it may
  kNameTaken = 2,   // it has another of this name there
  kNotOffered = 3,  // the region lacks what the copy needs
  kNotLetIn = 4,    // its zones need a ticket, and the account has none
};

struct Copy {
  static constexpr std::string_view kTable = "copy";
  using Key = AnyId;

  AnyId id;  // of the copy: told to the client before the other region knew of it
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  AnyId source;    // what is copied
  std::string to;  // the other region
  AnyId given;     // the ID it has there, once it is known; `id` but for a rare coincidence
  CopyState state = CopyState::kSent;
  CopyFailure failure = CopyFailure::kNone;
  Work work;  // as the other region goes about it
  Time begun;
  Time ended;

  bool under_way() const { return state == CopyState::kSent || state == CopyState::kUnderWay; }

  // When it is forgotten.
  Time due() const { return ended.is_set() ? ended + kRemembered : Time{}; }
  static constexpr Duration kRemembered = days(1);

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &Copy::account), named("sequence", &Copy::sequence),
                      named("source", &Copy::source), named("to", &Copy::to),
                      named("given", &Copy::given), named("state", &Copy::state),
                      named("failure", &Copy::failure), named("work", &Copy::work),
                      named("begun", &Copy::begun), named("ended", &Copy::ended));
  };
};

}  // namespace terrane
