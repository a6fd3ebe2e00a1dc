// Where a cell's records are kept (D5). One contract, several engines, one conformance suite
// (store/conformance.h). Keys are "<table>/<id>", values MessagePack maps.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace terrane {

// Changes that become durable together or not at all. Later changes to one key win.
class Batch {
 public:
  void put(std::string_view key, std::string_view value) { add(kPut, key, value); }
  void erase(std::string_view key) { add(kErase, key, {}); }
  bool empty() const { return count_ == 0; }
  size_t count() const { return count_; }
  size_t size_bytes() const { return bytes_.size(); }
  void clear() {
    bytes_.clear();
    count_ = 0;
  }
  // Adds the other's changes after one's own.
  void append(const Batch& other) {
    bytes_ += other.bytes_;
    count_ += other.count_;
  }

  // put(key, value) or erase(key) for each change, in order.
  template <class Put, class Erase>
  void visit(Put put, Erase erase) const {
    std::string_view rest = bytes_;
    while (!rest.empty()) {
      char operation = rest[0];
      rest.remove_prefix(1);
      std::string_view key = take(rest), value = take(rest);
      if (operation == kPut) {
        put(key, value);
      } else {
        erase(key);
      }
    }
  }

 private:
  static constexpr char kPut = 'p', kErase = 'e';

  void add(char operation, std::string_view key, std::string_view value) {
    bytes_ += operation;
    for (std::string_view part : {key, value}) {
      uint32_t size = static_cast<uint32_t>(part.size());
      bytes_.append(reinterpret_cast<const char*>(&size), sizeof size).append(part);
    }
    ++count_;
  }
  static std::string_view take(std::string_view& rest) {
    uint32_t size;
    __builtin_memcpy(&size, rest.data(), sizeof size);
    std::string_view part = rest.substr(sizeof size, size);
    rest.remove_prefix(sizeof size + size);
    return part;
  }

  std::string bytes_;  // one contiguous run: a cell appends to it under its lock
  size_t count_ = 0;
};

class Store {
 public:
  virtual ~Store() = default;

  using Visitor = std::function<void(std::string_view key, std::string_view value)>;
  // Shows every key that is there, in byte order. Called before the first commit.
  virtual Result<void> load(const Visitor& visitor) = 0;

  // Durable, whole, when it returns; on an error the batch is absent or whole, and the store
  // refuses everything after: the cell must be opened again to learn which. One caller at a time.
  virtual Result<void> commit(const Batch& batch) = 0;
};

}  // namespace terrane
