// Drills by the API: an operator has one run, sees how far it is, and reads its report.
#include "actions/terrane/drills.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <vector>

#include "actions/convert.h"
#include "actions/drill_desk.h"
#include "actions/terrane/paging.h"
#include "contract/terrane.h"

namespace terrane {
namespace {

namespace api = contract::terrane;
namespace json = boost::json;

constexpr ErrorKind kNoDesk{
    "UnsupportedOperation.NoDrills",
    "No drills are run here: this cloud is itself one of a drill. Use `terrane drill run`.",
    "此处不能运行演练：本云自身属于演练。请使用 terrane drill run。"};
constexpr ErrorKind kOneOfTwo{
    "InvalidParameterCombination",
    "Give Name, of one that DescribeDrills lists, or Text, of a file; not "
    "both.",
    "请指定 Name（DescribeDrills 返回的名称）或 Text（演练文件内容）之一。"};
constexpr ErrorKind kNeither{"MissingParameter",
                             "Give Name, of one that DescribeDrills lists, or the Text of a file.",
                             "请指定 Name（DescribeDrills 返回的名称）或 Text（演练文件内容）。"};

// In the order of DrillState.
constexpr std::array<std::string_view, 4> kStates = {"WAITING", "RUNNING", "PASSED", "FAILED"};

Result<DrillDesk*> desk_of(CloudCall& call) {
  if (!call.cloud.drill_desk()) return refuse(kNoDesk);
  return call.cloud.drill_desk();
}

double in_seconds(Duration length) {
  return double(length.microseconds) / 1e6;
}

Result<api::DescribeDrillsResponse> describe_drills(CloudCall& call,
                                                    const api::DescribeDrillsRequest&) {
  TRY(DrillDesk * desk, desk_of(call));
  std::vector<api::Drill> drills;
  for (const KnownDrill& known : desk->known())
    drills.push_back({.Name = known.name,
                      .Title = call.arena.copy(known.title),
                      .Seconds = in_seconds(known.length),
                      .Text_ = known.text});
  return api::DescribeDrillsResponse{.TotalCount = drills.size(),
                                     .DrillSet = contract::list_of<api::Drill>(call.arena, drills)};
}

Result<api::RunDrillResponse> run_drill(CloudCall& call, const api::RunDrillRequest& request) {
  TRY(DrillDesk * desk, desk_of(call));
  if (request.Name.empty() && request.Text_.empty()) return refuse(kNeither);
  if (!request.Name.empty() && !request.Text_.empty()) return refuse(kOneOfTwo);
  TRY(std::string id, desk->run({.name = request.Name,
                                 .text = request.Text_,
                                 .seed = request.Seed.value_or(1),
                                 .by = call.account}));
  return api::RunDrillResponse{.DrillRunId = call.arena.copy(id)};
}

api::DrillRun shown(const CloudCall& call, const DrillRun& run) {
  Arena& arena = call.arena;
  api::DrillRun shown{.DrillRunId = arena.copy(run.id),
                      .Name = arena.copy(run.name),
                      .Title = arena.copy(run.title),
                      .Seed = run.seed,
                      .State = kStates[size_t(run.state)],
                      .Seconds = in_seconds(run.length),
                      .AtSeconds = in_seconds(run.at),
                      .Uin = uint64_t(run.by),
                      .CreatedTime = to_iso8601(arena, run.created),
                      .BeginTime = to_iso8601(arena, run.begun),
                      .EndTime = to_iso8601(arena, run.ended)};
  if (!run.code.empty()) {
    shown.ErrorCode = arena.copy(run.code);
    shown.ErrorMessage =
        arena.copy(call.language == Language::kChinese ? run.chinese : run.english);
  }
  return shown;
}

// What a report's JSON has by that name; the desk made it, so what is looked for is there.
std::string_view words(Arena& arena, const json::object& object, std::string_view name) {
  return arena.copy(std::string_view(object.at(name).as_string()));
}
std::optional<double> length(const json::object& object, std::string_view name) {
  const json::value& value = object.at(name);
  if (value.is_null()) return std::nullopt;
  return value.to_number<double>();
}

api::DrillLoad shown_load(Arena& arena, std::string_view name, const json::object& load,
                          size_t seconds) {
  constexpr size_t kSent = 0, kSlow = 2, kLost = 3;  // of each second
  const json::array& slots = load.at("per_second").as_array();
  auto row = [&](size_t column) {
    auto values = arena.create_array<uint64_t>(std::min(slots.size(), seconds));
    for (size_t at = 0; at < values.size(); ++at)
      values[at] = slots[at].as_array()[column].to_number<uint64_t>();
    return contract::List<uint64_t>(values);
  };
  return {.Name = arena.copy(name), .Sent = row(kSent), .Slow = row(kSlow), .Lost = row(kLost)};
}

void show_outcome(Arena& arena, const json::object& outcome, api::DrillRun& shown) {
  const json::object& total = outcome.at("total").as_object();
  shown.Sent = total.at("sent").to_number<uint64_t>();
  shown.Slow = total.at("slow").to_number<uint64_t>();
  shown.Lost = total.at("lost").to_number<uint64_t>();
  shown.DetectionSeconds = length(outcome, "detection_seconds");
  std::vector<api::DrillLoad> loads;
  // As far as time has passed; a second that has begun counts.
  size_t seconds = size_t(*shown.AtSeconds) + (*shown.AtSeconds > size_t(*shown.AtSeconds));
  for (const auto& load : outcome.at("loads").as_object())
    loads.push_back(shown_load(arena, load.key(), load.value().as_object(), seconds));
  std::vector<api::DrillNote> notes;
  for (const json::value& value : outcome.at("timeline").as_array()) {
    const json::object& note = value.as_object();
    notes.push_back({.AtSeconds = length(note, "at"),
                     .Kind = words(arena, note, "kind"),
                     .Subjects = words(arena, note, "subjects"),
                     .Text_ = words(arena, note, "text")});
  }
  shown.LoadSet = contract::list_of<api::DrillLoad>(arena, loads);
  shown.NoteSet = contract::list_of<api::DrillNote>(arena, notes);
}

// Known once time has run out.
void show_judgement(Arena& arena, const json::object& outcome, api::DrillRun& shown) {
  std::vector<api::DrillAssertion> assertions;
  for (const json::value& value : outcome.at("assertions").as_array()) {
    const json::object& judged = value.as_object();
    assertions.push_back({.Claim = words(arena, judged, "claim"),
                          .Measured = words(arena, judged, "measured"),
                          .Holds = judged.at("holds").as_bool()});
  }
  shown.RecoverySeconds = length(outcome, "recovery_seconds");
  shown.AssertionSet = contract::list_of<api::DrillAssertion>(arena, assertions);
}

Result<api::DescribeDrillRunsResponse> describe_drill_runs(
    CloudCall& call, const api::DescribeDrillRunsRequest& request) {
  TRY(DrillDesk * desk, desk_of(call));
  TRY(Page page, page_of(request));
  std::vector<DrillRun> runs = desk->runs();
  for (std::string_view id : request.DrillRunIds)
    if (std::ranges::find(runs, id, &DrillRun::id) == runs.end()) return refuse(kNoDrillRun, id);
  std::erase_if(runs, [&](const DrillRun& run) {
    return !is_asked_for(request.DrillRunIds, std::string_view(run.id));
  });
  std::vector<api::DrillRun> found;
  for (const DrillRun& run : on_page(page, runs)) {
    found.push_back(shown(call, run));
    if (request.DrillRunIds.empty()) continue;  // what they came to is for who asks for it
    auto outcome = desk->outcome(run.id);
    if (!outcome || !*outcome) continue;
    show_outcome(call.arena, **outcome, found.back());
    if (run.ended.is_set()) show_judgement(call.arena, **outcome, found.back());
  }
  return api::DescribeDrillRunsResponse{
      .TotalCount = runs.size(),
      .DrillRunSet = contract::list_of<api::DrillRun>(call.arena, found)};
}

Result<api::DescribeDrillReportResponse> describe_drill_report(
    CloudCall& call, const api::DescribeDrillReportRequest& request) {
  TRY(DrillDesk * desk, desk_of(call));
  TRY(DrillReport report, desk->report(request.DrillRunId));
  return api::DescribeDrillReportResponse{.Html = call.arena.copy(report.html),
                                          .Json = call.arena.copy(report.json)};
}

constexpr Handler kHandlers[] = {
    for_operators(cloud_read<describe_drills>("terrane", "DescribeDrills")),
    for_operators(cloud_write<run_drill>("terrane", "RunDrill")),
    for_operators(cloud_read<describe_drill_runs>("terrane", "DescribeDrillRuns")),
    for_operators(cloud_read<describe_drill_report>("terrane", "DescribeDrillReport")),
};

}  // namespace

std::span<const Handler> drill_handlers() {
  return kHandlers;
}

}  // namespace terrane
