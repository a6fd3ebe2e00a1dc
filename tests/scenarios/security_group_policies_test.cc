// The policies of security groups: what is accepted, how it is kept, and how it changes (M-30).
#include <gtest/gtest.h>

#include "scenarios/network.h"

namespace terrane {
namespace {

using boost::json::array;
using boost::json::object;

object tcp(std::string_view port, std::string_view cidr = "0.0.0.0/0") {
  return {{"Protocol", "TCP"}, {"Port", port}, {"CidrBlock", cidr}, {"Action", "ACCEPT"}};
}

object at(int64_t index, object policy) {
  policy["PolicyIndex"] = index;
  return policy;
}

// A security group and what can be done to its policies.
class Group {
 public:
  explicit Group(Scenario& cloud) : cloud_(cloud), id_(create_security_group(cloud.alice())) {}

  const std::string& id() const { return id_; }
  Reply call(std::string_view action, object set) const {
    return cloud_.call("vpc", action, {{"SecurityGroupId", id_}, {"SecurityGroupPolicySet", set}});
  }
  Reply add(array ingress) const {
    return call("CreateSecurityGroupPolicies", {{"Ingress", ingress}});
  }
  Reply reset(object set, bool sorted) const {
    return cloud_.call(
        "vpc", "ModifySecurityGroupPolicies",
        {{"SecurityGroupId", id_}, {"SecurityGroupPolicySet", set}, {"SortPolicys", sorted}});
  }
  Json policies() const {
    return cloud_.call("vpc", "DescribeSecurityGroupPolicies",
                       {{"SecurityGroupId", id_}})["SecurityGroupPolicySet"];
  }
  // The ports of the ingress policies, in order.
  std::string ports() const {
    Json ingress = policies()["Ingress"];
    std::string ports;
    for (size_t i = 0; i < ingress.size(); ++i) {
      EXPECT_EQ(ingress[i]["PolicyIndex"], i);
      ports += (i ? " " : "") + ingress[i]["Port"].text();
    }
    return ports;
  }

