// The links between regions, over which letters travel (D3). An operator may cut one, or slow it
// down; each pair of regions has one, the same in both directions. What is not said of a link is
// that it works at once.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"

namespace terrane {

struct Link {
  bool cut = false;
  Duration latency;  // how long a letter is on its way
  bool operator==(const Link&) const = default;
};

// Safe to use from any thread.
class Links {
 public:
  Link between(std::string_view a, std::string_view b) const {
    std::lock_guard lock(mutex_);
    auto found = links_.find(pair_of(a, b));
    return found == links_.end() ? Link() : found->second;
  }
  // Letters on their way stay on it: they arrive when the link carries them.
  void set(std::string_view a, std::string_view b, Link link) {
    {
      std::lock_guard lock(mutex_);
      links_[pair_of(a, b)] = link;
    }
    tell();
  }
  void cut(std::string_view a, std::string_view b) { set(a, b, {.cut = true}); }
  void heal(std::string_view a, std::string_view b) { set(a, b, {}); }
  void heal_all() {
    {
      std::lock_guard lock(mutex_);
      links_.clear();
    }
    tell();
  }
  // `call` is called after each change, outside the lock of what it may ask.
  void when_changed(std::function<void()> call) {
    std::lock_guard lock(telling_);
    calls_.push_back(std::move(call));
  }

 private:
  using Pair = std::pair<std::string, std::string>;
  static Pair pair_of(std::string_view a, std::string_view b) {
    return a < b ? Pair(a, b) : Pair(b, a);
  }

  void tell() {
    std::lock_guard lock(telling_);
    for (auto& call : calls_) call();
  }

  mutable std::mutex mutex_;
  std::map<Pair, Link> links_;
  std::mutex telling_;
  std::vector<std::function<void()>> calls_;
};

}  // namespace terrane
