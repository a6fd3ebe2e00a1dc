// An instance is taken to another zone of its region in the five documented steps, as one migration
// (M-23): a new instance takes over, since the zone of one that was started never changes (M-22).
#include "scenarios/migrations.h"

#include <gtest/gtest.h>

#include "scenarios/balancers.h"
#include "scenarios/disks.h"

namespace terrane {
namespace {

// M-22, M-23
TEST(Migrations, a_new_instance_in_the_other_zone_takes_over_and_the_original_stays_stopped) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  Json begun = migrate(place.client, place.web)["Migration"];
  EXPECT_EQ(begun["OldZone"], kOldZone);
  EXPECT_EQ(begun["Zone"], kNewZone);

  EXPECT_EQ(migration_state(place.client, place.web), "DONE");
  std::string successor = successor_of(place.client, place.web);
  EXPECT_NE(successor, place.web);
  Json started = shown(place.client, successor), original = shown(place.client, place.web);
  EXPECT_EQ(started["Placement"]["Zone"], kNewZone);
  EXPECT_EQ(started["InstanceState"], "RUNNING");
  EXPECT_EQ(started["VirtualPrivateCloud"]["SubnetId"], place.elsewhere);
  EXPECT_EQ(started["InstanceName"], "web");
  EXPECT_EQ(original["Placement"]["Zone"], kOldZone);
  EXPECT_EQ(original["InstanceState"], "STOPPED");
  EXPECT_EQ(state_of(place.client, place.api), "RUNNING");
  EXPECT_EQ(migration_of(place.client, successor)["InstanceId"], place.web);
  EXPECT_EQ(migration_of(place.client, place.web)["InstanceSet"][0]["LiveInstanceId"], successor);
}

// M-23
TEST(Migrations, the_new_instance_is_configured_as_the_original_with_its_disks_and_their_tags) {
  Scenario cloud;
  Client client = cloud.alice();
  std::string vpc = create_vpc(client), group = create_security_group(client);
  std::string subnet = create_subnet(client, vpc);
  create_subnet(client, vpc, "10.0.2.0/24", kNewZone);
  std::string key =
      client.call("cvm", "CreateKeyPair", {{"KeyName", "k"}, {"ProjectId", 0}})["KeyPair"]["KeyId"]
          .text();
  std::string original =
      run_one(client,
              placed(vpc, subnet, "",
                     R"("InstanceName":"web","HostName":"web-1","UserData":"aGk=",
        "SecurityGroupIds":[")" +
                         group + R"("],"LoginSettings":{"KeyIds":[")" + key + R"("]},
        "TagSpecification":[{"ResourceType":"instance","Tags":[{"Key":"a","Value":"b"}]}],
        "SystemDisk":{"DiskType":"CLOUD_PREMIUM","DiskSize":80},
        "DataDisks":[{"DiskType":"CLOUD_SSD","DiskSize":100,"DeleteWithInstance":false}])"),
              kOldZone, "S5.MEDIUM4");
  std::string disk = data_disks_of(client, original).at(0);
  client
      .call("tag", "TagResources",
            {{"ResourceList", {"qcs::cvm:ap-guangzhou:uin/100000000001:volume/" + disk}},
             {"Tags", {{{"TagKey", "disk"}, {"TagValue", "data"}}}}})
      .expect_ok();

  migrate(client, original).expect_ok();
  Json started = shown(client, successor_of(client, original));
  EXPECT_EQ(started["InstanceType"], "S5.MEDIUM4");
  EXPECT_EQ(started["SecurityGroupIds"][0], group);
  EXPECT_EQ(started["LoginSettings"]["KeyIds"][0], key);
  EXPECT_EQ(started["Tags"][0]["Value"], "b");
  EXPECT_EQ(started["SystemDisk"]["DiskSize"], 80);
  EXPECT_EQ(started["DataDisks"].size(), 1u);
  EXPECT_EQ(started["DataDisks"][0]["DiskSize"], 100);
  EXPECT_EQ(started["DataDisks"][0]["DiskType"], "CLOUD_SSD");
  std::string copied = started["DataDisks"][0]["DiskId"].text();
  EXPECT_NE(copied, disk);
  EXPECT_EQ(shown_disk(client, copied)["Tags"][0]["Value"], "data");
  EXPECT_EQ(started["ImageId"], migration_of(client, original)["InstanceSet"][0]["ImageId"].text());
}

// M-23
TEST(Migrations, another_type_is_taken_where_it_is_asked_for) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  migrate(place.client, place.web, R"("InstanceType":"S5.LARGE8")").expect_ok();
  EXPECT_EQ(shown(place.client, successor_of(place.client, place.web))["InstanceType"],
            "S5.LARGE8");
}

