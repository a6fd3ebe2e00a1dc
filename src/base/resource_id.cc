#include "base/resource_id.h"

#include <array>
#include <cstring>

namespace terrane {
namespace {

constexpr uint32_t kPairs = 36 * 36;

// Two characters at once: each reply shows many IDs.
constexpr auto kPairTexts = [] {
  constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
  std::array<std::array<char, 2>, kPairs> texts{};
  for (uint32_t pair = 0; pair < kPairs; ++pair)
    texts[pair] = {kDigits[pair / 36], kDigits[pair % 36]};
  return texts;
}();

void write_pair(uint32_t pair, char* out) {
  std::memcpy(out, kPairTexts[pair].data(), 2);
}

}  // namespace

void write_id_number(uint64_t number, char* out) {
  constexpr uint32_t kHalf = kPairs * kPairs;  // halves divide faster, and side by side
  uint32_t high = uint32_t(number / kHalf), low = uint32_t(number % kHalf);
  write_pair(high / kPairs, out);
  write_pair(high % kPairs, out + 2);
  write_pair(low / kPairs, out + 4);
  write_pair(low % kPairs, out + 6);
}

std::optional<uint64_t> parse_id_number(std::string_view characters) {
  if (characters.size() != kIdCharacters) return std::nullopt;
  uint64_t number = 0;
  for (char c : characters) {
    unsigned digit;
    if (c >= '0' && c <= '9') {
      digit = unsigned(c - '0');
    } else if (c >= 'a' && c <= 'z') {
      digit = unsigned(c - 'a') + 10;
    } else {
      return std::nullopt;
    }
    number = number * 36 + digit;
  }
  return number;
}

size_t write_id(AnyId id, char* out) {
  std::string_view prefix = prefix_of(id.kind());
  size_t size = prefix.copy(out, prefix.size());
  out[size++] = '-';
  write_id_number(id.number(), out + size);
  return size + kIdCharacters;
}

std::string to_text(AnyId id) {
  if (!id) return {};
  char text[kIdTextLimit];
  return std::string(text, write_id(id, text));
}

std::string_view to_text(Arena& arena, AnyId id) {
  if (!id) return "";
  char text[kIdTextLimit];
  return arena.copy({text, write_id(id, text)});
}

std::optional<AnyId> parse_id(Kind kind, std::string_view text) {
  std::string_view prefix = prefix_of(kind);
  if (prefix.empty() || !text.starts_with(prefix)) return std::nullopt;
  text.remove_prefix(prefix.size());
  if (!text.starts_with('-')) return std::nullopt;
  auto number = parse_id_number(text.substr(1));
  if (!number) return std::nullopt;
  return AnyId::of(kind, *number);
}

std::optional<AnyId> parse_any_id(std::string_view text) {
  for (size_t kind = 1; kind <= kKindCount; ++kind)
    if (auto id = parse_id(static_cast<Kind>(kind), text)) return id;
  return std::nullopt;
}

}  // namespace terrane
