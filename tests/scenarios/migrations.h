// What scenarios about migrations begin with: a network over two zones, and an instance in it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/addresses.h"
#include "scenarios/images.h"

namespace terrane {

inline constexpr std::string_view kOldZone = "ap-guangzhou-2";
inline constexpr std::string_view kNewZone = "ap-guangzhou-3";

// Slow enough to be met in each step: machines take 10 s to start, stop and go, images 10 s.
inline Scenario::Options slowly(std::string changes = {}) {
  Scenario::Options options;
  options.durations.of_task.fill(seconds(10));
  options.changes = "[durations]\nimage_ms = 10000\n" + changes;
  return options;
}

// JSON members of a launch into the subnet, at an address of it.
inline std::string placed(const std::string& vpc, const std::string& subnet,
                          std::string_view address = {}, std::string_view more = {}) {
  std::string json =
      R"("VirtualPrivateCloud":{"VpcId":")" + vpc + R"(","SubnetId":")" + subnet + '"';
  if (!address.empty()) json += R"(,"PrivateIpAddresses":[")" + std::string(address) + R"("])";
  json += '}';
  if (!more.empty()) (json += ',') += more;
  return json;
}

// Members of a request about a migration; `more`: R"("KeepPrivateIpAddress":true)".
inline std::string migration_request(const std::string& instance, std::string_view more = {},
                                     std::string_view zone = kNewZone) {
  std::string json = R"({"InstanceId":")" + instance + R"(","Zone":")" + std::string(zone) + '"';
  if (!more.empty()) (json += ',') += more;
  return json + "}";
}
inline constexpr std::string_view kKeep = R"("KeepPrivateIpAddress":true)";

inline Reply migrate(const Client& client, const std::string& instance, std::string_view more = {},
                     std::string_view zone = kNewZone) {
  return client.call("terrane", "MigrateInstance", migration_request(instance, more, zone));
}

inline Json plan_of(const Client& client, const std::string& instance, std::string_view more = {},
                    std::string_view zone = kNewZone) {
  return client.call("terrane", "DescribeMigrationPlan",
                     migration_request(instance, more, zone))["Plan"];
}

// The codes of what blocks it, in order.
inline std::vector<std::string> blockers_of(const Json& plan) {
  std::vector<std::string> codes;
  for (size_t i = 0; i < plan["BlockerSet"].size(); ++i)
    codes.push_back(plan["BlockerSet"][i]["Code"].text());
  return codes;
}

// The migration as DescribeMigrations shows it, by an original or a new instance.
inline Json migration_of(const Client& client, const std::string& instance) {
  Reply reply = client.call("terrane", "DescribeMigrations", {{"InstanceIds", {instance}}});
  EXPECT_EQ(reply["TotalCount"], 1) << instance;
  return reply["MigrationSet"][0];
}

inline std::string migration_state(const Client& client, const std::string& instance) {
  return migration_of(client, instance)["State"].text();
}

// The step that is under way, or empty.
inline std::string current_step(const Json& migration) {
  for (size_t i = 0; i < migration["StepSet"].size(); ++i) {
    std::string state = migration["StepSet"][i]["State"].text();
    if (state == "RUNNING" || state == "UNDOING") return migration["StepSet"][i]["Name"].text();
  }
  return {};
}

// Which instance took over from this one.
inline std::string successor_of(const Client& client, const std::string& original) {
  Json set = migration_of(client, original)["InstanceSet"];
  for (size_t i = 0; i < set.size(); ++i)
    if (set[i]["OriginalInstanceId"] == original) return set[i]["NewInstanceId"].text();
  return {};
}

inline bool is_there(const Client& client, const std::string& instance) {
  return client.call("cvm", "DescribeInstances", {{"InstanceIds", {instance}}})["TotalCount"] == 1;
}

inline Json shown_subnet(const Client& client, const std::string& id) {
  Reply reply = client.call("vpc", "DescribeSubnets", {{"SubnetIds", {id}}});
  EXPECT_EQ(reply["TotalCount"], 1) << id;
  return reply["SubnetSet"][0];
}

inline void sell_out(Scenario& cloud, std::string_view zone, bool sold_out = true) {
  cloud.as(kOperator)
      .call("terrane", "ModifyZoneStock", {{"Zone", zone}, {"SoldOut", sold_out}})
      .expect_ok();
}

// A VPC with a subnet in each of the two zones, the first one with two instances.
struct TwoZones {
  Client client;
  std::string vpc = create_vpc(client);
  std::string subnet = create_subnet(client, vpc, "10.0.1.0/24", kOldZone);
  std::string elsewhere = create_subnet(client, vpc, "10.0.2.0/24", kNewZone);
  std::string web = run("10.0.1.10", "web");
  std::string api = run("10.0.1.11", "api");

  std::string run(std::string_view address, std::string_view name) {
    return run_one(client,
                   placed(vpc, subnet, address, R"("InstanceName":")" + std::string(name) + '"'),
                   kOldZone);
  }
};

}  // namespace terrane
