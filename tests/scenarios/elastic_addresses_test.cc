// Elastic IPs: in one region, every zone of it; bound to instances of that region only (M-29), and
// moved to another in one call (M-15).
#include <gtest/gtest.h>

#include <set>

#include "actions/cloud.h"
#include "scenarios/addresses.h"

namespace terrane {
namespace {

constexpr std::string_view kOtherZone = "ap-guangzhou-3";

// M-29
TEST(ElasticAddresses, are_allocated_with_what_clients_read) {
  Scenario cloud;
  Client alice = cloud.alice();
  Reply answer = alice.call(
      "vpc", "AllocateAddresses",
      R"({"AddressName":"front","InternetMaxBandwidthOut":5,"Tags":[{"Key":"team","Value":"blue"}]})");
  std::string id = answer["AddressSet"][0].text();
  EXPECT_TRUE(id.starts_with("eip-")) << id;
  EXPECT_EQ(result_of(alice, answer), "SUCCESS");

  Json address = shown_address(alice, id);
  EXPECT_EQ(address["AddressId"], id);
  EXPECT_EQ(address["AddressName"], "front");
  EXPECT_EQ(address["AddressStatus"], "UNBIND");
  EXPECT_TRUE(cloud.region().network.public_addresses.range().contains(
      *parse_ipv4(address["AddressIp"].text())));
  EXPECT_EQ(address["InstanceId"], "");
  EXPECT_EQ(address["NetworkInterfaceId"], "");
  EXPECT_EQ(address["PrivateAddressIp"], "");
  EXPECT_EQ(address["IsArrears"], false);
  EXPECT_EQ(address["AddressType"], "EIP");
  EXPECT_EQ(address["InternetServiceProvider"], "BGP");
  EXPECT_EQ(address["Bandwidth"], 5);
  EXPECT_EQ(address["InternetChargeType"], "TRAFFIC_POSTPAID_BY_HOUR");
  EXPECT_EQ(address["TagSet"][0]["Value"], "blue");
  EXPECT_EQ(address["CreatedTime"], to_iso8601(cloud.now()));

  cloud.restart();
  EXPECT_EQ(shown_address(alice, id)["AddressIp"], address["AddressIp"].text());
  EXPECT_EQ(result_of(alice, answer), "SUCCESS");
}

// M-29: those of instances and elastic ones come from one pool, each once.
TEST(ElasticAddresses, have_a_public_address_that_nothing_else_has) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::set<std::string> seen;
  for (const std::string& id : allocate(alice, R"("AddressCount":3)"))
    EXPECT_TRUE(seen.insert(shown_address(alice, id)["AddressIp"].text()).second);
  for (int i = 0; i < 3; ++i) {
    std::string instance = run_one(alice, R"("InternetAccessible":{"InternetMaxBandwidthOut":1})");
    EXPECT_TRUE(seen.insert(shown(alice, instance)["PublicIpAddresses"][0].text()).second);
  }
}

TEST(ElasticAddresses, of_kinds_that_are_not_offered_are_refused) {
  Scenario cloud;
  auto refused = [&](std::string_view json, std::string_view code) {
    cloud.call("vpc", "AllocateAddresses", std::string(json)).expect_error(code);
  };
  refused(R"({"InternetServiceProvider":"CMCC"})", "UnsupportedOperation.UnsupportedRegion");
  refused(R"({"AddressType":"HighQualityEIP"})", "UnsupportedOperation.UnsupportedRegion");
  refused(R"({"AddressType":"AnycastEIP"})", "UnauthorizedOperation.AnycastEip");
  refused(R"({"AnycastZone":"ANYCAST_ZONE_GLOBAL"})", "UnauthorizedOperation.AnycastEip");
  refused(R"({"Egress":"center_egress2"})", "InvalidParameterValue.UnsupportedEgress");
  refused(R"({"DedicatedClusterId":"cluster-00000001"})",
          "InvalidParameterValue.InvalidDedicatedClusterId");
  refused(R"({"AntiDDoSPackageId":"bgp-1"})", "InvalidParameterValue.ResourceNotSupport");
  refused(R"({"VipCluster":["1.2.3.4"]})", "InvalidParameterValue.ResourceNotSupport");
  refused(R"({"IPChargeType":"IP_PREPAID_BY_MONTH"})", "InvalidParameterValue.Combination");
  refused(R"({"InternetChargeType":"BANDWIDTH_PACKAGE"})",
          "InvalidParameterValue.BandwidthPackageNotFound");
  refused(R"({"BandwidthPackageId":"bwp-00000001"})",
          "InvalidParameterValue.BandwidthPackageNotFound");
  refused(R"({"BandwidthPackageId":"mine"})", "InvalidParameterValue.BandwidthPackageIdMalformed");
  refused(R"({"InternetChargeType":"FREE"})", "InvalidParameterValue.Combination");
  refused(R"({"InternetMaxBandwidthOut":0})", "InvalidParameterValue.BandwidthTooSmall");
  refused(R"({"InternetMaxBandwidthOut":201})", "InvalidParameterValue.BandwidthOutOfRange");
  refused(R"({"AddressCount":0})", "InvalidParameterValue.Range");
  refused(R"({"AddressCount":21})", "InvalidParameterValue.Range");
  refused(R"({"AddressName":")" + std::string(129, 'a') + "\"}", "InvalidParameterValue.Range");
  refused(R"({"Tags":[{"Key":"qcloud","Value":""}]})", "InvalidParameterValue.InvalidTag");
  allocate_one(cloud.alice(),
               R"("InternetServiceProvider":"BGP","AddressType":"EIP","Egress":"center_egress1")");
}

