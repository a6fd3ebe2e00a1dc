#include "drill/outcome.h"

#include <fmt/format.h>

#include <algorithm>

namespace terrane::drill {
namespace {

std::string quoted(std::string_view word) {
  if (word.find_first_of(" '\"$\\*?[](){}<>|&;#~`!") == word.npos && !word.empty())
    return std::string(word);
  std::string out = "'";
  for (char c : word) c == '\'' ? out += "'\\''" : out += c;
  return out + "'";
}

}  // namespace

bool Outcome::held() const {
  return std::ranges::all_of(assertions, &Judged::holds);
}

Counts Outcome::total() const {
  Counts total;
  for (const Series& load : loads)
    for (const Request& request : load.requests()) total.add(request);
  return total;
}

std::optional<Duration> Outcome::recovery() const {
  Duration longest;
  for (const Series& load : loads) {
    auto recovery = load.recovery(struck.value_or(Duration{}), drill.length);
    if (!recovery) return std::nullopt;
    longest = std::max(longest, *recovery);
  }
  return longest;
}

std::vector<Duration> Outcome::marks() const {
  std::vector<Duration> marks;
  for (const Note& note : notes)
    if (note.kind == Note::Kind::kEvent) marks.push_back(note.at);
  return marks;
}

std::string Outcome::replay() const {
  std::string command = fmt::format("terrane drill run {} --seed {}", quoted(drill.file), seed);
  for (const auto& [path, value] : settings)
    command += fmt::format(" --set {}", quoted(path + "=" + value));
  return command;
}

}  // namespace terrane::drill
