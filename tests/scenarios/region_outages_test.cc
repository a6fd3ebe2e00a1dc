// A whole region is gone: nobody reaches it, nobody else notices, and it comes back as if it had
// been there all the time (M-5).
#include <gtest/gtest.h>

#include "actions/cloud.h"
#include "scenarios/images.h"
#include "scenarios/outages.h"
#include "scenarios/reachability.h"

namespace terrane {
namespace {

constexpr std::string_view kGone = "ap-shanghai";
constexpr std::string_view kOthers[] = {"ap-guangzhou", "ap-beijing", "na-toronto"};

std::string zone_of(std::string_view region) {
  return std::string(region) + (region == "ap-guangzhou" ? "-2" : "-1");
}

std::string import_key(const Client& client) {
  return client
      .call("cvm", "ImportKeyPair",
            {{"KeyName", "laptop"}, {"ProjectId", 0}, {"PublicKey", kPublicKey}})["KeyId"]
      .text();
}

std::string with_key(std::string_view key) {
  return R"("LoginSettings":{"KeyIds":[")" + std::string(key) + R"("]})";
}

Json status_of(Scenario& cloud, std::string_view region) {
  Json regions = cloud.as(kOperator).in(region).call("terrane", "DescribeStatus")["RegionSet"];
  for (size_t i = 0; i < regions.size(); ++i)
    if (regions[i]["Region"] == region) return regions[i];
  ADD_FAILURE() << "no region " << region;
  return Json(nullptr);
}

struct Way {
  std::string_view mode;
  Transport transport;
};

class RegionOutages : public testing::TestWithParam<Way> {
 protected:
  void expect_gone(const Reply& reply) {
    reply.expect_error("InternalError");
    EXPECT_EQ(reply.transport(), GetParam().transport);
  }
  Scenario cloud;
};

// M-5
TEST_P(RegionOutages, are_seen_by_calls_that_name_the_region_and_by_no_others) {
  std::string kept = run_one(cloud.in(kGone), "", zone_of(kGone));
  fail_region(cloud, kGone, GetParam().mode);
  expect_gone(cloud.in(kGone).call("cvm", "DescribeInstances"));
  expect_gone(
      cloud.in(kGone).call("vpc", "CreateVpc", {{"VpcName", "a"}, {"CidrBlock", "10.0.0.0/16"}}));
  expect_gone(
      cloud.in(kGone).call("cvm", "DescribeRegions"));  // of the whole cloud, but asked there
  expect_gone(cloud.in(kGone).call("terrane", "DescribeCopies"));  // of that region
  expect_gone(cloud.as(kBob).in(kGone).call("cvm", "DescribeZones"));
  expect_gone(cloud.in("").by_endpoint_of(kGone).call("cvm", "DescribeRegions"));
  expect_gone(cloud.alice().by_endpoint_of(kGone).call("vpc", "DescribeVpcs"));

  std::string key = import_key(cloud.alice());
  for (std::string_view region : kOthers) {
    EXPECT_EQ(state_of(cloud.in(region), run_one(cloud.in(region), with_key(key), zone_of(region))),
              "RUNNING");
    cloud.in(region).by_endpoint_of(region).call("cvm", "DescribeKeyPairs").expect_ok();
  }
  cloud.in("").call("sts", "GetCallerIdentity").expect_ok();
  cloud.call("cvm", "DescribeRegions").expect_ok();

  heal(cloud, "region/ap-shanghai").expect_ok();
  EXPECT_EQ(state_of(cloud.in(kGone), kept), "RUNNING");
  run_one(cloud.in(kGone), with_key(key), zone_of(kGone));
}

// M-5
TEST_P(RegionOutages, leave_operators_the_way_out_and_last_until_they_take_it) {
  cloud.in(kGone).call("vpc", "DescribeVpcs").expect_ok();
  fail_region(cloud, kGone, GetParam().mode);
  EXPECT_EQ(status_of(cloud, kGone)["State"], "UNAVAILABLE");
  EXPECT_EQ(status_of(cloud, "ap-beijing")["State"], "AVAILABLE");
  cloud.restart();
  expect_gone(cloud.in(kGone).call("vpc", "DescribeVpcs"));
  expect_gone(cloud.in(kGone).call("cvm", "DescribeRegions"));
  Client there = cloud.as(kOperator).in(kGone);  // a call may name it that is not for it
  EXPECT_EQ(there.call("terrane", "DescribeFaults")["FaultSet"][0]["Mode"], GetParam().mode);
  there.call("terrane", "HealFaults", {{"Region", kGone}}).expect_ok();
  cloud.in(kGone).call("vpc", "DescribeVpcs").expect_ok();
  EXPECT_EQ(status_of(cloud, kGone)["State"], "AVAILABLE");
}

INSTANTIATE_TEST_SUITE_P(Modes, RegionOutages,
                         testing::Values(Way{"REFUSE", Transport::kRefused},
                                         Way{"HANG", Transport::kHangs},
                                         Way{"ERROR", Transport::kUnavailable}));

// M-5, M-25
TEST(RegionOutage, what_accounts_change_meanwhile_is_there_with_the_first_call_after_it) {
  Scenario cloud;
  std::string before = import_key(cloud.in(kGone));
  cloud.in(kGone).call("vpc", "DescribeVpcs").expect_ok();
  fail_region(cloud, kGone);
  auto made = cloud.as(kOperator).call("terrane", "CreateAccount", {{"Name", "later"}});
  std::string secret = made["AccessKey"]["SecretId"].text();
  cloud.call("cvm", "ModifyKeyPairAttribute", {{"KeyId", before}, {"KeyName", "renamed"}})
      .expect_ok();
  EXPECT_EQ(cloud.region(kGone).accounts.access_keys.find(secret), nullptr);
  EXPECT_NE(cloud.region("ap-beijing").accounts.access_keys.find(secret), nullptr);
  heal(cloud, "region/ap-shanghai").expect_ok();
  EXPECT_NE(cloud.region(kGone).accounts.access_keys.find(secret), nullptr);
  EXPECT_EQ(cloud.in(kGone).call("cvm", "DescribeKeyPairs")["KeyPairSet"][0]["KeyName"], "renamed");
}

// M-5, M-26: nobody can know whether the region still uses it.
TEST(RegionOutage, what_needs_every_region_says_which_it_could_not_ask) {
  Scenario cloud;
  std::string key = import_key(cloud.alice());
  cloud.in(kGone).call("vpc", "DescribeVpcs").expect_ok();
  fail_region(cloud, kGone);
  std::string message =
      cloud.call("cvm", "DeleteKeyPairs", {{"KeyIds", {key}}}).expect_error("InternalServerError");
  EXPECT_NE(message.find(kGone), std::string::npos) << message;
  Json unavailable = cloud.call("terrane", "DescribeBill")["UnavailableRegions"];
  ASSERT_EQ(unavailable.size(), 1u);
  EXPECT_EQ(unavailable[0], kGone);
  cloud.call("tag", "DescribeTags").expect_ok();
  heal_all(cloud);
  EXPECT_EQ(cloud.call("terrane", "DescribeBill")["UnavailableRegions"].size(), 0u);
  cloud.call("cvm", "DeleteKeyPairs", {{"KeyIds", {key}}}).expect_ok();
}

// M-5
TEST(RegionOutage, letters_to_and_from_the_region_wait_for_its_end) {
  Scenario cloud;
  std::string here = create_image(cloud.alice(), run_one(cloud.alice()), "here");
  std::string there =
      create_image(cloud.in(kGone), run_one(cloud.in(kGone), "", zone_of(kGone)), "there");
  cloud.advance(seconds(60));
  cut_link(cloud, Scenario::kRegion, kGone);
  std::string from_there = sync_to(cloud.in(kGone), there, Scenario::kRegion);
  fail_region(cloud, kGone);
  heal(cloud, "link/ap-guangzhou/ap-shanghai").expect_ok();
  std::string to_there = sync_to(cloud.alice(), here, kGone);
  std::string elsewhere = sync_to(cloud.alice(), here, "ap-beijing");
  cloud.advance(hours(1));
  EXPECT_EQ(image_state(cloud.in("ap-beijing"), elsewhere), "NORMAL");
  EXPECT_EQ(image_state(cloud.alice(), here), "SYNCING");
  EXPECT_EQ(images_shown(cloud.alice(), from_there), 0u);
  cloud.restart();
  cloud.call("cvm", "DescribeImages").expect_ok();
  heal(cloud, "region/ap-shanghai").expect_ok();
  cloud.advance(seconds(60));
  EXPECT_EQ(image_state(cloud.in(kGone), to_there), "NORMAL");
  EXPECT_EQ(image_state(cloud.alice(), from_there), "NORMAL");
}

// M-5
TEST(RegionOutage, touches_no_other_cell) {
  Scenario cloud;
  for (std::string_view region : kOthers) run_one(cloud.in(region), "", zone_of(region));
  run_one(cloud.in(kGone), "", zone_of(kGone));
  auto others = [&] {
    Scenario::Dump dump = cloud.dump();
    std::erase_if(dump, [](const auto& entry) { return entry.first.starts_with(kGone); });
    return dump;
  };
  Scenario::Dump before = others();
  fail_region(cloud, kGone);
  cloud.in(kGone).call("vpc", "DescribeVpcs").expect_error("InternalError");
  heal_all(cloud);
  EXPECT_EQ(others(), before);
}

// M-5
TEST(RegionOutage, is_what_an_analysis_of_paths_into_the_region_names) {
  Scenario cloud;
  Client gone = cloud.in(kGone);
  std::string target = run_one(gone,
                               R"("InternetAccessible":{"PublicIpAssigned":true,)"
                               R"("InternetMaxBandwidthOut":1})",
                               zone_of(kGone));
  std::string address = shown(gone, target)["PublicIpAddresses"][0].text();
  expect_reached(analyze(gone, "internet", address), default_group(gone));
  fail_region(cloud, kGone);
  expect_decided(analyze(gone, "internet", address), false, "RegionFault", target);
  expect_decided(analyze(cloud.alice(), "internet", address), false, "RegionFault", target);
  heal_all(cloud);
  expect_reached(analyze(gone, "internet", address), default_group(gone));
}

}  // namespace
}  // namespace terrane
