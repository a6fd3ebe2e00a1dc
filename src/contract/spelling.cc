#include "contract/spelling.h"

#include <algorithm>
#include <array>

#include "contract/utf8.h"

namespace terrane::contract {
namespace {

constexpr size_t kLongestName = 64;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Characters to insert, delete or replace to make `right` of `left` (Levenshtein), whatever their
// case. Neither is longer than kLongestName.
size_t edit_distance(Text left, Text right) {
  std::array<size_t, kLongestName + 1> row;
  for (size_t j = 0; j <= right.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= left.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= right.size(); ++j) {
      size_t replaced = diagonal + (lower(left[i - 1]) != lower(right[j - 1]));
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[right.size()];
}

}  // namespace

Text closest_name(const Shape& shape, Text name) {
  Text closest;
  if (name.empty() || name.size() > kLongestName) return closest;
  size_t nearest = 1 + name.size() / 4;  // farther than that is another word
  for (const Field& field : shape.fields) {
    if (field.name().size() > kLongestName) continue;
    size_t distance = edit_distance(name, field.name());
    if (distance < nearest || (distance == nearest && !present(closest))) {
      nearest = distance;
      closest = field.name();
    }
  }
  return closest;
}

std::string excerpt(Text text) {
  constexpr size_t kShown = 64;
  if (text.size() <= kShown) return std::string(text);
  size_t size = 0;
  while (true) {
    size_t bytes = std::max<size_t>(1, utf8_sequence(text.substr(size)));
    if (size + bytes > kShown) break;
    size += bytes;
  }
  return std::string(text.substr(0, size)) + "…";
}

}  // namespace terrane::contract
