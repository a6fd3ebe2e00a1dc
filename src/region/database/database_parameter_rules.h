// What parameters of the MySQL server may be: names and values of the catalogue's table. A database
// stores only those that somebody changed.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "region/database/database.h"
#include "region/region_cell.h"

namespace terrane {

// The codes differ between making a database and changing one.
struct ParameterErrors {
  ErrorKind unknown;  // {} = the name, {} = the version
  ErrorKind value;    // {} = the name, {} = what was given, {} = what it may be
  ErrorKind fixed;    // {} = the name
};
extern const ParameterErrors kNewParameterErrors;      // CreateDBInstance, CreateDBInstanceHour
extern const ParameterErrors kChangedParameterErrors;  // ModifyInstanceParam

using ParameterValues = std::vector<ParameterValue>;

Result<void> check_parameters(const DatabaseOffers& offers, std::string_view version,
                              std::span<const ParameterValue> wanted, bool is_new,
                              const ParameterErrors& errors);

// What the parameter is, of these changed ones.
std::string_view value_of(const DatabaseParameter& parameter,
                          std::span<const ParameterValue> changed);
// Sets them; those that are as the catalogue has them are no longer listed.
void set_parameters(const DatabaseOffers& offers, std::string_view version,
                    std::span<const ParameterValue> wanted, ParameterValues& changed);
// Whether setting them takes the server down for a moment.
bool needs_restart(const DatabaseOffers& offers, std::string_view version,
                   std::span<const ParameterValue> wanted);
// What a database of a version begins with where speed is put before safety.
ParameterValues performance_parameters(const DatabaseOffers& offers, std::string_view version);

}  // namespace terrane
