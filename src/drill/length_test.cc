#include "drill/length.h"

#include <gtest/gtest.h>

namespace terrane::drill {
namespace {

TEST(Lengths, are_read_as_they_are_written) {
  EXPECT_EQ(parse_length("90s"), seconds(90));
  EXPECT_EQ(parse_length("1m30s"), seconds(90));
  EXPECT_EQ(parse_length("250ms"), milliseconds(250));
  EXPECT_EQ(parse_length("1h"), hours(1));
  EXPECT_EQ(parse_length("2.5s"), milliseconds(2500));
  EXPECT_EQ(parse_length("0s"), Duration{});
  for (const char* text : {"", "90", "s", "-1s", "1 s", "1d", "1s2", "nans", "1e30s"})
    EXPECT_EQ(parse_length(text), std::nullopt) << text;
}

TEST(Lengths, are_written_to_the_millisecond) {
  EXPECT_EQ(text_of(seconds(90)), "1m30s");
  EXPECT_EQ(text_of(hours(1)), "1h");
  EXPECT_EQ(text_of(milliseconds(12500)), "12.5s");
  EXPECT_EQ(text_of(milliseconds(250)), "250ms");
  EXPECT_EQ(text_of(Duration{}), "0s");
  EXPECT_EQ(clock_text(milliseconds(30'250)), "0:30.250");
  EXPECT_EQ(clock_text(hours(1) + seconds(2)), "1:00:02.000");
}

}  // namespace
}  // namespace terrane::drill
