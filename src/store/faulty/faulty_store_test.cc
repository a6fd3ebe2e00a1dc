#include "store/faulty/faulty_store.h"

#include "env/simulated/simulated_env.h"
#include "store/conformance.h"

namespace terrane {
namespace {

class FaultyUnderTest final : public StoreUnderTest {
 public:
  Result<std::unique_ptr<Store>> open() override { return disk_.open(); }

 private:
  FaultyDisk disk_;
};

std::unique_ptr<StoreUnderTest> make_faulty() {
  return std::make_unique<FaultyUnderTest>();
}

INSTANTIATE_TEST_SUITE_P(Faulty, StoreConformance, testing::Values(make_faulty));

Batch two_records() {
  Batch batch;
  batch.put("a", "1");
  batch.put("b", "1");
  return batch;
}

// Commits under the fault; says whether it was acknowledged and how many records are there after.
std::pair<bool, size_t> commit_under(StoreFault fault) {
  FaultyDisk disk;
  auto store = disk.open();
  disk.plan(fault);
  bool acknowledged = store->commit(two_records()).has_value();
  EXPECT_EQ(disk.down(), !acknowledged);
  return {acknowledged, disk.records().by_key.size()};
}

TEST(FaultyStore, EachFaultDoesWhatItsNameSays) {
  EXPECT_EQ(commit_under(StoreFault::kNone), std::pair(true, 2ul));
  EXPECT_EQ(commit_under(StoreFault::kRefused), std::pair(false, 0ul));
  EXPECT_EQ(commit_under(StoreFault::kReplyLost), std::pair(false, 2ul));
  EXPECT_EQ(commit_under(StoreFault::kTorn), std::pair(false, 1ul));
  EXPECT_EQ(commit_under(StoreFault::kForgotten), std::pair(true, 0ul));
}

TEST(FaultyStore, AFaultStrikesThePlannedCommitAlone) {
  FaultyDisk disk;
  auto store = disk.open();
  disk.plan(StoreFault::kRefused, 2);
  EXPECT_TRUE(store->commit(two_records()));
  EXPECT_TRUE(store->commit(two_records()));
  EXPECT_FALSE(store->commit(two_records()));
  store = disk.open();
  EXPECT_TRUE(store->commit(two_records()));
}

TEST(FaultyStore, AfterACrashEverythingIsRefusedUntilItIsOpenedAgain) {
  FaultyDisk disk;
  auto store = disk.open();
  ASSERT_TRUE(store->commit(two_records()));
  disk.crash();
  EXPECT_TRUE(disk.down());
  EXPECT_FALSE(store->commit(two_records()));
  EXPECT_FALSE(store->load([](auto, auto) {}));
  auto reopened = disk.open();
  EXPECT_FALSE(disk.down());
  EXPECT_FALSE(store->commit(two_records())) << "the store opened before stays dead";
  size_t count = 0;
  EXPECT_TRUE(reopened->load([&](auto, auto) { ++count; }));
  EXPECT_EQ(count, 2u);
}

TEST(FaultyStore, RandomFaultsAreHonestAndComeAboutAsOftenAsAsked) {
  FaultyDisk disk;
  SeededRandom random(1);
  disk.fail_at_random(random, 10);
  auto store = disk.open();
  int failures = 0;
  for (int i = 0; i < 1000; ++i) {
    size_t before = disk.records().by_key.size();
    Batch batch;
    batch.put(std::to_string(i) + "a", "");
    batch.put(std::to_string(i) + "b", "");
    bool acknowledged = store->commit(batch).has_value();
    size_t added = disk.records().by_key.size() - before;
    EXPECT_TRUE(acknowledged ? added == 2 : added == 0 || added == 2);
    if (!acknowledged) {
      ++failures;
      store = disk.open();
    }
  }
  EXPECT_GT(failures, 60);
  EXPECT_LT(failures, 140);
}

}  // namespace
}  // namespace terrane
