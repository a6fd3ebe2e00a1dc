// The lines of a file from its end to its begin, whatever its size, in a block's memory or two.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace terrane {

class LinesBack {
 public:
  // The lines that end before `end`, of an open file that stays open meanwhile.
  LinesBack(int file, uint64_t end) : file_(file), position_(end) {}

  // Moves to the line before, which stays good until the next call; false at the file's begin. What
  // is behind the last line's end is no line yet.
  bool next();
  std::string_view line() const { return line_; }
  // Where the line begins, and the next to be read ends; before the first, where all end.
  uint64_t position() const { return position_; }

 private:
  bool read_more();

  const int file_;
  uint64_t position_;
  std::string block_;  // the bytes before position_, as far as they were read
  std::string_view line_;
  bool has_begun_ = false;
};

}  // namespace terrane
