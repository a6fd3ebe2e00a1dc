// What databases may be: the sizes they are sold in, the versions of the engine, and the engine's
// parameters. Offers, prices and checks all read these tables.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace terrane {

struct Zone;
class TomlTable;

struct DatabaseSize {
  uint32_t id = 0;
  uint32_t memory_mib = 0;
  uint32_t cores = 0;
  uint32_t least_gib = 0;  // of the volume
  uint32_t most_gib = 0;
  uint32_t step_gib = 0;
  uint32_t operations_per_second = 0;
  std::vector<std::string> devices;  // "UNIVERSAL", "EXCLUSIVE", "BASIC"
  std::vector<std::string> zones;    // that offer it, by ID; empty means all

  bool is_for(std::string_view device) const;
  bool is_in(const Zone& zone) const;
  bool allows_volume(int64_t gib) const {
    return gib >= least_gib && gib <= most_gib && (gib - least_gib) % step_gib == 0;
  }
};

struct DatabaseVersion {
  std::string id;     // "8.0"
  bool gtid = false;  // transactions are named across servers
};

enum class ParameterType : uint8_t { kInteger, kEnum, kText };

struct DatabaseParameter {
  std::string name;
  ParameterType type = ParameterType::kInteger;
  std::string otherwise;    // its value unless somebody changes it
  std::string performance;  // the same, where speed is put before safety; empty: as `otherwise`
  int64_t least = 0;        // of an integer
  int64_t most = 0;
  std::vector<std::string> values;    // of an enumeration
  bool restarts = false;              // a change takes the server down for a moment
  bool fixed = false;                 // chosen when the database is made, and never again
  std::vector<std::string> versions;  // that have it; empty means all
  std::string description;

  bool is_of(std::string_view version) const;
  bool allows(std::string_view value) const;
};

struct DatabaseOffers {
  std::vector<DatabaseSize> sizes;        // smallest first
  std::vector<DatabaseVersion> versions;  // oldest first; the last is what one gets unasked
  std::vector<DatabaseParameter> parameters;

  // By name, cores (0: any) and so on; null where there is none.
  const DatabaseSize* find_size(const Zone& zone, std::string_view device, int64_t memory_mib,
                                int64_t cores) const;
  const DatabaseVersion* find_version(std::string_view id) const;
  const DatabaseParameter* find_parameter(std::string_view name, std::string_view version) const;
};

// Adds what one file of a catalogue says. `zones` are all there are.
void read_database_offers(TomlTable& root, const std::vector<Zone>& zones, DatabaseOffers& offers);

}  // namespace terrane
