// Operations on caches. Those on several are refused as a whole or done as a whole.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "region/cache/cache_rules.h"

namespace terrane::cache_manager {

using Ids = std::span<const std::string_view>;

struct NewCache {
  std::string_view zone;
  std::string_view name;  // empty: its ID
  int64_t memory_gib = 1;
  std::string_view vpc;
  std::string_view subnet;
  std::string_view address;  // empty: any
  int64_t project = 0;
  std::string_view charge_type;
  std::optional<int64_t> months;
  std::string_view renew_flag;
  std::vector<TagPair> tags;
};
// Source: terrane.CreateCache.
Result<const Cache*> create(Change& change, const NewCache& wanted);

struct CacheChange {  // what is absent stays
  std::optional<std::string> name;
  std::optional<int64_t> memory_gib;
  std::optional<int64_t> project;
  std::optional<std::string_view> renew_flag;
};
// Source: terrane.ModifyCache.
Result<void> modify(Change& change, std::string_view id, const CacheChange& wanted);
// Source: terrane.RenewCaches.
Result<void> renew(Change& change, Ids ids, int64_t months);
// Source: terrane.DeleteCaches.
Result<void> remove(Change& change, Ids ids);

}  // namespace terrane::cache_manager
