// Logging in to instances (M-20): as whom, by which way, and through a jump server where the region
// advises one.
#include <gtest/gtest.h>

#include "scenarios/addresses.h"
#include "scenarios/peerings.h"
#include "scenarios/reachability.h"

namespace terrane {
namespace {

constexpr std::string_view kPublic = R"("InternetAccessible":{"InternetMaxBandwidthOut":1})";
constexpr std::string_view kHongKong = "ap-hongkong-1";

Reply login(const Client& client, const std::string& instance, std::string_view from = {}) {
  std::string json = R"({"InstanceId":")" + instance + '"';
  if (!from.empty()) json += R"(,"From":")" + std::string(from) + '"';
  return client.call("terrane", "DescribeInstanceLogin", json + "}");
}

std::string public_address(const Client& client, const std::string& instance) {
  return shown(client, instance)["PublicIpAddresses"][0].text();
}
std::string with_groups_and_public(std::initializer_list<std::string> groups) {
  return with_groups(groups) + "," + std::string(kPublic);
}

TEST(InstanceLogin, tells_the_user_the_keys_and_the_address) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string key =
      alice
          .call("cvm", "ImportKeyPair",
                {{"KeyName", "mine"}, {"ProjectId", 0}, {"PublicKey", kPublicKey}})["KeyId"]
          .text();
  std::string more = std::string(kPublic) + R"(,"LoginSettings":{"KeyIds":[")" + key + R"("]})";
  std::string instance = run_one(alice, more);
  std::string address = public_address(alice, instance);
  Reply told = login(alice, instance);
  EXPECT_EQ(told["Path"], "DIRECT");
  EXPECT_EQ(told["User"], "ubuntu");
  EXPECT_EQ(told["Address"], address);
  EXPECT_EQ(told["Port"], 22);
  EXPECT_EQ(told["KeySet"][0]["KeyId"], key);
  EXPECT_EQ(told["KeySet"][0]["KeyName"], "mine");
  EXPECT_EQ(told["Command"], "ssh ubuntu@" + address);
  EXPECT_EQ(told["Advice"], "");
  EXPECT_EQ(told["Region"], "ap-guangzhou");
  // Looked for everywhere where no region is named, and in no other where one is (M-8).
  EXPECT_EQ(login(alice.in(""), instance)["Command"], "ssh ubuntu@" + address);
  login(alice.in("ap-beijing"), instance).expect_error("ResourceNotFound.Instance");
}

// M-20
TEST(InstanceLogin, in_hong_kong_is_advised_through_a_jump_server_in_another_region) {
  Scenario cloud;
  Client alice = cloud.alice(), there = cloud.in("ap-hongkong");
  std::string instance = run_one(there, kPublic, kHongKong);
  std::string address = public_address(there, instance);
  Reply straight = login(there, instance);  // there is nothing to jump through
  EXPECT_EQ(straight["Path"], "DIRECT");
  EXPECT_NE(straight["Advice"].text().find("jump server"), std::string::npos);
  EXPECT_NE(straight["Reason"].text().find("to jump through"), std::string::npos);

  std::string neighbour = run_one(there, kPublic, kHongKong);
  std::string jump = run_one(alice, kPublic);
  Reply told = login(there, instance);
  EXPECT_EQ(told["Path"], "JUMP");
  EXPECT_EQ(told["Jump"]["InstanceId"], jump);  // not the neighbour, which is in Hong Kong, too
  EXPECT_EQ(told["Jump"]["Relation"], "INTERNET");
  EXPECT_EQ(told["Jump"]["Region"], "ap-guangzhou");
  EXPECT_EQ(told["Command"], "ssh -J ubuntu@" + public_address(alice, jump) + " ubuntu@" + address);
  Reply chinese = login(there.speaking(Language::kChinese), instance);
  EXPECT_NE(chinese["Advice"].text().find("跳板机"), std::string::npos);
  EXPECT_EQ(chinese["RegionName"], "东南亚地区(香港)");

  ask(alice, "StopInstances", jump).expect_ok();
  told = login(there, instance);
  EXPECT_EQ(told["Jump"]["InstanceId"], neighbour);
  EXPECT_EQ(told["Jump"]["Relation"], "SAME_VPC");
  EXPECT_EQ(told["Address"], private_address_of(there, instance));
}

// M-20
TEST(InstanceLogin, in_toronto_is_advised_and_elsewhere_is_not) {
  Scenario cloud;
  Client there = cloud.in("na-toronto");
  std::string instance = run_one(there, kPublic, "na-toronto-1");
  EXPECT_NE(login(there, instance)["Advice"].text().find("Toronto"), std::string::npos);
  std::string near = run_one(cloud.alice(), kPublic);
  EXPECT_EQ(login(cloud.alice(), near)["Advice"], "");
  EXPECT_EQ(login(cloud.alice(), near)["Path"], "DIRECT");  // though one could jump
}