// M-23
TEST(Migrations, one_that_is_stopped_moves_too_and_is_stopped_there) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  ask(place.client, "StopInstances", place.web).expect_ok();
  migrate(place.client, place.web).expect_ok();
  EXPECT_EQ(migration_state(place.client, place.web), "DONE");
  EXPECT_EQ(state_of(place.client, successor_of(place.client, place.web)), "STOPPED");
  EXPECT_EQ(state_of(place.client, place.web), "STOPPED");
}

// M-23, M-29, M-33
TEST(Migrations, elastic_ip_listeners_rules_and_target_groups_turn_to_the_new_instance) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  Client& client = place.client;
  std::string address = allocate_one(client);
  associate(client, address, place.web).expect_ok();
  std::string balancer = create_balancer(client, R"("VpcId":")" + place.vpc + '"');
  std::string tcp = create_listener(client, balancer);
  std::string http = create_listener(client, balancer, R"("Protocol":"HTTP","Ports":[8080])");
  std::string rule = create_rule(client, balancer, http);
  on_balancer(client, "RegisterTargets", balancer, with_target(tcp, place.web)).expect_ok();
  on_balancer(client, "RegisterTargets", balancer,
              with_target(http, place.web) + R"(,"LocationId":")" + rule + '"')
      .expect_ok();
  std::string group =
      client.call("clb", "CreateTargetGroup", {{"VpcId", place.vpc}, {"Port", 80}})["TargetGroupId"]
          .text();
  client
      .call("clb", "RegisterTargetGroupInstances",
            {{"TargetGroupId", group},
             {"TargetGroupInstances", {{{"BindIP", "10.0.1.10"}, {"Port", 80}}}}})
      .expect_ok();

  migrate(client, place.web).expect_ok();
  std::string successor = successor_of(client, place.web);
  EXPECT_EQ(shown_address(client, address)["InstanceId"], successor);
  Json listeners = shown_targets(client, balancer);
  EXPECT_EQ(listeners[0]["Targets"][0]["InstanceId"], successor);
  EXPECT_EQ(listeners[1]["Rules"][0]["Targets"][0]["InstanceId"], successor);
  Json members = client.call(
      "clb", "DescribeTargetGroupInstances",
      {{"Filters", {{{"Name", "TargetGroupId"}, {"Values", {group}}}}}})["TargetGroupInstanceSet"];
  EXPECT_EQ(members[0]["InstanceId"], successor);
}

// M-23
TEST(Migrations, an_original_charged_by_the_hour_is_destroyed_on_request_and_images_deleted) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  migrate(place.client, place.web, R"("DestroyOriginal":true,"DeleteImages":true)").expect_ok();
  EXPECT_EQ(migration_state(place.client, place.web), "DONE");
  EXPECT_FALSE(is_there(place.client, place.web));
  EXPECT_EQ(own_images(place.client).size(), 0u);
  Json moved = migration_of(place.client, place.web)["InstanceSet"][0];
  EXPECT_EQ(moved["OriginalState"], "TERMINATED");
  EXPECT_EQ(state_of(place.client, moved["NewInstanceId"].text()), "RUNNING");
}

