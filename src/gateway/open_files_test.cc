#include "gateway/open_files.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdlib>

namespace terrane {
namespace {

// Limits are the whole process's, so each of these is tried in one of its own.
[[noreturn]] void exit_with_what_fits(rlimit before, int64_t wanted, int64_t expected,
                                      rlim_t expected_limit) {
  rlimit after{};
  const bool fits = ::setrlimit(RLIMIT_NOFILE, &before) == 0 &&
                    make_room_for_connections(wanted) == expected &&
                    ::getrlimit(RLIMIT_NOFILE, &after) == 0 && after.rlim_cur == expected_limit;
  std::_Exit(fits ? 0 : 1);
}

using testing::ExitedWithCode;

TEST(OpenFilesTest, TheLimitIsRaisedToWhatIsNeeded) {
  EXPECT_EXIT(exit_with_what_fits({256, 5000}, 500, 500, 4596), ExitedWithCode(0), "^$");
}

TEST(OpenFilesTest, ALimitThatIsHighEnoughStays) {
  EXPECT_EXIT(exit_with_what_fits({4800, 5000}, 500, 500, 4800), ExitedWithCode(0), "^$");
}

TEST(OpenFilesTest, FewerConnectionsAreServedWhereTheHardLimitIsLowAndTheLogSaysSo) {
  EXPECT_EXIT(exit_with_what_fits({256, 1024}, 10'000, 512, 1024), ExitedWithCode(0),
              "limit of open files is 1024, so 512 connections .* not 10000.* to 14096");
}

TEST(OpenFilesTest, FewConnectionsFitALowLimitToo) {
  EXPECT_EXIT(exit_with_what_fits({256, 256}, 100, 100, 256), ExitedWithCode(0), "^$");
}

}  // namespace
}  // namespace terrane
