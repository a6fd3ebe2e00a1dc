// A delay as people write it: "500ms", "2s".
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace terrane {

// Nothing where the text is no such length, or over ten minutes.
inline std::optional<int64_t> milliseconds_of(std::string_view text) {
  int64_t count = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
  std::string_view unit(end, size_t(text.data() + text.size() - end));
  if (problem != std::errc() || count <= 0 || count > 600'000) return std::nullopt;
  if (unit == "ms") return count;
  if (unit == "s" && count <= 600) return count * 1000;
  return std::nullopt;
}

// What the command line says of a text that is none; empty where it is one.
inline std::string check_delay_text(const std::string& text) {
  return milliseconds_of(text) ? std::string() : text + " is no delay, such as 500ms";
}

}  // namespace terrane
