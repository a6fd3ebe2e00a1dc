// Who reaches whom, as AnalyzeReachability answers it: each rule accepted and refused, and what it
// names as having decided.
#include "scenarios/reachability.h"

#include <gtest/gtest.h>

#include "scenarios/addresses.h"

namespace terrane {
namespace {

constexpr std::string_view kFarZone = "ap-guangzhou-3";
constexpr std::string_view kInShanghai = R"("DestinationRegion":"ap-shanghai")";

// M-7, M-10
TEST(Reachability, joins_the_zones_of_a_region_by_private_addresses) {
  Scenario cloud;
  std::string here = run_one(cloud.alice()), there = run_one(cloud.alice(), "", kFarZone);
  std::string open = default_group(cloud.alice());
  Reply told = analyze(cloud.alice(), here, there);
  expect_reached(told, open);
  EXPECT_EQ(hop_types(told), "ENDPOINT SECURITY_GROUP ROUTE_TABLE SECURITY_GROUP ENDPOINT");
  EXPECT_EQ(told["HopSet"][2]["Text"], "local route 172.16.0.0/16");
  EXPECT_EQ(told["HopSet"][4]["ResourceId"], there);
  std::string address = private_address_of(cloud.alice(), there);
  EXPECT_EQ(told["HopSet"][4]["Address"], address);
  expect_reached(analyze(cloud.alice(), there, here), open);
  expect_reached(analyze(cloud.alice(), here, address), open);
  expect_reached(analyze(cloud.alice(), address, here), open);
  expect_decided(analyze(cloud.alice(), here, "172.16.250.250"), false, "AddressUnused", "");
}

// M-30
TEST(Reachability, the_first_policy_that_fits_decides_and_none_means_no) {
  Scenario cloud;
  std::string group = create_security_group(cloud.alice());
  std::string client = run_one(cloud.alice());
  std::string server = run_one(cloud.alice(), with_groups({group}));
  expect_decided(analyze(cloud.alice(), client, server, 80), false, "SecurityGroupDefault", group);
  add_policy(
      cloud.alice(), group, "Ingress",
      R"("Protocol":"TCP","Port":"80,8000-9000","CidrBlock":"172.16.0.0/16","Action":"ACCEPT")");
  Reply accepted = analyze(cloud.alice(), client, server, 80);
  expect_reached(accepted, group);
  EXPECT_EQ(accepted["DecidedBy"]["Rule"],
            "ingress rule 0: ACCEPT TCP 80,8000-9000 from 172.16.0.0/16");
  expect_reached(analyze(cloud.alice(), client, server, 8500), group);
  expect_decided(analyze(cloud.alice(), client, server, 81), false, "SecurityGroupDefault", group);
  expect_decided(analyze(cloud.alice(), client, server, 80, R"("Protocol":"UDP")"), false,
                 "SecurityGroupDefault", group);

  std::string address = private_address_of(cloud.alice(), client);
  add_policy(cloud.alice(), group, "Ingress",
             R"("Protocol":"TCP","Port":"8080","CidrBlock":")" + address + R"(","Action":"DROP")");
  Reply dropped = analyze(cloud.alice(), client, server, 8080);
  expect_decided(dropped, false, "SecurityGroupRule", group);
  EXPECT_EQ(dropped["DecidedBy"]["Rule"], "ingress rule 0: DROP TCP 8080 from " + address + "/32");
  EXPECT_EQ(dropped["DecidedBy"]["Remedy"],
            "Put an ACCEPT rule for it before this one, or delete this one.");
  expect_reached(analyze(cloud.alice(), client, server, 80), group);
}

// M-30: groups are asked in their order, and keep state: replies pass, calls of one's own do not.
TEST(Reachability, egress_is_asked_of_the_source_and_never_of_replies) {
  Scenario cloud;
  std::string group = create_security_group(cloud.alice());
  std::string open = run_one(cloud.alice());
  std::string closed = run_one(cloud.alice(), with_groups({group}));
  add_policy(cloud.alice(), group, "Ingress", R"("CidrBlock":"0.0.0.0/0","Action":"ACCEPT")");
  expect_reached(analyze(cloud.alice(), open, closed), group);
  Reply refused = analyze(cloud.alice(), closed, open);
  expect_decided(refused, false, "SecurityGroupDefault", group);
  EXPECT_EQ(refused["DecidedBy"]["Text"],
            "No egress rule of " + group + " fits; what none fits is dropped.");
  std::string both = run_one(cloud.alice(), with_groups({group, default_group(cloud.alice())}));
  expect_reached(analyze(cloud.alice(), both, open), default_group(cloud.alice()));
}

// M-30
TEST(Reachability, a_policy_may_name_the_group_of_the_other_end) {
  Scenario cloud;
  std::string web = create_security_group(cloud.alice()),
              base = create_security_group(cloud.alice());
  add_policy(cloud.alice(), web, "Egress", R"("CidrBlock":"0.0.0.0/0","Action":"ACCEPT")");
  add_policy(
      cloud.alice(), base, "Ingress",
      R"("Protocol":"TCP","Port":"3306","SecurityGroupId":")" + web + R"(","Action":"ACCEPT")");
  std::string server = run_one(cloud.alice(), with_groups({base}));
  std::string front = run_one(cloud.alice(), with_groups({web}));
  expect_reached(analyze(cloud.alice(), front, server, 3306), base);
  expect_decided(analyze(cloud.alice(), run_one(cloud.alice()), server, 3306), false,
                 "SecurityGroupDefault", base);
}

// Several packets' worth reaches only if all of it does.
TEST(Reachability, without_a_port_every_port_is_meant_and_without_a_protocol_everything) {
  Scenario cloud;
  std::string group = create_security_group(cloud.alice());
  std::string client = run_one(cloud.alice());
  std::string server = run_one(cloud.alice(), with_groups({group}));
  auto ask_all = [&](const char* protocol) {
    return cloud.call("terrane", "AnalyzeReachability",
                      {{"Source", client}, {"Destination", server}, {"Protocol", protocol}});
  };
  add_policy(cloud.alice(), group, "Ingress",
             R"("Protocol":"TCP","Port":"1-65535","CidrBlock":"0.0.0.0/0","Action":"ACCEPT")");
  expect_reached(ask_all("TCP"), group);
  expect_decided(ask_all("ALL"), false, "SecurityGroupDefault", group);
  expect_decided(ask_all("ICMP"), false, "SecurityGroupDefault", group);
  add_policy(cloud.alice(), group, "Ingress", R"("CidrBlock":"0.0.0.0/0","Action":"ACCEPT")");
  expect_reached(ask_all("ALL"), group);
  add_policy(cloud.alice(), group, "Ingress",
             R"("Protocol":"TCP","Port":"22","CidrBlock":"0.0.0.0/0","Action":"DROP")");
  expect_decided(ask_all("TCP"), false, "SecurityGroupRule", group);
  expect_reached(ask_all("ICMP"), group);
}

// M-11
TEST(Reachability, regions_are_isolated_and_so_are_networks) {
  Scenario cloud;
  std::string here = run_one(cloud.alice());
  std::string far = run_one(cloud.in("ap-shanghai"), "", "ap-shanghai-1");
  expect_decided(analyze(cloud.alice(), here, far, 22, kInShanghai), false, "RegionsIsolated",
                 here);
  expect_decided(
      analyze(cloud.in("ap-shanghai"), far, here, 22, R"("DestinationRegion":"ap-guangzhou")"),
      false, "RegionsIsolated", far);
  std::string vpc = create_vpc(cloud.alice());
  std::string other =
      run_one(cloud.alice(), in_network(vpc, create_subnet(cloud.alice(), vpc), "10.0.1.9"));
  expect_decided(analyze(cloud.alice(), here, other), false, "VpcsIsolated", here);
  expect_decided(
      analyze(cloud.alice(), here, "10.0.1.9"), false, "NoRoute",
      main_route_table(cloud.alice(),
                       shown(cloud.alice(), here)["VirtualPrivateCloud"]["VpcId"].text()));
}

// M-13
TEST(Reachability, another_accounts_resources_are_as_if_they_were_not_there) {
  Scenario cloud;
  Client bob = cloud.as(kBob);
  std::string own = run_one(cloud.alice()), his = run_one(bob);
  std::string message = analyze(cloud.alice(), own, his).message();
  EXPECT_EQ(message, "You have no " + his + " with an IP address in region ap-guangzhou.");
  for (std::string_view id : {std::string_view(his), std::string_view("ins-00000000")}) {
    analyze(cloud.alice(), own, id).expect_error("ResourceNotFound");
    analyze(cloud.alice(), id, own).expect_error("ResourceNotFound");
  }
  analyze(cloud.alice(), "internet", his).expect_error("ResourceNotFound");
  // His public address is one of the Internet's, whether anybody has it or not.
  std::string eip = allocate_one(bob), mine = allocate_one(cloud.alice());
  associate(bob, eip, his).expect_ok();
  associate(cloud.alice(), mine, own).expect_ok();
  std::string address = shown_address(bob, eip)["AddressIp"].text();
  Reply taken = analyze(cloud.alice(), own, address);
  EXPECT_EQ(hop_types(taken), "ENDPOINT SECURITY_GROUP ROUTE_TABLE PUBLIC_ADDRESS INTERNET");
  EXPECT_TRUE(taken["Reachable"].truth());
  disassociate(bob, eip).expect_ok();
  Reply free = analyze(cloud.alice(), own, address);
  EXPECT_TRUE(free["Reachable"].truth());
  EXPECT_EQ(hop_types(free), hop_types(taken));
  EXPECT_EQ(free["DecidedBy"]["Text"].text(), taken["DecidedBy"]["Text"].text());
}

// M-12
TEST(Reachability, the_internet_joins_regions_by_public_addresses_on_both_sides) {
  Scenario cloud;
  Client shanghai = cloud.in("ap-shanghai");
  std::string here = run_one(cloud.alice());
  std::string far = run_one(shanghai, "", "ap-shanghai-1");
  std::string far_eip = allocate_one(shanghai), eip = allocate_one(cloud.alice());
  associate(shanghai, far_eip, far).expect_ok();
  expect_decided(analyze(cloud.alice(), here, far, 22, kInShanghai), false, "NoPublicAddress",
                 here);
  associate(cloud.alice(), eip, here).expect_ok();
  Reply told = analyze(cloud.alice(), here, far, 22, kInShanghai);
  expect_reached(told, default_group(shanghai));
  EXPECT_EQ(hop_types(told),
            "ENDPOINT SECURITY_GROUP ROUTE_TABLE PUBLIC_ADDRESS INTERNET PUBLIC_ADDRESS "
            "SECURITY_GROUP ENDPOINT");
  EXPECT_EQ(told["HopSet"][3]["ResourceId"], eip);
  EXPECT_EQ(told["HopSet"][5]["ResourceId"], far_eip);
  EXPECT_EQ(told["HopSet"][7]["Region"], "ap-shanghai");
  std::string address = shown_address(shanghai, far_eip)["AddressIp"].text();
  expect_reached(analyze(cloud.alice(), here, address), default_group(shanghai));
  expect_reached(analyze(cloud.alice(), here, far_eip, 22, kInShanghai), default_group(shanghai));
  // By its public address it is seen, and refused by it.
  std::string group = create_security_group(shanghai);
  add_policy(shanghai, group, "Ingress",
             R"("CidrBlock":")" + shown_address(cloud.alice(), eip)["AddressIp"].text() +
                 R"(","Action":"ACCEPT")");
  std::string guarded = run_one(shanghai, with_groups({group}), "ap-shanghai-1");
  std::string guarded_eip = allocate_one(shanghai);
  associate(shanghai, guarded_eip, guarded).expect_ok();
  expect_reached(analyze(cloud.alice(), here, guarded, 22, kInShanghai), group);
  expect_decided(analyze(cloud.alice(), "internet", guarded, 22, kInShanghai), false,
                 "SecurityGroupDefault", group);
}

// M-12
TEST(Reachability, the_internet_comes_in_by_a_public_address_only) {
  Scenario cloud;
  std::string bare = run_one(cloud.alice());
  std::string given = run_one(
      cloud.alice(), R"("InternetAccessible":{"PublicIpAssigned":true,"InternetMaxBandwidthOut":1,)"
                     R"("InternetChargeType":"TRAFFIC_POSTPAID_BY_HOUR"})");
  std::string open = default_group(cloud.alice());
  expect_decided(analyze(cloud.alice(), "internet", bare), false, "PrivateAddressOnly", bare);
  expect_decided(analyze(cloud.alice(), bare, "internet"), false, "NoPublicAddress", bare);
  expect_decided(analyze(cloud.alice(), bare, "8.8.8.8"), false, "NoPublicAddress", bare);
  expect_reached(analyze(cloud.alice(), "internet", given), open);
  expect_reached(analyze(cloud.alice(), "203.0.113.9", given), open);
  expect_reached(analyze(cloud.alice(), given, "internet"), open);
  std::string unbound = allocate_one(cloud.alice());
  expect_decided(analyze(cloud.alice(), "internet", unbound), false, "AddressUnused", "");
  analyze(cloud.alice(), unbound, "internet").expect_error("InvalidParameterValue.Endpoint");
}

// M-15: the address goes on to an instance of another zone when the first is gone.
TEST(Reachability, a_moved_elastic_ip_keeps_a_service_reachable_from_the_internet) {
  Scenario cloud;
  std::string first = run_one(cloud.alice()), second = run_one(cloud.alice(), "", kFarZone);
  std::string eip = allocate_one(cloud.alice());
  std::string address = shown_address(cloud.alice(), eip)["AddressIp"].text();
  associate(cloud.alice(), eip, first).expect_ok();
  EXPECT_TRUE(analyze(cloud.alice(), "internet", address)["Reachable"].truth());
  ask(cloud.alice(), "StopInstances", first).expect_ok();
  Reply silent = analyze(cloud.alice(), "internet", address);
  expect_decided(silent, false, "ResourceState", first);
  EXPECT_EQ(silent["DecidedBy"]["Text"], first + " is STOPPED and neither sends nor answers.");
  disassociate(cloud.alice(), eip).expect_ok();
  associate(cloud.alice(), eip, second).expect_ok();
  Reply moved = analyze(cloud.alice(), "internet", address);
  EXPECT_TRUE(moved["Reachable"].truth());
  EXPECT_EQ(moved["HopSet"][moved["HopSet"].size() - 1]["ResourceId"], second);
}

// M-10
TEST(Reachability, only_running_instances_send_and_answer) {
  SimDurations durations;
  durations[InstanceTask::kLaunch] = durations[InstanceTask::kDestroy] = seconds(30);
  Scenario cloud({.durations = durations});
  std::string here = run_one(cloud.alice()), there = run_one(cloud.alice(), "", kFarZone);
  expect_decided(analyze(cloud.alice(), here, there), false, "ResourceState", here);
  cloud.advance(seconds(31));
  EXPECT_TRUE(analyze(cloud.alice(), here, there)["Reachable"].truth());
  ask(cloud.alice(), "StopInstances", there).expect_ok();
  expect_decided(analyze(cloud.alice(), here, there), false, "ResourceState", there);
  expect_decided(analyze(cloud.alice(), there, here), false, "ResourceState", there);
  ask(cloud.alice(), "TerminateInstances", there).expect_ok();
  expect_decided(analyze(cloud.alice(), here, there), false, "ResourceState", there);
  cloud.advance(seconds(31));
  analyze(cloud.alice(), here, there).expect_error("ResourceNotFound");
}

// A route leads by way of an instance, which must be up, and let it in and out.
TEST(Reachability, an_instance_may_be_the_way_to_the_internet) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string inside = create_subnet(cloud.alice(), vpc, "10.0.1.0/24");
  std::string edge = create_subnet(cloud.alice(), vpc, "10.0.2.0/24");
  std::string gateway = run_one(cloud.alice(), in_network(vpc, edge, "10.0.2.9"));
  std::string hidden = run_one(cloud.alice(), in_network(vpc, inside, "10.0.1.9"));
  std::string table = create_route_table(cloud.alice(), vpc);
  cloud.call("vpc", "ReplaceRouteTableAssociation", {{"SubnetId", inside}, {"RouteTableId", table}})
      .expect_ok();
  cloud
      .call("vpc", "CreateRoutes",
            {{"RouteTableId", table},
             {"Routes",
              {{{"DestinationCidrBlock", "0.0.0.0/0"},
                {"GatewayType", "NORMAL_CVM"},
                {"GatewayId", "10.0.2.9"}}}}})
      .expect_ok();
  expect_decided(analyze(cloud.alice(), hidden, "internet"), false, "NoPublicAddress", gateway);
  std::string eip = allocate_one(cloud.alice());
  associate(cloud.alice(), eip, gateway).expect_ok();
  Reply told = analyze(cloud.alice(), hidden, "internet");
  expect_reached(told, default_group(cloud.alice()));
  EXPECT_EQ(told["HopSet"][2]["Text"], "route 0.0.0.0/0");
  ask(cloud.alice(), "StopInstances", gateway).expect_ok();
  expect_decided(analyze(cloud.alice(), hidden, "internet"), false, "ResourceState", gateway);
  ask(cloud.alice(), "TerminateInstances", gateway).expect_ok();
  expect_decided(analyze(cloud.alice(), hidden, "internet"), false, "NextHopGone", table);
}

