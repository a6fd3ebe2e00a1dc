// What scenarios about load balancers begin with.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "scenarios/instances.h"

namespace terrane {

// The load balancer that a call made, which its task names; `more` is JSON members.
inline std::string create_balancer(const Client& client, std::string_view more = {}) {
  std::string json = R"({"LoadBalancerType":"OPEN")";
  if (!more.empty()) (json += ',') += more;
  json += '}';
  Reply made = client.call("clb", "CreateLoadBalancer", json);
  Json ids = client.call("clb", "DescribeTaskStatus",
                         {{"TaskId", made["RequestId"].text()}})["LoadBalancerIds"];
  EXPECT_EQ(ids.size(), 1u);
  return ids[0].text();
}

// An action on a load balancer; `more` is JSON members.
inline Reply on_balancer(const Client& client, std::string_view action, const std::string& balancer,
                         std::string_view more = {}) {
  std::string json = R"({"LoadBalancerId":")" + balancer + '"';
  if (!more.empty()) (json += ',') += more;
  return client.call("clb", action, json + "}");
}

inline std::string create_listener(const Client& client, const std::string& balancer,
                                   std::string_view more = R"("Protocol":"TCP","Ports":[80])") {
  return on_balancer(client, "CreateListener", balancer, more)["ListenerIds"][0].text();
}

// Of a listener: checks every 5 seconds, of which 3 that pass make a target healthy, and 2 that
// fail unhealthy.
inline constexpr std::string_view kQuickChecks =
    R"("Protocol":"TCP","Ports":[80],"HealthCheck":{"IntervalTime":5,"HealthNum":3,
       "UnHealthNum":2})";

inline std::string create_rule(const Client& client, const std::string& balancer,
                               const std::string& listener,
                               std::string_view rule = R"("Domain":"a.example.com","Url":"/")") {
  return on_balancer(client, "CreateRule", balancer,
                     R"("ListenerId":")" + listener + R"(","Rules":[{)" + std::string(rule) +
                         "}]")["LocationIds"][0]
      .text();
}

// JSON members that name a listener, and one target of it.
inline std::string at_listener(const std::string& listener) {
  return R"("ListenerId":")" + listener + '"';
}
inline std::string target(const std::string& instance, int port = 80, std::string_view more = {}) {
  std::string json = R"({"InstanceId":")" + instance + R"(","Port":)" + std::to_string(port);
  if (!more.empty()) (json += ',') += more;
  return json + "}";
}
inline std::string with_target(const std::string& listener, const std::string& instance,
                               int port = 80) {
  return at_listener(listener) + R"(,"Targets":[)" + target(instance, port) + "]";
}

// The load balancer as DescribeLoadBalancers shows it, and all of its listeners.
inline Json shown_balancer(const Client& client, const std::string& id) {
  Reply reply = client.call("clb", "DescribeLoadBalancers", {{"LoadBalancerIds", {id}}});
  EXPECT_EQ(reply["TotalCount"], 1) << id;
  return reply["LoadBalancerSet"][0];
}
inline Json shown_listeners(const Client& client, const std::string& balancer) {
  return on_balancer(client, "DescribeListeners", balancer)["Listeners"];
}
inline Json shown_targets(const Client& client, const std::string& balancer) {
  return on_balancer(client, "DescribeTargets", balancer)["Listeners"];
}

// What DescribeTargetHealth says of the first listener's, or its first rule's, first target.
inline std::string health_of(const Client& client, const std::string& balancer) {
  return client
      .call("clb", "DescribeTargetHealth",
            {{"LoadBalancerIds", {balancer}}})["LoadBalancers"][0]["Listeners"][0]["Rules"][0]
                                              ["Targets"][0]["HealthStatusDetail"]
      .text();
}

// The status of the task that an answer names: 0 done, 2 running.
inline int64_t task_status(const Client& client, const Reply& answer) {
  return client
      .call("clb", "DescribeTaskStatus", {{"TaskId", answer["RequestId"].text()}})["Status"]
      .number();
}

}  // namespace terrane
