// The listings of service `terrane`, a page at a time.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "actions/listing.h"

namespace terrane {

inline constexpr ErrorKind kBadOffset{"InvalidParameterValue.Offset",
                                      "Offset must not be negative.", "Offset 不能为负数。"};
inline constexpr ErrorKind kBadLimit{"InvalidParameterValue.Limit", "Limit must be from 1 to {}.",
                                     "Limit 应为 1 到 {}。"};

// By the request's Offset and Limit. Errors: kBadOffset, kBadLimit.
template <class Request>
Result<Page> page_of(const Request& request) {
  int64_t offset = request.Offset.value_or(0), limit = request.Limit.value_or(20);
  if (offset < 0) return refuse(kBadOffset);
  if (limit < 1 || limit > int64_t(kPageLimit))
    return refuse(kBadLimit, std::to_string(kPageLimit));
  return Page{.offset = uint64_t(offset), .limit = uint64_t(limit)};
}

// Whether a request's list names the value; one that is left out names all.
template <class T, class Value>
bool is_asked_for(const contract::List<T>& list, const Value& value) {
  return list.empty() || std::find(list.begin(), list.end(), T(value)) != list.end();
}

template <class T>
std::span<const T> on_page(const Page& page, const std::vector<T>& all) {
  size_t begin = std::min(size_t(page.offset), all.size());
  return {all.data() + begin, std::min(size_t(page.limit), all.size() - begin)};
}

}  // namespace terrane
