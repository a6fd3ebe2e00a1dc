#include "drill/desk.h"

#include <algorithm>
#include <boost/json.hpp>

#include "drill/drill_reader.h"
#include "drill/report.h"
#include "drill/run.h"
#include "drill/shipped.h"

namespace terrane::drill {
namespace {

namespace json = boost::json;

constexpr int kLooks = 25;  // so often is what there is so far looked at

constexpr ErrorKind kNoDrill{"ResourceNotFound.Drill",
                             "There is no drill {}; DescribeDrills lists those there are.",
                             "不存在演练 {}，可通过 DescribeDrills 查询。"};
// In the words of whatever read it, which may think of a catalogue.
constexpr ErrorKind kMistake{"InvalidDrill", "{}", "{}"};
constexpr ErrorKind kTooManyWait{"LimitExceeded.DrillRuns",
                                 "{} drills wait for their turn already; run this one later.",
                                 "已有 {} 个演练在排队，请稍后再试。"};
constexpr ErrorKind kNotEnded{
    "UnsupportedOperation.DrillRunState",
    "Drill run {} has no report: it has not run to its end. DescribeDrillRuns says how far it is.",
    "演练记录 {} 没有报告：演练尚未完成，可通过 DescribeDrillRuns 查询进度。"};

// The files of a run on the shelf.
constexpr std::string_view kRunFile = "run.json", kJsonFile = "report.json",
                           kHtmlFile = "report.html";

// Stored: names are permanent.
std::string to_text(const DrillRun& run) {
  return json::serialize(json::object{{"name", run.name},
                                      {"title", run.title},
                                      {"seed", run.seed},
                                      {"length", run.length.microseconds},
                                      {"at", run.at.microseconds},
                                      {"passed", run.state == DrillState::kPassed},
                                      {"by", uint64_t(run.by)},
                                      {"created", run.created.microseconds},
                                      {"begun", run.begun.microseconds},
                                      {"ended", run.ended.microseconds},
                                      {"code", run.code},
                                      {"english", run.english},
                                      {"chinese", run.chinese}});
}

std::optional<DrillRun> read_run(const std::string& id, std::string_view text) {
  boost::system::error_code problem;
  json::value parsed = json::parse(text, problem);
  const json::object* object = problem ? nullptr : parsed.if_object();
  if (!object) return std::nullopt;
  auto number = [&](std::string_view name) {
    const json::value* value = object->if_contains(name);
    return value && value->is_number() ? value->to_number<int64_t>() : 0;
  };
  auto words = [&](std::string_view name) {
    const json::value* value = object->if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
  };
  const json::value* passed = object->if_contains("passed");
  bool has_passed = passed && passed->is_bool() && passed->get_bool();
  return DrillRun{.id = id,
                  .name = words("name"),
                  .title = words("title"),
                  .seed = uint64_t(number("seed")),
                  .length = {number("length")},
                  .at = {number("at")},
                  .state = has_passed ? DrillState::kPassed : DrillState::kFailed,
                  .by = AccountId(number("by")),
                  .created = {number("created")},
                  .begun = {number("begun")},
                  .ended = {number("ended")},
                  .code = words("code"),
                  .english = words("english"),
                  .chinese = words("chinese")};
}

Result<Drill> read(const DrillDesk::Order& order) {
  if (order.name.empty()) {
    auto drill = read_drill("drill.toml", order.text);
    if (!drill) return refuse(kMistake, drill.error().message(Language::kEnglish));
    return drill;
  }
  const ShippedDrill* shipped = find_shipped(order.name);
  if (!shipped) return refuse(kNoDrill, order.name);
  return read_drill(shipped->name, shipped->text);
}

}  // namespace

Desk::Desk(Env env, std::unique_ptr<StateShelf> shelf)
    : env_(env),
      shelf_(std::move(shelf)),
      worker_(env_.workers.start("drills", [this] { work(); })) {
  auto names = shelf_->names();
  if (!names) return;
  for (const std::string& id : *names)
    if (auto text = shelf_->get(id, std::string(kRunFile)))
      if (auto run = read_run(id, *text)) entries_.push_back({*std::move(run), {}, {}});
  std::ranges::stable_sort(entries_, {}, [](const Entry& entry) { return entry.run.created; });
}

Desk::~Desk() {
  is_ending_ = true;
  worker_.reset();
}

std::vector<KnownDrill> Desk::known() {
  std::vector<KnownDrill> known;
  for (const ShippedDrill& shipped : shipped_drills()) {
    auto drill = read_drill(shipped.name, shipped.text);
    check(drill.has_value(), "a drill in the binary can be read");
    known.push_back({shipped.name, drill->title, drill->length, shipped.text});
  }
  return known;
}

Result<std::string> Desk::run(const Order& order) {
  TRY(Drill drill, read(order));
  std::lock_guard lock(mutex_);
  auto waiting = std::ranges::count(entries_, DrillState::kWaiting,
                                    [](const Entry& entry) { return entry.run.state; });
  if (size_t(waiting) >= kMostWaiting) return refuse(kTooManyWait, std::to_string(waiting));
  char number[kIdCharacters];
  write_id_number(env_.random.below(kIdNumbers), number);
  std::string id = "run-" + std::string(number, sizeof number);
  DrillRun run{.id = id,
               .name = drill.name,
               .title = drill.title,
               .seed = order.seed,
               .length = drill.length,
               .by = order.by,
               .created = env_.clock.now()};
  entries_.push_back({std::move(run), std::move(drill), {}});
  worker_->wake();
  return id;
}

std::vector<DrillRun> Desk::runs() {
  std::lock_guard lock(mutex_);
  std::vector<DrillRun> runs;
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry)
    runs.push_back(entry->run);
  return runs;
}

