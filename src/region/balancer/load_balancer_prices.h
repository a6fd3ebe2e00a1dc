// What load balancers cost: themselves, the capacity of a performance type, and the way to the
// Internet (M-24).
#pragma once

#include "model/price.h"
#include "region/balancer/load_balancer_rules.h"
#include "region/charging/metering.h"

namespace terrane {

struct BalancerQuote {
  Price balancer;
  Price bandwidth;  // for each GB where it is charged by traffic
  Price capacity;
  bool in_advance = false;  // for all of the time, else for each hour
  bool by_traffic = false;
  bool has_internet = false;
  bool has_capacity = false;
};

BalancerQuote quote_balancers(const Prices& prices, const Charging& charging,
                              const load_balancer_rules::Traffic& traffic,
                              std::string_view performance, int64_t count);

// Of one that is there; bandwidth that is charged by traffic costs nothing by the hour.
Rate rate_of_balancer(const Catalogue& catalogue, const LoadBalancer& balancer);

}  // namespace terrane
