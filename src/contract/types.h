// The types that generated API structs are made of: plain, trivially destructible, absent or
// present.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/arena.h"

namespace terrane::contract {

// A string member. A null data() means absent; the bytes belong to the request, its arena, or a
// record that is locked until the reply is written.
using Text = std::string_view;

inline bool present(Text text) {
  return text.data() != nullptr;
}

// A list member: absent (null), empty, or elements in the arena.
template <class T>
class List {
 public:
  List() = default;
  explicit List(std::span<const T> elements)
      : data_(elements.data()), size_(static_cast<uint32_t>(elements.size())) {}

  bool present() const { return data_ != nullptr; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& operator[](uint32_t index) const { return data_[index]; }

 private:
  const T* data_ = nullptr;
  uint32_t size_ = 0;
};

// A list in the arena with the given elements.
template <class T, class Elements>
List<T> list_of(Arena& arena, const Elements& elements) {
  auto copy = arena.create_array<T>(std::size(elements));
  size_t next = 0;
  for (const auto& element : elements) copy[next++] = T(element);
  return List<T>(copy);
}

}  // namespace terrane::contract
