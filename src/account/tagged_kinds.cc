#include "account/tagged_kinds.h"

namespace terrane {
namespace {

constexpr TaggedKind<AccountCell> kKinds[] = {
    tagged_kind<AccountCell, [](auto& plane) -> auto& { return plane.tables.key_pairs; }>(),
    tagged_kind<AccountCell, [](auto& plane) -> auto& { return plane.tables.certificates; }>(),
};

}  // namespace

std::span<const TaggedKind<AccountCell>> tagged_kinds_of_accounts() {
  return kKinds;
}

std::optional<TaggedRecord> find_tagged(const AccountCell& plane, AnyId id) {
  auto* kind = find_tagged_kind(tagged_kinds_of_accounts(), id.kind());
  return kind ? kind->find(plane, id) : std::nullopt;
}

void write_tags(AccountCell& plane, Transaction& transaction, AnyId id,
                std::span<const TagPair> tags) {
  find_tagged_kind(tagged_kinds_of_accounts(), id.kind())->write(plane, transaction, id, tags);
}

}  // namespace terrane
