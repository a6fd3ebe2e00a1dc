// `terrane status`: regions, zones, stock, and how many resources there are.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>
#include <set>

#include "cli/connection.h"
#include "cli/reply_text.h"
#include "cli/table.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

// "1 VPC", "3 VPCs"
std::string counted(uint64_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string resources_of(const boost::json::value& region) {
  std::string text;
  for (const auto& kind : region.at("ResourceSet").as_array()) {
    uint64_t count = number_of(kind, "Count");
    if (count == 0) continue;
    if (!text.empty()) text += ", ";
    text += counted(count, text_of(kind, "Kind"));
  }
  return text.empty() ? "none" : text;
}

bool is_available(const boost::json::value& region) {
  return text_of(region, "State") == "AVAILABLE";
}

// "no power, sold out", as its stock and the faults of its region say.
TableCell state_of(const boost::json::value& zone, const boost::json::array& faults) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"zone-power/", "no power"},
      {"zone-network/", "no network"},
      {"zone-control-plane/", "no control plane"}};
  std::string text;
  for (auto [prefix, words] : kWords)
    for (const auto& id : faults)
      if (id.as_string() == std::string(prefix) + text_of(zone, "Zone"))
        (text += text.empty() ? "" : ", ") += words;
  Paint paint = text.empty() ? Paint::kWarning : Paint::kBad;
  if (zone.at("SoldOut").as_bool()) (text += text.empty() ? "" : ", ") += "sold out";
  return text.empty() ? TableCell("in stock") : TableCell(text, paint);
}

std::string zones_of(const boost::json::array& regions, const Terminal& terminal) {
  TextTable table({{"ZONE"},
                   {"NAME", Fit::kShortened},
                   {"STATE"},
                   {.title = "FREE CORES", .right = true},
                   {.title = "FREE GiB", .right = true},
                   {.title = "USED", .right = true}});
  for (const auto& region : regions) {
    for (const auto& zone : region.at("ZoneSet").as_array()) {
      uint64_t cores = number_of(zone, "Cores"), free = number_of(zone, "FreeCores");
      table.add({text_of(zone, "Zone"), text_of(zone, "ZoneName"),
                 state_of(zone, region.at("Faults").as_array()), std::to_string(free),
                 std::to_string(number_of(zone, "FreeMemoryGiB")),
                 fmt::format("{}%", cores ? (cores - free) * 100 / cores : 0)});
    }
  }
  return table.text(terminal);
}

std::string regions_of(const boost::json::array& regions, const Terminal& terminal) {
  TextTable table({{"REGION"}, {"NAME", Fit::kShortened}, {"RESOURCES", Fit::kWrapped}});
  for (const auto& region : regions)
    table.add({text_of(region, "Region"), text_of(region, "RegionName"),
               is_available(region) ? TableCell(resources_of(region))
                                    : TableCell("cannot be reached", Paint::kBad)});
  return table.text(terminal);
}

// Each on a line of its own; a link's fault is both regions', and told once.
std::string faults_of(const boost::json::object& status) {
  std::set<std::string> ids;
  auto add = [&](const boost::json::value& list) {
    for (const auto& id : list.as_array()) ids.emplace(id.as_string());
  };
  add(status.at("AccountPlaneFaults"));
  for (const auto& region : status.at("RegionSet").as_array()) add(region.at("Faults"));
  std::string text = ids.empty() ? "" : "\nWhat fails:\n";
  for (const std::string& id : ids) text += "  " + id + "\n";
  return text;
}

void show_status(const boost::json::object& status) {
  Terminal terminal = standard_output();
  const auto& regions = status.at("RegionSet").as_array();
  size_t zones = 0;
  for (const auto& region : regions) zones += region.at("ZoneSet").as_array().size();
  std::string text = fmt::format("Catalogue {}: {}, {}. {}, {}.\n\n", text_of(status, "Catalogue"),
                                 counted(regions.size(), "region"), counted(zones, "zone"),
                                 counted(number_of(status, "AccountCount"), "account"),
                                 counted(number_of(status, "KeyPairCount"), "key pair"));
  text += zones_of(regions, terminal) + "\n" + regions_of(regions, terminal) + faults_of(status);
  std::fputs(text.c_str(), stdout);
}

}  // namespace

void add_status(CLI::App& program, RunVerb& chosen) {
  auto options = std::make_shared<ConnectionOptions>();
  auto* verb = program.add_subcommand("status", "Show regions, zones, stock and resource counts");
  verb->footer("Operators see what everybody has, others what they have.");
  add_connection_options(*verb, *options);
  verb->callback([options, &chosen] {
    chosen = [options] {
      return run_call(*options, "terrane", "DescribeStatus", "{}", "", show_status);
    };
  });
}

}  // namespace terrane
