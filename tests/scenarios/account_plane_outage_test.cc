// The account plane is gone: regions go on with what they know of accounts, keys and tags, and all
// is one again after it (M-5, M-25): static stability.
#include <gtest/gtest.h>

#include "actions/cloud.h"
#include "scenarios/instances.h"
#include "scenarios/outages.h"

namespace terrane {
namespace {

constexpr std::string_view kRegions[] = {"ap-guangzhou", "ap-shanghai", "na-toronto"};

std::string zone_of(std::string_view region) {
  return std::string(region) + (region == "ap-guangzhou" ? "-2" : "-1");
}

Reply import_key(const Client& client) {
  return client.call("cvm", "ImportKeyPair",
                     {{"KeyName", "laptop"}, {"ProjectId", 0}, {"PublicKey", kPublicKey}});
}

// M-5, M-25
TEST(AccountPlaneOutage, regions_serve_everything_with_what_they_know) {
  Scenario cloud;
  std::string key = import_key(cloud.alice())["KeyId"].text();
  fail_account_plane(cloud);
  for (std::string_view region : kRegions) {  // one of them is first called now
    Client there = cloud.in(region);
    EXPECT_EQ(there.call("cvm", "DescribeKeyPairs")["TotalCount"], 1) << region;
    std::string id =
        run_one(there, R"("LoginSettings":{"KeyIds":[")" + key + R"("]})", zone_of(region));
    EXPECT_EQ(state_of(there, id), "RUNNING");
    EXPECT_EQ(shown(there, id)["LoginSettings"]["KeyIds"][0], key);
  }
  cloud.call("sts", "GetCallerIdentity").expect_ok();
  cloud.as(kOperator).call("terrane", "DescribeStatus").expect_ok();
}

// M-5
TEST(AccountPlaneOutage, its_own_changes_and_reads_are_refused_and_change_nothing) {
  Scenario cloud;
  std::string key = import_key(cloud.alice())["KeyId"].text();
  fail_account_plane(cloud);
  Scenario::Dump before = cloud.dump();
  cloud.call("cvm", "CreateKeyPair", {{"KeyName", "a"}, {"ProjectId", 0}})
      .expect_error("InternalError");
  cloud.call("cvm", "DeleteKeyPairs", {{"KeyIds", {key}}}).expect_error("InternalError");
  cloud.call("tag", "CreateTag", {{"TagKey", "a"}, {"TagValue", "b"}})
      .expect_error("InternalError");
  cloud.call("tag", "DescribeTags").expect_error("InternalError");
  cloud.as(kOperator)
      .call("terrane", "CreateAccount", {{"Name", "x"}})
      .expect_error("InternalError");
  cloud.as(kOperator).call("terrane", "DescribeAccounts").expect_error("InternalError");
  EXPECT_EQ(cloud.dump(), before);
}

// M-5
TEST(AccountPlaneOutage, lasts_across_a_restart_and_ends_when_it_is_healed) {
  Scenario cloud;
  import_key(cloud.alice()).expect_ok();
  fail_account_plane(cloud);
  cloud.restart();
  EXPECT_EQ(cloud.call("cvm", "DescribeKeyPairs")["TotalCount"], 1);
  cloud.call("cvm", "CreateKeyPair", {{"KeyName", "a"}, {"ProjectId", 0}})
      .expect_error("InternalError");
  heal(cloud, "account-plane").expect_ok();
  cloud.call("cvm", "CreateKeyPair", {{"KeyName", "a"}, {"ProjectId", 0}}).expect_ok();
  for (std::string_view region : kRegions)
    EXPECT_EQ(cloud.in(region).call("cvm", "DescribeKeyPairs")["TotalCount"], 2) << region;
}

// M-5: a region that comes back while the account plane is gone is brought up to date after both.
TEST(AccountPlaneOutage, keeps_a_region_that_was_away_behind_until_it_ends) {
  Scenario cloud;
  cloud.in("ap-shanghai").call("vpc", "DescribeVpcs").expect_ok();
  fail_region(cloud, "ap-shanghai");
  import_key(cloud.alice()).expect_ok();
  fail_account_plane(cloud);
  heal(cloud, "region/ap-shanghai").expect_ok();
  EXPECT_EQ(cloud.in("ap-shanghai").call("cvm", "DescribeKeyPairs")["TotalCount"], 0);
  heal(cloud, "account-plane").expect_ok();
  EXPECT_EQ(cloud.in("ap-shanghai").call("cvm", "DescribeKeyPairs")["TotalCount"], 1);
}

}  // namespace
}  // namespace terrane
