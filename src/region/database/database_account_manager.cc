#include "region/database/database_account_manager.h"

#include <algorithm>

#include "region/database/database_rules.h"
#include "region/database/database_tables.h"
#include "region/database/database_tasks.h"
#include "region/database/password_digest.h"

namespace terrane::database_account_manager {
namespace {

using namespace database_account_rules;

std::string spelt(const Name& name) {
  return std::string(name.user) + "@" + std::string(name.host);
}

auto find_account(auto& accounts, const Name& name) {
  return std::ranges::find_if(accounts, [&](const DatabaseAccount& account) {
    return account.user == name.user && account.host == name.host;
  });
}

// The database, which may be asked for the operation, and the names, of which there is one.
Result<const Database*> find_database(const Change& change, std::string_view id,
                                      std::span<const Name> names, DatabaseOperation operation) {
  TRY(const Database* database, database_rules::find(change.region, change.account, id));
  if (names.empty()) return refuse(kNoneNamed);
  CHECKED(database_rules::check_asked(change.region, operation, *database));
  return database;
}

std::string done(Change& change, DatabaseOperation operation) {
  return database_tasks::open_request(change, row_of(operation).action, 0);
}

}  // namespace

Result<std::string> create(Change& change, std::string_view id, const NewAccounts& wanted) {
  TRY(const Database* database,
      find_database(change, id, wanted.names, DatabaseOperation::kChangeAccounts));
  CHECKED(check_password(wanted.password));
  CHECKED(check_notes(wanted.notes));
  TRY(uint32_t connections, check_connections(wanted.connections));
  std::vector<DatabaseAccount> accounts = database->accounts;
  for (const Name& name : wanted.names) {
    CHECKED(check_user(name.user));
    CHECKED(check_host(name.host));
    if (find_account(accounts, name) != accounts.end()) return refuse(kExists, id, spelt(name));
    accounts.push_back({.user = std::string(name.user),
                        .host = std::string(name.host),
                        .password = password_digest(wanted.password),
                        .notes = std::string(wanted.notes),
                        .connections = connections,
                        .modified = change.now,
                        .password_modified = change.now});
  }
  if (accounts.size() > kAccountsPerDatabase)
    return refuse(kTooMany, id, std::to_string(kAccountsPerDatabase));
  change.transaction.change(change.region.database->databases, DatabaseId(database->id),
                            [&](Database& changed) { changed.accounts = std::move(accounts); });
  return done(change, DatabaseOperation::kChangeAccounts);
}

Result<std::string> set_password(Change& change, std::string_view id, std::span<const Name> names,
                                 std::string_view password) {
  TRY(const Database* database,
      find_database(change, id, names, DatabaseOperation::kChangePassword));
  CHECKED(check_password(password));
  std::vector<DatabaseAccount> accounts = database->accounts;
  for (const Name& name : names) {
    auto account = find_account(accounts, name);
    if (account == accounts.end()) return refuse(kNotThere, id, spelt(name));
    account->password = password_digest(password);
    account->password_modified = change.now;
  }
  change.transaction.change(change.region.database->databases, DatabaseId(database->id),
                            [&](Database& changed) { changed.accounts = std::move(accounts); });
  return done(change, DatabaseOperation::kChangePassword);
}

}  // namespace terrane::database_account_manager