// M-29
TEST(ElasticAddresses, are_as_many_as_the_account_may_have_and_ask_for_in_a_day) {
  Scenario cloud({.changes = "[limits]\naddresses = 3\naddress_allocations_per_day = 5"});
  Client alice = cloud.alice();
  auto quota = [&](size_t at) {
    return alice.call("vpc", "DescribeAddressQuota")["QuotaSet"][at]["QuotaCurrent"].number();
  };
  auto three = allocate(alice, R"("AddressCount":3)");
  alice.call("vpc", "AllocateAddresses").expect_error("AddressQuotaLimitExceeded");
  EXPECT_EQ(quota(0), 3);
  EXPECT_EQ(quota(1), 3);
  allocate_one(cloud.as(kBob));
  allocate_one(cloud.in("ap-shanghai"));

  for (const std::string& id : three) release(alice, id).expect_ok();
  EXPECT_EQ(quota(0), 0);
  alice.call("vpc", "AllocateAddresses", R"({"AddressCount":3})")
      .expect_error("AddressQuotaLimitExceeded.DailyAllocate");
  allocate(alice, R"("AddressCount":2)");
  alice.call("vpc", "AllocateAddresses").expect_error("AddressQuotaLimitExceeded.DailyAllocate");
  cloud.advance(days(1));
  EXPECT_EQ(quota(1), 0);
  allocate_one(alice);
  Json quotas = alice.call("vpc", "DescribeAddressQuota")["QuotaSet"];
  EXPECT_EQ(quotas[0]["QuotaId"], "TOTAL_EIP_QUOTA");
  EXPECT_EQ(quotas[0]["QuotaLimit"], 3);
  EXPECT_EQ(quotas[1]["QuotaId"], "DAILY_EIP_APPLY");
  EXPECT_EQ(quotas[1]["QuotaLimit"], 5);
  EXPECT_EQ(quotas[2]["QuotaId"], "DAILY_PUBLIC_IP_ASSIGN");
}

// M-29: every zone of the region.
TEST(ElasticAddresses, bind_to_instances_in_any_zone_of_their_region) {
  Scenario cloud;
  Client alice = cloud.alice();
  for (std::string_view zone : {kZone, kOtherZone}) {
    std::string instance = run_one(alice, {}, zone);
    std::string id = allocate_one(alice);
    EXPECT_EQ(result_of(alice, associate(alice, id, instance)), "SUCCESS");
    Json address = shown_address(alice, id);
    Json machine = shown(alice, instance);
    EXPECT_EQ(address["AddressStatus"], "BIND");
    EXPECT_EQ(address["InstanceId"], instance);
    EXPECT_EQ(address["InstanceType"], "CVM");
    EXPECT_EQ(address["PrivateAddressIp"], machine["PrivateIpAddresses"][0].text());
    EXPECT_EQ(address["NetworkInterfaceId"], "eni-" + instance.substr(4));
    EXPECT_EQ(machine["PublicIpAddresses"][0], address["AddressIp"].text());
    EXPECT_EQ(
        alice.call(
            "cvm", "DescribeInstances",
            {{"Filters",
              {{{"Name", "public-ip-address"},
                {"Values", {address["AddressIp"].text()}}}}}})["InstanceSet"][0]["InstanceId"],
        instance);
    cloud.restart();
    EXPECT_EQ(shown(alice, instance)["PublicIpAddresses"][0], address["AddressIp"].text());
  }
}

