// VPCs (M-34): one region, every zone of it.
#include <gtest/gtest.h>

#include "scenarios/scenario.h"

namespace terrane {
namespace {

std::string create_vpc(Client client, std::string_view cidr = "10.0.0.0/16") {
  return client.call("vpc", "CreateVpc", {{"VpcName", "a"}, {"CidrBlock", cidr}})["Vpc"]["VpcId"]
      .text();
}

// M-34, M-8, M-13
TEST(Vpcs, of_another_account_or_region_do_not_exist_for_the_caller) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  auto reply = cloud.call("vpc", "DescribeVpcs", {{"VpcIds", {vpc}}});
  EXPECT_EQ(reply["TotalCount"], 1);
  cloud.call("vpc", "DeleteVpc", {{"VpcId", vpc}}).expect_ok();
  cloud.in("ap-shanghai")
      .as(kBob)
      .call("vpc", "DeleteVpc", {{"VpcId", vpc}})
      .expect_error("ResourceNotFound");
  cloud.call("vpc", "DeleteVpc", {{"VpcId", vpc}}).expect_error("ResourceNotFound");
  cloud.restart();
  cloud.call("vpc", "DescribeVpcs", R"({"VpcIds": []})").expect_ok();
}

}  // namespace
}  // namespace terrane
