// `terrane clock`: the time of a cloud that was started with --test-clock, and putting it forward.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <cstdio>
#include <memory>
#include <optional>

#include "cli/connection.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

constexpr std::pair<char, int64_t> kUnits[] = {{'d', 86400}, {'h', 3600}, {'m', 60}, {'s', 1}};

// Reads "31d" or "1d12h"; nothing where the text is no length of time.
std::optional<int64_t> seconds_of(std::string_view text) {
  constexpr int64_t kMost = int64_t{1} << 40;
  int64_t sum = 0;
  while (!text.empty()) {
    int64_t count = 0;
    auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
    text.remove_prefix(size_t(end - text.data()));
    if (problem != std::errc() || text.empty() || count < 0 || count > kMost) return std::nullopt;
    const auto* unit = std::ranges::find(kUnits, text[0], &std::pair<char, int64_t>::first);
    if (unit == std::end(kUnits)) return std::nullopt;
    sum += count * unit->second;
    text.remove_prefix(1);
  }
  return sum;
}

std::string length_of(int64_t seconds) {
  std::string text;
  for (auto [letter, length] : kUnits) {
    if (int64_t count = seconds / length) text += fmt::format("{}{}", count, letter);
    seconds %= length;
  }
  return text.empty() ? "0s" : text;
}

void show_clock(const boost::json::object& response) {
  const auto& clock = response.at("Clock");
  std::printf("%s, %s ahead of real time\n", std::string(clock.at("Now").as_string()).c_str(),
              length_of(clock.at("AheadSeconds").to_number<int64_t>()).c_str());
}

struct ClockOptions : ConnectionOptions {
  std::string length;
};

}  // namespace

void add_clock(CLI::App& program, RunVerb& chosen) {
  auto options = std::make_shared<ClockOptions>();
  auto* verb = program.add_subcommand(
      "clock", "Show the time of a cloud with a test clock, or put it forward (operators only)");
  auto* advance = verb->add_subcommand("advance", "Let time pass; everything due happens in order");
  advance->add_option("length", options->length, "31d, 12h, 30m, 45s, or 1d12h")
      ->required()
      ->check([](const std::string& text) {
        return seconds_of(text) ? std::string() : text + " is no length of time, such as 31d";
      });
  add_connection_options(*verb, *options);
  add_connection_options(*advance, *options);
  verb->callback([options, advance, &chosen] {
    if (advance->parsed()) {
      chosen = [options] {
        boost::json::object request{{"Seconds", *seconds_of(options->length)}};
        return run_call(*options, "terrane", "AdvanceClock", boost::json::serialize(request), "",
                        show_clock);
      };
    } else {
      chosen = [options] {
        return run_call(*options, "terrane", "DescribeClock", "{}", "", show_clock);
      };
    }
  });
}

}  // namespace terrane
