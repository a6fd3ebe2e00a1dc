#include "account/account_manager.h"

#include "account/account_rules.h"

namespace terrane::account_manager {
namespace {

using namespace account_rules;

std::string random_text(Random& random, size_t length) {
  static constexpr std::string_view kCharacters =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  std::string text(length, ' ');
  for (char& c : text) c = kCharacters[random.below(kCharacters.size())];
  return text;
}

AccountId new_uin(AccountCell& plane) {
  while (true) {
    AccountId uin{kFirstUin + plane.cell.env().random.below(kUins)};
    if (!plane.tables.accounts.find(uin)) return uin;
  }
}

uint64_t new_app_id(AccountCell& plane) {
  while (true) {
    uint64_t app_id = kFirstAppId + plane.cell.env().random.below(kAppIds);
    bool taken = false;
    plane.tables.accounts.each([&](const Account& other) { taken |= other.app_id == app_id; });
    if (!taken) return app_id;
  }
}

const Account* add_account(AccountChange& change, AccountId uin, uint64_t app_id,
                           NewAccount wanted) {
  return &change.transaction.add(change.plane.tables.accounts,
                                 Account{.id = uin,
                                         .app_id = app_id,
                                         .name = std::move(wanted.name),
                                         .created = change.now,
                                         .is_operator = wanted.is_operator});
}

const AccessKey& add_access_key(AccountChange& change, AccountId account, Secret secret) {
  return change.transaction.add(change.plane.tables.access_keys,
                                AccessKey{.id = std::move(secret.id),
                                          .secret = std::move(secret.key),
                                          .account = account,
                                          .sequence = change.plane.cell.next_sequence(),
                                          .created = change.now});
}

Secret random_secret(AccountCell& plane) {
  Random& random = plane.cell.env().random;
  while (true) {
    std::string id = "AKID" + random_text(random, 32);
    if (!plane.tables.access_keys.find(id)) return {std::move(id), random_text(random, 32)};
  }
}

Result<const AccessKey*> find_access_key(const AccountCell& plane, std::string_view secret_id) {
  const AccessKey* key = plane.tables.access_keys.find(std::string(secret_id));
  if (!key) return refuse(kAccessKeyNotFound, secret_id);
  return key;
}

// The operator's account that was made first, which is the administrator's; null if there is none.
const Account* first_operator(const AccountCell& plane) {
  const Account* first = nullptr;
  plane.tables.accounts.each([&](const Account& account) {
    if (account.is_operator && (!first || account.created < first->created)) first = &account;
  });
  return first;
}

size_t count_operators(const AccountCell& plane) {
  size_t count = 0;
  plane.tables.accounts.each([&](const Account& account) { count += account.is_operator; });
  return count;
}

}  // namespace

Result<const Account*> find(const AccountCell& plane, uint64_t uin) {
  const Account* account = plane.tables.accounts.find(AccountId{uin});
  if (!account) return refuse(kAccountNotFound, std::to_string(uin));
  return account;
}

Result<const Account*> create(AccountChange& change, NewAccount wanted) {
  CHECKED(check_name(wanted.name));
  return add_account(change, new_uin(change.plane), new_app_id(change.plane), std::move(wanted));
}

Result<void> modify(AccountChange& change, uint64_t uin, AccountUpdate wanted) {
  TRY(const Account* account, find(change.plane, uin));
  if (wanted.name) CHECKED(check_name(*wanted.name));
  bool steps_down = account->is_operator && !wanted.is_operator.value_or(true);
  if (steps_down && count_operators(change.plane) == 1)
    return refuse(kLastOperator, std::to_string(uin));
  change.transaction.change(change.plane.tables.accounts, account->id, [&](Account& changed) {
    if (wanted.name) changed.name = std::move(*wanted.name);
    if (wanted.is_operator) changed.is_operator = *wanted.is_operator;
  });
  return {};
}

Result<const AccessKey*> create_access_key(AccountChange& change, uint64_t uin) {
  TRY(const Account* account, find(change.plane, uin));
  size_t count = change.plane.tables.access_keys.count_of(account->id);
  if (count >= kAccessKeysPerAccount)
    return refuse(kTooManyAccessKeys, std::to_string(uin), std::to_string(count));
  return &add_access_key(change, account->id, random_secret(change.plane));
}

Result<void> set_access_key_status(AccountChange& change, std::string_view secret_id,
                                   std::string_view status) {
  TRY(bool enabled, active(status));
  TRY(const AccessKey* key, find_access_key(change.plane, secret_id));
  change.transaction.change(change.plane.tables.access_keys, key->id,
                            [&](AccessKey& changed) { changed.disabled = !enabled; });
  return {};
}

Result<void> delete_access_key(AccountChange& change, std::string_view secret_id) {
  TRY(const AccessKey* key, find_access_key(change.plane, secret_id));
  change.transaction.remove(change.plane.tables.access_keys, std::string(key->id));
  return {};
}

bool signs_for_an_operator(const AccountCell& plane, const Secret& secret) {
  const AccessKey* key = plane.tables.access_keys.find(secret.id);
  return key && !key->disabled && key->secret == secret.key &&
         plane.tables.accounts.find(key->account)->is_operator;
}

Result<Secret> ensure_administrator(AccountChange& change, const std::optional<Secret>& chosen) {
  AccountTables& tables = change.plane.tables;
  if (chosen) CHECKED(check_chosen_secret(chosen->id, chosen->key));
  const Account* administrator = first_operator(change.plane);
  if (!administrator)
    administrator = add_account(change, kAdministratorUin, kAdministratorAppId,
                                {.name = "administrator", .is_operator = true});
  if (chosen) {
    const AccessKey* key = tables.access_keys.find(chosen->id);
    if (!key) {
      add_access_key(change, administrator->id, *chosen);
    } else if (!tables.accounts.find(key->account)->is_operator) {
      return refuse(kSecretIdTaken, chosen->id, std::to_string(uint64_t(key->account)));
    } else if (key->disabled || key->secret != chosen->key) {
      change.transaction.change(tables.access_keys, chosen->id, [&](AccessKey& changed) {
        changed.secret = chosen->key;
        changed.disabled = false;
      });
    }
    return *chosen;
  }
  for (const AccessKey* key : tables.access_keys.of(administrator->id))
    if (key && !key->disabled) return Secret{key->id, key->secret};
  const AccessKey& key = add_access_key(change, administrator->id, random_secret(change.plane));
  return Secret{key.id, key.secret};
}

}  // namespace terrane::account_manager