TEST(InstanceLogin, without_a_public_address_is_by_an_instance_of_the_same_network) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string instance = run_one(alice);
  std::string jump = run_one(alice, kPublic, "ap-guangzhou-3");
  Reply told = login(alice, instance);
  EXPECT_EQ(told["Path"], "JUMP");
  EXPECT_EQ(told["Jump"]["InstanceId"], jump);
  EXPECT_EQ(told["Jump"]["Relation"], "SAME_VPC");
  EXPECT_EQ(told["Address"], private_address_of(alice, instance));
  EXPECT_EQ(told["AttemptSet"][0]["DecidedBy"]["Code"], "PrivateAddressOnly");
  // From the jump instance itself, it is straight.
  Reply inside = login(alice, instance, jump);
  EXPECT_EQ(inside["Path"], "DIRECT");
  EXPECT_EQ(inside["Command"], "ssh ubuntu@" + private_address_of(alice, instance));
}

// M-12, M-20
TEST(InstanceLogin, jumps_over_a_peering_connection) {
  Scenario cloud;
  Client alice = cloud.alice(), far = cloud.in(kFar);
  std::string here = create_vpc(alice), there = create_vpc(far, "10.1.0.0/16");
  std::string hidden = run_one(alice, in_network(here, create_subnet(alice, here)));
  std::string jump =
      run_one(far,
              in_network(there, create_subnet(far, there, "10.1.1.0/24", "ap-shanghai-1")) + "," +
                  std::string(kPublic),
              "ap-shanghai-1");
  EXPECT_EQ(login(alice, hidden)["Path"], "NONE");
  std::string peering = peer_one(alice, here, there, kAlice, "sh");
  cloud.advance(seconds(5));
  route_to(alice, here, peering, "10.1.0.0/16").expect_ok();
  route_to(far, there, peering, "10.0.0.0/16").expect_ok();
  Reply told = login(alice, hidden);
  EXPECT_EQ(told["Path"], "JUMP") << told.response();
  EXPECT_EQ(told["Jump"]["InstanceId"], jump);
  EXPECT_EQ(told["Jump"]["Relation"], "PEERING");
  EXPECT_EQ(told["Address"], private_address_of(alice, hidden));
}

TEST(InstanceLogin, that_no_way_leads_to_says_which_rule_decided_and_what_to_change) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string closed = create_security_group(alice);
  std::string instance = run_one(alice, with_groups_and_public({closed}));
  Reply told = login(alice, instance);
  EXPECT_EQ(told["Reachable"], false);
  EXPECT_EQ(told["Path"], "NONE");
  EXPECT_EQ(told["Command"], "");
  EXPECT_EQ(told["AttemptSet"][0]["DecidedBy"]["Code"], "SecurityGroupDefault");
  EXPECT_EQ(told["AttemptSet"][0]["DecidedBy"]["ResourceId"], closed);
  EXPECT_NE(told["Reason"].text().find("Add an ACCEPT rule to " + closed), std::string::npos)
      << told["Reason"];

  // A jump instance that is reached, but not let through.
  std::string jump = run_one(alice, kPublic);
  told = login(alice, instance);
  EXPECT_EQ(told["Path"], "NONE");
  EXPECT_NE(told["Reason"].text().find("Through " + jump), std::string::npos) << told["Reason"];

  // From the office alone.
  add_policy(alice, closed, "Ingress",
             R"("Protocol":"TCP","Port":"22","CidrBlock":"203.0.113.0/24","Action":"ACCEPT")");
  EXPECT_EQ(login(alice, instance, "203.0.113.7")["Path"], "DIRECT");
  EXPECT_EQ(login(alice, instance, "198.51.100.7")["Path"], "NONE");
  ask(alice, "StopInstances", instance).expect_ok();
  EXPECT_EQ(login(alice, instance, "203.0.113.7")["AttemptSet"][0]["DecidedBy"]["Code"],
            "ResourceState");
}

// M-13
TEST(InstanceLogin, is_never_told_of_nor_through_what_belongs_to_others) {
  Scenario cloud;
  Client alice = cloud.alice(), bob = cloud.as(kBob);
  std::string instance = run_one(cloud.in("ap-hongkong"), kPublic, kHongKong);
  run_one(bob, kPublic);
  EXPECT_EQ(login(alice.in(""), instance)["Path"], "DIRECT");
  login(bob.in(""), instance).expect_error("ResourceNotFound.Instance");
  login(alice, "ins-00000000").expect_error("ResourceNotFound.Instance");
  login(alice, "vpc-00000000").expect_error("InvalidParameterValue.InstanceId");
  for (const char* from : {"10.0.0.1", "vpc-00000000", "somewhere"})
    login(alice.in(""), instance, from).expect_error("InvalidParameterValue.From");
  login(alice.in(""), instance, "ins-00000000").expect_error("ResourceNotFound.Instance");
}

}  // namespace
}  // namespace terrane
