// The kinds of resources that live in all regions and carry tags.
#pragma once

#include "account/account_cell.h"
#include "cell/tagged_kind.h"

namespace terrane {

std::span<const TaggedKind<AccountCell>> tagged_kinds_of_accounts();

// The record's tags, and whose it is; nothing where there is no such record.
std::optional<TaggedRecord> find_tagged(const AccountCell& plane, AnyId id);
// The record must be there.
void write_tags(AccountCell& plane, Transaction& transaction, AnyId id,
                std::span<const TagPair> tags);

}  // namespace terrane
