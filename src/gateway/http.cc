#include "gateway/http.h"

#include <cstdint>
#include <cstring>

namespace terrane {
namespace {

constexpr char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter | 0x20) : letter;
}

uint64_t last_bytes(std::string_view text) {
  uint64_t bytes;
  std::memcpy(&bytes, text.data() + text.size() - sizeof bytes, sizeof bytes);
  return bytes;
}

}  // namespace

std::string in_lower_case(std::string_view text) {
  std::string copy(text);
  for (char& letter : copy) letter = lower(letter);
  return copy;
}

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  if (left == right) return true;
  // Headers often begin alike (X-TC-…): most pairs differ, by more than a case, in their last
  // bytes.
  constexpr uint64_t kAnyCase = 0x2020202020202020;
  if (left.size() >= sizeof kAnyCase && ((last_bytes(left) ^ last_bytes(right)) & ~kAnyCase) != 0)
    return false;
  for (size_t i = 0; i < left.size(); ++i)
    if (lower(left[i]) != lower(right[i])) return false;
  return true;
}

std::string_view HttpRequest::header(std::string_view name) const {
  for (const HttpHeader& header : headers)
    if (header.name.size() == name.size() && equal_ignoring_case(header.name, name))
      return header.value;
  return {};
}

}  // namespace terrane
