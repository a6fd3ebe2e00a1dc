// What an account may have: each kind is refused at its limit with its service's own code, and the
// actions that tell quotas tell what is used and what the limit is.
#include <gtest/gtest.h>

#include "scenarios/addresses.h"
#include "scenarios/databases.h"
#include "scenarios/disks.h"
#include "scenarios/tags.h"

namespace terrane {
namespace {

// One limit: makes one more of what it counts, the number of this attempt being `n`.
struct Quota {
  std::string_view limit;  // in [limits] of the catalogue
  int at;                  // what it is set to
  int made_already;        // by the cloud, or by what `prepare` did
  std::string_view code;
  std::function<Reply(const Client&, int n)> make;
};

std::string numbered(std::string_view text, int n) {
  return std::string(text) + std::to_string(n);
}

// What lies in a VPC needs one.
std::string the_vpc(const Client& client) {
  Json vpcs = client.call("vpc", "DescribeVpcs", R"({"Filters":[{"Name":"vpc-name",
                                                     "Values":["a VPC"]}]})")["VpcSet"];
  // The newest come first.
  return vpcs.size() > 0 ? vpcs[vpcs.size() - 1]["VpcId"].text() : create_vpc(client);
}
std::string the_subnet(const Client& client, const std::string& vpc) {
  Json subnets = client.call("vpc", "DescribeSubnets",
                             {{"Filters", {{{"Name", "vpc-id"}, {"Values", {vpc}}}}}})["SubnetSet"];
  return subnets.size() > 0 ? subnets[0]["SubnetId"].text() : create_subnet(client, vpc);
}
std::string the_group(const Client& client) {
  Json groups = client.call("vpc", "DescribeSecurityGroups",
                            R"({"Filters":[{"Name":"security-group-name",
                                            "Values":["a group"]}]})")["SecurityGroupSet"];
  return groups.size() > 0 ? groups[0]["SecurityGroupId"].text() : create_security_group(client);
}
std::string the_instance(const Client& client) {
  Json instances = client.call("cvm", "DescribeInstances")["InstanceSet"];
  return instances.size() > 0 ? instances[0]["InstanceId"].text() : run_one(client);
}

std::string the_balancer(const Client& client) {
  auto found = [&] { return client.call("clb", "DescribeLoadBalancers")["LoadBalancerSet"]; };
  if (found().size() == 0)
    client.call("clb", "CreateLoadBalancer", R"({"LoadBalancerType":"OPEN"})").expect_ok();
  return found()[0]["LoadBalancerId"].text();
}

// A real public key: only its last bytes differ, so that each is another one.
std::string public_key(int n) {
  std::string key(kPublicKey);
  key[key.size() - 2] = char('a' + n);
  return key;
}

