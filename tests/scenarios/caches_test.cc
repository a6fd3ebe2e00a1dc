// Caches: made, changed and deleted through service terrane, listed by service memcached; in
// regions that offer Cloud Memcached (M-11, M-16, M-17).
#include <gtest/gtest.h>

#include "scenarios/databases.h"

namespace terrane {
namespace {

Reply delete_cache(const Client& client, const std::string& id) {
  return client.call("terrane", "DeleteCaches", {{"CacheIds", {id}}});
}

// The cache as DescribeInstances of memcached shows it.
Json shown_cache(const Client& client, const std::string& id) {
  Reply reply = list_caches(client, {{"InstanceIds", {id}}});
  EXPECT_EQ(reply["TotalNum"], 1) << id;
  return reply["InstanceList"][0];
}

// M-11
TEST(Caches, are_made_in_a_zone_and_a_vpc) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string vpc = create_vpc(alice), subnet = create_subnet(alice, vpc);
  std::string place = R"("VpcId":")" + vpc + R"(","SubnetId":")" + subnet + '"';
  std::string id = create_cache(
      alice, place + R"(,"Name":"sessions","Address":"10.0.1.9","Tags":[{"Key":"a","Value":"b"}])");
  EXPECT_TRUE(id.starts_with("cmem-")) << id;
  Json cache = shown_cache(alice, id);
  EXPECT_EQ(cache["InstanceName"], "sessions");
  EXPECT_EQ(cache["Status"], 2);
  EXPECT_EQ(cache["Vip"], "10.0.1.9");
  EXPECT_EQ(cache["UniqVpcId"], vpc);
  EXPECT_EQ(cache["UniqSubnetId"], subnet);
  EXPECT_EQ(cache["ZoneId"], 100002);
  EXPECT_EQ(cache["PayMode"], 0);
  EXPECT_EQ(cache["Tags"][0]["TagValue"], "b");
  cloud.restart();
  EXPECT_EQ(shown_cache(alice, id)["Vip"], "10.0.1.9");

  create_caches(alice, place + R"(,"Address":"10.0.1.9")")
      .expect_error("InvalidParameterValue.Address");
  create_caches(alice, place, "ap-guangzhou-3").expect_error("InvalidParameterValue.SubnetId");
  Reply used = alice.call("vpc", "DescribeUsedIpAddress", {{"VpcId", vpc}});
  EXPECT_EQ(used["IpAddressStates"][0]["ResourceId"], id);
  EXPECT_EQ(used["IpAddressStates"][0]["ResourceType"], "Cmem");
  Reply dashboard = alice.call("vpc", "DescribeVpcResourceDashboard", {{"VpcIds", {vpc}}});
  EXPECT_EQ(dashboard["ResourceDashboardSet"][0]["Cmem"], 1);
  alice.call("vpc", "DeleteSubnet", {{"SubnetId", subnet}}).expect_error("ResourceInUse");
  alice.call("vpc", "DeleteVpc", {{"VpcId", vpc}}).expect_error("ResourceInUse");
  delete_cache(alice, id).expect_ok();
  EXPECT_EQ(list_caches(alice)["TotalNum"], 0);
  alice.call("vpc", "DeleteSubnet", {{"SubnetId", subnet}}).expect_ok();
}

// M-16, M-17
TEST(Caches, are_not_offered_in_hong_kong_and_toronto) {
  Scenario cloud;
  create_caches(cloud.in("ap-hongkong"), "", "ap-hongkong-1").expect_error("UnsupportedRegion");
  create_caches(cloud.in("na-toronto"), "", "na-toronto-1").expect_error("UnsupportedRegion");
  EXPECT_EQ(list_caches(cloud.in("ap-hongkong"))["TotalNum"], 0);
  create_cache(cloud.in("ap-singapore"), "", "ap-singapore-1");
}

TEST(Caches, are_refused_where_and_as_they_cannot_be) {
  Scenario cloud({.changes = "[limits]\ncaches = 1"});
  Client alice = cloud.alice();
  create_caches(alice, "", "ap-shanghai-1").expect_error("InvalidParameterValue.Zone");
  create_caches(alice, "", "ap-guangzhou-1").expect_error("ResourcesSoldOut.Zone");  // M-2
  create_caches(alice, R"("MemoryGiB":65)").expect_error("InvalidParameterValue.MemoryGiB");
  create_caches(alice, R"("Name":")" + std::string(61, 'a') + '"')
      .expect_error("InvalidParameterValue.Name");
  create_caches(alice, R"("ProjectId":5)").expect_error("ResourceNotFound.Project");
  create_caches(alice, R"("ChargeType":"FREE")").expect_error("InvalidParameterValue.ChargeType");
  create_caches(alice, R"("ChargeType":"PREPAID")").expect_error("InvalidParameterValue.Period");
  create_caches(alice, R"("VpcId":"vpc-00000000")").expect_error("InvalidParameterValue.SubnetId");
  create_caches(alice, R"("VpcId":"vpc-00000000","SubnetId":"subnet-00000000")")
      .expect_error("ResourceNotFound.Vpc");
  create_cache(alice);
  create_caches(alice).expect_error("LimitExceeded.Caches");
  create_cache(cloud.as(kBob));
}

