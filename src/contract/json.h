// Reads JSON text into a tree. Knows nothing of the contract.
#pragma once

#include "contract/document.h"

namespace terrane::contract {

inline constexpr ErrorKind kMalformedJson{
    "InvalidParameter", "The request body is not valid JSON: {}.", "请求体不是合法的 JSON：{}。"};

// Strict JSON (RFC 8259) in valid UTF-8; an empty body reads as `{}`. The tree points into `body`.
Result<const Node*> read_json(std::string_view body, Arena& arena);

}  // namespace terrane::contract
