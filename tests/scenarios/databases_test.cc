// Databases: made in a zone and a VPC, listed by what they are, isolated, taken offline (M-11,
// M-24).
#include "scenarios/databases.h"

#include <gtest/gtest.h>

#include <set>

#include "scenarios/nowhere.h"

namespace terrane {
namespace {

// A database in a subnet of Alice's own.
struct Placed {
  explicit Placed(const Client& client, std::string_view zone = kZone)
      : vpc(create_vpc(client)), subnet(create_subnet(client, vpc, "10.0.1.0/24", zone)) {}
  std::string members() const {
    return R"("UniqVpcId":")" + vpc + R"(","UniqSubnetId":")" + subnet + '"';
  }
  std::string vpc, subnet;
};

TEST(Databases, are_made_with_what_clients_read) {
  Scenario cloud;
  Client alice = cloud.alice();
  Placed place(alice);
  std::string group = create_security_group(alice);
  Reply made =
      create_databases(alice, place.members() +
                                  R"(,"InstanceName":"orders","Port":5001,"Cpu":1,)"
                                  R"("EngineVersion":"5.7","Password":"Correct1Horse",)"
                                  R"("ResourceTags":[{"TagKey":"team","TagValue":["blue"]}],)"
                                  R"("SecurityGroup":[")" +
                                  group + R"("])");
  EXPECT_EQ(made["DealIds"].size(), 1u);
  std::string id = made["InstanceIds"][0].text();
  EXPECT_TRUE(id.starts_with("cdb-")) << id;

  Json database = shown_database(alice, id);
  EXPECT_EQ(database["InstanceName"], "orders");
  EXPECT_EQ(database["Status"], 1);
  EXPECT_EQ(database["TaskStatus"], 0);
  EXPECT_EQ(database["CdbError"], 0);
  EXPECT_EQ(database["PayType"], 1);
  EXPECT_EQ(database["AutoRenew"], 0);
  EXPECT_EQ(database["ProjectId"], 0);
  EXPECT_EQ(database["WanStatus"], 0);
  EXPECT_EQ(database["Vport"], 5001);
  EXPECT_EQ(database["RoGroups"].size(), 0u);
  EXPECT_EQ(database["Zone"], kZone);
  EXPECT_EQ(database["Region"], "ap-guangzhou");
  EXPECT_EQ(database["Memory"], 1000);
  EXPECT_EQ(database["Volume"], 50);
  EXPECT_EQ(database["Cpu"], 1);
  EXPECT_EQ(database["EngineVersion"], "5.7");
  EXPECT_EQ(database["DeviceType"], "UNIVERSAL");
  EXPECT_EQ(database["InstanceNodes"], 2);
  EXPECT_EQ(database["UniqVpcId"], place.vpc);
  EXPECT_EQ(database["UniqSubnetId"], place.subnet);
  EXPECT_EQ(database["TagList"][0]["TagValue"], "blue");
  EXPECT_EQ(database["DestroyProtect"], "off");
  EXPECT_EQ(database["SlaveInfo"]["First"]["Zone"], kZone);

  cloud.restart();
  EXPECT_EQ(shown_database(alice, id)["Vip"], database["Vip"].text());
  EXPECT_EQ(ask_database(alice, "DescribeDBInstanceGTID", id)["IsGTIDOpen"], 1);
  EXPECT_EQ(ask_database(alice, "DescribeDBInstanceInfo", id)["InstanceName"], "orders");
  Reply config = ask_database(alice, "DescribeDBInstanceConfig", id);
  EXPECT_EQ(config["ProtectMode"], 0);
  EXPECT_EQ(config["DeployMode"], 0);
  EXPECT_EQ(config["SlaveConfig"]["Zone"], kZone);
  EXPECT_TRUE(config["BackupConfig"].is_null());
}

