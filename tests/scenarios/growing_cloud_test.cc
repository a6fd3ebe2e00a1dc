// Operators add zones and regions to a cloud that runs: they are there at once, for everything, and
// are there again after a restart.
#include <gtest/gtest.h>

#include "scenarios/scenario.h"

namespace terrane {
namespace {

boost::json::object zone(std::string_view id, std::string_view name) {
  return {{"Zone", id}, {"Name", name}, {"ChineseName", "新区"}};
}

boost::json::object wuhan() {
  return {{"Region", "ap-wuhan"},
          {"Name", "Central China (Wuhan)"},
          {"ChineseName", "华中地区(武汉)"},
          {"Territory", "china"},
          {"Latitude", 30.5928},
          {"Longitude", 114.3055},
          {"LackingProducts", {"memcached"}},
          {"Zones", {zone("ap-wuhan-1", "Wuhan Zone I"), zone("ap-wuhan-2", "Wuhan Zone II")}}};
}

Reply add_region(const Client& client, const boost::json::object& request) {
  return client.call("terrane", "CreateRegion", boost::json::serialize(request));
}

Reply add_zone(const Client& client, std::string_view region, const boost::json::object& zone) {
  return client.call(
      "terrane", "CreateZone",
      boost::json::serialize(boost::json::object{{"Region", region}, {"Zone", zone}}));
}

std::string run_in(const Client& client, std::string_view zone) {
  return client
      .call("cvm", "RunInstances",
            R"({"Placement":{"Zone":")" + std::string(zone) +
                R"("},"ImageId":"img-487zeit5"})")["InstanceIdSet"][0]
      .text();
}

std::string state_of(const Client& client, const std::string& instance) {
  return client
      .call("cvm", "DescribeInstances",
            {{"InstanceIds", {instance}}})["InstanceSet"][0]["InstanceState"]
      .text();
}

// M-4
TEST(GrowingCloud, a_new_region_serves_at_once_and_after_a_restart) {
  Scenario cloud;
  Client alice = cloud.in("ap-wuhan");
  alice.call("cvm", "DescribeZones").expect_error("UnsupportedRegion");
  cloud.call("vpc", "DescribeVpcs").expect_ok();
  add_region(cloud.as(kOperator), wuhan()).expect_ok();
  EXPECT_EQ(cloud.in("").call("cvm", "DescribeRegions")["TotalCount"], 9);
  Json zones = alice.call("cvm", "DescribeZones")["ZoneSet"];
  ASSERT_EQ(zones.size(), 2u);
  EXPECT_EQ(zones[0]["ZoneName"], "Wuhan Zone I");
  EXPECT_EQ(zones[0]["ZoneState"], "AVAILABLE");
  EXPECT_EQ(alice.call("vpc", "DescribeSecurityGroups")["TotalCount"], 3);  // M-30
  std::string instance = run_in(alice, "ap-wuhan-2");
  std::string address =
      alice.call("vpc", "AllocateAddresses", {{"AddressCount", 1}})["AddressSet"][0].text();
  cloud.advance(seconds(60));
  cloud.restart();
  EXPECT_EQ(cloud.in("").call("cvm", "DescribeRegions")["TotalCount"], 9);
  EXPECT_EQ(state_of(alice, instance), "RUNNING");
  alice.call("vpc", "AssociateAddress", {{"AddressId", address}, {"InstanceId", instance}})
      .expect_ok();
  alice.call("terrane", "CreateCache", R"({"Zone":"ap-wuhan-1","MemoryGiB":1})")
      .expect_error("UnsupportedRegion");  // M-19
}

