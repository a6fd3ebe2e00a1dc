// Named states: the whole cloud as it was, with its IDs and addresses, whatever happened since.
#include <gtest/gtest.h>

#include <set>

#include "actions/cloud.h"
#include "actions/state_shelf.h"
#include "scenarios/addresses.h"
#include "scenarios/balancers.h"
#include "scenarios/disks.h"
#include "scenarios/images.h"
#include "scenarios/outages.h"
#include "scenarios/peerings.h"
#include "scenarios/reachability.h"
#include "store/faulty/faulty_store.h"

namespace terrane {
namespace {

Reply on_state(Scenario& cloud, std::string_view action, std::string_view name,
               std::string_view more = {}) {
  std::string json = R"({"Name":")" + std::string(name) + '"';
  if (!more.empty()) (json += ',') += more;
  return cloud.as(kOperator).call("terrane", action, json + "}");
}

// A bit of everything, in two regions.
struct Company {
  Scenario cloud;
  Client alice = cloud.alice(), far = cloud.in(kFar);
  std::string vpc = create_vpc(alice), subnet = create_subnet(alice, vpc);
  std::string far_vpc = create_vpc(far, "10.1.0.0/16");
  std::string web = run_one(alice, in_network(vpc, subnet)), data = run_one(alice);
  std::string balancer = create_balancer(alice), listener = create_listener(alice, balancer);
  std::string address = allocate_one(alice), disk = create_disk(alice);
  std::string image = create_image(alice, data);

  Company() {
    cloud.as(kOperator).call("terrane", "DescribeAccounts").expect_ok();
    associate(alice, address, data).expect_ok();
    attach(alice, disk, web).expect_ok();
    on_balancer(alice, "RegisterTargets", balancer, with_target(listener, data)).expect_ok();
    peer_one(alice, vpc, far_vpc, kAlice, "sh");
    alice.call("cvm", "CreateKeyPair", {{"KeyName", "a"}, {"ProjectId", 0}}).expect_ok();
    cloud.advance(seconds(60));
  }

