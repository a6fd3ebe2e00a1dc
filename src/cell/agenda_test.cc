// A cell acts on its records when they are due: in order, once, and after a restart as well.
#include "cell/agenda.h"

#include <gtest/gtest.h>

#include "env/simulated/simulated_env.h"
#include "store/memory/memory_store.h"

namespace terrane {
namespace {

struct Alarm {
  static constexpr std::string_view kTable = "alarm";
  using Key = SubnetId;

  SubnetId id;
  Time rings;
  uint32_t rung = 0;

  Time due() const { return rings; }
  static constexpr auto kFields = [] {
    return std::tuple(named("rings", &Alarm::rings), named("rung", &Alarm::rung));
  };
};

SubnetId alarm(uint64_t number) {
  return SubnetId(AnyId::of(Kind::kSubnet, number));
}

class AgendaTest : public testing::Test {
 protected:
  struct Opened {
    Opened(Env env, std::shared_ptr<MemoryRecords> records, std::vector<uint64_t>& rung)
        : cell("test", env, std::make_unique<MemoryStore>(std::move(records))),
          alarms(cell.ledger()),
          agenda(cell) {
      cell.attach(alarms);
      agenda.watch<Alarm>(alarms, [this, &rung](Transaction& transaction, const Alarm& due) {
        rung.push_back(due.id.number());
        transaction.change(alarms, due.id, [](Alarm& changed) {
          changed.rings = changed.rung == 0 ? changed.rings + hours(1) : Time{};
          ++changed.rung;
        });
      });
      check(cell.open().has_value(), "the test's cell opens");
      agenda.open();
    }
    void set(uint64_t number, Time rings) {
      std::unique_lock writing(cell.lock());
      Transaction transaction;
      if (alarms.find(alarm(number))) {
        transaction.change(alarms, alarm(number), [&](Alarm& changed) { changed.rings = rings; });
      } else {
        transaction.add(alarms, Alarm{.id = alarm(number), .rings = rings});
      }
      cell.commit(transaction);
    }
    Cell cell;
    Table<Alarm> alarms;
    Agenda agenda;
  };

  void open() { opened_ = std::make_unique<Opened>(simulated_.env(), records_, rung_); }
  Time in(Duration length) { return simulated_.clock.now() + length; }

  SimulatedEnv simulated_;
  std::shared_ptr<MemoryRecords> records_ = std::make_shared<MemoryRecords>();
  std::vector<uint64_t> rung_;
  std::unique_ptr<Opened> opened_;
};

using Numbers = std::vector<uint64_t>;

TEST_F(AgendaTest, what_is_due_is_done_in_the_order_of_its_times_and_not_before) {
  open();
  opened_->set(1, in(seconds(30)));
  opened_->set(2, in(seconds(10)));
  opened_->set(3, in(seconds(20)));
  simulated_.workers.advance(seconds(9));
  EXPECT_EQ(rung_, Numbers{});
  simulated_.workers.advance(seconds(11));
  EXPECT_EQ(rung_, (Numbers{2, 3}));
  simulated_.workers.advance(seconds(10));
  EXPECT_EQ(rung_, (Numbers{2, 3, 1}));
}

TEST_F(AgendaTest, a_record_may_want_attention_again_and_then_no_more) {
  open();
  opened_->set(1, in(seconds(10)));
  simulated_.workers.advance(days(2));
  EXPECT_EQ(rung_, (Numbers{1, 1}));
}

TEST_F(AgendaTest, a_time_that_is_moved_or_taken_away_no_longer_counts) {
  open();
  opened_->set(1, in(seconds(10)));
  opened_->set(2, in(seconds(10)));
  opened_->set(1, in(seconds(100)));
  opened_->set(2, Time{});
  simulated_.workers.advance(seconds(99));
  EXPECT_EQ(rung_, Numbers{});
  simulated_.workers.advance(seconds(1));
  EXPECT_EQ(rung_, Numbers{1});
}

TEST_F(AgendaTest, what_fell_due_while_the_cell_was_closed_is_done_when_it_opens) {
  open();
  opened_->set(1, in(seconds(10)));
  simulated_.workers.run_until_idle();
  opened_.reset();
  simulated_.clock.move_to(in(seconds(60)));
  open();
  simulated_.workers.run_until_idle();
  EXPECT_EQ(rung_, Numbers{1});
  EXPECT_EQ(opened_->alarms.find(alarm(1))->rung, 1u);
}

TEST_F(AgendaTest, more_than_fits_into_one_turn_is_done_all_the_same) {
  open();
  for (uint64_t number = 1; number <= 600; ++number) opened_->set(number, in(seconds(1)));
  simulated_.workers.advance(seconds(1));
  EXPECT_EQ(rung_.size(), 600u);
}

}  // namespace
}  // namespace terrane
