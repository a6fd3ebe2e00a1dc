// Security groups: one region, every zone of it (M-30).
#include <gtest/gtest.h>

#include "scenarios/network.h"
#include "scenarios/tags.h"

namespace terrane {
namespace {

Json describe(const Client& client, std::string_view group) {
  return client.call("vpc", "DescribeSecurityGroups",
                     {{"SecurityGroupIds", {group}}})["SecurityGroupSet"][0];
}

Json policies(const Client& client, std::string_view group) {
  return client.call("vpc", "DescribeSecurityGroupPolicies",
                     {{"SecurityGroupId", group}})["SecurityGroupPolicySet"];
}

// A group that lets in what comes from another, and from itself.
std::string create_naming(const Client& client, std::string_view other) {
  return client
      .call("vpc", "CreateSecurityGroupWithPolicies",
            {{"GroupName", "naming"},
             {"GroupDescription", "names another"},
             {"SecurityGroupPolicySet",
              {{"Ingress",
                {{{"Protocol", "TCP"},
                  {"Port", "22"},
                  {"SecurityGroupId", other},
                  {"Action", "ACCEPT"}}}}}}})["SecurityGroup"]["SecurityGroupId"]
      .text();
}

// M-30
TEST(SecurityGroups, are_created_and_shown_with_every_member_clients_read) {
  Scenario cloud;
  std::string project = std::to_string(add_project(cloud.alice(), "shop"));
  std::string id =
      cloud
          .call("vpc", "CreateSecurityGroup",
                {{"GroupName", "web"},
                 {"GroupDescription", "web servers"},
                 {"ProjectId", project},
                 {"Tags", {{{"Key", "a"}, {"Value", "b"}}}}})["SecurityGroup"]["SecurityGroupId"]
          .text();
  Json group = describe(cloud.alice(), id);
  EXPECT_EQ(group["SecurityGroupName"], "web");
  EXPECT_EQ(group["SecurityGroupDesc"], "web servers");
  EXPECT_EQ(group["ProjectId"], project);
  EXPECT_EQ(group["IsDefault"], false);
  EXPECT_EQ(group["TagSet"][0]["Key"], "a");
  EXPECT_FALSE(group["CreatedTime"].text().empty());
  EXPECT_EQ(policies(cloud.alice(), id)["Version"], "0");
  EXPECT_EQ(policies(cloud.alice(), id)["Ingress"].size(), 0u);
}

// M-30
TEST(SecurityGroups, are_created_with_policies_as_a_whole_or_not_at_all) {
  Scenario cloud;
  auto create = [&](std::string_view port) {
    return cloud.call("vpc", "CreateSecurityGroupWithPolicies",
                      {{"GroupName", "web"},
                       {"GroupDescription", ""},
                       {"SecurityGroupPolicySet",
                        {{"Ingress",
                          {{{"Protocol", "tcp"},
                            {"Port", port},
                            {"CidrBlock", "0.0.0.0/0"},
                            {"Action", "accept"}}}},
                         {"Egress", {{{"CidrBlock", "0.0.0.0/0"}, {"Action", "DROP"}}}}}}});
  };
  std::string id = create("80,443")["SecurityGroup"]["SecurityGroupId"].text();
  Json set = policies(cloud.alice(), id);
  EXPECT_EQ(set["Version"], "1");
  EXPECT_EQ(set["Ingress"][0]["Protocol"], "TCP");
  EXPECT_EQ(set["Ingress"][0]["Port"], "80,443");
  EXPECT_EQ(set["Egress"][0]["Action"], "DROP");
  create("http").expect_error("InvalidParameterValue.Malformed");
}

// M-30
TEST(SecurityGroups, refuse_wrong_names_descriptions_and_projects) {
  Scenario cloud;
  auto refused = [&](std::string name, std::string description, std::string_view project,
                     std::string_view code) {
    cloud
        .call("vpc", "CreateSecurityGroup",
              {{"GroupName", name}, {"GroupDescription", description}, {"ProjectId", project}})
        .expect_error(code);
  };
  refused("", "", "0", "InvalidParameterValue.TooLong");
  refused(std::string(61, 'a'), "", "0", "InvalidParameterValue.TooLong");
  refused("a", std::string(101, 'a'), "0", "InvalidParameterValue.TooLong");
  refused("a", "", "none", "InvalidParameterValue");
  refused("a", "", "-1", "InvalidParameterValue");
  refused("a", "", "7", "ResourceNotFound");
}

// M-30
TEST(SecurityGroups, are_limited_for_each_account_and_region) {
  Scenario cloud({.changes = "[limits]\nsecurity_groups = 4"});  // three are there by themselves
  create_security_group(cloud.alice());
  cloud.call("vpc", "CreateSecurityGroup", {{"GroupName", "a"}, {"GroupDescription", ""}})
      .expect_error("LimitExceeded");
  create_security_group(cloud.in("ap-shanghai"));
  create_security_group(cloud.as(kBob));
}

// M-30
TEST(SecurityGroups, are_changed_member_by_member_and_say_when) {
  Scenario cloud;
  std::string group = create_security_group(cloud.alice());
  cloud.advance(seconds(60));
  auto modify = [&](std::string_view member, std::string value) {
    return cloud.call("vpc", "ModifySecurityGroupAttribute",
                      {{"SecurityGroupId", group}, {member, value}});
  };
  modify("GroupName", "b").expect_ok();
  modify("GroupDescription", "").expect_ok();
  Json shown = describe(cloud.alice(), group);
  EXPECT_EQ(shown["SecurityGroupName"], "b");
  EXPECT_EQ(shown["SecurityGroupDesc"], "");
  EXPECT_LT(shown["CreatedTime"].text(), shown["UpdateTime"].text());
  modify("GroupName", "").expect_error("InvalidParameterValue.TooLong");
}

// M-8, M-13, M-30
TEST(SecurityGroups, of_another_account_or_region_do_not_exist_for_the_caller) {
  Scenario cloud;
  std::string group = create_security_group(cloud.alice());
  for (Client stranger : {cloud.as(kBob), cloud.in("ap-shanghai")}) {
    EXPECT_EQ(stranger.call("vpc", "DescribeSecurityGroups",
                            {{"SecurityGroupIds", {group}}})["TotalCount"],
              0);
    for (auto action : {"DeleteSecurityGroup", "DescribeSecurityGroupPolicies",
                        "ModifySecurityGroupAttribute", "CloneSecurityGroup"})
      stranger.call("vpc", action, {{"SecurityGroupId", group}}).expect_error("ResourceNotFound");
    for (auto action :
         {"DescribeSecurityGroupAssociationStatistics", "DescribeSecurityGroupReferences"})
      stranger.call("vpc", action, {{"SecurityGroupIds", {group}}})
          .expect_error("ResourceNotFound");
  }
  cloud.call("vpc", "DeleteSecurityGroup", {{"SecurityGroupId", "vpc-00000000"}})
      .expect_error("InvalidParameterValue.Malformed");
}

// M-30
TEST(SecurityGroups, are_deleted_once_no_other_names_them_and_never_the_default_one) {
  Scenario cloud;
  std::string group = create_security_group(cloud.alice());
  std::string naming = create_naming(cloud.alice(), group);
  auto remove = [&](std::string_view id) {
    return cloud.call("vpc", "DeleteSecurityGroup", {{"SecurityGroupId", id}});
  };
  std::string message = remove(group).expect_error("ResourceInUse");
  EXPECT_NE(message.find(naming), std::string::npos) << message;
  remove(naming).expect_ok();
  remove(group).expect_ok();
  remove(group).expect_error("ResourceNotFound");

  std::string standard =
      cloud.call("vpc", "CreateDefaultSecurityGroup")["SecurityGroup"]["SecurityGroupId"].text();
  remove(standard).expect_error("UnsupportedOperation");
}

// M-30
TEST(SecurityGroups, may_name_themselves_and_be_deleted_all_the_same) {
  Scenario cloud;
  std::string group = create_security_group(cloud.alice());
  cloud
      .call("vpc", "CreateSecurityGroupPolicies",
            {{"SecurityGroupId", group},
             {"SecurityGroupPolicySet",
              {{"Ingress", {{{"SecurityGroupId", group}, {"Action", "ACCEPT"}}}}}}})
      .expect_ok();
  cloud.call("vpc", "DeleteSecurityGroup", {{"SecurityGroupId", group}}).expect_ok();
}

// M-30
TEST(SecurityGroups, are_listed_by_filter_page_and_order) {
  Scenario cloud;
  std::string first = create_security_group(cloud.alice());
  cloud.advance(seconds(60));
  std::string second = create_security_group(cloud.alice());
  cloud.advance(seconds(60));
  cloud
      .call("vpc", "ModifySecurityGroupAttribute",
            {{"SecurityGroupId", first}, {"GroupName", "renamed"}})
      .expect_ok();
  auto ordered = [&](std::string_view field, std::string_view direction) {
    return cloud.call("vpc", "DescribeSecurityGroups",
                      {{"OrderField", field}, {"OrderDirection", direction}, {"Limit", "1"}});
  };
  EXPECT_EQ(ordered("CreatedTime", "DESC")["SecurityGroupSet"][0]["SecurityGroupId"], second);
  EXPECT_EQ(ordered("UpdateTime", "DESC")["SecurityGroupSet"][0]["SecurityGroupId"], first);
  EXPECT_EQ(ordered("UpdateTime", "DESC")["TotalCount"], 5);
  EXPECT_EQ(ordered("CreatedTime", "ASC")["SecurityGroupSet"][0]["IsDefault"], true);
  ordered("Colour", "ASC").expect_error("InvalidParameterValue.Range");
  ordered("CreatedTime", "UP").expect_error("InvalidParameterValue.Range");
  auto filtered = [&](std::string_view name, std::string_view value) {
    return cloud.call("vpc", "DescribeSecurityGroups",
                      {{"Filters", {{{"Name", name}, {"Values", {value}}}}}});
  };
  EXPECT_EQ(filtered("security-group-name", "renamed")["TotalCount"], 1);
  EXPECT_EQ(filtered("project-id", "0")["TotalCount"], 5);
  EXPECT_EQ(filtered("security-group-id", second)["TotalCount"], 1);
}

// M-30
TEST(SecurityGroups, are_counted_by_what_uses_them_one_row_for_each) {
  Scenario cloud;
  std::string group = create_security_group(cloud.alice());
  std::string naming = create_naming(cloud.alice(), group);
  auto statistics = cloud.call("vpc", "DescribeSecurityGroupAssociationStatistics",
                               {{"SecurityGroupIds", {naming, group}}});
  Json rows = statistics["SecurityGroupAssociationStatisticsSet"];
  EXPECT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0]["SecurityGroupId"], naming);
  EXPECT_EQ(rows[0]["SG"], 0);
  EXPECT_EQ(rows[1]["SG"], 1);
  for (auto member : {"CVM", "CLB", "CDB", "ENI", "TotalCount"}) EXPECT_EQ(rows[1][member], 0);

