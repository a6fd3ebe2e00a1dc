// Operations on tags that are made by themselves, before a resource carries them. Each is refused
// as a whole or done as a whole. Whether resources carry them is looked up by the caller, who can
// ask every region (actions/tag/tag_census.h).
#pragma once

#include <span>

#include "account/account_cell.h"
#include "model/catalogue.h"

namespace terrane::tag_key_manager {

// Whether the tag was made by itself.
bool is_made(const AccountTables& tables, AccountId account, const TagPair& tag);

// Source: tag.CreateTag, tag.CreateTags. Errors: kExists, kTooManyKeys, kTooManyValues.
Result<void> create(AccountChange& change, const Limits& limits, AccountId account,
                    std::span<const TagPair> tags);
// Source: tag.DeleteTag, tag.DeleteTags. Errors: kNotFound.
Result<void> remove(AccountChange& change, AccountId account, std::span<const TagPair> tags);

}  // namespace terrane::tag_key_manager
