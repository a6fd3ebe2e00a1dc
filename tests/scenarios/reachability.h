// Asking who reaches whom, in scenarios.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "scenarios/instances.h"

namespace terrane {

// What AnalyzeReachability says of one TCP port; `more` is JSON members.
inline Reply analyze(const Client& client, std::string_view source, std::string_view target,
                     int port = 22, std::string_view more = {}) {
  std::string json = R"({"Source":")" + std::string(source) + R"(","Destination":")" +
                     std::string(target) + R"(","Port":)" + std::to_string(port);
  if (!more.empty()) (json += ',') += more;
  return client.call("terrane", "AnalyzeReachability", json + "}");
}

// Fails the test unless that decided so, and is what the answer names.
inline void expect_decided(const Reply& reply, bool reachable, std::string_view code,
                           std::string_view id) {
  Json decision = reply["DecidedBy"];
  EXPECT_EQ(reply["Reachable"], reachable) << reply.response();
  EXPECT_EQ(decision["Code"], code) << reply.response();
  EXPECT_EQ(decision["ResourceId"], id) << reply.response();
}
inline void expect_reached(const Reply& reply, std::string_view id) {
  expect_decided(reply, true, "SecurityGroupRule", id);
}

// The kinds of hops, in their order: "ENDPOINT SECURITY_GROUP …".
inline std::string hop_types(const Reply& reply) {
  std::string types;
  Json hops = reply["HopSet"];
  for (size_t i = 0; i < hops.size(); ++i)
    (types += types.empty() ? "" : " ") += hops[i]["HopType"].text();
  return types;
}

// Adds a policy in front of the group's others: R"("Protocol":"TCP","Port":"80",…)".
inline void add_policy(const Client& client, const std::string& group, std::string_view direction,
                       std::string_view policy) {
  client
      .call("vpc", "CreateSecurityGroupPolicies",
            R"({"SecurityGroupId":")" + group + R"(","SecurityGroupPolicySet":{")" +
                std::string(direction) + R"(":[{"PolicyIndex":0,)" + std::string(policy) + "}]}}")
      .expect_ok();
}

inline std::string with_groups(std::initializer_list<std::string> groups) {
  std::string list;
  for (const std::string& group : groups) {
    list += list.empty() ? "\"" : ",\"";
    list += group + '"';
  }
  return R"("SecurityGroupIds":[)" + list + "]";
}

// The account's default security group, which lets everything through.
inline std::string default_group(const Client& client) {
  Json groups = client.call("vpc", "DescribeSecurityGroups")["SecurityGroupSet"];
  for (size_t i = 0; i < groups.size(); ++i)
    if (groups[i]["IsDefault"].truth()) return groups[i]["SecurityGroupId"].text();
  ADD_FAILURE() << "no default group";
  return {};
}

// JSON members that put an instance into a subnet, at an address where one is given.
inline std::string in_network(const std::string& vpc, const std::string& subnet,
                              const std::string& address = {}) {
  std::string json =
      R"("VirtualPrivateCloud":{"VpcId":")" + vpc + R"(","SubnetId":")" + subnet + '"';
  if (!address.empty()) json += R"(,"PrivateIpAddresses":[")" + address + R"("])";
  return json + "}";
}

inline std::string private_address_of(const Client& client, const std::string& instance) {
  return shown(client, instance)["PrivateIpAddresses"][0].text();
}

}  // namespace terrane
