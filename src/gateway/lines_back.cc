#include "gateway/lines_back.h"

#include <unistd.h>

#include <algorithm>

namespace terrane {
namespace {

constexpr uint64_t kBlock = 64 << 10;

}  // namespace

// Puts the bytes before those of the block in front of them; false where there are none.
bool LinesBack::read_more() {
  uint64_t end = position_ - block_.size();
  size_t size = size_t(std::min(end, kBlock));
  if (size == 0) return false;
  std::string more(size, '\0');
  ssize_t read = ::pread(file_, more.data(), size, off_t(end - size));
  if (read != ssize_t(size)) return false;
  block_.insert(0, more);
  return true;
}

bool LinesBack::next() {
  if (has_begun_) {
    block_.resize(block_.size() - line_.size() - 1);
  } else {
    has_begun_ = true;
    size_t end;
    while ((end = block_.rfind('\n')) == block_.npos)
      if (!read_more()) return false;
    position_ -= block_.size() - end - 1;
    block_.resize(end + 1);
  }
  if (block_.empty() && !read_more()) return false;
  // The block ends with the line's own end.
  size_t before;
  while ((before = block_.size() < 2 ? block_.npos : block_.rfind('\n', block_.size() - 2)) ==
         block_.npos)
    if (!read_more()) break;
  size_t begin = before == block_.npos ? 0 : before + 1;
  line_ = std::string_view(block_).substr(begin, block_.size() - 1 - begin);
  position_ -= line_.size() + 1;
  return true;
}

}  // namespace terrane
