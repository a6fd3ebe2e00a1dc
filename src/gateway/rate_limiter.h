// How often one account may call one action.
#pragma once

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <mutex>

#include "base/resource_id.h"
#include "base/time.h"
#include "contract/shape.h"

namespace terrane {

// A bucket of tokens for each account and action: it holds one second's worth, and fills steadily.
// Safe to use from several threads.
class RateLimiter {
 public:
  explicit RateLimiter(int64_t calls_per_second) : calls_per_second_(calls_per_second) {}

  int64_t calls_per_second() const { return calls_per_second_; }
  // Counts the call; false if it is one too many.
  bool admit(AccountId account, const contract::Action& action, Time now);

 private:
  static constexpr size_t kParts = 16;
  using Key = std::pair<AccountId, const contract::Action*>;
  struct Bucket {
    int64_t tokens;  // in microseconds' worth: a call takes 1'000'000 / calls_per_second
    Time filled;
  };
  struct alignas(64) Part {
    std::mutex mutex;
    boost::unordered_flat_map<Key, Bucket> buckets;
  };

  const int64_t calls_per_second_;
  std::array<Part, kParts> parts_;
};

}  // namespace terrane
