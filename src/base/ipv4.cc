#include "base/ipv4.h"

namespace terrane {
namespace {

// A number of at most three digits.
char* write_number(char* out, unsigned value) {
  if (value >= 100) *out++ = char('0' + value / 100);
  if (value >= 10) *out++ = char('0' + value / 10 % 10);
  *out++ = char('0' + value % 10);
  return out;
}

char* write_address(char* out, Ipv4 address) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    out = write_number(out, (address.bits >> shift) & 255);
    if (shift) *out++ = '.';
  }
  return out;
}

char* write_range(char* out, Cidr range) {
  out = write_address(out, range.base);
  *out++ = '/';
  return write_number(out, range.length);
}

// Reads a decimal number of at most `digits` digits, without sign or leading zeros.
std::optional<unsigned> take_number(std::string_view& text, size_t digits) {
  size_t size = 0;
  unsigned value = 0;
  while (size < text.size() && size < digits && text[size] >= '0' && text[size] <= '9')
    value = value * 10 + unsigned(text[size++] - '0');
  if (size == 0 || (size > 1 && text[0] == '0')) return std::nullopt;
  text.remove_prefix(size);
  return value;
}

}  // namespace

std::string to_text(Ipv4 address) {
  if (!address.is_set()) return {};
  char text[15];
  return std::string(text, write_address(text, address));
}

std::string_view to_text(Arena& arena, Ipv4 address) {
  if (!address.is_set()) return "";
  char text[15];
  return arena.copy({text, size_t(write_address(text, address) - text)});
}

std::optional<Ipv4> parse_ipv4(std::string_view text) {
  uint32_t bits = 0;
  for (int part = 0; part < 4; ++part) {
    if (part) {
      if (!text.starts_with('.')) return std::nullopt;
      text.remove_prefix(1);
    }
    auto value = take_number(text, 3);
    if (!value || *value > 255) return std::nullopt;
    bits = bits << 8 | *value;
  }
  if (!text.empty()) return std::nullopt;
  return Ipv4{bits};
}

std::string to_text(Cidr range) {
  char text[18];
  return std::string(text, write_range(text, range));
}

std::string_view to_text(Arena& arena, Cidr range) {
  char text[18];
  return arena.copy({text, size_t(write_range(text, range) - text)});
}

std::optional<Cidr> parse_cidr(std::string_view text, bool allow_address) {
  size_t slash = text.find('/');
  if (slash == std::string_view::npos && !allow_address) return std::nullopt;
  auto base = parse_ipv4(text.substr(0, slash));
  if (!base) return std::nullopt;
  Cidr range{*base, 32};
  if (slash != std::string_view::npos) {
    std::string_view rest = text.substr(slash + 1);
    auto length = take_number(rest, 2);
    if (!length || *length > 32 || !rest.empty()) return std::nullopt;
    range.length = static_cast<uint8_t>(*length);
  }
  if ((range.base.bits & ~range.mask()) != 0) return std::nullopt;
  return range;
}

}  // namespace terrane
