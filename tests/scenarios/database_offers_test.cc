// What databases are sold, and for how much.
#include <gtest/gtest.h>

#include "scenarios/databases.h"

namespace terrane {
namespace {

// M-2, M-19
TEST(DatabaseOffers, say_what_each_zone_sells_and_whether_it_still_does) {
  Scenario cloud;
  Client alice = cloud.alice();
  Json data = alice.call("cdb", "DescribeCdbZoneConfig")["DataResult"];
  EXPECT_EQ(data["Regions"][0]["Region"], "ap-guangzhou");
  Json zones = data["Regions"][0]["RegionConfig"];
  ASSERT_EQ(zones.size(), 3u);
  EXPECT_EQ(zones[0]["Zone"], "ap-guangzhou-1");
  EXPECT_EQ(zones[0]["Status"], 3);
  EXPECT_EQ(zones[1]["Status"], 1);
  cloud.as(kOperator)
      .call("terrane", "ModifyZoneStock", {{"Zone", "ap-guangzhou-2"}, {"SoldOut", true}})
      .expect_ok();
  EXPECT_EQ(
      alice.call("cdb",
                 "DescribeCdbZoneConfig")["DataResult"]["Regions"][0]["RegionConfig"][1]["Status"],
      3);
  create_databases(alice).expect_error("OperationDenied");
}

TEST(DatabaseOffers, every_size_that_is_offered_can_be_made) {
  Scenario cloud;
  Client alice = cloud.alice();
  Json configs = alice.call("cdb", "DescribeCdbZoneConfig")["DataResult"]["Configs"];
  ASSERT_GT(configs.size(), 5u);
  for (size_t i = 0; i < configs.size(); ++i) {
    Json config = configs[i];
    create_databases(alice, R"("Memory":)" + std::to_string(config["Memory"].number()) +
                                R"(,"Cpu":)" + std::to_string(config["Cpu"].number()) +
                                R"(,"Volume":)" + std::to_string(config["VolumeMax"].number()) +
                                R"(,"DeviceType":")" + config["DeviceType"].text() + '"')
        .expect_ok();
  }
}

// M-24
TEST(DatabaseOffers, prices_follow_from_the_list) {
  Scenario cloud({.changes = "[prices]\ndatabase_per_core_hour = 0.1\n"
                             "database_per_gib_hour = 0.2\n"
                             "database_volume_per_gib_hour = 0.001\n"
                             "hours_per_prepaid_month = 400\none_year_percent = 83"});
  Client alice = cloud.alice();
  auto price = [&](std::string_view more) {
    return alice.call("cdb", "DescribeDBPrice", "{" + std::string(more) + "}");
  };
  std::string size = R"("Zone":"ap-guangzhou-2","Memory":1000,"Volume":100)";
  // Two nodes of a core and a thousand MB, and the volume: 0.7 an hour.
  Reply hourly = price(size + R"(,"Period":1,"PayType":"HOUR_PAID")");
  EXPECT_EQ(hourly["Price"], 70);
  EXPECT_EQ(hourly["Currency"], "CNY");
  EXPECT_EQ(price(size + R"(,"Period":1,"GoodsNum":3)")["Price"], 70 * 400 * 3);
  Reply year = price(size + R"(,"Period":12)");
  EXPECT_EQ(year["OriginalPrice"], 70 * 400 * 12);
  EXPECT_EQ(year["Price"], 70 * 400 * 12 * 83 / 100);
  EXPECT_EQ(price(size + R"(,"Period":1,"PayType":"HOUR_PAID","DeviceType":"BASIC")")["Price"], 40);
  std::string id = create_database(alice, R"("Volume":100)");
  EXPECT_EQ(price(R"("InstanceId":")" + id + R"(","Period":1)")["Price"], 70 * 400);

  price(size + R"(,"Period":0)").expect_error("InvalidParameter");
  price(size + R"(,"Period":1,"PayType":"FREE")").expect_error("InvalidParameter");
  price(size + R"(,"Period":1,"InstanceRole":"ro")").expect_error("InvalidParameter");
  price(size + R"(,"Period":1,"GoodsNum":0)").expect_error("InvalidParameter");
  price(R"("Memory":1000,"Volume":100,"Period":1)").expect_error("InvalidParameter");
  price(R"("InstanceId":"cdb-00000000","Period":1)")
      .expect_error("InvalidParameter.InstanceNotFound");
}

}  // namespace
}  // namespace terrane
