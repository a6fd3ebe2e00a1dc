// One region fails, others do not notice, and it comes back with all that it acknowledged (M-5).
#include <gtest/gtest.h>

#include <future>

#include "actions/cloud.h"
#include "env/simulated/simulated_env.h"
#include "scenarios/instances.h"
#include "store/faulty/faulty_store.h"
#include "store/memory/memory_store.h"

namespace terrane {
namespace {

constexpr std::string_view kFailing = "ap-shanghai";
constexpr std::string_view kOthers[] = {"ap-guangzhou", "ap-beijing", "ap-hongkong", "ap-singapore",
                                        "na-toronto"};

// A zone of the region that has stock.
std::string zone_of(std::string_view region) {
  return std::string(region) + (region == "ap-guangzhou" ? "-2" : "-1");
}

std::string create_key(const Client& client, std::string_view name) {
  return client
      .call("cvm", "CreateKeyPair", {{"KeyName", name}, {"ProjectId", 0}})["KeyPair"]["KeyId"]
      .text();
}

std::string with_key(std::string_view key) {
  return R"("LoginSettings":{"KeyIds":[")" + std::string(key) + R"("]})";
}

// Everything the account has in the region, as its clients see it.
std::string all_of(const Client& client) {
  std::string all;
  for (auto [service, action] : {std::pair("cvm", "DescribeInstances"),
                                 {"cvm", "DescribeKeyPairs"},
                                 {"vpc", "DescribeVpcs"},
                                 {"vpc", "DescribeSubnets"},
                                 {"vpc", "DescribeSecurityGroups"},
                                 {"vpc", "DescribeRouteTables"}}) {
    boost::json::value reply = client.call(service, action).response().value();
    reply.as_object().erase("RequestId");
    all += boost::json::serialize(reply) + "\n";
  }
  return all;
}

// Does in the region what needs its own store, the catalogue and the copy of the account plane.
void expect_everything_works(const Client& client, std::string_view region, std::string_view key) {
  SCOPED_TRACE(region);
  std::string subnet =
      create_subnet(client, create_vpc(client, "10.1.0.0/16"), "10.1.0.0/24", zone_of(region));
  std::string id = run_one(client, with_key(key), zone_of(region));
  EXPECT_EQ(state_of(client, id), "RUNNING");
  EXPECT_EQ(shown(client, id)["LoginSettings"]["KeyIds"][0], key);
  ask(client, "StopInstances", id).expect_ok();
  ask(client, "TerminateInstances", id).expect_ok();
  client.call("vpc", "DeleteSubnet", {{"SubnetId", subnet}}).expect_ok();
  client.call("cvm", "DescribeZones").expect_ok();
  client.call("sts", "GetCallerIdentity").expect_ok();
}

class RegionFaults : public testing::TestWithParam<StoreFault> {};

// M-5
TEST_P(RegionFaults, leave_all_other_regions_as_they_were_and_lose_nothing_acknowledged) {
  Scenario cloud;
  std::string key = create_key(cloud.alice(), "before");
  Client failing = cloud.in(kFailing);
  std::string kept = run_one(failing, with_key(key), zone_of(kFailing));
  std::string acknowledged = all_of(failing);
  std::map<std::string_view, std::string> others_before;
  for (std::string_view region : kOthers) others_before[region] = all_of(cloud.in(region));

  cloud.disk(kFailing).plan(GetParam());
  failing.call("vpc", "CreateVpc", {{"VpcName", "lost"}, {"CidrBlock", "10.9.0.0/16"}})
      .expect_error("InternalError");
  failing.call("vpc", "DescribeVpcs").expect_error("InternalError");  // it is down, and says so

  std::string bobs = create_key(cloud.as(kBob), "meanwhile");
  for (std::string_view region : kOthers) {
    EXPECT_EQ(all_of(cloud.in(region)), others_before[region]) << region;
    expect_everything_works(cloud.in(region), region, key);
    expect_everything_works(cloud.as(kBob).in(region), region, bobs);
  }

  cloud.restart();
  if (GetParam() == StoreFault::kRefused) EXPECT_EQ(all_of(failing), acknowledged);
  EXPECT_EQ(state_of(failing, kept), "RUNNING");
  expect_everything_works(failing, kFailing, key);
}

// The first has lost what was not acknowledged, the second has it: both keep what was.
INSTANTIATE_TEST_SUITE_P(Stores, RegionFaults,
                         testing::Values(StoreFault::kRefused, StoreFault::kReplyLost));

// M-5, M-25, M-26
TEST(RegionDown,
     accounts_and_keys_made_meanwhile_work_elsewhere_at_once_and_there_when_it_is_back) {
  Scenario cloud;
  cloud.in(kFailing).call("vpc", "DescribeVpcs").expect_ok();
  cloud.disk(kFailing).crash();

  auto made = cloud.as(kOperator).call("terrane", "CreateAccount", {{"Name", "web team"}});
  AccountId account{uint64_t(made["Account"]["Uin"].number())};
  std::string secret = made["AccessKey"]["SecretId"].text();
  std::string key = create_key(cloud.as(account), "laptop");
  for (std::string_view region : kOthers) {
    EXPECT_NE(cloud.region(region).accounts.access_keys.find(secret), nullptr) << region;
    expect_everything_works(cloud.as(account).in(region), region, key);
  }

  cloud.restart();
  EXPECT_NE(cloud.region(kFailing).accounts.access_keys.find(secret), nullptr);
  expect_everything_works(cloud.as(account).in(kFailing), kFailing, key);
}

// M-5
TEST(RegionDown, one_that_cannot_be_opened_holds_up_no_other_and_serves_once_its_store_does) {
  Scenario cloud;
  std::string key = create_key(cloud.alice(), "laptop");
  std::string kept = run_one(cloud.in(kFailing), "", zone_of(kFailing));
  cloud.disk(kFailing).break_down();
  cloud.restart();

  Client failing = cloud.in(kFailing);
  failing.call("cvm", "DescribeInstances").expect_error("InternalError");
  EXPECT_EQ(cloud.call("cvm", "DescribeRegions")["TotalCount"], 8);
  std::string later = create_key(cloud.alice(), "later");
  for (std::string_view region : kOthers) expect_everything_works(cloud.in(region), region, later);

  cloud.disk(kFailing).repair();  // no restart: the next call opens it
  EXPECT_EQ(state_of(failing, kept), "RUNNING");
  expect_everything_works(failing, kFailing, later);
}

// M-5
TEST(RegionDown, one_whose_store_failed_is_opened_again_by_itself_with_all_that_was_acknowledged) {
  for (StoreFault fault : {StoreFault::kRefused, StoreFault::kReplyLost}) {
    Scenario cloud;
    Client failing = cloud.in(kFailing);
    std::string kept = run_one(failing, "", zone_of(kFailing));
    cloud.disk(kFailing).plan(fault);
    failing.call("vpc", "CreateVpc", {{"VpcName", "lost"}, {"CidrBlock", "10.9.0.0/16"}})
        .expect_error("InternalError");
    std::string key = create_key(cloud.alice(), "meanwhile");
    failing.call("vpc", "DescribeVpcs").expect_error("InternalError");  // but now it is noticed
    EXPECT_EQ(state_of(failing, kept), "RUNNING");
    expect_everything_works(failing, kFailing, key);
  }
}

// M-5
TEST(RegionDown, one_whose_store_stays_broken_is_tried_again_until_it_works) {
  Scenario cloud;
  Client failing = cloud.in(kFailing);
  std::string kept = run_one(failing, "", zone_of(kFailing));
  cloud.disk(kFailing).break_down();
  failing.call("vpc", "CreateVpc", {{"VpcName", "lost"}, {"CidrBlock", "10.9.0.0/16"}})
      .expect_error("InternalError");
  failing.call("vpc", "DescribeVpcs").expect_error("InternalError");
  cloud.advance(hours(1));
  failing.call("vpc", "DescribeVpcs").expect_error("InternalError");
  cloud.disk(kFailing).repair();
  cloud.advance(seconds(60));
  EXPECT_EQ(state_of(failing, kept), "RUNNING");
  EXPECT_EQ(failing.call("vpc", "DescribeVpcs")["TotalCount"], 1);
}

// M-5
TEST(RegionDown, one_that_opens_slowly_keeps_neither_other_regions_nor_the_account_plane_waiting) {
  SimulatedEnv simulated(1);
  std::unique_ptr<Cloud> cloud;
  std::future<bool> meanwhile;
  bool waited_for_nobody = false;
  OpenStore open_store = [&](std::string_view cell) -> Result<std::unique_ptr<Store>> {
    if (cell == kFailing) {  // as long as this does not return, the region is opening
      meanwhile = std::async(std::launch::async, [&] {
        Tickets tickets;
        auto nothing = [](AccountChange&) { return Result<void>(); };
        auto elsewhere = cloud->catalogue().index_of(*cloud->catalogue().find_region(kOthers[0]));
        return cloud->region(elsewhere) && cloud->change_accounts(tickets, nothing);
      });
      waited_for_nobody = meanwhile.wait_for(std::chrono::seconds(10)) == std::future_status::ready;
    }
    return std::make_unique<MemoryStore>();
  };
  OpenDriver open_driver = [&](const Region&) {
    return std::make_unique<SimDriver>(simulated.env(), SimDurations{});
  };
  cloud = *Cloud::open(*Catalogue::built_in("2017"), simulated.env(), open_store, open_driver);
  const Catalogue& catalogue = cloud->catalogue();
  EXPECT_TRUE(cloud->region(catalogue.index_of(*catalogue.find_region(kFailing))));
  EXPECT_TRUE(waited_for_nobody);
  EXPECT_TRUE(meanwhile.get());
}

}  // namespace
}  // namespace terrane
