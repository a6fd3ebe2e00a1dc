#include "store/rocksdb/rocksdb_store.h"

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "store/conformance.h"

namespace terrane {
namespace {

namespace fs = std::filesystem;

class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    char name[] = "/tmp/terrane-rocksdb-XXXXXX";
    path_ = mkdtemp(name);
  }
  ~TemporaryDirectory() { fs::remove_all(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

class RocksDbUnderTest final : public StoreUnderTest {
 public:
  Result<std::unique_ptr<Store>> open() override { return engine_.open(directory_.path() + "/r"); }

 private:
  TemporaryDirectory directory_;
  RocksDbEngine engine_;
};

std::unique_ptr<StoreUnderTest> make_rocksdb() {
  return std::make_unique<RocksDbUnderTest>();
}

INSTANTIATE_TEST_SUITE_P(RocksDb, StoreConformance, testing::Values(make_rocksdb));

class RocksDb : public testing::Test {
 protected:
  std::string path(const std::string& name = "r") const { return directory_.path() + "/" + name; }

  static Batch record(const std::string& key, const std::string& value = std::string(350, 'v')) {
    Batch batch;
    batch.put(key, value);
    return batch;
  }
  static size_t count(Store& store) {
    size_t records = 0;
    EXPECT_TRUE(store.load([&](auto, auto) { ++records; }));
    return records;
  }
  // The one file of the store whose name ends so.
  fs::path file(const std::string& suffix) const {
    fs::path found;
    for (auto& entry : fs::directory_iterator(path()))
      if (entry.path().string().ends_with(suffix)) found = entry.path();
    EXPECT_FALSE(found.empty()) << suffix;
    return found;
  }
  static void flip_byte(const fs::path& file, long offset) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekg(offset);
    char byte = static_cast<char>(stream.get());
    stream.seekp(offset);
    stream.put(static_cast<char>(~byte));
  }

  TemporaryDirectory directory_;
  RocksDbEngine engine_;
};

TEST_F(RocksDb, ACellThatNeverCommitsLeavesNoDirectory) {
  EXPECT_EQ(count(**engine_.open(path())), 0u);
  EXPECT_FALSE(fs::exists(path()));
}

TEST_F(RocksDb, TwoStoresOfOneEngineAreApart) {
  auto one = *engine_.open(path("1")), two = *engine_.open(path("2"));
  ASSERT_TRUE(one->commit(record("a")));
  EXPECT_EQ(count(*one), 1u);
  EXPECT_EQ(count(*two), 0u);
}

TEST_F(RocksDb, ASecondProcessOnTheDirectoryIsRefusedAndToldWhy) {
  auto store = *engine_.open(path());
  ASSERT_TRUE(store->commit(record("a")));
  if (pid_t child = fork(); child == 0) {
    auto second = RocksDbEngine().open(path());
    bool told =
        !second &&
        second.error().message(Language::kEnglish).find("in use by another running terrane") !=
            std::string::npos;
    _exit(told ? 0 : 1);
  } else {
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
}

TEST_F(RocksDb, WhatACommitAcknowledgedSurvivesAKilledProcess) {
  int acknowledged[2];
  ASSERT_EQ(pipe(acknowledged), 0);
  pid_t child = fork();
  if (child == 0) {
    auto store = *RocksDbEngine().open(path());
    for (int i = 0;; ++i) {
      if (!store->commit(record(std::to_string(i)))) _exit(1);
      [[maybe_unused]] ssize_t written = write(acknowledged[1], "x", 1);
    }
  }
  char byte;
  for (int i = 0; i < 100; ++i) ASSERT_EQ(read(acknowledged[0], &byte, 1), 1);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  close(acknowledged[1]);
  size_t total = 100;
  while (read(acknowledged[0], &byte, 1) == 1) ++total;
  close(acknowledged[0]);
  auto store = *engine_.open(path());
  size_t found = count(*store);
  EXPECT_GE(found, total);
  EXPECT_LE(found, total + 1);
}

}  // namespace
}  // namespace terrane
