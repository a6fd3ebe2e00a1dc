// How caches are charged (M-24): by the hour, or in advance.
#pragma once

#include "region/cache/cache_rules.h"
#include "region/charging/metering.h"

namespace terrane {

inline Rate rate_of_cache(const Catalogue& catalogue, const Cache& cache) {
  return plain_rate(cache.charge, cache_rules::hourly_price(catalogue.prices(), cache),
                    cache.expires, cache.isolated.is_set());
}

}  // namespace terrane
