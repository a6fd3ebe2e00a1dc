// The machine's own time, randomness and threads keep the promises of env.h.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <semaphore>
#include <set>
#include <thread>

#include "env/real/real_clock.h"
#include "env/real/real_random.h"
#include "env/real/real_workers.h"

namespace terrane {
namespace {

using namespace std::chrono_literals;

size_t threads_of_this_process() {
  size_t count = 0;
  for ([[maybe_unused]] auto& thread : std::filesystem::directory_iterator("/proc/self/task"))
    ++count;
  return count;
}

TEST(RealRandom, NumbersDoNotRepeatAcrossPagesAndThreads) {
  RealRandom random;
  std::set<uint64_t> mine, theirs;
  for (int i = 0; i < 1000; ++i) mine.insert(random.next());
  std::thread([&] {
    for (int i = 0; i < 1000; ++i) theirs.insert(random.next());
  }).join();
  mine.merge(theirs);
  EXPECT_EQ(mine.size(), 2000u);
}

TEST(RealRandom, BelowCoversExactlyItsRange) {
  RealRandom random;
  std::set<uint64_t> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(random.below(5));
  EXPECT_EQ(seen, (std::set<uint64_t>{0, 1, 2, 3, 4}));
}

TEST(RealWorkers, AWorkerThatNeverWakesHasNoThread) {
  size_t before = threads_of_this_process();
  auto worker = RealWorkers().start("idle", [] {});
  EXPECT_EQ(threads_of_this_process(), before);
}

TEST(RealWorkers, AWakeUpDuringARunCausesOneMoreRun) {
  std::binary_semaphore entered(0), proceed(0);
  std::atomic<int> runs = 0;
  auto worker = RealWorkers().start("merge", [&] {
    ++runs;
    entered.release();
    proceed.acquire();
  });
  worker->wake();
  entered.acquire();
  worker->wake();
  worker->wake();
  proceed.release();
  entered.acquire();
  proceed.release();
  std::this_thread::sleep_for(20ms);
  EXPECT_EQ(runs, 2);
}

TEST(RealWorkers, AnAlarmRunsTheWorkNotBeforeItsTime) {
  RealClock clock;
  std::binary_semaphore ran(0);
  Time at;
  auto worker = RealWorkers().start("alarm", [&] {
    at = clock.now();
    ran.release();
  });
  Time due = clock.now() + milliseconds(30);
  worker->wake_at(due);
  ASSERT_TRUE(ran.try_acquire_for(5s));
  EXPECT_GE(at, due);
}

TEST(RealWorkers, AnAlarmOfAnyTimeInThePastRingsAtOnce) {
  for (Time past : {Time{}, Time{1}}) {
    std::binary_semaphore ran(0);
    auto worker = RealWorkers().start("past", [&] { ran.release(); });
    worker->wake_at(past);
    EXPECT_TRUE(ran.try_acquire_for(5s));
  }
}

TEST(RealWorkers, TheEarlierOfTwoAlarmsStays) {
  RealClock clock;
  std::counting_semaphore<8> ran(0);
  auto worker = RealWorkers().start("alarms", [&] { ran.release(); });
  worker->wake_at(clock.now() + hours(1));
  worker->wake_at(clock.now() + milliseconds(10));
  worker->wake_at(clock.now() + hours(2));
  EXPECT_TRUE(ran.try_acquire_for(5s));
}

TEST(RealWorkers, AnAlarmStillRingsAfterAnEarlierWakeUp) {
  RealClock clock;
  const Time due = clock.now() + milliseconds(30);
  std::counting_semaphore<8> rang(0);
  auto worker = RealWorkers().start("alarm", [&] {
    if (clock.now() >= due) rang.release();
  });
  worker->wake_at(due);
  worker->wake();
  EXPECT_TRUE(rang.try_acquire_for(5s));
}

TEST(RealWorkers, DestructionWaitsForTheRunUnderWayAndStartsNone) {
  std::binary_semaphore entered(0);
  std::atomic<int> finished = 0;
  auto worker = RealWorkers().start("end", [&] {
    entered.release();
    std::this_thread::sleep_for(20ms);
    ++finished;
  });
  worker->wake();
  entered.acquire();
  worker->wake();
  worker.reset();
  EXPECT_EQ(finished, 1);
}

}  // namespace
}  // namespace terrane
