// `terrane status`: regions, zones, stock, and how many resources there are.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>

#include "cli/connection.h"
#include "cli/table.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

std::string text_of(const boost::json::value& value) {
  return value.is_string() ? std::string(value.get_string()) : boost::json::serialize(value);
}

// "1234 of 24576"
std::string share(const boost::json::value& zone, const char* free, const char* all) {
  return text_of(zone.at(free)) + " of " + text_of(zone.at(all));
}

std::string resources_of(const boost::json::value& region) {
  std::string text;
  for (const auto& count : region.at("ResourceSet").as_array()) {
    if (count.at("Count").to_number<uint64_t>() == 0) continue;
    if (!text.empty()) text += ", ";
    text += text_of(count.at("Count")) + " " + text_of(count.at("Kind"));
  }
  return text.empty() ? "no resources" : text;
}

void show_status(const boost::json::object& status) {
  std::printf("Catalogue %s, %s accounts\n\n", text_of(status.at("Catalogue")).c_str(),
              text_of(status.at("AccountCount")).c_str());
  TextTable zones({"ZONE", "NAME", "STATE", ">FREE CORES", ">FREE MEMORY GiB"});
  for (const auto& region : status.at("RegionSet").as_array())
    for (const auto& zone : region.at("ZoneSet").as_array())
      zones.add({text_of(zone.at("Zone")), text_of(zone.at("ZoneName")),
                 zone.at("SoldOut").as_bool() ? "sold out" : "selling",
                 share(zone, "FreeCores", "Cores"), share(zone, "FreeMemoryGiB", "MemoryGiB")});
  std::fputs(zones.text(terminal_width()).c_str(), stdout);
  std::fputs("\n", stdout);
  TextTable regions({"REGION", "NAME", "STATE", "RESOURCES"});
  for (const auto& region : status.at("RegionSet").as_array())
    regions.add({text_of(region.at("Region")), text_of(region.at("RegionName")),
                 text_of(region.at("State")), resources_of(region)});
  std::fputs(regions.text(terminal_width()).c_str(), stdout);
}

}  // namespace

void add_status(CLI::App& program, RunVerb& chosen) {
  auto options = std::make_shared<ConnectionOptions>();
  auto* verb = program.add_subcommand("status", "Show regions, zones, stock and resource counts");
  add_connection_options(*verb, *options);
  verb->callback([options, &chosen] {
    chosen = [options] {
      return run_call(*options, "terrane", "DescribeStatus", "{}", "", show_status);
    };
  });
}

}  // namespace terrane
