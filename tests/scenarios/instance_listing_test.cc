// Finding instances: by ID, by every filter, a page at a time, of the caller's account and region
// only.
#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/instances.h"

namespace terrane {
namespace {

std::string filter(std::string_view name, std::string_view value) {
  return R"({"Filters":[{"Name":")" + std::string(name) + R"(","Values":[")" + std::string(value) +
         R"("]}]})";
}

std::vector<std::string> found(const Client& client, const std::string& request) {
  Reply reply = client.call("cvm", "DescribeInstances", request);
  std::vector<std::string> ids;
  Json set = reply["InstanceSet"];
  for (size_t i = 0; i < set.size(); ++i) ids.push_back(set[i]["InstanceId"].text());
  EXPECT_EQ(reply["TotalCount"], ids.size());
  return ids;
}

using Ids = std::vector<std::string>;

TEST(InstanceListing, each_filter_finds_what_has_its_value_and_nothing_else) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string vpc = create_vpc(alice);
  std::string subnet = create_subnet(alice, vpc);
  std::string group = create_security_group(alice);
  std::string other = run_one(alice, R"("InstanceName":"db")", "ap-guangzhou-3", "S5.SMALL2");
  ask(alice, "StopInstances", other).expect_ok();
  cloud.advance(hours(1));
  std::string id =
      run_one(alice, R"("VirtualPrivateCloud":{"VpcId":")" + vpc + R"(","SubnetId":")" + subnet +
                         R"("},"SecurityGroupIds":[")" + group +
                         R"("],"InstanceName":"web",
                    "InternetAccessible":{"InternetMaxBandwidthOut":1},
                    "InstanceChargeType":"PREPAID","InstanceChargePrepaid":{"Period":1},
                    "TagSpecification":[{"ResourceType":"instance",
                                         "Tags":[{"Key":"team","Value":"blue"}]}])");
  Json instance = shown(alice, id);
  std::string half_an_hour_ago = to_iso8601(Time{cloud.now().microseconds - 1'800'000'000});
  const std::pair<std::string_view, std::string> only_the_first[] = {
      {"instance-id", id},
      {"vpc-id", vpc},
      {"subnet-id", subnet},
      {"security-group-id", group},
      {"zone", "ap-guangzhou-2"},
      {"instance-name", "web"},
      {"vague-instance-name", "we"},
      {"instance-type", "S5.SMALL1"},
      {"instance-charge-type", "PREPAID"},
      {"instance-state", "RUNNING"},
      {"uuid", instance["Uuid"].text()},
      {"private-ip-address", instance["PrivateIpAddresses"][0].text()},
      {"public-ip-address", instance["PublicIpAddresses"][0].text()},
      {"creation-start-time", half_an_hour_ago},
      {"tag-key", "team"},
      {"tag-value", "blue"},
      {"tag:team", "blue"},
  };
  for (const auto& [name, value] : only_the_first)
    EXPECT_EQ(found(alice, filter(name, value)), Ids{id}) << name;
  EXPECT_EQ(found(alice, filter("creation-end-time", half_an_hour_ago)), Ids{other});
  EXPECT_EQ(found(alice, filter("project-id", "0")), (Ids{id, other}));
  EXPECT_EQ(found(alice, filter("project-id", "7")), Ids{});
  EXPECT_EQ(found(alice, filter("image-id", std::string(kImage))), (Ids{id, other}));
  for (std::string_view name : {"host-id", "dedicated-cluster-id", "ipv6-address", "rack-id"})
    EXPECT_EQ(found(alice, filter(name, "any")), Ids{}) << name;
  alice.call("cvm", "DescribeInstances", filter("colour", "red")).expect_error("InvalidFilter");
}

TEST(InstanceListing, values_that_no_instance_could_have_are_refused_with_their_filters_code) {
  Scenario cloud;
  const std::pair<std::string_view, std::string_view> codes[] = {
      {"creation-start-time", "InvalidParameterValue.InvalidTimeFormat"},
      {"private-ip-address", "InvalidParameterValue.IPAddressMalformed"},
      {"vpc-id", "InvalidParameterValue.VpcIdMalformed"},
      {"subnet-id", "InvalidParameterValue.SubnetIdMalformed"},
      {"security-group-id", "InvalidSgId.Malformed"},
      {"instance-id", "InvalidInstanceId.Malformed"}};
  for (const auto& [name, code] : codes)
    cloud.call("cvm", "DescribeInstances", filter(name, "nonsense")).expect_error(code);
}

TEST(InstanceListing, filters_must_all_hold_and_each_takes_any_of_its_values) {
  Scenario cloud;
  auto ids = ids_of(run(cloud.alice(), R"("InstanceCount":3,"InstanceName":"web")"));
  Json first = shown(cloud.alice(), ids[0]);
  std::string vpc = first["VirtualPrivateCloud"]["VpcId"].text();
  std::string request = R"({"Filters":[{"Name":"vpc-id","Values":[")" + vpc +
                        R"("]},{"Name":"instance-name","Values":["web1","web3","web9"]}]})";
  EXPECT_EQ(found(cloud.alice(), request), (Ids{ids[2], ids[0]}));
}

