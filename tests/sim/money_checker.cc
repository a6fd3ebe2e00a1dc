// The book of charges, computed again from what every resource cost at every moment.
#include "region/balancer/balancer_tables.h"
#include "region/balancer/load_balancer_prices.h"
#include "region/block/block_tables.h"
#include "region/block/disk_charge_rules.h"
#include "region/block/snapshot_charge_rules.h"
#include "region/cache/cache_charge_rules.h"
#include "region/cache/cache_tables.h"
#include "region/charging/charging_tables.h"
#include "region/compute/instance_prices.h"
#include "region/database/database_charge_rules.h"
#include "region/database/database_tables.h"
#include "region/network/address_charge_rules.h"
#include "region/network/peering_charge_rules.h"
#include "sim/checkers.h"

namespace terrane::sim {
namespace {

// Calls visit(record, rate) for everything that is metered.
template <class Visit>
void each_metered(const RegionCell& region, Visit visit) {
  const Catalogue& catalogue = region.catalogue;
  region.compute.instances.each(
      [&](const Instance& instance) { visit(instance, rate_of_instance(catalogue, instance)); });
  region.network.elastic_addresses.each(
      [&](const Address& address) { visit(address, rate_of_address(catalogue, address)); });
  region.block->disks.each([&](const Disk& disk) { visit(disk, rate_of_disk(catalogue, disk)); });
  region.block->snapshots.each(
      [&](const Snapshot& snapshot) { visit(snapshot, rate_of_snapshot(catalogue, snapshot)); });
  region.database->databases.each(
      [&](const Database& database) { visit(database, rate_of_database(catalogue, database)); });
  region.cache->caches.each(
      [&](const Cache& cache) { visit(cache, rate_of_cache(catalogue, cache)); });
  region.balancer->load_balancers.each([&](const LoadBalancer& balancer) {
    visit(balancer, rate_of_balancer(catalogue, balancer));
  });
  region.network.peering_connections.each([&](const PeeringConnection& peering) {
    visit(peering, rate_of_peering(catalogue, peering));
  });
}

struct Paid {
  Money use, in_advance;
};

// What the book says of each resource, up to now.
std::map<AnyId, Paid> book_of(const RegionCell& region) {
  std::set<AccountId> accounts;
  region.charging->metering.charges().each(
      [&](const Charge& charge) { accounts.insert(charge.account); });
  each_metered(region, [&](const auto& record, const Rate&) { accounts.insert(record.account); });
  std::map<AnyId, Paid> book;
  for (AccountId account : accounts)
    region.charging->metering.each(account, [&](const Charge& charge) {
      Paid& paid = book[charge.resource];
      Money& sum = charge.reason == ChargeReason::kUse ? paid.use : paid.in_advance;
      sum = sum + charge.amount;
    });
  return book;
}

bool store_refuses(const Records& records) {
  constexpr std::string_view kStoreFault = "fault/store/";
  auto fault = records.lower_bound(kStoreFault);
  return fault != records.end() && fault->first.starts_with(kStoreFault) &&
         field_of(fault->second, "mode") == std::to_string(int(FaultMode::kRefuse));
}

}  // namespace

// What was not durable has not happened: the book is believed once, and from then on only if it
// agrees with what is seen.
void MoneyIsConserved::opened(Cell& cell) {
  auto open = world_.open_cells().find(cell.name());
  if (open != world_.open_cells().end() && open->second.region) believe(*open->second.region);
}

void MoneyIsConserved::believe(const RegionCell& region) {
  Accounts& accounts = accounts_[region.cell.name()];
  accounts.clear();
  for (const auto& [id, paid] : book_of(region)) accounts[id].use = paid.use;
  each_metered(region, [&](const auto& record, const Rate& rate) {
    accounts[record.id].since = world_.now();
    accounts[record.id].by_hour = rate.ended ? Money{} : rate.by_hour;
  });
}

void MoneyIsConserved::stepped(const ClientCall*) {
  for (const auto& [name, open] : world_.open_cells())
    if (open.region && history_.changed(name)) look(*open.region);
}

// Whether the region does now what was due while its store refused: that counts from when it was
// due, not from now.
bool MoneyIsConserved::catches_up(const std::string& cell) {
  Time& until = catches_up_until_[cell];
  if (store_refuses(history_.before(cell)) || store_refuses(history_.now(cell)))
    until = world_.now() + seconds(2);
  return world_.now() <= until;
}

void MoneyIsConserved::look(const RegionCell& region) {
  if (catches_up(region.cell.name())) return believe(region);
  Accounts& accounts = accounts_[region.cell.name()];
  Time now = world_.now();
  for (auto& [id, account] : accounts) {
    account.use = account.use + paid_between(account.since, now, account.by_hour);
    account.since = now;
    account.by_hour = {};
  }
  each_metered(region, [&](const auto& record, const Rate& rate) {
    accounts[record.id].since = now;
    accounts[record.id].by_hour = rate.ended ? Money{} : rate.by_hour;
  });
  auto book = book_of(region);
  for (const auto& [id, paid] : book) accounts.try_emplace(id);  // a resource nobody has seen
  for (auto& [id, account] : accounts)
    if (book[id].use != account.use)
      world_.complain(to_text(id) + " was used for " + std::to_string(account.use.millionths) +
                      " millionths, but charged " + std::to_string(book[id].use.millionths));
  for (const auto& [id, paid] : book)
    if (paid.in_advance < region.charging->metering.unused(id, now))
      world_.complain("for " + to_text(id) + " more would be given back than was paid");
}

}  // namespace terrane::sim
