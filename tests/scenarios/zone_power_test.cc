// A zone without power: what runs there stops, nothing there can be made or started, and what was
// meant to run does again when the power is back. Its neighbours and the region go on (M-6).
#include <gtest/gtest.h>

#include "scenarios/addresses.h"
#include "scenarios/databases.h"
#include "scenarios/disks.h"
#include "scenarios/zone_faults.h"

namespace terrane {
namespace {

void lose_power(Scenario& cloud, std::string_view zone = kZone) {
  fail_zone(cloud, "ZONE_POWER", zone);
}

// M-6
TEST(ZonePower, gone_stops_what_runs_there_and_back_starts_what_ran) {
  Scenario cloud({.durations = half_a_minute()});
  std::string ran = run_one(cloud.alice()), off = run_one(cloud.alice());
  std::string elsewhere = run_one(cloud.alice(), "", kOtherZone);
  cloud.advance(seconds(30));
  ask(cloud.alice(), "StopInstances", off).expect_ok();
  cloud.advance(seconds(30));

  lose_power(cloud);
  EXPECT_EQ(state_of(cloud.alice(), ran), "STOPPED");
  EXPECT_EQ(shown(cloud.alice(), ran)["StopChargingMode"], "KEEP_CHARGING");
  EXPECT_EQ(state_of(cloud.alice(), off), "STOPPED");
  EXPECT_EQ(state_of(cloud.alice(), elsewhere), "RUNNING");
  cloud.advance(hours(3));
  EXPECT_EQ(state_of(cloud.alice(), ran), "STOPPED");

  heal_zone(cloud);
  EXPECT_EQ(state_of(cloud.alice(), ran), "STARTING");
  cloud.advance(seconds(30));
  EXPECT_EQ(state_of(cloud.alice(), ran), "RUNNING");
  EXPECT_EQ(shown(cloud.alice(), ran)["StopChargingMode"], "NOT_APPLICABLE");
  EXPECT_EQ(state_of(cloud.alice(), off), "STOPPED");
  EXPECT_EQ(state_of(cloud.alice(), elsewhere), "RUNNING");
}

// M-6
TEST(ZonePower, gone_and_back_survives_a_restart_in_between) {
  for (SimDurations durations : {SimDurations(), half_a_minute()}) {
    Scenario cloud({.durations = durations});
    std::string ran = run_one(cloud.alice());
    cloud.advance(seconds(30));
    std::string launched = run_one(cloud.alice());
    lose_power(cloud);
    std::string waiting = state_of(cloud.alice(), launched);
    cloud.restart();
    cloud.advance(seconds(600));
    EXPECT_EQ(state_of(cloud.alice(), ran), "STOPPED");
    EXPECT_EQ(state_of(cloud.alice(), launched), waiting);
    ask(cloud.alice(), "StartInstances", ran).expect_error("ResourceUnavailable");
    heal_zone(cloud);
    cloud.restart();
    EXPECT_NE(state_of(cloud.alice(), ran), "STOPPED");  // the first to ask opens the region
    cloud.advance(seconds(600));
    EXPECT_EQ(state_of(cloud.alice(), ran), "RUNNING");
    EXPECT_EQ(state_of(cloud.alice(), launched), "RUNNING");
  }
}

// M-6: power that fails again, or is declared gone twice, changes nothing more.
TEST(ZonePower, gone_twice_is_gone_once) {
  Scenario cloud;
  std::string ran = run_one(cloud.alice());
  lose_power(cloud);
  fail_zone(cloud, "ZONE_POWER", kZone, R"("Reason":"the second cable")");
  EXPECT_EQ(state_of(cloud.alice(), ran), "STOPPED");
  heal_zone(cloud);
  EXPECT_EQ(state_of(cloud.alice(), ran), "RUNNING");
}

struct OnItsWay {
  std::string_view action, more;
  std::string_view meanwhile, in_the_end;
};

// What the driver was asked for is interrupted, and comes to the end it would have come to.
TEST(ZonePower, gone_catches_each_instance_on_its_way_and_none_is_stuck) {
  constexpr OnItsWay kWays[] = {
      {"StopInstances", "", "STOPPED", "STOPPED"},
      {"RebootInstances", "", "STOPPED", "RUNNING"},
      {"StartInstances", "", "STOPPED", "RUNNING"},
      {"ResetInstance", "", "STOPPED", "RUNNING"},
  };
  Scenario cloud({.durations = half_a_minute()});
  for (const OnItsWay& way : kWays) {
    SCOPED_TRACE(way.action);
    std::string id = run_one(cloud.alice());
    cloud.advance(seconds(30));
    if (way.action == "StartInstances") {
      ask(cloud.alice(), "StopInstances", id).expect_ok();
      cloud.advance(seconds(30));
    }
    if (way.action == "ResetInstance") {
      cloud.call("cvm", "ResetInstance", {{"InstanceId", id}}).expect_ok();
    } else {
      ask(cloud.alice(), way.action, id).expect_ok();
    }
    cloud.advance(seconds(10));
    lose_power(cloud);
    EXPECT_EQ(state_of(cloud.alice(), id), way.meanwhile);
    cloud.advance(seconds(300));
    EXPECT_EQ(state_of(cloud.alice(), id), way.meanwhile);
    heal_zone(cloud);
    cloud.advance(seconds(30));
    Json after = shown(cloud.alice(), id);
    EXPECT_EQ(after["InstanceState"], way.in_the_end);
    if (way.action == "ResetInstance") EXPECT_EQ(after["LatestOperation"], "ResetInstance");
  }
}

TEST(ZonePower, gone_holds_up_a_launch_until_it_is_back) {
  Scenario cloud({.durations = half_a_minute()});
  std::string id = run_one(cloud.alice());
  cloud.advance(seconds(29));
  lose_power(cloud);
  cloud.advance(hours(1));
  EXPECT_EQ(state_of(cloud.alice(), id), "PENDING");
  heal_zone(cloud);
  cloud.advance(seconds(29));
  EXPECT_EQ(state_of(cloud.alice(), id), "PENDING");  // it begins anew
  cloud.advance(seconds(1));
  EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
}

// M-6
TEST(ZonePower, back_leaves_off_what_was_stopped_or_returned_meanwhile) {
  Scenario cloud;
  std::string stopped = run_one(cloud.alice()), waiting = run_one(cloud.alice());
  std::string returned = run_one(cloud.alice(), R"("InstanceChargeType":"PREPAID",
      "InstanceChargePrepaid":{"Period":1})");
  lose_power(cloud);
  ask(cloud.alice(), "StopInstances", stopped, R"("StoppedMode":"STOP_CHARGING")").expect_ok();
  EXPECT_EQ(shown(cloud.alice(), stopped)["StopChargingMode"], "STOP_CHARGING");
  ask(cloud.alice(), "StopInstances", stopped)
      .expect_error("UnsupportedOperation.InstanceStateStopped");  // it is not to run any more
  ask(cloud.alice(), "TerminateInstances", returned).expect_ok();
  heal_zone(cloud);
  EXPECT_EQ(state_of(cloud.alice(), stopped), "STOPPED");
  EXPECT_EQ(state_of(cloud.alice(), returned), "SHUTDOWN");
  EXPECT_EQ(state_of(cloud.alice(), waiting), "RUNNING");
}

// M-24: a term that ends in the dark ends as any other.
TEST(ZonePower, gone_stops_no_term_from_ending) {
  Scenario cloud;
  std::string id = run_one(cloud.alice(), R"("InstanceChargeType":"PREPAID",
      "InstanceChargePrepaid":{"Period":1})");
  lose_power(cloud);
  cloud.advance(days(32));
  EXPECT_EQ(state_of(cloud.alice(), id), "SHUTDOWN");
  heal_zone(cloud);
  EXPECT_EQ(state_of(cloud.alice(), id), "SHUTDOWN");
  lose_power(cloud);
  cloud
      .call("cvm", "RenewInstances",
            R"({"InstanceIds":[")" + id + R"("],"InstanceChargePrepaid":{"Period":1}})")
      .expect_ok();
  EXPECT_EQ(state_of(cloud.alice(), id), "STARTING");  // paid for, and held up
  heal_zone(cloud);
  cloud.advance(seconds(1));
  EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
}

struct Attempt {
  std::string_view service, action, code;
  std::string json;  // ZONE stands for the zone, INSTANCE for an instance there
};

std::string filled(std::string json, std::string_view zone, const std::string& instance) {
  for (auto [slot, text] :
       {std::pair<std::string_view, std::string_view>("ZONE", zone), {"INSTANCE", instance}})
    for (size_t at = json.find(slot); at != std::string::npos; at = json.find(slot))
      json.replace(at, slot.size(), text);
  return json;
}

// M-6
TEST(ZonePower, gone_refuses_to_make_or_boot_anything_there_and_names_the_zone_and_the_fault) {
  const Attempt kAttempts[] = {
      {"cvm", "RunInstances", "ResourceInsufficient.AvailabilityZoneSoldOut",
       run_request("", "ZONE")},
      {"cdb", "CreateDBInstanceHour", "OperationDenied", database_request("", "ZONE")},
      {"terrane", "CreateCache", "ResourcesSoldOut.Zone", R"({"Zone":"ZONE","MemoryGiB":1})"},
      {"cbs", "CreateDisks", "ResourceInsufficient", disk_request("", "ZONE")},
      {"cvm", "StartInstances", "ResourceUnavailable", R"({"InstanceIds":["INSTANCE"]})"},
      {"cvm", "RebootInstances", "ResourceUnavailable", R"({"InstanceIds":["INSTANCE"]})"},
      {"cvm", "ResetInstance", "ResourceUnavailable", R"({"InstanceId":"INSTANCE"})"},
  };
  Scenario cloud;
  std::string here = run_one(cloud.alice()), there = run_one(cloud.alice(), "", kOtherZone);
  lose_power(cloud);
  for (const Attempt& attempt : kAttempts) {
    SCOPED_TRACE(attempt.action);
    for (Language language : {Language::kEnglish, Language::kChinese}) {
      std::string message =
          cloud.alice()
              .speaking(language)
              .call(attempt.service, attempt.action, filled(attempt.json, kZone, here))
              .expect_error(attempt.code);
      EXPECT_NE(message.find(kZone), std::string::npos) << message;
      EXPECT_NE(message.find("zone-power/" + std::string(kZone)), std::string::npos) << message;
    }
    if (attempt.action == "StartInstances") ask(cloud.alice(), "StopInstances", there).expect_ok();
    cloud.call(attempt.service, attempt.action, filled(attempt.json, kOtherZone, there))
        .expect_ok();
  }
  heal_zone(cloud);
  for (const Attempt& attempt : kAttempts)
    if (attempt.action != "StartInstances")
      cloud.call(attempt.service, attempt.action, filled(attempt.json, kZone, here)).expect_ok();
}

TEST(ZonePower, gone_is_shown_where_zones_are_offered) {
  Scenario cloud;
  auto state = [&] {
    Json zones = cloud.call("cvm", "DescribeZones")["ZoneSet"];
    for (size_t i = 0; i < zones.size(); ++i)
      if (zones[i]["Zone"] == kZone) return zones[i]["ZoneState"].text();
    return std::string();
  };
  EXPECT_EQ(state(), "AVAILABLE");
  lose_power(cloud);
  EXPECT_EQ(state(), "UNAVAILABLE");
  Reply offers = cloud.call("cvm", "DescribeZoneInstanceConfigInfos",
                            {{"Filters", {{{"Name", "zone"}, {"Values", {kZone}}}}}});
  EXPECT_EQ(offers["InstanceTypeQuotaSet"][0]["Status"], "SOLD_OUT");
  // Who leaves the choice to the cloud gets a zone that has power.
  std::string database = create_database(cloud.alice(), "", "");
  EXPECT_EQ(shown_database(cloud.alice(), database)["Zone"], kOtherZone);
  heal_zone(cloud);
  EXPECT_EQ(state(), "AVAILABLE");
}

// M-15, M-27, M-29, M-31: whoever is there can leave, and what is bound to it can be moved.
TEST(ZonePower, gone_keeps_nobody_there) {
  for (SimDurations durations : {SimDurations(), half_a_minute()}) {
    Scenario cloud({.durations = durations});
    std::string dead = run_one(cloud.alice()), live = run_one(cloud.alice(), "", kOtherZone);
    cloud.advance(seconds(30));
    std::string address = allocate_one(cloud.alice()), disk = create_disk(cloud.alice());
    associate(cloud.alice(), address, dead).expect_ok();
    attach(cloud.alice(), disk, dead).expect_ok();

    lose_power(cloud);
    disassociate(cloud.alice(), address).expect_ok();
    associate(cloud.alice(), address, live).expect_ok();
    EXPECT_EQ(shown_address(cloud.alice(), address)["InstanceId"], live);
    detach(cloud.alice(), disk).expect_ok();
    attach(cloud.alice(), disk, live).expect_ok();
    ask(cloud.alice(), "TerminateInstances", dead).expect_ok();
    cloud.advance(seconds(30));
    EXPECT_EQ(cloud.call("cvm", "DescribeInstances", {{"InstanceIds", {dead}}})["TotalCount"], 0);
    heal_zone(cloud);
    cloud.advance(seconds(600));
    EXPECT_EQ(cloud.call("cvm", "DescribeInstances")["TotalCount"], 1);
  }
}

// M-23: what is on cloud disks can be imaged in the dark; what is on a host's own disks cannot.
TEST(ZonePower, gone_hides_what_is_on_the_disks_of_hosts_alone) {
  Scenario cloud;
  std::string cloudy = run_one(cloud.alice());
  std::string local = run_one(cloud.alice(), R"("SystemDisk":{"DiskType":"LOCAL_BASIC"})");
  lose_power(cloud);
  auto image = [&](const std::string& id, std::string_view name) {
    return cloud.call("cvm", "CreateImage", {{"InstanceId", id}, {"ImageName", name}});
  };
  image(cloudy, "one").expect_ok();
  image(local, "two").expect_error("ResourceUnavailable");
  heal_zone(cloud);
  image(local, "two").expect_ok();
}

// What is under way on a database waits, and then takes as long as was left.
TEST(ZonePower, gone_holds_up_the_work_on_databases) {
  Scenario cloud({.changes = "[durations]\ndatabase_ms = 60000\n"});
  std::string id = create_database(cloud.alice());
  cloud.advance(seconds(40));
  lose_power(cloud);
  cloud.restart();
  cloud.advance(hours(1));
  EXPECT_EQ(shown_database(cloud.alice(), id)["Status"], 0);
  heal_zone(cloud);
  cloud.advance(seconds(19));
  EXPECT_EQ(shown_database(cloud.alice(), id)["Status"], 0);
  cloud.advance(seconds(1));
  EXPECT_EQ(shown_database(cloud.alice(), id)["Status"], 1);

  lose_power(cloud);
  std::string message = cloud.call("cdb", "RestartDBInstances", {{"InstanceIds", {id}}})
                            .expect_error("FailedOperation.StatusConflict");
  EXPECT_NE(message.find(kZone), std::string::npos) << message;
  ask_database(cloud.alice(), "ModifyDBInstanceName", id, R"("InstanceName":"dark")").expect_ok();
  isolate(cloud.alice(), id).expect_ok();  // whoever is there can leave
  cloud.advance(seconds(60));
  EXPECT_EQ(shown_database(cloud.alice(), id)["Status"], 5);
}

// Everything of a kind, as its owner sees it, but for what says when and why an instance moved.
std::string all_of(const Client& client) {
  std::string all;
  for (auto [service, action] : {std::pair("cvm", "DescribeInstances"),
                                 {"cbs", "DescribeDisks"},
                                 {"cdb", "DescribeDBInstances"},
                                 {"memcached", "DescribeInstances"},
                                 {"vpc", "DescribeAddresses"},
                                 {"vpc", "DescribeSubnets"}}) {
    boost::json::value reply = client.call(service, action).response().value();
    reply.as_object().erase("RequestId");
    if (auto* instances = reply.as_object().if_contains("InstanceSet"))
      for (auto& instance : instances->as_array())
        for (const char* member :
             {"LatestOperation", "LatestOperationRequestId", "LatestOperationState"})
          instance.as_object().erase(member);
    all += boost::json::serialize(reply) + "\n";
  }
  return all;
}

// M-6: after the heal, everything is as if nothing had failed.
TEST(ZonePower, gone_and_back_leaves_no_trace) {
  auto live = [](bool fails) {
    Scenario cloud({.durations = half_a_minute()});
    Client alice = cloud.alice();
    for (std::string_view zone : {kZone, kOtherZone}) {
      std::string one = run_one(alice, "", zone), two = run_one(alice, "", zone);
      create_database(alice, "", zone);
      create_cache(alice, "", zone);
      std::string disk = create_disk(alice, "", zone);
      cloud.advance(seconds(60));
      attach(alice, disk, one).expect_ok();
      associate(alice, allocate_one(alice), two).expect_ok();
      ask(alice, "StopInstances", two).expect_ok();
      cloud.advance(seconds(60));
    }
    if (fails)
      for (std::string_view kind : {"ZONE_POWER", "ZONE_NETWORK", "ZONE_CONTROL_PLANE"})
        fail_zone(cloud, kind);
    cloud.advance(seconds(600));
    if (fails) cloud.restart();
    if (fails) heal_zone(cloud);
    cloud.advance(seconds(600));
    return all_of(alice);
  };
  EXPECT_EQ(live(true), live(false));
}

// Stopped for want of power is charged as stopped by its owner is: in full, unless he stops it free
// of charge.
TEST(ZonePower, gone_changes_no_price) {
  auto bill = [](bool fails) {
    Scenario cloud;
    run_one(cloud.alice());
    cloud.advance(hours(1));
    if (fails) lose_power(cloud);
    cloud.advance(hours(5));
    if (fails) heal_zone(cloud);
    cloud.advance(hours(1));
    return cloud.call("terrane", "DescribeBill")["Amount"].text();
  };
  EXPECT_EQ(bill(true), bill(false));
}

// M-6
TEST(ZonePower, gone_in_one_zone_leaves_the_others_and_the_region_to_work) {
  Scenario cloud;
  lose_power(cloud);
  std::string group = cloud
                          .call("cvm", "CreateDisasterRecoverGroup",
                                {{"Name", "apart"}, {"Type", "HOST"}})["DisasterRecoverGroupId"]
                          .text();
  auto spread =
      ids_of(run(cloud.alice(), R"("InstanceCount":2,"DisasterRecoverGroupIds":[")" + group + "\"]",
                 kOtherZone));
  EXPECT_EQ(spread.size(), 2u);
  std::string vpc = create_vpc(cloud.alice());
  create_subnet(cloud.alice(), vpc, "10.0.1.0/24", kZone);  // networks need no power
  create_security_group(cloud.alice());
  std::string shanghai = run_one(cloud.in("ap-shanghai"), "", "ap-shanghai-1");
  EXPECT_EQ(state_of(cloud.in("ap-shanghai"), shanghai), "RUNNING");
}

}  // namespace
}  // namespace terrane
