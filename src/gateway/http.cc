#include "gateway/http.h"

namespace terrane {
namespace {

constexpr char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter | 0x20) : letter;
}

}  // namespace

std::string in_lower_case(std::string_view text) {
  std::string copy(text);
  for (char& letter : copy) letter = lower(letter);
  return copy;
}

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
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
