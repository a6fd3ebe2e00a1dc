// Reads GET queries and application/x-www-form-urlencoded bodies.
#pragma once

#include "contract/document.h"

namespace terrane::contract {

inline constexpr ErrorKind kMalformedForm{"InvalidParameter",
                                          "The parameter `{}` is not valid percent-encoded UTF-8.",
                                          "参数 `{}` 不是合法的百分号编码 UTF-8。"};

struct FormPair {
  Text name;
  Text value;
};

// The decoded pairs in their order; `+` reads as a space. They point into `form` or the arena.
Result<std::span<const FormPair>> read_form_pairs(std::string_view form, Arena& arena);

// The tree of names such as `Filters.0.Values.1`, its groups ordered by name and by number.
Result<const Node*> form_tree(std::span<const FormPair> pairs, Arena& arena);

// Whether `name` belongs to the call itself (action, version, region, signature), not to its
// action.
bool is_common_parameter(Text name);

}  // namespace terrane::contract
