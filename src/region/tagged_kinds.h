// The kinds of resources that live in a region and carry tags.
#pragma once

#include "cell/tagged_kind.h"
#include "region/region_cell.h"

namespace terrane {

std::span<const TaggedKind<RegionCell>> tagged_kinds_of_regions();

// The record's tags, and whose it is; nothing where there is no such record.
std::optional<TaggedRecord> find_tagged(const RegionCell& region, AnyId id);
// The record must be there.
void write_tags(RegionCell& region, Transaction& transaction, AnyId id,
                std::span<const TagPair> tags);

}  // namespace terrane
