#include "gateway/audit_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "env/simulated/simulated_env.h"
#include "gateway/audit_memory.h"

namespace terrane {
namespace {

// Shows `most` lines' requests from where `cursor` is, which it moves.
std::vector<std::string> requests(AuditTrail& trail, std::string& cursor, size_t most) {
  std::vector<std::string> found;
  auto next = trail.read_back(cursor, [&](std::string_view line) {
    if (found.size() == most) return false;
    size_t begin = line.find("\"request\":\"") + 11;
    found.emplace_back(line.substr(begin, line.find('"', begin) - begin));
    return true;
  });
  EXPECT_TRUE(next);
  cursor = next.value_or("");
  return found;
}

// Every request of the trail, so many at a time.
std::vector<std::string> all_requests(AuditTrail& trail, size_t at_a_time) {
  std::vector<std::string> all;
  std::string cursor;
  do {
    for (std::string& request : requests(trail, cursor, at_a_time))
      all.push_back(std::move(request));
  } while (!cursor.empty());
  return all;
}

void record(AuditSink& sink, const std::string& request) {
  sink.record({.when = {1'800'000'000'000'000}, .request_id = request, .action = "CreateVpc"});
}

std::vector<std::string> numbers_down_from(int newest, int oldest = 1) {
  std::vector<std::string> numbers;
  for (int number = newest; number >= oldest; --number) numbers.push_back(std::to_string(number));
  return numbers;
}

class AuditFileTest : public testing::Test {
 protected:
  AuditFileTest() : directory_(testing::TempDir() + "terrane-audit-file-test") {
    std::filesystem::remove_all(directory_);
    std::filesystem::create_directories(directory_);
  }
  ~AuditFileTest() override {
    lines_.reset();
    std::filesystem::remove_all(directory_);
  }
  void open(size_t maximum_size = 64 << 20, size_t kept = 4) {
    auto opened =
        LineFile::open({(directory_ / "audit.log").string(), maximum_size, kept}, env_.env());
    ASSERT_TRUE(opened);
    lines_ = std::move(*opened);
  }

  std::filesystem::path directory_;
  SimulatedEnv env_;
  std::unique_ptr<LineFile> lines_;
};

TEST_F(AuditFileTest, ShowsWhatWasJustWrittenTheNewestFirst) {
  open();
  AuditFile audit(*lines_);
  EXPECT_EQ(all_requests(audit, 10), std::vector<std::string>());
  for (int i = 1; i <= 3; ++i) record(audit, std::to_string(i));
  EXPECT_EQ(all_requests(audit, 10), numbers_down_from(3));
}

TEST_F(AuditFileTest, GoesOnWhereItWasWhateverIsWrittenMeanwhile) {
  open();
  AuditFile audit(*lines_);
  for (int i = 1; i <= 1'000; ++i) record(audit, std::to_string(i));  // more than one block
  EXPECT_EQ(all_requests(audit, 7), numbers_down_from(1'000));
  std::string cursor;
  EXPECT_EQ(requests(audit, cursor, 10), numbers_down_from(1'000, 991));
  for (int i = 1'001; i <= 1'010; ++i) record(audit, std::to_string(i));
  EXPECT_EQ(requests(audit, cursor, 10), numbers_down_from(990, 981));
}

TEST_F(AuditFileTest, GoesOnThroughFilesThatArePutAside) {
  open(10'000, 4);
  AuditFile audit(*lines_);
  for (int i = 1; i <= 200; ++i) record(audit, std::to_string(i));
  EXPECT_TRUE(std::filesystem::exists(directory_ / "audit.1.log"));
  EXPECT_EQ(all_requests(audit, 7), numbers_down_from(200));
  std::string cursor;
  EXPECT_EQ(requests(audit, cursor, 1), numbers_down_from(200, 200));
  for (int i = 201; i <= 300; ++i) record(audit, std::to_string(i));  // and are renamed meanwhile
  EXPECT_EQ(requests(audit, cursor, 150), numbers_down_from(199, 50));
}

TEST_F(AuditFileTest, LeavesOutALineThatWasCutShort) {
  std::ofstream(directory_ / "audit.log") << "{\"request\":\"1\"}\n{\"request\":\"2\"}\n{\"requ";
  open();
  AuditFile audit(*lines_);
  EXPECT_EQ(all_requests(audit, 10), numbers_down_from(2));
}

TEST_F(AuditFileTest, TakesNoCursorButItsOwn) {
  open();
  AuditFile audit(*lines_);
  record(audit, "1");
  for (std::string_view cursor : {"x", "1", "1-", "1-x", "-"})
    EXPECT_FALSE(audit.read_back(cursor, [](std::string_view) { return true; })) << cursor;
  // One of a file that was dropped since.
  auto gone = audit.read_back("1-5", [](std::string_view) { return true; });
  EXPECT_TRUE(gone && gone->empty());
}

TEST(AuditMemory, ShowsTheNewestOfIt) {
  AuditMemory audit;
  for (int i = 1; i <= 10'005; ++i) record(audit, std::to_string(i));
  EXPECT_EQ(all_requests(audit, 777), numbers_down_from(10'005, 6));
  EXPECT_FALSE(audit.read_back("10006", [](std::string_view) { return true; }));
  EXPECT_FALSE(audit.read_back("x", [](std::string_view) { return true; }));
}

}  // namespace
}  // namespace terrane