// M-13
TEST(InstanceListing, an_index_shows_nothing_of_another_account) {
  Scenario cloud;
  Json hers = shown(cloud.alice(), run_one(cloud.alice(), R"("InternetAccessible":{
      "InternetMaxBandwidthOut":1})"));
  run_one(cloud.as(kBob));
  Json network = hers["VirtualPrivateCloud"];
  EXPECT_EQ(found(cloud.as(kBob), filter("vpc-id", network["VpcId"].text())), Ids{});
  EXPECT_EQ(found(cloud.as(kBob), filter("subnet-id", network["SubnetId"].text())), Ids{});
  EXPECT_EQ(found(cloud.as(kBob), filter("instance-id", hers["InstanceId"].text())), Ids{});
  EXPECT_EQ(found(cloud.as(kBob), filter("public-ip-address", hers["PublicIpAddresses"][0].text())),
            Ids{});
}

TEST(InstanceListing, pages_cover_everything_once_newest_first) {
  Scenario cloud;
  auto ids = ids_of(run(cloud.alice(), R"("InstanceCount":5)"));
  std::reverse(ids.begin(), ids.end());
  Ids seen;
  for (int offset = 0; offset < 6; offset += 2) {
    Reply reply = cloud.call("cvm", "DescribeInstances", {{"Offset", offset}, {"Limit", 2}});
    EXPECT_EQ(reply["TotalCount"], 5);
    for (size_t i = 0; i < reply["InstanceSet"].size(); ++i)
      seen.push_back(reply["InstanceSet"][i]["InstanceId"].text());
  }
  EXPECT_EQ(seen, ids);
  std::string many = R"({"InstanceIds":[")" + ids[0] + '"';
  for (int i = 0; i < 100; ++i) many += R"(,")" + ids[0] + '"';
  many += "]}";
  for (std::string_view action : {"DescribeInstances", "DescribeInstancesStatus"}) {
    cloud.call("cvm", action, {{"Limit", 0}}).expect_error("InvalidParameterValue");
    cloud.call("cvm", action, {{"Offset", -1}}).expect_error("InvalidParameterValue");
    cloud.call("cvm", action, {{"Limit", 101}}).expect_error("InvalidParameterValue.LimitExceeded");
    cloud.call("cvm", action, many).expect_error("InvalidParameterValue.LimitExceeded");
  }
}

TEST(InstanceListing, ids_that_name_nothing_are_passed_over_and_malformed_ones_refused) {
  Scenario cloud;
  std::string id = run_one(cloud.alice());
  EXPECT_EQ(found(cloud.alice(), R"({"InstanceIds":["ins-00000000",")" + id + R"("]})"), Ids{id});
  cloud.call("cvm", "DescribeInstances", R"({"InstanceIds":["vm-1"]})")
      .expect_error("InvalidInstanceId.Malformed");
}

// What clients read without asking whether it is there (an unset member ends them).
TEST(InstanceListing, every_object_and_list_that_clients_read_is_there) {
  Scenario cloud;
  Json instance = shown(cloud.alice(), run_one(cloud.alice()));
  for (std::string_view object :
       {"Placement", "SystemDisk", "InternetAccessible", "VirtualPrivateCloud", "LoginSettings"})
    EXPECT_TRUE(instance[object].value().is_object()) << object;
  for (std::string_view list : {"DataDisks", "PrivateIpAddresses", "PublicIpAddresses", "Tags",
                                "SecurityGroupIds", "IPv6Addresses", "DisasterRecoverGroupIds"})
    EXPECT_TRUE(instance[list].value().is_array()) << list;
  for (std::string_view member : {"InstanceState", "RestrictState", "InstanceChargeType", "Uuid",
                                  "OsName", "CreatedTime", "LatestOperation", "RenewFlag",
                                  "LatestOperationState", "StopChargingMode", "IsolatedSource"})
    EXPECT_FALSE(instance[member].text().empty()) << member;
  EXPECT_EQ(instance["InstanceName"], "Unnamed");
  EXPECT_EQ(instance["DisableApiTermination"], false);
}

TEST(InstanceListing, the_state_alone_can_be_asked_for) {
  Scenario cloud;
  std::string id = run_one(cloud.alice());
  auto reply = cloud.call("cvm", "DescribeInstancesStatus", {{"InstanceIds", {id}}});
  EXPECT_EQ(reply["TotalCount"], 1);
  EXPECT_EQ(reply["InstanceStatusSet"][0]["InstanceId"], id);
  EXPECT_EQ(reply["InstanceStatusSet"][0]["InstanceState"], "RUNNING");
  cloud
      .call("cvm", "DescribeInstancesOperationLimit",
            {{"InstanceIds", {id}}, {"Operation", "INSTANCE_DEGRADE"}})
      .expect_ok();
  cloud
      .call("cvm", "DescribeInstancesAttributes",
            {{"InstanceIds", {id}}, {"Attributes", {"Colour"}}})
      .expect_error("InvalidParameterValue");
}

}  // namespace
}  // namespace terrane
