// The links between regions, over which letters travel (D3) and peering connections run. An
// operator may cut one, or slow it down: the fault is on record in the cells of both its ends, and
// a link is as bad as the worse of what they say. What neither says anything of works at once.
#pragma once

#include <algorithm>
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
    Link one = said(a, b), other = said(b, a);
    return {one.cut || other.cut, std::max(one.latency, other.latency)};
  }
  // What the records of the region `end` say of its link to `other`. Letters on their way stay on
  // it: they arrive when the link carries them.
  void note(std::string_view end, std::string_view other, Link link) {
    {
      std::lock_guard lock(mutex_);
      if (std::exchange(links_[{std::string(end), std::string(other)}], link) == link) return;
    }
    tell();
  }
  // `call` is called after each change, outside the lock of what it may ask.
  void when_changed(std::function<void()> call) {
    std::lock_guard lock(telling_);
    calls_.push_back(std::move(call));
  }
  // A region can be reached again, or can no longer.
  void tell() {
    std::lock_guard lock(telling_);
    for (auto& call : calls_) call();
  }

 private:
  Link said(std::string_view end, std::string_view other) const {
    auto found = links_.find({std::string(end), std::string(other)});
    return found == links_.end() ? Link() : found->second;
  }

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, Link> links_;  // by who says it, and of whom
  std::mutex telling_;
  std::vector<std::function<void()>> calls_;
};

}  // namespace terrane
