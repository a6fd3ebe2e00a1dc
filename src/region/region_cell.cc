#include "region/region_cell.h"

#include "cell/event_log.h"
#include "fault/fault_tables.h"
#include "model/zone_number.h"
#include "region/balancer/balancer_duties.h"
#include "region/balancer/balancer_tables.h"
#include "region/block/block_duties.h"
#include "region/block/block_tables.h"
#include "region/cache/cache_duties.h"
#include "region/cache/cache_tables.h"
#include "region/charging/charging_duties.h"
#include "region/charging/charging_tables.h"
#include "region/compute/power.h"
#include "region/database/database_duties.h"
#include "region/database/database_tables.h"
#include "region/image/image_duties.h"
#include "region/image/image_tables.h"
#include "region/migration/migration_duties.h"
#include "region/migration/migration_tables.h"
#include "region/network/network_duties.h"
#include "region/reach/reach_index.h"
#include "region/tagged_kinds.h"

namespace terrane {

template class Table<ProductOffer>;

RegionCell::RegionCell(const Catalogue& catalogue, RegionIndex place, Env env,
                       std::unique_ptr<Store> store, std::unique_ptr<Driver> driver)
    : catalogue(catalogue),
      index(place),
      cell(catalogue.region(place).id, env, std::move(store)),
      accounts(cell),
      first_answers(cell),
      mailbox(cell),
      product_offers(cell.ledger()),
      network(cell, catalogue.region(place).number),
      compute(cell, catalogue, catalogue.region(place), network),
      block(std::make_unique<BlockTables>(cell)),
      image(std::make_unique<ImageTables>(cell)),
      balancer(std::make_unique<BalancerTables>(cell, network)),
      database(std::make_unique<DatabaseTables>(cell, network)),
      cache(std::make_unique<CacheTables>(cell, network)),
      charging(std::make_unique<ChargingTables>(cell, catalogue)),
      migration(std::make_unique<MigrationTables>(cell)),
      faults(std::make_unique<FaultTables>(cell)),
      reach(std::make_unique<ReachIndex>(network)),
      driver(std::move(driver)),
      agenda_(cell),
      reconciler_(*this) {
  cell.attach(product_offers);
  for (TableBase* copy : accounts.all()) cell.events().leave_out(*copy);
  for (const auto& kind : tagged_kinds_of_regions()) kind.watch(*this, tags);
  power::watch_instances(*this);
  take_up_network_duties(*this, agenda_);
  take_up_block_duties(*this, agenda_);
  take_up_image_duties(*this, agenda_);
  take_up_balancer_duties(*this, agenda_);
  take_up_database_duties(*this, agenda_);
  take_up_cache_duties(*this, agenda_);
  take_up_charging_duties(*this, agenda_);
  take_up_migration_duties(*this, agenda_);
}

RegionCell::~RegionCell() = default;

Result<void> RegionCell::open() {
  CHECKED(cell.open());
  reconciler_.open();
  agenda_.open();
  return {};
}

Result<void> RegionCell::follow(Transaction& transaction, const Batch& stored) {
  Result<void> outcome;
  auto follow_one = [&](std::string_view key, std::optional<std::string_view> value) {
    size_t slash = key.find('/');
    for (TableBase* table : accounts.all()) {
      if (!outcome || table->name() != key.substr(0, slash)) continue;
      outcome = table->follow(transaction, key.substr(slash + 1), value);
    }
  };
  stored.visit([&](std::string_view key, std::string_view value) { follow_one(key, value); },
               [&](std::string_view key) { follow_one(key, std::nullopt); });
  return outcome;
}

const Zone* RegionCell::find_zone(std::string_view id) const {
  const Zone* zone = catalogue.find_zone(id);
  return zone && zone->region == index ? zone : nullptr;
}

bool RegionCell::offers(std::string_view product) const {
  const ProductOffer* said = product_offers.find(std::string(product));
  return said ? said->available : catalogue.offers(place(), product);
}

const Zone* RegionCell::find_zone(uint32_t number) const {
  return terrane::find_zone(catalogue, place(), number);
}

}  // namespace terrane
