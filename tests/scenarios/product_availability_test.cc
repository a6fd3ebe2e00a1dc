// Which region offers which product, and what follows when an operator changes it: creation of what
// a region lacks is refused, and what exists goes on.
#include <gtest/gtest.h>

#include <set>

#include "scenarios/images.h"
#include "scenarios/interfaces.h"

namespace terrane {
namespace {

Reply set_offer(Scenario& cloud, std::string_view region, std::string_view product,
                bool available) {
  return cloud.as(kOperator).call(
      "terrane", "ModifyProductAvailability",
      {{"Region", region}, {"Product", product}, {"Available", available}});
}

// "product region" of each that is available, or is not.
std::set<std::string> matrix(const Client& client, boost::json::object filters) {
  Json rows = client.call("terrane", "DescribeProductAvailability",
                          boost::json::serialize(filters))["ProductAvailabilitySet"];
  std::set<std::string> found;
  for (size_t i = 0; i < rows.size(); ++i)
    found.insert(rows[i]["Product"].text() + " " + rows[i]["Region"].text());
  return found;
}

// M-16, M-17, M-18, M-19
TEST(ProductAvailability, is_a_matrix_that_anyone_may_ask) {
  Scenario cloud;
  Client anyone = cloud.alice().in("");
  Reply all = anyone.call("terrane", "DescribeProductAvailability");
  EXPECT_EQ(all["TotalCount"], 14 * 8);
  EXPECT_EQ(all["UnavailableRegions"].size(), 0u);
  EXPECT_EQ(matrix(anyone, {{"Available", false}}),
            (std::set<std::string>{"memcached ap-hongkong", "cee ap-hongkong", "cos ap-hongkong",
                                   "cbs ap-hongkong", "one-click-server ap-hongkong",
                                   "memcached na-toronto", "cee na-toronto", "cos na-toronto",
                                   "mobile-acceleration na-toronto", "cat na-toronto",
                                   "one-click-server na-toronto"}));
  EXPECT_EQ(matrix(anyone, {{"Regions", {"ap-shanghai-fsi"}},
                            {"Products", {"cvm", "dcdb", "redis", "iai"}},
                            {"Available", true}})
                .size(),
            4u);
  anyone.call("terrane", "DescribeProductAvailability", {{"Regions", {"ap-tokyo"}}})
      .expect_error("ResourceNotFound.Region");
  anyone.call("terrane", "DescribeProductAvailability", {{"Products", {"teleport"}}})
      .expect_error("ResourceNotFound.Product");
}

// M-19
TEST(ProductAvailability, follows_an_operator_at_once_and_across_a_restart) {
  Scenario cloud;
  auto regions_with_cbs = [&] {
    return cloud.in("")
        .call("region", "DescribeRegions", {{"Product", "cbs"}})["TotalCount"]
        .number();
  };
  EXPECT_EQ(regions_with_cbs(), 7);
  set_offer(cloud, "ap-hongkong", "cbs", true).expect_ok();
  EXPECT_EQ(regions_with_cbs(), 8);
  set_offer(cloud, "ap-beijing", "cbs", false).expect_ok();
  cloud.restart();
  EXPECT_EQ(regions_with_cbs(), 7);
  EXPECT_EQ(matrix(cloud.alice(), {{"Products", {"cbs"}}, {"Available", false}}),
            (std::set<std::string>{"cbs ap-beijing"}));
  EXPECT_EQ(
      cloud.in("ap-beijing").call("region", "DescribeZones", {{"Product", "cbs"}})["TotalCount"],
      0);
}

TEST(ProductAvailability, is_changed_by_operators_alone_and_by_names_that_exist) {
  Scenario cloud;
  cloud
      .call("terrane", "ModifyProductAvailability",
            {{"Region", "ap-beijing"}, {"Product", "cbs"}, {"Available", false}})
      .expect_error("UnauthorizedOperation");
  set_offer(cloud, "ap-tokyo", "cbs", true).expect_error("ResourceNotFound.Region");
  set_offer(cloud, "ap-beijing", "teleport", true).expect_error("ResourceNotFound.Product");
}

struct Creation {
  std::string_view product;
  std::string_view service, action;
  std::string request;
};

// One creation of every kind that lives in a region, in a network that is there.
std::vector<Creation> creations(const InterfacePlace& place) {
  std::string instance = place.run();
  std::string disk = place.client
                         .call("cbs", "CreateDisks",
                               R"({"Placement":{"Zone":"ap-guangzhou-2"},"DiskSize":50,
                                   "DiskType":"CLOUD_PREMIUM","DiskChargeType":"POSTPAID_BY_HOUR"})")
                             ["DiskIdSet"][0]
                         .text();
  std::string vpc = R"("VpcId":")" + place.vpc + '"';
  std::string subnet = vpc + R"(,"SubnetId":")" + place.subnet + '"';
  std::string zone = R"("Placement":{"Zone":"ap-guangzhou-2"})";
  return {
      {"cvm", "cvm", "RunInstances", zone + R"(,"ImageId":"img-487zeit5")"},
      {"cvm", "cvm", "RunInstances", zone + R"(,"ImageId":"img-487zeit5","DryRun":true)"},
      {"cvm", "cvm", "CreateImage", R"("ImageName":"b","InstanceId":")" + instance + '"'},
      {"cvm", "cvm", "CreateDisasterRecoverGroup", R"("Name":"a","Type":"HOST")"},
      {"cvm", "cvm", "CreateLaunchTemplate",
       R"("LaunchTemplateName":"a","ImageId":"img-487zeit5",)" + zone},
      {"cbs", "cbs", "CreateDisks",
       zone + R"(,"DiskSize":50,"DiskType":"CLOUD_PREMIUM","DiskChargeType":"POSTPAID_BY_HOUR")"},
      {"cbs", "cbs", "CreateSnapshot", R"("DiskId":")" + disk + '"'},
      {"cbs", "cbs", "CreateAutoSnapshotPolicy", R"("Policy":[{"Hour":[1],"DayOfWeek":[1]}])"},
      {"vpc", "vpc", "CreateVpc", R"("VpcName":"b","CidrBlock":"10.8.0.0/16")"},
      {"vpc", "vpc", "CreateSubnet",
       vpc + R"(,"SubnetName":"b","CidrBlock":"10.0.7.0/24","Zone":"ap-guangzhou-3")"},
      {"vpc", "vpc", "CreateRouteTable", vpc + R"(,"RouteTableName":"b")"},
      {"vpc", "vpc", "CreateSecurityGroup", R"("GroupName":"a","GroupDescription":"b")"},
      {"vpc", "vpc", "AllocateAddresses", R"("AddressCount":1)"},
      {"vpc", "vpc", "CreateNetworkInterface", subnet + R"(,"NetworkInterfaceName":"a")"},
      {"clb", "clb", "CreateLoadBalancer", R"("LoadBalancerType":"OPEN")"},
      {"clb", "clb", "CreateTargetGroup", vpc + R"(,"TargetGroupName":"a","Port":80)"},
      {"cdb", "cdb", "CreateDBInstanceHour",
       R"("GoodsNum":1,"Memory":1000,"Volume":50,"Zone":"ap-guangzhou-2")"},
      {"cdb", "cdb", "CreateDBInstanceHour",
       R"("GoodsNum":1,"Memory":1000,"Volume":50,"Zone":"ap-guangzhou-2","DryRun":true)"},
      {"memcached", "terrane", "CreateCache", R"("Zone":"ap-guangzhou-2","MemoryGiB":1)"},
  };
}

