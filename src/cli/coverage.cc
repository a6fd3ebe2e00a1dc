// `terrane coverage`: docs/coverage.md, printed from the contract and the handlers.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>

#include "actions/registry.h"
#include "cli/connection.h"
#include "cli/verbs.h"
#include "contract/shape.h"

namespace terrane {
namespace {

int print_as_json() {
  boost::json::object services;
  for (const contract::Service& service : contract::services()) {
    boost::json::object actions;
    for (const contract::Action& action : service.actions)
      actions[action.name] = find_handler(action) != nullptr;
    services[service.name] = {{"Version", service.version}, {"Implemented", actions}};
  }
  std::printf("%s\n", pretty(services).c_str());
  return 0;
}

int print_coverage() {
  size_t all = 0, implemented = 0;
  for (const contract::Service& service : contract::services())
    for (const contract::Action& action : service.actions)
      ++all, implemented += find_handler(action) != nullptr;
  std::printf("# Coverage of the API\n\n");
  std::printf(
      "Printed by `./dev pages` from the contract and the handlers. An action that is listed\n");
  std::printf("and not implemented answers `UnsupportedOperation` and names itself.\n\n");
  std::printf("%zu of %zu actions are implemented.\n", implemented, all);
  for (const contract::Service& service : contract::services()) {
    std::printf("\n## %.*s %.*s\n\n| action | implemented |\n|---|---|\n", int(service.name.size()),
                service.name.data(), int(service.version.size()), service.version.data());
    for (const contract::Action& action : service.actions)
      std::printf("| %.*s | %s |\n", int(action.name.size()), action.name.data(),
                  find_handler(action) ? "yes" : "");
  }
  return 0;
}

}  // namespace

void add_coverage(CLI::App& program, RunVerb& chosen) {
  auto json = std::make_shared<bool>(false);
  auto* verb =
      program.add_subcommand("coverage", "Print which actions of the API this cloud implements");
  verb->add_flag("--json", *json, "Print it as JSON");
  verb->callback([json, &chosen] { chosen = *json ? print_as_json : print_coverage; });
}

}  // namespace terrane
