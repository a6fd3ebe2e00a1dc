// `terrane rack fail|heal` and `terrane host fail|heal|list`: the lower half of what operators make
// fail, and where instances are.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>

#include "cli/connection.h"
#include "cli/fault_replies.h"
#include "cli/reply_text.h"
#include "cli/table.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

namespace json = boost::json;

struct HostOptions : ConnectionOptions {
  std::string zone, reason;
  int64_t rack = 0, host = 0;  // counted from 1; 0 where none is named
  bool launches = false;
};

// The zone, and the rack or host of it that is named.
json::object target_of(const HostOptions& options) {
  json::object target{{"Zone", options.zone}};
  if (options.rack) target["Rack"] = options.rack;
  if (options.host) target["Host"] = options.host;
  return target;
}

int fail_hosts(const HostOptions& options) {
  json::object request = target_of(options);
  request["Kind"] = options.launches ? "HOST_LAUNCH" : options.rack ? "RACK_POWER" : "HOST_POWER";
  if (!options.reason.empty()) request["Reason"] = options.reason;
  return run_call(options, "terrane", "CreateFault", json::serialize(request), "", show_fault_id);
}

int heal_hosts(const HostOptions& options) {
  return run_call(options, "terrane", "HealFaults", json::serialize(target_of(options)), "",
                  show_healed);
}

std::string joined(const json::value& list) {
  std::string text;
  for (const json::value& word : list.as_array())
    (text += text.empty() ? "" : " ") += std::string(word.as_string());
  return text;
}

void show_hosts(const json::array& hosts) {
  TextTable table({{.title = "HOST", .right = true},
                   {.title = "RACK", .right = true},
                   {.title = "FREE CORES", .right = true},
                   {.title = "FREE GiB", .right = true},
                   {"FAULTS", Fit::kWrapped},
                   {"INSTANCES", Fit::kWrapped}});
  for (const json::value& host : hosts) {
    std::string faults = joined(host.at("Faults")), instances = joined(host.at("InstanceIds"));
    table.add({std::to_string(number_of(host, "Host")), std::to_string(number_of(host, "Rack")),
               fmt::format("{}/{}", number_of(host, "FreeCores"), number_of(host, "Cores")),
               fmt::format("{}/{}", number_of(host, "FreeMemoryGiB"), number_of(host, "MemoryGiB")),
               faults.empty() ? TableCell("-") : TableCell(faults, Paint::kBad),
               instances.empty() ? "-" : instances});
  }
  std::fputs(table.text(standard_output()).c_str(), stdout);
}

// All pages of it.
int list_hosts(const HostOptions& options) {
  json::array hosts;
  while (true) {
    json::object request = target_of(options);
    request["Offset"] = hosts.size();
    request["Limit"] = 100;
    auto answer = call_api(options, "terrane", "DescribeHosts", json::serialize(request), "");
    if (!answer || answer->refused) return explain(answer, options);
    const json::array& page = answer->response.at("HostSet").as_array();
    hosts.insert(hosts.end(), page.begin(), page.end());
    if (page.empty() || hosts.size() >= number_of(answer->response, "TotalCount")) break;
  }
  if (options.json) {
    std::printf("%s\n", pretty(json::object{{"HostSet", hosts}}).c_str());
  } else {
    show_hosts(hosts);
  }
  return 0;
}

using Options = std::shared_ptr<HostOptions>;

// A verb about a part of a zone; the part, where one must be named, is `part` of its options.
CLI::App* add_verb(CLI::App& group, RunVerb& chosen, const char* name, const char* meaning,
                   int (*run)(const HostOptions&), int64_t HostOptions::*part,
                   const Options& options) {
  CLI::App* verb = group.add_subcommand(name, meaning);
  verb->add_option("zone", options->zone, "ap-guangzhou-2, …")->required();
  if (part)
    verb->add_option(group.get_name(), (*options).*part, "Its number, as `host list` shows it")
        ->required()
        ->check(CLI::PositiveNumber);
  add_connection_options(*verb, *options);
  verb->callback([options, run, &chosen] { chosen = [options, run] { return run(*options); }; });
  return verb;
}

void add_fail_and_heal(CLI::App& group, RunVerb& chosen, int64_t HostOptions::*part,
                       const char* fails, const char* heals) {
  auto failing = std::make_shared<HostOptions>(), healing = std::make_shared<HostOptions>();
  CLI::App* fail = add_verb(group, chosen, "fail", fails, fail_hosts, part, failing);
  fail->add_flag("--launch", failing->launches,
                 "Let what is there run, and every launch there fail instead");
  fail->add_option("--reason", failing->reason, "What happened, for those who ask");
  add_verb(group, chosen, "heal", heals, heal_hosts, part, healing);
}

}  // namespace

void add_hosts(CLI::App& program, RunVerb& chosen) {
  CLI::App& rack = verb_group(program, "rack", "Faults of racks of hosts (operators only)");
  add_fail_and_heal(rack, chosen, &HostOptions::rack, "Take the power of a rack's hosts away",
                    "Heal what fails on a whole rack");
  CLI::App& host =
      verb_group(program, "host", "Hosts, their instances and faults (operators only)");
  add_fail_and_heal(host, chosen, &HostOptions::host, "Take a host's power away",
                    "Heal what fails on a host alone");
  auto listing = std::make_shared<HostOptions>();
  add_verb(host, chosen, "list", "List a zone's hosts, and what is on them", list_hosts, nullptr,
           listing)
      ->add_option("--rack", listing->rack, "Only those of this rack")
      ->check(CLI::PositiveNumber);
}

}  // namespace terrane