  auto references =
      cloud.call("vpc", "DescribeSecurityGroupReferences", {{"SecurityGroupIds", {group}}});
  Json row = references["ReferredSecurityGroupSet"][0];
  EXPECT_EQ(row["SecurityGroupId"], group);
  EXPECT_EQ(row["ReferredSecurityGroupIds"][0], naming);
}

// M-30
TEST(SecurityGroups, have_the_limits_of_the_catalogue) {
  Scenario cloud({.changes = "[limits]\nsecurity_groups = 9\nsecurity_groups_per_instance = 2"});
  Json limits = cloud.call("vpc", "DescribeSecurityGroupLimits")["SecurityGroupLimitSet"];
  EXPECT_EQ(limits["SecurityGroupLimit"], 9);
  EXPECT_EQ(limits["InstanceSecurityGroupLimit"], 2);
  for (const auto& member : limits.value().as_object())
    EXPECT_FALSE(member.value().is_null()) << member.key();
}

// M-30
TEST(ClonedSecurityGroups, have_the_policies_of_the_source_and_what_was_asked_to_differ) {
  Scenario cloud;
  std::string other = create_security_group(cloud.alice());
  std::string source = create_naming(cloud.alice(), other);
  auto plain = cloud.call("vpc", "CloneSecurityGroup", {{"SecurityGroupId", source}});
  EXPECT_EQ(plain["SecurityGroup"]["SecurityGroupName"], "naming");
  EXPECT_EQ(plain["SecurityGroup"]["SecurityGroupDesc"], "names another");
  EXPECT_EQ(plain["SecurityGroup"]["TagSet"].size(), 0u);
  std::string clone = plain["SecurityGroup"]["SecurityGroupId"].text();
  EXPECT_NE(clone, source);
  EXPECT_EQ(policies(cloud.alice(), clone)["Ingress"][0]["SecurityGroupId"], other);

  std::string project = std::to_string(add_project(cloud.alice(), "shop"));
  auto changed = cloud.call("vpc", "CloneSecurityGroup",
                            {{"SecurityGroupId", source},
                             {"GroupName", "b"},
                             {"ProjectId", project},
                             {"Tags", {{{"Key", "a"}, {"Value", "b"}}}}});
  EXPECT_EQ(changed["SecurityGroup"]["SecurityGroupName"], "b");
  EXPECT_EQ(changed["SecurityGroup"]["ProjectId"], project);
  auto tagged = cloud.call("vpc", "CloneSecurityGroup",
                           {{"SecurityGroupId", changed["SecurityGroup"]["SecurityGroupId"].text()},
                            {"Tags", {{{"Key", "a"}, {"Value", "c"}}}},
                            {"IsCloneTags", true}});
  EXPECT_EQ(tagged["SecurityGroup"]["TagSet"].size(), 1u);
  EXPECT_EQ(tagged["SecurityGroup"]["TagSet"][0]["Value"], "c");
}