// M-29, M-13: what another region or another account has does not exist here.
TEST(ElasticAddresses, bind_to_nothing_of_another_region_or_account) {
  Scenario cloud;
  Client alice = cloud.alice(), elsewhere = cloud.in("ap-shanghai"), bob = cloud.as(kBob);
  std::string id = allocate_one(alice), instance = run_one(alice);
  std::string far = run_one(elsewhere, {}, "ap-shanghai-1"), bobs = run_one(bob);

  associate(alice, id, far).expect_error("InvalidInstanceId.NotFound");
  associate(alice, id, bobs).expect_error("InvalidInstanceId.NotFound");
  associate(alice, id, "ins-00000000").expect_error("InvalidInstanceId.NotFound");
  associate(elsewhere, id, far).expect_error("InvalidAddressId.NotFound");
  associate(bob, id, bobs).expect_error("InvalidAddressId.NotFound");
  associate(alice, "eip-00000000", instance).expect_error("InvalidAddressId.NotFound");
  release(bob, id).expect_error("InvalidAddressId.NotFound");
  EXPECT_EQ(bob.call("vpc", "DescribeAddresses", {{"AddressIds", {id}}})["TotalCount"], 0);
  EXPECT_EQ(elsewhere.call("vpc", "DescribeAddresses", {{"AddressIds", {id}}})["TotalCount"], 0);
  alice
      .call("vpc", "AssociateAddress",
            {{"AddressId", id}, {"InstanceId", instance}, {"InstanceRegion", "ap-shanghai"}})
      .expect_error("InvalidParameterValue.AddressNotApplicable");
}

TEST(ElasticAddresses, bind_to_one_thing_that_is_named_in_full) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = allocate_one(alice), instance = run_one(alice);
  std::string interface = "eni-" + instance.substr(4);
  std::string own = shown(alice, instance)["PrivateIpAddresses"][0].text();
  auto refused = [&](Parameters parameters, std::string_view code) {
    alice.call("vpc", "AssociateAddress", parameters).expect_error(code);
  };
  refused({{"AddressId", id}}, "InvalidParameterValue.MissingAssociateEntity");
  refused({{"AddressId", id}, {"InstanceId", instance}, {"NetworkInterfaceId", interface}},
          "InvalidParameterConflict");
  refused({{"AddressId", id}, {"NetworkInterfaceId", interface}}, "MissingParameter");
  refused({{"AddressId", id}, {"NetworkInterfaceId", interface}, {"PrivateIpAddress", "10.9.9.9"}},
          "InvalidNetworkInterfaceId.NotFound");
  refused({{"AddressId", id}, {"InstanceId", instance}, {"PrivateIpAddress", "10.9.9.9"}},
          "InvalidParameterValue.Combination");
  refused({{"AddressId", id}, {"InstanceId", "web-1"}},
          "InvalidParameterValue.InstanceIdMalformed");
  refused({{"AddressId", "1.2.3.4"}, {"InstanceId", instance}},
          "InvalidParameterValue.AddressIdMalformed");
  // An instance's primary interface is the instance.
  alice
      .call("vpc", "AssociateAddress",
            {{"AddressId", id}, {"NetworkInterfaceId", interface}, {"PrivateIpAddress", own}})
      .expect_ok();
  EXPECT_EQ(shown_address(alice, id)["InstanceId"], instance);
}

// M-15
TEST(ElasticAddresses, move_to_an_instance_in_another_zone_in_one_call) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = allocate_one(alice);
  std::string first = run_one(alice), second = run_one(alice, {}, kOtherZone);
  associate(alice, id, first).expect_ok();
  std::string public_address = shown_address(alice, id)["AddressIp"].text();

  EXPECT_EQ(result_of(alice, associate(alice, id, second)), "SUCCESS");
  EXPECT_EQ(shown_address(alice, id)["InstanceId"], second);
  EXPECT_EQ(shown_address(alice, id)["AddressIp"], public_address);
  EXPECT_EQ(shown(alice, first)["PublicIpAddresses"].size(), 0u);
  EXPECT_EQ(shown(alice, second)["PublicIpAddresses"][0], public_address);
}