// M-11: its address is one of the VPC's, in a subnet of its zone.
TEST(Databases, hold_an_address_of_their_subnet_that_nothing_else_has) {
  Scenario cloud;
  Client alice = cloud.alice();
  Placed place(alice);
  std::string id = create_database(alice, place.members() + R"(,"Vips":["10.0.1.9"])");
  EXPECT_EQ(shown_database(alice, id)["Vip"], "10.0.1.9");
  create_databases(alice, place.members() + R"(,"Vips":["10.0.1.9"])")
      .expect_error("InvalidParameter");
  create_databases(alice, place.members() + R"(,"Vips":["10.0.2.9"])")
      .expect_error("InvalidParameter");
  create_databases(alice, place.members() + R"(,"Vips":["10.0.1.10","10.0.1.11"])")
      .expect_error("InvalidParameter");
  run(alice, R"("VirtualPrivateCloud":{"VpcId":")" + place.vpc + R"(","SubnetId":")" +
                 place.subnet + R"(","PrivateIpAddresses":["10.0.1.9"]})")
      .expect_error("VpcIpIsUsed");

  Reply used = alice.call("vpc", "DescribeUsedIpAddress", {{"VpcId", place.vpc}});
  EXPECT_EQ(used["TotalCount"], 1);
  EXPECT_EQ(used["IpAddressStates"][0]["ResourceId"], id);
  EXPECT_EQ(used["IpAddressStates"][0]["ResourceType"], "CDB");
  Reply addresses = alice.call("vpc", "DescribeVpcPrivateIpAddresses",
                               {{"VpcId", place.vpc}, {"PrivateIpAddresses", {"10.0.1.9"}}});
  EXPECT_EQ(addresses["VpcPrivateIpAddressSet"][0]["PrivateIpAddressType"], "CDB");
  EXPECT_EQ(addresses["VpcPrivateIpAddressSet"][0]["CreatedTime"], to_local_text(cloud.now()));
  Reply dashboard = alice.call("vpc", "DescribeVpcResourceDashboard", {{"VpcIds", {place.vpc}}});
  EXPECT_EQ(dashboard["ResourceDashboardSet"][0]["CDB"], 1);

  // Its network stays while it has its address, isolated, too.
  for (int round = 0; round < 2; ++round) {
    alice.call("vpc", "DeleteSubnet", {{"SubnetId", place.subnet}}).expect_error("ResourceInUse");
    alice.call("vpc", "DeleteVpc", {{"VpcId", place.vpc}}).expect_error("ResourceInUse");
    if (round == 0) isolate(alice, id).expect_ok();
  }
  offline(alice, id).expect_ok();
  alice.call("vpc", "DeleteSubnet", {{"SubnetId", place.subnet}}).expect_ok();
  alice.call("vpc", "DeleteVpc", {{"VpcId", place.vpc}}).expect_ok();
}

TEST(Databases, that_name_no_vpc_land_in_the_default_one) {
  Scenario cloud;
  Client alice = cloud.alice();
  Json database = shown_database(alice, create_database(alice));
  Reply vpcs = alice.call("vpc", "DescribeVpcs",
                          {{"Filters", {{{"Name", "is-default"}, {"Values", {"true"}}}}}});
  EXPECT_EQ(database["UniqVpcId"], vpcs["VpcSet"][0]["VpcId"].text());
  EXPECT_EQ(database["Vport"], 3306);
  EXPECT_EQ(database["InstanceName"], database["InstanceId"].text());
}

