// One region's state: its cell and the tables in it. Resource folders beside this file hold what
// each kind of record is, the rules it obeys and the operations on it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/owned.h"
#include "cell/account_tables.h"
#include "cell/agenda.h"
#include "cell/cell.h"
#include "cell/idempotency.h"
#include "cell/mailbox.h"
#include "cell/tag_index.h"
#include "driver/driver.h"
#include "model/catalogue.h"
#include "region/compute/compute_tables.h"
#include "region/compute/instance_reconciler.h"
#include "region/network/network_tables.h"
#include "region/product_offer.h"

namespace terrane {

// Each in its folder's tables page.
struct BlockTables;
struct ImageTables;
struct BalancerTables;
struct DatabaseTables;
struct CacheTables;
struct ChargingTables;
struct MigrationTables;
struct FaultTables;  // of fault/
class ReachIndex;    // of reach/

// Built once, in this header's source file.
extern template class Table<ProductOffer>;

class RegionCell {
 public:
  RegionCell(const Catalogue& catalogue, RegionIndex place, Env env, std::unique_ptr<Store> store,
             std::unique_ptr<Driver> driver);
  ~RegionCell();
  RegionCell(const RegionCell&) = delete;
  RegionCell& operator=(const RegionCell&) = delete;

  Result<void> open();

  // Makes the copy of the account plane follow what was stored there (D3).
  Result<void> follow(Transaction& transaction, const Batch& stored);

  const Region& place() const { return catalogue.region(index); }
  // The region's zone of this name or public number; null if it has none.
  const Zone* find_zone(std::string_view id) const;
  const Zone* find_zone(uint32_t number) const;
  // Whether the region offers the product now (M-16…M-19).
  bool offers(std::string_view product) const;

  const Catalogue& catalogue;
  const RegionIndex index;
  Cell cell;
  AccountTables accounts;  // follows the account plane
  FirstAnswers first_answers;
  Mailbox mailbox;
  Table<ProductOffer> product_offers;
  NetworkTables network;
  ComputeTables compute;
  Owned<BlockTables> block;
  Owned<ImageTables> image;
  Owned<BalancerTables> balancer;
  Owned<DatabaseTables> database;
  Owned<CacheTables> cache;
  Owned<ChargingTables> charging;
  Owned<MigrationTables> migration;
  Owned<FaultTables> faults;
  TagIndex tags;  // of what lives here
  Owned<ReachIndex> reach;
  const std::unique_ptr<Driver> driver;

 private:
  Agenda agenda_;  // it and the reconciler use all of the above
  InstanceReconciler reconciler_;
};

// What a call is told when all is well with it but that it must come again later: so slow is what
// it is about.
struct Patience {
  bool has_waited = false;
  Duration wait;  // not zero: it is to be made again when so much time has passed
  // Where it waits for something to happen: whether it has. Asked whenever more was stored; it must
  // not wait for a cell's lock.
  std::function<bool()> ready;
};

// One call's change to a region, as managers see it. Refused half-way, it is undone whole.
struct Change {
  RegionCell& region;
  Transaction& transaction;
  AccountId account;
  Time now;
  std::string_view request_id;
  Patience* patience = nullptr;  // null: what changes something by itself waits for nothing
};

}  // namespace terrane
