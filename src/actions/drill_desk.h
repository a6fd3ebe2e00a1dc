// Where operators have drills run: each in a cloud of its own beside this one, on no thread of a
// caller's.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/resource_id.h"
#include "base/time.h"

namespace terrane {

// One that is in the binary.
struct KnownDrill {
  std::string_view name;
  std::string title;
  Duration length;
  std::string_view text;
};

enum class DrillState : uint8_t { kWaiting, kRunning, kPassed, kFailed };

struct DrillRun {
  std::string id;
  std::string name, title;
  uint64_t seed = 1;
  Duration length;  // of the drill's own time, and how much of it has passed
  Duration at;
  DrillState state = DrillState::kWaiting;
  AccountId by{};
  Time created, begun, ended;
  // Why it could not be run to its end: the code is empty if it was.
  std::string code, english, chinese;
};

struct DrillReport {
  std::string html;
  std::string json;
};

inline constexpr ErrorKind kNoDrillRun{
    "ResourceNotFound.DrillRun",
    "There is no drill run {}; DescribeDrillRuns lists the last ones there were.",
    "不存在演练记录 {}，可通过 DescribeDrillRuns 查询最近的演练。"};

// Safe to use from several threads.
class DrillDesk {
 public:
  virtual ~DrillDesk() = default;

  virtual std::vector<KnownDrill> known() = 0;

  // Has a drill run, one of those known or a file's text; gives the run's ID. Refused where the
  // file has a mistake, naming its line, or too many wait already.
  struct Order {
    std::string_view name, text;  // one of the two
    uint64_t seed = 1;
    AccountId by{};
  };
  virtual Result<std::string> run(const Order& order) = 0;

  // The last runs, newest first.
  virtual std::vector<DrillRun> runs() = 0;
  // What a run has come to, as `terrane drill run --json` prints it: of one under way, so far. Null
  // where there is nothing yet.
  virtual Result<std::shared_ptr<const boost::json::object>> outcome(std::string_view id) = 0;
  // Of a run that was run to its end.
  virtual Result<DrillReport> report(std::string_view id) = 0;
};

}  // namespace terrane
