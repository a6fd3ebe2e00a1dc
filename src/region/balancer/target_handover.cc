#include "region/balancer/target_handover.h"

#include "region/balancer/target_manager.h"

namespace terrane::target_handover {

std::vector<AnyId> holders_of(const RegionCell& region, InstanceId instance) {
  std::vector<AnyId> holders;
  for (AnyId holder : region.cell.ledger().referrers(instance))
    if (holder.kind() == Kind::kListener || holder.kind() == Kind::kForwardingRule ||
        holder.kind() == Kind::kTargetGroup)
      holders.push_back(holder);
  return holders;
}

void hand_over(RegionCell& region, Transaction& transaction, InstanceId from, InstanceId to,
               Ipv4 address, Time now) {
  auto turn = [&](std::vector<Target>& targets) {
    for (Target& target : targets) {
      if (target.instance != from) continue;
      target.instance = to;
      if (target.address.is_set()) target.address = address;
      target.registered = now;
    }
  };
  for (AnyId holder : holders_of(region, from)) {
    if (holder.kind() == Kind::kTargetGroup) {
      transaction.change(region.balancer->target_groups, TargetGroupId(holder),
                         [&](TargetGroup& changed) { turn(changed.members); });
    } else {
      target_manager::change_forwarding(region, transaction, holder,
                                        [&](Forwarding& changed) { turn(changed.targets); });
    }
  }
}

}  // namespace terrane::target_handover
