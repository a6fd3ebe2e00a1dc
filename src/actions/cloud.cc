#include "actions/cloud.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include "account/place_catalogue.h"
#include "actions/account/deletion.h"
#include "actions/post.h"
#include "fault/fault_tables.h"
#include "region/network/network_setup.h"

namespace terrane {
namespace {

Transport transport_of(const Fault* region) {
  if (!region) return Transport::kReply;
  switch (region->mode) {
    case FaultMode::kHang:
      return Transport::kHangs;
    case FaultMode::kError:
      return Transport::kUnavailable;
    default:
      return Transport::kRefused;
  }
}

Link link_of(const Fault& fault) {
  return {.cut = fault.mode == FaultMode::kCut, .latency = fault.delay()};
}

// A region that is slower than this is no longer waited for where only its copy, or its word beside
// that of others, is at stake.
constexpr Duration kLongestForCopies = seconds(1);

// What is left to wait for: each that must be durable, and all the copies together.
struct Countdown {
  std::atomic<size_t> left;
  std::atomic<size_t> copies;
  std::atomic<bool> copies_counted = false;
  std::atomic<bool> durable = true;
  CommitQueue::Done done;

  void count() {
    if (--left == 0) done(durable);
  }
  void count_copies() {
    if (!copies_counted.exchange(true)) count();
  }
};

}  // namespace

void Tickets::when_durable(Alarms& alarms, CommitQueue::Done done) && {
  if (earliest_.is_set())
    done = [&alarms, at = earliest_, done = std::move(done)](bool durable) mutable {
      alarms.at(at, [done = std::move(done), durable]() mutable { done(durable); });
    };
  std::erase_if(waits_,
                [](const Wait& wait) { return wait.sequence <= wait.cell->commits().durable(); });
  if (waits_.empty()) return done(true);
  if (waits_.size() == 1 && waits_[0].must_succeed)
    return waits_[0].cell->commits().when_durable(waits_[0].sequence, std::move(done));
  auto countdown = std::make_shared<Countdown>();
  countdown->copies = std::ranges::count(waits_, false, &Wait::must_succeed);
  countdown->left = waits_.size() - countdown->copies + (countdown->copies > 0 ? 1 : 0);
  countdown->done = std::move(done);
  if (countdown->copies > 0)
    alarms.in(kLongestForCopies, [countdown] { countdown->count_copies(); });
  for (const Wait& wait : waits_) {
    bool must_succeed = wait.must_succeed;
    wait.cell->commits().when_durable(wait.sequence, [countdown, must_succeed](bool durable) {
      if (!must_succeed) {
        if (--countdown->copies == 0) countdown->count_copies();
        return;
      }
      if (!durable) countdown->durable = false;
      countdown->count();
    });
  }
}

Cloud::Cloud(Catalogue catalogue, Env env, OpenStore open_store, OpenDriver open_driver)
    : catalogue_(std::move(catalogue)),
      env_(env),
      open_store_(std::move(open_store)),
      open_driver_(std::move(open_driver)),
      alarms_(env_),
      reopener_(env_.workers.start("reopener", [this] { reopen_failed(); })) {}

Cloud::~Cloud() {
  reopener_.reset();
  for (Slot& slot : regions_) {  // posts use any region
    slot.post.reset();
    slot.failed_posts.clear();
  }
}

Result<std::unique_ptr<Cloud>> Cloud::open(Catalogue catalogue, Env env, OpenStore open_store,
                                           OpenDriver open_driver) {
  std::unique_ptr<Cloud> cloud(
      new Cloud(std::move(catalogue), env, std::move(open_store), std::move(open_driver)));
  CHECKED(cloud->open_accounts());
  return cloud;
}

// At the start; and beside what is left of one whose store failed, as regions are.
Result<void> Cloud::open_accounts() {
  if (accounts_) accounts_->cell.release_store();
  TRY(auto store, open_store_("account"));
  auto plane = std::make_unique<AccountCell>(env_, std::move(store));
  plane->cell.commits().tell([this] { bell_.ring(); });
  CHECKED(plane->cell.open());
  CHECKED(join_places(*plane));
  recover_deletions(*plane);
  {
    std::lock_guard following(following_);
    if (accounts_) failed_accounts_.push_back(std::move(accounts_));
    accounts_ = std::move(plane);
    open_accounts_.store(accounts_.get(), std::memory_order_release);
    // It may have stored what it could not tell of.
    for (Slot& slot : regions_) slot.is_behind = true;
  }
  return catch_up();
}

AccountCell& Cloud::accounts() {
  AccountCell* plane = open_accounts_.load(std::memory_order_acquire);
  have_reopened_if_failed(plane->cell, reopening_accounts_);
  return *plane;
}

void Cloud::have_reopened_if_failed(const Cell& cell, const Reopening& reopening) {
  if (cell.commits().failed()) reopener_->wake_at(reopening.again);
}

Result<RegionCell*> Cloud::region(RegionIndex index) {
  Slot& slot = regions_[index.value];
  auto already_open = [&] {
    RegionCell* open = slot.open.load(std::memory_order_acquire);
    if (open) have_reopened_if_failed(open->cell, slot.reopening);
    return open;
  };
  if (RegionCell* open = already_open()) return open;
  std::lock_guard lock(slot.opening);
  if (RegionCell* open = already_open()) return open;
  return open_region(slot, index);
}

Result<RegionCell*> Cloud::open_region(Slot& slot, RegionIndex index) {
  if (slot.cell) slot.cell->cell.release_store();
  TRY(auto store, open_store_(catalogue_.region(index).id));
  auto cell = std::make_unique<RegionCell>(catalogue_, index, env_, std::move(store),
                                           open_driver_(catalogue_.region(index)));
  cell->cell.commits().tell([this] { bell_.ring(); });
  watch_faults(slot, *cell);
  CHECKED(cell->open());  // however long it takes, it holds up nothing but this region (M-5)
  note_faults(slot, *cell);
  std::lock_guard following(following_);
  // One that nobody reaches stays as it was, until it is healed.
  slot.is_behind = slot.door != Transport::kReply || !cell->cell.commits().accepts();
  if (!slot.is_behind) CHECKED(bring_up_to_date(*cell));
  if (slot.cell) {
    slot.failed_cells.push_back(std::move(slot.cell));
    slot.failed_posts.push_back(std::move(slot.post));
  }
  slot.cell = std::move(cell);
  slot.post = std::make_unique<Post>(*this, *slot.cell);
  slot.open.store(slot.cell.get(), std::memory_order_release);
  return slot.cell.get();
}

// Each that failed, beside what is left of it: what was acknowledged is in its store. One that
// fails again and again is tried less and less often.
void Cloud::reopen_failed() {
  auto reopen = [&](const Cell& cell, Reopening& reopening, auto open) {
    if (!cell.commits().failed()) return;
    Time now = env_.clock.now(), again = reopening.again;
    if (now >= again) {
      reopening.again = again = now + reopening.pause;
      reopening.pause = {std::min(2 * reopening.pause.microseconds, kLongestPause.microseconds)};
      if (open()) return;
    }
    reopener_->wake_at(again);
  };
  AccountCell* plane = open_accounts_.load(std::memory_order_acquire);
  reopen(plane->cell, reopening_accounts_, [&] { return open_accounts(); });
  for (const Region& place : catalogue_.regions()) {
    Slot& slot = regions_[place.index.value];
    RegionCell* region = slot.open.load(std::memory_order_acquire);
    if (!region) continue;
    reopen(region->cell, slot.reopening, [&] {
      std::lock_guard lock(slot.opening);
      return open_region(slot, place.index);
    });
  }
}

Result<RegionCell*> Cloud::reach(RegionIndex index) {
  const std::string& name = catalogue_.region(index).id;
  TRY(RegionCell * region, this->region(index));
  if (door(index) != Transport::kReply) return refuse(kRegionUnreachable, name);
  if (region->cell.commits().failed()) return refuse(kCellUnavailable, name);
  return region;
}

Result<AccountCell*> Cloud::reach_accounts() {
  if (!has_account_plane()) return refuse(kAccountPlaneUnreachable);
  return &accounts();
}

bool Cloud::has_account_plane() {
  const AccountCell& plane = accounts();
  std::shared_lock reading(plane.cell.lock());
  return !plane.faults.failing.account_plane();
}

// The observer is called under the region's lock, and as its records are loaded.
void Cloud::watch_faults(Slot& slot, RegionCell& region) {
  region.faults->faults.observe([this, &slot, &region](const Fault* before, const Fault* after) {
    const Failing& failing = region.faults->failing;
    slot.show(failing);
    const Fault& changed = after ? *after : *before;
    if (changed.kind == FaultKind::kLink)
      links_.note(region.cell.name(), changed.other, after ? link_of(*after) : Link());
    if (changed.kind == FaultKind::kRegion || changed.kind == FaultKind::kStore) links_.tell();
  });
}

// All of it: what is not on record now was not stored when the region was last open.
void Cloud::note_faults(Slot& slot, const RegionCell& region) {
  const Failing& failing = region.faults->failing;
  slot.show(failing);
  for (const Region& other : catalogue_.regions()) {
    const Fault* link = failing.link_to(other.id);
    links_.note(region.cell.name(), other.id, link ? link_of(*link) : Link());
  }
}

Result<void> Cloud::open_all() {
  for (const Region& place : catalogue_.regions()) CHECKED(region(place.index));
  return {};
}

Result<void> Cloud::stand_still(const Act& act) {
  CHECKED(open_all());
  std::unique_lock no_letters(mail_);
  std::lock_guard no_accounts(following_);
  std::vector<Cell*> cells{&accounts_->cell};
  for (const Region& place : catalogue_.regions())
    cells.push_back(&regions_[place.index.value].open.load(std::memory_order_acquire)->cell);
  for (Cell* cell : cells)
    if (!cell->commits().accepts()) return refuse(kCellUnavailable, cell->name());
  return act(cells);
}

Result<void> Cloud::replace(const Act& act) {
  return stand_still([&](std::span<Cell* const> cells) -> Result<void> {
    CHECKED(act(cells));
    recover_deletions(accounts());
    for (const Region& place : catalogue_.regions()) {
      Slot& slot = regions_[place.index.value];
      slot.post->forget();
      slot.is_behind = true;
      CHECKED(catch_up(slot));
    }
    return {};
  });
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

Result<void> Cloud::change_accounts(Tickets& tickets, const ChangeAccounts& operation) {
  CHECKED(reach_accounts());
  if (!accounts().cell.commits().accepts()) return refuse(kCellUnavailable, "The account plane");
  return set_up_accounts(tickets, operation);
}

Result<void> Cloud::set_up_accounts(Tickets& tickets, const ChangeAccounts& operation) {
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
  // A slow store is waited for by the call alone, not by the thread that runs it.
  if (const Fault* slow = accounts_->faults.failing.store())
    tickets.wait_until(change.now + slow->delay());
  // No region may show, or bind to an instance, what the account plane could still lose.
  if (!durable) {
    transaction.undo();
    return {};  // the ticket says so
  }
  plane.note(transaction, sequence);
  transaction.keep();
  writing.unlock();
  return let_regions_follow(tickets, changes);
}

void Cloud::Slot::show(const Failing& failing) {
  impaired.store(!failing.nothing(), std::memory_order_release);
  door.store(transport_of(failing.region()), std::memory_order_release);
}

bool Cloud::Slot::follows() const {
  RegionCell* region = open.load(std::memory_order_acquire);
  return region && door == Transport::kReply && region->cell.commits().accepts();
}

void Cloud::hurry() {
  alarms_.ring_all();
  accounts().cell.commits().slow_down(Duration{});
  for (Slot& slot : regions_)
    if (RegionCell* region = slot.open.load(std::memory_order_acquire))
      region->cell.commits().slow_down(Duration{});
}

Result<void> Cloud::rejoin(RegionCell& region, const std::function<Result<void>()>& heal) {
  Slot& slot = regions_[region.index.value];
  std::lock_guard following(following_);
  if (slot.is_behind && has_account_plane()) {
    CHECKED(bring_up_to_date(region));
    slot.is_behind = false;
  }
  return heal();
}

Result<void> Cloud::catch_up() {
  std::lock_guard following(following_);
  Result<void> outcome;
  for (Slot& slot : regions_)
    if (auto caught_up = catch_up(slot); !caught_up) outcome = caught_up;
  return outcome;
}

Result<void> Cloud::catch_up(Slot& slot) {
  if (!slot.is_behind || !slot.follows() || !has_account_plane()) return {};
  CHECKED(bring_up_to_date(*slot.open.load(std::memory_order_acquire)));
  slot.is_behind = false;
  return {};
}

Result<void> Cloud::let_regions_follow(Tickets& tickets, const Batch& changes) {
  for (Slot& slot : regions_) {
    RegionCell* region = slot.open.load(std::memory_order_acquire);
    if (!region) continue;  // it has all of it when it is opened
    if (!slot.follows()) {
      slot.is_behind = true;
      continue;
    }
    std::unique_lock writing(region->cell.lock());
    Transaction transaction;
    CHECKED(region->follow(transaction, changes));
    uint64_t commit = region->cell.commit(transaction);
    // One that is slow has it in memory, as its readers see, and holds nobody up who is not there.
    if (!region->faults->failing.store()) tickets.add_copy(region->cell, commit);
  }
  return {};
}

Result<void> Cloud::add_region(Tickets& tickets, const place_manager::NewRegion& wanted) {
  std::lock_guard growing(growing_);
  CHECKED(change_accounts(tickets, [&](AccountChange& change) {
    return place_manager::add_region(change, catalogue_, wanted);
  }));
  const AccountCell& plane = accounts();
  std::shared_lock reading(plane.cell.lock());
  const AddedRegion* added = plane.added_regions.find(wanted.id);
  if (added) place_catalogue::add_region(plane, catalogue_, *added);  // else the tickets tell
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
    const AccountCell& plane = accounts();
    std::shared_lock reading(plane.cell.lock());
    if (const AddedZone* noted = plane.added_zones.find(wanted.id)) added = *noted;
  }
  if (!added) return {};  // it could not be stored: the tickets tell
  return let_in(tickets, slot, *added);
}

// What was noted in the account plane and is not in the catalogue: all at a start, and later what
// was stored though nobody could be told.
Result<void> Cloud::join_places(const AccountCell& plane) {
  {
    std::lock_guard growing(growing_);
    CHECKED(place_catalogue::join_regions(plane, catalogue_));
  }
  TRY(auto missing, place_catalogue::missing_zones(plane, catalogue_));
  for (const AddedZone* added : missing) {
    Slot& slot = regions_[catalogue_.find_region(added->region)->index.value];
    std::lock_guard opening(slot.opening);
    std::lock_guard growing(growing_);
    Tickets nobody_waits;
    CHECKED(let_in(nobody_waits, slot, *added));
  }
  return {};
}

Result<void> Cloud::let_in(Tickets& tickets, Slot& slot, const AddedZone& added) {
  RegionCell* cell = slot.cell.get();
  if (!cell) {
    place_catalogue::add_zone(catalogue_, added);
    return {};
  }
  std::unique_lock writing(cell->cell.lock());
  place_catalogue::add_zone(catalogue_, added);
  cell->compute.rooms.add(*catalogue_.find_zone(added.id));
  cell->compute.rooms.follow(cell->faults->failing);
  if (cell->cell.commits().failed()) return {};  // it catches up when it is opened again
  Transaction transaction;
  follow_zones(*cell, transaction);
  tickets.add_copy(cell->cell, cell->cell.commit(transaction));
  return {};
}

}  // namespace terrane
