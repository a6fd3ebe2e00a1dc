// A call repeated with its ClientToken is done once: for a day it gets the first answer, also after
// a restart; another request under the same token is refused; after the day the token is new again.
// Shown for every action that takes a token.
#include <gtest/gtest.h>

#include "actions/registry.h"
#include "scenarios/interfaces.h"

namespace terrane {
namespace {

struct Example {
  std::string service, action;
  std::string request;  // without its token
  std::string other;    // another one
};

// What the calls of an example need to be there.
std::vector<Example> examples(Scenario& cloud) {
  std::string instance = R"("Placement":{"Zone":"ap-guangzhou-2"},"ImageId":"img-487zeit5")";
  std::string templates =
      cloud
          .call("cvm", "CreateLaunchTemplate",
                R"({"LaunchTemplateName":"base",)" + instance + "}")["LaunchTemplateId"]
          .text();
  std::string disks = R"("Placement":{"Zone":"ap-guangzhou-2"},"DiskSize":50,
                         "DiskType":"CLOUD_PREMIUM","DiskChargeType":"POSTPAID_BY_HOUR")";
  std::string database = R"("GoodsNum":1,"Memory":1000,"Volume":50,"Zone":"ap-guangzhou-2")";
  InterfacePlace place{cloud.alice()};
  std::string machine = R"("InstanceId":")" + place.run() + "\"";
  std::string interface = R"("NetworkInterfaceId":")" + place.create_one() + "\"";
  std::string new_interface = R"("VpcId":")" + place.vpc + R"(","SubnetId":")" + place.subnet +
                              R"(","NetworkInterfaceName":)";
  std::string moving = R"("Zone":"ap-guangzhou-3","InstanceId":")" + run_one(cloud.alice()) + "\"";
  std::string version = R"("LaunchTemplateId":")" + templates + R"(",)" + instance;
  return {
      {"cvm", "RunInstances", instance + R"(,"InstanceName":"a")",
       instance + R"(,"InstanceName":"b")"},
      {"cvm", "CreateDisasterRecoverGroup", R"("Name":"a","Type":"HOST")",
       R"("Name":"b","Type":"HOST")"},
      {"cvm", "CreateLaunchTemplate", R"("LaunchTemplateName":"a",)" + instance,
       R"("LaunchTemplateName":"b",)" + instance},
      {"cvm", "CreateLaunchTemplateVersion", version, version + R"(,"InstanceType":"S5.SMALL2")"},
      {"cbs", "CreateDisks", disks + R"(,"DiskName":"a")", disks + R"(,"DiskName":"b")"},
      {"vpc", "CreateNetworkInterface", new_interface + R"("a")", new_interface + R"("b")"},
      {"vpc", "AssignPrivateIpAddresses", interface + R"(,"SecondaryPrivateIpAddressCount":1)",
       interface + R"(,"SecondaryPrivateIpAddressCount":2)"},
      {"vpc", "CreateAndAttachNetworkInterface", new_interface + R"("a",)" + machine,
       new_interface + R"("b",)" + machine},
      {"vpc", "AttachNetworkInterface", interface + "," + machine,
       interface + "," + machine + R"(,"AttachType":0)"},
      {"vpc", "DetachNetworkInterface", interface + "," + machine, interface + "," + machine},
      {"vpc", "AllocateAddresses", R"("AddressCount":1)", R"("AddressCount":2)"},
      {"cdb", "CreateDBInstanceHour", database, database + R"(,"InstanceName":"b")"},
      {"cdb", "CreateDBInstance", database + R"(,"Period":1)", database + R"(,"Period":2)"},
      {"clb", "CreateLoadBalancer", R"("LoadBalancerType":"OPEN")",
       R"("LoadBalancerType":"OPEN","Number":2)"},
      {"terrane", "CreateCache", R"("Zone":"ap-guangzhou-2","MemoryGiB":1)",
       R"("Zone":"ap-guangzhou-2","MemoryGiB":2)"},
      {"terrane", "MigrateInstance", moving, moving + R"(,"InstanceType":"S5.SMALL2")"},
  };
}

Reply call(const Client& client, const Example& example, const std::string& request,
           std::string_view token) {
  return client.call(example.service, example.action,
                     "{" + request + R"(,"ClientToken":")" + std::string(token) + "\"}");
}

// What the reply says was done: all but the RequestId, which a call that is done anew has of its
// own.
std::string answer(const Reply& reply) {
  boost::json::object members = reply.response().value().as_object();
  members.erase("RequestId");
  return boost::json::serialize(members);
}