Reply create(const Client& client, const Creation& creation) {
  return client.call(creation.service, creation.action, "{" + creation.request + "}");
}

// M-19: every product that something can be made of.
TEST(ProductAvailability, nothing_new_is_made_of_a_product_that_was_withdrawn) {
  for (std::string_view product : {"cvm", "cbs", "vpc", "clb", "cdb", "memcached"}) {
    Scenario cloud;
    auto all = creations(InterfacePlace{cloud.alice()});
    set_offer(cloud, "ap-guangzhou", product, false).expect_ok();
    for (const Creation& creation : all) {
      if (creation.product != product) continue;
      std::string message = create(cloud.alice(), creation).expect_error("UnsupportedRegion");
      EXPECT_NE(message.find("ap-guangzhou does not offer"), std::string::npos) << message;
    }
    set_offer(cloud, "ap-guangzhou", product, true).expect_ok();
    for (const Creation& creation : all)
      if (creation.product == product) create(cloud.alice(), creation).expect_ok();
  }
}

// M-19
TEST(ProductAvailability, what_exists_goes_on_when_its_product_is_withdrawn) {
  Scenario cloud;
  Client alice = cloud.alice();
  InterfacePlace place{alice};
  std::string instance = place.run();
  std::string disk = alice
                         .call("cbs", "CreateDisks",
                               R"({"Placement":{"Zone":"ap-guangzhou-2"},"DiskSize":50,
                     "DiskType":"CLOUD_PREMIUM","DiskChargeType":"POSTPAID_BY_HOUR"})")["DiskIdSet"]
                                                                                       [0]
                         .text();
  std::string address =
      alice.call("vpc", "AllocateAddresses", {{"AddressCount", 1}})["AddressSet"][0].text();
  std::string balancer =
      alice.call("clb", "CreateLoadBalancer", {{"LoadBalancerType", "OPEN"}})["LoadBalancerIds"][0]
          .text();
  cloud.advance(seconds(60));
  for (std::string_view product : {"cvm", "cbs", "vpc", "clb", "cdb", "memcached"})
    set_offer(cloud, "ap-guangzhou", product, false).expect_ok();
  alice.call("cvm", "StopInstances", {{"InstanceIds", {instance}}}).expect_ok();
  cloud.advance(seconds(60));
  alice.call("cvm", "StartInstances", {{"InstanceIds", {instance}}}).expect_ok();
  cloud.advance(seconds(60));
  EXPECT_EQ(alice.call("cvm", "DescribeInstances",
                       {{"InstanceIds", {instance}}})["InstanceSet"][0]["InstanceState"],
            "RUNNING");
  alice.call("cbs", "AttachDisks", {{"InstanceId", instance}, {"DiskIds", {disk}}}).expect_ok();
  alice.call("vpc", "AssociateAddress", {{"AddressId", address}, {"InstanceId", instance}})
      .expect_ok();
  alice
      .call("clb", "CreateListener",
            R"({"LoadBalancerId":")" + balancer +
                R"(","Ports":[80],"Protocol":"TCP","ListenerNames":["web"]})")
      .expect_ok();
  alice.call("vpc", "ModifyVpcAttribute", {{"VpcId", place.vpc}, {"VpcName", "old"}}).expect_ok();
}

