// Listeners: the ports of a load balancer.
#include <gtest/gtest.h>

#include "scenarios/balancers.h"

namespace terrane {
namespace {

TEST(Listeners, are_made_with_what_clients_read) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string balancer = create_balancer(alice);
  Reply made = on_balancer(
      alice, "CreateListener", balancer,
      R"("Protocol":"TCP","Ports":[80,81],"ListenerNames":["a","b"],"Scheduler":"LEAST_CONN",
         "SessionExpireTime":60,"HealthCheck":{"IntervalTime":10,"HealthNum":2,"CheckPort":8080})");
  EXPECT_EQ(task_status(alice, made), 0);
  Json listeners = shown_listeners(alice, balancer);
  ASSERT_EQ(listeners.size(), 2u);
  EXPECT_EQ(listeners[0]["ListenerId"], made["ListenerIds"][0].text());
  EXPECT_TRUE(listeners[0]["ListenerId"].text().starts_with("lbl-"));
  EXPECT_EQ(listeners[0]["Protocol"], "TCP");
  EXPECT_EQ(listeners[0]["Port"], 80);
  EXPECT_EQ(listeners[1]["ListenerName"], "b");
  EXPECT_EQ(listeners[0]["Scheduler"], "LEAST_CONN");
  EXPECT_EQ(listeners[0]["SessionExpireTime"], 60);
  EXPECT_EQ(listeners[0]["SniSwitch"], 0);
  EXPECT_EQ(listeners[0]["HealthCheck"]["HealthSwitch"], 1);
  EXPECT_EQ(listeners[0]["HealthCheck"]["IntervalTime"], 10);
  EXPECT_EQ(listeners[0]["HealthCheck"]["HealthNum"], 2);
  EXPECT_EQ(listeners[0]["HealthCheck"]["CheckPort"], 8080);
  EXPECT_EQ(on_balancer(alice, "DescribeListeners", balancer, R"("Port":81)")["TotalCount"], 1);
  EXPECT_EQ(on_balancer(alice, "DescribeListeners", balancer, R"("Protocol":"UDP")")["TotalCount"],
            0);
}

TEST(Listeners, have_their_port_for_themselves_but_UDP_is_apart) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string balancer = create_balancer(alice);
  auto create = [&](std::string_view more) {
    return on_balancer(alice, "CreateListener", balancer, more);
  };
  create(R"("Protocol":"TCP","Ports":[80])").expect_ok();
  create(R"("Protocol":"HTTP","Ports":[80])").expect_error("InvalidParameter.PortCheckFailed");
  create(R"("Protocol":"UDP","Ports":[80])").expect_ok();
  create(R"("Protocol":"TCP","Ports":[100],"EndPort":200)").expect_ok();
  create(R"("Protocol":"TCP","Ports":[150])").expect_error("InvalidParameter.PortCheckFailed");
  create(R"("Protocol":"TCP","Ports":[50],"EndPort":100)")
      .expect_error("InvalidParameter.PortCheckFailed");
  create(R"("Protocol":"TCP","Ports":[201,201])").expect_error("InvalidParameter.PortCheckFailed");
  EXPECT_EQ(shown_listeners(alice, balancer).size(), 3u);
  create_listener(alice, create_balancer(alice));
}

TEST(Listeners, of_values_that_do_not_fit_are_refused) {
  Scenario cloud;
  std::string balancer = create_balancer(cloud.alice());
  auto refused = [&](std::string_view more, std::string_view code) {
    on_balancer(cloud.alice(), "CreateListener", balancer, more).expect_error(code);
  };
  refused(R"("Protocol":"SMTP","Ports":[80])", "InvalidParameterValue");
  refused(R"("Protocol":"TCP","Ports":[])", "MissingParameter");
  refused(R"("Protocol":"TCP","Ports":[0])", "InvalidParameterValue");
  refused(R"("Protocol":"TCP","Ports":[65536])", "InvalidParameterValue");
  refused(R"("Protocol":"TCP","Ports":[80],"ListenerNames":["a","b"])",
          "InvalidParameterValue.Length");
  refused(R"("Protocol":"TCP","Ports":[80],"Scheduler":"IP_HASH")", "InvalidParameterValue");
  refused(R"("Protocol":"TCP","Ports":[80],"SessionExpireTime":29)", "InvalidParameterValue");
  refused(R"("Protocol":"TCP","Ports":[80],"SniSwitch":1)", "InvalidParameterValue");
  refused(R"("Protocol":"TCP","Ports":[80],"TargetType":"POD")", "InvalidParameterValue");
  refused(R"("Protocol":"TCP","Ports":[80],"Certificate":{"CertId":"cert-00000000"})",
          "InvalidParameterValue");
  refused(R"("Protocol":"HTTPS","Ports":[443])", "MissingParameter");
  refused(R"("Protocol":"HTTP","Ports":[80],"HealthCheck":{"HealthSwitch":1})",
          "InvalidParameterValue");
  refused(R"("Protocol":"TCP","Ports":[80],"HealthCheck":{"HealthNum":1})",
          "InvalidParameterValue");
  refused(R"("Protocol":"TCP","Ports":[80],"HealthCheck":{"TimeOut":9,"IntervalTime":5})",
          "InvalidParameterValue");
  refused(R"("Protocol":"TCP","Ports":[80],"HealthCheck":{"CheckType":"PING"})",
          "InvalidParameterValue");
  refused(R"("Protocol":"UDP","Ports":[80],"HealthCheck":{"CheckType":"CUSTOM"})",
          "InvalidParameterValue");
}

TEST(Listeners, are_changed_and_deleted) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string balancer = create_balancer(alice), listener = create_listener(alice, balancer);
  on_balancer(alice, "ModifyListener", balancer,
              at_listener(listener) + R"(,"ListenerName":"b","Scheduler":"LEAST_CONN",
                                         "HealthCheck":{"HealthSwitch":0})")
      .expect_ok();
  Json shown = shown_listeners(alice, balancer)[0];
  EXPECT_EQ(shown["ListenerName"], "b");
  EXPECT_EQ(shown["Scheduler"], "LEAST_CONN");
  EXPECT_EQ(shown["HealthCheck"]["HealthSwitch"], 0);
  on_balancer(alice, "ModifyListener", balancer, R"("ListenerId":"lbl-00000000")")
      .expect_error("InvalidParameter.ListenerIdNotFound");
  on_balancer(alice, "DeleteListener", balancer, at_listener(listener)).expect_ok();
  on_balancer(alice, "DeleteListener", balancer, at_listener(listener))
      .expect_error("InvalidParameter.ListenerIdNotFound");
  create_listener(alice, balancer);
  create_listener(alice, balancer, R"("Protocol":"HTTP","Ports":[81])");
  on_balancer(alice, "DeleteLoadBalancerListeners", balancer).expect_ok();
  EXPECT_EQ(shown_listeners(alice, balancer).size(), 0u);
}

TEST(Listeners, are_as_many_as_a_load_balancer_may_have) {
  Scenario cloud({.changes = "[limits]\nlisteners_per_load_balancer = 2"});
  std::string balancer = create_balancer(cloud.alice());
  on_balancer(cloud.alice(), "CreateListener", balancer, R"("Protocol":"TCP","Ports":[1,2,3])")
      .expect_error("LimitExceeded");
  on_balancer(cloud.alice(), "CreateListener", balancer, R"("Protocol":"TCP","Ports":[1,2])")
      .expect_ok();
}

}  // namespace
}  // namespace terrane
