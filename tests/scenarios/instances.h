// What scenarios about instances begin with.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/network.h"

namespace terrane {

// What a driver is asked takes so long.
inline SimDurations half_a_minute() {
  SimDurations durations;
  durations.of_task.fill(seconds(30));
  return durations;
}

inline constexpr std::string_view kZone = "ap-guangzhou-2";
inline constexpr std::string_view kImage = "img-487zeit5";
inline constexpr std::string_view kPublicKey =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPSUdIaxfnI2Pz7JY4sTKV4N/h94WUGOdGpf19N2m7dt";

// A RunInstances request with `more` members added: R"("InstanceCount":2)".
inline std::string run_request(std::string_view more = {}, std::string_view zone = kZone,
                               std::string_view type = "S5.SMALL1") {
  std::string json = R"({"Placement":{"Zone":")" + std::string(zone) + R"("},"ImageId":")" +
                     std::string(kImage) + R"(","InstanceType":")" + std::string(type) + '"';
  if (!more.empty()) (json += ',') += more;
  return json += '}';
}

inline Reply run(const Client& client, std::string_view more = {}, std::string_view zone = kZone,
                 std::string_view type = "S5.SMALL1") {
  return client.call("cvm", "RunInstances", run_request(more, zone, type));
}

// The IDs of the instances that a call launched.
inline std::vector<std::string> ids_of(const Reply& reply) {
  std::vector<std::string> ids;
  Json set = reply["InstanceIdSet"];
  for (size_t i = 0; i < set.size(); ++i) ids.push_back(set[i].text());
  return ids;
}

inline std::string run_one(const Client& client, std::string_view more = {},
                           std::string_view zone = kZone, std::string_view type = "S5.SMALL1") {
  return ids_of(run(client, more, zone, type)).at(0);
}

// The instance as DescribeInstances shows it.
inline Json shown(const Client& client, const std::string& id) {
  Reply reply = client.call("cvm", "DescribeInstances", {{"InstanceIds", {id}}});
  EXPECT_EQ(reply["TotalCount"], 1) << id;
  return reply["InstanceSet"][0];
}

inline std::string state_of(const Client& client, const std::string& id) {
  return shown(client, id)["InstanceState"].text();
}

// An action that takes InstanceIds and nothing else that it must.
inline Reply ask(const Client& client, std::string_view action, const std::string& id,
                 std::string_view more = {}) {
  std::string json = R"({"InstanceIds":[")" + id + R"("])";
  if (!more.empty()) (json += ',') += more;
  return client.call("cvm", action, json + "}");
}

}  // namespace terrane
