// Launching instances (M-22, M-27): in a named zone of the region called, in one transaction.
#include <gtest/gtest.h>

#include <set>

#include "scenarios/instances.h"

namespace terrane {
namespace {

// M-27
TEST(RunInstances, an_instance_runs_in_the_zone_that_was_named_with_all_that_was_asked_for) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string subnet = create_subnet(cloud.alice(), vpc);
  std::string group = create_security_group(cloud.alice());
  std::string id = run_one(
      cloud.alice(), R"("VirtualPrivateCloud":{"VpcId":")" + vpc + R"(","SubnetId":")" + subnet +
                         R"("},"SecurityGroupIds":[")" + group +
                         R"("],"InstanceName":"web","HostName":"web-1","UserData":"aGVsbG8=",
             "SystemDisk":{"DiskType":"CLOUD_SSD","DiskSize":100},
             "DataDisks":[{"DiskType":"CLOUD_PREMIUM","DiskSize":200,"DeleteWithInstance":false}],
             "InternetAccessible":{"InternetMaxBandwidthOut":5,"PublicIpAssigned":true},
             "TagSpecification":[{"ResourceType":"instance","Tags":[{"Key":"team","Value":"blue"}]}])");
  Json instance = shown(cloud.alice(), id);
  EXPECT_EQ(instance["InstanceState"], "RUNNING");
  EXPECT_EQ(instance["Placement"]["Zone"], "ap-guangzhou-2");
  EXPECT_EQ(instance["InstanceType"], "S5.SMALL1");
  EXPECT_EQ(instance["CPU"], 1);
  EXPECT_EQ(instance["Memory"], 1);
  EXPECT_EQ(instance["InstanceName"], "web");
  EXPECT_EQ(instance["VirtualPrivateCloud"]["VpcId"], vpc);
  EXPECT_EQ(instance["VirtualPrivateCloud"]["SubnetId"], subnet);
  EXPECT_EQ(instance["SecurityGroupIds"][0], group);
  EXPECT_EQ(instance["SystemDisk"]["DiskType"], "CLOUD_SSD");
  EXPECT_EQ(instance["SystemDisk"]["DiskSize"], 100);
  EXPECT_EQ(instance["DataDisks"][0]["DiskSize"], 200);
  EXPECT_EQ(instance["DataDisks"][0]["DeleteWithInstance"], false);
  EXPECT_EQ(instance["PrivateIpAddresses"][0], "10.0.1.2");
  EXPECT_EQ(instance["PublicIpAddresses"].size(), 1u);
  EXPECT_EQ(instance["InternetAccessible"]["InternetMaxBandwidthOut"], 5);
  EXPECT_EQ(instance["InternetAccessible"]["InternetChargeType"], "TRAFFIC_POSTPAID_BY_HOUR");
  EXPECT_EQ(instance["Tags"][0]["Key"], "team");
  EXPECT_EQ(instance["OsName"], "Ubuntu Server 22.04 LTS 64bit");
  EXPECT_EQ(instance["DefaultLoginUser"], "ubuntu");
  EXPECT_EQ(instance["LatestOperation"], "RunInstances");
  EXPECT_EQ(instance["LatestOperationState"], "SUCCESS");
  EXPECT_FALSE(instance["LatestOperationRequestId"].text().empty());
  auto attributes = cloud.call("cvm", "DescribeInstancesAttributes",
                               {{"InstanceIds", {id}}, {"Attributes", {"UserData"}}});
  EXPECT_EQ(attributes["InstanceSet"][0]["Attributes"]["UserData"], "aGVsbG8=");
}

// M-10
TEST(RunInstances, instances_without_a_vpc_land_in_the_default_one_of_their_account_zone_by_zone) {
  Scenario cloud;
  Json first = shown(cloud.alice(), run_one(cloud.alice(), "", "ap-guangzhou-2"));
  Json second = shown(cloud.alice(), run_one(cloud.alice(), "", "ap-guangzhou-3"));
  EXPECT_EQ(first["VirtualPrivateCloud"]["VpcId"], second["VirtualPrivateCloud"]["VpcId"].text());
  EXPECT_NE(first["VirtualPrivateCloud"]["SubnetId"].text(),
            second["VirtualPrivateCloud"]["SubnetId"].text());
  EXPECT_NE(first["PrivateIpAddresses"][0].text(), second["PrivateIpAddresses"][0].text());
  Json other = shown(cloud.as(kBob), run_one(cloud.as(kBob)));
  EXPECT_NE(other["VirtualPrivateCloud"]["VpcId"].text(),
            first["VirtualPrivateCloud"]["VpcId"].text());
}

