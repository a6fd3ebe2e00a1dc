#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace terrane {
namespace {

// The first character of some text in UTF-8: how many bytes and how many columns it takes.
struct Character {
  size_t bytes;
  size_t columns;
};

bool is_wide(uint32_t point) {
  constexpr struct {
    uint32_t first, last;
  } kWide[] = {{0x1100, 0x115f}, {0x2e80, 0xa4cf},   {0xac00, 0xd7a3},
               {0xf900, 0xfaff}, {0xfe30, 0xfe6f},   {0xff00, 0xff60},
               {0xffe0, 0xffe6}, {0x1f300, 0x1faff}, {0x20000, 0x3fffd}};
  return std::any_of(std::begin(kWide), std::end(kWide),
                     [&](auto range) { return point >= range.first && point <= range.last; });
}

Character first_character(std::string_view text) {
  auto byte = [&](size_t at) { return static_cast<unsigned char>(text[at]); };
  size_t bytes = byte(0) < 0xc0 ? 1 : byte(0) < 0xe0 ? 2 : byte(0) < 0xf0 ? 3 : 4;
  bytes = std::min(bytes, text.size());
  uint32_t point = bytes == 1 ? byte(0) : byte(0) & (0x7f >> bytes);
  for (size_t i = 1; i < bytes; ++i) point = point << 6 | (byte(i) & 0x3f);
  bool combining = point >= 0x300 && point <= 0x36f;
  return {bytes, combining ? size_t{0} : is_wide(point) ? size_t{2} : size_t{1}};
}

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

}  // namespace

Terminal standard_output() {
  bool is_terminal = isatty(STDOUT_FILENO);
  Terminal terminal{std::numeric_limits<size_t>::max(),
                    is_terminal && variable("NO_COLOR").empty() && variable("TERM") != "dumb"};
  winsize size{};
  if (int columns = std::atoi(variable("COLUMNS").data()); columns > 0) {
    terminal.width = size_t(columns);
  } else if (is_terminal) {
    bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    terminal.width = known ? size.ws_col : 80;
  }
  return terminal;
}

std::string painted(std::string_view text, Paint paint, const Terminal& terminal) {
  constexpr std::string_view kCodes[] = {"", "\033[1m", "\033[33m", "\033[31m"};
  if (!terminal.colours || paint == Paint::kPlain || text.empty()) return std::string(text);
  return std::string(kCodes[size_t(paint)]) + std::string(text) + "\033[0m";
}

size_t display_width(std::string_view text) {
  size_t columns = 0;
  while (!text.empty()) {
    Character next = first_character(text);
    columns += next.columns;
    text.remove_prefix(next.bytes);
  }
  return columns;
}

std::string shortened(std::string_view text, size_t width) {
  if (display_width(text) <= width) return std::string(text);
  size_t bytes = 0, columns = 0;
  while (true) {
    Character next = first_character(text.substr(bytes));
    if (columns + next.columns + 1 > width) break;
    bytes += next.bytes;
    columns += next.columns;
  }
  return std::string(text.substr(0, bytes)) + "…";
}

}  // namespace terrane
