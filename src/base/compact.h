// Strings and lists of one pointer's size, for records kept by the million: empty costs no memory
// beyond the pointer.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace terrane {

// A list that is set as a whole and then read. T may be any copyable type.
template <class T>
class CompactList {
 public:
  CompactList() = default;
  explicit CompactList(std::span<const T> elements) { assign(elements); }
  CompactList(std::initializer_list<T> elements) { assign({elements.begin(), elements.size()}); }
  CompactList(const CompactList& other) { assign(other); }
  CompactList(CompactList&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
  CompactList& operator=(CompactList other) noexcept {
    std::swap(block_, other.block_);
    return *this;
  }
  ~CompactList() { release(); }

  const T* begin() const { return block_ ? elements(block_) : nullptr; }
  const T* end() const { return block_ ? elements(block_) + block_->size : nullptr; }
  size_t size() const { return block_ ? block_->size : 0; }
  bool empty() const { return block_ == nullptr; }
  const T& operator[](size_t index) const { return begin()[index]; }
  operator std::span<const T>() const { return {begin(), size()}; }
  bool operator==(const CompactList& other) const {
    return std::equal(begin(), end(), other.begin(), other.end());
  }

 private:
  struct Block {
    uint32_t size;
  };
  static constexpr size_t kOffset = std::max(sizeof(Block), alignof(T));
  static T* elements(Block* block) {
    return reinterpret_cast<T*>(reinterpret_cast<char*>(block) + kOffset);
  }
  void assign(std::span<const T> source) {
    if (source.empty()) return;
    void* memory = ::operator new(kOffset + source.size() * sizeof(T));
    block_ = new (memory) Block{static_cast<uint32_t>(source.size())};
    std::uninitialized_copy(source.begin(), source.end(), elements(block_));
  }
  void release() {
    if (!block_) return;
    std::destroy_n(elements(block_), block_->size);
    ::operator delete(block_);
  }

  Block* block_ = nullptr;
};

class CompactString {
 public:
  CompactString() = default;
  CompactString(std::string_view text) : characters_(std::span(text.data(), text.size())) {}
  CompactString(const char* text) : CompactString(std::string_view(text)) {}
  // Never absent: an empty string has a pointer, too.
  std::string_view view() const {
    return characters_.empty() ? std::string_view("")
                               : std::string_view(characters_.begin(), characters_.size());
  }
  operator std::string_view() const { return view(); }
  bool empty() const { return characters_.empty(); }
  bool operator==(const CompactString&) const = default;

 private:
  CompactList<char> characters_;
};

}  // namespace terrane
