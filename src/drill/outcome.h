// What came of a drill: all that its reports show.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "drill/drill.h"
#include "drill/drill_reader.h"
#include "drill/series.h"

namespace terrane::drill {

struct Note {
  enum class Kind : uint8_t {
    kEvent,    // of the file
    kRefused,  // what an event was to do
    kSeen,     // a resource went silent or came back
    kNoticed,  // a health check or a script noticed, and what it did
    kLost,     // requests were
  };
  Duration at;
  Kind kind = Kind::kEvent;
  std::string subjects;  // the resources or the load; empty of an event
  std::string text;
  bool strikes = false;  // detection and recovery are counted from the first that does
  bool detects = false;
};

struct Judged {
  std::string claim;     // "shoppers: at least 99.9 % served"
  std::string measured;  // "99.95 %"
  bool holds = false;
};

struct Outcome {
  Drill drill;
  uint64_t seed = 1;
  std::vector<Setting> settings;
  std::vector<Note> notes;  // in the order of their times
  std::vector<Series> loads;
  std::vector<Judged> assertions;
  std::optional<Duration> struck;    // when the first strike happened
  std::optional<Duration> detected;  // after the strike

  bool held() const;
  Counts total() const;
  // The longest of the loads' recoveries; nothing where one did not recover.
  std::optional<Duration> recovery() const;
  // When the events happened, which plots and charts number.
  std::vector<Duration> marks() const;
  // The command that runs the same again.
  std::string replay() const;
};

}  // namespace terrane::drill