TEST(Databases, are_refused_where_and_as_they_cannot_be) {
  Scenario cloud;
  Client alice = cloud.alice();
  Placed place(alice), elsewhere(cloud.in("ap-shanghai"), "ap-shanghai-1");
  auto refused = [&](std::string_view more, std::string_view code = "InvalidParameter",
                     std::string_view zone = kZone) {
    create_databases(alice, more, zone).expect_error(code);
  };
  refused("", "InvalidParameter", "ap-shanghai-1");
  refused("", "InvalidParameter", "nowhere");
  refused("", "OperationDenied", "ap-guangzhou-1");  // sold out (M-2)
  refused(place.members(), "InvalidParameter", "ap-guangzhou-3");
  refused(elsewhere.members());
  refused(R"("UniqVpcId":")" + place.vpc + '"');
  refused(R"("Memory":1001)");
  refused(R"("Memory":1000,"Cpu":2)");
  refused(R"("Volume":51)");
  refused(R"("Volume":20)");
  refused(R"("Volume":3005)");
  refused(R"("EngineVersion":"5.4")");
  refused(R"("EngineType":"RocksDB")", "OperationDenied.ActionNotSupport");
  refused(R"("DeviceType":"HUGE")");
  refused(R"("DeviceType":"EXCLUSIVE")");  // not sold that small
  refused(R"("DeviceType":"BASIC","SlaveZone":"ap-guangzhou-3")");
  refused(R"("ProtectMode":3)");
  refused(R"("DeployMode":1)");
  refused(R"("SlaveZone":"ap-guangzhou-3","DeployMode":0)");
  refused(R"("SlaveZone":"ap-shanghai-1")");
  refused(R"("SlaveZone":"ap-guangzhou-1","DeployMode":1)", "OperationDenied");  // sold out
  refused(R"("InstanceNodes":3)");
  refused(R"("GoodsNum":0)");
  refused(R"("GoodsNum":101)");
  refused(R"("Port":1023)");
  refused(R"("Port":65536)");
  refused(R"("Password":"short1")", "OperationDenied.WrongPassword");
  refused(R"("Password":"onlyletters")", "OperationDenied.WrongPassword");
  refused(R"("ProjectId":7)");
  refused(R"("SecurityGroup":["sg-00000000"])");
  refused(R"("InstanceName":")" + std::string(61, 'a') + '"');
  refused(R"("InstanceRole":"ro")", "OperationDenied.ActionNotSupport");
  refused(R"("DestroyProtect":"maybe")");
  refused(R"("ParamList":[{"Name":"no_such_parameter","Value":"1"}])");
  refused(R"("ParamList":[{"Name":"max_connections","Value":"0"}])");
  refused(R"("ResourceTags":[{"TagKey":"a","TagValue":["1","2"]}])");
  refused(R"("ResourceTags":[{"TagKey":"qcloud-a","TagValue":["1"]}])");
  EXPECT_EQ(list_databases(alice)["TotalCount"], 0);
}

// M-15: with its standby in another zone.
TEST(Databases, have_standbys_in_other_zones_of_the_region) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_database(
      alice, R"("DeployMode":1,"SlaveZone":"ap-guangzhou-3","BackupZone":"ap-guangzhou-2",)"
             R"("ProtectMode":1)");
  Json database = shown_database(alice, id);
  EXPECT_EQ(database["InstanceNodes"], 3);
  EXPECT_EQ(database["DeployMode"], 1);
  EXPECT_EQ(database["SlaveInfo"]["Second"]["Zone"], kZone);
  Reply config = ask_database(alice, "DescribeDBInstanceConfig", id);
  EXPECT_EQ(config["SlaveConfig"]["Zone"], "ap-guangzhou-3");
  EXPECT_EQ(config["SlaveConfig"]["ReplicationMode"], "semi-sync");
  EXPECT_EQ(config["BackupConfig"]["Zone"], kZone);
  std::string basic = create_database(alice, R"("DeviceType":"BASIC")");
  EXPECT_EQ(shown_database(alice, basic)["InstanceNodes"], 1);
  EXPECT_TRUE(ask_database(alice, "DescribeDBInstanceConfig", basic)["SlaveConfig"].is_null());
}

TEST(Databases, of_one_call_are_numbered_and_a_dry_run_makes_none) {
  Scenario cloud;
  Client alice = cloud.alice();
  Reply made = create_databases(alice, R"("GoodsNum":2,"InstanceName":"db")");
  ASSERT_EQ(made["InstanceIds"].size(), 2u);
  EXPECT_EQ(shown_database(alice, made["InstanceIds"][0].text())["InstanceName"], "db1");
  EXPECT_EQ(shown_database(alice, made["InstanceIds"][1].text())["InstanceName"], "db2");
  Reply none = create_databases(alice, R"("DryRun":true)");
  EXPECT_EQ(none["InstanceIds"].size(), 0u);
  create_databases(alice, R"("DryRun":true,"Memory":1)").expect_error("InvalidParameter");
  EXPECT_EQ(list_databases(alice)["TotalCount"], 2);
}

