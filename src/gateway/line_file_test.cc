#include "gateway/line_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "env/simulated/simulated_env.h"

namespace terrane {
namespace {

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

class LineFileTest : public testing::Test {
 protected:
  LineFileTest() : directory_(testing::TempDir() + "terrane-line-file-test") {
    std::filesystem::remove_all(directory_);
    std::filesystem::create_directories(directory_);
  }
  ~LineFileTest() override { std::filesystem::remove_all(directory_); }

  std::filesystem::path directory_;
  SimulatedEnv env_;
};

TEST_F(LineFileTest, LinesAreThereWithinASecondAndAtTheEnd) {
  auto file = LineFile::open({(directory_ / "log").string()}, env_.env());
  ASSERT_TRUE(file);
  (*file)->write("one {}");  // braces are text
  env_.workers.advance(seconds(1));
  EXPECT_EQ(content_of(directory_ / "log"), "one {}\n");
  (*file)->write("two");
  file->reset();
  EXPECT_EQ(content_of(directory_ / "log"), "one {}\ntwo\n");
}

TEST_F(LineFileTest, ALargeFileIsPutAsideAndTheOldestDropped) {
  auto file = LineFile::open({(directory_ / "log").string(), 100, 2}, env_.env());
  ASSERT_TRUE(file);
  for (int i = 0; i < 50; ++i) (*file)->write("a line of some twenty letters");
  file->reset();
  size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(directory_)) {
    EXPECT_LE(entry.file_size(), 100u);
    ++files;
  }
  EXPECT_EQ(files, 3u);
}

TEST_F(LineFileTest, AFileIsGoneOnWithAfterARestart) {
  for (std::string_view line : {"before", "after"}) {
    auto file = LineFile::open({(directory_ / "log").string()}, env_.env());
    ASSERT_TRUE(file);
    (*file)->write(line);
  }
  EXPECT_EQ(content_of(directory_ / "log"), "before\nafter\n");
}

TEST_F(LineFileTest, APathThatCannotBeWrittenIsAnError) {
  const auto file = LineFile::open({"/dev/null/log"}, env_.env());
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code(), "InternalError");
}

}  // namespace
}  // namespace terrane
