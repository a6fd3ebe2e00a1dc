// What is charged is the rate times the time, whatever happens in between; what is given back is
// never more than was paid; and a book that is loaded again says the same.
#include "region/charging/metering.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "env/simulated/simulated_env.h"
#include "model/price.h"
#include "region/charging/term.h"
#include "store/memory/memory_store.h"

namespace terrane {
namespace {

constexpr AccountId kAccount{100000000001};
DiskId thing(uint64_t number) {
  return DiskId(AnyId::of(Kind::kDisk, number));
}

// Something that costs.
struct Thing {
  static constexpr std::string_view kTable = "thing";
  using Key = DiskId;

  DiskId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  Time created;
  Money by_hour;
  Money in_advance;
  Time expires;

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &Thing::account), named("sequence", &Thing::sequence),
                      named("created", &Thing::created), named("by_hour", &Thing::by_hour),
                      named("in_advance", &Thing::in_advance), named("expires", &Thing::expires));
  };
};

Rate rate_of(const Catalogue&, const Thing& thing) {
  return {.by_hour = thing.by_hour, .in_advance = thing.in_advance, .paid_until = thing.expires};
}

const Catalogue& catalogue() {
  static const Catalogue the_catalogue = *Catalogue::built_in("2017");
  return the_catalogue;
}

struct Book {
  explicit Book(std::shared_ptr<MemoryRecords> kept = std::make_shared<MemoryRecords>())
      : records(kept),
        cell("test", env.env(), std::make_unique<MemoryStore>(std::move(kept))),
        metering(cell, catalogue()),
        things(cell.ledger()) {
    cell.attach(things);
    metering.meter<Thing>(things, rate_of);
    check(cell.open().has_value(), "the test's cell opens");
  }

  void add(uint64_t number, Money by_hour, int months = 0) {
    Transaction transaction;
    Time now = cell.now();
    transaction.add(things, Thing{.id = thing(number),
                                  .account = kAccount,
                                  .sequence = cell.next_sequence(),
                                  .created = now,
                                  .by_hour = months ? Money{} : by_hour,
                                  .in_advance = months ? by_hour : Money{},
                                  .expires = months ? add_months(now, months) : Time{}});
    cell.commit(transaction);
  }
  template <class Modify>
  void change(uint64_t number, Modify modify) {
    Transaction transaction;
    transaction.change(things, thing(number), modify);
    cell.commit(transaction);
  }
  void remove(uint64_t number) {
    Transaction transaction;
    transaction.remove(things, thing(number));
    cell.commit(transaction);
  }
  std::vector<Charge> bill() const {
    std::vector<Charge> charges;
    metering.each(kAccount, [&](const Charge& charge) { charges.push_back(charge); });
    return charges;
  }
  Money total() const {
    Money sum;
    for (const Charge& charge : bill()) sum = sum + charge.amount;
    return sum;
  }

  SimulatedEnv env;
  std::shared_ptr<MemoryRecords> records;
  Cell cell;
  Metering metering;
  Table<Thing> things;
};

