#include "region/balancer/balancer_duties.h"

#include "region/balancer/load_balancer_manager.h"
#include "region/balancer/target_health.h"

namespace terrane {
namespace {

// The prepaid period is over: it is prolonged, or isolated, or, a week later, gone (M-24).
void expire(RegionCell& region, Transaction& transaction, const LoadBalancer& balancer) {
  if (balancer.isolated) return load_balancer_manager::reclaim(region, transaction, balancer);
  transaction.change(region.balancer->load_balancers, balancer.id, [](LoadBalancer& changed) {
    if (changed.renew == RenewFlag::kNotifyAndAuto)
      changed.expires = add_months(changed.expires, 1);
    else
      changed.isolated = true;
  });
}

}  // namespace

void take_up_balancer_duties(RegionCell& region, Agenda& agenda) {
  agenda.watch<LoadBalancer>(region.balancer->load_balancers,
                             [&region](Transaction& transaction, const LoadBalancer& balancer) {
                               expire(region, transaction, balancer);
                             });
  target_health::watch(region);
}

}  // namespace terrane
