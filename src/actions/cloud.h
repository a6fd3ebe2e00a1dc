// The whole cloud as actions see it: the catalogue, the account plane, and a cell per region. What
// touches more than one cell goes through here, one cell at a time (D3).
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <vector>

#include "account/account_cell.h"
#include "account/place_manager.h"
#include "actions/alarms.h"
#include "actions/api_call.h"
#include "actions/bell.h"
#include "actions/links.h"
#include "actions/state_shelf.h"
#include "env/env.h"
#include "model/catalogue.h"
#include "region/region_cell.h"

namespace terrane {

// Makes or opens the store of the cell with this name.
using OpenStore = std::function<Result<std::unique_ptr<Store>>(std::string_view cell)>;

// Starts the driver that runs a region's instances.
using OpenDriver = std::function<std::unique_ptr<Driver>(const Region& region)>;

// Commits that must all be durable before a call is answered.
class Tickets {
 public:
  void add(Cell& cell, uint64_t sequence) { waits_.push_back({&cell, sequence, true}); }
  void add(Cell& cell) { add(cell, cell.commits().newest()); }
  // Waits for another region's copy or word, too, but not for long, nor for one whose store has
  // failed: that catches up by itself, and holds nobody up (M-5).
  void add_copy(Cell& cell, uint64_t sequence) { waits_.push_back({&cell, sequence, false}); }
  void add_copy(Cell& cell) { add_copy(cell, cell.commits().newest()); }
  // The call is not answered before this time, either.
  void wait_until(Time time) { earliest_ = time; }
  // Calls `done` once, when all are durable or one never will be; at once if all are already.
  void when_durable(Alarms& alarms, CommitQueue::Done done) &&;

 private:
  struct Wait {
    Cell* cell;
    uint64_t sequence;
    bool must_succeed;
  };
  std::vector<Wait> waits_;
  Time earliest_;
};

inline constexpr ErrorKind kRegionUnreachable{
    "InternalError",
    "Region {} cannot be reached now: a fault has it, as DescribeFaults says. What is there is "
    "kept; "
    "try again later, or use another region.",
    "地域 {} 当前不可达：存在故障，详见 "
    "DescribeFaults。其中的资源均保留，请稍后重试或使用其他地域。"};
inline constexpr ErrorKind kAccountPlaneUnreachable{
    "InternalError",
    "The account plane cannot be reached now: a fault has it, as DescribeFaults says. Regions go "
    "on "
    "with what they know of accounts and keys; try again later.",
    "账号平面当前不可达：存在故障，详见 "
    "DescribeFaults。各地域仍以已有的账号与密钥信息继续运行，请稍后重试。"};

class Post;
class AuditTrail;
class DrillDesk;

class Cloud {
 public:
  ~Cloud();
  // Opens the account plane; regions are opened when first needed, or by open_all().
  static Result<std::unique_ptr<Cloud>> open(Catalogue catalogue, Env env, OpenStore open_store,
                                             OpenDriver open_driver);

  const Catalogue& catalogue() const { return catalogue_; }
  Env& env() { return env_; }
  // The account plane; or what is left of one whose store has failed, which is opened again in the
  // background.
  AccountCell& accounts();
  // The same for those who need its own word: not while a fault has it.
  Result<AccountCell*> reach_accounts();
  Links& links() { return links_; }
  Alarms& alarms() { return alarms_; }
  Bell& bell() { return bell_; }

  // The region's cell, opened if it was not: it then has what the account plane has. It may be one
  // that nobody reaches, which operators heal; or one whose store has failed, which is opened again
  // in the background.
  Result<RegionCell*> region(RegionIndex index);
  // The same for everybody else: not while a fault has the region, or its store has failed.
  Result<RegionCell*> reach(RegionIndex index);
  // How the region's endpoint answers now, as far as is known without opening it; and whether
  // anything at all fails in the region. Asked of every call, so they take no lock.
  Transport door(RegionIndex index) const {
    return regions_[index.value].door.load(std::memory_order_acquire);
  }
  bool is_impaired(RegionIndex index) const {
    return regions_[index.value].impaired.load(std::memory_order_acquire);
  }
  // Opens every region that has stored state (and, with `all`, the others), so that the first call
  // to each need not.
  Result<void> open_all();

  // Where named states are kept: in memory, unless told otherwise before the cloud serves.
  StateShelf& states() { return *states_; }
  void keep_states(std::unique_ptr<StateShelf> states) { states_ = std::move(states); }

  // What the program around the cloud lends it before it serves, and null where it does not: its
  // audit trail, and where drills run.
  AuditTrail* audit_trail() { return audit_trail_; }
  void lend(AuditTrail& audit_trail) { audit_trail_ = &audit_trail; }
  DrillDesk* drill_desk() { return drill_desk_; }
  void lend(DrillDesk& drill_desk) { drill_desk_ = &drill_desk; }

