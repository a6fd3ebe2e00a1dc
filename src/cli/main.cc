#include <signal.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/verbs.h"

int main(int count, char** arguments) {
  CLI::App program("A cloud of fault-bounded regions that you run yourself.", "terrane");
  program.require_subcommand(1);
  program.set_version_flag("--version", "Terrane " TERRANE_VERSION, "Print the version and exit");
  terrane::RunVerb chosen;
  // clang-format off
  for (auto add : {
           terrane::add_serve,
           terrane::add_status,
           terrane::add_api,
           terrane::add_env,
           terrane::add_reach,
           terrane::add_ca,
           terrane::add_account,
           terrane::add_zone,
           terrane::add_zone_growth,
           terrane::add_region_growth,
           terrane::add_product,
           terrane::add_ticket,
           terrane::add_bill,
           terrane::add_migrate,
           terrane::add_clock,
           terrane::add_login,
           terrane::add_whatif,
           terrane::add_region_nearest,
           terrane::add_drill, terrane::add_state,
           terrane::add_audit,
           terrane::add_coverage,
           terrane::add_completion,
           terrane::add_manual,
           terrane::add_page,
           terrane::add_faults,
           terrane::add_outages,
           terrane::add_hosts,
       })
    // clang-format on
    add(program, chosen);
  auto is_first_word = [&](CLI::App* verb) { return verb->check_name(arguments[1]); };
  if (count > 1 && arguments[1][0] != '-' && program.get_subcommands(is_first_word).empty()) {
    std::fprintf(stderr, "terrane: there is no command %s. Run with --help for more information.\n",
                 arguments[1]);
    return 2;
  }
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
