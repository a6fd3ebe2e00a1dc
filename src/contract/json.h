// Reads JSON text into a tree. Knows nothing of the contract.
#pragma once

#include "contract/document.h"

namespace terrane::contract {

inline constexpr ErrorKind kMalformedJson{
    "InvalidParameter", "The request body is not valid JSON: {}.", "请求体不是合法的 JSON：{}。"};
inline constexpr ErrorKind kTooManyValues{
    "InvalidParameter", "The request holds more than {} values; split it into several requests.",
    "请求中的值超过 {} 个，请拆分为多个请求。"};
inline constexpr ErrorKind kTooDeep{
    "InvalidParameter", "The request nests deeper than {} levels; no action needs that.",
    "请求的嵌套超过 {} 层，没有接口需要这样的深度。"};

// Strict JSON (RFC 8259) in valid UTF-8; an empty body reads as `{}`. The tree points into `body`.
Result<const Node*> read_json(std::string_view body, Arena& arena);

}  // namespace terrane::contract
