// Load balancers: in one region, every zone of it (M-33), each change a task that clients follow.
#include <gtest/gtest.h>

#include <set>

#include "region/balancer/balancer_tables.h"
#include "region/region_cell.h"
#include "scenarios/balancers.h"
#include "scenarios/nowhere.h"

namespace terrane {
namespace {

// M-33
TEST(LoadBalancers, are_made_with_what_clients_read) {
  Scenario cloud;
  Client alice = cloud.alice();
  Reply made =
      alice.call("clb", "CreateLoadBalancer",
                 R"({"LoadBalancerType":"OPEN","LoadBalancerName":"front","InternetAccessible":
          {"InternetChargeType":"BANDWIDTH_POSTPAID_BY_HOUR","InternetMaxBandwidthOut":5},
          "Tags":[{"TagKey":"team","TagValue":"blue"}]})");
  EXPECT_EQ(task_status(alice, made), 0);
  std::string id = made["LoadBalancerIds"][0].text();
  EXPECT_TRUE(id.starts_with("clb-")) << id;
  Json balancer = shown_balancer(alice, id);
  EXPECT_EQ(balancer["LoadBalancerName"], "front");
  EXPECT_EQ(balancer["LoadBalancerType"], "OPEN");
  EXPECT_EQ(balancer["Status"], 1);
  EXPECT_EQ(balancer["Forward"], 1);
  EXPECT_EQ(balancer["TargetRegionInfo"]["Region"], "ap-guangzhou");
  EXPECT_EQ(balancer["TargetRegionInfo"]["VpcId"], balancer["VpcId"].text());
  EXPECT_EQ(balancer["NetworkAttributes"]["InternetMaxBandwidthOut"], 5);
  EXPECT_EQ(balancer["Tags"][0]["TagValue"], "blue");
  EXPECT_EQ(balancer["SecureGroups"].size(), 0u);
  EXPECT_EQ(balancer["CreateTime"], to_local_text(cloud.now()));
  EXPECT_TRUE(cloud.region().network.public_addresses.range().contains(
      *parse_ipv4(balancer["LoadBalancerVips"][0].text())));
  EXPECT_EQ(balancer["MasterZone"]["Zone"], "ap-guangzhou-2") << "the first is sold out";
  EXPECT_EQ(balancer["Zones"].size(), 3u);

  cloud.restart();
  EXPECT_EQ(shown_balancer(alice, id)["LoadBalancerVips"][0],
            balancer["LoadBalancerVips"][0].text());
  EXPECT_EQ(task_status(alice, made), 0);
}

// M-33
TEST(LoadBalancers, that_are_internal_have_an_address_of_their_subnet) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string vpc = create_vpc(alice), subnet = create_subnet(alice, vpc);
  std::string where =
      R"("LoadBalancerType":"INTERNAL","VpcId":")" + vpc + R"(","SubnetId":")" + subnet + '"';
  auto create = [&](std::string_view more = {}) {
    return alice.call("clb", "CreateLoadBalancer", "{" + where + std::string(more) + "}");
  };
  std::string first = create(R"(,"Vip":"10.0.1.77")")["LoadBalancerIds"][0].text();
  Json balancer = shown_balancer(alice, first);
  EXPECT_EQ(balancer["LoadBalancerVips"][0], "10.0.1.77");
  EXPECT_EQ(balancer["SubnetId"], subnet);
  EXPECT_TRUE(balancer["NetworkAttributes"].is_null());
  create(R"(,"Vip":"10.0.1.77")").expect_error("InvalidParameterValue");
  create(R"(,"Vip":"10.0.2.77")").expect_error("InvalidParameterValue");
  create(R"(,"Vip":"10.0.1.0")").expect_error("InvalidParameterValue");
  create(R"(,"Vip":"ten")").expect_error("InvalidParameter.FormatError");
  create(R"(,"InternetAccessible":{"InternetMaxBandwidthOut":5})")
      .expect_error("InvalidParameterValue");
  EXPECT_NE(
      shown_balancer(alice, create()["LoadBalancerIds"][0].text())["LoadBalancerVips"][0].text(),
      "10.0.1.77");
  alice.call("vpc", "DeleteSubnet", {{"SubnetId", subnet}}).expect_error("ResourceInUse");
  alice
      .call("clb", "CreateLoadBalancer",
            R"({"LoadBalancerType":"INTERNAL","VpcId":")" + vpc + "\"}")
      .expect_error("MissingParameter");
}

