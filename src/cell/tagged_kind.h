// What the tag service needs of a kind of resource, whose records have `tags`: one line per kind,
// in region/tagged_kinds.cc for what lives in a region, in account/tagged_kinds.cc for what lives
// in all.
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/compact.h"
#include "cell/tag_index.h"
#include "cell/transaction.h"

namespace terrane {

// Good for as long as the record.
struct TaggedRecord {
  AccountId account;
  std::span<const TagPair> tags;
};

// `Home` is what holds the kind's table: RegionCell or AccountCell.
template <class Home>
struct TaggedKind {
  Kind kind;
  std::optional<TaggedRecord> (*find)(const Home& home, AnyId id);
  // The record must be there.
  void (*write)(Home& home, Transaction& transaction, AnyId id, std::span<const TagPair> tags);
  void (*watch)(Home& home, TagIndex& index);
};

namespace detail {

template <class T>
T record_of(Table<T>&);

inline void assign(std::vector<TagPair>& to, std::span<const TagPair> tags) {
  to.assign(tags.begin(), tags.end());
}
inline void assign(CompactList<TagPair>& to, std::span<const TagPair> tags) {
  to = CompactList<TagPair>(tags);
}

}  // namespace detail

// `table_of(home)` is the kind's table.
template <class Home, auto table_of>
constexpr TaggedKind<Home> tagged_kind() {
  using T = decltype(detail::record_of(table_of(std::declval<Home&>())));
  using Key = typename T::Key;
  return {Key::kKind,
          [](const Home& home, AnyId id) -> std::optional<TaggedRecord> {
            const T* record = table_of(home).find(Key(id));
            if (!record) return std::nullopt;
            return TaggedRecord{record->account, record->tags};
          },
          [](Home& home, Transaction& transaction, AnyId id, std::span<const TagPair> tags) {
            transaction.change(table_of(home), Key(id),
                               [&](T& changed) { detail::assign(changed.tags, tags); });
          },
          [](Home& home, TagIndex& index) { index.watch(table_of(home)); }};
}

// The kind's row among those of its home; null where it has none.
template <class Home>
const TaggedKind<Home>* find_tagged_kind(std::span<const TaggedKind<Home>> kinds, Kind kind) {
  for (const TaggedKind<Home>& row : kinds)
    if (row.kind == kind) return &row;
  return nullptr;
}

}  // namespace terrane