 private:
  Scenario& cloud_;
  std::string id_;
};

// M-30
TEST(SecurityGroupPolicies, are_kept_in_one_spelling_with_no_member_null) {
  Scenario cloud;
  Group group(cloud);
  group
      .add({{{"Protocol", "tcp"}, {"Port", "80"}, {"CidrBlock", "10.0.0.1"}, {"Action", "Accept"}},
            {{"Protocol", "icmp"}, {"Port", "all"}, {"CidrBlock", "0.0.0.0/8"}, {"Action", "drop"}},
            {{"CidrBlock", "10.0.0.0/8"}, {"Action", "ACCEPT"}, {"PolicyDescription", "all"}},
            {{"Protocol", "UDP"}, {"Ipv6CidrBlock", "2402:4e00::/32"}, {"Action", "ACCEPT"}},
            {{"Protocol", "ICMPv6"}, {"Ipv6CidrBlock", "0::0/0"}, {"Action", "ACCEPT"}},
            {{"Protocol", "GRE"}, {"SecurityGroupId", group.id()}, {"Action", "ACCEPT"}}})
      .expect_ok();
  Json ingress = group.policies()["Ingress"];
  auto spelt = [&](size_t i) {
    std::string text;
    for (auto member : {"Action", "Protocol", "Port", "CidrBlock", "Ipv6CidrBlock"})
      text += ingress[i][member].text() + "|";
    return text;
  };
  EXPECT_EQ(spelt(0), "ACCEPT|TCP|80|10.0.0.1||");
  EXPECT_EQ(spelt(1), "DROP|ICMP|ALL|0.0.0.0/0||");
  EXPECT_EQ(spelt(2), "ACCEPT|ALL|ALL|10.0.0.0/8||");
  EXPECT_EQ(spelt(3), "ACCEPT|UDP|ALL||2402:4e00::/32|");
  EXPECT_EQ(spelt(4), "ACCEPT|ICMPV6|ALL||::/0|");
  EXPECT_EQ(spelt(5), "ACCEPT|GRE|ALL|||");
  EXPECT_EQ(ingress[5]["SecurityGroupId"], group.id());
  EXPECT_EQ(ingress[0]["SecurityGroupId"], "");
  EXPECT_EQ(ingress[2]["PolicyDescription"], "all");
  Json statistics = group.policies()["PolicyStatistics"];
  EXPECT_EQ(statistics["IngressIPv4TotalCount"], 4);
  EXPECT_EQ(statistics["IngressIPv6TotalCount"], 2);
  EXPECT_EQ(statistics["EgressIPv4TotalCount"], 0);
}

// M-30
TEST(SecurityGroupPolicies, are_refused_when_they_are_no_policies) {
  Scenario cloud;
  Group group(cloud);
  auto refused = [&](std::string_view code,
                     std::initializer_list<std::pair<std::string_view, std::string>> changes) {
    object policy = tcp("22");
    for (const auto& [member, value] : changes) {
      policy[member] = value;
      if (value.empty()) policy.erase(member);
    }
    group.add({policy}).expect_error(code);
  };
  refused("InvalidParameterValue.Malformed", {{"Protocol", "SCTP"}});
  for (auto port : {"http", "80,", ",80", "80-", "80--90", "1-2-3", "80;90", "-1", "800000"})
    refused("InvalidParameterValue.Malformed", {{"Port", port}});
  for (auto port : {"0", "65536", "90-80", "80,70000"})
    refused("InvalidParameterValue.Range", {{"Port", port}});
  for (auto protocol : {"ICMP", "ICMPV6", "GRE", "ALL"})
    refused("InvalidParameter.Coexist", {{"Protocol", protocol}});
  for (auto cidr : {"10.0.0.1/24", "10.0.0", "10.0.0.0/33", "MY_PUBLIC_IP"})
    refused("InvalidParameterValue.Malformed", {{"CidrBlock", cidr}});
  for (auto cidr : {"2402::/129", "2402", "10.0.0.0/8", "::/x"})
    refused("InvalidParameterValue.Malformed", {{"CidrBlock", ""}, {"Ipv6CidrBlock", cidr}});
  refused("InvalidParameterValue.Malformed", {{"CidrBlock", ""}});
  refused("InvalidParameter.Coexist", {{"Ipv6CidrBlock", "::/0"}});
  refused("InvalidParameter.Coexist",
          {{"Protocol", "ICMP"}, {"Port", ""}, {"CidrBlock", ""}, {"Ipv6CidrBlock", "::/0"}});
  refused("InvalidParameterValue.Malformed", {{"Action", "LET"}});
  refused("InvalidParameterValue.Malformed", {{"Action", ""}});
  refused("InvalidParameterValue.TooLong", {{"PolicyDescription", std::string(101, 'a')}});
  refused("InvalidParameterValue.Malformed", {{"CidrBlock", ""}, {"SecurityGroupId", "group"}});
  refused("ResourceNotFound", {{"CidrBlock", ""}, {"SecurityGroupId", "sg-00000000"}});
}

// M-13, M-30
TEST(SecurityGroupPolicies, name_groups_of_the_same_account_and_region_only) {
  Scenario cloud;
  Group group(cloud);
  for (Client stranger : {cloud.as(kBob), cloud.in("ap-shanghai")})
    group.add({{{"SecurityGroupId", create_security_group(stranger)}, {"Action", "ACCEPT"}}})
        .expect_error("ResourceNotFound");
  group.add({{{"AddressTemplate", {{"AddressId", "ipm-12345678"}}}, {"Action", "ACCEPT"}}})
      .expect_error("ResourceNotFound");
  group
      .add({{{"ServiceTemplate", {{"ServiceId", "ppm-12345678"}}},
             {"CidrBlock", "0.0.0.0/0"},
             {"Action", "ACCEPT"}}})
      .expect_error("ResourceNotFound");
}

// M-30
TEST(SecurityGroupPolicies, are_added_behind_the_last_or_at_one_index_in_one_direction) {
  Scenario cloud;
  Group group(cloud);
  group.add({tcp("1"), tcp("2")}).expect_ok();
  group.add({tcp("3")}).expect_ok();
  group.add({at(0, tcp("4")), at(0, tcp("5"))}).expect_ok();
  group.add({at(2, tcp("6"))}).expect_ok();
  group.add({at(6, tcp("7"))}).expect_ok();
  EXPECT_EQ(group.ports(), "4 5 6 1 2 3 7");
  group.add({at(8, tcp("8"))}).expect_error("InvalidParameterValue.Range");
  group.add({at(-1, tcp("8"))}).expect_error("InvalidParameterValue.Range");
  group.add({at(0, tcp("8")), at(1, tcp("9"))}).expect_error("InvalidParameterValue.Malformed");
  group.add({at(0, tcp("8")), tcp("9")}).expect_error("InvalidParameterValue.Malformed");
  group.add({}).expect_error("InvalidParameterValue.Empty");
  group.call("CreateSecurityGroupPolicies", {{"Ingress", {tcp("8")}}, {"Egress", {tcp("8")}}})
      .expect_error("InvalidParameter.Coexist");
}

// M-30
TEST(SecurityGroupPolicies, are_not_repeated_and_not_too_many) {
  Scenario cloud({.changes = "[limits]\npolicies_per_security_group_direction = 3"});
  Group group(cloud);
  group.add({tcp("1"), tcp("2")}).expect_ok();
  group.add({tcp("1")}).expect_error("UnsupportedOperation.DuplicatePolicy");
  group
      .add({{{"Protocol", "tcp"}, {"Port", "2"}, {"CidrBlock", "0.0.0.0/4"}, {"Action", "accept"}}})
      .expect_error("UnsupportedOperation.DuplicatePolicy");
  group.add({tcp("3"), tcp("4")}).expect_error("LimitExceeded");
  group.add({tcp("3")}).expect_ok();
  group.call("CreateSecurityGroupPolicies", {{"Egress", {tcp("1")}}}).expect_ok();
}

// M-30
TEST(SecurityGroupPolicies, count_a_version_up_and_refuse_a_stale_one) {
  Scenario cloud;
  Group group(cloud);
  auto add = [&](std::string_view version, std::string_view port) {
    return group.call("CreateSecurityGroupPolicies",
                      {{"Version", version}, {"Ingress", {tcp(port)}}});
  };
  add("0", "1").expect_ok();
  EXPECT_EQ(group.policies()["Version"], "1");
  add("0", "2").expect_error("UnsupportedOperation.VersionMismatch");
  add("two", "2").expect_error("InvalidParameterValue.Malformed");
  add("1", "2").expect_ok();
  EXPECT_EQ(group.policies()["Version"], "2");
}

// M-30
TEST(SecurityGroupPolicies, are_reset_as_a_whole_and_cleared_by_version_0) {
  Scenario cloud;
  Group group(cloud);
  group.reset({{"Ingress", {tcp("1")}}, {"Egress", {tcp("2")}}}, false).expect_ok();
  EXPECT_EQ(group.ports(), "1");
  EXPECT_EQ(group.policies()["Egress"][0]["Port"], "2");
  EXPECT_EQ(group.policies()["Version"], "1");
  // The current version, and the one this call makes, are both fresh.
  group.reset({{"Version", "1"}, {"Ingress", {tcp("3")}}}, false).expect_ok();
  EXPECT_EQ(group.policies()["Egress"].size(), 0u);
  group.reset({{"Version", "3"}, {"Ingress", {tcp("4")}}}, false).expect_ok();
  EXPECT_EQ(group.policies()["Version"], "3");
  group.reset({{"Version", "2"}, {"Ingress", {tcp("5")}}}, false)
      .expect_error("UnsupportedOperation.VersionMismatch");
  group.reset({{"Ingress", {tcp("5"), tcp("5")}}}, false)
      .expect_error("UnsupportedOperation.DuplicatePolicy");

  group.reset({{"Version", "0"}, {"Ingress", {tcp("6")}}}, false).expect_ok();
  EXPECT_EQ(group.ports(), "");
  EXPECT_EQ(group.policies()["Version"], "4");
}

// M-30
TEST(SecurityGroupPolicies, keep_their_order_in_a_reset_unless_told_to_sort) {
  Scenario cloud;
  Group group(cloud);
  group.add({tcp("1"), tcp("2"), tcp("3")}).expect_ok();
  group.reset({{"Ingress", {tcp("9"), tcp("3"), tcp("1")}}}, false).expect_ok();
  EXPECT_EQ(group.ports(), "9 1 3");
  group.reset({{"Ingress", {tcp("3"), tcp("9"), tcp("1")}}}, true).expect_ok();
  EXPECT_EQ(group.ports(), "3 9 1");
}

// M-30
TEST(SecurityGroupPolicies, are_replaced_by_index) {
  Scenario cloud;
  Group group(cloud);
  group.add({tcp("1"), tcp("2"), tcp("3")}).expect_ok();
  group.call("ReplaceSecurityGroupPolicy", {{"Ingress", {at(1, tcp("8"))}}}).expect_ok();
  group
      .call("ReplaceSecurityGroupPolicies",
            {{"Version", "2"}, {"Ingress", {at(2, tcp("2")), at(0, tcp("9"))}}})
      .expect_ok();
  EXPECT_EQ(group.ports(), "9 8 2");

  auto refused = [&](std::string_view action, object set, std::string_view code) {
    group.call(action, set).expect_error(code);
  };
  refused("ReplaceSecurityGroupPolicy", {{"Ingress", {at(0, tcp("5")), at(1, tcp("6"))}}},
          "InvalidParameterValue.LimitExceeded");
  refused("ReplaceSecurityGroupPolicy", {{"Ingress", {tcp("5")}}}, "InvalidParameterValue.Empty");
  refused("ReplaceSecurityGroupPolicies", {{"Ingress", {at(3, tcp("5"))}}},
          "InvalidParameterValue.Range");
  refused("ReplaceSecurityGroupPolicies", {{"Ingress", {at(0, tcp("5")), at(0, tcp("6"))}}},
          "InvalidParameterValue.Malformed");
  refused("ReplaceSecurityGroupPolicies", {{"Ingress", {at(0, tcp("8"))}}},
          "UnsupportedOperation.DuplicatePolicy");
  refused("ReplaceSecurityGroupPolicies", {{"Version", "1"}, {"Ingress", {at(0, tcp("5"))}}},
          "UnsupportedOperation.VersionMismatch");
}

// M-30
TEST(SecurityGroupPolicies, are_moved_by_priority) {
  Scenario cloud;
  Group group(cloud);
  group.add({tcp("1"), tcp("2"), tcp("3"), tcp("4")}).expect_ok();
  auto move = [&](std::string_view type, array from, array to) {
    return cloud.call("vpc", "ReplaceSecurityGroupPolicies",
                      {{"SecurityGroupId", group.id()},
                       {"SecurityGroupPolicySet", {{"Ingress", to}}},
                       {"OriginalSecurityGroupPolicySet", {{"Ingress", from}}},
                       {"UpdateType", type}});
  };
  move("Priority", {at(3, tcp("4"))}, {at(0, tcp("4"))}).expect_ok();
  EXPECT_EQ(group.ports(), "4 1 2 3");
  move("Priority", {at(0, tcp("4")), at(1, tcp("1"))}, {at(3, tcp("4")), at(2, tcp("1"))})
      .expect_ok();
  EXPECT_EQ(group.ports(), "2 3 1 4");
  move("Both", {at(0, tcp("2"))}, {at(1, tcp("9"))}).expect_ok();
  EXPECT_EQ(group.ports(), "3 9 1 4");
  move("Priority", {}, {at(1, tcp("9"))}).expect_error("InvalidParameterValue.Empty");
  move("Upwards", {at(0, tcp("2"))}, {at(1, tcp("9"))})
      .expect_error("InvalidParameterValue.Malformed");
}

// M-30
TEST(SecurityGroupPolicies, are_deleted_by_index_or_by_contents) {
  Scenario cloud;
  Group group(cloud);
  group.add({tcp("1"), tcp("2"), tcp("3"), tcp("4")}).expect_ok();
  auto remove = [&](array policies) {
    return group.call("DeleteSecurityGroupPolicies", {{"Ingress", policies}});
  };
  remove({{{"PolicyIndex", 0}}, {{"PolicyIndex", 2}}}).expect_ok();
  EXPECT_EQ(group.ports(), "2 4");
  remove({{{"Protocol", "tcp"}, {"Port", "4"}, {"CidrBlock", "0.0.0.0/0"}, {"Action", "Accept"}}})
      .expect_ok();
  EXPECT_EQ(group.ports(), "2");
  remove({tcp("4")}).expect_error("ResourceNotFound");
  remove({{{"PolicyIndex", 1}}}).expect_error("InvalidParameterValue.Range");
  remove({{{"PolicyIndex", 0}}, tcp("2")}).expect_error("InvalidParameter.Coexist");
  group.call("DeleteSecurityGroupPolicies", {{"Version", "1"}, {"Ingress", {{{"PolicyIndex", 0}}}}})
      .expect_error("UnsupportedOperation.VersionMismatch");
  remove({{{"PolicyIndex", 0}}}).expect_ok();
  EXPECT_EQ(group.policies()["Version"], "4");
}

// M-30
TEST(SecurityGroupPolicies, are_filtered_and_keep_their_index) {
  Scenario cloud;
  Group group(cloud);
  group.add({tcp("22", "10.1.0.0/16"), tcp("8080")}).expect_ok();
  group.call("CreateSecurityGroupPolicies", {{"Egress", {tcp("443")}}}).expect_ok();
  auto filtered = [&](std::string_view name, std::string_view value) {
    return cloud.call(
        "vpc", "DescribeSecurityGroupPolicies",
        {{"SecurityGroupId", group.id()}, {"Filters", {{{"Name", name}, {"Values", {value}}}}}});
  };
  Json by_port = filtered("port", "80")["SecurityGroupPolicySet"];
  EXPECT_EQ(by_port["Ingress"].size(), 1u);
  EXPECT_EQ(by_port["Ingress"][0]["PolicyIndex"], 1);
  EXPECT_EQ(by_port["Egress"].size(), 0u);
  EXPECT_EQ(filtered("ip", "10.1.")["SecurityGroupPolicySet"]["Ingress"].size(), 1u);
  EXPECT_EQ(filtered("poly", "DROP")["SecurityGroupPolicySet"]["Ingress"].size(), 0u);
  EXPECT_EQ(filtered("direction", "OUTBOUND")["SecurityGroupPolicySet"]["Ingress"].size(), 0u);
  EXPECT_EQ(filtered("direction", "OUTBOUND")["SecurityGroupPolicySet"]["Egress"].size(), 1u);
  filtered("direction", "UP").expect_error("InvalidParameterValue.Malformed");
  filtered("mood", "good").expect_error("InvalidParameter.FilterInvalidKey");
}

}  // namespace
}  // namespace terrane
