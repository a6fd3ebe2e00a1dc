#include "region/balancer/load_balancer_prices.h"

namespace terrane {

BalancerQuote quote_balancers(const Prices& prices, const load_balancer_rules::Charging& charging,
                              const load_balancer_rules::Traffic& traffic,
                              std::string_view performance, int64_t count) {
  bool in_advance = charging.type == ChargeType::kPrepaid;
  auto price = [&](Money hourly) {
    return in_advance ? price_in_advance(prices, hourly * count, uint32_t(charging.months))
                      : price_by_the_hour(hourly * count);
  };
  uint32_t capacity = load_balancer_rules::capacity_of(performance);
  bool by_traffic = traffic.charge == "TRAFFIC_POSTPAID_BY_HOUR";
  return {.balancer = price(prices.load_balancer_per_hour),
          .bandwidth = by_traffic ? Price{prices.traffic_per_gb}
                                  : price(prices.bandwidth_per_mbps_hour * traffic.bandwidth_mbps),
          .capacity = price(prices.load_balancer_capacity_per_hour * capacity),
          .in_advance = in_advance,
          .by_traffic = by_traffic,
          .has_internet = !traffic.charge.empty(),
          .has_capacity = capacity > 0};
}

Money hourly_price(const Prices& prices, const LoadBalancer& balancer) {
  uint32_t capacity = load_balancer_rules::capacity_of(balancer.performance);
  Money bandwidth = balancer.internet_charge.starts_with("BANDWIDTH")
                        ? prices.bandwidth_per_mbps_hour * balancer.bandwidth_mbps
                        : Money{};
  return prices.load_balancer_per_hour + prices.load_balancer_capacity_per_hour * capacity +
         bandwidth;
}

}  // namespace terrane
