#include "gateway/route.h"

#include <gtest/gtest.h>

namespace terrane {
namespace {

constexpr std::string_view kVersion = "2017-03-12";

std::string routed(std::string_view host, std::string_view scope, std::string_view version,
                   std::string_view action) {
  const auto route = find_route(host, scope, version, action);
  return route ? std::string(route->service->name).append(".").append(route->action->name)
               : std::string(route.error().code());
}

TEST(RouteTest, TheHostsFirstLabelNamesTheService) {
  for (std::string_view host :
       {"vpc.tencentcloudapi.com", "vpc.tencentcloudapi.com:80", "VPC.TencentCloudAPI.com",
        "http://vpc.cloud.example:8443", "vpc.ap-guangzhou.tencentcloudapi.com", "vpc"})
    EXPECT_EQ(routed(host, "127", kVersion, "DescribeVpcs"), "vpc.DescribeVpcs") << host;
}

TEST(RouteTest, ElseTheScopeOfTheSignatureDoes) {
  EXPECT_EQ(routed("127.0.0.1:8760", "region", "2022-06-27", "DescribeZones"),
            "region.DescribeZones");
}

TEST(RouteTest, ElseTheVersionAndTheActionDo) {
  EXPECT_EQ(routed("127.0.0.1:8760", "127", kVersion, "DescribeVpcs"), "vpc.DescribeVpcs");
  EXPECT_EQ(routed("127.0.0.1:8760", "127", "2018-03-17", "DescribeLoadBalancers"),
            "clb.DescribeLoadBalancers");
}

TEST(RouteTest, AHostThatIsCalledLikeAServiceByChanceDoesNotHideTheOthers) {
  EXPECT_EQ(routed("api.example.com", "vpc", kVersion, "DescribeVpcs"), "vpc.DescribeVpcs");
}

TEST(RouteTest, UnknownActionsAndVersionsAreToldApart) {
  EXPECT_EQ(routed("cvm.x", "cvm", kVersion, "NoSuchAction"), "InvalidAction");
  EXPECT_EQ(routed("cvm.x", "cvm", kVersion, "DescribeVpcs"), "InvalidAction");
  EXPECT_EQ(routed("cvm.x", "cvm", kVersion, "describeinstances"), "InvalidAction");
  EXPECT_EQ(routed("cvm.x", "cvm", "2017-03-13", "DescribeInstances"), "NoSuchVersion");
  EXPECT_EQ(routed("127.0.0.1", "127", "2017-03-13", "DescribeInstances"), "NoSuchVersion");
  EXPECT_EQ(routed("127.0.0.1", "127", kVersion, "NoSuchAction"), "InvalidAction");
}

}  // namespace
}  // namespace terrane
