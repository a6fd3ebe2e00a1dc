// How many instances an account has in each zone, by how they are charged: what quotas are counted
// against. Derived from the instances.
#pragma once

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>

#include "region/compute/instance.h"

namespace terrane {

class InstanceCounts {
 public:
  uint32_t count(AccountId account, uint32_t zone, ChargeType charge) const {
    auto found = counts_.find({uint64_t(account), zone});
    return found == counts_.end() ? 0 : found->second[size_t(charge)];
  }

  void follow(const Instance* before, const Instance* after) {
    if (before) --of(*before);
    if (after) ++of(*after);
  }

 private:
  struct Owner {
    uint64_t account;
    uint32_t zone;
    bool operator==(const Owner&) const = default;
    friend size_t hash_value(const Owner& owner) {
      return owner.account * 0x9e3779b97f4a7c15ull ^ owner.zone * 0xc2b2ae3d27d4eb4full;
    }
  };
  uint32_t& of(const Instance& instance) {
    return counts_[{uint64_t(instance.account), instance.zone}][size_t(instance.charge)];
  }

  boost::unordered_flat_map<Owner, std::array<uint32_t, 3>, boost::hash<Owner>> counts_;
};

}  // namespace terrane
