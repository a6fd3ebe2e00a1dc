#include "region/cache/cache_duties.h"

#include "region/cache/cache_charge_rules.h"
#include "region/cache/cache_tables.h"
#include "region/charging/charging_tables.h"

namespace terrane {
namespace {

// Its prepaid time is over, or it was kept isolated long enough (M-24).
void attend(Transaction& transaction, Table<Cache>& caches, const Cache& cache, Time now) {
  CacheId id = cache.id;
  if (cache.isolated.is_set()) return transaction.remove(caches, id);
  transaction.change(caches, id, [&](Cache& changed) {
    if (changed.renew == RenewFlag::kNotifyAndAuto) {
      changed.expires = add_months(changed.expires, 1);
    } else {
      changed.isolated = now;
    }
  });
}

}  // namespace

void take_up_cache_duties(RegionCell& region, Agenda& agenda) {
  Table<Cache>& caches = region.cache->caches;
  agenda.watch<Cache>(caches, [&caches](Transaction& transaction, const Cache& cache) {
    attend(transaction, caches, cache, transaction.at);
  });
  region.charging->metering.meter<Cache>(caches, rate_of_cache);
}

}  // namespace terrane
