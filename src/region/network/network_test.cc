// Whatever a region's network goes through: a change that is undone was never there, and what is
// derived from the records is the same after a restart.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>
#include <set>

#include "driver/sim/sim_driver.h"
#include "env/simulated/simulated_env.h"
#include "region/network/assistant_cidr_manager.h"
#include "region/network/network_setup.h"
#include "region/network/route_manager.h"
#include "region/network/route_table_manager.h"
#include "region/network/security_group_manager.h"
#include "region/network/security_group_policy_manager.h"
#include "region/network/subnet_manager.h"
#include "region/network/vpc_manager.h"
#include "store/memory/memory_store.h"

namespace terrane {
namespace {

constexpr AccountId kAccount{100000000001};

// One region, which can be opened again on what it stored.
class World {
 public:
  World() : catalogue_(Catalogue::built_in("2017").value()) {
    restart();
    set_up(*region_, kAccount, env_.clock.now()).value();
  }

  RegionCell& region() { return *region_; }
  void restart() {
    region_.reset();
    region_ = std::make_unique<RegionCell>(
        catalogue_, catalogue_.index_of(*catalogue_.find_region("ap-guangzhou")), env_.env(),
        std::make_unique<MemoryStore>(records_), std::make_unique<SimDriver>(env_.env()));
    region_->open().value();
  }
  Change change(Transaction& transaction) {
    return {*region_, transaction, kAccount, env_.clock.now(), {}};
  }

  // Every record, and who refers to what.
  std::map<std::string, std::string> everything() {
    std::map<std::string, std::string> all;
    std::set<AnyId> ids;
    for (const TableBase* table : region_->cell.tables())
      table->dump([&](std::string_view key, std::string_view value) {
        all[std::string(table->name()) + "/" + std::string(key)] = value;
        if (auto id = parse_any_id(key)) ids.insert(*id);
      });
    for (AnyId id : ids) {
      std::set<std::string> referrers;
      for (AnyId referrer : region_->cell.ledger().referrers(id))
        referrers.insert(to_text(referrer));
      for (const std::string& referrer : referrers) all["referrers/" + to_text(id)] += referrer;
    }
    return all;
  }

 private:
  SimulatedEnv env_;
  Catalogue catalogue_;
  std::shared_ptr<MemoryRecords> records_ = std::make_shared<MemoryRecords>();
  std::unique_ptr<RegionCell> region_;
};

// The ID of one of the account's records, whichever `choice` says; an unknown one where it has
// none.
template <class T>
std::string any_of(const Table<T>& table, uint32_t choice) {
  std::vector<const T*> records;
  for (const T* record : table.of(kAccount))
    if (record) records.push_back(record);
  if (records.empty()) return std::string(prefix_of(T::Key::kKind)) + "-00000000";
  return to_text(records[choice % records.size()]->id);
}

constexpr uint32_t kMoves = 12;

// One operation, accepted or refused.
void move(Change& change, uint32_t kind, uint32_t choice) {
  const NetworkTables& network = change.region.network;
  std::string octet = std::to_string(choice % 7);
  std::string vpc = any_of(network.vpcs, choice / 7), subnet = any_of(network.subnets, choice / 7);
  std::string table = any_of(network.route_tables, choice / 7);
  std::string group = any_of(network.security_groups, choice / 7);
  std::string other_group = any_of(network.security_groups, choice / 77);
  switch (kind) {
    case 0:
      (void)vpc_manager::create(change, {.name = "a", .cidr = "10." + octet + ".0.0/16"});
      break;
    case 1:
      (void)vpc_manager::modify(change, vpc, {.name = "b" + octet});
      break;
    case 2:
      (void)vpc_manager::remove(change, vpc);
      break;
    case 3:
      (void)subnet_manager::create(change, vpc,
                                   {.name = "a",
                                    .cidr = "10." + octet + "." + octet + ".0/24",
                                    .zone = "ap-guangzhou-2",
                                    .route_table = choice % 2 ? table : ""});
      break;
    case 4:
      (void)subnet_manager::use_route_table(change, subnet, table);
      break;
    case 5:
      (void)subnet_manager::remove(change, subnet);
      break;
    case 6:
      (void)route_table_manager::create(change, vpc, {.name = "a"});
      break;
    case 7:
      (void)route_table_manager::remove(change, table);
      break;
    case 8:
      (void)route_manager::create(
          change, table,
          {{.destination = "192.168." + octet + ".0/24", .gateway_type = "EIP", .gateway = "0"}});
      break;
    case 9:
      (void)assistant_cidr_manager::modify(change, vpc, {.new_ranges = {"10.6.0.0/16"}});
      break;
    case 10:
      (void)security_group_policy_manager::reset(
          change, group, {.ingress = {{.group = other_group, .action = "ACCEPT"}}}, false);
      break;
    case 11:
      if (choice % 3) {
        (void)security_group_manager::create(change, {.name = "a"});
      } else {
        (void)security_group_manager::remove(change, group);
      }
      break;
  }
}

TEST(Network, is_what_it_was_after_an_undo_and_after_a_restart) {
  bool holds = rc::check([] {
    World world;
    auto calls = *rc::gen::container<std::vector<std::vector<uint32_t>>>(
        rc::gen::container<std::vector<uint32_t>>(rc::gen::inRange(0u, 1'000'000u)));
    for (const auto& call : calls) {
      auto before = world.everything();
      {
        Transaction transaction;
        Change change = world.change(transaction);
        for (uint32_t step : call) move(change, step % kMoves, step / kMoves);
      }  // undone
      RC_ASSERT(world.everything() == before);
      Transaction transaction;
      Change change = world.change(transaction);
      for (uint32_t step : call) move(change, step % kMoves, step / kMoves);
      world.region().cell.commit(transaction);
    }
    auto before = world.everything();
    world.restart();
    RC_ASSERT(world.everything() == before);
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace terrane