  // Changes what there is, of every kind, and lets others have its addresses.
  void change_everything() {
    ask(alice, "StopInstances", web).expect_ok();
    disassociate(alice, address).expect_ok();
    ask(alice, "TerminateInstances", data).expect_ok();
    release(alice, address).expect_ok();
    detach(alice, disk).expect_ok();
    terminate(alice, disk).expect_ok();
    alice.call("clb", "DeleteLoadBalancer", {{"LoadBalancerIds", {balancer}}}).expect_ok();
    for (int i = 0; i < 5; ++i) run_one(alice);
    for (int i = 0; i < 3; ++i) allocate_one(alice);
    create_vpc(far, "10.7.0.0/16");
    alice.call("vpc", "ModifyVpcAttribute", {{"VpcId", vpc}, {"VpcName", "b"}}).expect_ok();
    alice.call("cvm", "CreateKeyPair", {{"KeyName", "b"}, {"ProjectId", 0}}).expect_ok();
    cloud.as(kOperator).call("terrane", "CreateAccount", {{"Name", "later"}}).expect_ok();
  }
};

TEST(NamedStates, bring_everything_back_to_the_last_byte) {
  Company company;
  on_state(company.cloud, "SaveState", "monday").expect_ok();
  auto before = company.cloud.dump();
  company.change_everything();
  EXPECT_NE(company.cloud.dump(), before);
  on_state(company.cloud, "LoadState", "monday").expect_ok();
  EXPECT_EQ(company.cloud.dump(), before);
  on_state(company.cloud, "LoadState", "monday").expect_ok();
  EXPECT_EQ(company.cloud.dump(), before);
}

TEST(NamedStates, are_there_after_a_restart_as_they_were_loaded) {
  Company company;
  on_state(company.cloud, "SaveState", "monday").expect_ok();
  auto before = company.cloud.dump();
  company.change_everything();
  on_state(company.cloud, "LoadState", "monday").expect_ok();
  company.cloud.restart();
  EXPECT_EQ(company.cloud.dump(), before);
}

TEST(NamedStates, can_be_worked_with_once_they_are_loaded) {
  Company company;
  std::string shown_before = private_address_of(company.alice, company.data);
  on_state(company.cloud, "SaveState", "monday").expect_ok();
  company.change_everything();
  on_state(company.cloud, "LoadState", "monday").expect_ok();
  const Client& alice = company.alice;
  EXPECT_EQ(state_of(alice, company.web), "RUNNING");
  EXPECT_EQ(private_address_of(alice, company.data), shown_before);
  EXPECT_EQ(shown_address(alice, company.address)["InstanceId"], company.data);
  EXPECT_EQ(health_of(alice, company.balancer), "Alive");
  // What was derived then follows again: addresses are given once, what is in use stays.
  std::set<std::string> addresses{shown_before};
  for (int i = 0; i < 20; ++i)
    EXPECT_TRUE(addresses.insert(private_address_of(alice, run_one(alice))).second);
  alice.call("vpc", "DeleteSubnet", {{"SubnetId", company.subnet}}).expect_error("ResourceInUse");
  ask(alice, "StopInstances", company.web).expect_ok();
  EXPECT_EQ(state_of(alice, company.web), "STOPPED");
  disassociate(alice, company.address).expect_ok();
  release(alice, company.address).expect_ok();
  create_vpc(company.far, "10.9.0.0/16");
  std::string id = create_image(alice, company.data, "again");
  EXPECT_EQ(image_state(company.far, sync_to(alice, id, kFar)), "NORMAL");
  company.cloud.restart();
  EXPECT_EQ(state_of(alice, company.web), "STOPPED");
}

TEST(NamedStates, list_oldest_first_as_before) {
  Company company;
  std::string list =
      boost::json::serialize(company.alice.call("cvm", "DescribeInstances")["InstanceSet"].value());
  on_state(company.cloud, "SaveState", "monday").expect_ok();
  company.change_everything();
  on_state(company.cloud, "LoadState", "monday").expect_ok();
  EXPECT_EQ(
      boost::json::serialize(company.alice.call("cvm", "DescribeInstances")["InstanceSet"].value()),
      list);
}

// A letter that was under way when the state was saved arrives once it is loaded, and none that was
// written later does.
TEST(NamedStates, keep_what_was_on_its_way_between_regions) {
  Company company;
  Client& alice = company.alice;
  auto heal_everything = [&] {
    company.cloud.as(kOperator).call("terrane", "HealFaults", {{"All", true}}).expect_ok();
  };
  cut_link(company.cloud, Scenario::kRegion, kFar);
  std::string copy = sync_to(alice, company.image, kFar, "under way");
  on_state(company.cloud, "SaveState", "monday").expect_ok();
  sync_to(alice, company.image, "ap-beijing", "elsewhere");
  heal_everything();
  company.cloud.advance(seconds(10));
  EXPECT_EQ(image_state(company.far, copy), "NORMAL");
  on_state(company.cloud, "LoadState", "monday").expect_ok();
  EXPECT_EQ(own_images(company.cloud.in("ap-beijing")).size(), 0u);
  heal_everything();  // the cut is part of the state
  company.cloud.advance(seconds(10));
  EXPECT_EQ(image_state(company.far, copy), "NORMAL");
  EXPECT_EQ(own_images(company.far).size(), 1u);
}

TEST(NamedStates, show_what_has_changed_since) {
  Company company;
  on_state(company.cloud, "SaveState", "monday").expect_ok();
  EXPECT_EQ(on_state(company.cloud, "DescribeStateDifference", "monday")["TotalCount"], 0);
  company.alice.call("vpc", "ModifyVpcAttribute", {{"VpcId", company.vpc}, {"VpcName", "b"}})
      .expect_ok();
  std::string made = create_vpc(company.far, "10.9.0.0/16");
  Reply reply = on_state(company.cloud, "DescribeStateDifference", "monday", R"("Limit":100)");
  std::set<std::string> shown;
  for (size_t i = 0; i < reply["DifferenceSet"].size(); ++i) {
    Json entry = reply["DifferenceSet"][i];
    shown.insert(entry["Change"].text() + " " + entry["Cell"].text() + " " + entry["Kind"].text() +
                 " " + entry["Id"].text());
  }
  EXPECT_TRUE(shown.contains("CHANGED ap-guangzhou vpc " + company.vpc));
  EXPECT_TRUE(shown.contains("ADDED ap-shanghai vpc " + made));
  EXPECT_EQ(reply["TotalCount"], shown.size());
  EXPECT_EQ(on_state(company.cloud, "DescribeStateDifference", "monday",
                     R"("Limit":1,"Offset":1)")["DifferenceSet"]
                .size(),
            1u);
}

TEST(NamedStates, are_listed_replaced_and_deleted) {
  Scenario cloud;
  on_state(cloud, "SaveState", "b", R"("Comment":"before the change")").expect_ok();
  on_state(cloud, "SaveState", "a").expect_ok();
  on_state(cloud, "SaveState", "b").expect_error("ResourceInUse.State");
  on_state(cloud, "SaveState", "a", R"("Replace":true)").expect_ok();
  Reply list = cloud.as(kOperator).call("terrane", "DescribeStates");
  ASSERT_EQ(list["TotalCount"], 2);
  EXPECT_EQ(list["StateSet"][1]["Name"], "b");
  EXPECT_EQ(list["StateSet"][1]["Comment"], "before the change");
  EXPECT_EQ(list["StateSet"][1]["CellCount"], 9);
  on_state(cloud, "DeleteState", "b").expect_ok();
  on_state(cloud, "DeleteState", "b").expect_error("ResourceNotFound.State");
  on_state(cloud, "LoadState", "b").expect_error("ResourceNotFound.State");
  on_state(cloud, "DescribeStateDifference", "b").expect_error("ResourceNotFound.State");
}

TEST(NamedStates, refuse_what_they_cannot_be) {
  Scenario cloud;
  for (const char* name : {"", ".a", "a/b", "../a", "ä"})
    on_state(cloud, "SaveState", name).expect_error("InvalidParameterValue.Name");
  on_state(cloud, "SaveState", std::string(61, 'a')).expect_error("InvalidParameterValue.Name");
  on_state(cloud, "SaveState", std::string(60, 'a')).expect_ok();
  cloud.call("terrane", "SaveState", {{"Name", "mine"}}).expect_error("UnauthorizedOperation");
  cloud.call("terrane", "LoadState", {{"Name", "mine"}}).expect_error("UnauthorizedOperation");
}

TEST(NamedStates, are_loaded_whole_or_not_at_all) {
  Company company;
  on_state(company.cloud, "SaveState", "monday").expect_ok();
  company.change_everything();
  auto changed = company.cloud.dump();
  StateShelf& shelf = company.cloud.cloud().states();
  StateFiles files = *shelf.get("monday");

  StateFiles broken = files;
  std::string& bytes = broken["na-toronto.cell"];
  bytes[bytes.size() / 2] ^= 1;
  ASSERT_TRUE(shelf.put("broken", broken));
  on_state(company.cloud, "LoadState", "broken").expect_error("FailedOperation.StateUnreadable");

  StateFiles incomplete = files;
  incomplete.erase("na-toronto.cell");
  ASSERT_TRUE(shelf.put("incomplete", incomplete));
  on_state(company.cloud, "LoadState", "incomplete")
      .expect_error("FailedOperation.StateUnreadable");
  EXPECT_EQ(company.cloud.dump(), changed);
}

TEST(NamedStates, of_a_cloud_with_another_catalogue_are_refused) {
  Scenario cloud, other({.changes = "[limits]\nvpcs = 2\n"});
  on_state(cloud, "SaveState", "monday").expect_ok();
  StateFiles files = *cloud.cloud().states().get("monday");
  ASSERT_TRUE(other.cloud().states().put("limits", files));
  on_state(other, "LoadState", "limits").expect_ok();  // limits may differ
  files.erase("ap-beijing.cell");
  std::string& note = files["state"];
  note.replace(note.find("scenario"), 8, "elsewher");
  ASSERT_TRUE(other.cloud().states().put("elsewhere", files));
  on_state(other, "LoadState", "elsewhere").expect_error("UnsupportedOperation.Catalogue");
}

TEST(NamedStates, are_neither_saved_nor_loaded_while_a_cell_is_down) {
  Company company;
  on_state(company.cloud, "SaveState", "monday").expect_ok();
  company.cloud.disk(kFar).break_down();
  create_vpc(company.alice, "10.8.0.0/16");
  company.far.call("vpc", "CreateVpc", {{"VpcName", "x"}, {"CidrBlock", "10.9.0.0/16"}})
      .expect_error("InternalError");
  on_state(company.cloud, "SaveState", "tuesday").expect_error("InternalError");
  on_state(company.cloud, "LoadState", "monday").expect_error("InternalError");
  company.cloud.as(kOperator).call("terrane", "DescribeStates").expect_ok();
  company.cloud.disk(kFar).repair();
  company.cloud.advance(seconds(60));
  on_state(company.cloud, "LoadState", "monday").expect_ok();
}

// What operators add to every cloud of this test: a zone and a region.
void grow(Scenario& cloud) {
  Client boss = cloud.as(kOperator);
  boss.call("terrane", "CreateZone",
            R"({"Region":"ap-guangzhou","Zone":{"Zone":"ap-guangzhou-9","Name":"Nine"}})")
      .expect_ok();
  boss.call("terrane", "CreateRegion",
            R"({"Region":"ap-wuhan","Name":"Wuhan","Territory":"china","Latitude":30.5,
                "Longitude":114.3,"Zones":[{"Zone":"ap-wuhan-1","Name":"Wuhan I"}]})")
      .expect_ok();
}

