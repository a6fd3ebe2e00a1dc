#include "region/balancer/load_balancer_prices.h"

namespace terrane {

BalancerQuote quote_balancers(const Prices& prices, const Charging& charging,
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

Rate rate_of_balancer(const Catalogue& catalogue, const LoadBalancer& balancer) {
  const Prices& prices = catalogue.prices();
  uint32_t capacity = load_balancer_rules::capacity_of(balancer.performance);
  Money hourly = prices.load_balancer_per_hour + prices.load_balancer_capacity_per_hour * capacity;
  if (balancer.internet_charge.starts_with("BANDWIDTH"))
    hourly = hourly + prices.bandwidth_per_mbps_hour * balancer.bandwidth_mbps;
  return plain_rate(balancer.charge, hourly, balancer.expires, balancer.isolated);
}

}  // namespace terrane
