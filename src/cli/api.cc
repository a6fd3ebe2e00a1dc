// `terrane api SERVICE ACTION [JSON] [--region R]`: signs and sends any call.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/connection.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

struct ApiOptions : ConnectionOptions {
  std::string service, action, parameters = "{}", region;
};

}  // namespace

void add_api(CLI::App& program, RunVerb& chosen) {
  auto options = std::make_shared<ApiOptions>();
  auto* verb =
      program.add_subcommand("api", "Sign and send any call of the API, and print the reply");
  verb->add_option("service", options->service, "cvm, vpc, …")->required();
  verb->add_option("action", options->action, "DescribeInstances, …")->required();
  verb->add_option("parameters", options->parameters, "The request in JSON")->capture_default_str();
  verb->add_option("--region", options->region, "The region that is called: ap-guangzhou, …");
  add_connection_options(*verb, *options);
  verb->callback([options, &chosen] {
    chosen = [options] {
      return run_call(*options, options->service, options->action, options->parameters,
                      options->region, nullptr);
    };
  });
}

}  // namespace terrane
