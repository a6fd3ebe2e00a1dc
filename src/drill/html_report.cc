#include <fmt/format.h>

#include <algorithm>

#include "drill/html_style.h"
#include "drill/length.h"
#include "drill/plot.h"
#include "drill/report.h"

namespace terrane::drill {
namespace {

constexpr size_t kMostSlots = 300;
constexpr double kHeight = 100;  // of a chart, in its own units

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  return out;
}

std::string percent(Duration at, Duration of) {
  return fmt::format("{:.3f}%", 100.0 * double(at.microseconds) / double(of.microseconds));
}

std::string share(size_t part, size_t all) {
  return all == 0 ? "0" : fmt::format("{:.3f}", 100.0 * double(part) / double(all));
}

class HtmlReport {
 public:
  explicit HtmlReport(const Outcome& outcome) : outcome_(outcome), end_(outcome.drill.length) {}

  std::string text() {
    const Drill& drill = outcome_.drill;
    text_ = fmt::format(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
        escaped(drill.title), kStyle);
    add_head();
    add_tiles();
    for (const Series& load : outcome_.loads) add_chart(load);
    add_assertions();
    add_timeline();
    add_loads();
    add("<h2>Run it again</h2>\n<pre>{}</pre>\n</main>\n</body>\n</html>\n",
        escaped(outcome_.replay()));
    return std::move(text_);
  }

 private:
  template <class... Arguments>
  void add(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    text_ += fmt::format(format, std::forward<Arguments>(arguments)...);
  }

  void add_head() {
    bool held = outcome_.held();
    add("<header>\n<p class=\"kind\">Drill · {} · seed {} · {}</p>\n<h1>{}</h1>\n",
        escaped(outcome_.drill.name), outcome_.seed, text_of(end_), escaped(outcome_.drill.title));
    if (!outcome_.drill.about.empty())
      add("<p class=\"about\">{}</p>\n", escaped(outcome_.drill.about));
    add("<p class=\"verdict {}\">{}</p>\n</header>\n", held ? "good" : "bad",
        held ? "✓ Every assertion holds" : "✗ Not every assertion holds");
  }

  void tile(std::string_view title, std::string_view value, std::string_view detail) {
    add("<div class=\"tile\"><p>{}</p><strong>{}</strong><small>{}</small></div>\n", title, value,
        detail);
  }

  void add_tiles() {
    Counts total = outcome_.total();
    add("<section class=\"tiles\">\n");
    tile("Served", share(total.served, total.sent) + " %",
         fmt::format("{} of {} requests", total.served, total.sent));
    tile("Lost", std::to_string(total.lost), share(total.lost, total.sent) + " %");
    if (outcome_.struck && (total.lost || outcome_.detected)) {
      auto recovery = outcome_.recovery();
      tile("To detect", outcome_.detected ? text_of(*outcome_.detected) : "never",
           "until a check or a script noticed");
      tile("To recover", recovery ? text_of(*recovery) : "never",
           "until nothing was lost any more");
    }
    add("</section>\n");
  }

  void bar(std::string_view kind, double left, double width, double& top, double height) {
    if (height <= 0) return;
    top -= height;
    add("<rect class=\"{}\" x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\"/>", kind,
        left, top, width, height);
  }

  // A stack per slot; what was lost is never too little to be seen.
  void add_bars(const std::vector<Counts>& slots, Duration width, double most) {
    double scale = kHeight / most,
           step = 1000.0 * double(width.microseconds) / double(end_.microseconds);
    for (size_t i = 0; i < slots.size(); ++i) {
      const Counts& slot = slots[i];
      if (slot.sent == 0) continue;
      double lost = slot.lost ? std::max(2.0, double(slot.lost) * scale) : 0;
      double slow = slot.slow ? std::max(2.0, double(slot.slow) * scale) : 0;
      double left = double(i) * step, top = kHeight;
      double bar_width = std::min(step, 1000 - left) * 0.92;
      add("<g><title>{} to {}: {} sent, {} served, {} slow, {} lost</title>",
          text_of({int64_t(i) * width.microseconds}),
          text_of({int64_t(i + 1) * width.microseconds}), slot.sent, slot.served, slot.slow,
          slot.lost);
      bar("served", left, bar_width, top, double(slot.sent) * scale - lost - slow);
      bar("slow", left, bar_width, top, slow);
      bar("lost", left, bar_width, top, lost);
      add("</g>\n");
    }
  }

