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
  Result<std::unique_ptr<Store>> open() override { return engine_->store("cell"); }

 private:
  TemporaryDirectory directory_;
  std::unique_ptr<RocksDbEngine> engine_ = *RocksDbEngine::open(directory_.path());
};

std::unique_ptr<StoreUnderTest> make_rocksdb() {
  return std::make_unique<RocksDbUnderTest>();
}

INSTANTIATE_TEST_SUITE_P(RocksDb, StoreConformance, testing::Values(make_rocksdb));

Batch record(const std::string& key, const std::string& value) {
  Batch batch;
  batch.put(key, value);
  return batch;
}

class RocksDb : public testing::Test {
 protected:
  // Commits `count` records, one by one, and closes the store.
  void fill(int count, size_t value_bytes = 350) {
    auto store = engine_->store("cell");
    for (int i = 0; i < count; ++i) {
      std::string value(value_bytes, static_cast<char>('a' + i % 26));
      ASSERT_TRUE(store->commit(record("key" + std::to_string(1000 + i), value)));
    }
  }
  // How many records the store holds, or the words of its refusal.
  std::string loaded() {
    size_t records = 0;
    auto result = engine_->store("cell")->load([&](auto, auto) { ++records; });
    return result ? std::to_string(records) : result.error().message(Language::kEnglish);
  }
  // What a commit says on a store just opened.
  std::string committed() {
    auto result = engine_->store("cell")->commit(record("later", "x"));
    return result ? "ok" : result.error().message(Language::kEnglish);
  }
  // The newest file of the store whose name ends so.
  fs::path file(const std::string& suffix) const {
    fs::path found;
    for (auto& entry : fs::directory_iterator(directory_.path() + "/cell"))
      if (entry.path().string().ends_with(suffix)) found = std::max(found, entry.path());
    EXPECT_FALSE(found.empty()) << suffix;
    return found;
  }
  static void flip_byte(const fs::path& file, uintmax_t offset) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekg(static_cast<long>(offset));
    char byte = static_cast<char>(stream.get());
    stream.seekp(static_cast<long>(offset));
    stream.put(static_cast<char>(~byte));
  }

  TemporaryDirectory directory_;
  std::unique_ptr<RocksDbEngine> engine_ = *RocksDbEngine::open(directory_.path());
};

TEST_F(RocksDb, ACellThatNeverCommitsLeavesNothingOnDisk) {
  EXPECT_EQ(loaded(), "0");
  EXPECT_FALSE(fs::exists(directory_.path() + "/cell"));
}

TEST_F(RocksDb, LoadingChangesNothingOnDisk) {
  fill(10);
  auto listing = [&] {
    std::map<std::string, fs::file_time_type> files;
    for (auto& entry : fs::directory_iterator(directory_.path() + "/cell"))
      files[entry.path().filename()] = entry.last_write_time();
    return files;
  };
  auto before = listing();
  EXPECT_EQ(loaded(), "10");
  EXPECT_EQ(listing(), before);
}

TEST_F(RocksDb, StoresOfOneEngineAreApart) {
  fill(3);
  auto other = engine_->store("other");
  ASSERT_TRUE(other->commit(record("a", "1")));
  EXPECT_EQ(loaded(), "3");
}

TEST_F(RocksDb, ADirectoryInUseIsRefused) {
  auto second = RocksDbEngine::open(directory_.path());
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().message(Language::kEnglish).find("in use by another running terrane"),
            std::string::npos);
}

TEST_F(RocksDb, AStoreWhoseMakingWasCutShortIsEmptyAndUsable) {
  fs::create_directory(directory_.path() + "/cell");
  std::ofstream(directory_.path() + "/cell/MANIFEST-000001") << "cut";
  EXPECT_EQ(loaded(), "0");
  EXPECT_EQ(committed(), "ok");
  EXPECT_EQ(loaded(), "1");
}

TEST_F(RocksDb, ACommitTornByAPowerFailureGoesAndTheRestStays) {
  fill(100);
  fs::resize_file(file(".log"), fs::file_size(file(".log")) - 200);
  EXPECT_EQ(loaded(), "99");
  EXPECT_EQ(committed(), "ok");
  EXPECT_EQ(loaded(), "100");
}

TEST_F(RocksDb, ATornCommitWhosePagesAreThereButNotItsBytesGoesAsWell) {
  fill(100);
  auto size = fs::file_size(file(".log"));
  fs::resize_file(file(".log"), size - 200);
  fs::resize_file(file(".log"), size);
  EXPECT_EQ(loaded(), "99");
  EXPECT_EQ(committed(), "ok");
  EXPECT_EQ(loaded(), "100");
}

TEST_F(RocksDb, ATornCommitOfManyBlocksGoesWhole) {
  fill(3, 500'000);
  flip_byte(file(".log"), fs::file_size(file(".log")) - 300'000);
  EXPECT_EQ(loaded(), "2");
}

TEST_F(RocksDb, DamageBeforeALaterCommitIsRefusedForReadingAndWriting) {
  fill(100);
  flip_byte(file(".log"), fs::file_size(file(".log")) / 2);
  EXPECT_NE(loaded().find("is damaged"), std::string::npos);
  EXPECT_NE(committed().find("is damaged"), std::string::npos);
}

TEST_F(RocksDb, DamageAnywhereInTheLogIsNeverALossOfMoreThanTheLastCommit) {
  fill(60);
  std::string log = *read_file(file(".log"));
  for (size_t offset = 0; offset < log.size(); offset += 61) {
    std::string damaged = log;
    damaged[offset] = static_cast<char>(~damaged[offset]);
    std::ofstream(file(".log"), std::ios::binary) << damaged;
    std::string found = loaded();
    EXPECT_TRUE(found.find("is damaged") != std::string::npos || found == "59") << offset << found;
  }
}

TEST_F(RocksDb, ALostFileIsRefused) {
  fill(10);
  committed();  // a restart moves what was in the log into a table
  for (const char* suffix : {".sst", ".log", "CURRENT"}) {
    fs::path victim = file(suffix), aside = directory_.path() + "/aside";
    fs::rename(victim, aside);
    EXPECT_NE(loaded().find("The store in"), std::string::npos) << suffix << loaded();
    fs::rename(aside, victim);
  }
  EXPECT_EQ(loaded(), "11");
}

TEST_F(RocksDb, ADamagedTableIsRefused) {
  fill(1000);
  committed();
  flip_byte(file(".sst"), fs::file_size(file(".sst")) / 2);
  EXPECT_NE(loaded().find("is damaged"), std::string::npos);
}

TEST_F(RocksDb, WhatACommitAcknowledgedSurvivesAKilledProcess) {
  int acknowledged[2];
  ASSERT_EQ(pipe(acknowledged), 0);
  pid_t child = fork();
  if (child == 0) {
    auto store = engine_->store("cell");
    for (int i = 0;; ++i) {
      if (!store->commit(record(std::to_string(i), "x"))) _exit(1);
      [[maybe_unused]] ssize_t written = write(acknowledged[1], "x", 1);
    }
  }
  close(acknowledged[1]);
  char byte;
  size_t count = 0;
  while (count < 50 && read(acknowledged[0], &byte, 1) == 1) ++count;
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  while (read(acknowledged[0], &byte, 1) == 1) ++count;
  close(acknowledged[0]);
  EXPECT_GE(count, 50u);
  size_t found = std::stoul(loaded());
  EXPECT_TRUE(found == count || found == count + 1) << found << " of " << count;
}

}  // namespace
}  // namespace terrane