// M-4: places do not go; those that came since are there, with nothing in them.
TEST(NamedStates, of_before_a_place_was_added_leave_it_empty) {
  Scenario cloud;
  Client alice = cloud.alice(), there = cloud.in("ap-wuhan");
  std::string before = run_one(alice);
  on_state(cloud, "SaveState", "monday").expect_ok();
  grow(cloud);
  run_one(alice, "", "ap-guangzhou-9");
  run_one(there, "", "ap-wuhan-1");
  EXPECT_GT(on_state(cloud, "DescribeStateDifference", "monday")["TotalCount"].number(), 0);
  on_state(cloud, "LoadState", "monday").expect_ok();
  for (bool restarted : {false, true}) {
    if (restarted) cloud.restart();
    EXPECT_EQ(cloud.in("").call("cvm", "DescribeRegions")["TotalCount"], 9);
    EXPECT_EQ(alice.call("cvm", "DescribeZones")["TotalCount"], 4);
    Reply instances = alice.call("cvm", "DescribeInstances");
    EXPECT_EQ(instances["TotalCount"], restarted ? 2 : 1);
    EXPECT_EQ(there.call("cvm", "DescribeInstances")["TotalCount"], restarted ? 1 : 0);
    run_one(alice, "", "ap-guangzhou-9");
    run_one(there, "", "ap-wuhan-1");
  }
  EXPECT_EQ(state_of(alice, before), "RUNNING");
}

// M-4
TEST(NamedStates, of_places_that_the_cloud_has_not_are_refused) {
  Scenario cloud, other;
  grow(cloud);
  on_state(cloud, "SaveState", "grown").expect_ok();
  ASSERT_TRUE(other.cloud().states().put("grown", *cloud.cloud().states().get("grown")));
  std::string message =
      on_state(other, "LoadState", "grown").expect_error("UnsupportedOperation.Catalogue");
  EXPECT_NE(message.find("ap-"), std::string::npos) << message;
}

}  // namespace
}  // namespace terrane