TEST(Money, paid_for_an_interval_is_paid_for_its_parts) {
  EXPECT_TRUE(rc::check([](uint32_t rate) {
    const Time begin{1'800'000'000'000'000};
    auto cuts =
        *rc::gen::container<std::vector<int64_t>>(rc::gen::inRange<int64_t>(0, 1'000'000'000));
    std::ranges::sort(cuts);
    Time from = begin, end = begin + seconds(1'000'000);
    Money sum;
    for (int64_t cut : cuts) {
      Time to = begin + Duration{cut * 1000};
      sum = sum + paid_between(from, to, Money{rate});
      from = to;
    }
    RC_ASSERT(sum + paid_between(from, end, Money{rate}) == paid_between(begin, end, Money{rate}));
  }));
}

TEST(Money, of_an_hour_is_its_rate_and_of_a_part_the_same_part) {
  const Time begin{1'800'000'000'000'000};
  EXPECT_EQ(paid_between(begin, begin + hours(1), Money{133'000}).millionths, 133'000);
  EXPECT_EQ(paid_between(begin, begin + seconds(900), Money{133'000}).millionths, 33'250);
  EXPECT_EQ(share(Money{-10}, 1, 3).millionths, -4);  // rounded down
}

TEST(Metering, writes_nothing_for_what_never_changes_its_rate) {
  Book book;
  book.add(1, Money{1'000'000});
  book.env.clock.move_to(book.cell.now() + hours(10));
  EXPECT_EQ(book.metering.charges().size(), 0u);
  ASSERT_EQ(book.bill().size(), 1u);
  EXPECT_EQ(book.total().millionths, 10'000'000);
}

TEST(Metering, closes_an_entry_when_the_rate_changes_and_when_the_resource_goes) {
  Book book;
  book.add(1, Money{1'000'000});
  book.env.clock.move_to(book.cell.now() + hours(2));
  book.change(1, [](Thing& changed) { changed.by_hour = Money{3'000'000}; });
  book.env.clock.move_to(book.cell.now() + hours(1));
  EXPECT_EQ(book.total().millionths, 5'000'000);
  book.remove(1);
  book.env.clock.move_to(book.cell.now() + hours(5));
  EXPECT_EQ(book.total().millionths, 5'000'000);
  auto charges = book.bill();
  ASSERT_EQ(charges.size(), 2u);
  EXPECT_FALSE(charges[0].last);
  EXPECT_TRUE(charges[1].last);
  EXPECT_EQ(charges[1].from, charges[0].to);
}

TEST(Metering, an_undone_change_is_charged_as_if_it_had_not_been) {
  Book book;
  book.add(1, Money{1'000'000});
  book.env.clock.move_to(book.cell.now() + hours(2));
  {
    Transaction transaction;
    transaction.change(book.things, thing(1), [](Thing& changed) { changed.by_hour = {}; });
    transaction.remove(book.things, thing(1));
  }
  EXPECT_EQ(book.metering.charges().size(), 0u);
  book.env.clock.move_to(book.cell.now() + hours(1));
  EXPECT_EQ(book.total().millionths, 3'000'000);
}

TEST(Metering, pays_months_in_advance_and_gives_back_what_is_not_used) {
  Book book;
  Time begin = book.cell.now();
  book.add(1, Money{100'000}, 12);
  Money year = price_in_advance(catalogue().prices(), Money{100'000}, 12).charged();
  EXPECT_EQ(book.total(), year);
  Duration whole = add_months(begin, 12) - begin;
  book.env.clock.move_to(begin + Duration{whole.microseconds / 4});
  EXPECT_EQ(book.metering.unused(thing(1), book.cell.now()), share(year, 3, 4));
  book.change(1, [&](Thing& changed) { changed.expires = book.cell.now(); });
  EXPECT_EQ(book.total(), year - share(year, 3, 4));
  EXPECT_EQ(book.metering.unused(thing(1), book.cell.now()), Money{});
}

TEST(Metering, a_change_of_price_is_settled_for_the_rest_of_the_time_at_the_same_discount) {
  Book book;
  Time begin = book.cell.now();
  book.add(1, Money{100'000}, 12);
  Money year = book.total();
  Duration whole = add_months(begin, 12) - begin;
  book.env.clock.move_to(begin + Duration{whole.microseconds / 2});
  book.change(1, [](Thing& changed) { changed.in_advance = Money{200'000}; });
  EXPECT_EQ(book.total(), year + share(year, 1, 2));
  book.change(1, [](Thing& changed) { changed.in_advance = Money{100'000}; });
  EXPECT_EQ(book.total(), year);
}

TEST(Metering, from_months_in_advance_to_the_hour_and_back_every_moment_is_paid_once) {
  Book book;
  book.add(1, Money{1'000'000}, 1);
  book.env.clock.move_to(book.cell.now() + days(3));
  book.change(1, [](Thing& changed) {
    changed.by_hour = Money{1'000'000};
    changed.in_advance = {};
    changed.expires = {};
  });
  Money paid = book.total();
  book.env.clock.move_to(book.cell.now() + hours(7));
  EXPECT_EQ(book.total() - paid, Money{7'000'000});
  book.change(1, [&](Thing& changed) {
    changed.by_hour = {};
    changed.in_advance = Money{1'000'000};
    changed.expires = add_months(book.cell.now(), 1);
  });
  paid = book.total();
  book.env.clock.move_to(book.cell.now() + days(20));
  EXPECT_EQ(book.total(), paid);
}

// Whatever happens to a resource, in whatever order, and wherever the cell is opened again.
TEST(Metering, charges_the_rate_times_the_time_and_gives_back_no_more_than_was_paid) {
  EXPECT_TRUE(rc::check([] {
    auto records = std::make_shared<MemoryRecords>();
    auto book = std::make_unique<Book>(records);
    Money expected;  // of what is paid by the hour
    book->add(1, Money{700'001});
    bool there = true;
    for (int step : *rc::gen::container<std::vector<int>>(20, rc::gen::inRange(0, 6))) {
      Money rate{*rc::gen::inRange<int64_t>(1, 9'999'999)};
      Time before = book->cell.now();
      book->env.clock.move_to(before + Duration{*rc::gen::inRange<int64_t>(1, 100'000'000'000)});
      Time now = book->cell.now();
      if (!there) break;
      expected = expected + paid_between(before, now, book->things.find(thing(1))->by_hour);
      switch (step) {
        case 0:  // by the hour
          book->change(1, [&](Thing& changed) {
            changed.by_hour = rate;
            changed.in_advance = {};
            changed.expires = {};
          });
          break;
        case 1:  // in advance, or renewed
          book->change(1, [&](Thing& changed) {
            changed.by_hour = {};
            changed.in_advance = rate;
            changed.expires = prolonged(changed.expires, now, 1 + int(rate.millionths % 13));
          });
          break;
        case 2:  // returned
          book->change(1, [&](Thing& changed) {
            if (changed.expires > now) changed.expires = now;
          });
          break;
        case 3: {  // opened again
          book->env.workers.run_until_idle();
          auto again = std::make_unique<Book>(records);
          again->env.clock.move_to(now);
          RC_ASSERT(again->total() == book->total());
          RC_ASSERT(again->metering.unused(thing(1), now) == book->metering.unused(thing(1), now));
          book = std::move(again);
          break;
        }
        case 4:  // gone
          there = rate.millionths % 4 != 0;
          if (!there) book->remove(1);
          break;
        default: {  // undone
          Transaction transaction;
          transaction.remove(book->things, thing(1));
        }
      }
      Money used, in_advance;
      for (const Charge& charge : book->bill()) {
        Money& sum = charge.reason == ChargeReason::kUse ? used : in_advance;
        sum = sum + charge.amount;
      }
      RC_ASSERT(used == expected);
      RC_ASSERT(in_advance >= Money{});
      RC_ASSERT(in_advance >= book->metering.unused(thing(1), now));
    }
  }));
}

}  // namespace
}  // namespace terrane
