// A cell keeps what it acknowledged, undoes what it refused, and knows who refers to what.
#include "cell/cell.h"

#include <gtest/gtest.h>

#include <map>

#include "env/simulated/simulated_env.h"
#include "model/tag_pair.h"
#include "store/memory/memory_store.h"

namespace terrane {
namespace {

struct Room {
  static constexpr std::string_view kTable = "room";
  using Key = VpcId;

  VpcId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  std::vector<TagPair> tags;

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &Room::account), named("sequence", &Room::sequence),
                      named("name", &Room::name), named("tags", &Room::tags));
  };
};

struct Desk {
  static constexpr std::string_view kTable = "desk";
  using Key = SubnetId;

  SubnetId id;
  VpcId room;

  template <class Refer>
  void references(Refer refer) const {
    refer(room);
  }
  static constexpr auto kFields = [] { return std::tuple(named("room", &Desk::room)); };
};

constexpr AccountId kAnn{1}, kBob{2};

class CellTest : public testing::Test {
 protected:
  struct Opened {
    Opened(Env env, std::shared_ptr<MemoryRecords> records)
        : cell("test", env, std::make_unique<MemoryStore>(std::move(records))),
          rooms(cell.ledger()),
          desks(cell.ledger()) {
      cell.attach(rooms);
      cell.attach(desks);
      check(cell.open().has_value(), "the test's cell opens");
    }
    Cell cell;
    Table<Room> rooms;
    Table<Desk> desks;

    VpcId add_room(Transaction& transaction, AccountId account, std::string name) {
      VpcId id = cell.new_id(rooms);
      transaction.add(rooms, Room{.id = id,
                                  .account = account,
                                  .sequence = cell.next_sequence(),
                                  .name = std::move(name)});
      return id;
    }
    SubnetId add_desk(Transaction& transaction, VpcId room) {
      SubnetId id = cell.new_id(desks);
      transaction.add(desks, Desk{.id = id, .room = room});
      return id;
    }
    std::vector<std::string> names_of(AccountId account) const {
      std::vector<std::string> names;
      for (const Room* room : rooms.of(account))
        if (room) names.push_back(room->name);
      return names;
    }
    std::map<std::string, std::string> everything() const {
      std::map<std::string, std::string> all;
      for (const TableBase* table :
           {static_cast<const TableBase*>(&rooms), static_cast<const TableBase*>(&desks)})
        table->dump([&](std::string_view key, std::string_view value) { all.emplace(key, value); });
      return all;
    }
  };

  Opened open() { return Opened(simulation_.env(), records_); }

  SimulatedEnv simulation_{7};
  std::shared_ptr<MemoryRecords> records_ = std::make_shared<MemoryRecords>();
};

TEST_F(CellTest, what_was_committed_is_there_after_a_restart_in_the_order_of_creation) {
  {
    Opened before = open();
    for (const char* name : {"one", "two", "three"}) {
      Transaction transaction;
      before.add_room(transaction, kAnn, name);
      before.cell.commit(transaction);
    }
    simulation_.workers.run_until_idle();
  }
  Opened after = open();
  EXPECT_EQ(after.names_of(kAnn), (std::vector<std::string>{"one", "two", "three"}));
  EXPECT_GT(after.cell.next_sequence(), 3u);
}

TEST_F(CellTest, nothing_is_durable_before_its_commit_and_all_of_it_after) {
  Opened opened = open();
  Transaction transaction;
  opened.add_desk(transaction, opened.add_room(transaction, kAnn, "one"));
  uint64_t sequence = opened.cell.commit(transaction);
  bool told = false;
  opened.cell.commits().when_durable(sequence, [&](bool durable) { told = durable; });
  EXPECT_TRUE(records_->by_key.empty());
  EXPECT_FALSE(told);
  simulation_.workers.run_until_idle();
  EXPECT_EQ(records_->by_key.size(), 2u);
  EXPECT_TRUE(told);
}

TEST_F(CellTest, a_transaction_that_does_not_commit_leaves_nothing_behind) {
  Opened opened = open();
  VpcId kept;
  SubnetId desk;
  {
    Transaction transaction;
    kept = opened.add_room(transaction, kAnn, "kept");
    desk = opened.add_desk(transaction, kept);
    opened.cell.commit(transaction);
  }
  auto before = opened.everything();
  {
    Transaction transaction;
    VpcId added = opened.add_room(transaction, kAnn, "added");
    opened.add_desk(transaction, added);
    transaction.change(opened.rooms, kept, [](Room& room) { room.name = "changed"; });
    transaction.change(opened.desks, desk, [&](Desk& changed) { changed.room = added; });
    transaction.remove(opened.desks, desk);
    transaction.remove(opened.rooms, kept);
    EXPECT_EQ(opened.rooms.find(kept), nullptr);
  }
  EXPECT_EQ(opened.everything(), before);
  EXPECT_EQ(opened.names_of(kAnn), std::vector<std::string>{"kept"});
  EXPECT_EQ(opened.cell.ledger().count(kept, Kind::kSubnet), 1u);
}

