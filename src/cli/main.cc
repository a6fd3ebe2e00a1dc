#include <signal.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/verbs.h"

int main(int count, char** arguments) {
  CLI::App program("A cloud of fault-bounded regions that you run yourself.", "terrane");
  program.require_subcommand(1);
  terrane::RunVerb chosen;
  for (auto add : {terrane::add_serve, terrane::add_status, terrane::add_api, terrane::add_env,
                   terrane::add_ca, terrane::add_account, terrane::add_zone, terrane::add_coverage})
    add(program, chosen);
  try {
    program.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : 2;
  }
  signal(SIGPIPE, SIG_IGN);  // a peer or a reader that goes away is an error like any other
  try {
    return chosen();
  } catch (const std::exception& problem) {  // the JSON of a reply is not what the verb looks for
    std::fprintf(stderr, "terrane: the cloud's answer makes no sense: %s\n", problem.what());
    return 2;
  }
}
