#pragma once

#include <map>
#include <memory>
#include <string>

#include "store/store.h"

namespace terrane {

// What a memory store keeps; shared by the stores opened on it one after the other, so that tests
// can restart a cell. It is gone with the process.
struct MemoryRecords {
  std::map<std::string, std::string, std::less<>> by_key;

  void apply(const Batch& batch) {
    batch.visit([&](std::string_view key,
                    std::string_view value) { by_key.insert_or_assign(std::string(key), value); },
                [&](std::string_view key) {
                  if (auto found = by_key.find(key); found != by_key.end()) by_key.erase(found);
                });
  }
  void show(const Store::Visitor& visitor) const {
    for (auto& [key, value] : by_key) visitor(key, value);
  }
};

// For tests and `--ephemeral`.
class MemoryStore final : public Store {
 public:
  explicit MemoryStore(std::shared_ptr<MemoryRecords> records = std::make_shared<MemoryRecords>())
      : records_(std::move(records)) {}

  Result<void> load(const Visitor& visitor) override {
    records_->show(visitor);
    return {};
  }
  Result<void> commit(const Batch& batch) override {
    records_->apply(batch);
    return {};
  }

 private:
  std::shared_ptr<MemoryRecords> records_;
};

}  // namespace terrane