// M-15: a move that is refused leaves the address where it was.
TEST(ElasticAddresses, stay_where_they_are_when_a_move_is_refused) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = allocate_one(alice), other = allocate_one(alice);
  std::string first = run_one(alice), second = run_one(alice);
  associate(alice, id, first).expect_ok();
  associate(alice, other, second).expect_ok();
  associate(alice, id, second).expect_error("InvalidInstanceId.AlreadyBindEip");
  std::string ordinary = run_one(alice, R"("InternetAccessible":{"InternetMaxBandwidthOut":1})");
  associate(alice, id, ordinary).expect_error("InvalidParameterValue.InstanceHasWanIP");
  EXPECT_EQ(shown_address(alice, id)["InstanceId"], first);
}

// M-29
TEST(ElasticAddresses, bind_to_instances_that_run_or_are_stopped) {
  SimDurations durations;
  durations[InstanceTask::kLaunch] = seconds(10);
  Scenario cloud({.durations = durations});
  Client alice = cloud.alice();
  std::string id = allocate_one(alice), instance = run_one(alice);
  associate(alice, id, instance).expect_error("InvalidParameterValue.InvalidInstanceState");
  cloud.advance(seconds(20));
  ask(alice, "StopInstances", instance, R"("StoppedMode":"STOP_CHARGING")").expect_ok();
  cloud.advance(seconds(20));
  associate(alice, id, instance).expect_error("UnsupportedOperation.InstanceStatusNotPermit");
  ask(alice, "StartInstances", instance).expect_ok();
  cloud.advance(seconds(20));
  ask(alice, "StopInstances", instance).expect_ok();
  cloud.advance(seconds(20));
  associate(alice, id, instance).expect_ok();
}

// M-29
TEST(ElasticAddresses, are_left_bound_to_nothing_when_their_instance_goes) {
  SimDurations durations;
  durations[InstanceTask::kDestroy] = seconds(10);
  Scenario cloud({.durations = durations});
  Client alice = cloud.alice();
  std::string id = allocate_one(alice), instance = run_one(alice);
  associate(alice, id, instance).expect_ok();
  ask(alice, "TerminateInstances", instance).expect_ok();
  cloud.advance(seconds(20));
  EXPECT_EQ(alice.call("cvm", "DescribeInstances", {{"InstanceIds", {instance}}})["TotalCount"], 0);
  EXPECT_EQ(shown_address(alice, id)["AddressStatus"], "UNBIND");
  cloud.restart();
  EXPECT_EQ(shown_address(alice, id)["InstanceId"], "");
  release(alice, id).expect_ok();
}

// M-29
TEST(ElasticAddresses, are_taken_away_and_an_ordinary_address_given_instead_so_often_a_day) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = allocate_one(alice), instance = run_one(alice);
  disassociate(alice, id).expect_error("InvalidAddressIdStatus.NotPermit");
  associate(alice, id, instance).expect_ok();
  EXPECT_EQ(result_of(alice, disassociate(alice, id)), "SUCCESS");
  EXPECT_EQ(shown_address(alice, id)["AddressStatus"], "UNBIND");
  EXPECT_EQ(shown(alice, instance)["PublicIpAddresses"].size(), 0u);

  auto swap = [&] {
    std::string fresh = run_one(alice);
    associate(alice, id, fresh).expect_ok();
    Reply reply = alice.call("vpc", "DisassociateAddress",
                             {{"AddressId", id}, {"ReallocateNormalPublicIp", true}});
    if (reply.ok()) {
      Json machine = shown(alice, fresh);
      EXPECT_EQ(machine["PublicIpAddresses"].size(), 1u);
      EXPECT_FALSE(machine["PublicIpAddresses"][0] == shown_address(alice, id)["AddressIp"].text());
    }
    return reply;
  };
  for (int i = 0; i < 10; ++i) swap().expect_ok();
  swap().expect_error("AddressQuotaLimitExceeded.DailyAllocate");
  EXPECT_EQ(shown_address(alice, id)["AddressStatus"], "BIND");
}

// M-29
TEST(ElasticAddresses, are_released_only_while_bound_to_nothing_and_all_or_none) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string bound = allocate_one(alice), idle = allocate_one(alice), instance = run_one(alice);
  associate(alice, bound, instance).expect_ok();
  std::string message = alice.call("vpc", "ReleaseAddresses", {{"AddressIds", {idle, bound}}})
                            .expect_error("InvalidAddressState");
  EXPECT_NE(message.find(instance), std::string::npos) << message;
  alice.call("vpc", "ReleaseAddresses", R"({"AddressIds":[]})").expect_error("MissingParameter");
  release(alice, "eip-1").expect_error("InvalidParameterValue.AddressIdMalformed");

  EXPECT_EQ(result_of(alice, release(alice, idle)), "SUCCESS");
  EXPECT_EQ(alice.call("vpc", "DescribeAddresses", {{"AddressIds", {idle}}})["TotalCount"], 0);
  EXPECT_EQ(
      alice
          .call("vpc", "DescribeAddresses",
                {{"AddressIds", {idle}},
                 {"Filters", {{{"Name", "business-type"}, {"Values", {"CDC"}}}}}})["AddressSet"]
          .size(),
      0u);
  release(alice, idle).expect_error("InvalidAddressId.NotFound");
}

