#include "gateway/audit_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "gateway/lines_back.h"

namespace terrane {
namespace {

constexpr uint64_t kMostAtOnce = 16 << 20;  // bytes that one call looks at

// An open file of the trail, as large as it was then.
struct Part {
  int file;
  uint64_t inode;
  uint64_t size;
};

class Parts {
 public:
  // Newest first. One that is put aside meanwhile is met again under its next name, and left out.
  explicit Parts(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
      int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
      struct stat about {};
      if (file < 0) continue;
      if (::fstat(file, &about) != 0 || find(about.st_ino) != parts_.end())
        ::close(file);
      else
        parts_.push_back({file, about.st_ino, uint64_t(about.st_size)});
    }
  }
  ~Parts() {
    for (const Part& part : parts_) ::close(part.file);
  }
  Parts(const Parts&) = delete;

  std::vector<Part>::iterator find(uint64_t inode) {
    return std::ranges::find(parts_, inode, &Part::inode);
  }
  std::vector<Part>::iterator begin() { return parts_.begin(); }
  std::vector<Part>::iterator end() { return parts_.end(); }

 private:
  std::vector<Part> parts_;
};

std::string cursor_at(const Part& part, uint64_t position) {
  return std::to_string(part.inode) + "-" + std::to_string(position);
}

struct Place {
  uint64_t inode, position;
};

Result<Place> place_of(std::string_view cursor) {
  Place place{};
  const char* end = cursor.data() + cursor.size();
  auto inode = std::from_chars(cursor.data(), end, place.inode);
  if (inode.ec != std::errc() || inode.ptr == end || *inode.ptr != '-')
    return refuse(kNoSuchAuditCursor, cursor);
  auto position = std::from_chars(inode.ptr + 1, end, place.position);
  if (position.ec != std::errc() || position.ptr != end) return refuse(kNoSuchAuditCursor, cursor);
  return place;
}

}  // namespace

Result<std::string> AuditFile::read_back(std::string_view cursor, const Show& show) {
  file_.flush();
  Parts parts(file_.paths());
  auto part = parts.begin();
  if (!cursor.empty()) {
    TRY(Place place, place_of(cursor));
    part = parts.find(place.inode);
    if (part == parts.end()) return std::string();  // it is so old by now that it was dropped
    if (place.position > part->size) return refuse(kNoSuchAuditCursor, cursor);
    part->size = place.position;
  }
  uint64_t looked_at = 0;
  for (; part != parts.end(); ++part) {
    LinesBack lines(part->file, part->size);
    while (lines.next()) {
      uint64_t end = lines.position() + lines.line().size() + 1;
      looked_at += lines.line().size() + 1;
      if (looked_at > kMostAtOnce || !show(lines.line())) return cursor_at(*part, end);
    }
  }
  return std::string();
}

}  // namespace terrane
