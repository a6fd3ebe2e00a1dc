#include "gateway/host.h"

#include <gtest/gtest.h>

#include "gateway/http.h"

namespace terrane {
namespace {

TEST(HostTest, NamesAreFoundInWhateverAClientWrites) {
  for (std::string_view host : {"cvm.x", "cvm.x:80", "http://cvm.x", "https://cvm.x:8443"}) {
    EXPECT_EQ(host_name(host), "cvm.x") << host;
    EXPECT_EQ(first_label(host), "cvm") << host;
  }
  EXPECT_EQ(host_name("[::1]:80"), "::1");
  EXPECT_EQ(host_name("::1"), "::1");
  EXPECT_EQ(host_name(""), "");
  EXPECT_EQ(without_port("cvm.x:"), "cvm.x:");
  EXPECT_EQ(without_port("http://cvm.x:80"), "http://cvm.x");
}

TEST(HostTest, TargetsFallApartIntoTheirParts) {
  const auto usual = split_target("/p/q?a=b?c");
  ASSERT_TRUE(usual);
  EXPECT_EQ(usual->authority, "");
  EXPECT_EQ(usual->path, "/p/q");
  EXPECT_EQ(usual->query, "a=b?c");
  const auto absolute = split_target("HTTP://vpc.x:80?a=/b");
  ASSERT_TRUE(absolute);
  EXPECT_EQ(absolute->authority, "vpc.x:80");
  EXPECT_EQ(absolute->path, "/");
  EXPECT_EQ(absolute->query, "a=/b");
}

TEST(HostTest, NamesAreTheSameInEitherCase) {
  EXPECT_TRUE(equal_ignoring_case("X-TC-Action", "x-tc-aCTION"));
  EXPECT_TRUE(equal_ignoring_case("", ""));
  EXPECT_FALSE(equal_ignoring_case("X-TC-Action", "X-TC-Region"));
  EXPECT_FALSE(equal_ignoring_case("AX-TC-Action", "BX-TC-Action"));
  EXPECT_FALSE(equal_ignoring_case("content-type^", "content-type~"));  // one bit, but no letter
  EXPECT_FALSE(equal_ignoring_case("host", "hosts"));
  EXPECT_EQ(in_lower_case("VPC.x-1@Z"), "vpc.x-1@z");
}

TEST(HostTest, OtherTargetsAreRefused) {
  for (std::string_view bad :
       {"", "*", "p", "vpc.x:80", "ftp://vpc.x/", "http://", "http:///", "http://user@vpc.x/"})
    EXPECT_FALSE(split_target(bad)) << bad;
}

}  // namespace
}  // namespace terrane
