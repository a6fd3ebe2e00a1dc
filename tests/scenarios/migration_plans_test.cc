// Before anything moves, a plan says what would happen, step by step, and what is in the way; and a
// migration with something in its way is refused for the same reason and changes nothing (M-23).
#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/interfaces.h"
#include "scenarios/migrations.h"

namespace terrane {
namespace {

// Blocked for that reason first, and so refused.
void expect_blocked(const Client& client, const std::string& instance, std::string_view code,
                    std::string_view more = {}, std::string_view zone = kNewZone) {
  SCOPED_TRACE(code);
  Json plan = plan_of(client, instance, more, zone);
  EXPECT_EQ(plan["Possible"], false);
  auto codes = blockers_of(plan);
  ASSERT_FALSE(codes.empty());
  EXPECT_EQ(codes[0], code);
  EXPECT_EQ(migrate(client, instance, more, zone).expect_error(code),
            plan["BlockerSet"][0]["Message"].text());
}

// M-23
TEST(MigrationPlans, show_every_step_and_what_changes_and_leave_everything_as_it_was) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  Client& client = place.client;
  std::string address = allocate_one(client);
  associate(client, address, place.web).expect_ok();
  auto before = cloud.dump();
  Json plan = plan_of(client, place.web, R"("InstanceType":"S5.LARGE8","DestroyOriginal":true)");
  EXPECT_EQ(cloud.dump(), before);

  EXPECT_EQ(plan["Possible"], true);
  EXPECT_EQ(plan["BlockerSet"].size(), 0u);
  EXPECT_EQ(plan["SubnetId"], place.elsewhere);
  EXPECT_EQ(plan["CidrBlock"], "10.0.2.0/24");
  EXPECT_EQ(plan["StepSet"].size(), 5u);
  EXPECT_EQ(plan["StepSet"][0]["Actions"][1], "CreateImage");
  EXPECT_EQ(plan["StepSet"][1]["State"], "SKIPPED");
  EXPECT_NE(plan["StepSet"][3]["Text"].text().find(address), std::string::npos);
  EXPECT_EQ(plan["StepSet"][4]["Text"], "Destroy " + place.web + ".");
  Json planned = plan["InstanceSet"][0];
  EXPECT_EQ(plan["InstanceSet"].size(), 1u);
  EXPECT_EQ(planned["InstanceId"], place.web);
  EXPECT_EQ(planned["PrivateIpAddress"], "10.0.1.10");
  EXPECT_EQ(planned["NewPrivateIpAddress"], "");
  EXPECT_EQ(planned["InstanceType"], "S5.SMALL1");
  EXPECT_EQ(planned["NewInstanceType"], "S5.LARGE8");
  EXPECT_EQ(planned["AddressId"], address);
  EXPECT_EQ(planned["PublicIpAddressKept"], true);
  EXPECT_EQ(planned["OriginalDestroyed"], true);
  EXPECT_LT(std::stod(planned["HourlyPrice"].text()), std::stod(planned["NewHourlyPrice"].text()));
  EXPECT_EQ(plan["NewHourlyPrice"], planned["NewHourlyPrice"].text());
}

// M-23, M-24
TEST(MigrationPlans, say_what_becomes_of_a_whole_subnet_and_of_what_is_paid_in_advance) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  std::string prepaid = run_one(place.client, placed(place.vpc, place.subnet, "10.0.1.12",
                                                     R"("InstanceChargeType":"PREPAID",
                                      "InstanceChargePrepaid":{"Period":1})"));
  Json plan =
      plan_of(place.client, place.api, R"("KeepPrivateIpAddress":true,"DestroyOriginal":true)");
  EXPECT_EQ(plan["Possible"], true);
  EXPECT_EQ(plan["OldSubnetId"], place.subnet);
  EXPECT_EQ(plan["CidrBlock"], "10.0.1.0/24");
  EXPECT_EQ(plan["OriginalSubnetId"], "");  // made for them, since the VPC has no other there
  EXPECT_EQ(plan["OriginalCidrBlock"], "10.0.0.0/29");
  Json set = plan["InstanceSet"];
  ASSERT_EQ(set.size(), 3u);
  for (size_t i = 0; i < 3; ++i)
    EXPECT_EQ(set[i]["NewPrivateIpAddress"], set[i]["PrivateIpAddress"].text());
  EXPECT_EQ(set[2]["InstanceId"], prepaid);
  EXPECT_EQ(set[2]["InstanceChargeType"], "PREPAID");
  EXPECT_EQ(set[2]["NewInstanceChargeType"], "POSTPAID_BY_HOUR");
  EXPECT_EQ(set[2]["OriginalDestroyed"], false);
  EXPECT_EQ(set[2]["ExpiredTime"], shown(place.client, prepaid)["ExpiredTime"].text());
  EXPECT_EQ(set[0]["OriginalDestroyed"], true);
  std::string chinese = cloud.alice()
                            .speaking(Language::kChinese)
                            .call("terrane", "DescribeMigrationPlan",
                                  migration_request(place.api, kKeep))["Plan"]["StepSet"][1]["Text"]
                            .text();
  EXPECT_NE(chinese.find("删除子网 " + place.subnet), std::string::npos);
}

// M-2, M-23
TEST(MigrationPlans, are_blocked_by_a_zone_without_stock_and_only_as_long_as_it_has_none) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  sell_out(cloud, kNewZone);
  expect_blocked(place.client, place.web, "ResourceInsufficient.AvailabilityZoneSoldOut");
  expect_blocked(place.client, place.web, "ResourceInsufficient.AvailabilityZoneSoldOut", kKeep);
  sell_out(cloud, kNewZone, false);
  EXPECT_EQ(plan_of(place.client, place.web)["Possible"], true);
}

