// The whole cloud as actions see it: the catalogue, the account plane, and a cell per region. What
// touches more than one cell goes through here, one cell at a time (D3).
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "account/account_cell.h"
#include "account/place_manager.h"
#include "actions/links.h"
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
  // Waits for a copy, too, but not for one whose store has failed: it catches up when it is opened
  // again.
  void add_copy(Cell& cell, uint64_t sequence) { waits_.push_back({&cell, sequence, false}); }
  // Calls `done` once, when all are durable or one never will be; at once if all are already.
  void when_durable(CommitQueue::Done done) &&;

 private:
  struct Wait {
    Cell* cell;
    uint64_t sequence;
    bool must_succeed;
  };
  std::vector<Wait> waits_;
};

class Post;

class Cloud {
 public:
  ~Cloud();
  // Opens the account plane; regions are opened when first needed, or by open_all().
  static Result<std::unique_ptr<Cloud>> open(Catalogue catalogue, Env env, OpenStore open_store,
                                             OpenDriver open_driver);

  const Catalogue& catalogue() const { return catalogue_; }
  Env& env() { return env_; }
  AccountCell& accounts() { return *accounts_; }
  Links& links() { return links_; }

  // The region's cell, opened if it was not: it then has what the account plane has.
  Result<RegionCell*> region(RegionIndex index);
  // Opens every region that has stored state (and, with `all`, the others), so that the first call
  // to each need not.
  Result<void> open_all();

  // Changes the account plane, durably, and then lets every open region that can be reached follow
  // before it returns; the tickets say when all of it is durable. One such change runs at a time:
  // they are rare, and each holds its caller's thread for one sync.
  Result<void> change_accounts(Tickets& tickets,
                               const std::function<Result<void>(AccountChange&)>& operation);

  // Adds a region, or a zone of one, to the running cloud (M-4): noted in the account plane and,
  // once that is durable, there for whoever looks. No other region notices.
  Result<void> add_region(Tickets& tickets, const place_manager::NewRegion& wanted);
  Result<void> add_zone(Tickets& tickets, const Region& region,
                        const place_manager::NewZone& wanted);

 private:
  Cloud(Catalogue catalogue, Env env, OpenStore open_store, OpenDriver open_driver);
  Result<void> bring_up_to_date(RegionCell& region);
  Result<void> let_regions_follow(Tickets& tickets, const Batch& changes);

  struct Slot {
    std::mutex opening;
    std::atomic<RegionCell*> open = nullptr;
    std::unique_ptr<RegionCell> cell;
    std::unique_ptr<Post> post;
  };

  Catalogue catalogue_;
  Env env_;
  OpenStore open_store_;
  OpenDriver open_driver_;
  std::unique_ptr<AccountCell> accounts_;
  std::mutex following_;  // orders what regions follow; taken after `opening`, before a cell's lock
  Links links_;
  std::mutex growing_;  // orders what is added; taken after `opening`, before `following_`
  std::array<Slot, Catalogue::kMostRegions> regions_;  // by RegionIndex
};

}  // namespace terrane
