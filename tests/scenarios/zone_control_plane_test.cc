// A zone whose control plane does not answer: no call that touches anything there gets through, or
// each gets through late; what runs there runs on, and is reached and shown as ever (M-6).
#include <gtest/gtest.h>

#include "scenarios/addresses.h"
#include "scenarios/balancers.h"
#include "scenarios/databases.h"
#include "scenarios/disks.h"
#include "scenarios/interfaces.h"
#include "scenarios/reachability.h"
#include "scenarios/zone_faults.h"

namespace terrane {
namespace {

constexpr std::string_view kKind = "ZONE_CONTROL_PLANE";
constexpr std::string_view kRefused = "ResourceUnavailable";
constexpr std::string_view kLate = R"("Mode":"DELAY","DelayMilliseconds":2000)";

// One of everything that lives in a zone.
struct Zoned {
  Client client;
  std::string_view zone;
  std::string vpc = create_vpc(client);
  std::string subnet = create_subnet(client, vpc, "10.0.1.0/24", zone);
  std::string empty_subnet = create_subnet(client, vpc, "10.0.2.0/24", zone);
  std::string instance = run_one(client, in_network(vpc, subnet), zone);
  std::string disk = create_disk(client, "", zone);
  std::string database = create_database(client, "", zone);
  std::string cache = create_cache(client, "", zone);
  std::string interface =
      client
          .call("vpc", "CreateNetworkInterface",
                {{"VpcId", vpc},
                 {"SubnetId", subnet},
                 {"NetworkInterfaceName", "second"}})["NetworkInterface"]["NetworkInterfaceId"]
          .text();
};

struct Attempt {
  std::string_view service, action;
  std::string json;
};

std::vector<Attempt> attempts_at(const Zoned& it) {
  auto one = [](std::string_view member, const std::string& id) {
    return R"({")" + std::string(member) + R"(":")" + id + "\"}";
  };
  auto list = [](std::string_view member, const std::string& id, std::string_view more = {}) {
    return R"({")" + std::string(member) + R"(":[")" + id + "\"]" + std::string(more) + "}";
  };
  return {
      {"cvm", "RunInstances", run_request("", it.zone)},
      {"cvm", "ModifyInstancesAttribute",
       list("InstanceIds", it.instance, R"(,"InstanceName":"new")")},
      {"cvm", "RebootInstances", list("InstanceIds", it.instance)},
      {"cvm", "StopInstances", list("InstanceIds", it.instance)},
      {"cvm", "StartInstances", list("InstanceIds", it.instance)},
      {"cvm", "ResetInstance", one("InstanceId", it.instance)},
      {"cbs", "CreateDisks", disk_request("", it.zone)},
      {"cbs", "AttachDisks",
       R"({"DiskIds":[")" + it.disk + R"("],"InstanceId":")" + it.instance + "\"}"},
      {"cbs", "DetachDisks", list("DiskIds", it.disk)},
      {"cbs", "CreateSnapshot", one("DiskId", it.disk)},
      {"cdb", "CreateDBInstanceHour", database_request("", it.zone)},
      {"cdb", "RestartDBInstances", list("InstanceIds", it.database)},
      {"cdb", "IsolateDBInstance", one("InstanceId", it.database)},
      {"terrane", "CreateCache", R"({"Zone":")" + std::string(it.zone) + R"(","MemoryGiB":1})"},
      {"terrane", "ModifyCache", R"({"CacheId":")" + it.cache + R"(","Name":"new"})"},
      {"terrane", "DeleteCaches", list("CacheIds", it.cache)},
      {"vpc", "CreateSubnet",
       R"({"VpcId":")" + it.vpc + R"(","SubnetName":"c","CidrBlock":"10.0.3.0/24","Zone":")" +
           std::string(it.zone) + "\"}"},
      {"vpc", "DeleteSubnet", one("SubnetId", it.empty_subnet)},
      {"vpc", "CreateNetworkInterface",
       R"({"VpcId":")" + it.vpc + R"(","SubnetId":")" + it.subnet +
           R"(","NetworkInterfaceName":"third"})"},
      {"vpc", "DeleteNetworkInterface", one("NetworkInterfaceId", it.interface)},
      {"cvm", "TerminateInstances", list("InstanceIds", it.instance)},
  };
}

bool needs_what_was_refused(std::string_view action) {
  return action == "StartInstances" || action == "DetachDisks";
}