TEST(RunInstances, an_instance_without_groups_gets_the_default_one) {
  Scenario cloud;
  Json instance = shown(cloud.alice(), run_one(cloud.alice()));
  auto groups = cloud.call("vpc", "DescribeSecurityGroups",
                           {{"SecurityGroupIds", {instance["SecurityGroupIds"][0].text()}}});
  EXPECT_EQ(groups["SecurityGroupSet"][0]["IsDefault"], true);
}

// M-8, M-22, M-27
TEST(RunInstances, a_zone_must_be_named_and_be_one_of_the_region_that_is_called) {
  Scenario cloud;
  run(cloud.alice(), "", "ap-shanghai-1").expect_error("InvalidZone.MismatchRegion");
  run(cloud.alice(), "", "moon-1").expect_error("InvalidZone.MismatchRegion");
  cloud.call("cvm", "RunInstances", {{"ImageId", kImage}}).expect_error("MissingParameter");
}

// M-2
TEST(RunInstances, a_zone_that_is_sold_out_refuses_new_instances) {
  Scenario cloud;
  run(cloud.alice(), "", "ap-guangzhou-1")
      .expect_error("ResourceInsufficient.AvailabilityZoneSoldOut");
}

TEST(RunInstances, a_full_zone_refuses_and_with_a_minimum_launches_what_fits) {
  Scenario cloud({.changes = "[hosts]\nracks = 1\nswitches_per_rack = 1\nhosts_per_switch = 2\n"
                             "cores = 4\nmemory_gib = 16\nlocal_disk_gib = 1000\n"});
  run(cloud.alice(), R"("InstanceCount":3)", kZone, "S5.LARGE8")
      .expect_error("ResourceInsufficient.SpecifiedInstanceType");
  run(cloud.alice(), R"("InstanceCount":4,"MinCount":3)", kZone, "S5.LARGE8")
      .expect_error("ResourceInsufficient.InsufficientOfferingMinimum");
  EXPECT_EQ(
      ids_of(run(cloud.alice(), R"("InstanceCount":4,"MinCount":1)", kZone, "S5.LARGE8")).size(),
      2u);
  run(cloud.alice()).expect_error("ResourceInsufficient.SpecifiedInstanceType");
}

TEST(RunInstances, room_that_was_given_back_is_there_again_also_after_a_restart) {
  Scenario cloud({.changes = "[hosts]\nracks = 1\nswitches_per_rack = 1\nhosts_per_switch = 1\n"
                             "cores = 4\nmemory_gib = 16\nlocal_disk_gib = 1000\n"});
  std::string id = run_one(cloud.alice(), "", kZone, "S5.LARGE8");
  cloud.restart();
  run(cloud.alice()).expect_error("ResourceInsufficient.SpecifiedInstanceType");
  ask(cloud.alice(), "TerminateInstances", id).expect_ok();
  run(cloud.alice(), "", kZone, "S5.LARGE8").expect_ok();
}

TEST(RunInstances, several_are_launched_together_with_ascending_names_and_host_names) {
  Scenario cloud;
  auto ids = ids_of(
      run(cloud.alice(), R"("InstanceCount":3,"InstanceName":"web-{R:7}","HostName":"web")"));
  ASSERT_EQ(ids.size(), 3u);
  for (size_t i = 0; i < ids.size(); ++i)
    EXPECT_EQ(shown(cloud.alice(), ids[i])["InstanceName"], "web-" + std::to_string(7 + i));
  run(cloud.alice(), R"("HostName":"-web")").expect_error("InvalidParameterValue.IllegalHostName");
  run(cloud.alice(), R"("InstanceName":")" + std::string(129, 'x') + '"')
      .expect_error("InvalidInstanceName.TooLong");
}

TEST(RunInstances, a_count_must_be_within_its_range) {
  Scenario cloud;
  run(cloud.alice(), R"("InstanceCount":0)").expect_error("InvalidParameterValue.Range");
  run(cloud.alice(), R"("InstanceCount":101)").expect_error("InvalidParameterValue.Range");
  run(cloud.alice(), R"("InstanceCount":2,"MinCount":3)")
      .expect_error("InvalidParameterValue.InvalidParameterMinCount");
}

TEST(RunInstances, a_type_must_exist_and_an_image_be_there) {
  Scenario cloud;
  run(cloud.alice(), "", kZone, "S99.HUGE")
      .expect_error("InvalidParameterValue.InstanceTypeNotFound");
  cloud.call("cvm", "RunInstances", R"({"Placement":{"Zone":"ap-guangzhou-2"},"ImageId":"img-1"})")
      .expect_error("InvalidImageId.Malformed");
  cloud
      .call("cvm", "RunInstances",
            R"({"Placement":{"Zone":"ap-guangzhou-2"},"ImageId":"img-00000000"})")
      .expect_error("InvalidImageId.NotFound");
}

