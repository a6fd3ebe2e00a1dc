#include "region/balancer/balancer_duties.h"

#include "region/balancer/load_balancer_manager.h"
#include "region/balancer/target_health.h"

namespace terrane {
void take_up_balancer_duties(RegionCell& region, Agenda& agenda) {
  auto& balancers = region.balancer->load_balancers;
  agenda.watch<LoadBalancer>(
      balancers, [&](Transaction& transaction, const LoadBalancer& balancer) {
        end_term(transaction, balancers, balancer,
                 [&] { load_balancer_manager::reclaim(region, transaction, balancer); });
      });
  target_health::watch(region);
}

}  // namespace terrane
