// `terrane region add` and `terrane zone add`: a cloud grows while it runs.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <charconv>
#include <cstdio>
#include <memory>
#include <optional>

#include "cli/connection.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

void show_nothing(const boost::json::object&) {}

// What a zone is made of, where it is not as the zone beside it.
struct ZoneOptions {
  std::string name, chinese_name;
  int64_t racks = 0;
  bool needs_ticket = false;
  bool sold_out = false;
};

void add_zone_options(CLI::App& verb, ZoneOptions& options) {
  verb.add_option("--racks", options.racks, "How many racks of hosts it has")
      ->check(CLI::PositiveNumber);
  verb.add_flag("--ticket", options.needs_ticket, "Only accounts with a ticket may create there");
  verb.add_flag("--sold-out", options.sold_out, "It sells nothing yet");
}

boost::json::object zone_request(const ZoneOptions& options, const std::string& zone,
                                 const std::string& name, const std::string& chinese_name) {
  boost::json::object request{{"Zone", zone},
                              {"Name", name},
                              {"ChineseName", chinese_name},
                              {"Access", options.needs_ticket ? "TICKET" : "OPEN"},
                              {"SoldOut", options.sold_out}};
  if (options.racks) request["Hosts"] = boost::json::object{{"Racks", options.racks}};
  return request;
}

// "31.23,121.47"; nothing where the text is no pair of numbers.
std::optional<std::pair<double, double>> coordinates(std::string_view text) {
  std::pair<double, double> found;
  const char* end = text.data() + text.size();
  auto first = std::from_chars(text.data(), end, found.first);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != ',') return std::nullopt;
  auto second = std::from_chars(first.ptr + 1, end, found.second);
  if (second.ec != std::errc() || second.ptr != end) return std::nullopt;
  return found;
}

struct RegionOptions : ConnectionOptions, ZoneOptions {
  std::string region, territory, location, short_code;
  int zones = 1;
  bool finance = false;
  std::vector<std::string> lacks;
  std::vector<std::string> login_advice;
};

boost::json::object region_request(const RegionOptions& options) {
  auto [latitude, longitude] = *coordinates(options.location);
  boost::json::array zones;
  for (int number = 1; number <= options.zones; ++number) {
    std::string digits = std::to_string(number);
    std::string chinese = options.chinese_name.empty() ? "" : options.chinese_name + digits + "区";
    zones.push_back(zone_request(options, options.region + "-" + digits,
                                 options.name + " Zone " + digits, chinese));
  }
  boost::json::object request{{"Region", options.region},
                              {"Name", options.name},
                              {"ChineseName", options.chinese_name},
                              {"ShortCode", options.short_code},
                              {"Territory", options.territory},
                              {"Latitude", latitude},
                              {"Longitude", longitude},
                              {"Isolation", options.finance ? "FINANCE" : "STANDARD"},
                              {"LackingProducts", boost::json::value_from(options.lacks)},
                              {"Zones", zones}};
  if (options.login_advice.size() == 2) {
    request["LoginAdvice"] = options.login_advice[0];
    request["ChineseLoginAdvice"] = options.login_advice[1];
  }
  return request;
}

}  // namespace

void add_region_growth(CLI::App& program, RunVerb& chosen) {
  CLI::App& group = verb_group(program, "region", "Regions of this cloud");
  auto options = std::make_shared<RegionOptions>();
  auto* add = group.add_subcommand("add", "Add a region to the running cloud (operators only)");
  add->add_option("region", options->region, "ap-wuhan, …")->required();
  add->add_option("--name", options->name, "Coverage range and city: \"Central China (Wuhan)\"")
      ->required();
  add->add_option("--chinese-name", options->chinese_name, "The same in Chinese");
  add->add_option("--at", options->location, "Where it is: LATITUDE,LONGITUDE")
      ->required()
      ->check([](const std::string& text) {
        return coordinates(text) ? std::string() : text + " is not like 30.59,114.31";
      });
  add->add_option("--territory", options->territory, "china, abroad, …")->required();
  add->add_option("--short", options->short_code, "Short code, else taken from the name");
  add->add_option("--zones", options->zones, "How many zones it has at first")
      ->check(CLI::Range(1, 99));
  add->add_option("--lacks", options->lacks, "Products that it does not offer");
  add->add_option("--login-advice", options->login_advice, "English and Chinese")->expected(2);
  add->add_flag("--finance", options->finance, "Isolated as the finance industry asks for");
  add_zone_options(*add, *options);
  add_connection_options(*add, *options);
  add->callback([options, &chosen] {
    chosen = [options] {
      return run_call(*options, "terrane", "CreateRegion",
                      boost::json::serialize(region_request(*options)), "", show_nothing);
    };
  });
}

void add_zone_growth(CLI::App& program, RunVerb& chosen) {
  CLI::App& group = verb_group(program, "zone", "Zones of this cloud");
  struct AddOptions : ConnectionOptions, ZoneOptions {
    std::string zone;
  };
  auto options = std::make_shared<AddOptions>();
  auto* add = group.add_subcommand("add", "Add a zone to a region that runs (operators only)");
  add->add_option("zone", options->zone, "Its region, a dash and a number: ap-beijing-2")
      ->required();
  add->add_option("--name", options->name, "\"Beijing Zone II\"")->required();
  add->add_option("--chinese-name", options->chinese_name, "The same in Chinese");
  add_zone_options(*add, *options);
  add_connection_options(*add, *options);
  add->callback([options, &chosen] {
    chosen = [options] {
      std::string region = options->zone.substr(0, options->zone.rfind('-'));
      boost::json::object request{
          {"Region", region},
          {"Zone", zone_request(*options, options->zone, options->name, options->chinese_name)}};
      return run_call(*options, "terrane", "CreateZone", boost::json::serialize(request), "",
                      show_nothing);
    };
  });
}

}  // namespace terrane
