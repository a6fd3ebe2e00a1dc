#include "base/time.h"

#include <gtest/gtest.h>

namespace terrane {
namespace {

TEST(Time, BothFormsAreReadBack) {
  Time time = from_iso8601("2026-11-23T03:43:41Z");
  EXPECT_EQ(to_iso8601(time), "2026-11-23T03:43:41Z");
  EXPECT_EQ(to_local_text(time), "2026-11-23 11:43:41");
  EXPECT_EQ(from_local_text("2026-11-23 11:43:41"), time);
  Arena arena;
  EXPECT_EQ(to_iso8601(arena, time), to_iso8601(time));
}

TEST(Time, ATextThatIsNoTimeReadsAsNever) {
  EXPECT_FALSE(from_iso8601("2026-02-30T00:00:00Z").is_set());
  EXPECT_FALSE(from_iso8601("2026-11-23 03:43:41").is_set());
  EXPECT_FALSE(from_local_text("2026-11-23T03:43:41Z").is_set());
  EXPECT_FALSE(from_local_text("2026-13-01 00:00:00").is_set());
}

TEST(Time, NeverReadsAsAnEmptyTextThatIsNotAbsent) {
  Arena arena;
  EXPECT_EQ(to_iso8601(arena, Time{}), "");
  EXPECT_NE(to_iso8601(arena, Time{}).data(), nullptr);
}

TEST(Time, AMonthLaterIsTheSameDayOrTheLastOfAShorterMonth) {
  auto later = [](std::string_view text, int months) {
    return to_iso8601(add_months(from_iso8601(text), months));
  };
  EXPECT_EQ(later("2026-11-23T03:43:41Z", 1), "2026-12-23T03:43:41Z");
  EXPECT_EQ(later("2026-11-23T03:43:41Z", 14), "2028-01-23T03:43:41Z");
  EXPECT_EQ(later("2026-01-31T23:00:00Z", 1), "2026-02-28T23:00:00Z");
  EXPECT_EQ(later("2027-12-31T00:00:00Z", 2), "2028-02-29T00:00:00Z");
}

}  // namespace
}  // namespace terrane