// M-29
TEST(ElasticAddresses, are_made_of_the_ordinary_address_that_an_instance_has) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string instance = run_one(alice, R"("InternetAccessible":{"InternetMaxBandwidthOut":7})");
  std::string before = shown(alice, instance)["PublicIpAddresses"][0].text();
  auto transform = [&](const std::string& id) {
    return alice.call("vpc", "TransformAddress", {{"InstanceId", id}});
  };
  Reply answer = transform(instance);
  Json address = shown_address(alice, answer["AddressId"].text());
  EXPECT_EQ(address["AddressIp"], before);
  EXPECT_EQ(address["InstanceId"], instance);
  EXPECT_EQ(address["Bandwidth"], 7);
  EXPECT_EQ(shown(alice, instance)["PublicIpAddresses"].size(), 1u);
  EXPECT_EQ(shown(alice, instance)["PublicIpAddresses"][0], before);
  cloud.restart();
  EXPECT_EQ(shown(alice, instance)["PublicIpAddresses"][0], before);

  transform(instance).expect_error("InvalidInstanceId.AlreadyBindEip");
  transform(run_one(alice)).expect_error("InvalidParameterValue.InstanceHasNoWanIP");
  transform("ins-00000000").expect_error("InvalidInstanceId.NotFound");
  std::string prepaid =
      run_one(alice, R"("InstanceChargeType":"PREPAID","InstanceChargePrepaid":{"Period":1},)"
                     R"("InternetAccessible":{"InternetMaxBandwidthOut":1})");
  transform(prepaid).expect_error("UnsupportedOperation.InvalidAddressInternetChargeType");
}

// M-8
TEST(ElasticAddresses, are_listed_by_every_filter_and_page) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string instance = run_one(alice);
  auto idle = allocate(alice, R"("AddressCount":2,"AddressName":"idle")");
  std::string bound =
      allocate_one(alice, R"("AddressName":"web","Tags":[{"Key":"team","Value":"blue"}])");
  allocate_one(cloud.as(kBob));
  associate(alice, bound, instance).expect_ok();
  Json address = shown_address(alice, bound);
  auto listed = [&](std::string_view name, std::string_view value) {
    return alice.call("vpc", "DescribeAddresses",
                      {{"Filters", {{{"Name", name}, {"Values", {value}}}}}});
  };
  const std::pair<std::string_view, std::string> only_the_bound_one[] = {
      {"address-id", bound},
      {"address-name", "web"},
      {"address-ip", address["AddressIp"].text()},
      {"public-ip", address["AddressIp"].text()},
      {"address-status", "BIND"},
      {"instance-id", instance},
      {"instance-type", "CVM"},
      {"private-ip-address", address["PrivateAddressIp"].text()},
      {"network-interface-id", address["NetworkInterfaceId"].text()},
      {"tag-key", "team"},
      {"tag-value", "blue"},
      {"tag:team", "blue"}};
  for (const auto& [name, value] : only_the_bound_one) {
    Reply reply = listed(name, value);
    EXPECT_EQ(reply["TotalCount"], 1) << name;
    EXPECT_EQ(reply["AddressSet"][0]["AddressId"], bound) << name;
    std::string_view other = name == "address-id"             ? "eip-00000000"
                             : name == "instance-id"          ? "ins-00000000"
                             : name == "network-interface-id" ? "eni-00000000"
                                                              : "other";
    EXPECT_EQ(listed(name, other)["TotalCount"], 0) << name;
  }
  for (auto [name, value] : {std::pair("address-type", "EIP"), std::pair("address-isp", "BGP"),
                             std::pair("is-arrears", "FALSE")})
    EXPECT_EQ(listed(name, value)["TotalCount"], 3) << name;
  EXPECT_EQ(listed("address-status", "UNBIND")["TotalCount"], 2);
  EXPECT_EQ(listed("dedicated-cluster-id", "cluster-1")["TotalCount"], 0);

  Reply page = alice.call("vpc", "DescribeAddresses", R"({"Offset":1,"Limit":1})");
  EXPECT_EQ(page["TotalCount"], 3);
  EXPECT_EQ(page["AddressSet"].size(), 1u);
  EXPECT_EQ(page["AddressSet"][0]["AddressId"], idle[1]);
  EXPECT_EQ(
      alice.call(
          "vpc", "DescribeAddresses",
          {{"AddressIds", {bound, idle[0]}},
           {"Filters",
            {{{"Name", "address-status"}, {"Values", {"UNBIND"}}}}}})["AddressSet"][0]["AddressId"],
      idle[0]);
}

