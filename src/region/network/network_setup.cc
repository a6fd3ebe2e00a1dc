#include "region/network/network_setup.h"

#include <mutex>

#include "region/network/vpc_manager.h"

namespace terrane {

bool is_set_up(const RegionCell& region, AccountId account) {
  return region.network.vpcs.count_of(account) > 0;
}

Result<void> set_up(RegionCell& region, AccountId account, Time now) {
  std::unique_lock writing(region.cell.lock());
  if (is_set_up(region, account)) return {};
  Transaction transaction;
  Change change{region, transaction, account, now, {}};
  CHECKED(vpc_manager::create(change, {.name = "Default-VPC",
                                       .cidr = "172.16.0.0/16",
                                       .is_default = true}));
  region.cell.commit(transaction);
  return {};
}

}  // namespace terrane
