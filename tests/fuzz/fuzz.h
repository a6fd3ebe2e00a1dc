// What the fuzz targets share. Each target's input is text that a person can read and write; its
// corpus is in corpus/<target>.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "contract/shape.h"

namespace terrane::fuzz {

// The first line, which is taken off the text.
inline std::string_view take_line(std::string_view& text) {
  size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  return line;
}

// "vpc.CreateVpc": the action of that service; null if there is none.
inline const contract::Action* find_action(std::string_view line) {
  size_t dot = line.find('.');
  if (dot == line.npos) return nullptr;
  const contract::Service* service = contract::find_service(line.substr(0, dot));
  return service ? contract::find_action(*service, line.substr(dot + 1)) : nullptr;
}

}  // namespace terrane::fuzz
