// Memory of one request: handed out by moving a pointer, freed all at once when the request ends.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory_resource>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

namespace terrane {

// Not thread-safe: a request runs on one thread at a time. Destructors of what lives here never
// run, so only trivially destructible things may.
class Arena {
 public:
  Arena() : memory_(inline_, sizeof inline_) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  template <class T, class... Arguments>
  T* create(Arguments&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (memory_.allocate(sizeof(T), alignof(T))) T{std::forward<Arguments>(arguments)...};
  }

  // `count` value-initialised elements; an empty span for none, with a pointer that is not null.
  template <class T>
  std::span<T> create_array(size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    T* first = static_cast<T*>(memory_.allocate(sizeof(T) * (count ? count : 1), alignof(T)));
    for (size_t i = 0; i < count; ++i) new (first + i) T{};
    return {first, count};
  }

  std::string_view copy(std::string_view text) {
    char* bytes = static_cast<char*>(memory_.allocate(text.size() + 1, 1));
    std::memcpy(bytes, text.data(), text.size());
    return {bytes, text.size()};
  }

  std::pmr::memory_resource* resource() { return &memory_; }

 private:
  alignas(std::max_align_t) std::byte inline_[4096];
  std::pmr::monotonic_buffer_resource memory_;
};

}  // namespace terrane
