// `terrane whatif zone|rack|host|region|link NAME`: what a fault would take down, before it
// happens.
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

struct WhatIfOptions : ConnectionOptions {
  std::string name, other;
  std::string kind;
  int64_t rack = 0, host = 0;  // of the zone, counted from 1; 0 where none is named
  uint64_t uin = 0;
  bool all_accounts = false;
  int64_t limit = 0;
};

// "100.64.8.2:443", "10.1.0.0/16"
std::string address_of(const json::object& endpoint) {
  std::string address = text_of(endpoint, "Address");
  uint64_t port = number_of(endpoint, "Port");
  return port ? fmt::format("{}:{}", address, port) : address;
}

// The title and the table, where there is anything to show.
std::string section(const std::string& title, const TextTable& table, size_t rows,
                    const Terminal& terminal) {
  if (rows == 0) return {};
  return fmt::format("\n{}\n{}", painted(title, Paint::kTitle, terminal), table.text(terminal));
}

std::string endpoints_text(const json::object& reply, const Terminal& terminal) {
  TextTable table({{"EFFECT"}, {"TYPE"}, {"ID"}, {"ADDRESS"}, {"ZONE"}, {"WHY", Fit::kWrapped}});
  size_t rows = 0;
  for (const auto& value : reply.at("EndpointSet").as_array()) {
    const json::object& endpoint = value.as_object();
    std::string effect = text_of(endpoint, "Effect");
    if (effect == "SERVES") continue;
    std::string zone = text_of(endpoint, "Zone");
    table.add({TableCell(effect, effect == "STOPS" ? Paint::kBad : Paint::kWarning),
               text_of(endpoint, "Type"), text_of(endpoint, "ResourceId"), address_of(endpoint),
               zone.empty() ? text_of(endpoint, "Region") : zone, text_of(endpoint, "Reason")});
    ++rows;
  }
  return section("Endpoints", table, rows, terminal);
}

std::string resources_text(const json::object& reply, const char* member, const std::string& title,
                           bool has_reasons, const Terminal& terminal) {
  std::vector<Column> columns = {{"KIND"}, {"ID"}, {"NAME", Fit::kShortened}, {"ZONE"}};
  if (has_reasons) columns.push_back({"WHY", Fit::kWrapped});
  TextTable table(columns);
  const auto& list = reply.at(member).as_array();
  for (const auto& value : list) {
    const json::object& resource = value.as_object();
    std::string zone = text_of(resource, "Zone");
    std::vector<TableCell> cells = {text_of(resource, "Kind"), text_of(resource, "ResourceId"),
                                    text_of(resource, "Name"),
                                    zone.empty() ? text_of(resource, "Region") : zone};
    if (has_reasons) cells.push_back(text_of(resource, "Reason"));
    table.add(std::move(cells));
  }
  return section(title, table, list.size(), terminal);
}

std::string stock_text(const json::object& reply, const Terminal& terminal) {
  TextTable table({{"TYPE"},
                   {.title = "INSTANCES", .right = true},
                   {.title = "ROOM", .right = true},
                   {"ZONES", Fit::kWrapped}});
  const auto& list = reply.at("StockSet").as_array();
  for (const auto& value : list) {
    const json::object& stock = value.as_object();
    std::string zones;
    for (const auto& zone : stock.at("Zones").as_array())
      (zones += zones.empty() ? "" : " ") += std::string(zone.as_string());
    uint64_t count = number_of(stock, "Count"), fits = number_of(stock, "Fits");
    table.add({text_of(stock, "InstanceType"), std::to_string(count),
               TableCell(std::to_string(fits), fits < count ? Paint::kBad : Paint::kPlain),
               zones.empty() ? "-" : zones});
  }
  return section("Room elsewhere for what runs there", table, list.size(), terminal);
}

std::string survivors_text(const json::object& reply, const Terminal& terminal) {
  TextTable table({{"REGION"}, {.title = "ENDPOINTS", .right = true}});
  const auto& list = reply.at("SurvivingRegionSet").as_array();
  for (const auto& value : list) {
    const json::object& region = value.as_object();
    table.add({text_of(region, "Region"), std::to_string(number_of(region, "EndpointCount"))});
  }
  return section("Other regions that go on serving", table, list.size(), terminal);
}

// Each with a command to paste.
std::string remedies_text(const json::object& reply, const Terminal& terminal) {
  std::string text;
  for (const auto& value : reply.at("RemedySet").as_array()) {
    const json::object& remedy = value.as_object();
    text += fmt::format("- {}\n  {}\n", text_of(remedy, "Reason"), text_of(remedy, "Command"));
  }
  if (text.empty()) return text;
  return fmt::format("\n{}\n{}", painted("What would help", Paint::kTitle, terminal), text);
}

