#include "region/cache/cache_manager.h"

#include "cell/projects.h"
#include "region/cache/cache_tables.h"
#include "region/compute/power.h"
#include "region/compute/zone_stock_manager.h"
#include "region/tags.h"

namespace terrane::cache_manager {
namespace {

using namespace cache_rules;

template <class Modify>
void change_cache(Change& change, CacheId id, Modify modify_cache) {
  change.transaction.change(change.region.cache->caches, id, modify_cache);
}

}  // namespace

Result<const Cache*> create(Change& change, const NewCache& wanted) {
  RegionCell& region = change.region;
  TRY(const Zone* zone, check_zone(region, wanted.zone));
  TRY(uint32_t memory, check_memory(wanted.memory_gib));
  TRY(const Subnet* subnet, find_subnet(region, change.account, *zone, wanted.vpc, wanted.subnet));
  TRY(Ipv4 address, check_address(region, *subnet, wanted.address));
  CHECKED(check_name(wanted.name));
  CHECKED(check_project(region.accounts, change.account, wanted.project, kNoSuchProject));
  TRY(ChargeType charge, check_charge_type(wanted.charge_type));
  TRY(RenewFlag renew, check_renew_flag(wanted.renew_flag));
  bool prepaid = charge == ChargeType::kPrepaid;
  TRY(int months, check_period(prepaid ? wanted.months.value_or(0) : 1));
  CHECKED(check_tags(wanted.tags, region.catalogue.limits().tags_per_resource));
  CHECKED(check_quota(region, change.account));
  CHECKED(power::check(region, *zone, kZoneWithoutPower));
  if (zone_stock_manager::sold_out(region, *zone)) return refuse(kZoneSoldOut, zone->id);
  auto& table = region.cache->caches;
  CacheId id = region.cell.new_id(table);
  return &change.transaction.add(
      table, Cache{.id = id,
                   .account = change.account,
                   .sequence = region.cell.next_sequence(),
                   .name = wanted.name.empty() ? to_text(id) : std::string(wanted.name),
                   .zone = zone->number,
                   .vpc = subnet->vpc,
                   .subnet = subnet->id,
                   .address = address,
                   .memory_gib = memory,
                   .project = wanted.project,
                   .charge = charge,
                   .renew = renew,
                   .expires = prepaid ? add_months(change.now, months) : Time{},
                   .created = change.now,
                   .modified = change.now,
                   .tags = wanted.tags});
}

Result<void> modify(Change& change, std::string_view id, const CacheChange& wanted) {
  TRY(const Cache* cache, find(change.region, change.account, id));
  if (!wanted.name && !wanted.memory_gib && !wanted.project && !wanted.renew_flag)
    return refuse(kNothingToChange);
  if (cache->isolated.is_set()) return refuse(kIsolated, id);
  if (wanted.name) CHECKED(check_name(*wanted.name));
  TRY(uint32_t memory, check_memory(wanted.memory_gib.value_or(cache->memory_gib)));
  if (wanted.project)
    CHECKED(check_project(change.region.accounts, change.account, *wanted.project, kNoSuchProject));
  RenewFlag renew = cache->renew;
  if (wanted.renew_flag) {
    if (cache->charge != ChargeType::kPrepaid) return refuse(kNotPrepaid, id);
    TRY(renew, check_renew_flag(*wanted.renew_flag));
  }
  const Zone& zone = *change.region.find_zone(cache->zone);
  if (memory > cache->memory_gib) CHECKED(power::check(change.region, zone, kZoneWithoutPower));
  if (memory > cache->memory_gib && zone_stock_manager::sold_out(change.region, zone))
    return refuse(kZoneSoldOut, zone.id);
  change_cache(change, cache->id, [&](Cache& changed) {
    if (wanted.name) changed.name = wanted.name->empty() ? to_text(changed.id) : *wanted.name;
    changed.memory_gib = memory;
    changed.project = wanted.project.value_or(changed.project);
    changed.renew = renew;
    changed.modified = change.now;
  });
  return {};
}

Result<void> renew(Change& change, Ids ids, int64_t months) {
  TRY(auto caches, find_all(change.region, change.account, ids));
  TRY(int period, check_period(months));
  for (const Cache* cache : caches) {
    if (cache->charge != ChargeType::kPrepaid) return refuse(kNotPrepaid, to_text(cache->id));
    change_cache(change, cache->id, [&](Cache& changed) {
      changed.expires = prolonged(changed.expires, change.now, period);
      changed.isolated = {};
    });
  }
  return {};
}

Result<void> remove(Change& change, Ids ids) {
  TRY(auto caches, find_all(change.region, change.account, ids));
  for (const Cache* cache : caches) {
    if (cache->charge == ChargeType::kPrepaid && !cache->isolated.is_set()) {
      change_cache(change, cache->id, [&](Cache& changed) {
        changed.isolated = change.now;
        changed.expires = std::min(changed.expires, change.now);
      });
    } else {
      change.transaction.remove(change.region.cache->caches, CacheId(cache->id));
    }
  }
  return {};
}

}  // namespace terrane::cache_manager