// M-35
TEST(RunInstances, a_subnet_must_be_the_callers_and_in_the_vpc_and_zone_that_are_named) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string subnet = create_subnet(cloud.alice(), vpc);
  std::string other_vpc = create_vpc(cloud.alice(), "10.1.0.0/16");
  auto in = [](std::string_view vpc_id, std::string_view subnet_id) {
    return R"("VirtualPrivateCloud":{"VpcId":")" + std::string(vpc_id) + R"(","SubnetId":")" +
           std::string(subnet_id) + R"("})";
  };
  auto refused = [&](const Client& client, std::string_view vpc_id, std::string_view subnet_id,
                     std::string_view code) {
    run(client, in(vpc_id, subnet_id)).expect_error(code);
  };
  refused(cloud.alice(), "vpc-1", subnet, "InvalidParameterValue.VpcIdMalformed");
  refused(cloud.alice(), vpc, "subnet-1", "InvalidParameterValue.SubnetIdMalformed");
  refused(cloud.alice(), "vpc-00000000", subnet, "InvalidParameterValue.VpcIdNotExist");
  refused(cloud.alice(), vpc, "subnet-00000000", "InvalidParameterValue.SubnetNotExist");
  refused(cloud.alice(), other_vpc, subnet, "InvalidParameterValue.VpcIdSubnetIdNotMatch");
  refused(cloud.as(kBob), vpc, subnet, "InvalidParameterValue.VpcIdNotExist");
  run(cloud.alice(), in(vpc, subnet), "ap-guangzhou-3")
      .expect_error("InvalidParameterValue.SubnetIdZoneIdNotMatch");
}

TEST(RunInstances, an_address_that_is_asked_for_is_given_once) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string subnet = create_subnet(cloud.alice(), vpc);
  auto with = [&](std::string_view addresses, int count = 1) {
    return R"("InstanceCount":)" + std::to_string(count) + R"(,"VirtualPrivateCloud":{"VpcId":")" +
           vpc + R"(","SubnetId":")" + subnet + R"(","PrivateIpAddresses":[)" +
           std::string(addresses) + "]}";
  };
  std::string id = run_one(cloud.alice(), with(R"("10.0.1.77")"));
  EXPECT_EQ(shown(cloud.alice(), id)["PrivateIpAddresses"][0], "10.0.1.77");
  run(cloud.alice(), with(R"("10.0.1.77")")).expect_error("VpcIpIsUsed");
  run(cloud.alice(), with(R"("10.0.1.1")")).expect_error("VpcIpIsUsed");
  run(cloud.alice(), with(R"("10.0.2.2")")).expect_error("VpcAddrNotInSubNet");
  run(cloud.alice(), with(R"("ten")")).expect_error("InvalidParameterValue.IPAddressMalformed");
  run(cloud.alice(), with(R"("10.0.1.8","10.0.1.8")", 2))
      .expect_error("InvalidParameterValue.Duplicate");
  run(cloud.alice(), with(R"("10.0.1.8")", 2)).expect_error("InvalidParameterCombination");
}

TEST(RunInstances, a_subnet_without_addresses_left_refuses) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string subnet = create_subnet(cloud.alice(), vpc, "10.0.1.0/28");  // 13 addresses to give
  std::string network =
      R"(,"VirtualPrivateCloud":{"VpcId":")" + vpc + R"(","SubnetId":")" + subnet + R"("})";
  run(cloud.alice(), R"("InstanceCount":14)" + network)
      .expect_error("FailedOperation.NoAvailableIpAddressCountInSubnet");
  run(cloud.alice(), R"("InstanceCount":13)" + network).expect_ok();
  run(cloud.alice(), R"("InstanceCount":1)" + network)
      .expect_error("FailedOperation.NoAvailableIpAddressCountInSubnet");
}

