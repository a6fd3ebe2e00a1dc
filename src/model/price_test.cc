#include "model/price.h"

#include <gtest/gtest.h>

namespace terrane {
namespace {

constexpr Money kHourly{155'000};  // 0.155

Prices prices() {
  Prices prices;
  prices.spot_percent = 20;
  prices.hours_per_prepaid_month = 400;
  prices.one_year_percent = 83;
  prices.two_years_percent = 70;
  prices.three_years_percent = 50;
  prices.five_years_percent = 40;
  return prices;
}

TEST(Price, by_the_hour_is_the_list_price) {
  EXPECT_EQ(price_by_the_hour(kHourly).list, kHourly);
  EXPECT_EQ(price_by_the_hour(kHourly).charged(), kHourly);
}

TEST(Price, of_a_spot_instance_is_a_part_of_the_price_by_the_hour) {
  Price price = price_as_spot(prices(), kHourly);
  EXPECT_EQ(price.list, kHourly);
  EXPECT_EQ(price.charged().millionths, 31'000);
}

TEST(Price, of_months_in_advance_falls_with_each_whole_year) {
  auto charged = [](uint32_t months) {
    return price_in_advance(prices(), kHourly, months).charged().millionths;
  };
  constexpr int64_t kMonth = 155'000 * 400;
  EXPECT_EQ(charged(1), kMonth);
  EXPECT_EQ(charged(11), 11 * kMonth);
  EXPECT_EQ(charged(12), 12 * kMonth * 83 / 100);
  EXPECT_EQ(charged(24), 24 * kMonth * 70 / 100);
  EXPECT_EQ(charged(36), 36 * kMonth * 50 / 100);
  EXPECT_EQ(charged(60), 60 * kMonth * 40 / 100);
  EXPECT_EQ(price_in_advance(prices(), kHourly, 60).list.millionths, 60 * kMonth);
}

TEST(Price, of_a_disk_is_exact_in_its_size) {
  DiskType type;
  type.price_per_gib_hour = {580};  // 0.00058
  EXPECT_EQ(hourly_price(type, 32'000).millionths, 18'560'000);
}

}  // namespace
}  // namespace terrane
