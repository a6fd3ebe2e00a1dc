// The accounts of a database's MySQL server.
#include <algorithm>
#include <regex>

#include "actions/cdb/cdb_service.h"
#include "actions/cdb/database_view.h"
#include "actions/listing.h"
#include "contract/cdb.h"
#include "region/database/database_account_manager.h"
#include "region/database/database_rules.h"

namespace terrane {
namespace {

namespace api = contract::cdb;
namespace manager = database_account_manager;

constexpr size_t kPatternLimit = 128;

constexpr ErrorKind kBadPattern{"InternalError.RegexpCompileError",
                                "{} is not a regular expression of at most 128 characters: {}.",
                                "{} 不是合法的正则表达式（最多 128 个字符）：{}。"};
constexpr ErrorKind kBadPage{"InvalidParameterValue.InvalidParameterValueError",
                             "{} must be a whole number from {}.", "{} 必须是 {} 之间的整数。"};
constexpr ErrorKind kBadOrder{"InvalidParameterValue.InvalidParameterValueError",
                              "SortBy takes user or host, OrderBy ASC or DESC; not {}.",
                              "SortBy 可选 user、host，OrderBy 可选 ASC、DESC，不能为 {}。"};
constexpr ListingErrors kErrors{.malformed_id = database_rules::kMalformedId,
                                .ids_and_filters = kBadPage,
                                .unknown_filter = kBadPage,
                                .too_many_values = kBadPage,
                                .bad_page = kBadPage};

std::vector<manager::Name> names_of(const contract::List<api::Account>& accounts) {
  std::vector<manager::Name> names;
  for (const api::Account& account : accounts) names.push_back({account.User, account.Host});
  return names;
}

Result<api::CreateAccountsResponse> create_accounts(RegionWrite& call,
                                                    const api::CreateAccountsRequest& request) {
  TRY(std::string id, manager::create(call.change, request.InstanceId,
                                      {.names = names_of(request.Accounts),
                                       .password = request.Password,
                                       .notes = request.Description,
                                       .connections = request.MaxUserConnections.value_or(
                                           database_account_rules::kConnectionsMost)}));
  return api::CreateAccountsResponse{.AsyncRequestId = call.arena.copy(id)};
}

Result<api::ModifyAccountPasswordResponse> modify_account_password(
    RegionWrite& call, const api::ModifyAccountPasswordRequest& request) {
  TRY(std::string id, manager::set_password(call.change, request.InstanceId,
                                            names_of(request.Accounts), request.NewPassword));
  return api::ModifyAccountPasswordResponse{.AsyncRequestId = call.arena.copy(id)};
}

Result<api::ModifyAccountDescriptionResponse> modify_account_description(
    RegionWrite& call, const api::ModifyAccountDescriptionRequest& request) {
  TRY(std::string id, manager::set_notes(call.change, request.InstanceId,
                                         names_of(request.Accounts), request.Description));
  return api::ModifyAccountDescriptionResponse{.AsyncRequestId = call.arena.copy(id)};
}

Result<api::ModifyAccountMaxUserConnectionsResponse> modify_account_max_user_connections(
    RegionWrite& call, const api::ModifyAccountMaxUserConnectionsRequest& request) {
  TRY(std::string id,
      manager::set_connections(call.change, request.InstanceId, names_of(request.Accounts),
                               request.MaxUserConnections.value_or(0)));
  return api::ModifyAccountMaxUserConnectionsResponse{.AsyncRequestId = call.arena.copy(id)};
}

Result<api::ModifyAccountHostResponse> modify_account_host(
    RegionWrite& call, const api::ModifyAccountHostRequest& request) {
  TRY(std::string id, manager::move(call.change, request.InstanceId, {request.User, request.Host},
                                    request.NewHost));
  return api::ModifyAccountHostResponse{.AsyncRequestId = call.arena.copy(id)};
}

Result<api::DeleteAccountsResponse> delete_accounts(RegionWrite& call,
                                                    const api::DeleteAccountsRequest& request) {
  TRY(std::string id, manager::remove(call.change, request.InstanceId, names_of(request.Accounts)));
  return api::DeleteAccountsResponse{.AsyncRequestId = call.arena.copy(id)};
}

// A regular expression that is matched in a time bounded by its length and the text's.
Result<std::optional<std::regex>> pattern_of(std::string_view name, std::string_view text) {
  if (text.empty()) return std::optional<std::regex>();
  if (text.size() > kPatternLimit) return refuse(kBadPattern, name, text.substr(0, kPatternLimit));
  try {
    return std::regex(text.begin(), text.end(),
                      std::regex::ECMAScript | std::regex_constants::__polynomial);
  } catch (const std::regex_error&) {
    return refuse(kBadPattern, name, text);
  }
}

Result<void> order(const api::DescribeAccountsRequest& request,
                   std::vector<const DatabaseAccount*>& accounts) {
  std::string_view by = request.SortBy, direction = request.OrderBy;
  bool down = direction == "DESC" || direction == "desc";
  if (!direction.empty() && !down && direction != "ASC" && direction != "asc")
    return refuse(kBadOrder, direction);
  if (!by.empty() && by != "user" && by != "host") return refuse(kBadOrder, by);
  if (by.empty() && direction.empty()) return {};
  auto key = [&](const DatabaseAccount* account) -> const std::string& {
    return by == "host" ? account->host : account->user;
  };
  std::ranges::stable_sort(
      accounts, [&](auto* a, auto* b) { return down ? key(b) < key(a) : key(a) < key(b); });
  return {};
}

api::AccountInfo shown(Arena& arena, const DatabaseAccount& account) {
  return {.Notes = account.notes,
          .Host = account.host,
          .User = account.user,
          .ModifyTime = to_local_text(arena, account.modified),
          .ModifyPasswordTime = to_local_text(arena, account.password_modified),
          .MaxUserConnections = account.connections,
          .OpenCam = false};
}

Result<api::DescribeAccountsResponse> describe_accounts(
    RegionRead& call, const api::DescribeAccountsRequest& request) {
  TRY(const Database* database,
      database_rules::find(call.region, call.account, request.InstanceId));
  TRY(Page page, page_of(kErrors, request.Offset, request.Limit));
  TRY(auto user, pattern_of("AccountRegexp", request.AccountRegexp));
  TRY(auto host, pattern_of("HostRegexp", request.HostRegexp));
  std::vector<const DatabaseAccount*> accounts;
  for (const DatabaseAccount& account : database->accounts)
    if ((!user || std::regex_search(account.user, *user)) &&
        (!host || std::regex_search(account.host, *host)))
      accounts.push_back(&account);
  CHECKED(order(request, accounts));
  size_t from = std::min<size_t>(page.offset, accounts.size());
  auto items = call.arena.create_array<api::AccountInfo>(
      std::min<size_t>(page.limit, accounts.size() - from));
  for (size_t i = 0; i < items.size(); ++i) items[i] = shown(call.arena, *accounts[from + i]);
  return api::DescribeAccountsResponse{
      .TotalCount = int64_t(accounts.size()),
      .Items = contract::List<api::AccountInfo>(items),
      .MaxUserConnections = database_account_rules::kConnectionsMost};
}

constexpr Handler kHandlers[] = {
    region_write<create_accounts>("cdb", "CreateAccounts"),
    region_write<modify_account_password>("cdb", "ModifyAccountPassword"),
    region_write<modify_account_description>("cdb", "ModifyAccountDescription"),
    region_write<modify_account_max_user_connections>("cdb", "ModifyAccountMaxUserConnections"),
    region_write<modify_account_host>("cdb", "ModifyAccountHost"),
    region_write<delete_accounts>("cdb", "DeleteAccounts"),
    region_read<describe_accounts>("cdb", "DescribeAccounts"),
};

}  // namespace

std::span<const Handler> database_account_handlers() {
  return kHandlers;
}

}  // namespace terrane