// M-16
TEST(RunInstances, disks_are_of_types_their_region_has) {
  Scenario cloud;
  Client hong_kong = cloud.in("ap-hongkong");
  Json instance = shown(hong_kong, run_one(hong_kong, "", "ap-hongkong-1"));
  EXPECT_EQ(instance["SystemDisk"]["DiskType"], "LOCAL_BASIC");
  EXPECT_TRUE(instance["SystemDisk"]["DiskId"].text().starts_with("disk-"));
  run(hong_kong, R"("SystemDisk":{"DiskType":"CLOUD_SSD"})", "ap-hongkong-1")
      .expect_error("ResourceInsufficient.CloudDiskUnavailable");
  run(cloud.alice(), R"("SystemDisk":{"DiskType":"FLOPPY"})")
      .expect_error("UnsupportedOperation.InvalidDisk");
  run(cloud.alice(), R"("SystemDisk":{"DiskSize":10})").expect_error("InvalidParameterValue");
  run(cloud.alice(), R"("DataDisks":[{"DiskType":"CLOUD_SSD","DiskSize":10}])")
      .expect_error("InvalidParameterValue.CloudSsdDataDiskSizeTooSmall");
  run(cloud.alice(), R"("DataDisks":[{"DiskType":"CLOUD_PREMIUM","DiskSize":15}])")
      .expect_error("InvalidParameterValue");
}

TEST(RunInstances, a_login_is_one_of_password_and_keys_and_a_weak_password_is_refused) {
  Scenario cloud;
  run(cloud.alice(), R"("LoginSettings":{"Password":"Passw0rd!"})").expect_ok();
  run(cloud.alice(), R"("LoginSettings":{"Password":"password"})")
      .expect_error("InvalidParameterValue.InvalidPassword");
  run(cloud.alice(), R"("LoginSettings":{"Password":"Passw0rd!","KeyIds":["skey-00000000"]})")
      .expect_error("InvalidParameter.ParameterConflict");
  run(cloud.alice(), R"("LoginSettings":{"KeyIds":["skey-00000000"]})")
      .expect_error("InvalidParameterValue.KeyPairNotFound");
  run(cloud.alice(), R"("LoginSettings":{"KeyIds":["skey-1"]})")
      .expect_error("InvalidKeyPairId.Malformed");
  run(cloud.alice(), R"("UserData":"not base64")")
      .expect_error("InvalidParameterValue.InvalidUserDataFormat");
  run(cloud.alice(), R"("UserData":")" + std::string(4 * 5462, 'A') + '"')
      .expect_error("InvalidParameterValue.InvalidUserDataFormat");
}

