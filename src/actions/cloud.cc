#include "actions/cloud.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include "account/place_catalogue.h"
#include "actions/account/deletion.h"
#include "actions/post.h"
#include "region/network/network_setup.h"

namespace terrane {

void Tickets::when_durable(CommitQueue::Done done) && {
  std::erase_if(waits_,
                [](const Wait& wait) { return wait.sequence <= wait.cell->commits().durable(); });
  if (waits_.empty()) return done(true);
  if (waits_.size() == 1 && waits_[0].must_succeed)
    return waits_[0].cell->commits().when_durable(waits_[0].sequence, std::move(done));
  struct Countdown {
    std::atomic<size_t> left;
    std::atomic<bool> durable = true;
    CommitQueue::Done done;
  };
  auto countdown = std::make_shared<Countdown>();
  countdown->left = waits_.size();
  countdown->done = std::move(done);
  for (const Wait& wait : waits_) {
    bool must_succeed = wait.must_succeed;
    wait.cell->commits().when_durable(wait.sequence, [countdown, must_succeed](bool durable) {
      if (!durable && must_succeed) countdown->durable = false;
      if (--countdown->left == 0) countdown->done(countdown->durable);
    });
  }
}

Cloud::Cloud(Catalogue catalogue, Env env, OpenStore open_store, OpenDriver open_driver)
    : catalogue_(std::move(catalogue)),
      env_(env),
      open_store_(std::move(open_store)),
      open_driver_(std::move(open_driver)) {}

Cloud::~Cloud() {
  for (Slot& slot : regions_) slot.post.reset();  // they use any region
}

Result<std::unique_ptr<Cloud>> Cloud::open(Catalogue catalogue, Env env, OpenStore open_store,
                                           OpenDriver open_driver) {
  std::unique_ptr<Cloud> cloud(
      new Cloud(std::move(catalogue), env, std::move(open_store), std::move(open_driver)));
  TRY(auto store, cloud->open_store_("account"));
  cloud->accounts_ = std::make_unique<AccountCell>(env, std::move(store));
  CHECKED(cloud->accounts_->cell.open());
  CHECKED(place_catalogue::join(*cloud->accounts_, cloud->catalogue_));
  recover_deletions(*cloud->accounts_);
  return cloud;
}

Result<RegionCell*> Cloud::region(RegionIndex index) {
  Slot& slot = regions_[index.value];
  if (RegionCell* open = slot.open.load(std::memory_order_acquire)) return open;
  std::lock_guard lock(slot.opening);
  if (RegionCell* open = slot.open.load(std::memory_order_acquire)) return open;
  TRY(auto store, open_store_(catalogue_.region(index).id));
  auto cell = std::make_unique<RegionCell>(catalogue_, index, env_, std::move(store),
                                           open_driver_(catalogue_.region(index)));
  CHECKED(cell->open());  // however long it takes, it holds up nothing but this region (M-5)
  std::lock_guard following(following_);
  CHECKED(bring_up_to_date(*cell));
  slot.cell = std::move(cell);
  slot.post = std::make_unique<Post>(*this, *slot.cell);
  slot.open.store(slot.cell.get(), std::memory_order_release);
  return slot.cell.get();
}

Result<void> Cloud::open_all() {
  for (const Region& place : catalogue_.regions()) CHECKED(region(place.index));
  return {};
}

Result<void> Cloud::bring_up_to_date(RegionCell& region) {
  using Snapshot = boost::unordered_flat_map<std::string, std::string>;
  auto snapshot_of = [](const TableBase& table) {
    Snapshot snapshot;
    table.dump([&](std::string_view key, std::string_view value) { snapshot.emplace(key, value); });
    return snapshot;
  };
  std::vector<Snapshot> truth;
  {
    std::shared_lock reading(accounts_->cell.lock());
    for (TableBase* table : accounts_->tables.all()) truth.push_back(snapshot_of(*table));
  }
  std::unique_lock writing(region.cell.lock());
  Transaction transaction;
  auto copies = region.accounts.all();
  for (size_t i = 0; i < copies.size(); ++i) {
    Snapshot known = snapshot_of(*copies[i]);
    for (const auto& [key, value] : truth[i]) {
      auto same = known.find(key);
      if (same == known.end() || same->second != value)
        CHECKED(copies[i]->follow(transaction, key, value));
    }
    for (const auto& [key, value] : known)
      if (!truth[i].contains(key)) CHECKED(copies[i]->follow(transaction, key, std::nullopt));
  }
  follow_zones(region, transaction);
  region.cell.commit(transaction);
  return {};
}

Result<void> Cloud::change_accounts(Tickets& tickets,
                                    const std::function<Result<void>(AccountChange&)>& operation) {
  std::lock_guard following(following_);
  Cell& plane = accounts_->cell;
  if (plane.commits().failed()) return refuse(kCellUnavailable, "The account plane");
  std::unique_lock writing(plane.lock());
  Transaction transaction;
  AccountChange change{*accounts_, transaction, env_.clock.now()};
  auto outcome = operation(change);
  if (!outcome || transaction.empty()) {
    transaction.undo();
    tickets.add(plane);  // what it was refused for must be durable, too
    return outcome;
  }
  Batch changes;
  transaction.write(changes);
  uint64_t sequence = plane.commits().append(changes);
  tickets.add(plane, sequence);
  writing.unlock();  // readers wait for the same commit; nobody else writes
  bool durable = plane.commits().commit_now(sequence);
  writing.lock();
  // No region may show, or bind to an instance, what the account plane could still lose.
  if (!durable) {
    transaction.undo();
    return {};  // the ticket says so
  }
  transaction.keep();
  writing.unlock();
  return let_regions_follow(tickets, changes);
}

Result<void> Cloud::let_regions_follow(Tickets& tickets, const Batch& changes) {
  for (Slot& slot : regions_) {
    RegionCell* region = slot.open.load(std::memory_order_acquire);
    if (!region || region->cell.commits().failed()) continue;
    std::unique_lock writing(region->cell.lock());
    Transaction transaction;
    CHECKED(region->follow(transaction, changes));
    tickets.add_copy(region->cell, region->cell.commit(transaction));
  }
  return {};
}

Result<void> Cloud::add_region(Tickets& tickets, const place_manager::NewRegion& wanted) {
  std::lock_guard growing(growing_);
  CHECKED(change_accounts(tickets, [&](AccountChange& change) {
    return place_manager::add_region(change, catalogue_, wanted);
  }));
  std::shared_lock reading(accounts_->cell.lock());
  const AddedRegion* added = accounts_->added_regions.find(wanted.id);
  if (added) place_catalogue::add_region(*accounts_, catalogue_, *added);  // else the tickets tell
  return {};
}

Result<void> Cloud::add_zone(Tickets& tickets, const Region& region,
                             const place_manager::NewZone& wanted) {
  Slot& slot = regions_[region.index.value];
  std::lock_guard opening(slot.opening);  // or the region could miss it
  std::lock_guard growing(growing_);
  CHECKED(change_accounts(tickets, [&](AccountChange& change) {
    return place_manager::add_zone(change, catalogue_, region.id, wanted);
  }));
  std::optional<AddedZone> added;
  {
    std::shared_lock reading(accounts_->cell.lock());
    if (const AddedZone* noted = accounts_->added_zones.find(wanted.id)) added = *noted;
  }
  if (!added) return {};  // it could not be stored: the tickets tell
  RegionCell* cell = slot.cell.get();
  if (!cell) {
    place_catalogue::add_zone(catalogue_, *added);
    return {};
  }
  std::unique_lock writing(cell->cell.lock());
  place_catalogue::add_zone(catalogue_, *added);
  cell->compute.rooms.add(*catalogue_.find_zone(added->id));
  if (cell->cell.commits().failed()) return {};  // it catches up when it is opened again
  Transaction transaction;
  follow_zones(*cell, transaction);
  tickets.add_copy(cell->cell, cell->cell.commit(transaction));
  return {};
}

}  // namespace terrane
