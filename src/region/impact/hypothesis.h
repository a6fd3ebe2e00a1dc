// What if something failed (M-37): a region as it is, and the same region with one more fault. Two
// views of the same records, so that nothing need be changed to know what would.
#pragma once

#include <optional>

#include "fault/failing.h"
#include "region/reach/region_view.h"

namespace terrane::impact {

class Hypothesis {
 public:
  // Of what one account has, or everybody. Valid under the region's lock.
  Hypothesis(const RegionCell& region, std::optional<AccountId> account, const Failing& before,
             const Failing& after)
      : region_(region),
        account_(account),
        failing_after_(after),
        before_(region, before),
        after_(region, after) {}

  const RegionCell& region() const { return region_; }
  const RegionView& before() const { return before_; }
  const RegionView& after() const { return after_; }
  const Failing& failing_after() const { return failing_after_; }
  const std::optional<AccountId>& account() const { return account_; }

  // Whether the resource is up now and would not be; and whether it would be up.
  bool goes_down(AnyId resource) const { return is_up(before_, resource) && !stays_up(resource); }
  bool stays_up(AnyId resource) const { return is_up(after_, resource); }
  // Calls visit(record) for each of the account's, or for all.
  template <class T, class Visit>
  void each_of(const Table<T>& table, Visit visit) const {
    if (!account_) return table.each(visit);
    for (const T* record : table.of(*account_))
      if (record) visit(*record);
  }

 private:
  static bool is_up(const RegionView& view, AnyId resource) {
    auto end = view.find(resource);
    return end && end->state.empty();
  }
  const RegionCell& region_;
  std::optional<AccountId> account_;
  const Failing& failing_after_;
  RegionView before_;
  RegionView after_;
};

}  // namespace terrane::impact
