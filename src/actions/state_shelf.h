// Where named states are kept: each is a few files of bytes, by name.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/error.h"

namespace terrane {

using StateFiles = std::map<std::string, std::string>;

inline constexpr ErrorKind kNoState{"ResourceNotFound.State",
                                    "There is no state {}; DescribeStates lists those there are.",
                                    "不存在状态 {}，可通过 DescribeStates 查询。"};

// Thread-safe.
class StateShelf {
 public:
  virtual ~StateShelf() = default;
  virtual Result<std::vector<std::string>> names() = 0;  // in their order
  // Whole and durable when it returns, in the place of one of the same name; or not there.
  virtual Result<void> put(const std::string& name, const StateFiles& files) = 0;
  virtual Result<StateFiles> get(const std::string& name) = 0;
  // One file of it.
  virtual Result<std::string> get(const std::string& name, const std::string& file) = 0;
  virtual Result<void> remove(const std::string& name) = 0;
};

// Gone with the process.
class MemoryShelf final : public StateShelf {
 public:
  Result<std::vector<std::string>> names() override {
    std::lock_guard lock(mutex_);
    std::vector<std::string> names;
    for (const auto& [name, files] : states_) names.push_back(name);
    return names;
  }
  Result<void> put(const std::string& name, const StateFiles& files) override {
    std::lock_guard lock(mutex_);
    states_[name] = files;
    return {};
  }
  Result<StateFiles> get(const std::string& name) override {
    std::lock_guard lock(mutex_);
    auto found = states_.find(name);
    if (found == states_.end()) return refuse(kNoState, name);
    return found->second;
  }
  Result<std::string> get(const std::string& name, const std::string& file) override {
    TRY(StateFiles files, get(name));
    return files[file];
  }
  Result<void> remove(const std::string& name) override {
    std::lock_guard lock(mutex_);
    if (states_.erase(name) == 0) return refuse(kNoState, name);
    return {};
  }

 private:
  std::mutex mutex_;
  std::map<std::string, StateFiles> states_;
};

}  // namespace terrane