// M-4
TEST(GrowingCloud, a_new_zone_serves_at_once_and_after_a_restart) {
  Scenario cloud;
  Client alice = cloud.in("ap-beijing");
  std::string old = run_in(alice, "ap-beijing-1");
  cloud.advance(seconds(60));
  add_zone(cloud.as(kOperator), "ap-beijing", zone("ap-beijing-2", "Beijing Zone II")).expect_ok();
  Json zones = alice.call("cvm", "DescribeZones")["ZoneSet"];
  ASSERT_EQ(zones.size(), 2u);
  EXPECT_EQ(zones[1]["Zone"], "ap-beijing-2");
  EXPECT_EQ(zones[1]["ZoneId"], "800002");
  std::string instance = run_in(alice, "ap-beijing-2");
  cloud.advance(seconds(60));
  EXPECT_EQ(state_of(alice, instance), "RUNNING");
  EXPECT_EQ(state_of(alice, old), "RUNNING");
  EXPECT_EQ(alice.call("vpc", "DescribeSubnets")["TotalCount"], 2);
  std::string vpc = alice
                        .call("vpc", "CreateVpc",
                              {{"VpcName", "a"}, {"CidrBlock", "10.0.0.0/16"}})["Vpc"]["VpcId"]
                        .text();
  alice
      .call("vpc", "CreateSubnet",
            {{"VpcId", vpc},
             {"SubnetName", "a"},
             {"CidrBlock", "10.0.1.0/24"},
             {"Zone", "ap-beijing-2"}})
      .expect_ok();
  cloud.restart();
  EXPECT_EQ(state_of(alice, instance), "RUNNING");
  EXPECT_NE(run_in(alice, "ap-beijing-2"), "");
}

// M-4: its stock, its tickets and its faults are as any zone's.
TEST(GrowingCloud, a_new_zone_is_sold_out_and_restocked_like_any_other) {
  Scenario cloud;
  boost::json::object small = zone("ap-beijing-2", "Beijing Zone II");
  small["SoldOut"] = true;
  small["Hosts"] = {{"Racks", 1}, {"SwitchesPerRack", 1}, {"HostsPerSwitch", 1}};
  add_zone(cloud.as(kOperator), "ap-beijing", small).expect_ok();
  auto run = [&] {
    return cloud.in("ap-beijing")
        .call("cvm", "RunInstances",
              R"({"Placement":{"Zone":"ap-beijing-2"},"ImageId":"img-487zeit5"})");
  };
  run().expect_error("ResourceInsufficient.AvailabilityZoneSoldOut");
  cloud.as(kOperator)
      .call("terrane", "ModifyZoneStock", {{"Zone", "ap-beijing-2"}, {"SoldOut", false}})
      .expect_ok();
  run().expect_ok();
}

// M-3, M-4
TEST(GrowingCloud, a_new_zone_may_ask_for_tickets) {
  Scenario cloud;
  boost::json::object closed = zone("ap-beijing-2", "Beijing Finance Zone");
  closed["Access"] = "TICKET";
  add_zone(cloud.as(kOperator), "ap-beijing", closed).expect_ok();
  Client alice = cloud.in("ap-beijing");
  alice
      .call("cvm", "RunInstances",
            R"({"Placement":{"Zone":"ap-beijing-2"},"ImageId":"img-487zeit5"})")
      .expect_error("UnauthorizedOperation");
  run_in(alice, "ap-beijing-1");
  alice.call("vpc", "AllocateAddresses", {{"AddressCount", 1}}).expect_ok();
}

// M-4, M-12, M-21: it is a region like any other for letters, too.
TEST(GrowingCloud, images_are_copied_to_a_new_region) {
  Scenario cloud;
  std::string instance = run_in(cloud.alice(), "ap-guangzhou-2");
  cloud.advance(seconds(600));
  std::string image =
      cloud.call("cvm", "CreateImage", {{"ImageName", "base"}, {"InstanceId", instance}})["ImageId"]
          .text();
  cloud.advance(seconds(3600));
  add_region(cloud.as(kOperator), wuhan()).expect_ok();
  cloud.call("cvm", "SyncImages", {{"ImageIds", {image}}, {"DestinationRegions", {"ap-wuhan"}}})
      .expect_ok();
  cloud.advance(seconds(3600));
  EXPECT_EQ(
      cloud.in("ap-wuhan")
          .call("cvm", "DescribeImages",
                R"({"Filters":[{"Name":"image-type","Values":["PRIVATE_IMAGE"]}]})")["TotalCount"],
      1);
}

