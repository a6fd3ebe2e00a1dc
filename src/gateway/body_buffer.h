// Where a request's body lies that does not fit the receive buffer, or comes in chunks; and how
// much memory all of these take together.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace terrane {

// What may be taken, by all together. Safe to use from several threads.
class MemoryBudget {
 public:
  explicit MemoryBudget(size_t bytes) : left_(bytes) {}

  // False if so much is not left: then nothing is taken.
  bool take(size_t bytes);
  void give_back(size_t bytes) { left_.fetch_add(bytes, std::memory_order_relaxed); }
  size_t left() const { return left_.load(std::memory_order_relaxed); }

 private:
  std::atomic<size_t> left_;
};

// Grows with what arrives, not with what is announced, as far as the budget lets it.
class BodyBuffer {
 public:
  explicit BodyBuffer(MemoryBudget& budget) : budget_(budget) {}
  ~BodyBuffer() { release(); }
  BodyBuffer(const BodyBuffer&) = delete;

  std::string_view text() const { return {bytes_.get(), size_}; }
  size_t size() const { return size_; }
  bool is_full() const { return size_ == capacity_; }

  // Makes room for `size` bytes or more, but never for more than `limit`. False if the budget does
  // not have the memory: then all is as before.
  bool grow(size_t size, size_t limit);
  // False as of grow().
  bool append(std::string_view text, size_t limit);
  // Bytes received into free_space() are part of the text once added().
  std::span<char> free_space() { return {bytes_.get() + size_, capacity_ - size_}; }
  void added(size_t size) { size_ += size; }

  // Forgets the text, and gives its memory back.
  void release();

 private:
  MemoryBudget& budget_;
  std::unique_ptr<char[]> bytes_;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace terrane