// M-19, M-28: the snapshots that an image is made of are its own.
TEST(ProductAvailability, images_are_made_of_instances_while_block_storage_is_withdrawn) {
  Scenario cloud;
  std::string instance =
      run_one(cloud.alice(), R"("DataDisks":[{"DiskType":"CLOUD_PREMIUM","DiskSize":30}])");
  std::string disk = shown(cloud.alice(), instance)["DataDisks"][0]["DiskId"].text();
  std::string with_disk = R"("DataDiskIds":[")" + disk + R"("])";
  set_offer(cloud, "ap-guangzhou", "cbs", false).expect_ok();
  ask_for_image(cloud.alice(), instance, "on trial", R"("DryRun":true)").expect_ok();
  std::string image = create_image(cloud.alice(), instance, "web", with_disk);
  EXPECT_EQ(image_of(cloud.alice(), image)["SnapshotSet"].size(), 2u);
  cloud.call("cbs", "CreateSnapshot", {{"DiskId", disk}}).expect_error("UnsupportedRegion");
  set_offer(cloud, "ap-guangzhou", "cvm", false).expect_ok();
  ask_for_image(cloud.alice(), instance, "more").expect_error("UnsupportedRegion");
}

// M-16, M-28
TEST(ProductAvailability, images_are_made_of_instances_where_there_never_was_block_storage) {
  Scenario cloud;
  Client there = cloud.in("ap-hongkong");
  std::string instance = run_one(there, {}, "ap-hongkong-1");
  std::string image = create_image(there, instance);
  cloud.advance(hours(1));
  std::string other = ids_of(run_from(there, image, "ap-hongkong-1")).at(0);
  EXPECT_EQ(shown(there, other)["ImageId"], image);
  EXPECT_EQ(shown(there, other)["SystemDisk"]["DiskType"], "LOCAL_BASIC");
}

