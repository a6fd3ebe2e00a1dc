// Launch templates: settings of RunInstances, kept in versions that never change.
#include <gtest/gtest.h>

#include "scenarios/scenario.h"

namespace terrane {
namespace {

constexpr const char* kSettings =
    R"("Placement":{"Zone":"ap-guangzhou-2"},"ImageId":"img-487zeit5","InstanceType":"S5.SMALL1",
       "InstanceCount":2,"InstanceName":"web")";

std::string create(const Client& client, const std::string& name = "web") {
  return client
      .call("cvm", "CreateLaunchTemplate",
            R"({"LaunchTemplateName":")" + name + "\"," + kSettings + "}")["LaunchTemplateId"]
      .text();
}

TEST(LaunchTemplates, a_template_shows_its_first_version_as_the_default_with_all_it_was_given) {
  Scenario cloud;
  std::string id = create(cloud.alice());
  auto listed = cloud.call("cvm", "DescribeLaunchTemplates", {{"LaunchTemplateIds", {id}}});
  EXPECT_EQ(listed["TotalCount"], 1);
  EXPECT_EQ(listed["LaunchTemplateSet"][0]["DefaultVersionNumber"], 1);
  EXPECT_EQ(listed["LaunchTemplateSet"][0]["LaunchTemplateName"], "web");
  auto versions = cloud.call("cvm", "DescribeLaunchTemplateVersions", {{"LaunchTemplateId", id}});
  auto version = versions["LaunchTemplateVersionSet"][0];
  EXPECT_EQ(version["IsDefaultVersion"], true);
  EXPECT_EQ(version["LaunchTemplateVersionData"]["Placement"]["Zone"], "ap-guangzhou-2");
  EXPECT_EQ(version["LaunchTemplateVersionData"]["InstanceCount"], 2);
  EXPECT_EQ(version["LaunchTemplateVersionData"]["InstanceName"], "web");
}

TEST(LaunchTemplates, a_version_made_from_another_takes_what_it_does_not_say_itself) {
  Scenario cloud;
  std::string id = create(cloud.alice());
  cloud
      .call("cvm", "CreateLaunchTemplateVersion",
            R"({"LaunchTemplateId":")" + id +
                R"(","LaunchTemplateVersion":1,"Placement":{"Zone":"ap-guangzhou-3"}})")
      .expect_ok();
  auto data = cloud.call("cvm", "DescribeLaunchTemplateVersions",
                         R"({"LaunchTemplateId":")" + id +
                             R"(","LaunchTemplateVersions":[2]})")["LaunchTemplateVersionSet"][0]
                                                                  ["LaunchTemplateVersionData"];
  EXPECT_EQ(data["Placement"]["Zone"], "ap-guangzhou-3");
  EXPECT_EQ(data["InstanceName"], "web");
}

TEST(LaunchTemplates, the_default_version_stays_until_another_is_the_default) {
  Scenario cloud;
  std::string id = create(cloud.alice()), of_id = R"({"LaunchTemplateId":")" + id + R"(",)";
  cloud
      .call("cvm", "CreateLaunchTemplateVersion",
            of_id + R"("Placement":{"Zone":"ap-guangzhou-3"}})")
      .expect_ok();
  std::string remove_first = of_id + R"("LaunchTemplateVersions":[1]})";
  cloud.call("cvm", "DeleteLaunchTemplateVersions", remove_first)
      .expect_error("InvalidParameterValue.LaunchTemplateDefaultVersion");
  cloud.call("cvm", "ModifyLaunchTemplateDefaultVersion", of_id + R"("DefaultVersion":7})")
      .expect_error("InvalidParameterValue.LaunchTemplateIdVerNotExisted");
  cloud.call("cvm", "ModifyLaunchTemplateDefaultVersion", of_id + R"("DefaultVersion":1})")
      .expect_error("InvalidParameterValue.LaunchTemplateIdVerSetAlready");
  cloud.call("cvm", "ModifyLaunchTemplateDefaultVersion", of_id + R"("DefaultVersion":2})")
      .expect_ok();
  cloud.call("cvm", "DeleteLaunchTemplateVersions", remove_first).expect_ok();
  EXPECT_EQ(
      cloud.call("cvm", "DescribeLaunchTemplateVersions", {{"LaunchTemplateId", id}})["TotalCount"],
      1);
}

