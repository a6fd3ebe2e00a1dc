// Time that is put forward passes everywhere at once, and each alarm rings at its own time.
#include "env/real/test_time.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "env/real/real_clock.h"

namespace terrane {
namespace {

constexpr ErrorKind kDiskFull{"InternalError", "The disk is full.", "磁盘已满。"};

Result<void> keep_nothing(Duration) {
  return {};
}

TEST(TestTime, is_real_time_until_it_is_put_forward) {
  TestTime time(Duration{}, keep_nothing);
  Duration behind = RealClock().now() - time.now();
  EXPECT_LT(std::abs(behind.microseconds), seconds(5).microseconds);
  ASSERT_TRUE(time.advance(days(31)));
  Duration ahead = time.now() - RealClock().now();
  EXPECT_GT(ahead, hours(31 * 24 - 1));
  EXPECT_EQ(time.ahead(), days(31));
}

TEST(TestTime, alarms_of_all_workers_ring_in_order_and_each_at_its_own_time) {
  TestTime time(Duration{}, keep_nothing);
  Time begin = time.now();
  std::vector<std::pair<int, Time>> rung;  // one worker at a time wakes
  std::vector<std::unique_ptr<Worker>> workers;
  for (int i = 0; i < 3; ++i) {
    workers.push_back(time.start("alarm", [&, i] {
      rung.emplace_back(i, time.now());
      if (rung.size() < 9) workers[size_t(i)]->wake_at(time.now() + hours(3));
    }));
  }
  for (int i : {2, 0, 1}) workers[size_t(i)]->wake_at(begin + hours(1 + i));
  ASSERT_TRUE(time.advance(days(1)));
  ASSERT_EQ(rung.size(), 11u);
  for (size_t i = 0; i < rung.size(); ++i) {
    EXPECT_EQ(rung[i].first, int(i % 3));
    EXPECT_EQ(rung[i].second, begin + hours(int64_t(i) + 1));
  }
  workers.clear();
}

TEST(TestTime, an_alarm_of_any_time_in_the_past_rings_at_once) {
  TestTime time(Duration{}, keep_nothing);
  std::atomic<int> runs = 0;
  auto worker = time.start("past", [&] { ++runs; });
  for (Time past : {Time{}, Time{1}}) {
    worker->wake_at(past);
    ASSERT_TRUE(time.advance(seconds(1)));
  }
  EXPECT_EQ(runs, 2);
}

TEST(TestTime, what_wakes_others_is_waited_for_before_time_goes_on) {
  TestTime time(Duration{}, keep_nothing);
  Time begin = time.now(), woken_at;
  std::unique_ptr<Worker> second = time.start("second", [&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    woken_at = time.now();
  });
  std::unique_ptr<Worker> first = time.start("first", [&] { second->wake(); });
  first->wake_at(begin + hours(1));
  ASSERT_TRUE(time.advance(days(1)));
  EXPECT_EQ(woken_at, begin + hours(1));
}

TEST(TestTime, an_alarm_soon_rings_by_itself) {
  TestTime time(days(400), keep_nothing);
  std::atomic<bool> rang = false;
  auto worker = time.start("alarm", [&] { rang = true; });
  worker->wake_at(time.now() + milliseconds(20));
  for (int i = 0; i < 500 && !rang; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_TRUE(rang);
}

TEST(TestTime, nothing_happens_where_how_far_it_is_cannot_be_kept) {
  TestTime time(Duration{}, [](Duration) -> Result<void> { return refuse(kDiskFull); });
  bool rang = false;
  auto worker = time.start("alarm", [&] { rang = true; });
  worker->wake_at(time.now() + hours(1));
  EXPECT_FALSE(time.advance(days(1)));
  EXPECT_EQ(time.ahead(), Duration{});
  EXPECT_FALSE(rang);
}

}  // namespace
}  // namespace terrane