// M-19
TEST(ProductAvailability, a_primary_interface_is_described_while_private_networks_are_withdrawn) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()};
  std::string instance = place.run();
  set_offer(cloud, "ap-guangzhou", "vpc", false).expect_ok();
  cloud
      .call("vpc", "ModifyNetworkInterfaceAttribute",
            {{"NetworkInterfaceId", "eni" + instance.substr(3)}, {"NetworkInterfaceName", "front"}})
      .expect_ok();
}

// M-16, M-19
TEST(ProductAvailability, instances_start_on_local_disks_while_block_storage_is_withdrawn) {
  Scenario cloud;
  auto system_disk = [&] {
    std::string id =
        cloud
            .call("cvm", "RunInstances",
                  R"({"Placement":{"Zone":"ap-guangzhou-2"},"ImageId":"img-487zeit5"})")
                ["InstanceIdSet"][0]
            .text();
    return cloud
        .call("cvm", "DescribeInstances",
              {{"InstanceIds", {id}}})["InstanceSet"][0]["SystemDisk"]["DiskType"]
        .text();
  };
  EXPECT_EQ(system_disk(), "CLOUD_PREMIUM");
  set_offer(cloud, "ap-guangzhou", "cbs", false).expect_ok();
  EXPECT_EQ(system_disk(), "LOCAL_BASIC");
  cloud
      .call("cvm", "RunInstances",
            R"({"Placement":{"Zone":"ap-guangzhou-2"},"ImageId":"img-487zeit5",
                "SystemDisk":{"DiskType":"CLOUD_SSD"}})")
      .expect_error("ResourceInsufficient.CloudDiskUnavailable");
  set_offer(cloud, "ap-guangzhou", "cbs", true).expect_ok();
  EXPECT_EQ(system_disk(), "CLOUD_PREMIUM");
}

// M-5, M-19
TEST(ProductAvailability, of_one_region_is_nothing_to_the_others) {
  Scenario cloud;
  set_offer(cloud, "ap-guangzhou", "clb", false).expect_ok();
  cloud.call("clb", "CreateLoadBalancer", {{"LoadBalancerType", "OPEN"}})
      .expect_error("UnsupportedRegion");
  cloud.in("ap-shanghai")
      .call("clb", "CreateLoadBalancer", {{"LoadBalancerType", "OPEN"}})
      .expect_ok();
}

// M-5, M-19
TEST(ProductAvailability, is_told_of_every_region_but_one_that_cannot_be_asked) {
  Scenario cloud;
  Client boss = cloud.as(kOperator);
  boss.call("terrane", "CreateFault", {{"Kind", "REGION"}, {"Region", "ap-beijing"}}).expect_ok();
  Reply told = cloud.call("terrane", "DescribeProductAvailability");
  EXPECT_EQ(told["TotalCount"], 14 * 7);
  EXPECT_EQ(told["UnavailableRegions"][0], "ap-beijing");
  set_offer(cloud, "ap-beijing", "clb", false).expect_error("InternalError");
  set_offer(cloud, "ap-shanghai", "clb", false).expect_ok();
  EXPECT_EQ(cloud.in("").call("region", "DescribeRegions", {{"Product", "clb"}})["TotalCount"], 7);
  boss.call("terrane", "HealFaults", {{"All", true}}).expect_ok();
  set_offer(cloud, "ap-beijing", "clb", false).expect_ok();
}

}  // namespace
}  // namespace terrane
