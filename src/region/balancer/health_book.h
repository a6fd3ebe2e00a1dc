// What health checks have seen of each target: whether it answers, and since when. Kept in memory
// alone. What a check sees follows from the records; only the moment at which it began to see it is
// noted here. After a restart the checks have long been running: what they see then is settled.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <mutex>

#include "region/balancer/forwarding.h"

namespace terrane {

enum class TargetHealth : uint8_t {
  kUnknown,  // too few checks yet
  kAlive,
  kDead,
  kUnchecked,  // the check is off: it counts as alive
};

class HealthBook {
 public:
  // Notes that `target` of `holder`, a listener, a rule or a target group, answers now or does not,
  // and tells what the checks make of it. May be called by many readers at a time.
  TargetHealth look(AnyId holder, const Target& target, const HealthCheck& check, bool answers,
                    Time now);
  // The target, or all of a holder's, are gone.
  void forget(AnyId holder, const Target& target);
  void forget(AnyId holder);

 private:
  struct Seen {
    bool answers = false;
    Time since;
    TargetHealth before = TargetHealth::kUnknown;  // what it was found until then
  };
  struct Key {
    AnyId owner;
    uint64_t place;  // address and port
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    size_t operator()(const Key& key) const noexcept {
      return std::hash<AnyId>()(key.owner) * 31 + key.place * 0x9e3779b97f4a7c15ull;
    }
  };
  static Key key_of(const Target& target);
  static TargetHealth verdict(const Seen& seen, const HealthCheck& check, Time now);

  using OfHolder = boost::unordered_flat_map<Key, Seen, Hash>;
  std::mutex mutex_;
  boost::unordered_flat_map<AnyId, OfHolder, std::hash<AnyId>> seen_;
};

}  // namespace terrane