TEST(LoadBalancers, of_kinds_that_are_not_offered_are_refused) {
  Scenario cloud;
  auto refused = [&](std::string_view more, std::string_view code) {
    cloud
        .call("clb", "CreateLoadBalancer",
              R"({"LoadBalancerType":"OPEN",)" + std::string(more) + "}")
        .expect_error(code);
  };
  cloud.call("clb", "CreateLoadBalancer", R"({"LoadBalancerType":"CLOSED"})")
      .expect_error("InvalidParameterValue");
  refused(R"("Forward":0)", "UnsupportedOperation");
  refused(R"("AddressIPVersion":"IPV6")", "UnsupportedOperation");
  refused(R"("VipIsp":"CMCC")", "UnsupportedOperation");
  refused(R"("SnatPro":true)", "UnsupportedOperation");
  refused(R"("BandwidthPackageId":"bwp-00000001")", "InvalidParameterValue");
  refused(R"("Number":21)", "InvalidParameterValue.Range");
  refused(R"("Number":0)", "InvalidParameterValue.Range");
  refused(R"("VpcId":"vpc-00000000")", "InvalidParameterValue");
  refused(R"("Vip":"10.0.0.9")", "InvalidParameterValue");
  refused(R"("SlaType":"clb.c9.huge")", "InvalidParameterValue");
  refused(R"("ProjectId":7)", "InvalidParameterValue");
  refused(R"("LBChargeType":"FREE")", "InvalidParameterValue");
  refused(R"("LBChargeType":"PREPAID")", "MissingParameter");
  refused(R"("InternetAccessible":{"InternetChargeType":"FREE"})", "InvalidParameterValue");
  refused(R"("InternetAccessible":{"InternetMaxBandwidthOut":2049})",
          "InvalidParameterValue.Range");
  refused(R"("LoadBalancerName":")" + std::string(61, 'a') + '"', "InvalidParameterValue.Length");
  refused(R"("Tags":[{"TagKey":"qcloud","TagValue":""}])", "InvalidParameterValue");
}

// M-2: a zone that is sold out takes no new ones; a zone of another region is none here.
TEST(LoadBalancers, work_in_the_zones_that_are_named) {
  Scenario cloud;
  Client alice = cloud.alice();
  auto create = [&](std::string_view more) {
    return alice.call("clb", "CreateLoadBalancer",
                      R"({"LoadBalancerType":"OPEN",)" + std::string(more) + "}");
  };
  create(R"("MasterZoneId":"ap-guangzhou-1")").expect_error("ResourceInsufficient");
  create(R"("MasterZoneId":"ap-shanghai-1")").expect_error("InvalidParameterValue");
  create(R"("MasterZoneId":"ap-guangzhou-3","SlaveZoneId":"ap-guangzhou-3")")
      .expect_error("InvalidParameterValue");
  std::string id =
      create(
          R"("MasterZoneId":"ap-guangzhou-3","SlaveZoneId":"ap-guangzhou-2")")["LoadBalancerIds"][0]
          .text();
  Json balancer = shown_balancer(alice, id);
  EXPECT_EQ(balancer["MasterZone"]["Zone"], "ap-guangzhou-3");
  EXPECT_EQ(balancer["BackupZoneSet"][0]["Zone"], "ap-guangzhou-2");
  EXPECT_EQ(alice.call("clb", "DescribeLoadBalancers",
                       R"({"MasterZone":"ap-guangzhou-3"})")["TotalCount"],
            1);
  EXPECT_EQ(alice.call("clb", "DescribeLoadBalancers",
                       R"({"MasterZone":"ap-guangzhou-2"})")["TotalCount"],
            0);
}

// M-33
TEST(LoadBalancers, are_as_many_of_each_type_as_the_account_may_have) {
  Scenario cloud({.changes = "[limits]\nload_balancers = 2"});
  Client alice = cloud.alice();
  create_balancer(alice);
  create_balancer(alice);
  alice.call("clb", "CreateLoadBalancer", R"({"LoadBalancerType":"OPEN"})")
      .expect_error("LimitExceeded");
  create_balancer(cloud.as(kBob));
  create_balancer(cloud.in("ap-shanghai"));
  Json quotas = alice.call("clb", "DescribeQuota")["QuotaSet"];
  EXPECT_EQ(quotas[0]["QuotaId"], "TOTAL_OPEN_CLB_QUOTA");
  EXPECT_EQ(quotas[0]["QuotaCurrent"], 2);
  EXPECT_EQ(quotas[0]["QuotaLimit"], 2);
  EXPECT_EQ(quotas[1]["QuotaCurrent"], 0);
}