TEST(RunInstances, public_addresses_are_given_with_bandwidth_and_each_once) {
  Scenario cloud;
  auto ids = ids_of(run(cloud.alice(), R"("InstanceCount":5,
      "InternetAccessible":{"InternetMaxBandwidthOut":1})"));
  std::set<std::string> addresses;
  for (const std::string& id : ids)
    addresses.insert(shown(cloud.alice(), id)["PublicIpAddresses"][0].text());
  EXPECT_EQ(addresses.size(), 5u);
  Client shanghai = cloud.in("ap-shanghai");
  std::string far =
      run_one(shanghai, R"("InternetAccessible":{"InternetMaxBandwidthOut":1})", "ap-shanghai-1");
  EXPECT_FALSE(addresses.contains(shown(shanghai, far)["PublicIpAddresses"][0].text()));
  run(cloud.alice(), R"("InternetAccessible":{"InternetMaxBandwidthOut":201})")
      .expect_error("InvalidParameterValue.Range");
  run(cloud.alice(), R"("InternetAccessible":{"PublicIpAssigned":true})")
      .expect_error("InvalidParameterValue");
  run(cloud.alice(), R"("InternetAccessible":{"InternetChargeType":"BARTER"})")
      .expect_error("InvalidParameterValue");
}

TEST(RunInstances, a_prepaid_instance_has_a_period_and_expires_after_it) {
  Scenario cloud;
  std::string id = run_one(cloud.alice(), R"("InstanceChargeType":"PREPAID",
      "InstanceChargePrepaid":{"Period":1,"RenewFlag":"NOTIFY_AND_AUTO_RENEW"})");
  Json instance = shown(cloud.alice(), id);
  EXPECT_EQ(instance["InstanceChargeType"], "PREPAID");
  EXPECT_EQ(instance["RenewFlag"], "NOTIFY_AND_AUTO_RENEW");
  EXPECT_EQ(instance["ExpiredTime"], to_iso8601(add_months(cloud.now(), 1)));
  run(cloud.alice(), R"("InstanceChargeType":"PREPAID")").expect_error("MissingParameter");
  run(cloud.alice(), R"("InstanceChargeType":"PREPAID","InstanceChargePrepaid":{"Period":13})")
      .expect_error("InvalidPeriod");
  run(cloud.alice(), R"("InstanceChargeType":"BARTER")").expect_error("InvalidParameterValue");
}

TEST(RunInstances, an_account_stays_within_its_quota_of_a_zone) {
  Scenario cloud({.changes = "[limits]\npostpaid_instances_per_zone = 2\n"
                             "prepaid_instances_per_zone = 1\n"});
  run(cloud.alice(), R"("InstanceCount":3)").expect_error("LimitExceeded.InstanceQuota");
  run(cloud.alice(), R"("InstanceCount":2)").expect_ok();
  run(cloud.alice()).expect_error("LimitExceeded.InstanceQuota");
  run(cloud.alice(), "", "ap-guangzhou-3").expect_ok();
  run(cloud.as(kBob)).expect_ok();
  std::string prepaid = R"("InstanceChargeType":"PREPAID","InstanceChargePrepaid":{"Period":1})";
  run(cloud.alice(), prepaid).expect_ok();
  run(cloud.alice(), prepaid).expect_error("LimitExceeded.PrepayQuota");
}

TEST(RunInstances, a_dry_run_checks_everything_and_launches_nothing) {
  Scenario cloud;
  run(cloud.alice()).expect_ok();
  auto before = cloud.dump();
  auto reply = run(cloud.alice(), R"("DryRun":true,"InstanceCount":5)");
  EXPECT_EQ(reply["InstanceIdSet"].size(), 0u);
  EXPECT_EQ(cloud.dump(), before);
  run(cloud.alice(), R"("DryRun":true)", "ap-guangzhou-1")
      .expect_error("ResourceInsufficient.AvailabilityZoneSoldOut");
}

TEST(RunInstances, a_call_repeated_with_its_client_token_launches_once) {
  Scenario cloud;
  auto first = ids_of(run(cloud.alice(), R"("ClientToken":"once")"));
  EXPECT_EQ(ids_of(run(cloud.alice(), R"("ClientToken":"once")")), first);
  cloud.restart();
  EXPECT_EQ(ids_of(run(cloud.alice(), R"("ClientToken":"once")")), first);
  EXPECT_EQ(cloud.call("cvm", "DescribeInstances")["TotalCount"], 1);
}

TEST(RunInstances, a_launch_template_says_what_the_request_leaves_out) {
  Scenario cloud;
  std::string id = cloud
                       .call("cvm", "CreateLaunchTemplate",
                             R"({"LaunchTemplateName":"web","Placement":{"Zone":"ap-guangzhou-2"},
                     "ImageId":"img-487zeit5","InstanceType":"S5.SMALL2","InstanceName":"web"})")
                           ["LaunchTemplateId"]
                       .text();
  auto launched = ids_of(cloud.call(
      "cvm", "RunInstances",
      R"({"LaunchTemplate":{"LaunchTemplateId":")" + id + R"("},"InstanceName":"mine"})"));
  ASSERT_EQ(launched.size(), 1u);
  Json instance = shown(cloud.alice(), launched[0]);
  EXPECT_EQ(instance["InstanceType"], "S5.SMALL2");
  EXPECT_EQ(instance["InstanceName"], "mine");
}

TEST(RunInstances, what_this_cloud_does_not_offer_is_refused_by_name) {
  Scenario cloud;
  EXPECT_NE(run(cloud.alice(), R"("HpcClusterId":"hpc-1")")
                .expect_error("UnsupportedOperation")
                .find("HpcClusterId"),
            std::string::npos);
  run(cloud.alice(), R"("CamRoleName":"admin")")
      .expect_error("AuthFailure.CamRoleNameAuthenticateFailed");
  run(cloud.alice(), R"("DataDisks":[{"DiskSize":10,"SnapshotId":"snap-00000000"}])")
      .expect_error("InvalidParameter.SnapshotNotFound");
}

TEST(RunInstances, tags_obey_their_rules) {
  Scenario cloud;
  auto tagged = [](std::string_view tags) {
    return R"("TagSpecification":[{"ResourceType":"instance","Tags":[)" + std::string(tags) + "]}]";
  };
  run(cloud.alice(), tagged(R"({"Key":"qcloud","Value":"a"})"))
      .expect_error("FailedOperation.TagKeyReserved");
  run(cloud.alice(), tagged(R"({"Key":"a","Value":"1"},{"Key":"a","Value":"2"})"))
      .expect_error("InvalidParameterValue.DuplicateTags");
}

// M-13
TEST(RunInstances, a_security_group_of_another_account_is_none) {
  Scenario cloud;
  std::string group = create_security_group(cloud.as(kBob));
  run(cloud.alice(), R"("SecurityGroupIds":[")" + group + R"("])")
      .expect_error("InvalidSecurityGroupId.NotFound");
}

}  // namespace
}  // namespace terrane