TEST(Caches, are_listed_by_what_they_are) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string vpc = create_vpc(alice), subnet = create_subnet(alice, vpc);
  create_cache(alice, R"("Name":"one","VpcId":")" + vpc + R"(","SubnetId":")" + subnet + '"');
  std::string two = create_cache(alice, R"("Name":"two")");
  auto found = [&](const Parameters& parameters) {
    Json list = list_caches(alice, parameters)["InstanceList"];
    std::string names;
    for (size_t i = 0; i < list.size(); ++i)
      (names += names.empty() ? "" : " ") += list[i]["InstanceName"].text();
    return names;
  };
  EXPECT_EQ(found({}), "two one");
  EXPECT_EQ(found({{"InstanceIds", {two}}}), "two");
  EXPECT_EQ(found({{"InstanceIds", {"cmem-00000000"}}}), "");
  EXPECT_EQ(found({{"InstanceNames", {"one"}}}), "one");
  EXPECT_EQ(found({{"SearchKeys", {"tw"}}}), "two");
  EXPECT_EQ(found({{"SearchKeys", {two}}}), "two");
  EXPECT_EQ(found({{"UniqVpcIds", {vpc}}}), "one");
  EXPECT_EQ(found({{"UniqSubnetIds", {subnet}}}), "one");
  EXPECT_EQ(found({{"Vips", {shown_cache(alice, two)["Vip"].text()}}}), "two");
  EXPECT_EQ(found({{"ProjectIds", {0}}}), "two one");
  EXPECT_EQ(found({{"OrderBy", "instancename"}, {"OrderType", 0}}), "one two");
  EXPECT_EQ(found({{"Offset", 1}, {"Limit", 1}}), "one");
  list_caches(alice, {{"OrderBy", "colour"}}).expect_error("InvalidParameterValue");
  list_caches(alice, {{"InstanceIds", {"ins-1"}}}).expect_error("InvalidParameterValue");
  EXPECT_EQ(list_caches(cloud.as(kBob))["TotalNum"], 0);
}

TEST(Caches, change_their_name_and_size) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_cache(alice);
  auto modify = [&](std::string_view more) {
    return alice.call("terrane", "ModifyCache",
                      R"({"CacheId":")" + id + "\"" + std::string(more) + "}");
  };
  modify("").expect_error("MissingParameter");
  modify(R"(,"MemoryGiB":0)").expect_error("InvalidParameterValue.MemoryGiB");
  modify(R"(,"RenewFlag":"NOTIFY_AND_AUTO_RENEW")").expect_error("UnsupportedOperation.ChargeType");
  modify(R"(,"Name":"new","MemoryGiB":8)").expect_ok();
  EXPECT_EQ(shown_cache(alice, id)["InstanceName"], "new");
  cloud.as(kOperator)
      .call("terrane", "ModifyZoneStock", {{"Zone", kZone}, {"SoldOut", true}})
      .expect_ok();
  modify(R"(,"MemoryGiB":9)").expect_error("ResourcesSoldOut.Zone");
  modify(R"(,"MemoryGiB":4)").expect_ok();
}

// M-24
TEST(Caches, paid_in_advance_are_returned_renewed_and_reclaimed) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_cache(alice, R"("ChargeType":"PREPAID","Period":1)");
  std::string renewed = create_cache(
      alice, R"("ChargeType":"PREPAID","Period":1,"RenewFlag":"NOTIFY_AND_AUTO_RENEW")");
  auto renew = [&](const std::string& which) {
    return alice.call("terrane", "RenewCaches", {{"CacheIds", {which}}, {"Period", 1}});
  };
  cloud.advance(days(32));
  EXPECT_EQ(shown_cache(alice, id)["Status"], -2);
  EXPECT_EQ(shown_cache(alice, renewed)["Status"], 2);
  renew(id).expect_ok();
  EXPECT_EQ(shown_cache(alice, id)["Status"], 2);
  renew(create_cache(alice)).expect_error("UnsupportedOperation.ChargeType");

  delete_cache(alice, id).expect_ok();
  EXPECT_EQ(shown_cache(alice, id)["Status"], -2);
  alice.call("terrane", "ModifyCache", {{"CacheId", id}, {"MemoryGiB", 2}})
      .expect_error("UnsupportedOperation.CacheIsolated");
  cloud.restart();
  cloud.advance(days(8));
  EXPECT_EQ(list_caches(alice, {{"InstanceIds", {id}}})["TotalNum"], 0);
  delete_cache(alice, id).expect_error("ResourceNotFound.Cache");
}

}  // namespace
}  // namespace terrane