const std::vector<Quota>& quotas() {
  static const std::vector<Quota> kQuotas = {
      {"vpcs", 3, 1, "LimitExceeded",
       [](const Client& client, int) {
         return client.call("vpc", "CreateVpc", {{"VpcName", "a"}, {"CidrBlock", "10.0.0.0/16"}});
       }},
      {"subnets_per_vpc", 4, 0, "LimitExceeded",
       [](const Client& client, int n) {
         return client.call("vpc", "CreateSubnet",
                            {{"VpcId", the_vpc(client)},
                             {"SubnetName", "a"},
                             {"CidrBlock", numbered("10.0.", n) + ".0/24"},
                             {"Zone", kZone}});
       }},
      {"route_tables_per_vpc", 3, 1, "LimitExceeded",
       [](const Client& client, int) {
         return client.call("vpc", "CreateRouteTable",
                            {{"VpcId", the_vpc(client)}, {"RouteTableName", "a"}});
       }},
      {"routes_per_route_table", 2, 0, "LimitExceeded",
       [](const Client& client, int n) {
         return client.call("vpc", "CreateRoutes",
                            {{"RouteTableId", main_route_table(client, the_vpc(client))},
                             {"Routes",
                              {{{"DestinationCidrBlock", numbered("192.168.", n) + ".0/24"},
                                {"GatewayType", "EIP"},
                                {"GatewayId", "0"}}}}});
       }},
      {"assistant_cidrs_per_vpc", 2, 0, "LimitExceeded",
       [](const Client& client, int n) {
         return client.call(
             "vpc", "CreateAssistantCidr",
             {{"VpcId", the_vpc(client)}, {"CidrBlocks", {numbered("172.16.", n) + ".0/24"}}});
       }},
      {"security_groups", 5, 3, "LimitExceeded",
       [](const Client& client, int) {
         return client.call("vpc", "CreateSecurityGroup",
                            {{"GroupName", "a"}, {"GroupDescription", ""}});
       }},
      {"policies_per_security_group_direction", 7, 0, "LimitExceeded",
       [](const Client& client, int n) {
         return client.call("vpc", "CreateSecurityGroupPolicies",
                            {{"SecurityGroupId", the_group(client)},
                             {"SecurityGroupPolicySet",
                              {{"Ingress",
                                {{{"Protocol", "TCP"},
                                  {"Port", numbered("8", n)},
                                  {"CidrBlock", "0.0.0.0/0"},
                                  {"Action", "ACCEPT"}}}}}}});
       }},
      {"security_groups_per_instance", 3, 1, "LimitExceeded.AssociateUSGLimitExceeded",
       [](const Client& client, int) {
         std::string group = create_security_group(client);
         return ask(client, "AssociateSecurityGroups", the_instance(client),
                    R"("SecurityGroupIds":[")" + group + R"("])");
       }},
      {"addresses", 2, 0, "AddressQuotaLimitExceeded",
       [](const Client& client, int) { return client.call("vpc", "AllocateAddresses"); }},
      {"address_allocations_per_day", 3, 0, "AddressQuotaLimitExceeded.DailyAllocate",
       [](const Client& client, int) {
         Reply made = client.call("vpc", "AllocateAddresses");
         if (made.ok()) release(client, made["AddressSet"][0].text()).expect_ok();
         return made;
       }},
      {"key_pairs_in_all_regions", 2, 0, "InvalidKeyPair.LimitExceeded",
       [](const Client& client, int n) {
         return client.in(n % 2 ? "ap-shanghai" : "na-toronto")
             .call("cvm", "ImportKeyPair",
                   {{"KeyName", numbered("k", n)}, {"ProjectId", 0}, {"PublicKey", public_key(n)}});
       }},
      {"postpaid_instances_per_zone", 2, 0, "LimitExceeded.InstanceQuota",
       [](const Client& client, int) { return run(client); }},
      {"prepaid_instances_per_zone", 2, 0, "LimitExceeded.PrepayQuota",
       [](const Client& client, int) {
         return run(client,
                    R"("InstanceChargeType":"PREPAID","InstanceChargePrepaid":{"Period":1})");
       }},
      {"spot_instances_per_zone", 2, 0, "LimitExceeded.SpotQuota",
       [](const Client& client, int) { return run(client, R"("InstanceChargeType":"SPOTPAID")"); }},
      {"placement_groups", 2, 0, "ResourceInsufficient.InsufficientGroupQuota",
       [](const Client& client, int) {
         return client.call("cvm", "CreateDisasterRecoverGroup", {{"Name", "a"}, {"Type", "HOST"}});
       }},
      {"launch_templates", 2, 0, "LimitExceeded.LaunchTemplateQuota",
       [](const Client& client, int n) {
         return client.call("cvm", "CreateLaunchTemplate",
                            {{"LaunchTemplateName", numbered("a", n)},
                             {"ImageId", kImage},
                             {"Placement", {{"Zone", kZone}}}});
       }},
      {"images", 2, 0, "ImageQuotaLimitExceeded",
       [](const Client& client, int n) {
         return client.call(
             "cvm", "CreateImage",
             {{"ImageName", numbered("a", n)}, {"InstanceId", the_instance(client)}});
       }},
      {"disks", 2, 0, "InvalidParameterValue.LimitExceeded",
       [](const Client& client, int) { return create_disks(client); }},
      {"snapshots", 2, 0, "InsufficientSnapshotQuota",
       [](const Client& client, int) {
         return client.call("cbs", "CreateSnapshot", {{"DiskId", create_disk(client)}});
       }},
      {"snapshot_policies", 2, 0, "LimitExceeded.AutoSnapshotPolicyOutOfQuota",
       [](const Client& client, int) {
         return client.call("cbs", "CreateAutoSnapshotPolicy",
                            R"({"Policy":[{"Hour":[3],"DayOfWeek":[0]}]})");
       }},
      {"network_interfaces", 2, 0, "LimitExceeded.NetworkInterfaceLimitExceeded",
       [](const Client& client, int) {
         std::string vpc = the_vpc(client);
         return client.call("vpc", "CreateNetworkInterface",
                            {{"VpcId", vpc},
                             {"SubnetId", the_subnet(client, vpc)},
                             {"NetworkInterfaceName", "a"}});
       }},
      {"peering_connections_per_vpc", 2, 0, "LimitExceeded.VpcPeerTotalLimitExceeded",
       [](const Client& client, int n) {
         std::string own = the_vpc(client);
         std::string uin = client.call("sts", "GetCallerIdentity")["AccountId"].text();
         return client.call(
             "vpc", "CreateVpcPeeringConnection",
             {{"SourceVpcId", own},
              {"DestinationVpcId", create_vpc(client, numbered("10.", n + 1) + ".0.0/16")},
              {"DestinationUin", uin},
              {"DestinationRegion", "gz"},
              {"PeeringConnectionName", "a"}});
       }},
      {"databases", 2, 0, "OperationDenied",
       [](const Client& client, int) { return create_databases(client); }},
      {"load_balancers", 2, 0, "LimitExceeded",
       [](const Client& client, int) {
         return client.call("clb", "CreateLoadBalancer", R"({"LoadBalancerType":"OPEN"})");
       }},
      {"listeners_per_load_balancer", 2, 0, "LimitExceeded",
       [](const Client& client, int n) {
         return client.call(
             "clb", "CreateListener",
             {{"LoadBalancerId", the_balancer(client)}, {"Protocol", "TCP"}, {"Ports", {80 + n}}});
       }},
      {"target_groups", 2, 0, "LimitExceeded",
       [](const Client& client, int) {
         return client.call("clb", "CreateTargetGroup", {{"VpcId", the_vpc(client)}});
       }},
      {"projects", 2, 0, "FailedOperation.ProjectNumExceed",
       [](const Client& client, int n) {
         return client.call("tag", "AddProject", {{"ProjectName", numbered("a", n)}});
       }},
      {"tag_keys", 2, 0, "LimitExceeded.TagKey",
       [](const Client& client, int n) {
         return client.call("tag", "CreateTag", {{"TagKey", numbered("a", n)}, {"TagValue", "1"}});
       }},
      {"values_per_tag_key", 2, 0, "LimitExceeded.TagValue",
       [](const Client& client, int n) {
         return client.call("tag", "CreateTag", {{"TagKey", "a"}, {"TagValue", numbered("1", n)}});
       }},
      {"tags_per_resource", 2, 0, "LimitExceeded.ResourceAttachedTags",
       [](const Client& client, int n) {
         return add_tag(client, vpc_name(the_vpc(client)), numbered("a", n), "1");
       }},
  };
  return kQuotas;
}