// M-6
TEST(ZoneControlPlane, gone_refuses_whatever_touches_the_zone_and_nothing_else) {
  Scenario cloud;
  Zoned here{cloud.alice(), kZone}, there{cloud.alice(), kOtherZone};
  fail_zone(cloud, kKind);
  for (const Attempt& attempt : attempts_at(here)) {
    if (needs_what_was_refused(attempt.action)) continue;
    SCOPED_TRACE(attempt.action);
    for (Language language : {Language::kEnglish, Language::kChinese}) {
      std::string message = cloud.alice()
                                .speaking(language)
                                .call(attempt.service, attempt.action, attempt.json)
                                .expect_error(kRefused);
      EXPECT_NE(message.find(kZone), std::string::npos) << message;
    }
  }
  for (const Attempt& attempt : attempts_at(there)) {
    SCOPED_TRACE(attempt.action);
    cloud.call(attempt.service, attempt.action, attempt.json).expect_ok();
  }
  cloud.restart();
  ask(cloud.alice(), "StopInstances", here.instance).expect_error(kRefused);
  heal_zone(cloud);
  for (const Attempt& attempt : attempts_at(here)) {
    SCOPED_TRACE(attempt.action);
    cloud.call(attempt.service, attempt.action, attempt.json).expect_ok();
  }
}

// M-6, M-31: a cloud disk may lie in another zone than the instance it is attached to.
TEST(ZoneControlPlane, gone_or_slow_binds_no_disk_of_another_zone_to_an_instance_there) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string instance = run_one(alice);
  std::string attached = create_disk(alice, "", kOtherZone);
  std::string disk = create_disk(alice, "", kOtherZone);
  auto attach = [&](const std::string& id) {
    return alice.begin("cbs", "AttachDisks", {{"InstanceId", instance}, {"DiskIds", {id}}});
  };
  attach(attached).reply().expect_ok();
  fail_zone(cloud, kKind);
  attach(disk).reply().expect_error(kRefused);
  create_disks(alice, R"("AutoMountConfiguration":{"InstanceId":[")" + instance + R"("]})",
               kOtherZone)
      .expect_error(kRefused);
  alice.call("cbs", "DetachDisks", {{"DiskIds", {attached}}}).expect_error(kRefused);
  heal_zone(cloud);
  fail_zone(cloud, kKind, kZone, kLate);
  Pending late = attach(disk);
  EXPECT_FALSE(late.answered());
  cloud.advance(seconds(2));
  late.reply().expect_ok();
}

// M-6, M-15: a database lies where its standby is, too.
TEST(ZoneControlPlane, gone_changes_no_database_that_has_its_standby_there) {
  Scenario cloud;
  std::string_view standby = R"("SlaveZone":"ap-guangzhou-2","DeployMode":1)";
  std::string database = create_database(cloud.alice(), standby, kOtherZone);
  auto restart = [&] {
    return cloud.call("cdb", "RestartDBInstances", {{"InstanceIds", {database}}});
  };
  fail_zone(cloud, kKind);
  cloud.call("cdb", "CreateDBInstanceHour", database_request(standby, kOtherZone))
      .expect_error(kRefused);
  restart().expect_error(kRefused);
  EXPECT_EQ(shown_database(cloud.alice(), database)["Status"], 1);
  heal_zone(cloud);
  restart().expect_ok();
}

// M-6, M-15: what runs needs no control plane.
TEST(ZoneControlPlane, gone_disturbs_neither_what_runs_nor_who_looks) {
  Scenario cloud;
  Client alice = cloud.alice();
  Zoned here{alice, kZone};
  std::string second = run_one(alice, in_network(here.vpc, here.subnet));
  std::string balancer = create_balancer(alice), listener = create_listener(alice, balancer);
  std::string target_there = run_one(alice);
  on_balancer(alice, "RegisterTargets", balancer, with_target(listener, target_there)).expect_ok();
  cloud.advance(seconds(60));
  fail_zone(cloud, kKind);
  cloud.advance(hours(5));
  EXPECT_EQ(state_of(alice, here.instance), "RUNNING");
  EXPECT_EQ(shown_database(alice, here.database)["Status"], 1);
  EXPECT_EQ(list_caches(alice)["TotalNum"], 1);
  EXPECT_TRUE(analyze(alice, second, here.instance)["Reachable"].truth());
  EXPECT_TRUE(analyze(alice, "internet", balancer, 80)["Reachable"].truth());
  EXPECT_EQ(health_of(alice, balancer), "Alive");
  // The region's own business goes on.
  create_security_group(alice);
  std::string address = allocate_one(alice);
  associate(alice, address, here.instance).expect_ok();
  EXPECT_TRUE(analyze(alice, "internet", address)["Reachable"].truth());
}

// What is under way there already comes to its end by itself; what is not yet begun waits.
TEST(ZoneControlPlane, gone_gives_its_machines_no_orders) {
  Scenario cloud({.durations = half_a_minute()});
  std::string booting = run_one(cloud.alice());
  cloud.advance(seconds(10));
  fail_zone(cloud, kKind);
  cloud.advance(seconds(20));
  EXPECT_EQ(state_of(cloud.alice(), booting), "RUNNING");

  heal_zone(cloud);
  ask(cloud.alice(), "StopInstances", booting).expect_ok();
  fail_zone(cloud, kKind);
  cloud.restart();  // the machines forget what they were told
  cloud.advance(hours(1));
  EXPECT_EQ(state_of(cloud.alice(), booting), "STOPPING");
  heal_zone(cloud);
  cloud.advance(seconds(30));
  EXPECT_EQ(state_of(cloud.alice(), booting), "STOPPED");
}