TEST_F(CellTest, a_record_removed_and_added_again_in_one_transaction_is_stored) {
  Opened opened = open();
  Transaction first;
  VpcId id = opened.add_room(first, kAnn, "first");
  opened.cell.commit(first);
  Transaction second;
  second.remove(opened.rooms, id);
  second.add(opened.rooms, Room{.id = id, .account = kBob, .sequence = 9, .name = "second"});
  opened.cell.commit(second);
  simulation_.workers.run_until_idle();
  EXPECT_EQ(open().names_of(kBob), std::vector<std::string>{"second"});
}

TEST_F(CellTest, the_ledger_follows_every_reference_that_comes_moves_and_goes) {
  Opened opened = open();
  Transaction transaction;
  VpcId one = opened.add_room(transaction, kAnn, "one"),
        two = opened.add_room(transaction, kAnn, "two");
  SubnetId desk = opened.add_desk(transaction, one);
  EXPECT_EQ(opened.cell.ledger().any(one, Kind::kSubnet), AnyId(desk));
  transaction.change(opened.desks, desk, [&](Desk& moved) { moved.room = two; });
  EXPECT_EQ(opened.cell.ledger().count(one, Kind::kSubnet), 0u);
  EXPECT_EQ(opened.cell.ledger().count(two, Kind::kSubnet), 1u);
  transaction.remove(opened.desks, desk);
  EXPECT_EQ(opened.cell.ledger().count(two, Kind::kSubnet), 0u);
  opened.cell.commit(transaction);
}

TEST_F(CellTest, each_account_lists_its_own_records_also_after_many_went) {
  Opened opened = open();
  std::vector<VpcId> ids;
  Transaction fill;
  for (int i = 0; i < 200; ++i) ids.push_back(opened.add_room(fill, kAnn, std::to_string(i)));
  opened.add_room(fill, kBob, "bob's");
  opened.cell.commit(fill);
  Transaction thin;
  for (int i = 0; i < 199; ++i) thin.remove(opened.rooms, ids[size_t(i)]);
  opened.cell.commit(thin);
  EXPECT_EQ(opened.names_of(kAnn), std::vector<std::string>{"199"});
  EXPECT_LT(opened.rooms.of(kAnn).size(), 64u);
  EXPECT_EQ(opened.names_of(kBob), std::vector<std::string>{"bob's"});
  Transaction change;
  change.change(opened.rooms, ids[199], [](Room& room) { room.name = "last"; });
  change.remove(opened.rooms, ids[199]);
  opened.cell.commit(change);
  EXPECT_EQ(opened.rooms.count_of(kAnn), 0u);
}

TEST_F(CellTest, an_unknown_table_stops_the_cell_from_opening) {
  records_->by_key["cellar/x"] = "\x80";
  Cell cell("test", simulation_.env(), std::make_unique<MemoryStore>(records_));
  EXPECT_FALSE(cell.open().has_value());
}

TEST_F(CellTest, a_damaged_record_stops_the_cell_from_opening) {
  records_->by_key["room/vpc-00000001"] = "\xc1";
  Cell cell("test", simulation_.env(), std::make_unique<MemoryStore>(records_));
  Table<Room> rooms(cell.ledger());
  cell.attach(rooms);
  EXPECT_FALSE(cell.open().has_value());
}

// Bytes as an older version wrote them: without `tags`, in another order, and with a field that has
// since gone in the middle.
TEST_F(CellTest, a_record_of_an_older_shape_is_read_with_defaults_for_what_it_lacks) {
  records_->by_key["room/vpc-00000001"] =
      "\x84"
      "\xa8"
      "sequence\x05"
      "\xa4"
      "name\xa3old"
      "\xa6"
      "colour\x92\xa3red\x07"
      "\xa7"
      "account\x01";
  Opened opened = open();
  const Room* room = opened.rooms.find(*VpcId::parse("vpc-00000001"));
  ASSERT_NE(room, nullptr);
  EXPECT_EQ(room->name, "old");
  EXPECT_EQ(room->account, kAnn);
  EXPECT_TRUE(room->tags.empty());
  EXPECT_EQ(opened.cell.next_sequence(), 6u);
}

}  // namespace
}  // namespace terrane