void show(const json::object& reply, bool is_region) {
  Terminal terminal = standard_output();
  std::string text = text_of(reply, "Summary") + '\n';
  for (const auto& region : reply.at("UnavailableRegions").as_array())
    text += fmt::format("Region {} could not be asked.\n", std::string(region.as_string()));
  text += endpoints_text(reply, terminal);
  text += resources_text(reply, "DownSet", "Down", false, terminal);
  text += resources_text(reply, "SingleCopySet", "Without a copy elsewhere", true, terminal);
  text += resources_text(reply, "WaitingCopySet", "Copies that would wait", false, terminal);
  text += stock_text(reply, terminal);
  if (is_region) text += survivors_text(reply, terminal);
  text += remedies_text(reply, terminal);
  std::fputs(text.c_str(), stdout);
}

int run(const WhatIfOptions& options, bool in_zone) {
  json::object request;
  request[in_zone ? "Zone" : "Region"] = options.name;
  if (options.rack) request["Rack"] = options.rack;
  if (options.host) request["Host"] = options.host;
  if (!options.other.empty()) request["OtherRegion"] = options.other;
  if (!options.kind.empty()) request["Kind"] = options.kind;
  if (options.uin != 0) request["Uin"] = options.uin;
  if (options.all_accounts) request["AllAccounts"] = true;
  if (options.limit != 0) request["Limit"] = options.limit;
  auto answer = call_api(options, "terrane", "DescribeImpact", json::serialize(request), "");
  if (!answer || answer->refused) {
    int code = explain(answer, options);
    return code == 1 ? 2 : code;  // 1 is an answer here: something would stop
  }
  const json::object& reply = answer->response;
  if (options.json) {
    std::printf("%s\n", pretty(reply).c_str());
  } else {
    show(reply, !in_zone && options.other.empty());
  }
  return reply.at("Stops").as_bool() ? 1 : 0;
}

enum class About : uint8_t { kZone, kRegion };  // whose name is asked for

CLI::App* add_question(CLI::App& whatif, const char* name, const char* meaning, About about,
                       std::shared_ptr<WhatIfOptions> options, RunVerb& chosen) {
  auto* verb = whatif.add_subcommand(name, meaning);
  verb->footer("Exit code: 0 nothing would stop, 1 something would, 2 refused or not answered.");
  verb->add_option("--account", options->uin, "Of this account, by its Uin (operators only)");
  verb->add_flag("--all-accounts", options->all_accounts, "Of everybody (operators only)");
  verb->add_option("--limit", options->limit, "How much of each list to show; 1000 if left out");
  add_connection_options(*verb, *options);
  bool in_zone = about == About::kZone;
  verb->add_option(in_zone ? "zone" : "region", options->name,
                   in_zone ? "ap-guangzhou-2, …" : "ap-guangzhou, …")
      ->required();
  verb->callback([options, in_zone, &chosen] {
    chosen = [options, in_zone] { return run(*options, in_zone); };
  });
  return verb;
}

void add_part_question(CLI::App& whatif, const char* name, const char* meaning,
                       int64_t WhatIfOptions::*part, RunVerb& chosen) {
  auto options = std::make_shared<WhatIfOptions>();
  add_question(whatif, name, meaning, About::kZone, options, chosen)
      ->add_option(name, (*options).*part, "Its number, counted through the zone from 1")
      ->required()
      ->check(CLI::PositiveNumber);
}

}  // namespace

void add_whatif(CLI::App& program, RunVerb& chosen) {
  auto* whatif = program.add_subcommand(
      "whatif",
      "Say what would stop if a zone, a rack, a host, a region or a link failed; nothing fails");
  whatif->require_subcommand(1);
  auto of_zone = std::make_shared<WhatIfOptions>();
  add_question(*whatif, "zone", "If a zone lost its power, or its network", About::kZone, of_zone,
               chosen)
      ->add_option("--kind", of_zone->kind, "ZONE_POWER or ZONE_NETWORK; power if left out");
  add_part_question(*whatif, "rack", "If a rack of hosts lost its power", &WhatIfOptions::rack,
                    chosen);
  add_part_question(*whatif, "host", "If a host lost its power", &WhatIfOptions::host, chosen);
  add_question(*whatif, "region", "If a region were lost", About::kRegion,
               std::make_shared<WhatIfOptions>(), chosen);
  auto of_link = std::make_shared<WhatIfOptions>();
  add_question(*whatif, "link", "If the link between two regions were cut", About::kRegion, of_link,
               chosen)
      ->add_option("other", of_link->other, "The other end: ap-shanghai, …")
      ->required();
}

}  // namespace terrane
