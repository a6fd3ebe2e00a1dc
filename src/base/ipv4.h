// IPv4 addresses and ranges, in host order.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/arena.h"

namespace terrane {

struct Ipv4 {
  uint32_t bits = 0;
  auto operator<=>(const Ipv4&) const = default;
  bool is_set() const { return bits != 0; }
};

std::string to_text(Ipv4 address);
std::string_view to_text(Arena& arena, Ipv4 address);  // empty, not absent, for none
std::optional<Ipv4> parse_ipv4(std::string_view text);

// A range such as 10.0.0.0/16: `length` leading bits fixed, the rest of `base` zero.
struct Cidr {
  Ipv4 base;
  uint8_t length = 0;
  bool operator==(const Cidr&) const = default;

  uint32_t mask() const { return length == 0 ? 0 : ~uint32_t{0} << (32 - length); }
  uint64_t size() const { return uint64_t{1} << (32 - length); }
  Ipv4 last() const { return {base.bits | ~mask()}; }
  bool contains(Ipv4 address) const { return (address.bits & mask()) == base.bits; }
  bool contains(Cidr other) const { return other.length >= length && contains(other.base); }
  bool overlaps(Cidr other) const { return contains(other.base) || other.contains(base); }
};

std::string to_text(Cidr range);
std::string_view to_text(Arena& arena, Cidr range);
// Reads "10.0.0.0/16"; nothing if malformed or if bits behind the mask are set. A bare address is
// /32 only where `allow_address` says so.
std::optional<Cidr> parse_cidr(std::string_view text, bool allow_address = false);

}  // namespace terrane
