#pragma once

#include <cstring>
#include <string>

#include "base/arena.h"
#include "contract/decode.h"
#include "contract/encode.h"
#include "fuzz/fuzz.h"

namespace terrane::fuzz {

using Decode = Result<void> (*)(std::string_view, const contract::Shape&, void*, Arena&);

// The request as JSON, when the text reads as one; nothing when it is refused.
inline std::optional<std::string> decoded(Decode decode, std::string_view text,
                                          const contract::Shape& shape) {
  Arena arena;
  void* request = arena.resource()->allocate(shape.size, shape.alignment);
  std::memset(request, 0, shape.size);
  auto outcome = decode(text, shape, request, arena);
  if (!outcome) {
    check(!outcome.error().message(Language::kEnglish).empty(), "a refusal says why");
    return std::nullopt;
  }
  std::string json;
  contract::encode_json(shape, request, json);
  return json;
}

// What a request means does not change by being written down and read again.
inline void expect_stable(const std::string& json, const contract::Shape& shape) {
  auto again = decoded(contract::decode_json, json, shape);
  check(again.has_value(), "what was written can be read");
  check(*again == json, "and means the same");
}

}  // namespace terrane::fuzz
