// `terrane region nearest PLACE…`: which region is closest to clients, and why.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <charconv>
#include <cstdio>
#include <memory>
#include <optional>

#include "cli/connect_time.h"
#include "cli/connection.h"
#include "cli/reply_text.h"
#include "cli/table.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

namespace json = boost::json;

constexpr unsigned kMostMilliseconds = 3000;  // that a connection may take

struct NearestOptions : ConnectionOptions {
  std::vector<std::string> places;
  std::vector<std::string> needs;
  std::vector<std::string> measured;
  unsigned attempts = 5;
};

std::optional<double> number_of(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  double value = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "43.6,-79.4" or "Toronto", with "=3" behind it where it counts three times.
json::object place_of(std::string_view text) {
  json::object place;
  if (size_t equals = text.rfind('='); equals != std::string_view::npos)
    if (auto weight = number_of(text.substr(equals + 1))) {
      place["Weight"] = *weight;
      text = text.substr(0, equals);
    }
  size_t comma = text.find(',');
  auto latitude = number_of(text.substr(0, comma));
  auto longitude =
      comma == std::string_view::npos ? std::nullopt : number_of(text.substr(comma + 1));
  if (latitude && longitude) {
    place["Latitude"] = *latitude;
    place["Longitude"] = *longitude;
  } else {
    place["City"] = json::string_view(text.data(), text.size());
  }
  return place;
}

// Connects to "REGION=HOST:PORT", again and again.
Result<json::object> measure(const std::string& text, unsigned attempts) {
  constexpr ErrorKind kNotMeasured{"InvalidEndpoint",
                                   "{} should be REGION=HOST:PORT, such as "
                                   "ap-guangzhou=203.0.113.7:443.",
                                   "{} 应为 REGION=HOST:PORT。"};
  size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) return refuse(kNotMeasured, text);
  TRY(ConnectAttempts made,
      measure_connect_time(text.substr(equals + 1), attempts, kMostMilliseconds));
  json::array times(made.milliseconds.begin(), made.milliseconds.end());
  return json::object{
      {"Region", text.substr(0, equals)}, {"Milliseconds", times}, {"Lost", made.lost}};
}

std::string number_text(const json::value& value, const char* form) {
  return value.is_null() ? "-" : fmt::format(fmt::runtime(form), value.to_number<double>());
}

void show(const json::object& reply) {
  Terminal terminal = standard_output();
  TextTable table({{.title = "#", .right = true},
                   {"REGION"},
                   {"NAME", Fit::kShortened},
                   {.title = "KM", .right = true},
                   {.title = "MS", .right = true},
                   {"WARNINGS", Fit::kWrapped}});
  for (const auto& value : reply.at("RegionSet").as_array()) {
    const json::object& region = value.as_object();
    std::string warnings;
    for (const auto& warning : region.at("WarningSet").as_array())
      (warnings += warnings.empty() ? "" : " ") += text_of(warning.as_object(), "Text");
    bool unreachable = region.at("Basis").as_string() == "UNREACHABLE";
    table.add({std::to_string(region.at("Rank").to_number<int>()), text_of(region, "Region"),
               text_of(region, "RegionName"), number_text(region.at("DistanceKm"), "{:.0f}"),
               unreachable ? TableCell("no answer", Paint::kBad)
                           : TableCell(number_text(region.at("Milliseconds"), "{:.1f}")),
               TableCell(warnings.empty() ? "-" : warnings, Paint::kWarning)});
  }
  std::printf("%s\n\n%s", text_of(reply, "Summary").c_str(), table.text(terminal).c_str());
}

int run(const NearestOptions& options) {
  json::object request;
  json::array places, times;
  for (const std::string& text : options.places) places.push_back(place_of(text));
  for (const std::string& text : options.measured) {
    auto measured = measure(text, options.attempts);
    if (!measured) return fail(measured.error());
    times.push_back(*std::move(measured));
  }
  request["Places"] = places;
  request["ConnectTimes"] = times;
  request["Needs"] = json::array(options.needs.begin(), options.needs.end());
  return run_call(options, "terrane", "DescribeNearestRegions", json::serialize(request), "", show);
}

}  // namespace

void add_region_nearest(CLI::App& program, RunVerb& chosen) {
  auto options = std::make_shared<NearestOptions>();
  CLI::App& group = verb_group(program, "region", "Choose regions, and make them fail and heal");
  auto* verb = group.add_subcommand("nearest", "Say which region is closest to clients, and why");
  verb->footer(
      "A place is LAT,LON or the name of a city, in English or Chinese; several are averaged.\n"
      "PLACE=WEIGHT counts a place so often: \"Tokyo=3\" \"Sydney=1\".");
  verb->add_option("place", options->places, "Where clients are: 43.65,-79.38, Toronto, 多伦多=2");
  verb->add_option("--need", options->needs, "Products that the region must offer: cbs,memcached")
      ->delimiter(',');
  verb->add_option("--measure", options->measured,
                   "REGION=HOST:PORT: rank by the time to connect there from this machine");
  verb->add_option("--attempts", options->attempts, "How often to connect; the median counts")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  add_connection_options(*verb, *options);
  verb->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

}  // namespace terrane
