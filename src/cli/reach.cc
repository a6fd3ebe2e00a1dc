// `terrane reach A B`: whether A reaches B, hop by hop, and what decides.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>

#include "cli/connection.h"
#include "cli/reply_text.h"
#include "cli/table.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

namespace json = boost::json;

struct ReachOptions : ConnectionOptions {
  std::string source, target;
  std::string region, target_region;
  std::string protocol;
  int64_t port = 0;
};

std::string request_of(const ReachOptions& options) {
  json::object request{{"Source", options.source}, {"Destination", options.target}};
  if (!options.target_region.empty()) request["DestinationRegion"] = options.target_region;
  if (!options.protocol.empty()) request["Protocol"] = options.protocol;
  if (options.port != 0) request["Port"] = options.port;
  return json::serialize(request);
}

// The members that scripts read, by the names that the command line's own JSON has.
json::object as_json(const json::object& reply) {
  const json::object& decision = reply.at("DecidedBy").as_object();
  json::array hops;
  for (const auto& hop : reply.at("HopSet").as_array()) {
    const json::object& shown = hop.as_object();
    hops.push_back({{"type", shown.at("HopType")},
                    {"region", shown.at("Region")},
                    {"id", shown.at("ResourceId")},
                    {"address", shown.at("Address")},
                    {"text", shown.at("Text")}});
  }
  return {{"reachable", reply.at("Reachable")},
          {"hops", hops},
          {"decided_by",
           {{"code", decision.at("Code")},
            {"type", decision.at("HopType")},
            {"region", decision.at("Region")},
            {"id", decision.at("ResourceId")},
            {"rule", decision.at("Rule")},
            {"text", decision.at("Text")},
            {"remedy", decision.at("Remedy")}}},
          {"request_id", reply.at("RequestId")}};
}

void show(const ReachOptions& options, const json::object& reply) {
  Terminal terminal = standard_output();
  bool reachable = reply.at("Reachable").as_bool();
  const json::object& decision = reply.at("DecidedBy").as_object();
  TextTable table({{.title = "HOP", .right = true}, {"REGION"}, {"ID"}, {"WHAT", Fit::kWrapped}});
  size_t number = 0;
  for (const auto& hop : reply.at("HopSet").as_array()) {
    const json::object& shown = hop.as_object();
    std::string id = text_of(shown, "ResourceId"), what = text_of(shown, "Text");
    table.add({std::to_string(++number), text_of(shown, "Region"), id.empty() ? "-" : id,
               what.empty() ? "in another account's network" : what});
  }
  std::string word = painted(reachable ? "reaches" : "does not reach",
                             reachable ? Paint::kTitle : Paint::kBad, terminal);
  std::string text =
      fmt::format("{} {} {}\n\n{}\nDecided by {}: {}\n", options.source, word, options.target,
                  table.text(terminal), text_of(decision, "Code"), text_of(decision, "Text"));
  if (!reachable) text += fmt::format("{}\n", text_of(decision, "Remedy"));
  std::fputs(text.c_str(), stdout);
}

int run(const ReachOptions& options) {
  auto answer =
      call_api(options, "terrane", "AnalyzeReachability", request_of(options), options.region);
  if (!answer || answer->refused) {
    int code = explain(answer, options);
    return code == 1 ? 2 : code;  // 1 is an answer here: not reachable
  }
  if (options.json) {
    std::printf("%s\n", pretty(as_json(answer->response)).c_str());
  } else {
    show(options, answer->response);
  }
  return answer->response.at("Reachable").as_bool() ? 0 : 1;
}

}  // namespace

void add_reach(CLI::App& program, RunVerb& chosen) {
  auto options = std::make_shared<ReachOptions>();
  auto* verb = program.add_subcommand("reach", "Say whether one end reaches another, and why");
  verb->footer(
      "An end is the ID of what has an address, an IPv4 address, or \"internet\".\n"
      "Exit code: 0 reachable, 1 not reachable, 2 refused or the cloud could not be asked.");
  verb->add_option("source", options->source, "ins-…, eip-…, 10.0.1.9, internet")->required();
  verb->add_option("target", options->target, "The same, at the other end")->required();
  verb->add_option("--port", options->port, "TCP or UDP port; every port if left out");
  verb->add_option("--protocol", options->protocol,
                   "TCP, UDP, ICMP or ALL; TCP with a port, ALL without");
  verb->add_option("--region", options->region, "Where the source is: ap-guangzhou, …")
      ->envname("TENCENTCLOUD_REGION");
  verb->add_option("--to-region", options->target_region, "Where the target is, if elsewhere");
  add_connection_options(*verb, *options);
  verb->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

}  // namespace terrane
