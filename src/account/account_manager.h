// Operations on accounts and their access keys (M-25). Each is refused as a whole or done as a
// whole. Records are good until the change ends.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "account/account_cell.h"

namespace terrane::account_manager {

struct NewAccount {
  std::string name;
  bool is_operator = false;
};

struct AccountUpdate {  // what is absent stays
  std::optional<std::string> name;
  std::optional<bool> is_operator;
};

// The account of this Uin. Errors: kAccountNotFound.
Result<const Account*> find(const AccountCell& plane, uint64_t uin);

// Makes an account without access keys. Source: terrane.CreateAccount.
Result<const Account*> create(AccountChange& change, NewAccount wanted);
// Source: terrane.ModifyAccount. Errors: kLastOperator.
Result<void> modify(AccountChange& change, uint64_t uin, AccountUpdate wanted);

// Gives the account one more key, with random secrets. Source: terrane.CreateAccessKey.
Result<const AccessKey*> create_access_key(AccountChange& change, uint64_t uin);
// A disabled key signs nothing. Source: terrane.UpdateAccessKey.
Result<void> set_access_key_status(AccountChange& change, std::string_view secret_id,
                                   std::string_view status);
// Source: terrane.DeleteAccessKey.
Result<void> delete_access_key(AccountChange& change, std::string_view secret_id);

// What the environment, or a credentials file, says an operator signs with.
struct Secret {
  std::string id;
  std::string key;
};

// Whether calls signed with this secret are an operator's.
bool signs_for_an_operator(const AccountCell& plane, const Secret& secret);

// Sees to it that an operator can sign: makes the administrator's account if no account is an
// operator's, and gives it the chosen secret, or a random one if it has no key that works. Returns
// the secret that an operator can sign with. Errors: kUnusableSecret, kSecretIdTaken.
Result<Secret> ensure_administrator(AccountChange& change, const std::optional<Secret>& chosen);

}  // namespace terrane::account_manager
