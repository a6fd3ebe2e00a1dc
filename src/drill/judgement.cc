#include "drill/judgement.h"

#include <fmt/format.h>

#include <algorithm>

#include "drill/length.h"
#include "drill/names.h"

namespace terrane::drill {
namespace {

std::string share_text(double share) {
  std::string text = fmt::format("{:.3f}", share);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text + " %";
}

// Rounded down where that tells of a loss: 99.9999 is not all.
std::string served_text(const Counts& counts) {
  double share = counts.availability();
  if (counts.lost > 0) share = std::min(share, 99.999);
  return fmt::format("{} of {} served", share_text(share), counts.sent);
}

Duration length_of(double microseconds) {
  return {int64_t(microseconds)};
}

const Series* find_load(const Outcome& outcome, std::string_view name) {
  auto found = std::ranges::find(outcome.loads, name, &Series::name);
  return found == outcome.loads.end() ? nullptr : &*found;
}

// What the claim is about, in front of it: the load, and the window unless it is all of it.
std::string subject_of(const Assertion& assertion, const Outcome& outcome) {
  std::string text = assertion.load.empty() ? "" : assertion.load + ": ";
  bool all = assertion.until == outcome.drill.length;
  if (assertion.measure == Measure::kOnlyWithin || (all && !assertion.from)) return text;
  return text + fmt::format("from {} to {}, ", text_of(assertion.from.value_or(Duration{})),
                            text_of(assertion.until));
}

struct Found {
  std::string claim;
  std::string measured;
  bool holds;
};

Found judge_share(const Assertion& assertion, const Counts& counts) {
  bool least = assertion.measure == Measure::kAvailability;
  double share = counts.availability();
  return {fmt::format("at {} {} served", least ? "least" : "most", share_text(assertion.limit)),
          served_text(counts),
          counts.sent > 0 && (least ? share >= assertion.limit : share <= assertion.limit)};
}

Found judge_length(std::string_view what, double limit, std::optional<Duration> length,
                   std::string_view otherwise) {
  return {fmt::format("{} within {}", what, text_of(length_of(limit))),
          length ? text_of(*length) : std::string(otherwise),
          length && double(length->microseconds) <= limit};
}

Found judge_window(const Assertion& assertion, const Series& series, Duration end) {
  Duration from = assertion.from.value_or(Duration{});
  size_t outside = series.counts({}, from).lost + series.counts(assertion.until, end).lost;
  size_t inside = series.counts(from, assertion.until).lost;
  return {
      fmt::format("requests are lost from {} to {} alone", text_of(from), text_of(assertion.until)),
      fmt::format("{} lost within, {} outside", inside, outside), outside == 0};
}

Found judge_rise(const Assertion& assertion, const Series& series, Duration struck) {
  auto before = series.percentile({}, struck, 0.99);
  auto during = series.percentile(assertion.from.value_or(struck), assertion.until, 0.99);
  std::string claim = fmt::format("p99 rises by at most {}", share_text(assertion.limit));
  if (!before || !during) return {claim, "nothing was served", false};
  double rise = 100.0 * (double(during->microseconds) / double(before->microseconds) - 1);
  return {claim,
          fmt::format("{} before, {} from then on ({:+.1f} %)", text_of(*before), text_of(*during),
                      rise),
          rise <= assertion.limit};
}

Found judge_load(const Assertion& assertion, const Outcome& outcome, const Series& series) {
  Duration struck = outcome.struck.value_or(Duration{});
  Duration from = assertion.from.value_or(Duration{}), until = assertion.until;
  switch (assertion.measure) {
    case Measure::kRecovery:
      return judge_length("nothing is lost any more", assertion.limit,
                          series.recovery(assertion.from.value_or(struck), until), "it still is");
    case Measure::kLost: {
      size_t lost = series.counts(from, until).lost;
      return {fmt::format("at most {} lost", assertion.limit), fmt::format("{} lost", lost),
              double(lost) <= assertion.limit};
    }
    case Measure::kOnlyWithin:
      return judge_window(assertion, series, outcome.drill.length);
    case Measure::kP99:
      return judge_length("99 % are answered", assertion.limit,
                          series.percentile(from, until, 0.99), "nothing was served");
    case Measure::kUndisturbed:
      return judge_rise(assertion, series, struck);
    default:
      return judge_share(assertion, series.counts(from, until));
  }
}

}  // namespace

Judged judge(const Assertion& assertion, const Outcome& outcome) {
  const Series* series = find_load(outcome, assertion.load);
  Found found = assertion.measure == Measure::kDetection
                    ? judge_length("it is noticed", assertion.limit, outcome.detected, "never")
                    : judge_load(assertion, outcome, *series);
  std::string claim = subject_of(assertion, outcome) + found.claim;
  return {assertion.text.empty() ? claim : assertion.text + " (" + claim + ")", found.measured,
          found.holds};
}

Judged judge(const Assertion& assertion, const ApiAnswer& answer) {
  const ApiRequest& call = *assertion.call;
  std::string claim = fmt::format("at {}, {} ", text_of(assertion.at), call.action);
  claim += call.refused.empty() ? "is accepted" : "is refused with " + call.refused;
  Judged judged{claim, answer.ok() ? "accepted" : answer.code, answer.code == call.refused};
  std::string claims, values;
  for (const auto& [path, expected] : assertion.answers) {
    const auto* value = find_in(answer.response, path);
    std::string text = value ? boost::json::serialize(*value) : "nothing";
    claims += fmt::format("{}{} {}", claims.empty() ? "" : ", ", path, expected);
    values += fmt::format("{}{} {}", values.empty() ? "" : ", ", path, text);
    judged.holds = judged.holds && text == expected;
  }
  if (!claims.empty())
    judged.claim = fmt::format("at {}, {} answers {}", text_of(assertion.at), call.action, claims);
  if (!values.empty() && answer.ok()) judged.measured = values;
  if (!assertion.text.empty()) judged.claim = assertion.text + " (" + judged.claim + ")";
  return judged;
}

}  // namespace terrane::drill