// M-8, M-13
TEST(LaunchTemplates, those_of_another_account_or_region_do_not_exist) {
  Scenario cloud;
  std::string id = create(cloud.alice());
  for (const Client& stranger : {cloud.as(kBob), cloud.in("ap-shanghai")}) {
    EXPECT_EQ(stranger.call("cvm", "DescribeLaunchTemplates",
                            {{"LaunchTemplateIds", {id}}})["TotalCount"],
              0);
    stranger.call("cvm", "DeleteLaunchTemplate", {{"LaunchTemplateId", id}})
        .expect_error("InvalidParameterValue.LaunchTemplateNotFound");
  }
  cloud.call("cvm", "DeleteLaunchTemplate", {{"LaunchTemplateId", "lt-short"}})
      .expect_error("InvalidParameterValue.LaunchTemplateIdMalformed");
  cloud.call("cvm", "DeleteLaunchTemplate", {{"LaunchTemplateId", id}}).expect_ok();
  EXPECT_EQ(cloud.call("cvm", "DescribeLaunchTemplates")["TotalCount"], 0);
}

TEST(LaunchTemplates, a_dry_run_makes_none) {
  Scenario cloud;
  cloud
      .call("cvm", "CreateLaunchTemplate",
            std::string(R"({"LaunchTemplateName":"web","DryRun":true,)") + kSettings + "}")
      .expect_ok();
  EXPECT_EQ(cloud.call("cvm", "DescribeLaunchTemplates")["TotalCount"], 0);
}

TEST(LaunchTemplates, there_are_as_many_as_the_limits_say) {
  Scenario cloud({.changes = "[limits]\nlaunch_templates = 1\nversions_per_launch_template = 1"});
  std::string id = create(cloud.alice());
  cloud
      .call("cvm", "CreateLaunchTemplate",
            std::string(R"({"LaunchTemplateName":"more",)") + kSettings + "}")
      .expect_error("LimitExceeded.LaunchTemplateQuota");
  cloud
      .call("cvm", "CreateLaunchTemplateVersion",
            R"({"LaunchTemplateId":")" + id + R"(","Placement":{"Zone":"ap-guangzhou-3"}})")
      .expect_error("LimitExceeded.LaunchTemplateVersionQuota");
}

TEST(LaunchTemplates, are_found_by_the_tags_of_their_own) {
  Scenario cloud;
  auto create_tagged = [&](std::string_view type, std::string_view key) {
    return cloud.call("cvm", "CreateLaunchTemplate",
                      std::string(R"({"LaunchTemplateName":"web",)") + kSettings +
                          R"(,"LaunchTemplateTagSpecification":[{"ResourceType":")" +
                          std::string(type) + R"(","Tags":[{"Key":")" + std::string(key) +
                          R"(","Value":"web"}]}]})");
  };
  create(cloud.alice());
  std::string id = create_tagged("launch-template", "team")["LaunchTemplateId"].text();
  Reply found = cloud.call("cvm", "DescribeLaunchTemplates",
                           {{"Filters", {{{"Name", "tag:team"}, {"Values", {"web"}}}}}});
  ASSERT_EQ(found["TotalCount"], 1);
  EXPECT_EQ(found["LaunchTemplateSet"][0]["LaunchTemplateId"], id);
  create_tagged("instance", "team").expect_error("InvalidParameterValue");
  create_tagged("launch-template", "tencent").expect_error("FailedOperation.TagKeyReserved");
  cloud
      .call("cvm", "DeleteLaunchTemplateVersions",
            R"({"LaunchTemplateId":")" + id + R"(","LaunchTemplateVersions":[]})")
      .expect_error("MissingParameter");
  cloud.call("cvm", "DescribeLaunchTemplates", {{"Limit", 101}}).expect_error("InvalidParameter");
}

}  // namespace
}  // namespace terrane