TEST(Reachability, decisions_are_told_in_chinese_too) {
  Scenario cloud;
  std::string here = run_one(cloud.alice());
  Reply told = analyze(cloud.alice().speaking(Language::kChinese), here, "internet");
  EXPECT_EQ(told["DecidedBy"]["Text"], here + " 没有公网 IP，无法访问公网。");
  EXPECT_EQ(told["HopSet"][1]["Text"], "出站规则 0：ACCEPT ALL 去往 0.0.0.0/0");
}

TEST(Reachability, what_makes_no_sense_is_refused_by_name) {
  Scenario cloud;
  std::string own = run_one(cloud.alice());
  auto refused = [&](std::string_view source, std::string_view target, int port,
                     std::string_view more, std::string_view code) {
    return analyze(cloud.alice(), source, target, port, more).expect_error(code);
  };
  refused(own, "somewhere", 22, "", "InvalidParameterValue.Endpoint");
  refused("0.0.0.0", own, 22, "", "InvalidParameterValue.Endpoint");
  refused("internet", "8.8.8.8", 22, "", "InvalidParameterValue.Endpoint");
  refused(own, own, 0, "", "InvalidParameterValue.Port");
  refused(own, own, 65536, "", "InvalidParameterValue.Port");
  refused(own, own, 22, R"("Protocol":"ICMP")", "InvalidParameterValue.Port");
  refused(own, own, 22, R"("Protocol":"SCTP")", "InvalidParameterValue.Protocol");
  refused(own, own, 22, R"("DestinationRegion":"ap-nowhere")", "UnsupportedRegion");
  refused(create_vpc(cloud.alice()), own, 22, "", "ResourceNotFound");
  refused("10.99.0.1", own, 22, "", "ResourceNotFound");
  analyze(cloud.in(""), own, own).expect_error("MissingParameter");
  expect_decided(analyze(cloud.alice(), own, own), true, "Itself", own);
  // The same address in two networks does not say which is meant.
  for (int i = 0; i < 2; ++i) {
    std::string vpc = create_vpc(cloud.alice());
    run_one(cloud.alice(), in_network(vpc, create_subnet(cloud.alice(), vpc), "10.0.1.9"));
  }
  EXPECT_NE(refused("10.0.1.9", own, 22, "", "InvalidParameterValue.Endpoint").find("Several"),
            std::string::npos);
}

}  // namespace
}  // namespace terrane
