// What databases and caches cost as time passes: by the hour while they serve, or in advance
// (M-24).
#include <gtest/gtest.h>

#include "scenarios/databases.h"

namespace terrane {
namespace {

// Prices that are easy to add up, in millionths: two nodes of a core and a thousand MB, and 50 GiB.
constexpr std::string_view kPrices =
    "[prices]\ndatabase_per_core_hour = 0.1\ndatabase_per_gib_hour = 0.2\n"
    "database_volume_per_gib_hour = 0.001\ncache_per_gib_hour = 0.5\n"
    "hours_per_prepaid_month = 400\n";
constexpr int64_t kHour = 650'000, kBigger = 1'050'000, kCache = 500'000;

int64_t total(const Client& client) {
  std::string digits = client.call("terrane", "DescribeBill")["Amount"].text();
  digits.erase(digits.find('.'), 1);
  return std::stoll(digits);
}

// M-24
TEST(DatabaseCharges, by_the_hour_end_when_it_is_isolated) {
  Scenario cloud({.changes = std::string(kPrices)});
  Client alice = cloud.alice();
  std::string id = create_database(alice);
  cloud.advance(hours(3));
  EXPECT_EQ(total(alice), 3 * kHour);
  ask_database(alice, "UpgradeDBInstance", id, R"("Memory":2000,"Volume":50)").expect_ok();
  cloud.advance(hours(1));
  EXPECT_EQ(total(alice), 3 * kHour + kBigger);
  cloud.restart();
  EXPECT_EQ(total(alice), 3 * kHour + kBigger);
  isolate(alice, id).expect_ok();
  cloud.advance(hours(2));
  offline(alice, id).expect_ok();
  cloud.advance(hours(2));
  EXPECT_EQ(total(alice), 3 * kHour + kBigger);
  EXPECT_EQ(total(cloud.as(kBob)), 0);
}

// M-24
TEST(DatabaseCharges, in_advance_are_paid_at_once_and_given_back_for_what_is_left) {
  Scenario cloud({.changes = std::string(kPrices)});
  Client alice = cloud.alice();
  std::string id = buy_database(alice, 1);
  EXPECT_EQ(total(alice), 400 * kHour);
  cloud.advance(days(10));
  EXPECT_EQ(total(alice), 400 * kHour);
  isolate(alice, id).expect_ok();
  int64_t paid = total(alice);
  EXPECT_GT(paid, 400 * kHour / 4);
  EXPECT_LT(paid, 400 * kHour / 2);
  cloud.advance(days(8));
  EXPECT_EQ(list_databases(alice)["TotalCount"], 0);
  EXPECT_EQ(total(alice), paid);
}

// M-24
TEST(DatabaseCharges, of_a_cache_follow_its_memory) {
  Scenario cloud({.changes = std::string(kPrices)});
  Client alice = cloud.alice();
  std::string id = create_cache(alice);
  cloud.advance(hours(2));
  EXPECT_EQ(total(alice), 2 * kCache);
  alice.call("terrane", "ModifyCache", {{"CacheId", id}, {"MemoryGiB", 4}}).expect_ok();
  cloud.advance(hours(1));
  EXPECT_EQ(total(alice), 6 * kCache);
  alice.call("terrane", "DeleteCaches", {{"CacheIds", {id}}}).expect_ok();
  cloud.advance(hours(1));
  EXPECT_EQ(total(alice), 6 * kCache);
}

}  // namespace
}  // namespace terrane