// One name for each action, so that a failure says which it was.
class ClientTokens : public testing::TestWithParam<size_t> {
 protected:
  Scenario cloud;
  Example example = examples(cloud).at(GetParam());
  Client alice = cloud.alice();
};

TEST(ClientToken, every_action_that_takes_one_and_changes_something_is_shown_here) {
  Scenario cloud;
  std::set<std::string> shown, taking;
  for (const Example& example : examples(cloud)) shown.insert(example.service + example.action);
  for (std::span<const Handler> group : handlers())
    for (const Handler& handler : group)
      if (handler.writes && contract::find_field(handler.request_shape(), "ClientToken"))
        taking.insert(std::string(handler.service) + std::string(handler.action));
  EXPECT_EQ(shown, taking);
}

TEST_P(ClientTokens, get_the_first_answer_for_a_day_also_after_a_restart) {
  // With the RequestId, which names the task that the first call began.
  auto whole = [&] {
    return boost::json::serialize(call(alice, example, example.request, "once").response().value());
  };
  std::string first = whole();
  Scenario::Dump after = cloud.dump();
  EXPECT_EQ(whole(), first);
  cloud.restart();
  EXPECT_EQ(whole(), first);
  cloud.advance(hours(23));
  EXPECT_EQ(whole(), first);
  EXPECT_EQ(cloud.dump(), after);  // it was done once
}

TEST_P(ClientTokens, give_a_new_answer_when_the_day_is_over) {
  std::string first = answer(call(alice, example, example.request, "once"));
  cloud.advance(days(1));
  Reply again = call(alice, example, example.request, "once");
  EXPECT_NE(answer(again), first);  // done again, or refused for what the first call made
}

TEST_P(ClientTokens, refuse_another_request_under_the_same_token) {
  std::string first = answer(call(alice, example, example.request, "once"));
  std::string message =
      call(alice, example, example.other, "once").expect_error("InvalidParameterValue");
  EXPECT_NE(message.find("ClientToken"), std::string::npos) << message;
  EXPECT_EQ(answer(call(alice, example, example.request, "once")), first);
  call(alice, example, example.other, "twice").expect_ok();
}

TEST_P(ClientTokens, know_a_repeated_request_however_its_members_are_ordered) {
  std::string first = answer(call(alice, example, example.request, "once"));
  Reply again = alice.call(example.service, example.action,
                           R"({ "ClientToken":"once", )" + example.request + "}");
  EXPECT_EQ(answer(again), first);
}

// M-8, M-13
TEST_P(ClientTokens, are_each_accounts_and_regions_own) {
  std::string first = answer(call(alice, example, example.request, "once"));
  for (Client stranger : {cloud.as(kBob), cloud.in("ap-shanghai")})
    EXPECT_NE(answer(call(stranger, example, example.request, "once")), first);
}

TEST_P(ClientTokens, are_not_used_up_by_a_call_that_was_refused) {
  std::string broken = example.request + R"(,"NoSuchMember":1)";
  call(alice, example, broken, "once").expect_error("UnknownParameter");
  call(alice, example, example.request, "once").expect_ok();
}

TEST_P(ClientTokens, are_at_most_64_characters_long) {
  EXPECT_FALSE(call(alice, example, example.request, std::string(65, 'x')).ok());
  call(alice, example, example.request, std::string(64, 'x')).expect_ok();
}

INSTANTIATE_TEST_SUITE_P(Actions, ClientTokens, testing::Range(size_t{0}, size_t{5}));

TEST(ClientToken, of_a_dry_run_is_free_for_the_launch_it_prepared) {
  Scenario cloud;
  run(cloud.alice(), R"("ClientToken":"once","DryRun":true)").expect_ok();
  EXPECT_EQ(ids_of(run(cloud.alice(), R"("ClientToken":"once")")).size(), 1u);
}

// The answer of the day before does not come back with the token's second use.
TEST(ClientToken, used_again_after_its_day_has_a_day_of_its_own) {
  Scenario cloud;
  auto launch = [&] { return ids_of(run(cloud.alice(), R"("ClientToken":"once")")); };
  auto first = launch();
  cloud.advance(days(1));
  auto second = launch();
  EXPECT_NE(second, first);
  cloud.restart();
  cloud.advance(hours(23));
  EXPECT_EQ(launch(), second);
}

}  // namespace
}  // namespace terrane
