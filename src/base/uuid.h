// Universally unique identifiers: request IDs and what is shown as an instance's Uuid.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/arena.h"

namespace terrane {

struct Uuid {
  uint64_t high = 0;
  uint64_t low = 0;
  bool operator==(const Uuid&) const = default;
  bool is_set() const { return high != 0 || low != 0; }
};

inline constexpr size_t kUuidCharacters = 36;
// Writes "8a5a3a5c-4d3f-4c1e-9a52-0c6a2ed13c3f" at `out`.
void write_uuid(Uuid uuid, char* out);
std::string to_text(Uuid uuid);  // empty for one that is not set
std::string_view to_text(Arena& arena, Uuid uuid);
// Reads the form above, in either case; nothing for any other.
std::optional<Uuid> parse_uuid(std::string_view text);

}  // namespace terrane
