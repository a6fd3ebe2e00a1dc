#include "model/database_offers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "model/catalogue.h"
#include "model/toml_reader.h"

namespace terrane {
namespace {

constexpr uint32_t kMost = std::numeric_limits<int32_t>::max();
// In the order of ParameterType.
constexpr std::array<std::string_view, 3> kTypes = {"integer", "enum", "string"};

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::optional<int64_t> integer_of(std::string_view text) {
  int64_t value = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

void read_size(TomlTable& table, const std::vector<Zone>& zones, DatabaseOffers& offers) {
  std::vector<double> volume = table.numbers("volume_gib", 3, 1, kMost);
  DatabaseSize size{
      .id = uint32_t(table.integer("id", 1, kMost)),
      .memory_mib = uint32_t(table.integer("memory_mib", 1, kMost)),
      .cores = uint32_t(table.integer("cores", 1, 1024)),
      .least_gib = uint32_t(volume[0]),
      .most_gib = uint32_t(volume[1]),
      .step_gib = std::max(uint32_t(volume[2]), 1u),
      .operations_per_second = uint32_t(table.integer("operations_per_second", 1, kMost)),
      .devices = table.texts("devices"),
      .zones = table.texts("zones")};
  if (size.devices.empty()) table.refuse(kMissingKey, "devices", {});
  if (std::ranges::find(offers.sizes, size.id, &DatabaseSize::id) != offers.sizes.end())
    table.refuse(kDuplicateName, "id", std::to_string(size.id));
  for (const std::string& zone : size.zones)
    if (std::ranges::find(zones, zone, &Zone::id) == zones.end())
      table.refuse(kUnknownName, "zones", zone);
  table.finish();
  offers.sizes.push_back(std::move(size));
}

void read_parameter(TomlTable& table, DatabaseOffers& offers) {
  DatabaseParameter parameter{.name = table.text("name"),
                              .otherwise = table.text_or("default", ""),
                              .performance = table.text_or("performance", ""),
                              .values = table.texts("values"),
                              .restarts = table.flag("restarts"),
                              .fixed = table.flag("fixed"),
                              .versions = table.texts("versions"),
                              .description = table.text("description")};
  std::string type = table.text("type");
  auto known = std::ranges::find(kTypes, type);
  if (known == kTypes.end())
    table.refuse(kWrongValue, "type", "\"integer\", \"enum\" or \"string\"");
  else
    parameter.type = ParameterType(known - kTypes.begin());
  if (parameter.type == ParameterType::kInteger) {
    constexpr double kRange = 9e18;
    std::vector<double> range = table.numbers("range", 2, -kRange, kRange);
    parameter.least = int64_t(range[0]);
    parameter.most = int64_t(range[1]);
  }
  if (!parameter.allows(parameter.otherwise))
    table.refuse(kWrongValue, "default", "a value that the parameter may have");
  for (const std::string& version : parameter.versions)
    if (!offers.find_version(version)) table.refuse(kUnknownName, "versions", version);
  table.finish();
  offers.parameters.push_back(std::move(parameter));
}

}  // namespace

bool DatabaseSize::is_for(std::string_view device) const {
  return holds(devices, device);
}

bool DatabaseSize::is_in(const Zone& zone) const {
  return zones.empty() || holds(zones, zone.id);
}

bool DatabaseParameter::is_of(std::string_view version) const {
  return versions.empty() || holds(versions, version);
}

bool DatabaseParameter::allows(std::string_view value) const {
  constexpr size_t kLongestText = 1024;
  switch (type) {
    case ParameterType::kInteger: {
      auto number = integer_of(value);
      return number && *number >= least && *number <= most;
    }
    case ParameterType::kEnum:
      return holds(values, value);
    case ParameterType::kText:
      return value.size() <= kLongestText;
  }
  return false;
}

const DatabaseSize* DatabaseOffers::find_size(const Zone& zone, std::string_view device,
                                              int64_t memory_mib, int64_t cores) const {
  auto found = std::ranges::find_if(sizes, [&](const DatabaseSize& size) {
    return size.memory_mib == memory_mib && (cores == 0 || size.cores == cores) &&
           size.is_for(device) && size.is_in(zone);
  });
  return found == sizes.end() ? nullptr : &*found;
}

const DatabaseVersion* DatabaseOffers::find_version(std::string_view id) const {
  auto found = std::ranges::find(versions, id, &DatabaseVersion::id);
  return found == versions.end() ? nullptr : &*found;
}

const DatabaseParameter* DatabaseOffers::find_parameter(std::string_view name,
                                                        std::string_view version) const {
  auto found = std::ranges::find_if(parameters, [&](const DatabaseParameter& parameter) {
    return parameter.name == name && parameter.is_of(version);
  });
  return found == parameters.end() ? nullptr : &*found;
}

void read_database_offers(TomlTable& root, const std::vector<Zone>& zones, DatabaseOffers& offers) {
  for (TomlTable& table : root.tables("database_version")) {
    DatabaseVersion version{.id = table.text("id"), .gtid = table.flag("gtid")};
    if (offers.find_version(version.id)) table.refuse(kDuplicateName, "id", version.id);
    table.finish();
    offers.versions.push_back(std::move(version));
  }
  for (TomlTable& table : root.tables("database_size")) read_size(table, zones, offers);
  for (TomlTable& table : root.tables("database_parameter")) read_parameter(table, offers);
}

}  // namespace terrane
