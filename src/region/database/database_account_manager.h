// Operations on the accounts of a database's MySQL server. They are done when the call is answered.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "region/database/database_account_rules.h"
#include "region/region_cell.h"

namespace terrane::database_account_manager {

struct Name {
  std::string_view user;
  std::string_view host;
};

struct NewAccounts {
  std::vector<Name> names;
  std::string_view password;
  std::string_view notes;
  int64_t connections = database_account_rules::kConnectionsMost;
};

// All return the ID of the request that the call is.
// Source: cdb.CreateAccounts.
Result<std::string> create(Change& change, std::string_view id, const NewAccounts& wanted);
// Source: cdb.ModifyAccountPassword.
Result<std::string> set_password(Change& change, std::string_view id, std::span<const Name> names,
                                 std::string_view password);
// Source: cdb.ModifyAccountDescription.
Result<std::string> set_notes(Change& change, std::string_view id, std::span<const Name> names,
                              std::string_view notes);
// Source: cdb.ModifyAccountMaxUserConnections.
Result<std::string> set_connections(Change& change, std::string_view id,
                                    std::span<const Name> names, int64_t connections);
// Lets it come from another host. Source: cdb.ModifyAccountHost.
Result<std::string> move(Change& change, std::string_view id, const Name& name,
                         std::string_view host);
// Source: cdb.DeleteAccounts.
Result<std::string> remove(Change& change, std::string_view id, std::span<const Name> names);

}  // namespace terrane::database_account_manager
