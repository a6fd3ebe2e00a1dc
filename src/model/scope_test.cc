// Every kind lives where the requirements say (M-25…M-36); the table is typed here a second time.
#include "model/scope.h"

#include <gtest/gtest.h>

namespace terrane {
namespace {

TEST(Scopes, M25_to_M36_every_kind_lives_where_the_requirements_say) {
  struct Expected {
    std::string_view row, prefix;
    Kind kind;
    Scope scope;
  };
  const Expected table[] = {
      {"M-25", "", Kind::kAccount, Scope::kGlobal},
      {"M-26", "skey", Kind::kKeyPair, Scope::kAllRegions},
      {"M-27", "ins", Kind::kInstance, Scope::kZone},
      {"M-28", "img", Kind::kImage, Scope::kRegion},
      {"M-29", "eip", Kind::kAddress, Scope::kRegion},
      {"M-30", "sg", Kind::kSecurityGroup, Scope::kRegion},
      {"M-31", "disk", Kind::kDisk, Scope::kRegion},
      {"M-32", "snap", Kind::kSnapshot, Scope::kRegion},
      {"M-33", "clb", Kind::kLoadBalancer, Scope::kRegion},
      {"M-34", "vpc", Kind::kVpc, Scope::kRegion},
      {"M-35", "subnet", Kind::kSubnet, Scope::kZone},
      {"M-36", "rtb", Kind::kRouteTable, Scope::kRegion},
  };
  for (const Expected& expected : table) {
    EXPECT_EQ(scope_of(expected.kind).requirement, expected.row);
    EXPECT_EQ(scope_of(expected.kind).scope, expected.scope) << expected.row;
    EXPECT_EQ(prefix_of(expected.kind), expected.prefix) << expected.row;
  }
}

TEST(Scopes, M23_a_subnet_stays_while_an_instance_is_in_it) {
  EXPECT_TRUE(scope_of(Kind::kSubnet).blocked_by.contains(Kind::kInstance));
  EXPECT_TRUE(scope_of(Kind::kInstance).blocked_by.empty());
}

TEST(Scopes, official_clients_tag_resources_by_these_names) {
  EXPECT_EQ(find_scope_by_tag("cvm", "sg")->kind, Kind::kSecurityGroup);
  EXPECT_EQ(find_scope_by_tag("cvm", "volume")->kind, Kind::kDisk);
  EXPECT_EQ(find_scope_by_tag("cvm", "keypair")->kind, Kind::kKeyPair);
  EXPECT_EQ(find_scope_by_tag("vpc", "rtb")->kind, Kind::kRouteTable);
  EXPECT_EQ(find_scope_by_tag("cdb", "instanceId")->kind, Kind::kDatabase);
  EXPECT_EQ(find_scope_by_tag("vpc", "sg"), nullptr);
  EXPECT_EQ(find_scope_by_tag("", ""), nullptr);
}

TEST(Scopes, a_prefix_that_no_kind_has_is_not_found) {
  EXPECT_EQ(find_scope_by_prefix("snap")->kind, Kind::kSnapshot);
  EXPECT_EQ(find_scope_by_prefix("lb"), nullptr);
  EXPECT_EQ(find_scope_by_prefix(""), nullptr);
}

}  // namespace
}  // namespace terrane
