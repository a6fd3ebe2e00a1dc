#include <CLI/CLI.hpp>

#include "cli/verbs.h"

namespace terrane {

CLI::App& verb_group(CLI::App& program, const std::string& name, const std::string& meaning) {
  for (CLI::App* known :
       program.get_subcommands([&](const CLI::App* verb) { return verb->get_name() == name; }))
    return *known;
  CLI::App* group = program.add_subcommand(name, meaning);
  group->require_subcommand(1);
  return *group;
}

}  // namespace terrane
