#include "cli/live_drill.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "drill/length.h"
#include "drill/plot.h"

namespace terrane {
namespace {

constexpr size_t kNotes = 6;  // of the newest

}  // namespace

void LiveDrill::draw(const drill::Outcome& so_far, Duration at) {
  std::string text =
      fmt::format("{}  {} of {}\n", painted(so_far.drill.title, Paint::kTitle, terminal_),
                  drill::text_of(at), drill::text_of(so_far.drill.length));
  size_t width = std::min<size_t>(terminal_.width, 100);
  for (const drill::Series& load : so_far.loads) {
    drill::Counts counts = load.counts({}, so_far.drill.length);
    text += fmt::format("\n{}: {} sent, {} lost\n", painted(load.name(), Paint::kTitle, terminal_),
                        counts.sent, counts.lost);
    text += drill::plot(load, so_far.drill.length, so_far.marks(),
                        {.width = width, .height = 6, .colours = terminal_.colours});
  }
  text += '\n';
  size_t first = so_far.notes.size() > kNotes ? so_far.notes.size() - kNotes : 0;
  for (size_t i = first; i < so_far.notes.size(); ++i) {
    const drill::Note& note = so_far.notes[i];
    std::string words = note.subjects.empty() ? note.text : note.subjects + ": " + note.text;
    Paint paint = note.strikes                               ? Paint::kBad
                  : note.kind == drill::Note::Kind::kNoticed ? Paint::kWarning
                                                             : Paint::kPlain;
    text += fmt::format("{:>11}  {}\n", drill::clock_text(note.at),
                        painted(shortened(words, width - 13), paint, terminal_));
  }
  clear();
  std::fputs(text.c_str(), stdout);
  std::fflush(stdout);
  lines_ = size_t(std::ranges::count(text, '\n'));
}

void LiveDrill::clear() {
  if (lines_ > 0) std::printf("\033[%zuA\033[J", lines_);
  lines_ = 0;
}

}  // namespace terrane