// M-8, M-13
TEST(LoadBalancers, of_others_do_not_exist) {
  Scenario cloud;
  std::string id = create_balancer(cloud.alice());
  for (const Client& other : {cloud.as(kBob), cloud.in("ap-shanghai")}) {
    EXPECT_EQ(
        other.call("clb", "DescribeLoadBalancers", {{"LoadBalancerIds", {id}}})["LoadBalancerSet"]
            .size(),
        0u);
    other.call("clb", "DeleteLoadBalancer", {{"LoadBalancerIds", {id}}})
        .expect_error("InvalidParameter.LBIdNotFound");
    on_balancer(other, "DescribeListeners", id).expect_error("InvalidParameter.LBIdNotFound");
  }
}

TEST(LoadBalancers, are_renamed_protected_and_moved_to_other_groups_each_as_a_task) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_balancer(alice), group = create_security_group(alice);
  auto done = [&](const Reply& answer) { EXPECT_EQ(task_status(alice, answer), 0); };
  done(on_balancer(alice, "ModifyLoadBalancerAttributes", id,
                   R"("LoadBalancerName":"b","DeleteProtect":true,"LoadBalancerPassToTarget":true,
                      "InternetChargeInfo":{"InternetMaxBandwidthOut":7})"));
  done(on_balancer(alice, "SetLoadBalancerSecurityGroups", id,
                   R"("SecurityGroups":[")" + group + "\"]"));
  done(on_balancer(alice, "SetLoadBalancerClsLog", id, R"("LogSetId":"s","LogTopicId":"t")"));
  done(alice.call("clb", "ModifyLoadBalancerSla",
                  {{"LoadBalancerSla", {{{"LoadBalancerId", id}, {"SlaType", "clb.c2.medium"}}}}}));
  done(alice.call("clb", "ModifyLoadBalancersProject",
                  {{"LoadBalancerIds", {id}}, {"ProjectId", 0}}));
  Json balancer = shown_balancer(alice, id);
  EXPECT_EQ(balancer["LoadBalancerName"], "b");
  EXPECT_EQ(balancer["AttributeFlags"][0], "DeleteProtect");
  EXPECT_EQ(balancer["LoadBalancerPassToTarget"], true);
  EXPECT_EQ(balancer["NetworkAttributes"]["InternetMaxBandwidthOut"], 7);
  EXPECT_EQ(balancer["SecureGroups"][0], group);
  EXPECT_EQ(balancer["LogTopicId"], "t");
  EXPECT_EQ(balancer["SlaType"], "clb.c2.medium");

  alice.call("clb", "DeleteLoadBalancer", {{"LoadBalancerIds", {id}}})
      .expect_error("FailedOperation");
  alice.call("vpc", "DeleteSecurityGroup", {{"SecurityGroupId", group}})
      .expect_error("ResourceInUse");
  on_balancer(alice, "SetLoadBalancerSecurityGroups", id, R"("SecurityGroups":["sg-00000000"])")
      .expect_error("InvalidParameterValue");
  on_balancer(alice, "SetLoadBalancerClsLog", id, R"("LogSetId":"s","LogTopicId":"")")
      .expect_error("InvalidParameterValue");
  on_balancer(alice, "ModifyLoadBalancerAttributes", id, R"("DeleteProtect":false)").expect_ok();
  done(alice.call("clb", "DeleteLoadBalancer", {{"LoadBalancerIds", {id}}}));
  EXPECT_EQ(
      alice.call("clb", "DescribeLoadBalancers", {{"LoadBalancerIds", {id}}})["LoadBalancerSet"]
          .size(),
      0u);
  alice.call("vpc", "DeleteSecurityGroup", {{"SecurityGroupId", group}}).expect_ok();
}

// M-14: it never forwards across regions.
TEST(LoadBalancers, keep_to_their_own_region_and_VPC) {
  Scenario cloud;
  std::string id = create_balancer(cloud.alice());
  std::string vpc = shown_balancer(cloud.alice(), id)["VpcId"].text();
  auto modify = [&](std::string_view region, const std::string& other) {
    return on_balancer(cloud.alice(), "ModifyLoadBalancerAttributes", id,
                       R"("TargetRegionInfo":{"Region":")" + std::string(region) +
                           R"(","VpcId":")" + other + "\"}");
  };
  modify("ap-shanghai", vpc).expect_error("InvalidParameterValue");
  modify("ap-guangzhou", create_vpc(cloud.alice())).expect_error("InvalidParameterValue");
  modify("ap-guangzhou", vpc).expect_ok();
}

