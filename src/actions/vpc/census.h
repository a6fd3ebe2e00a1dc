// How many resources of each kind refer to something: a VPC, a subnet, a security group.
#pragma once

#include <array>
#include <cstdint>

#include "base/kind.h"
#include "cell/ledger.h"

namespace terrane {

class Census {
 public:
  // Counts everything that refers to `target`, beside what was counted before.
  void add_users_of(const Ledger& ledger, AnyId target) {
    for (AnyId user : ledger.referrers(target)) ++counts_[size_t(user.kind())];
  }
  uint64_t operator[](Kind kind) const { return counts_[size_t(kind)]; }

 private:
  std::array<uint64_t, kKindCount + 1> counts_{};
};

}  // namespace terrane
