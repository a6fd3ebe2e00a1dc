#include "gateway/audit_memory.h"

#include <charconv>

namespace terrane {

void AuditMemory::record(const CallRecord& record) {
  std::string line = to_json(record);
  std::lock_guard lock(mutex_);
  lines_.push_back(std::move(line));
  if (lines_.size() > kKept) lines_.pop_front();
  ++written_;
}

// A cursor is the number of lines up to the next to be shown.
Result<std::string> AuditMemory::read_back(std::string_view cursor, const Show& show) {
  std::lock_guard lock(mutex_);
  uint64_t next = written_, gone = written_ - lines_.size();
  if (!cursor.empty()) {
    const char* last = cursor.data() + cursor.size();
    auto [end, problem] = std::from_chars(cursor.data(), last, next);
    if (problem != std::errc() || end != last || next > written_)
      return refuse(kNoSuchAuditCursor, cursor);
  }
  for (; next > gone; --next)
    if (!show(lines_[next - 1 - gone])) return std::to_string(next);
  return std::string();
}

}  // namespace terrane
