#include "gateway/body_buffer.h"

#include <algorithm>
#include <utility>

namespace terrane {
namespace {

constexpr size_t kFirstCapacity = 16 << 10;

}  // namespace

bool MemoryBudget::take(size_t bytes) {
  size_t left = left_.load(std::memory_order_relaxed);
  do {
    if (left < bytes) return false;
  } while (!left_.compare_exchange_weak(left, left - bytes, std::memory_order_relaxed));
  return true;
}

bool BodyBuffer::grow(size_t size, size_t limit) {
  if (size <= capacity_) return true;
  const size_t capacity = std::max(size, std::min(limit, std::max(kFirstCapacity, 2 * capacity_)));
  if (!budget_.take(capacity)) return false;
  auto larger = std::make_unique_for_overwrite<char[]>(capacity);
  std::ranges::copy(text(), larger.get());
  bytes_ = std::move(larger);
  budget_.give_back(std::exchange(capacity_, capacity));  // both were there for a moment
  return true;
}

bool BodyBuffer::append(std::string_view text, size_t limit) {
  if (!grow(size_ + text.size(), limit)) return false;
  std::ranges::copy(text, bytes_.get() + size_);
  size_ += text.size();
  return true;
}

void BodyBuffer::release() {
  bytes_.reset();
  size_ = 0;
  budget_.give_back(std::exchange(capacity_, 0));
}

}  // namespace terrane
