// Operations on SSH key pairs (M-26). Each is refused as a whole or done as a whole.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "account/account_cell.h"
#include "model/catalogue.h"

namespace terrane::key_pair_manager {

struct NewKeyPair {
  std::string name;
  std::string public_key;  // one line of OpenSSH
  int64_t project = 0;
  std::vector<TagPair> tags;
};

struct KeyPairChange {  // what is absent stays
  std::optional<std::string> name;
  std::optional<std::string> description;
};

// The account's key pair of this ID. Errors: kMalformedId, kNotFound.
Result<const KeyPair*> find(const AccountCell& plane, AccountId account, std::string_view id);

// Keeps a key pair; a public key without a comment gets its ID as one. Source: cvm.CreateKeyPair,
// cvm.ImportKeyPair.
Result<const KeyPair*> create(AccountChange& change, const Limits& limits, AccountId account,
                              NewKeyPair wanted);
// Source: cvm.ModifyKeyPairAttribute.
Result<void> modify(AccountChange& change, AccountId account, std::string_view id,
                    KeyPairChange wanted);

// The first step of deleting (deletion_marks.h). Source: cvm.DeleteKeyPairs. Errors: kNoneGiven,
// kTooManyAtOnce, kMalformedId, kNotFound, kBeingDeleted.
Result<std::vector<KeyPairId>> mark(AccountChange& change, AccountId account,
                                    std::span<const std::string_view> ids);

}  // namespace terrane::key_pair_manager
