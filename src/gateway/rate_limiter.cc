#include "gateway/rate_limiter.h"

#include <algorithm>

namespace terrane {
namespace {

constexpr int64_t kSecond = 1'000'000;
constexpr size_t kMaximumBuckets = 4096;  // of each part

}  // namespace

bool RateLimiter::admit(AccountId account, const contract::Action& action, Time now) {
  const Key key{account, &action};
  Part& part = parts_[boost::hash<Key>()(key) % kParts];
  std::scoped_lock lock(part.mutex);
  if (part.buckets.size() >= kMaximumBuckets)  // those that are full again say nothing
    boost::unordered::erase_if(
        part.buckets, [&](const auto& entry) { return entry.second.filled + seconds(1) <= now; });
  Bucket& bucket = part.buckets.try_emplace(key, Bucket{kSecond, now}).first->second;
  if (now > bucket.filled) {
    const int64_t passed = std::min((now - bucket.filled).microseconds, kSecond);
    bucket = {std::min(bucket.tokens + passed, kSecond), now};
  }
  const int64_t cost = kSecond / calls_per_second_;
  if (bucket.tokens < cost) return false;
  bucket.tokens -= cost;
  return true;
}

}  // namespace terrane
