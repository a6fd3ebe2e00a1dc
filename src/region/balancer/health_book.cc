#include "region/balancer/health_book.h"

namespace terrane {

HealthBook::Key HealthBook::key_of(const Target& target) {
  return {target.owner(), uint64_t{target.address.bits} << 16 | target.port};
}

TargetHealth HealthBook::verdict(const Seen& seen, const HealthCheck& check, Time now) {
  int64_t checks = seen.answers ? check.healthy_after : check.unhealthy_after;
  if (now - seen.since < seconds(checks * check.interval_seconds)) return seen.before;
  return seen.answers ? TargetHealth::kAlive : TargetHealth::kDead;
}

TargetHealth HealthBook::look(AnyId holder, const Target& target, const HealthCheck& check,
                              bool answers, Time now) {
  if (!check.enabled) return TargetHealth::kUnchecked;
  std::lock_guard lock(mutex_);
  Seen& seen =
      seen_[holder].try_emplace(key_of(target), Seen{answers, target.registered}).first->second;
  if (seen.since < target.registered) seen = {answers, target.registered};  // registered anew
  if (seen.answers != answers) seen = {answers, now, verdict(seen, check, now)};
  return verdict(seen, check, now);
}

void HealthBook::forget(AnyId holder, const Target& target) {
  std::lock_guard lock(mutex_);
  auto found = seen_.find(holder);
  if (found == seen_.end()) return;
  found->second.erase(key_of(target));
  if (found->second.empty()) seen_.erase(found);
}

void HealthBook::forget(AnyId holder) {
  std::lock_guard lock(mutex_);
  seen_.erase(holder);
}

}  // namespace terrane
