// The command line as data, read from its own definition: what completions and manual pages are
// printed from, so that they cannot say anything else than --help does.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace terrane {

struct OptionText {
  std::vector<std::string> names;    // --region; of what is told by its place, its name alone
  std::string value;                 // TEXT, UINT, …; empty: it is on or off
  std::vector<std::string> choices;  // the only values there are, where they are so few
  std::string range;                 // what else is said of the value: "in [0 - 86400]"
  std::string usual;                 // the value if left out
  std::string variable;              // of the environment, that it is read from if left out
  std::string meaning;
  bool required = false;
  bool repeated = false;
};

struct VerbText {
  std::vector<std::string> names;  // the first, and aliases
  std::string path;                // "zone fail"; empty for the program itself
  std::string meaning;
  std::string notes;
  std::vector<OptionText> places;  // what is told by its place, in order
  std::vector<OptionText> options;
  std::vector<VerbText> verbs;
  bool needs_verb = false;  // it does nothing without one of its verbs
};

VerbText describe(const CLI::App& app);

}  // namespace terrane
