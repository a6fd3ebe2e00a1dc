// Who refers to what (D7): "what uses this subnet?" is one lookup. Derived from the records alone,
// so it is exact by construction: a table tells it of every record that comes, changes and goes.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstddef>
#include <optional>

#include "base/resource_id.h"

namespace terrane {

class Ledger {
 public:
  using Referrers = boost::unordered_flat_set<AnyId, std::hash<AnyId>>;

  void add(AnyId referrer, AnyId target);
  void remove(AnyId referrer, AnyId target);

  // Everything that refers to the target; an empty set for none.
  const Referrers& referrers(AnyId target) const;
  // How many of one kind do, and one of them, whichever.
  size_t count(AnyId target, Kind kind) const;
  std::optional<AnyId> any(AnyId target, Kind kind) const;

  // Calls visit(id) for each referrer of one kind.
  template <class Visit>
  void each(AnyId target, Kind kind, Visit visit) const {
    for (AnyId referrer : referrers(target))
      if (referrer.kind() == kind) visit(referrer);
  }
  // Calls visit(referrer, target) for everything recorded.
  template <class Visit>
  void each(Visit visit) const {
    for (const auto& [target, referrers] : referrers_)
      for (AnyId referrer : referrers) visit(referrer, target);
  }

 private:
  boost::unordered_flat_map<AnyId, Referrers, std::hash<AnyId>> referrers_;
};

}  // namespace terrane
