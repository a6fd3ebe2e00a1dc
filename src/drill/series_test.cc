// What is counted of a load's requests.
#include "drill/series.h"

#include <gtest/gtest.h>

namespace terrane::drill {
namespace {

// One request per second for twenty seconds; those from the sixth to the ninth are lost.
Series one_outage() {
  Series series("shoppers");
  for (int i = 0; i < 20; ++i) {
    Duration at = milliseconds(1000 * i + 500);
    if (i >= 5 && i < 9)
      series.lost(at, i == 5 ? "first" : "then");
    else
      series.served(at, milliseconds(10 + i), i == 19);
  }
  series.sort();
  return series;
}

TEST(Series, count_within_a_window) {
  Series series = one_outage();
  Counts all = series.counts({}, seconds(20));
  EXPECT_EQ(all.sent, 20u);
  EXPECT_EQ(all.served, 16u);
  EXPECT_EQ(all.slow, 1u);
  EXPECT_EQ(all.lost, 4u);
  EXPECT_DOUBLE_EQ(all.availability(), 80);
  EXPECT_EQ(series.counts(seconds(5), seconds(9)).served, 0u);
  EXPECT_DOUBLE_EQ(series.counts(seconds(30), seconds(40)).availability(), 100);
}

TEST(Series, recover_when_one_is_served_and_none_is_lost_any_more) {
  Series series = one_outage();
  EXPECT_EQ(series.recovery(seconds(4), seconds(20)), milliseconds(5500));
  EXPECT_EQ(series.recovery(seconds(10), seconds(20)), Duration{});
  EXPECT_EQ(series.recovery(seconds(4), seconds(8)), std::nullopt);
}

TEST(Series, know_how_long_the_slowest_of_most_took) {
  Series series = one_outage();
  EXPECT_EQ(series.percentile({}, seconds(20), 0.5), milliseconds(22));
  EXPECT_EQ(series.percentile({}, seconds(20), 0.99), milliseconds(29));
  EXPECT_EQ(series.percentile(seconds(5), seconds(9), 0.5), std::nullopt);
}

TEST(Series, put_losses_close_to_each_other_into_one_outage) {
  Series series = one_outage();
  series.lost(seconds(15), "again");
  series.sort();
  auto outages = series.outages();
  ASSERT_EQ(outages.size(), 2u);
  EXPECT_EQ(outages[0].first, milliseconds(5500));
  EXPECT_EQ(outages[0].last, milliseconds(8500));
  EXPECT_EQ(outages[0].lost, 4u);
  EXPECT_EQ(series.reasons()[outages[0].reason], "first");
  EXPECT_EQ(outages[1].lost, 1u);
}

TEST(Series, are_counted_slot_by_slot) {
  auto slots = one_outage().per_slot(seconds(5), seconds(20));
  ASSERT_EQ(slots.size(), 4u);
  EXPECT_EQ(slots[0].served, 5u);
  EXPECT_EQ(slots[1].lost, 4u);
  EXPECT_EQ(slots[3].slow, 1u);
}

}  // namespace
}  // namespace terrane::drill
