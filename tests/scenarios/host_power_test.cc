// A host or a rack without power, under a zone that has it: its instances stop, all others go on,
// and nothing is placed there until it is healed (M-6).
#include <gtest/gtest.h>

#include <map>

#include "region/region_cell.h"
#include "scenarios/addresses.h"
#include "scenarios/balancers.h"
#include "scenarios/databases.h"
#include "scenarios/disks.h"
#include "scenarios/hosts.h"
#include "scenarios/reachability.h"

namespace terrane {
namespace {

// An instance on each host of the zone, by the host's number.
struct Racks {
  explicit Racks(SimDurations durations = {}) : cloud(few_hosts(durations)) {
    for (int64_t i = 0; i < kHosts; ++i) {
      std::string id = run_one(alice);
      on[spot_of(cloud, id).host] = id;
    }
    cloud.advance(seconds(30));
  }
  // "RUNNING STOPPED …": of the instance on each host.
  std::string states() {
    std::string all;
    for (const auto& [host, id] : on) (all += all.empty() ? "" : " ") += state_of(alice, id);
    return all;
  }

  Scenario cloud;
  Client alice = cloud.alice();
  std::map<int64_t, std::string> on;
};

constexpr std::string_view kAllRun = "RUNNING RUNNING RUNNING RUNNING";

// M-6
TEST(HostPower, gone_stops_what_is_on_the_host_and_back_starts_what_ran) {
  for (SimDurations durations : {SimDurations(), half_a_minute()}) {
    Racks racks(durations);
    fail_host(racks.cloud, 2);
    EXPECT_EQ(racks.states(), "RUNNING STOPPED RUNNING RUNNING");
    racks.cloud.advance(hours(3));
    EXPECT_EQ(racks.states(), "RUNNING STOPPED RUNNING RUNNING");
    heal_host(racks.cloud, 2);
    racks.cloud.advance(seconds(30));
    EXPECT_EQ(racks.states(), kAllRun);
  }
}

// M-6
TEST(RackPower, gone_stops_what_is_on_its_hosts_and_back_starts_what_ran) {
  Racks racks;
  ask(racks.alice, "StopInstances", racks.on[4]).expect_ok();
  fail_rack(racks.cloud, 2);
  EXPECT_EQ(racks.states(), "RUNNING RUNNING STOPPED STOPPED");
  EXPECT_EQ(racks.cloud.as(kOperator).call("terrane",
                                           "DescribeFaults")["FaultSet"][0]["WaitingInstanceCount"],
            1);
  heal_rack(racks.cloud, 2);
  EXPECT_EQ(racks.states(), "RUNNING RUNNING RUNNING STOPPED");
}

// M-6: an instance starts again only when nothing takes its power any more.
TEST(HostPower, gone_for_several_reasons_is_back_when_the_last_of_them_is_healed) {
  const std::string kFaults[] = {"host-power/ap-guangzhou-2/3", "rack-power/ap-guangzhou-2/2",
                                 "zone-power/ap-guangzhou-2", "region/ap-guangzhou"};
  for (size_t first = 0; first < std::size(kFaults); ++first) {
    SCOPED_TRACE("healed first: " + kFaults[first]);
    Racks racks;
    fail_host(racks.cloud, 3);
    fail_rack(racks.cloud, 2);
    fail_zone(racks.cloud, "ZONE_POWER");
    racks.cloud.as(kOperator)
        .call("terrane", "CreateFault",
              {{"Kind", "REGION"}, {"Region", "ap-guangzhou"}, {"WithoutPower", true}})
        .expect_ok();
    for (size_t i = 0; i < std::size(kFaults); ++i) {
      heal(racks.cloud, kFaults[(first + i) % std::size(kFaults)]);
      if (i == 1) racks.cloud.restart();
      racks.cloud.advance(seconds(1));
      bool is_last = i + 1 == std::size(kFaults);
      InstanceId struck = *InstanceId::parse(racks.on[3]);  // its region may answer nobody
      EXPECT_EQ(racks.cloud.region().compute.instances.find(struck)->state,
                is_last ? InstanceState::kRunning : InstanceState::kStopped)
          << i;
    }
    EXPECT_EQ(racks.states(), kAllRun);
  }
}

// M-6: each heal leaves the others to their own.
TEST(RackPower, healed_leaves_a_host_of_it_that_failed_by_itself) {
  Racks racks;
  fail_host(racks.cloud, 1);
  fail_rack(racks.cloud, 1);
  EXPECT_EQ(racks.states(), "STOPPED STOPPED RUNNING RUNNING");
  heal_rack(racks.cloud, 1);
  EXPECT_EQ(racks.states(), "STOPPED RUNNING RUNNING RUNNING");
  heal_zone(racks.cloud);  // all that fails in the zone
  EXPECT_EQ(racks.states(), kAllRun);
}

// M-6
TEST(HostPower, gone_and_back_survives_a_restart_in_between) {
  for (SimDurations durations : {SimDurations(), half_a_minute()}) {
    Racks racks(durations);
    fail_host(racks.cloud, 1);
    racks.cloud.restart();
    racks.cloud.advance(seconds(600));
    EXPECT_EQ(racks.states(), "STOPPED RUNNING RUNNING RUNNING");
    EXPECT_NE(spot_of(racks.cloud, run_one(racks.alice)).host, 1);
    heal_host(racks.cloud, 1);
    racks.cloud.restart();
    racks.states();  // the first to ask opens the region
    racks.cloud.advance(seconds(600));
    EXPECT_EQ(racks.states(), kAllRun);
  }
}

TEST(HostPower, gone_holds_up_a_launch_until_it_is_back) {
  Scenario cloud(few_hosts(half_a_minute()));
  std::string id = run_one(cloud.alice());
  cloud.advance(seconds(29));
  int64_t host = spot_of(cloud, id).host;
  fail_host(cloud, host);
  cloud.advance(hours(1));
  EXPECT_EQ(state_of(cloud.alice(), id), "PENDING");
  heal_host(cloud, host);
  cloud.advance(seconds(29));
  EXPECT_EQ(state_of(cloud.alice(), id), "PENDING");  // it begins anew
  cloud.advance(seconds(1));
  EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
}

// M-2: stock is what the hosts that have power give, and nothing else.
TEST(HostPower, gone_gives_no_room_until_it_is_back) {
  Scenario cloud(few_hosts());
  Client alice = cloud.alice();
  auto type = [&](std::string_view status) {
    Json offers = alice.call(
        "cvm", "DescribeZoneInstanceConfigInfos",
        {{"Filters",
          {{{"Name", "zone"}, {"Values", {kZone}}},
           {{"Name", "instance-type"}, {"Values", {"S5.SMALL1"}}}}}})["InstanceTypeQuotaSet"];
    EXPECT_EQ(offers[0]["Status"], status);
  };
  fail_rack(cloud, 1);
  fail_host(cloud, 3);
  type("SELL");
  for (int i = 0; i < 8; ++i) EXPECT_EQ(spot_of(cloud, run_one(alice)).host, 4);
  type("SOLD_OUT");
  run(alice).expect_error("ResourceInsufficient.SpecifiedInstanceType");
  Json zone = cloud.as(kOperator).call("terrane", "DescribeHosts", {{"Zone", kZone}})["HostSet"];
  EXPECT_EQ(zone[3]["FreeCores"], 0);
  EXPECT_EQ(zone[2]["FreeCores"], 8);  // it is there, and waits
  EXPECT_EQ(zone[2]["Faults"][0], "host-power/ap-guangzhou-2/3");
  EXPECT_EQ(zone[0]["Faults"][0], "rack-power/ap-guangzhou-2/1");
  cloud.restart();
  run(alice).expect_error("ResourceInsufficient.SpecifiedInstanceType");
  heal_host(cloud, 3);
  EXPECT_EQ(spot_of(cloud, run_one(alice)).host, 3);
}

// Members of a placement group are kept apart on what has power.
TEST(RackPower, gone_leaves_a_placement_group_the_other_racks) {
  Scenario cloud(few_hosts());
  std::string group = cloud
                          .call("cvm", "CreateDisasterRecoverGroup",
                                {{"Name", "apart"}, {"Type", "RACK"}})["DisasterRecoverGroupId"]
                          .text();
  std::string in_group = R"("DisasterRecoverGroupIds":[")" + group + "\"]";
  fail_rack(cloud, 1);
  EXPECT_EQ(spot_of(cloud, run_one(cloud.alice(), in_group)).rack, 2);
  EXPECT_FALSE(run(cloud.alice(), in_group).ok());
  heal_rack(cloud, 1);
  EXPECT_EQ(spot_of(cloud, run_one(cloud.alice(), in_group)).rack, 1);
}

// M-6
TEST(HostPower, gone_refuses_to_boot_or_resize_what_is_there_and_names_the_fault) {
  Racks racks;
  fail_host(racks.cloud, 1);
  struct Attempt {
    std::string_view action, code, more;
  };
  constexpr Attempt kAttempts[] = {
      {"StartInstances", "ResourceUnavailable", ""},
      {"RebootInstances", "ResourceUnavailable", ""},
      {"ResetInstancesType", "ResourcesSoldOut.SpecifiedInstanceType",
       R"("InstanceType":"S5.MEDIUM4")"},
  };
  for (const Attempt& attempt : kAttempts)
    for (Language language : {Language::kEnglish, Language::kChinese}) {
      SCOPED_TRACE(attempt.action);
      std::string message =
          ask(racks.alice.speaking(language), attempt.action, racks.on[1], attempt.more)
              .expect_error(attempt.code);
      EXPECT_NE(message.find("host-power/ap-guangzhou-2/1"), std::string::npos) << message;
    }
  ask(racks.alice, "StopInstances", racks.on[2]).expect_ok();
  ask(racks.alice, "ResetInstancesType", racks.on[2], R"("InstanceType":"S5.MEDIUM4")").expect_ok();
  ask(racks.alice, "StartInstances", racks.on[2]).expect_ok();
  heal_host(racks.cloud, 1);
  ask(racks.alice, "RebootInstances", racks.on[1]).expect_ok();
}

// M-15, M-27, M-29, M-31: whoever is there can leave.
TEST(HostPower, gone_keeps_nobody_there) {
  Racks racks;
  std::string address = allocate_one(racks.alice), disk = create_disk(racks.alice);
  associate(racks.alice, address, racks.on[1]).expect_ok();
  attach(racks.alice, disk, racks.on[1]).expect_ok();
  fail_host(racks.cloud, 1);
  disassociate(racks.alice, address).expect_ok();
  associate(racks.alice, address, racks.on[2]).expect_ok();
  detach(racks.alice, disk).expect_ok();
  attach(racks.alice, disk, racks.on[2]).expect_ok();
  ask(racks.alice, "TerminateInstances", racks.on[1]).expect_ok();
  heal_host(racks.cloud, 1);
  racks.on.erase(1);
  EXPECT_EQ(racks.states(), "RUNNING RUNNING RUNNING");
}

// M-6
TEST(HostPower, back_leaves_off_what_was_stopped_meanwhile) {
  Racks racks;
  fail_host(racks.cloud, 1);
  ask(racks.alice, "StopInstances", racks.on[1]).expect_ok();
  heal_host(racks.cloud, 1);
  EXPECT_EQ(racks.states(), "STOPPED RUNNING RUNNING RUNNING");
}

// Nothing but instances is on a host: all else asks its zone.
TEST(RackPower, gone_on_every_rack_leaves_what_is_of_the_zone_alone) {
  Racks racks;
  std::string database = create_database(racks.alice);
  std::string other = create_database(racks.alice);
  for (int64_t rack = 1; rack <= kRacks; ++rack) fail_rack(racks.cloud, rack);
  EXPECT_EQ(racks.states(), "STOPPED STOPPED STOPPED STOPPED");
  create_database(racks.alice);
  create_disk(racks.alice);
  ask_database(racks.alice, "ModifyDBInstanceName", other, R"("InstanceName":"lit")").expect_ok();
  EXPECT_EQ(shown_database(racks.alice, database)["Status"], 1);
}

// M-15
TEST(HostPower, gone_is_noticed_by_the_checks_of_a_balancer) {
  Racks racks;
  std::string balancer = create_balancer(racks.alice);
  std::string listener = create_listener(racks.alice, balancer, kQuickChecks);
  on_balancer(racks.alice, "RegisterTargets", balancer, with_target(listener, racks.on[3]))
      .expect_ok();
  racks.cloud.advance(seconds(60));
  EXPECT_EQ(health_of(racks.alice, balancer), "Alive");
  fail_host(racks.cloud, 3);
  racks.cloud.advance(seconds(10));
  EXPECT_EQ(health_of(racks.alice, balancer), "Dead");
  heal_host(racks.cloud, 3);
  racks.cloud.advance(seconds(15));
  EXPECT_EQ(health_of(racks.alice, balancer), "Alive");
}

// M-10
TEST(HostPower, gone_is_named_by_who_asks_why_nobody_is_reached) {
  Racks racks;
  auto expect_silent = [&](std::string_view code) {
    for (Language language : {Language::kEnglish, Language::kChinese}) {
      Reply reply = analyze(racks.alice.speaking(language), racks.on[1], racks.on[4]);
      expect_decided(reply, false, code, racks.on[4]);
      EXPECT_NE(reply["DecidedBy"]["Text"].text().find(kZone), std::string::npos);
    }
  };
  EXPECT_TRUE(analyze(racks.alice, racks.on[1], racks.on[4])["Reachable"].truth());
  fail_rack(racks.cloud, 2);
  expect_silent("RackPower");
  fail_host(racks.cloud, 4);
  expect_silent("HostPower");
  heal_rack(racks.cloud, 2);
  expect_silent("HostPower");
  EXPECT_TRUE(analyze(racks.alice, racks.on[1], racks.on[3])["Reachable"].truth());
  heal_host(racks.cloud, 4);
  EXPECT_TRUE(analyze(racks.alice, racks.on[1], racks.on[4])["Reachable"].truth());
}

TEST(HostFaults, of_racks_and_hosts_that_there_are_not_are_refused) {
  Scenario cloud(few_hosts());
  auto refused = [&](std::string_view kind, const std::string& more, std::string_view code) {
    SCOPED_TRACE(std::string(kind) + " " + more);
    return create_zone_fault(cloud, kind, kZone, more).expect_error(code);
  };
  EXPECT_NE(refused("RACK_POWER", R"("Rack":3)", "ResourceNotFound.Rack").find("2 racks"),
            std::string::npos);
  EXPECT_NE(refused("HOST_POWER", R"("Host":5)", "ResourceNotFound.Host").find("4 hosts"),
            std::string::npos);
  refused("HOST_LAUNCH", R"("Host":0)", "ResourceNotFound.Host");
  refused("HOST_POWER", R"("Host":-1)", "ResourceNotFound.Host");
  refused("RACK_POWER", "", "MissingParameter");
  refused("HOST_POWER", "", "MissingParameter");
  refused("ZONE_POWER", R"("Rack":1)", "InvalidParameterCombination");
  refused("RACK_POWER", R"("Rack":1,"Host":1)", "InvalidParameterCombination");
  refused("HOST_LAUNCH", R"("Rack":1,"Host":1)", "InvalidParameterCombination");
  Client operators = cloud.as(kOperator);
  operators.call("terrane", "HealFaults", {{"Rack", 1}}).expect_error("MissingParameter");
  operators.call("terrane", "HealFaults", {{"Zone", kZone}, {"Rack", 9}})
      .expect_error("ResourceNotFound.Rack");
  operators.call("terrane", "DescribeHosts", {{"Zone", kZone}, {"Rack", 9}})
      .expect_error("ResourceNotFound.Rack");
  EXPECT_EQ(operators.call("terrane", "DescribeFaults")["TotalCount"], 0);
}

TEST(Hosts, are_shown_to_operators_with_their_racks_their_room_and_who_is_on_them) {
  Racks racks;
  Client operators = racks.cloud.as(kOperator);
  Reply all = operators.call("terrane", "DescribeHosts", {{"Zone", kZone}});
  ASSERT_EQ(all["TotalCount"], kHosts);
  for (size_t i = 0; i < size_t(kHosts); ++i) {
    Json host = all["HostSet"][i];
    EXPECT_EQ(host["Host"], int64_t(i + 1));
    EXPECT_EQ(host["Rack"], int64_t(i / 2 + 1));
    EXPECT_EQ(host["Cores"], 8);
    EXPECT_EQ(host["FreeCores"], 7);
    EXPECT_EQ(host["InstanceIds"][0], racks.on[int64_t(i + 1)]);
  }
  Reply page = operators.call("terrane", "DescribeHosts",
                              {{"Zone", kZone}, {"Rack", 2}, {"Offset", 1}, {"Limit", 1}});
  EXPECT_EQ(page["TotalCount"], 2);
  EXPECT_EQ(page["HostSet"].size(), 1u);
  EXPECT_EQ(page["HostSet"][0]["Host"], 4);
  racks.alice.call("terrane", "DescribeHosts", {{"Zone", kZone}})
      .expect_error("UnauthorizedOperation");
}

}  // namespace
}  // namespace terrane