  // What happens at one time has one mark.
  void add_marks() {
    size_t number = 0;
    const auto& notes = outcome_.notes;
    for (size_t i = 0; i < notes.size(); ++i) {
      if (notes[i].kind != Note::Kind::kEvent) continue;
      size_t first = ++number;
      bool strikes = notes[i].strikes;
      std::string text = notes[i].text;
      for (; i + 1 < notes.size() && notes[i + 1].at == notes[i].at; ++i) {
        if (notes[i + 1].kind != Note::Kind::kEvent) continue;
        ++number;
        strikes = strikes || notes[i + 1].strikes;
        text += "; " + notes[i + 1].text;
      }
      add("<i class=\"mark{}\" style=\"left:{}\" title=\"{}\"><b>{}</b></i>\n",
          strikes ? " strike" : "", percent(notes[i].at, end_), escaped(text),
          first == number ? std::to_string(first) : fmt::format("{}–{}", first, number));
    }
  }

  // Bars are stretched with the page; words are not, so they are readable on a phone, too.
  void add_chart(const Series& load) {
    Duration width = slot_width(end_, kMostSlots);
    std::vector<Counts> slots = load.per_slot(width, end_);
    double most = 1;
    for (const Counts& slot : slots) most = std::max(most, double(slot.sent));
    double rate = most / (double(width.microseconds) / 1e6);
    Counts counts = load.counts({}, end_);
    add("<section class=\"chart\">\n<h2>{} <small>requests per second</small></h2>\n",
        escaped(load.name()));
    add("<p class=\"legend\"><span class=\"served\">served</span><span class=\"slow\">slow</span>"
        "<span class=\"lost\">lost</span></p>\n<div class=\"plot\">\n");
    add("<svg viewBox=\"0 0 1000 {}\" preserveAspectRatio=\"none\" role=\"img\" "
        "aria-label=\"{}: {} requests sent, {} lost\">\n",
        kHeight, escaped(load.name()), counts.sent, counts.lost);
    add_bars(slots, width, most);
    add("</svg>\n<span class=\"top\">{:g}</span><span class=\"bottom\">0</span>\n",
        rate >= 10 ? double(int64_t(rate + 0.5)) : rate);
    add_marks();
    add("</div>\n<div class=\"axis\">");
    for (Duration at : axis_marks(end_, 6))
      add("<span{} style=\"left:{}\">{}</span>", at == end_ ? " class=\"end\"" : "",
          percent(at, end_), text_of(at));
    add("</div>\n</section>\n");
  }

  void add_assertions() {
    if (outcome_.assertions.empty()) return;
    add("<h2>What had to hold</h2>\n<table>\n");
    for (const Judged& judged : outcome_.assertions)
      add("<tr><td class=\"{}\">{}</td><td>{}</td><td class=\"measured\">{}</td></tr>\n",
          judged.holds ? "good" : "bad", judged.holds ? "✓&nbsp;holds" : "✗&nbsp;failed",
          escaped(judged.claim), escaped(judged.measured));
    add("</table>\n");
  }

  void add_timeline() {
    add("<h2>Timeline</h2>\n<table class=\"timeline\">\n");
    size_t number = 0;
    for (const Note& note : outcome_.notes) {
      constexpr std::string_view kClasses[] = {"event", "lost", "seen", "noticed", "lost"};
      std::string mark = note.kind == Note::Kind::kEvent
                             ? fmt::format("<b class=\"number\">{}</b>", ++number)
                             : "";
      add("<tr class=\"{}\"><td>{}</td><td class=\"time\">{}</td><td>{}{}</td></tr>\n",
          note.strikes ? "strike" : kClasses[size_t(note.kind)], mark, clock_text(note.at),
          note.subjects.empty() ? "" : "<strong>" + escaped(note.subjects) + "</strong> ",
          escaped(note.text));
    }
    add("</table>\n");
  }

  void add_loads() {
    add("<h2>Clients</h2>\n<div class=\"wide\"><table "
        "class=\"numbers\">\n<tr><th>Load</th><th>Sent</th>"
        "<th>Served</th><th>Slow</th><th>Lost</th><th>Lost %</th><th>Recovered in</th>"
        "<th>p50</th><th>p99</th></tr>\n");
    for (const Series& load : outcome_.loads) {
      Counts counts = load.counts({}, end_);
      auto p50 = load.percentile({}, end_, 0.5), p99 = load.percentile({}, end_, 0.99);
      auto recovery = load.recovery(outcome_.struck.value_or(Duration{}), end_);
      std::string recovered = counts.lost == 0 ? "-" : recovery ? text_of(*recovery) : "never";
      add("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
          "<td>{}</td><td>{}</td></tr>\n",
          escaped(load.name()), counts.sent, counts.served, counts.slow, counts.lost,
          share(counts.lost, counts.sent), recovered, p50 ? text_of(*p50) : "-",
          p99 ? text_of(*p99) : "-");
    }
    add("</table></div>\n");
  }

  const Outcome& outcome_;
  Duration end_;
  std::string text_;
};

}  // namespace

std::string html_report(const Outcome& outcome) {
  return HtmlReport(outcome).text();
}

}  // namespace terrane::drill