TEST(LoadBalancers, that_are_being_changed_take_no_other_change) {
  Scenario cloud({.changes = "[durations]\nbalancer_ms = 2000"});
  Client alice = cloud.alice();
  Reply made = alice.call("clb", "CreateLoadBalancer", R"({"LoadBalancerType":"OPEN"})");
  std::string id = made["LoadBalancerIds"][0].text();
  EXPECT_EQ(task_status(alice, made), 2);
  EXPECT_EQ(shown_balancer(alice, id)["Status"], 0);
  on_balancer(alice, "CreateListener", id, R"("Protocol":"TCP","Ports":[80])")
      .expect_error("FailedOperation.ResourceInOperating");
  alice.call("clb", "DeleteLoadBalancer", {{"LoadBalancerIds", {id}}})
      .expect_error("FailedOperation.ResourceInOperating");
  cloud.advance(seconds(2));
  EXPECT_EQ(task_status(alice, made), 0);
  EXPECT_EQ(shown_balancer(alice, id)["Status"], 1);
  on_balancer(alice, "CreateListener", id, R"("Protocol":"TCP","Ports":[80])").expect_ok();
}

TEST(LoadBalancers, have_tasks_that_are_told_for_a_day_to_their_account_alone) {
  Scenario cloud;
  Reply made = cloud.call("clb", "CreateLoadBalancer", R"({"LoadBalancerType":"OPEN"})");
  auto ask = [&](const Client& client) {
    return client.call("clb", "DescribeTaskStatus", {{"TaskId", made["RequestId"].text()}});
  };
  ask(cloud.as(kBob)).expect_error("InvalidParameter");
  ask(cloud.in("ap-shanghai")).expect_error("InvalidParameter");
  cloud.call("clb", "DescribeTaskStatus").expect_error("InvalidParameter");
  cloud.advance(days(1));
  ask(cloud.alice()).expect_error("InvalidParameter");
  create_balancer(cloud.alice());
  EXPECT_EQ(cloud.region().balancer->tasks.table().size(), 1u) << "old ones are let go";
}

// M-19; M-16: Hong Kong lacks much, but not these.
TEST(LoadBalancers, are_made_only_where_the_product_is_offered) {
  Scenario cloud({.changes = nowhere_without("clb")});
  Client nowhere = cloud.in("ap-nowhere");
  nowhere.call("clb", "CreateLoadBalancer", R"({"LoadBalancerType":"OPEN"})")
      .expect_error("UnsupportedRegion");
  nowhere.call("clb", "CreateTargetGroup", R"({"Port":80})").expect_error("UnsupportedRegion");
  create_balancer(cloud.in("ap-hongkong"));
}

// M-24
TEST(LoadBalancers, that_are_prepaid_expire_are_isolated_and_go_a_week_later) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id =
      create_balancer(alice, R"("LBChargeType":"PREPAID","LBChargePrepaid":{"Period":1})");
  std::string renewing = create_balancer(alice, R"("LBChargeType":"PREPAID","LBChargePrepaid":
                {"Period":1,"RenewFlag":"NOTIFY_AND_AUTO_RENEW"})");
  create_listener(alice, id);
  EXPECT_EQ(shown_balancer(alice, id)["ChargeType"], "PREPAID");
  cloud.advance(days(32));
  EXPECT_EQ(shown_balancer(alice, id)["Isolation"], 1);
  EXPECT_EQ(shown_balancer(alice, renewing)["Isolation"], 0);
  on_balancer(alice, "CreateListener", id, R"("Protocol":"TCP","Ports":[81])")
      .expect_error("FailedOperation");
  Reply overview = alice.call("clb", "DescribeLoadBalancerOverview");
  EXPECT_EQ(overview["TotalCount"], 2);
  EXPECT_EQ(overview["IsolationCount"], 1);
  cloud.advance(days(7));
  EXPECT_EQ(alice.call("clb", "DescribeLoadBalancers")["TotalCount"], 1);
}

TEST(LoadBalancers, cost_what_the_catalogue_says) {
  Scenario cloud;
  Json price = cloud.call("clb", "InquiryPriceCreateLoadBalancer",
                          R"({"LoadBalancerType":"OPEN","LoadBalancerChargeType":"POSTPAID_BY_HOUR",
                              "SlaType":"clb.c2.medium"})")["Price"];
  EXPECT_EQ(price["InstancePrice"]["ChargeUnit"], "HOUR");
  EXPECT_EQ(price["BandwidthPrice"]["ChargeUnit"], "GB");
  EXPECT_FALSE(price["LcuPrice"].is_null());
  price = cloud.call("clb", "InquiryPriceCreateLoadBalancer",
                     R"({"LoadBalancerType":"INTERNAL","LoadBalancerChargeType":"PREPAID",
                         "LoadBalancerChargePrepaid":{"Period":3}})")["Price"];
  EXPECT_EQ(price["InstancePrice"]["ChargeUnit"], "");
  EXPECT_TRUE(price["BandwidthPrice"].is_null());
}

}  // namespace
}  // namespace terrane
