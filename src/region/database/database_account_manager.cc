#include "region/database/database_account_manager.h"

#include <algorithm>
#include <functional>

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

std::string store(Change& change, DatabaseId id, std::vector<DatabaseAccount> accounts,
                  DatabaseOperation operation) {
  change.transaction.change(change.region.database->databases, id,
                            [&](Database& changed) { changed.accounts = std::move(accounts); });
  return done(change, operation);
}

// Changes every one of the accounts alike.
Result<std::string> change_each(Change& change, std::string_view id, std::span<const Name> names,
                                DatabaseOperation operation, const ErrorKind& not_there,
                                const std::function<Result<void>(DatabaseAccount&)>& modify) {
  TRY(const Database* database, find_database(change, id, names, operation));
  std::vector<DatabaseAccount> accounts = database->accounts;
  for (const Name& name : names) {
    auto account = find_account(accounts, name);
    if (account == accounts.end()) return refuse(not_there, id, spelt(name));
    CHECKED(modify(*account));
  }
  return store(change, DatabaseId(database->id), std::move(accounts), operation);
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
  return store(change, DatabaseId(database->id), std::move(accounts),
               DatabaseOperation::kChangeAccounts);
}

Result<std::string> set_password(Change& change, std::string_view id, std::span<const Name> names,
                                 std::string_view password) {
  return change_each(change, id, names, DatabaseOperation::kChangePassword, kNotThere,
                     [&](DatabaseAccount& account) -> Result<void> {
                       CHECKED(check_password(password));
                       account.password = password_digest(password);
                       account.password_modified = change.now;
                       return {};
                     });
}

Result<std::string> set_notes(Change& change, std::string_view id, std::span<const Name> names,
                              std::string_view notes) {
  return change_each(change, id, names, DatabaseOperation::kDescribeAccounts, kNotThere,
                     [&](DatabaseAccount& account) -> Result<void> {
                       CHECKED(check_notes(notes));
                       account.notes = std::string(notes);
                       account.modified = change.now;
                       return {};
                     });
}

Result<std::string> set_connections(Change& change, std::string_view id,
                                    std::span<const Name> names, int64_t connections) {
  return change_each(change, id, names, DatabaseOperation::kLimitAccounts, kNotThereToChange,
                     [&](DatabaseAccount& account) -> Result<void> {
                       TRY(account.connections, check_connections(connections));
                       account.modified = change.now;
                       return {};
                     });
}

Result<std::string> move(Change& change, std::string_view id, const Name& name,
                         std::string_view host) {
  TRY(const Database* database,
      find_database(change, id, {&name, 1}, DatabaseOperation::kMoveAccount));
  if (name.user == kRoot) return refuse(kRootIsNotMoved, id, host);
  CHECKED(check_host(host));
  Name moved{name.user, host};
  if (host != name.host && find_account(database->accounts, moved) != database->accounts.end())
    return refuse(kHostTaken, id, spelt(moved));
  return change_each(change, id, {&name, 1}, DatabaseOperation::kMoveAccount, kNotThereToChange,
                     [&](DatabaseAccount& account) -> Result<void> {
                       account.host = std::string(host);
                       account.modified = change.now;
                       return {};
                     });
}

Result<std::string> remove(Change& change, std::string_view id, std::span<const Name> names) {
  TRY(const Database* database,
      find_database(change, id, names, DatabaseOperation::kDeleteAccounts));
  std::vector<DatabaseAccount> accounts = database->accounts;
  for (const Name& name : names) {
    if (name.user == kRoot) return refuse(kRootIsNotDeleted, id);
    auto account = find_account(accounts, name);
    if (account == accounts.end()) return refuse(kNotThere, id, spelt(name));
    accounts.erase(account);
  }
  return store(change, DatabaseId(database->id), std::move(accounts),
               DatabaseOperation::kDeleteAccounts);
}

}  // namespace terrane::database_account_manager
