#include "region/region_cell.h"

#include "region/compute/instance_expiry.h"

namespace terrane {

RegionCell::RegionCell(const Catalogue& catalogue, RegionIndex place, Env env,
                       std::unique_ptr<Store> store, std::unique_ptr<Driver> driver)
    : catalogue(catalogue),
      index(place),
      cell(catalogue.region(place).id, env, std::move(store)),
      accounts(cell),
      first_answers(cell),
      mailbox(cell),
      network(cell, catalogue.region(place).number),
      compute(cell, catalogue, catalogue.region(place), network),
      driver(std::move(driver)),
      agenda_(cell),
      reconciler_(*this) {
  agenda_.watch<Instance>(compute.instances,
                          [this](Transaction& transaction, const Instance& instance) {
                            Change change{*this, transaction, instance.account, cell.now(), {}};
                            expire(change, instance);
                          });
}

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

const Zone* RegionCell::find_zone(uint32_t number) const {
  for (ZoneIndex zone : place().zones)
    if (catalogue.zone(zone).number == number) return &catalogue.zone(zone);
  return nullptr;
}

}  // namespace terrane