class Quotas : public testing::TestWithParam<size_t> {};

TEST_P(Quotas, let_an_account_have_so_many_and_refuse_one_more_with_the_documented_code) {
  const Quota& quota = quotas().at(GetParam());
  SCOPED_TRACE(quota.limit);
  Scenario cloud(
      {.changes = "[limits]\n" + std::string(quota.limit) + " = " + std::to_string(quota.at)});
  int made = quota.made_already;
  for (; made < quota.at; ++made) quota.make(cloud.alice(), made).expect_ok();
  Reply refused = quota.make(cloud.alice(), made);
  std::string message = refused.expect_error(quota.code);
  EXPECT_NE(message.find(std::to_string(quota.at)), std::string::npos) << message;
  cloud.restart();
  quota.make(cloud.alice(), made + 1).expect_error(quota.code);
  quota.make(cloud.as(kBob), 0).expect_ok();  // another account has a quota of its own (M-13)
}

INSTANTIATE_TEST_SUITE_P(Limits, Quotas, testing::Range(size_t{0}, quotas().size()),
                         [](const auto& info) { return std::string(quotas()[info.param].limit); });

// --- What the actions tell. ---

TEST(Quotas, of_instances_images_and_placement_groups_are_told_with_what_is_used) {
  Scenario cloud({.changes = "[limits]\npostpaid_instances_per_zone = 5\nplacement_groups = 3\n"
                             "instances_per_host_placement_group = 4\nimages = 7"});
  run(cloud.alice(), R"("InstanceCount":2)").expect_ok();
  cloud.call("cvm", "CreateDisasterRecoverGroup", {{"Name", "a"}, {"Type", "HOST"}}).expect_ok();
  Reply reply = cloud.call("cvm", "DescribeAccountQuota");
  Json told = reply["AccountQuotaOverview"]["AccountQuota"];
  EXPECT_EQ(told["PostPaidQuotaSet"][1]["Zone"], kZone);
  EXPECT_EQ(told["PostPaidQuotaSet"][1]["UsedQuota"], 2);
  EXPECT_EQ(told["PostPaidQuotaSet"][1]["RemainingQuota"], 3);
  EXPECT_EQ(told["PostPaidQuotaSet"][2]["UsedQuota"], 0);
  EXPECT_EQ(told["ImageQuotaSet"][0]["TotalQuota"], 7);
  EXPECT_EQ(told["DisasterRecoverGroupQuotaSet"][0]["CurrentNum"], 1);
  Reply groups = cloud.call("cvm", "DescribeDisasterRecoverGroupQuota");
  EXPECT_EQ(groups["GroupQuota"], 3);
  EXPECT_EQ(groups["CurrentNum"], 1);
  EXPECT_EQ(groups["CvmInHostGroupQuota"], 4);
  // Another region, and another account, have used none (M-8, M-13).
  for (Client other : {cloud.in("ap-shanghai"), cloud.as(kBob)})
    EXPECT_EQ(other.call("cvm", "DescribeDisasterRecoverGroupQuota")["CurrentNum"], 0);
}

