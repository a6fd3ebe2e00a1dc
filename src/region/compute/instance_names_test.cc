#include "region/compute/instance_names.h"

#include <gtest/gtest.h>

namespace terrane {
namespace {

TEST(InstanceNames, ANumberPatternGoesUpFromItsStart) {
  EXPECT_EQ(expand_name("server_{R:3}", 0, 1), "server_3");
  EXPECT_EQ(expand_name("server_{R:3}", 1, 2), "server_4");
  EXPECT_EQ(expand_name("{R:1}-of-{R:10}", 2, 3), "3-of-12");
}

TEST(InstanceNames, AWidthFillsUpWithZerosAndNeverCuts) {
  EXPECT_EQ(expand_name("server_{R:3,F:3}", 1, 2), "server_004");
  EXPECT_EQ(expand_name("app_{R:99,F:2}", 1, 2), "app_100");
  EXPECT_EQ(expand_name("app_{R:7,F:0}", 0, 2), "app_7");
}

TEST(InstanceNames, NamesWithoutAPatternAreNumberedWhereThereAreMany) {
  EXPECT_EQ(expand_name("server_", 0, 1), "server_");
  EXPECT_EQ(expand_name("server_", 0, 2), "server_1");
  EXPECT_EQ(expand_name("server_", 1, 2), "server_2");
  EXPECT_EQ(expand_name("", 1, 2), "");
}

TEST(InstanceNames, WhatIsNoPatternIsPlainText) {
  EXPECT_EQ(expand_name("a{}", 0, 1), "a{}");
  EXPECT_EQ(expand_name("a{R:x}", 0, 2), "a{R:x}1");
  EXPECT_EQ(expand_name("a{R:1,F:9}", 0, 1), "a{R:1,F:9}");
  EXPECT_EQ(expand_name("a{{R:1}", 0, 1), "a{1");
  EXPECT_EQ(expand_name("a{R:1", 0, 1), "a{R:1");
  EXPECT_EQ(expand_name("a{IP}", 0, 1), "a{IP}");
}

TEST(InstanceNames, AHostNameMayHoldTheAddress) {
  Ipv4 address = *parse_ipv4("10.0.12.8");
  EXPECT_EQ(expand_name("node-{IP}", 0, 1, address), "node-10.0.12.8");
  EXPECT_EQ(expand_name("web-{IP}-{R:1}", 1, 2, address), "web-10.0.12.8-2");
}

TEST(InstanceNames, AHostNameObeysItsRules) {
  for (std::string_view legal : {"ab", "a-b.c", "0a", "WEB-1"}) EXPECT_TRUE(check_host_name(legal));
  for (std::string_view illegal : {"", "a", "-ab", "ab-", "a--b", "a.-b", ".a", "12", "a_b", "a b"})
    EXPECT_FALSE(check_host_name(illegal)) << illegal;
  EXPECT_TRUE(check_host_name(std::string(60, 'a')));
  EXPECT_FALSE(check_host_name(std::string(61, 'a')));
}

}  // namespace
}  // namespace terrane