  // Opens every cell and lets `act` look at one after the other, the account plane first, while
  // nothing passes between them: no letter, and nothing of the account plane. Refused if one does
  // not open, or stores nothing now.
  using Act = std::function<Result<void>(std::span<Cell* const> cells)>;
  Result<void> stand_still(const Act& act);
  // The same for what replaces all that the cells hold, or else changes nothing.
  Result<void> replace(const Act& act);
  // Held, shared, by whoever carries letters.
  std::shared_mutex& mail() { return mail_; }

  // Changes the account plane, durably, and then lets every open region that can be reached follow
  // before it returns; the tickets say when all of it is durable. One such change runs at a time:
  // they are rare, and each holds its caller's thread for one sync.
  using ChangeAccounts = std::function<Result<void>(AccountChange&)>;
  Result<void> change_accounts(Tickets& tickets, const ChangeAccounts& operation);
  // The same for the cloud itself as it starts: also while a fault has the account plane.
  Result<void> set_up_accounts(Tickets& tickets, const ChangeAccounts& operation);

  // Heals faults of one region, by `heal`: nobody reaches it again before it has what the account
  // plane has.
  Result<void> rejoin(RegionCell& region, const std::function<Result<void>()>& heal);
  // Everything that a fault makes late comes now: the cloud is to end.
  void hurry();
  // Lets every region that could not follow the account plane, and now can, do so.
  Result<void> catch_up();

  // Adds a region, or a zone of one, to the running cloud (M-4): noted in the account plane and,
  // once that is durable, there for whoever looks. No other region notices.
  Result<void> add_region(Tickets& tickets, const place_manager::NewRegion& wanted);
  Result<void> add_zone(Tickets& tickets, const Region& region,
                        const place_manager::NewZone& wanted);

 private:
  static constexpr Duration kShortestPause = seconds(1), kLongestPause = seconds(60);

  Cloud(Catalogue catalogue, Env env, OpenStore open_store, OpenDriver open_driver);

  // Of a cell whose store failed: when it may be opened again, and how long after the next failure.
  struct Reopening {
    std::atomic<Time> again = Time{};
    Duration pause = kShortestPause;
  };
  struct Slot {
    std::mutex opening;
    std::atomic<RegionCell*> open = nullptr;
    std::unique_ptr<RegionCell> cell;
    std::unique_ptr<Post> post;
    // Those whose store failed. Whoever still looks at one sees that; it serves nobody any more.
    std::vector<std::unique_ptr<RegionCell>> failed_cells;
    std::vector<std::unique_ptr<Post>> failed_posts;
    Reopening reopening;
    // What its faults come to.
    std::atomic<Transport> door = Transport::kReply;
    std::atomic<bool> impaired = false;
    bool is_behind = false;  // guarded by following_: it did not follow every change

    bool follows() const;
    void show(const Failing& failing);
  };

  Result<void> open_accounts();
  Result<RegionCell*> open_region(Slot& slot, RegionIndex index);
  void have_reopened_if_failed(const Cell& cell, const Reopening& reopening);
  void reopen_failed();
  void watch_faults(Slot& slot, RegionCell& region);
  void note_faults(Slot& slot, const RegionCell& region);
  bool has_account_plane();
  Result<void> bring_up_to_date(RegionCell& region);
  Result<void> let_regions_follow(Tickets& tickets, const Batch& changes);
  Result<void> catch_up(Slot& slot);
  Result<void> join_places(const AccountCell& plane);
  Result<void> let_in(Tickets& tickets, Slot& slot, const AddedZone& added);

  Catalogue catalogue_;
  Env env_;
  OpenStore open_store_;
  OpenDriver open_driver_;
  Alarms alarms_;
  Bell bell_;                              // before the cells: their commits ring it
  std::unique_ptr<AccountCell> accounts_;  // guarded by following_
  std::vector<std::unique_ptr<AccountCell>> failed_accounts_;  // some may still look at these
  std::atomic<AccountCell*> open_accounts_ = nullptr;
  Reopening reopening_accounts_;
  AuditTrail* audit_trail_ = nullptr;
  DrillDesk* drill_desk_ = nullptr;
  std::unique_ptr<StateShelf> states_ = std::make_unique<MemoryShelf>();
  std::shared_mutex mail_;  // taken before all that follow
  std::mutex following_;  // orders what regions follow; taken after `opening`, before a cell's lock
  Links links_;
  std::mutex growing_;  // orders what is added; taken after `opening`, before `following_`
  std::array<Slot, Catalogue::kMostRegions> regions_;  // by RegionIndex
  std::unique_ptr<Worker> reopener_;                   // last: it uses all of the above
};

}  // namespace terrane