Result<std::shared_ptr<const json::object>> Desk::outcome(std::string_view id) {
  {
    std::lock_guard lock(mutex_);
    Entry* entry = find(id);
    if (!entry) return refuse(kNoDrillRun, id);
    if (!entry->run.ended.is_set()) return entry->so_far;
    if (!entry->run.code.empty()) return std::shared_ptr<const json::object>();
  }
  TRY(std::string text, shelf_->get(std::string(id), std::string(kJsonFile)));
  boost::system::error_code problem;
  json::value parsed = json::parse(text, problem);
  if (problem || !parsed.is_object()) return std::shared_ptr<const json::object>();
  return std::make_shared<const json::object>(std::move(parsed.get_object()));
}

Result<DrillReport> Desk::report(std::string_view id) {
  {
    std::lock_guard lock(mutex_);
    Entry* entry = find(id);
    if (!entry) return refuse(kNoDrillRun, id);
    if (!entry->run.ended.is_set() || !entry->run.code.empty()) return refuse(kNotEnded, id);
  }
  DrillReport report;
  TRY(report.html, shelf_->get(std::string(id), std::string(kHtmlFile)));
  TRY(report.json, shelf_->get(std::string(id), std::string(kJsonFile)));
  return report;
}

Desk::Entry* Desk::find(std::string_view id) {
  auto found = std::ranges::find(
      entries_, id, [](const Entry& entry) -> std::string_view { return entry.run.id; });
  return found == entries_.end() ? nullptr : &*found;
}

void Desk::work() {
  while (!is_ending_ && run_next()) {
  }
}

// The one that has waited longest; false where none does.
bool Desk::run_next() {
  DrillRun run;
  Drill drill;
  {
    std::lock_guard lock(mutex_);
    auto next = std::ranges::find(entries_, DrillState::kWaiting,
                                  [](const Entry& entry) { return entry.run.state; });
    if (next == entries_.end()) return false;
    next->run.state = DrillState::kRunning;
    next->run.begun = env_.clock.now();
    run = next->run;
    drill = *std::exchange(next->drill, std::nullopt);
  }
  auto outcome = drill::run(
      drill, {.seed = run.seed,
              .pace = {},
              .watch = [&](const Outcome& so_far, Duration at) { show(run.id, so_far, at); },
              .watch_every = {std::max(seconds(1).microseconds, run.length.microseconds / kLooks)},
              .goes_on = [this] { return !is_ending_; }});
  run.ended = env_.clock.now();
  run.state = outcome && outcome->held() ? DrillState::kPassed : DrillState::kFailed;
  if (outcome) {
    run.at = run.length;
  } else {
    run.code = outcome.error().code();
    run.english = outcome.error().message(Language::kEnglish);
    run.chinese = outcome.error().message(Language::kChinese);
  }
  if (is_ending_) return false;  // it is as if it had never been asked for
  keep(run, outcome ? &*outcome : nullptr);
  return true;
}

void Desk::show(const std::string& id, const Outcome& so_far, Duration at) {
  Outcome sorted = so_far;
  for (Series& load : sorted.loads) load.sort();
  auto shown = std::make_shared<const json::object>(json_report(sorted));
  std::lock_guard lock(mutex_);
  Entry* entry = find(id);
  entry->run.at = at;
  entry->so_far = std::move(shown);
}

// On the shelf first, so that whoever sees that it has ended finds its report.
void Desk::keep(const DrillRun& run, const Outcome* outcome) {
  StateFiles files{{std::string(kRunFile), to_text(run)}};
  if (outcome) {
    files[std::string(kJsonFile)] = json::serialize(json_report(*outcome));
    files[std::string(kHtmlFile)] = html_report(*outcome);
  }
  auto kept = shelf_->put(run.id, files);
  std::lock_guard lock(mutex_);
  Entry* entry = find(run.id);
  entry->run = run;
  entry->so_far = nullptr;
  if (!kept) {
    entry->run.state = DrillState::kFailed;
    entry->run.code = kept.error().code();
    entry->run.english = kept.error().message(Language::kEnglish);
    entry->run.chinese = kept.error().message(Language::kChinese);
  }
  drop_oldest();
}

void Desk::drop_oldest() {
  while (entries_.size() > kMostKept) {
    auto oldest =
        std::ranges::find_if(entries_, [](const Entry& entry) { return entry.run.ended.is_set(); });
    if (oldest == entries_.end()) return;
    (void)shelf_->remove(oldest->run.id);
    entries_.erase(oldest);
  }
}

}  // namespace terrane::drill