TEST(ElasticAddresses, are_not_listed_by_what_cannot_be) {
  Scenario cloud;
  auto refused = [&](std::string_view json, std::string_view code) {
    cloud.call("vpc", "DescribeAddresses", std::string(json)).expect_error(code);
  };
  refused(R"({"Filters":[{"Name":"color","Values":["red"]}]})", "InvalidParameter.InvalidFilter");
  refused(R"({"AddressIds":["eip-00000001"],)"
          R"("Filters":[{"Name":"address-id","Values":["eip-00000001"]}]})",
          "InvalidParameter");
  refused(R"({"AddressIds":["eip"]})", "InvalidParameterValue.AddressIdMalformed");
  refused(R"({"Filters":[{"Name":"address-id","Values":["eip"]}]})",
          "InvalidParameterValue.AddressIdMalformed");
  refused(R"({"Filters":[{"Name":"network-interface-id","Values":["eni"]}]})",
          "InvalidParameterValue.NetworkInterfaceIdMalformed");
  refused(R"({"Filters":[{"Name":"instance-id","Values":["web"]}]})",
          "InvalidParameterValue.ResourceIdMalformed");
  refused(R"({"Limit":101})", "InvalidParameterValue.LimitExceeded");
}

// M-8, M-13
TEST(ElasticAddresses, have_tasks_that_only_their_account_and_region_know) {
  Scenario cloud;
  Client alice = cloud.alice();
  Reply answer = alice.call("vpc", "AllocateAddresses");
  auto ask_for = [&](const Client& client) {
    return client.call("vpc", "DescribeTaskResult",
                       R"({"TaskId":)" + answer["TaskId"].text() + "}");
  };
  EXPECT_EQ(ask_for(alice)["Result"], "SUCCESS");
  ask_for(cloud.as(kBob)).expect_error("InvalidParameter");
  allocate_one(cloud.in("ap-shanghai"));
  ask_for(cloud.in("ap-shanghai")).expect_error("InvalidParameter");
  alice.call("vpc", "DescribeTaskResult").expect_error("MissingParameter");
  alice.call("vpc", "DescribeTaskResult", R"({"DealName":"2026"})")
      .expect_error("InvalidParameter");
}

TEST(Gateways, and_bandwidth_packages_are_none_and_what_asks_for_them_is_checked) {
  Scenario cloud;
  auto listed = [&](std::string_view action, std::string_view json) {
    return cloud.call("vpc", action, std::string(json));
  };
  Reply packages =
      listed("DescribeBandwidthPackages", R"({"Filters":[{"Name":"resource.resource-id",)"
                                          R"("Values":["eip-00000001"]}]})");
  EXPECT_EQ(packages["TotalCount"], 0);
  EXPECT_EQ(packages["BandwidthPackageSet"].size(), 0u);
  Reply gateways = listed("DescribeNatGateways", R"({"NatGatewayIds":["nat-00000001"]})");
  EXPECT_EQ(gateways["NatGatewaySet"].size(), 0u);

  listed("DescribeBandwidthPackages", R"({"BandwidthPackageIds":["b"]})")
      .expect_error("InvalidParameterValue.BandwidthPackageIdMalformed");
  listed("DescribeBandwidthPackages", R"({"Filters":[{"Name":"color","Values":["red"]}]})")
      .expect_error("InvalidParameter.InvalidFilter");
  listed("DescribeNatGateways", R"({"Filters":[{"Name":"color","Values":["red"]}]})")
      .expect_error("InvalidParameter.FilterInvalidKey");
  listed("DescribeNatGateways", R"({"Limit":101})").expect_error("InvalidParameterValue.Range");
  listed("DisassociateNatGatewayAddress",
         R"({"NatGatewayId":"nat-00000001","PublicIpAddresses":["1.2.3.4"]})")
      .expect_error("ResourceNotFound");
}

}  // namespace
}  // namespace terrane
