// A product fails in one region: calls of its service there are refused, everything else goes on
// (M-5, M-16).
#include <gtest/gtest.h>

#include "scenarios/instances.h"
#include "scenarios/outages.h"
#include "scenarios/reachability.h"

namespace terrane {
namespace {

struct Broken {
  std::string_view product;
  std::string_view action;
  std::string_view code;
};

class ProductOutages : public testing::TestWithParam<Broken> {};

// M-5
TEST_P(ProductOutages, refuse_the_calls_of_one_service_in_one_region_and_name_the_fault) {
  auto [product, action, code] = GetParam();
  Scenario cloud;
  cloud.call(product, action).expect_ok();
  cloud.in("ap-beijing").call(product, action).expect_ok();
  fail_product(cloud, Scenario::kRegion, product);
  Reply reply = cloud.call(product, action);
  std::string message = reply.expect_error(code);
  std::string fault = "product/ap-guangzhou/" + std::string(product);
  EXPECT_NE(message.find(fault), std::string::npos) << message;
  EXPECT_EQ(reply.transport(), Transport::kReply);
  cloud.in("ap-beijing").call(product, action).expect_ok();
  cloud.call("sts", "GetCallerIdentity").expect_ok();
  cloud.call(product == "vpc" ? "cvm" : "vpc", product == "vpc" ? "DescribeZones" : "DescribeVpcs")
      .expect_ok();
  cloud.restart();
  cloud.call(product, action).expect_error(code);
  heal(cloud, fault).expect_ok();
  cloud.call(product, action).expect_ok();
}

INSTANTIATE_TEST_SUITE_P(Services, ProductOutages,
                         testing::Values(Broken{"cvm", "DescribeInstances", "InternalServerError"},
                                         Broken{"cvm", "DescribeRegions", "InternalError"},
                                         Broken{"vpc", "DescribeVpcs", "InternalError.ModuleError"},
                                         Broken{"cbs", "DescribeDisks", "InternalError"},
                                         Broken{"clb", "DescribeLoadBalancers", "InternalError"},
                                         Broken{"cdb", "DescribeDBInstances",
                                                "InternalError.UnknownError"}));

// M-5: static stability.
TEST(ProductOutage, what_runs_is_undisturbed) {
  Scenario cloud;
  std::string id = run_one(cloud.alice());
  fail_product(cloud, Scenario::kRegion, "cvm");
  ask(cloud.alice(), "StopInstances", id).expect_error("InternalServerError");
  run(cloud.alice()).expect_error("InternalError");
  cloud.advance(hours(1));
  heal_all(cloud);
  EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
  EXPECT_EQ(cloud.call("cvm", "DescribeInstances")["TotalCount"], 1);
}

// M-5
TEST(ProductOutage, with_its_data_plane_takes_what_the_product_serves_and_nothing_else) {
  Scenario cloud;
  std::string id = run_one(cloud.alice(), R"("InternetAccessible":{"PublicIpAssigned":true,)"
                                          R"("InternetMaxBandwidthOut":1})");
  std::string address = shown(cloud.alice(), id)["PublicIpAddresses"][0].text();
  fail_product(cloud, Scenario::kRegion, "cvm");
  expect_reached(analyze(cloud.alice(), "internet", address), default_group(cloud.alice()));
  fail_product(cloud, Scenario::kRegion, "clb", "DATA_PLANE");
  expect_reached(analyze(cloud.alice(), "internet", address), default_group(cloud.alice()));
  fail_product(cloud, Scenario::kRegion, "cvm", "DATA_PLANE");
  expect_decided(analyze(cloud.alice(), "internet", address), false, "ProductFault", id);
  heal_all(cloud);
  expect_reached(analyze(cloud.alice(), "internet", address), default_group(cloud.alice()));
}

TEST(ProductOutage, is_refused_for_what_is_no_product) {
  Scenario cloud;
  set_fault(cloud, {{"Kind", "PRODUCT"}, {"Region", Scenario::kRegion}})
      .expect_error("MissingParameter");
  set_fault(cloud, {{"Kind", "PRODUCT"}, {"Region", Scenario::kRegion}, {"Product", "nothing"}})
      .expect_error("ResourceNotFound.Product");
}

}  // namespace
}  // namespace terrane
