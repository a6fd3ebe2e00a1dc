#include "cell/ledger.h"

#include "base/error.h"

namespace terrane {

void Ledger::add(AnyId referrer, AnyId target) {
  if (!target) return;
  check(referrers_[target].insert(referrer).second, "a reference is recorded once");
}

void Ledger::remove(AnyId referrer, AnyId target) {
  if (!target) return;
  auto found = referrers_.find(target);
  check(found != referrers_.end() && found->second.erase(referrer) == 1,
        "a reference that goes was recorded");
  if (found->second.empty()) referrers_.erase(found);
}

const Ledger::Referrers& Ledger::referrers(AnyId target) const {
  static const Referrers kNone;
  auto found = referrers_.find(target);
  return found == referrers_.end() ? kNone : found->second;
}

size_t Ledger::count(AnyId target, Kind kind) const {
  size_t count = 0;
  each(target, kind, [&](AnyId) { ++count; });
  return count;
}

std::optional<AnyId> Ledger::any(AnyId target, Kind kind) const {
  for (AnyId referrer : referrers(target))
    if (referrer.kind() == kind) return referrer;
  return std::nullopt;
}

}  // namespace terrane