// M-5, M-8, M-30
TEST(ClonedSecurityGroups, come_from_another_region_unless_they_name_groups_there) {
  Scenario cloud;
  std::string source = create_security_group(cloud.alice());
  cloud
      .call("vpc", "CreateSecurityGroupPolicies",
            {{"SecurityGroupId", source},
             {"SecurityGroupPolicySet",
              {{"Ingress", {{{"SecurityGroupId", source}, {"Action", "ACCEPT"}}}}}}})
      .expect_ok();
  Client shanghai = cloud.in("ap-shanghai");
  auto clone = [&](std::string_view group, std::string_view from) {
    return shanghai.call("vpc", "CloneSecurityGroup",
                         {{"SecurityGroupId", group}, {"RemoteRegion", from}});
  };
  std::string id = clone(source, "ap-guangzhou")["SecurityGroup"]["SecurityGroupId"].text();
  // A policy about the group itself is about the clone.
  EXPECT_EQ(policies(shanghai, id)["Ingress"][0]["SecurityGroupId"], id);
  EXPECT_EQ(shanghai.call("vpc", "DescribeSecurityGroups")["TotalCount"], 4);

  std::string naming = create_naming(cloud.alice(), source);
  clone(naming, "ap-guangzhou").expect_error("UnsupportedOperation.RemoteRegionSgHasReferencedSg");
  clone(source, "ap-nowhere").expect_error("InvalidParameterValue");
  clone(source, "ap-shanghai").expect_error("ResourceNotFound");
  cloud.as(kBob)
      .in("ap-shanghai")
      .call("vpc", "CloneSecurityGroup",
            {{"SecurityGroupId", source}, {"RemoteRegion", "ap-guangzhou"}})
      .expect_error("ResourceNotFound");
  cloud.in("")
      .call("vpc", "CloneSecurityGroup", {{"SecurityGroupId", source}})
      .expect_error("MissingParameter");
}

}  // namespace
}  // namespace terrane
