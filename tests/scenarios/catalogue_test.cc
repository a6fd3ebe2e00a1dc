// Places and products as the catalogue has them (M-1, M-2, M-8, M-16…M-19).
#include <gtest/gtest.h>

#include "scenarios/scenario.h"

namespace terrane {
namespace {

struct PublishedZone {
  std::string_view id, english, chinese;
};

struct PublishedRegion {
  std::string_view id, english, chinese, territory;
  std::vector<PublishedZone> zones;
};

// The published table, whole and in its order.
const std::vector<PublishedRegion> kPublished = {
    {"ap-guangzhou",
     "South China (Guangzhou)",
     "华南地区(广州)",
     "Within Chinese territory",
     {{"ap-guangzhou-1", "Guangzhou Zone I", "广州一区"},
      {"ap-guangzhou-2", "Guangzhou Zone II", "广州二区"},
      {"ap-guangzhou-3", "Guangzhou Zone III", "广州三区"}}},
    {"ap-shenzhen-fsi",
     "South China (Shenzhen Finance)",
     "华南地区(深圳金融)",
     "Within Chinese territory",
     {{"ap-shenzhen-fsi-1", "Shenzhen Finance Zone I", "深圳金融一区"}}},
    {"ap-shanghai",
     "East China (Shanghai)",
     "华东地区(上海)",
     "Within Chinese territory",
     {{"ap-shanghai-1", "Shanghai Zone I", "上海一区"}}},
    {"ap-shanghai-fsi",
     "East China (Shanghai Finance)",
     "华东地区(上海金融)",
     "Within Chinese territory",
     {{"ap-shanghai-fsi-1", "Shanghai Finance Zone I", "上海金融一区"}}},
    {"ap-beijing",
     "North China (Beijing)",
     "华北地区(北京)",
     "Within Chinese territory",
     {{"ap-beijing-1", "Beijing Zone I", "北京一区"}}},
    {"ap-hongkong",
     "Southeast Asia (Hong Kong)",
     "东南亚地区(香港)",
     "Outside China",
     {{"ap-hongkong-1", "Hong Kong Zone I", "香港一区"}}},
    {"ap-singapore",
     "Southeast Asia (Singapore)",
     "东南亚地区(新加坡)",
     "Outside China",
     {{"ap-singapore-1", "Singapore Zone I", "新加坡一区"}}},
    {"na-toronto",
     "North America (Toronto)",
     "北美地区(多伦多)",
     "Outside China",
     {{"na-toronto-1", "Toronto Zone I", "多伦多一区"}}},
};

const Parameters kCvm = {{"Product", "cvm"}};

std::set<std::string> regions_with(Scenario& cloud, std::string_view product) {
  Json regions = cloud.call("region", "DescribeRegions", {{"Product", product}})["RegionSet"];
  std::set<std::string> names;
  for (size_t i = 0; i < regions.size(); ++i) names.insert(regions[i]["Region"].text());
  return names;
}

std::set<std::string> lacking(Scenario& cloud, std::string_view region) {
  Json products = cloud.call("region", "DescribeProducts", {{"Limit", 100}})["Products"];
  std::set<std::string> lacks;
  for (size_t i = 0; i < products.size(); ++i) {
    std::string product = products[i]["Name"].text();
    if (!regions_with(cloud, product).contains(std::string(region))) lacks.insert(product);
  }
  return lacks;
}

// M-1
TEST(Places, regions_are_exactly_those_published_in_both_languages) {
  Scenario cloud;
  Client chinese = cloud.alice().speaking(Language::kChinese);
  for (auto [service, parameters] : {std::pair("cvm", Parameters()), {"region", kCvm}}) {
    Reply english_reply = cloud.call(service, "DescribeRegions", parameters);
    Reply chinese_reply = chinese.call(service, "DescribeRegions", parameters);
    ASSERT_EQ(english_reply["RegionSet"].size(), kPublished.size());
    EXPECT_EQ(english_reply["TotalCount"], kPublished.size());
    for (size_t i = 0; i < kPublished.size(); ++i) {
      EXPECT_EQ(english_reply["RegionSet"][i]["Region"], kPublished[i].id);
      EXPECT_EQ(english_reply["RegionSet"][i]["RegionName"], kPublished[i].english);
      EXPECT_EQ(english_reply["RegionSet"][i]["RegionState"], "AVAILABLE");
      EXPECT_EQ(chinese_reply["RegionSet"][i]["RegionName"], kPublished[i].chinese);
    }
  }
}

// M-1
TEST(Places, regions_name_their_territory) {
  Scenario cloud;
  Json regions = cloud.call("region", "DescribeRegions", kCvm)["RegionSet"];
  for (size_t i = 0; i < kPublished.size(); ++i)
    EXPECT_EQ(regions[i]["LocationMC"], kPublished[i].territory);
}

// M-1, M-8
TEST(Places, zones_are_exactly_those_published_of_the_region_that_is_called) {
  Scenario cloud;
  std::set<std::string> numbers;
  for (const PublishedRegion& region : kPublished) {
    Client english = cloud.in(region.id);
    Client chinese = english.speaking(Language::kChinese);
    for (auto [service, parameters] :
         {std::pair("cvm", Parameters()), {"region", kCvm}, {"api", kCvm}}) {
      Reply english_reply = english.call(service, "DescribeZones", parameters);
      Reply chinese_reply = chinese.call(service, "DescribeZones", parameters);
      ASSERT_EQ(english_reply["ZoneSet"].size(), region.zones.size());
      EXPECT_EQ(english_reply["TotalCount"], region.zones.size());
      for (size_t i = 0; i < region.zones.size(); ++i) {
        EXPECT_EQ(english_reply["ZoneSet"][i]["Zone"], region.zones[i].id);
        EXPECT_EQ(english_reply["ZoneSet"][i]["ZoneName"], region.zones[i].english);
        EXPECT_EQ(chinese_reply["ZoneSet"][i]["ZoneName"], region.zones[i].chinese);
        numbers.insert(english_reply["ZoneSet"][i]["ZoneId"].text());
      }
    }
  }
  EXPECT_EQ(numbers.size(), 10u) << "a zone has one number, its own, in every service";
}

// M-1: regions are known before one is chosen; zones are those of a region.
TEST(Places, regions_need_no_region_and_zones_do) {
  Scenario cloud;
  cloud.in("").call("cvm", "DescribeRegions").expect_ok();
  cloud.in("").call("region", "DescribeRegions", kCvm).expect_ok();
  cloud.in("").call("region", "DescribeProducts").expect_ok();
  cloud.in("").call("cvm", "DescribeZones").expect_error("MissingParameter");
  cloud.in("ap-tokyo").call("cvm", "DescribeZones").expect_error("UnsupportedRegion");
}

// M-2
TEST(Places, a_sold_out_zone_stays_listed_as_unavailable_for_what_is_new) {
  Scenario cloud;
  for (auto [service, parameters] :
       {std::pair("cvm", Parameters()), {"region", kCvm}, {"api", kCvm}}) {
    Json zones = cloud.call(service, "DescribeZones", parameters)["ZoneSet"];
    EXPECT_EQ(zones[0]["Zone"], "ap-guangzhou-1");
    EXPECT_EQ(zones[0]["ZoneState"], "UNAVAILABLE");
    EXPECT_EQ(zones[1]["ZoneState"], "AVAILABLE");
    EXPECT_EQ(zones[2]["ZoneState"], "AVAILABLE");
  }
}

// M-2
TEST(Places, a_zone_shows_the_stock_that_an_operator_gives_it) {
  Scenario cloud;
  auto state_of = [&](size_t zone) {
    return cloud.call("cvm", "DescribeZones")["ZoneSet"][zone]["ZoneState"].text();
  };
  auto set_sold_out = [&](std::string_view zone, bool sold_out) {
    cloud.as(kOperator)
        .call("terrane", "ModifyZoneStock", {{"Zone", zone}, {"SoldOut", sold_out}})
        .expect_ok();
  };
  EXPECT_EQ(state_of(0), "UNAVAILABLE");
  set_sold_out("ap-guangzhou-1", false);
  set_sold_out("ap-guangzhou-3", true);
  EXPECT_EQ(state_of(0), "AVAILABLE");
  EXPECT_EQ(state_of(2), "UNAVAILABLE");
  cloud.restart();
  EXPECT_EQ(state_of(0), "AVAILABLE");
  EXPECT_EQ(state_of(2), "UNAVAILABLE");
}

// M-16, M-17
TEST(Products, hong_kong_and_toronto_lack_exactly_what_is_published) {
  Scenario cloud;
  EXPECT_EQ(lacking(cloud, "ap-hongkong"),
            (std::set<std::string>{"memcached", "cee", "cos", "cbs", "one-click-server"}));
  EXPECT_EQ(lacking(cloud, "na-toronto"),
            (std::set<std::string>{"memcached", "cee", "cos", "mobile-acceleration", "cat",
                                   "one-click-server"}));
}

// M-18
TEST(Products, the_finance_region_of_shanghai_has_finance_databases_redis_and_face_recognition) {
  Scenario cloud;
  for (std::string_view product : {"cvm", "dcdb", "redis", "iai"})
    EXPECT_TRUE(regions_with(cloud, product).contains("ap-shanghai-fsi")) << product;
}

// M-19
TEST(Products, a_region_that_lacks_a_product_has_no_zones_of_it) {
  Scenario cloud;
  for (std::string_view service : {"region", "api"}) {
    Reply reply = cloud.in("ap-hongkong").call(service, "DescribeZones", {{"Product", "cbs"}});
    EXPECT_EQ(reply["TotalCount"], 0);
    EXPECT_EQ(reply["ZoneSet"].size(), 0u);
    EXPECT_EQ(cloud.call(service, "DescribeZones", {{"Product", "cbs"}})["TotalCount"], 3);
  }
}

// M-19
TEST(Products, one_that_does_not_exist_is_refused_by_name) {
  Scenario cloud;
  cloud.call("cvm", "DescribeZones").expect_ok();
  for (auto [service, action] : {std::pair("region", "DescribeRegions"),
                                 {"region", "DescribeZones"},
                                 {"api", "DescribeZones"}}) {
    std::string message =
        cloud.call(service, action, {{"Product", "teleport"}}).expect_error("InvalidParameter");
    EXPECT_NE(message.find("teleport"), std::string::npos) << message;
    cloud.call(service, action).expect_error("MissingParameter");
  }
}

TEST(Products, are_listed_by_pages) {
  Scenario cloud;
  Reply all = cloud.call("region", "DescribeProducts", {{"Limit", 100}});
  EXPECT_EQ(all["TotalCount"], all["Products"].size());
  Reply page = cloud.call("region", "DescribeProducts", {{"Offset", 2}, {"Limit", 2}});
  ASSERT_EQ(page["Products"].size(), 2u);
  EXPECT_EQ(page["TotalCount"], all["TotalCount"].number());
  EXPECT_EQ(page["Products"][0]["Name"], all["Products"][2]["Name"].text());
  EXPECT_EQ(cloud.call("region", "DescribeProducts", {{"Offset", 1000}})["Products"].size(), 0u);
  cloud.call("region", "DescribeProducts", {{"Limit", 0}}).expect_error("InvalidParameterValue");
}

}  // namespace
}  // namespace terrane