// M-4, M-26
TEST(GrowingCloud, keys_made_before_and_after_work_in_a_new_region) {
  Scenario cloud;
  auto key = [&](std::string_view name) {
    return cloud
        .call("cvm", "CreateKeyPair", {{"KeyName", name}, {"ProjectId", 0}})["KeyPair"]["KeyId"]
        .text();
  };
  std::string before = key("before");
  add_region(cloud.as(kOperator), wuhan()).expect_ok();
  std::string after = key("after");
  for (const std::string& one : {before, after})
    cloud.in("ap-wuhan")
        .call("cvm", "RunInstances",
              R"({"Placement":{"Zone":"ap-wuhan-1"},"ImageId":"img-487zeit5",
                  "LoginSettings":{"KeyIds":[")" +
                  one + R"("]}})")
        .expect_ok();
}

// M-4
TEST(GrowingCloud, is_grown_by_operators_alone_and_never_into_itself) {
  Scenario cloud;
  Client boss = cloud.as(kOperator);
  add_region(cloud.alice(), wuhan()).expect_error("UnauthorizedOperation");
  add_zone(cloud.alice(), "ap-beijing", zone("ap-beijing-2", "b"))
      .expect_error("UnauthorizedOperation");
  add_zone(boss, "ap-wuhan", zone("ap-wuhan-1", "a")).expect_error("ResourceNotFound.Region");
  add_zone(boss, "ap-beijing", zone("ap-beijing-1", "a"))
      .expect_error("InvalidParameterValue.Zone");
  add_zone(boss, "ap-beijing", zone("ap-shanghai-2", "a"))
      .expect_error("InvalidParameterValue.Zone");
  add_region(boss, wuhan()).expect_ok();
  add_region(boss, wuhan()).expect_error("InvalidParameterValue.Region");
}

TEST(GrowingCloud, refuses_what_a_catalogue_could_not_say) {
  Scenario cloud;
  Client boss = cloud.as(kOperator);
  auto refused = [&](std::string_view member, boost::json::value value, std::string_view code) {
    boost::json::object request = wuhan();
    request[member] = std::move(value);
    add_region(boss, request).expect_error(code);
  };
  refused("Region", "wuhan", "InvalidParameterValue.Region");
  refused("Region", "ap-Wuhan", "InvalidParameterValue.Region");
  refused("Region", "ap--wuhan", "InvalidParameterValue.Region");
  refused("Name", "", "InvalidParameterValue.Name");
  refused("Territory", "mars", "InvalidParameterValue.Territory");
  refused("Latitude", 91.0, "InvalidParameterValue.Location");
  refused("Number", 1, "InvalidParameterValue.Number");
  refused("ShortCode", "gz", "InvalidParameterValue.ShortCode");
  refused("Isolation", "SOME", "InvalidParameterValue.Isolation");
  refused("LackingProducts", boost::json::array{"teleport"}, "ResourceNotFound.Product");
  refused("Zones", boost::json::array(), "InvalidParameterValue.Zone");
  refused("Zones", boost::json::array{zone("ap-beijing-2", "a")}, "InvalidParameterValue.Zone");
  refused("Zones", boost::json::array{zone("ap-wuhan-1", "a"), zone("ap-wuhan-1", "b")},
          "InvalidParameterValue.Zone");
  boost::json::object empty = zone("ap-wuhan-1", "a");
  empty["Hosts"] = {{"Racks", 0}};
  refused("Zones", boost::json::array{empty}, "InvalidParameterValue.Hosts");
  EXPECT_EQ(cloud.in("").call("cvm", "DescribeRegions")["TotalCount"], 8);
}

}  // namespace
}  // namespace terrane
