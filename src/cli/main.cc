#include <CLI/CLI.hpp>

#include "cli/verbs.h"

int main(int count, char** arguments) {
  CLI::App program("A cloud of fault-bounded regions that you run yourself.", "terrane");
  program.require_subcommand(1);
  terrane::RunVerb chosen;
  terrane::add_serve(program, chosen);
  terrane::add_coverage(program, chosen);
  try {
    program.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : 2;
  }
  return chosen();
}
