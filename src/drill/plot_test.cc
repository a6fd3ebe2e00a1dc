// What is drawn with characters.
#include "drill/plot.h"

#include <gtest/gtest.h>

namespace terrane::drill {
namespace {

Series with_one_lost() {
  Series series("shoppers");
  for (int i = 0; i < 1000; ++i) {
    Duration at = milliseconds(10 * i);
    if (i == 555)
      series.lost(at, "gone");
    else if (i >= 700 && i < 800)
      series.served(at, seconds(1), true);
    else
      series.served(at, milliseconds(1), false);
  }
  series.sort();
  return series;
}

std::vector<std::string> lines_of(std::string text) {
  std::vector<std::string> lines;
  for (size_t end = text.find('\n'); end != text.npos; end = text.find('\n')) {
    lines.push_back(text.substr(0, end));
    text.erase(0, end + 1);
  }
  return lines;
}

TEST(Plots, show_the_least_loss_and_what_was_slow) {
  auto lines =
      lines_of(plot(with_one_lost(), seconds(10), {seconds(5)}, {.width = 40, .height = 4}));
  ASSERT_EQ(lines.size(), 7u);
  EXPECT_EQ(lines[0], "  100 │███████████████×××███▒▒▒██████");
  EXPECT_EQ(lines[3], "      │█████████████████████▒▒▒██████");
  EXPECT_EQ(lines[4].substr(0, 9), "    0 ┼");
  EXPECT_EQ(lines[5], "       0s             5s");
  EXPECT_EQ(lines[6], "                      1");
}

TEST(Plots, keep_within_their_width_and_colour_what_they_show) {
  std::string text = plot(with_one_lost(), hours(1), {}, {.width = 60, .height = 3});
  for (const std::string& line : lines_of(text)) {
    size_t columns = 0;
    for (unsigned char c : line) columns += (c & 0xc0) != 0x80;
    EXPECT_LE(columns, 60u) << line;
  }
  EXPECT_EQ(text.find('\033'), text.npos);
  EXPECT_NE(plot(with_one_lost(), seconds(10), {}, {.colours = true}).find("\033[31m×"),
            std::string::npos);
}

TEST(Plots, of_nothing_are_empty) {
  Series nothing("nobody");
  auto lines = lines_of(plot(nothing, seconds(10), {}, {.width = 40, .height = 2}));
  EXPECT_EQ(lines[1], "      │");
}

TEST(Slots, are_round_lengths) {
  EXPECT_EQ(slot_width(seconds(50), 60), seconds(1));
  EXPECT_EQ(slot_width(seconds(150), 60), seconds(5));
  EXPECT_EQ(slot_width(hours(1), 60), seconds(60));
  EXPECT_EQ(slot_width(hours(1000), 60), hours(17));
}

}  // namespace
}  // namespace terrane::drill
