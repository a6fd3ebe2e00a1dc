#include "actions/terrane/accounts.h"

#include <algorithm>

#include "account/account_manager.h"
#include "actions/account/account_plane.h"
#include "actions/convert.h"
#include "actions/terrane/paging.h"
#include "contract/terrane.h"

namespace terrane {
namespace {

namespace api = contract::terrane;

// The text of replies is copied: the account plane may change before they are written.
api::Account to_api(Arena& arena, const AccountCell& plane, const Account& account) {
  return {.Uin = uint64_t(account.id),
          .AppId = account.app_id,
          .Name = arena.copy(account.name),
          .Operator = account.is_operator,
          .CreatedTime = arena.copy(to_iso8601(account.created)),
          .AccessKeyCount = plane.tables.access_keys.count_of(account.id)};
}

// Without its secret, which is shown once only.
api::AccessKey to_api(Arena& arena, const AccessKey& key) {
  return {.SecretId = arena.copy(key.id),
          .SecretKey = "",
          .Status = key.disabled ? "Inactive" : "Active",
          .CreatedTime = arena.copy(to_iso8601(key.created))};
}

const api::AccessKey* with_secret(Arena& arena, const AccessKey& key) {
  api::AccessKey shown = to_api(arena, key);
  shown.SecretKey = arena.copy(key.secret);
  return arena.create<api::AccessKey>(shown);
}

Result<api::CreateAccountResponse> create_account(CloudCall& call,
                                                  const api::CreateAccountRequest& request) {
  return change_accounts(call, [&](AccountChange& change) -> Result<api::CreateAccountResponse> {
    TRY(const Account* account,
        account_manager::create(change, {.name = std::string(request.Name),
                                         .is_operator = request.Operator.value_or(false)}));
    TRY(const AccessKey* key, account_manager::create_access_key(change, uint64_t(account->id)));
    return api::CreateAccountResponse{
        .Account = call.arena.create<api::Account>(to_api(call.arena, change.plane, *account)),
        .AccessKey = with_secret(call.arena, *key)};
  });
}

Result<api::DescribeAccountsResponse> describe_accounts(
    AccountRead& call, const api::DescribeAccountsRequest& request) {
  TRY(Page page, page_of(request));
  std::vector<const Account*> found;
  call.accounts.tables.accounts.each([&](const Account& account) {
    bool named = is_asked_for(request.Uins, uint64_t(account.id));
    if (named) found.push_back(&account);
  });
  std::ranges::sort(
      found, {}, [](const Account* account) { return std::pair(account->created, account->id); });
  return api::DescribeAccountsResponse{
      .TotalCount = found.size(),
      .AccountSet = shown_list<api::Account>(
          call.arena, on_page(page, found),
          [&](const Account& account) { return to_api(call.arena, call.accounts, account); })};
}

Result<api::ModifyAccountResponse> modify_account(CloudCall& call,
                                                  const api::ModifyAccountRequest& request) {
  account_manager::AccountUpdate wanted{.is_operator = request.Operator};
  if (contract::present(request.Name)) wanted.name = request.Name;
  CHECKED(change_accounts(call, [&](AccountChange& change) {
    return account_manager::modify(change, *request.Uin, std::move(wanted));
  }));
  return api::ModifyAccountResponse{};
}

Result<api::CreateAccessKeyResponse> create_access_key(CloudCall& call,
                                                       const api::CreateAccessKeyRequest& request) {
  return change_accounts(call, [&](AccountChange& change) -> Result<api::CreateAccessKeyResponse> {
    TRY(const AccessKey* key, account_manager::create_access_key(change, *request.Uin));
    return api::CreateAccessKeyResponse{.AccessKey = with_secret(call.arena, *key)};
  });
}

Result<api::DescribeAccessKeysResponse> describe_access_keys(
    AccountRead& call, const api::DescribeAccessKeysRequest& request) {
  TRY(const Account* account, account_manager::find(call.accounts, *request.Uin));
  std::vector<const AccessKey*> keys;
  for (const AccessKey* key : call.accounts.tables.access_keys.of(account->id))
    if (key) keys.push_back(key);
  return api::DescribeAccessKeysResponse{
      .TotalCount = keys.size(),
      .AccessKeySet = shown_list<api::AccessKey>(
          call.arena, keys, [&](const AccessKey& key) { return to_api(call.arena, key); })};
}

Result<api::UpdateAccessKeyResponse> update_access_key(CloudCall& call,
                                                       const api::UpdateAccessKeyRequest& request) {
  CHECKED(change_accounts(call, [&](AccountChange& change) {
    return account_manager::set_access_key_status(change, request.SecretId, request.Status);
  }));
  return api::UpdateAccessKeyResponse{};
}

Result<api::DeleteAccessKeyResponse> delete_access_key(CloudCall& call,
                                                       const api::DeleteAccessKeyRequest& request) {
  CHECKED(change_accounts(call, [&](AccountChange& change) {
    return account_manager::delete_access_key(change, request.SecretId);
  }));
  return api::DeleteAccessKeyResponse{};
}

constexpr Handler kHandlers[] = {
    for_operators(cloud_write<create_account>("terrane", "CreateAccount")),
    for_operators(account_read<describe_accounts>("terrane", "DescribeAccounts")),
    for_operators(cloud_write<modify_account>("terrane", "ModifyAccount")),
    for_operators(cloud_write<create_access_key>("terrane", "CreateAccessKey")),
    for_operators(account_read<describe_access_keys>("terrane", "DescribeAccessKeys")),
    for_operators(cloud_write<update_access_key>("terrane", "UpdateAccessKey")),
    for_operators(cloud_write<delete_access_key>("terrane", "DeleteAccessKey")),
};

}  // namespace

std::span<const Handler> account_handlers() {
  return kHandlers;
}

}  // namespace terrane