TEST(Quotas, of_the_network_are_told_as_the_catalogue_sets_them) {
  Scenario cloud({.changes = "[limits]\nvpcs = 3\nroutes_per_route_table = 4\nsecurity_groups = 6\n"
                             "policies_per_security_group_direction = 5\naddresses = 2\n"
                             "security_groups_per_instance = 3"});
  Json limits =
      cloud.call("vpc", "DescribeVpcLimits",
                 {{"LimitTypes", {"appid-max-vpcs", "route-table-max-policies"}}})["VpcLimitSet"];
  EXPECT_EQ(limits[0]["LimitValue"], 3);
  EXPECT_EQ(limits[1]["LimitValue"], 4);
  Json groups = cloud.call("vpc", "DescribeSecurityGroupLimits")["SecurityGroupLimitSet"];
  EXPECT_EQ(groups["SecurityGroupLimit"], 6);
  EXPECT_EQ(groups["SecurityGroupPolicyLimit"], 5);
  EXPECT_EQ(groups["InstanceSecurityGroupLimit"], 3);
  allocate_one(cloud.alice());
  Json addresses = cloud.call("vpc", "DescribeAddressQuota")["QuotaSet"];
  EXPECT_EQ(addresses[0]["QuotaCurrent"], 1);
  EXPECT_EQ(addresses[0]["QuotaLimit"], 2);
  EXPECT_EQ(addresses[1]["QuotaCurrent"], 1);
}

TEST(Quotas, of_a_placement_group_and_of_one_call_are_kept_by_launches) {
  Scenario cloud({.changes = "[limits]\ninstances_per_host_placement_group = 2\n"
                             "instances_per_run_call = 3\ndata_disks_per_instance = 1"});
  std::string group = cloud
                          .call("cvm", "CreateDisasterRecoverGroup",
                                {{"Name", "a"}, {"Type", "HOST"}})["DisasterRecoverGroupId"]
                          .text();
  std::string member = R"("DisasterRecoverGroupIds":[")" + group + R"("])";
  run(cloud.alice(), member + R"(,"InstanceCount":3)")
      .expect_error("ResourceInsufficient.DisasterRecoverGroupCvmQuota");
  run(cloud.alice(), member + R"(,"InstanceCount":2)").expect_ok();
  run(cloud.alice(), R"("InstanceCount":4)").expect_error("InvalidParameterValue.Range");
  run(cloud.alice(), R"("DataDisks":[{"DiskSize":50},{"DiskSize":50}])")
      .expect_error("InvalidParameterValue.LimitExceeded");
}

}  // namespace
}  // namespace terrane