// M-23
TEST(MigrationPlans, are_blocked_by_quotas) {
  Scenario cloud({.changes = "[limits]\npostpaid_instances_per_zone = 2\nimages = 1"});
  TwoZones place{cloud.alice()};
  expect_blocked(place.client, place.web, "ImageQuotaLimitExceeded", kKeep);  // one for each
  run_one(place.client, placed(place.vpc, place.elsewhere), kNewZone);
  run_one(place.client, placed(place.vpc, place.elsewhere), kNewZone);
  expect_blocked(place.client, place.web, "LimitExceeded.InstanceQuota");
}

// M-23
TEST(MigrationPlans, are_blocked_by_what_cannot_leave_its_zone) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()};
  create_subnet(place.client, place.vpc, "10.0.2.0/24", kNewZone);
  std::string instance = place.run();
  std::string interface = place.create_one();
  expect_blocked(place.client, instance, "ResourceInUse.Subnet", kKeep);
  place.client
      .call("vpc", "AttachNetworkInterface",
            {{"NetworkInterfaceId", interface}, {"InstanceId", instance}})
      .expect_ok();
  expect_blocked(place.client, instance, "ResourceInUse.NetworkInterface");
}

// M-23
TEST(MigrationPlans, are_blocked_by_further_private_addresses) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  std::string primary = "eni" + place.web.substr(3);
  place.client
      .call("vpc", "AssignPrivateIpAddresses",
            {{"NetworkInterfaceId", primary}, {"SecondaryPrivateIpAddressCount", 1}})
      .expect_ok();
  expect_blocked(place.client, place.web, "ResourceInUse.PrivateIpAddress");
}

// M-23
TEST(MigrationPlans, are_blocked_by_the_state_and_the_protection_of_an_instance) {
  Scenario cloud(slowly());
  TwoZones place{cloud.alice()};
  expect_blocked(place.client, place.web, "UnsupportedOperation.InstanceState");
  cloud.advance(seconds(20));
  place.client
      .call("cvm", "ModifyInstancesAttribute",
            {{"InstanceIds", {place.web}}, {"DisableApiTermination", true}})
      .expect_ok();
  expect_blocked(place.client, place.web, "UnsupportedOperation.InstancesProtected",
                 R"("DestroyOriginal":true)");
  EXPECT_EQ(plan_of(place.client, place.web)["Possible"], true);
  ask(place.client, "StopInstances", place.api, R"("StoppedMode":"STOP_CHARGING")").expect_ok();
  cloud.advance(seconds(20));
  expect_blocked(place.client, place.api, "UnsupportedOperation.StoppedModeStopCharging");
}

