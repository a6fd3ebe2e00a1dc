// Operations on SSH key pairs (M-26). Each is refused as a whole or done as a whole.
//
// Deleting takes two changes of the account plane, with a look at every region between them, so
// that no lock spans two cells and yet no instance is left with a key that is gone:
//   1. mark() all the keys; every region follows, and binds none of them any more.
//   2. Each region's ledger is asked for instances bound to them.
//   3. remove_marked() if there are none, or unmark().
// A crash in between leaves marks behind, which unmark_all() lifts at the next start.
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

// The steps of deleting. Source: cvm.DeleteKeyPairs. Errors of mark(): kNoneGiven, kTooManyAtOnce,
// kMalformedId, kNotFound, kBeingDeleted.
Result<std::vector<KeyPairId>> mark(AccountChange& change, AccountId account,
                                    std::span<const std::string_view> ids);
void unmark(AccountChange& change, std::span<const KeyPairId> ids);
void remove_marked(AccountChange& change, std::span<const KeyPairId> ids);
void unmark_all(AccountChange& change);

}  // namespace terrane::key_pair_manager
