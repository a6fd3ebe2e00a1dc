#include "region/compute/instance_names.h"

#include <charconv>

#include "base/text.h"

namespace terrane {
namespace {

struct NumberPattern {
  uint64_t first;
  size_t digits;
};

// A whole number at the start of `text`, which then starts behind it.
std::optional<uint64_t> take_number(std::string_view& text, uint64_t most) {
  uint64_t value = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || value > most) return std::nullopt;
  text.remove_prefix(size_t(end - text.data()));
  return value;
}

// What stands between braces: "R:3" or "R:3,F:4".
std::optional<NumberPattern> parse_number_pattern(std::string_view inside) {
  if (!inside.starts_with("R:")) return std::nullopt;
  inside.remove_prefix(2);
  auto first = take_number(inside, 999'999'999);
  if (!first) return std::nullopt;
  uint64_t digits = 0;
  if (inside.starts_with(",F:")) {
    inside.remove_prefix(3);
    auto given = take_number(inside, 8);
    if (!given) return std::nullopt;
    digits = *given;
  }
  if (!inside.empty()) return std::nullopt;
  return NumberPattern{*first, size_t(digits)};
}

void append_number(std::string& name, uint64_t number, size_t digits) {
  std::string text = std::to_string(number);
  if (text.size() < digits) name.append(digits - text.size(), '0');
  name += text;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string expand_name(std::string_view pattern, uint32_t index, uint32_t count,
                        std::optional<Ipv4> address) {
  std::string name;
  bool tells_apart = false;
  while (!pattern.empty()) {
    size_t open = pattern.find('{');
    size_t close = open == std::string_view::npos ? open : pattern.find('}', open);
    if (close == std::string_view::npos) break;
    std::string_view inside = pattern.substr(open + 1, close - open - 1);
    if (auto number = parse_number_pattern(inside)) {
      name += pattern.substr(0, open);
      append_number(name, number->first + index, number->digits);
      tells_apart = true;
    } else if (address && inside == "IP") {
      name += pattern.substr(0, open);
      name += to_text(*address);
      tells_apart = true;
    } else {  // plain text: only the brace is passed, a pattern may start behind it
      close = open;
      name += pattern.substr(0, open + 1);
    }
    pattern.remove_prefix(close + 1);
  }
  name += pattern;
  if (!tells_apart && count > 1 && !name.empty()) name += std::to_string(index + 1);
  return name;
}

Result<void> check_instance_name(std::string_view pattern) {
  if (count_characters(pattern) > kInstanceNameLimit) return refuse(kInstanceNameLength);
  return {};
}

Result<void> check_host_name(std::string_view name) {
  bool only_digits = true;
  char before = '.';
  bool legal = name.size() >= 2 && name.size() <= 60;
  for (char c : name) {
    bool joins = c == '.' || c == '-';
    legal &= joins ? before != '.' && before != '-' : is_letter_or_digit(c);
    only_digits &= c >= '0' && c <= '9';
    before = c;
  }
  legal &= before != '.' && before != '-' && !only_digits;
  if (!legal) return refuse(kIllegalHostName, name);
  return {};
}

}  // namespace terrane
