#include <fmt/format.h>

#include <algorithm>

#include "drill/length.h"
#include "drill/plot.h"
#include "drill/report.h"

namespace terrane::drill {
namespace {

constexpr size_t kMostNotes = 40;

class TextReport {
 public:
  TextReport(const Outcome& outcome, size_t width, bool colours)
      : outcome_(outcome), width_(std::min<size_t>(width, 100)), colours_(colours) {}

  std::string text() {
    const Drill& drill = outcome_.drill;
    line("{}", painted(drill.title, "\033[1m"));
    line("{}, seed {}, {} long", drill.name, outcome_.seed, text_of(drill.length));
    for (const Series& load : outcome_.loads) add_load(load);
    add_timeline();
    add_summary();
    add_assertions();
    line("\nAgain: {}", outcome_.replay());
    return std::move(text_);
  }

 private:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    text_ += fmt::format(format, std::forward<Arguments>(arguments)...) + "\n";
  }

  std::string painted(std::string_view words, std::string_view colour) const {
    return colours_ ? fmt::format("{}{}\033[0m", colour, words) : std::string(words);
  }

  void add_load(const Series& load) {
    Duration end = outcome_.drill.length;
    Counts counts = load.counts({}, end);
    std::string text = fmt::format("{} sent, {} served", counts.sent, counts.served);
    if (counts.slow) text += fmt::format(" ({} of them slowly)", counts.slow);
    text += fmt::format(", {} lost", counts.lost);
    if (outcome_.struck && counts.lost) {
      auto recovery = load.recovery(*outcome_.struck, end);
      text += recovery ? ", none any more after " + text_of(*recovery) : ", and still at the end";
    }
    if (auto p99 = load.percentile({}, end, 0.99); p99 && p99->microseconds > 0)
      text += "; p99 " + text_of(*p99);
    line("\n{}: {}", painted(load.name(), "\033[1m"), text);
    text_ +=
        plot(load, end, outcome_.marks(),
             {.width = width_, .height = outcome_.loads.size() > 2 ? 5u : 8u, .colours = colours_});
  }

  void add_timeline() {
    line("\n{}", painted("Timeline", "\033[1m"));
    size_t number = 0, shown = 0;
    for (const Note& note : outcome_.notes) {
      std::string mark = note.kind == Note::Kind::kEvent ? std::to_string(++number) : "";
      if (shown++ == kMostNotes) {
        line("         … and {} more (--json shows all)", outcome_.notes.size() - kMostNotes);
        break;
      }
      bool bad =
          note.strikes || note.kind == Note::Kind::kLost || note.kind == Note::Kind::kRefused;
      std::string_view colour = bad                                 ? "\033[31m"
                                : note.kind == Note::Kind::kNoticed ? "\033[33m"
                                                                    : "";
      std::string words = note.subjects.empty() ? note.text : note.subjects + ": " + note.text;
      line("  {:>2}  {:>11}  {}", mark, clock_text(note.at),
           colour.empty() ? words : painted(words, colour));
    }
    if (outcome_.notes.empty()) line("  nothing happened");
  }

  void add_summary() {
    Counts total = outcome_.total();
    text_ += "\n";
    if (outcome_.struck && (total.lost || outcome_.detected)) {
      line("To detect    {}", outcome_.detected ? text_of(*outcome_.detected) : "never");
      auto recovery = outcome_.recovery();
      line("To recover   {}", recovery ? text_of(*recovery) : "never");
    }
    line("Lost         {} of {} requests ({:.3f} %)", total.lost, total.sent,
         total.sent ? 100.0 * double(total.lost) / double(total.sent) : 0.0);
  }

  void add_assertions() {
    if (outcome_.assertions.empty()) return;
    size_t failed = size_t(std::ranges::count(outcome_.assertions, false, &Judged::holds));
    line("\n{}", painted(failed == 0 ? "All assertions hold"
                                     : fmt::format("{} of {} assertions failed", failed,
                                                   outcome_.assertions.size()),
                         failed == 0 ? "\033[1;32m" : "\033[1;31m"));
    for (const Judged& judged : outcome_.assertions)
      line("  {}  {}: {}",
           judged.holds ? painted("holds ", "\033[32m") : painted("FAILED", "\033[31m"),
           judged.claim, judged.measured);
  }

  const Outcome& outcome_;
  size_t width_;
  bool colours_;
  std::string text_;
};

}  // namespace

std::string text_report(const Outcome& outcome, size_t width, bool colours) {
  return TextReport(outcome, width, colours).text();
}

}  // namespace terrane::drill
