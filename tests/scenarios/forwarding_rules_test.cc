// Forwarding rules: which requests go where, by domain and URL.
#include <gtest/gtest.h>

#include "scenarios/balancers.h"

namespace terrane {
namespace {

struct Web {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string balancer = create_balancer(alice);
  std::string listener = create_listener(alice, balancer, R"("Protocol":"HTTP","Ports":[80])");

  explicit Web(std::string changes = {}) : cloud({.changes = std::move(changes)}) {}

  Reply create(std::string_view rule) {
    return on_balancer(alice, "CreateRule", balancer,
                       at_listener(listener) + R"(,"Rules":[{)" + std::string(rule) + "}]");
  }
  Reply call(std::string_view action, std::string_view more) {
    return on_balancer(alice, action, balancer, at_listener(listener) + "," + std::string(more));
  }
  Json rules() { return shown_listeners(alice, balancer)[0]["Rules"]; }
};

TEST(ForwardingRules, are_made_with_what_clients_read) {
  Web web;
  Reply made = web.create(R"("Domain":"a.example.com","Url":"/","Scheduler":"IP_HASH",
                             "SessionExpireTime":60,"HealthCheck":{"HttpCheckPath":"/up",
                             "HttpCheckMethod":"GET"})");
  EXPECT_EQ(task_status(web.alice, made), 0);
  Json rule = web.rules()[0];
  EXPECT_EQ(rule["LocationId"], made["LocationIds"][0].text());
  EXPECT_TRUE(rule["LocationId"].text().starts_with("loc-"));
  EXPECT_EQ(rule["Domain"], "a.example.com");
  EXPECT_EQ(rule["Url"], "/");
  EXPECT_EQ(rule["Scheduler"], "IP_HASH");
  EXPECT_EQ(rule["HealthCheck"]["HealthSwitch"], 1);
  EXPECT_EQ(rule["HealthCheck"]["HttpCheckPath"], "/up");
  EXPECT_EQ(rule["HealthCheck"]["HttpCheckMethod"], "GET");
  EXPECT_EQ(rule["DefaultServer"], true);
}

TEST(ForwardingRules, have_their_domain_and_URL_for_themselves) {
  Web web;
  web.create(R"("Domain":"a.example.com","Url":"/")").expect_ok();
  web.create(R"("Domain":"a.example.com","Url":"/")").expect_error("InvalidParameterValue");
  web.create(R"("Domains":["b.example.com","a.example.com"],"Url":"/")")
      .expect_error("InvalidParameterValue");
  web.create(R"("Domain":"a.example.com","Url":"/x")").expect_ok();
  web.create(R"("Domain":"b.example.com","Url":"/")").expect_ok();
  web.call("ModifyDomain", R"("Domain":"b.example.com","NewDomain":"a.example.com")")
      .expect_error("InvalidParameterValue");
  EXPECT_EQ(web.rules().size(), 3u);
}

TEST(ForwardingRules, of_values_that_do_not_fit_are_refused) {
  Web web("[limits]\nforwarding_rules_per_listener = 1");
  web.create(R"("Url":"/")").expect_error("MissingParameter");
  web.create(R"("Domain":"a b","Url":"/")").expect_error("InvalidParameterValue");
  web.create(R"("Domain":"a.example.com","Url":"x")").expect_error("InvalidParameterValue");
  web.create(R"("Domain":"a.example.com","Url":"/","Http2":true)")
      .expect_error("InvalidParameterValue");
  web.create(R"("Domain":"a.example.com","Url":"/","ForwardType":"FTP")")
      .expect_error("InvalidParameterValue");
  web.create(R"("Domain":"a.example.com","Domains":["b.example.com"],"Url":"/")")
      .expect_error("InvalidParameter");
  web.create(R"("Domain":"a.example.com","Url":"/")").expect_ok();
  web.create(R"("Domain":"b.example.com","Url":"/")").expect_error("LimitExceeded");
  std::string plain = create_listener(web.alice, web.balancer, R"("Protocol":"TCP","Ports":[81])");
  on_balancer(web.alice, "CreateRule", web.balancer,
              at_listener(plain) + R"(,"Rules":[{"Domain":"a.example.com","Url":"/"}])")
      .expect_error("InvalidParameter");
}

TEST(ForwardingRules, have_one_default_domain_which_passes_on) {
  Web web;
  web.create(R"("Domain":"a.example.com","Url":"/")").expect_ok();
  web.create(R"("Domain":"b.example.com","Url":"/")").expect_ok();
  web.create(R"("Domain":"c.example.com","Url":"/","DefaultServer":true)").expect_ok();
  auto default_domain = [&] {
    Json rules = web.rules();
    std::string found;
    for (size_t at = 0; at < rules.size(); ++at)
      if (rules[at]["DefaultServer"].truth()) found += rules[at]["Domain"].text();
    return found;
  };
  EXPECT_EQ(default_domain(), "c.example.com");
  web.call("ModifyDomainAttributes", R"("Domain":"b.example.com","DefaultServer":true)")
      .expect_ok();
  EXPECT_EQ(default_domain(), "b.example.com");
  web.call("ModifyDomainAttributes", R"("Domain":"b.example.com","DefaultServer":false)")
      .expect_error("InvalidParameterValue");
  web.call("DeleteRule", R"("Domain":"b.example.com","NewDefaultServerDomain":"c.example.com")")
      .expect_ok();
  EXPECT_EQ(default_domain(), "c.example.com");
  web.call("DeleteRule", R"("Domain":"c.example.com")").expect_ok();
  EXPECT_EQ(default_domain(), "a.example.com");
}

TEST(ForwardingRules, are_changed_and_deleted) {
  Web web;
  std::string id = web.create(R"("Domain":"a.example.com","Url":"/")")["LocationIds"][0].text();
  std::string at = R"("LocationId":")" + id + '"';
  web.call("ModifyRule", at + R"(,"Url":"/new","Scheduler":"LEAST_CONN",
                                 "OAuth":{"OAuthEnable":true,"OAuthFailureStatus":"REJECT"})")
      .expect_ok();
  web.call("ModifyDomain", R"("Domain":"a.example.com","NewDomain":"z.example.com")").expect_ok();
  Json rule = web.rules()[0];
  EXPECT_EQ(rule["Url"], "/new");
  EXPECT_EQ(rule["Domain"], "z.example.com");
  EXPECT_EQ(rule["Scheduler"], "LEAST_CONN");
  EXPECT_EQ(rule["OAuth"]["OAuthEnable"], true);
  web.call("ModifyRule", R"("LocationId":"loc-00000000")")
      .expect_error("InvalidParameter.LocationNotFound");
  web.call("ModifyDomain", R"("Domain":"a.example.com","NewDomain":"b.example.com")")
      .expect_error("InvalidParameterValue");
  web.call("DeleteRule", R"("LocationIds":["loc-00000000"])")
      .expect_error("InvalidParameter.LocationNotFound");
  web.call("DeleteRule", R"("LocationIds":[")" + id + "\"]").expect_ok();
  EXPECT_EQ(web.rules().size(), 0u);
}

}  // namespace
}  // namespace terrane