TEST(Databases, are_as_many_as_the_account_may_have) {
  Scenario cloud({.changes = "[limits]\ndatabases = 2"});
  Client alice = cloud.alice();
  create_databases(alice, R"("GoodsNum":3)").expect_error("OperationDenied");
  std::string id = create_database(alice);
  create_database(alice);
  create_databases(alice).expect_error("OperationDenied");
  create_database(cloud.as(kBob));
  isolate(alice, id).expect_ok();
  create_databases(alice).expect_error("OperationDenied");
  offline(alice, id).expect_ok();
  create_database(alice);
}

TEST(Databases, are_listed_by_what_they_are) {
  Scenario cloud;
  Client alice = cloud.alice();
  Placed place(alice);
  std::string group = create_security_group(alice);
  std::string first = create_database(
      alice, place.members() + R"(,"InstanceName":"one","SecurityGroup":[")" + group + R"("])");
  std::string second =
      create_database(alice, R"("InstanceName":"two","EngineVersion":"5.6",)"
                             R"("ResourceTags":[{"TagKey":"team","TagValue":["blue"]}])");
  std::string third = buy_database(alice, 1, R"("InstanceName":"three")");
  auto found = [&](const Parameters& parameters) {
    Reply reply = list_databases(alice, parameters);
    std::string ids;
    for (size_t i = 0; i < reply["Items"].size(); ++i)
      (ids += ids.empty() ? "" : " ") += reply["Items"][i]["InstanceName"].text();
    return ids;
  };
  EXPECT_EQ(found({}), "three two one");
  EXPECT_EQ(found({{"InstanceIds", {first, third, first}}}), "three one");
  EXPECT_EQ(found({{"InstanceIds", {"cdb-00000000"}}}), "");
  EXPECT_EQ(found({{"InstanceNames", {"two"}}}), "two");
  EXPECT_EQ(found({{"EngineVersions", {"5.6"}}}), "two");
  EXPECT_EQ(found({{"PayTypes", {0}}}), "three");
  EXPECT_EQ(found({{"Status", {1}}}), "three two one");
  EXPECT_EQ(found({{"Status", {5, 6, 7}}}), "");
  EXPECT_EQ(found({{"UniqueVpcIds", {place.vpc}}}), "one");
  EXPECT_EQ(found({{"UniqSubnetIds", {place.subnet}}}), "one");
  EXPECT_EQ(found({{"SecurityGroupId", group}}), "one");
  EXPECT_EQ(found({{"Vips", {shown_database(alice, first)["Vip"].text()}}}), "one");
  EXPECT_EQ(found({{"TagKeysForSearch", {"team"}}}), "two");
  EXPECT_EQ(found({{"TagValues", {"blue"}}}), "two");
  EXPECT_EQ(found({{"Tags", {{{"Key", "team"}, {"Value", "blue"}}}}}), "two");
  EXPECT_EQ(found({{"Tags", {{{"Key", "team"}, {"Value", "red"}}}}}), "");
  EXPECT_EQ(found({{"InstanceTypes", {3}}}), "");
  EXPECT_EQ(found({{"ProjectId", 0}}), "three two one");
  EXPECT_EQ(found({{"ProjectId", 7}}), "");
  EXPECT_EQ(found({{"OrderBy", "instanceName"}, {"OrderDirection", "ASC"}}), "one three two");
  EXPECT_EQ(found({{"Offset", 1}, {"Limit", 1}}), "two");
  list_databases(alice, {{"OrderBy", "colour"}}).expect_error("InvalidParameter");
  list_databases(alice, {{"Limit", 2001}}).expect_error("InvalidParameter");
  list_databases(alice, {{"InstanceIds", {"ins-00000000"}}}).expect_error("InvalidParameter");
  EXPECT_EQ(list_databases(cloud.as(kBob))["TotalCount"], 0);
}