// M-23, M-24
TEST(Migrations, an_original_paid_in_advance_is_left_until_it_expires_and_is_then_reclaimed) {
  Scenario cloud;
  Client client = cloud.alice();
  std::string vpc = create_vpc(client), subnet = create_subnet(client, vpc);
  create_subnet(client, vpc, "10.0.2.0/24", kNewZone);
  std::string original = run_one(client, placed(vpc, subnet, "", R"("InstanceChargeType":"PREPAID",
        "InstanceChargePrepaid":{"Period":1,"RenewFlag":"NOTIFY_AND_AUTO_RENEW"})"));
  migrate(client, original, R"("DestroyOriginal":true)").expect_ok();
  Json started = shown(client, successor_of(client, original));
  EXPECT_EQ(started["InstanceChargeType"], "POSTPAID_BY_HOUR");
  EXPECT_EQ(state_of(client, original), "STOPPED");
  cloud.advance(days(33));
  EXPECT_EQ(state_of(client, original), "SHUTDOWN");
  cloud.advance(days(7));
  EXPECT_FALSE(is_there(client, original));
}

// M-23
TEST(Migrations, an_image_that_was_made_before_is_used_where_it_is_named) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  std::string image = create_image(place.client, place.web, "mine");
  migrate(place.client, place.web,
          R"("DestroyOriginal":true,"DeleteImages":true,"ImageId":")" + image + '"')
      .expect_ok();
  EXPECT_EQ(shown(place.client, successor_of(place.client, place.web))["ImageId"], image);
  EXPECT_EQ(images_shown(place.client, image), 1u);  // it was there before
}

// M-23
TEST(Migrations, each_step_is_there_by_itself_so_a_subnet_can_be_moved_by_hand) {
  Scenario cloud;
  Client client = cloud.alice();
  TwoZones place{client};
  std::string waiting = create_subnet(client, place.vpc, "10.0.3.0/24", kOldZone);
  std::string address = allocate_one(client);
  associate(client, address, place.web).expect_ok();
  std::vector<std::string> originals = {place.web, place.api}, images, started;
  for (const std::string& id : originals) {
    ask(client, "StopInstances", id).expect_ok();
    images.push_back(create_image(client, id, "image of " + id));
    client.call("vpc", "DeleteSubnet", {{"SubnetId", place.subnet}}).expect_error("ResourceInUse");
    client
        .call("cvm", "ModifyInstancesVpcAttribute",
              {{"InstanceIds", {id}},
               {"VirtualPrivateCloud", {{"VpcId", place.vpc}, {"SubnetId", waiting}}}})
        .expect_ok();
  }
  client.call("vpc", "DeleteSubnet", {{"SubnetId", place.subnet}}).expect_ok();
  std::string moved = create_subnet(client, place.vpc, "10.0.1.0/24", kNewZone);
  for (size_t i = 0; i < 2; ++i) {
    std::string where = placed(place.vpc, moved, i == 0 ? "10.0.1.10" : "10.0.1.11");
    started.push_back(
        ids_of(client.call("cvm", "RunInstances",
                           R"({"Placement":{"Zone":"ap-guangzhou-3"},"ImageId":")" + images[i] +
                               R"(","InstanceType":"S5.SMALL1",)" + where + "}"))
            .at(0));
  }
  associate(client, address, started[0]).expect_ok();
  for (const std::string& id : originals) ask(client, "TerminateInstances", id).expect_ok();
  EXPECT_EQ(shown(client, started[0])["PrivateIpAddresses"][0], "10.0.1.10");
  EXPECT_EQ(shown(client, started[1])["Placement"]["Zone"], kNewZone);
  EXPECT_EQ(shown_address(client, address)["InstanceId"], started[0]);
}

// M-8, M-13
TEST(Migrations, are_seen_and_cancelled_by_their_account_in_their_region_alone) {
  Scenario cloud(slowly());
  TwoZones place{cloud.alice()};
  cloud.advance(seconds(20));
  migrate(place.client, place.web).expect_ok();
  for (Client other : {cloud.as(kBob), cloud.in("ap-shanghai")}) {
    EXPECT_EQ(other.call("terrane", "DescribeMigrations")["TotalCount"], 0);
    other.call("terrane", "CancelMigration", {{"InstanceId", place.web}})
        .expect_error("ResourceNotFound.Migration");
    migrate(other, place.web).expect_error("ResourceNotFound.Instance");
  }
  EXPECT_EQ(
      place.client.call("terrane", "DescribeMigrations", {{"States", {"DONE"}}})["TotalCount"], 0);
  place.client.call("terrane", "DescribeMigrations", {{"States", {"GONE"}}})
      .expect_error("InvalidParameterValue.State");
  place.client.call("terrane", "DescribeMigrations", {{"Limit", 0}})
      .expect_error("InvalidParameterValue.Limit");
  place.client.call("terrane", "DescribeMigrations", {{"Offset", -1}})
      .expect_error("InvalidParameterValue.Offset");
}

}  // namespace
}  // namespace terrane
