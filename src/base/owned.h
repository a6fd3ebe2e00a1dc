// A part that its owner's header need not know: made once, never null, and as constant as its
// owner.
#pragma once

#include <memory>
#include <utility>

namespace terrane {

template <class T>
class Owned {
 public:
  explicit Owned(std::unique_ptr<T> part) : part_(std::move(part)) {}
  T* operator->() { return part_.get(); }
  const T* operator->() const { return part_.get(); }
  T& operator*() { return *part_; }
  const T& operator*() const { return *part_; }

 private:
  std::unique_ptr<T> part_;
};

}  // namespace terrane