// M-24: a term ends on its day; its machine is turned off when the zone can be spoken to.
TEST(ZoneControlPlane, gone_holds_up_what_the_end_of_a_term_does_to_a_machine) {
  Scenario cloud;
  std::string id = run_one(cloud.alice(), R"("InstanceChargeType":"PREPAID",
      "InstanceChargePrepaid":{"Period":1})");
  fail_zone(cloud, kKind);
  cloud.advance(days(32));
  EXPECT_EQ(state_of(cloud.alice(), id), "SHUTDOWN");
  EXPECT_EQ(shown(cloud.alice(), id)["LatestOperationState"], "OPERATING");
  heal_zone(cloud);
  cloud.advance(seconds(1));
  EXPECT_EQ(shown(cloud.alice(), id)["LatestOperationState"], "SUCCESS");
}

// The power that comes back finds nobody who would start anything.
TEST(ZoneControlPlane, gone_keeps_what_the_power_stopped_from_starting) {
  Scenario cloud;
  std::string id = run_one(cloud.alice());
  fail_zone(cloud, "ZONE_POWER");
  fail_zone(cloud, kKind);
  cloud.as(kOperator)
      .call("terrane", "HealFaults", {{"FaultIds", {"zone-power/" + std::string(kZone)}}})
      .expect_ok();
  cloud.advance(hours(1));
  EXPECT_EQ(state_of(cloud.alice(), id), "STARTING");
  heal_zone(cloud);
  cloud.advance(seconds(1));
  EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
}

// M-6
TEST(ZoneControlPlane, slow_answers_late_and_holds_up_nobody) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string here = run_one(alice), there = run_one(alice, "", kOtherZone);
  fail_zone(cloud, kKind, kZone, kLate);
  Pending stop = alice.begin("cvm", "StopInstances", {{"InstanceIds", {here}}});
  Pending launch = alice.begin("cvm", "RunInstances", run_request());
  EXPECT_FALSE(stop.answered());
  EXPECT_EQ(state_of(alice, here), "RUNNING");  // nothing of it is done yet
  ask(alice, "StopInstances", there).expect_ok();
  cloud.advance(milliseconds(1999));
  EXPECT_FALSE(stop.answered());
  cloud.advance(milliseconds(1));
  ASSERT_TRUE(stop.answered());
  stop.reply().expect_ok();
  EXPECT_EQ(state_of(alice, here), "STOPPED");
  ASSERT_TRUE(launch.answered());
  EXPECT_EQ(state_of(alice, ids_of(launch.reply()).at(0)), "RUNNING");
}

TEST(ZoneControlPlane, slow_judges_a_call_when_it_answers) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = run_one(alice);
  fail_zone(cloud, kKind, kZone, kLate);
  Pending first = alice.begin("cvm", "StopInstances", {{"InstanceIds", {id}}});
  cloud.advance(milliseconds(100));
  Pending second = alice.begin("cvm", "StopInstances", {{"InstanceIds", {id}}});
  cloud.advance(seconds(3));
  first.reply().expect_ok();
  second.reply().expect_error("UnsupportedOperation.InstanceStateStopped");

  // What is wrong with a call in itself is said at once.
  ask(alice, "StopInstances", "ins-00000000").expect_error("InvalidInstanceId.NotFound");

  // Healed meanwhile, or gone for good: the call finds what is there when its time has come.
  Pending start = alice.begin("cvm", "StartInstances", {{"InstanceIds", {id}}});
  fail_zone(cloud, kKind);
  cloud.advance(seconds(3));
  start.reply().expect_error(kRefused);
  EXPECT_EQ(state_of(alice, id), "STOPPED");
}

TEST(ZoneControlPlane, slow_repeats_the_first_answer_to_a_client_token) {
  Scenario cloud;
  fail_zone(cloud, kKind, kZone, kLate);
  std::string request = run_request(R"("ClientToken":"once")");
  Pending first = cloud.alice().begin("cvm", "RunInstances", request);
  Pending again = cloud.alice().begin("cvm", "RunInstances", request);
  cloud.advance(seconds(2));
  EXPECT_EQ(ids_of(first.reply()), ids_of(again.reply()));
  EXPECT_EQ(ids_of(run(cloud.alice(), R"("ClientToken":"once")")), ids_of(first.reply()));
}

// Nobody is left without an answer, and what was not done is not done later.
TEST(ZoneControlPlane, slow_leaves_no_call_unanswered_when_the_cloud_is_stopped) {
  Scenario cloud;
  std::string id = run_one(cloud.alice());
  fail_zone(cloud, kKind, kZone, kLate);
  Pending stop = cloud.alice().begin("cvm", "StopInstances", {{"InstanceIds", {id}}});
  cloud.restart();
  ASSERT_TRUE(stop.answered());
  stop.reply().expect_error("InternalError");
  cloud.advance(seconds(10));
  EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
}

}  // namespace
}  // namespace terrane
