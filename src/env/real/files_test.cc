// Secrets and settings are written whole, with their mode, or not at all.
#include "env/real/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace terrane {
namespace {

class Files : public testing::Test {
 protected:
  Files() {
    char name[] = "/tmp/terrane-files-XXXXXX";
    directory_ = mkdtemp(name);
  }
  ~Files() override { std::filesystem::remove_all(directory_); }

  static mode_t mode_of(const std::string& path) {
    struct stat status {};
    EXPECT_EQ(stat(path.c_str(), &status), 0);
    return status.st_mode & 0777;
  }

  std::string directory_;
};

TEST_F(Files, WhatIsWrittenIsReadWithZeroBytesAndAll) {
  std::string bytes("a\0b", 3);
  bytes.append(100'000, 'x');
  ASSERT_TRUE(write_file_atomically(directory_ + "/f", bytes, 0644));
  EXPECT_EQ(read_file(directory_ + "/f").value(), bytes);
}

TEST_F(Files, ASecretIsReadableByItsOwnerAlone) {
  ASSERT_TRUE(write_file_atomically(directory_ + "/secret", "s", 0600));
  EXPECT_EQ(mode_of(directory_ + "/secret"), 0600u);
}

TEST_F(Files, ReplacingAFileChangesBytesAndModeAndLeavesNothingBeside) {
  ASSERT_TRUE(write_file_atomically(directory_ + "/f", "old", 0644));
  ASSERT_TRUE(write_file_atomically(directory_ + "/f", "new", 0600));
  EXPECT_EQ(read_file(directory_ + "/f").value(), "new");
  EXPECT_EQ(mode_of(directory_ + "/f"), 0600u);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory_), {}), 1);
}

TEST_F(Files, AMissingFileIsNamedInTheError) {
  auto result = read_file(directory_ + "/missing");
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().message(Language::kEnglish).find("/missing"), std::string::npos);
}

TEST_F(Files, AWriteThatCannotSucceedLeavesTheOldFile) {
  ASSERT_TRUE(make_directory(directory_ + "/f", 0755));
  EXPECT_FALSE(write_file_atomically(directory_ + "/f", "new", 0644));
  EXPECT_TRUE(std::filesystem::is_directory(directory_ + "/f"));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory_), {}), 1);
}

TEST_F(Files, DirectoriesAreMadeWithThoseAboveAndMayExist) {
  EXPECT_TRUE(make_directory(directory_ + "/a/b/c", 0700));
  EXPECT_TRUE(make_directory(directory_ + "/a/b/c", 0700));
  EXPECT_TRUE(make_directory(directory_ + "/a/d/", 0700));
  EXPECT_EQ(mode_of(directory_ + "/a/b"), 0700u);
}

TEST_F(Files, AFileInTheWayOfADirectoryIsRefused) {
  ASSERT_TRUE(write_file_atomically(directory_ + "/f", "x", 0644));
  EXPECT_FALSE(make_directory(directory_ + "/f", 0700));
  EXPECT_FALSE(make_directory(directory_ + "/f/below", 0700));
}

TEST_F(Files, ADirectoryHasOneHolderAtATime) {
  {
    auto first = DirectoryLock::take(directory_);
    ASSERT_TRUE(first);
    auto second = DirectoryLock::take(directory_);
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().message(Language::kEnglish).find("in use by another running terrane"),
              std::string::npos);
  }
  EXPECT_TRUE(DirectoryLock::take(directory_));
}

}  // namespace
}  // namespace terrane