// M-23
TEST(MigrationPlans, are_blocked_where_there_is_no_subnet_or_no_place_to_wait) {
  Scenario cloud;
  Client client = cloud.alice();
  std::string vpc = create_vpc(client, "10.0.0.0/24");
  std::string subnet = create_subnet(client, vpc, "10.0.0.0/24", kOldZone);
  std::string instance = run_one(client, placed(vpc, subnet));
  expect_blocked(client, instance, "ResourceNotFound.Subnet");
  expect_blocked(client, instance, "ResourceInsufficient.CidrBlock", kKeep);
  client.call("vpc", "CreateAssistantCidr", {{"VpcId", vpc}, {"CidrBlocks", {"10.8.0.0/16"}}})
      .expect_ok();
  EXPECT_EQ(plan_of(client, instance, kKeep)["OriginalCidrBlock"], "10.8.0.0/29");
}

// M-23
TEST(MigrationPlans, are_blocked_by_an_image_that_lacks_a_disk) {
  Scenario cloud;
  Client client = cloud.alice();
  std::string instance =
      run_one(client, R"("DataDisks":[{"DiskType":"CLOUD_PREMIUM","DiskSize":50}])");
  std::string image = create_image(client, instance, "system disk only");
  expect_blocked(client, instance, "InvalidParameterValue.ImageId", R"("ImageId":")" + image + '"');
  EXPECT_EQ(plan_of(client, instance)["Possible"], true);
}

// M-23
TEST(MigrationPlans, name_everything_that_blocks_and_of_which_instance) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  for (const std::string& id : {place.web, place.api})
    place.client
        .call("vpc", "AssignPrivateIpAddresses",
              {{"NetworkInterfaceId", "eni" + id.substr(3)}, {"SecondaryPrivateIpAddressCount", 1}})
        .expect_ok();
  Json set = plan_of(place.client, place.web, kKeep)["BlockerSet"];
  ASSERT_GE(set.size(), 2u);
  EXPECT_EQ(set[0]["ResourceId"], place.web);
  EXPECT_EQ(set[1]["ResourceId"], place.api);
}

// M-23
TEST(MigrationPlans, refuse_what_cannot_be_asked) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  Client& client = place.client;
  std::string other = create_subnet(client, create_vpc(client), "10.0.1.0/24", kNewZone);
  struct Case {
    std::string_view code;
    std::string more;
    std::string_view zone = kNewZone;
  };
  for (const Case& one : std::initializer_list<Case>{
           {"InvalidParameterValue.Zone", "", "ap-shanghai-1"},
           {"InvalidParameterValue.Zone", "", kOldZone},
           {"InvalidParameterValue.SubnetId", R"("SubnetId":")" + other + '"'},
           {"InvalidParameterValue.SubnetId", R"("SubnetId":")" + place.subnet + '"'},
           {"ResourceNotFound.Subnet", R"("SubnetId":"subnet-00000000")"},
           {"ResourceNotFound.Image", R"("ImageId":"img-00000000")"},
           {"InvalidParameterCombination",
            R"("KeepPrivateIpAddress":true,"SubnetId":")" + place.elsewhere + '"'},
           {"InvalidParameterCombination", R"("OriginalSubnetId":")" + place.subnet + '"'}}) {
    SCOPED_TRACE(one.more);
    migrate(client, place.web, one.more, one.zone).expect_error(one.code);
    client
        .call("terrane", "DescribeMigrationPlan", migration_request(place.web, one.more, one.zone))
        .expect_error(one.code);
  }
  migrate(client, "ins-00000000").expect_error("ResourceNotFound.Instance");
}

// M-23
TEST(MigrationPlans, a_dry_run_finds_the_same_and_begins_nothing) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  auto before = cloud.dump();
  EXPECT_TRUE(migrate(place.client, place.web, R"("DryRun":true)").ok());
  EXPECT_EQ(cloud.dump(), before);
  sell_out(cloud, kNewZone);
  migrate(place.client, place.web, R"("DryRun":true)")
      .expect_error("ResourceInsufficient.AvailabilityZoneSoldOut");
}

}  // namespace
}  // namespace terrane