// M-24: as Terraform takes one away.
TEST(Databases, by_the_hour_are_isolated_and_then_taken_offline) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_database(alice);
  offline(alice, id).expect_error("InvalidParameter");
  isolate(alice, id).expect_ok();
  EXPECT_EQ(shown_database(alice, id)["Status"], 5);
  isolate(alice, id).expect_error("OperationDenied.InstanceStatusError");
  ask_database(alice, "OpenWanService", id).expect_error("OperationDenied.WrongStatus");
  offline(alice, id).expect_ok();
  EXPECT_EQ(list_databases(alice, {{"InstanceIds", {id}}, {"Status", {5, 6, 7}}})["TotalCount"], 0);
  isolate(alice, id).expect_error("InvalidParameter.InstanceNotFound");
}

// M-24
TEST(Databases, isolated_ones_go_by_themselves_after_a_day) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_database(alice);
  isolate(alice, id).expect_ok();
  cloud.advance(hours(23));
  EXPECT_EQ(shown_database(alice, id)["Status"], 5);
  cloud.advance(hours(2));
  EXPECT_EQ(list_databases(alice)["TotalCount"], 0);
}

// M-24: by the month.
TEST(Databases, paid_in_advance_expire_are_kept_for_a_week_and_go) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = buy_database(alice, 1);
  std::string renewed = buy_database(alice, 1, R"("AutoRenewFlag":1)");
  Json database = shown_database(alice, id);
  EXPECT_EQ(database["PayType"], 0);
  EXPECT_EQ(database["DeadlineTime"], to_local_text(add_months(cloud.now(), 1)));
  cloud.advance(days(32));
  EXPECT_EQ(shown_database(alice, id)["Status"], 5);
  EXPECT_EQ(shown_database(alice, renewed)["Status"], 1);
  cloud.restart();
  cloud.advance(days(8));
  EXPECT_EQ(list_databases(alice)["TotalCount"], 1);
  buy_database(alice, 36);
  for (int months : {0, 13, 48})
    alice
        .call("cdb", "CreateDBInstance",
              R"({"GoodsNum":1,"Memory":1000,"Volume":50,"Period":)" + std::to_string(months) + "}")
        .expect_error("InvalidParameter");
}

TEST(Databases, take_their_time_where_the_catalogue_says_so) {
  Scenario cloud({.changes = "[durations]\ndatabase_ms = 60000"});
  Client alice = cloud.alice();
  std::string id = create_database(alice);
  EXPECT_EQ(shown_database(alice, id)["Status"], 0);
  isolate(alice, id).expect_error("OperationDenied.InstanceStatusError");
  cloud.advance(seconds(30));
  cloud.restart();
  EXPECT_EQ(shown_database(alice, id)["Status"], 0);
  cloud.advance(seconds(31));
  EXPECT_EQ(shown_database(alice, id)["Status"], 1);
  isolate(alice, id).expect_ok();
  EXPECT_EQ(shown_database(alice, id)["Status"], 4);
  offline(alice, id).expect_error("InvalidParameter");
  cloud.advance(seconds(61));
  EXPECT_EQ(shown_database(alice, id)["Status"], 5);
}

// M-19
TEST(Databases, are_made_only_where_the_product_is_offered) {
  Scenario cloud({.changes = nowhere_without("cdb")});
  Client nowhere = cloud.in("ap-nowhere");
  create_databases(nowhere, "", "ap-nowhere-1").expect_error("UnsupportedRegion");
  EXPECT_EQ(nowhere.call("cdb", "DescribeCdbZoneConfig")["DataResult"]["Regions"][0]["RegionConfig"]
                .size(),
            0u);
  create_database(cloud.in("ap-hongkong"), "", "ap-hongkong-1");
}

}  // namespace
}  // namespace terrane
