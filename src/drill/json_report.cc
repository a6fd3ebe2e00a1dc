#include <boost/json.hpp>

#include "drill/length.h"
#include "drill/report.h"

namespace terrane::drill {
namespace {

namespace json = boost::json;

// In seconds, to the millisecond.
double in_seconds(Duration length) {
  return double((length.microseconds + 500) / 1000) / 1000;
}
json::value in_seconds(const std::optional<Duration>& length) {
  return length ? json::value(in_seconds(*length)) : json::value(nullptr);
}

json::object shown(const Counts& counts) {
  return {{"sent", counts.sent},
          {"served", counts.served},
          {"slow", counts.slow},
          {"lost", counts.lost}};
}

json::object shown(const Series& load, const Outcome& outcome) {
  Duration end = outcome.drill.length;
  json::object object = shown(load.counts({}, end));
  json::array slots, outages;
  for (const Counts& slot : load.per_slot(seconds(1), end))
    slots.push_back(json::array{slot.sent, slot.served, slot.slow, slot.lost});
  for (const Outage& outage : load.outages())
    outages.push_back({{"from", in_seconds(outage.first)},
                       {"until", in_seconds(outage.last)},
                       {"lost", outage.lost},
                       {"reason", load.reasons()[outage.reason]}});
  object["p50_seconds"] = in_seconds(load.percentile({}, end, 0.5));
  object["p99_seconds"] = in_seconds(load.percentile({}, end, 0.99));
  object["recovery_seconds"] = in_seconds(load.recovery(outcome.struck.value_or(Duration{}), end));
  object["outages"] = outages;
  object["per_second"] = slots;  // sent, served, slow, lost
  return object;
}

std::string_view name_of(Note::Kind kind) {
  switch (kind) {
    case Note::Kind::kEvent:
      return "event";
    case Note::Kind::kRefused:
      return "refused";
    case Note::Kind::kSeen:
      return "state";
    case Note::Kind::kNoticed:
      return "noticed";
    default:
      return "lost";
  }
}

}  // namespace

json::object json_report(const Outcome& outcome) {
  json::array timeline, assertions;
  for (const Note& note : outcome.notes)
    timeline.push_back({{"at", in_seconds(note.at)},
                        {"kind", name_of(note.kind)},
                        {"subjects", note.subjects},
                        {"text", note.text}});
  for (const Judged& judged : outcome.assertions)
    assertions.push_back(
        {{"claim", judged.claim}, {"measured", judged.measured}, {"holds", judged.holds}});
  json::object loads;
  for (const Series& load : outcome.loads) loads[load.name()] = shown(load, outcome);
  json::object report{
      {"drill", outcome.drill.name},
      {"title", outcome.drill.title},
      {"seed", outcome.seed},
      {"seconds", in_seconds(outcome.drill.length)},
      {"holds", outcome.held()},
      {"detection_seconds", in_seconds(outcome.detected)},
      {"recovery_seconds", outcome.struck ? in_seconds(outcome.recovery()) : json::value(nullptr)},
      {"total", shown(outcome.total())}};
  report["assertions"] = assertions;
  report["timeline"] = timeline;
  report["loads"] = loads;
  report["replay"] = outcome.replay();
  return report;
}

}  // namespace terrane::drill
