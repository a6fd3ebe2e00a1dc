// What the program prints on: how wide it is, and whether it shows colours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace terrane {

struct Terminal {
  size_t width;  // columns; more than any line has where the output is no terminal
  bool colours;
};

// The standard output: as wide as COLUMNS says, else as the terminal itself. Colours on terminals
// alone, and not where NO_COLOR is set.
Terminal standard_output();

enum class Paint : uint8_t { kPlain, kTitle, kWarning, kBad };
std::string painted(std::string_view text, Paint paint, const Terminal& terminal);

// Columns that the text takes: Chinese characters take two.
size_t display_width(std::string_view text);
// As much of the text as fits, with an ellipsis where something is left out.
std::string shortened(std::string_view text, size_t width);

}  // namespace terrane
