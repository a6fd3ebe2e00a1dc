// `terrane api SERVICE ACTION [JSON] [--region R]`: signs and sends any call.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <iostream>
#include <iterator>
#include <memory>

#include "cli/connection.h"
#include "cli/verbs.h"
#include "env/real/files.h"

namespace terrane {
namespace {

constexpr ErrorKind kNotAnObject{"InvalidParameter",
                                 "The request must be a JSON object, such as '{\"Limit\":5}': {}.",
                                 "请求应为 JSON 对象，例如 '{\"Limit\":5}'：{}。"};

struct ApiOptions : ConnectionOptions {
  std::string service, action, parameters = "{}", region;
};

// The request as given, from a file ("@FILE"), or from the standard input ("-").
Result<std::string> read_parameters(const std::string& given) {
  std::string text = given;
  if (given == "-") text.assign(std::istreambuf_iterator<char>(std::cin), {});
  if (given.starts_with('@')) {
    TRY(text, read_file(given.substr(1)));
  }
  boost::system::error_code problem;
  boost::json::value value = boost::json::parse(text, problem);
  if (problem) return refuse(kNotAnObject, problem.message());
  if (!value.is_object()) return refuse(kNotAnObject, text);
  return text;
}

int call(const ApiOptions& options) {
  auto parameters = read_parameters(options.parameters);
  if (!parameters) return fail(parameters.error());
  return run_call(options, options.service, options.action, *parameters, options.region, nullptr);
}

}  // namespace

void add_api(CLI::App& program, RunVerb& chosen) {
  auto options = std::make_shared<ApiOptions>();
  auto* verb =
      program.add_subcommand("api", "Sign and send any call of the API, and print the reply");
  verb->add_option("service", options->service, "cvm, vpc, …")->required();
  verb->add_option("action", options->action, "DescribeInstances, …")->required();
  verb->add_option("parameters", options->parameters,
                   "The request in JSON; @FILE reads it from a file, - from the standard input")
      ->capture_default_str();
  verb->add_option("--region", options->region, "The region that is called: ap-guangzhou, …")
      ->envname("TENCENTCLOUD_REGION");
  verb->footer(
      "For example:\n"
      "  terrane api cvm DescribeZones --region ap-guangzhou\n"
      "  terrane api vpc CreateVpc '{\"VpcName\":\"shop\",\"CidrBlock\":\"10.0.0.0/16\"}' --region "
      "ap-guangzhou");
  add_connection_options(*verb, *options);
  verb->callback([options, &chosen] { chosen = [options] { return call(*options); }; });
}

}  // namespace terrane
