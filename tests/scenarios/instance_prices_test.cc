// What instances cost (M-24), from the catalogue's list prices.
#include <gtest/gtest.h>

#include "scenarios/instances.h"

namespace terrane {
namespace {

double amount(const Json& json) {
  return json.value().to_number<double>();
}

// S5.SMALL1 costs 0.1 for its core and 0.033 for its GiB; a CLOUD_PREMIUM disk 0.00058 a GiB.
constexpr double kHourly = 0.133 + 50 * 0.00058;

Json price(const Client& client, std::string_view more) {
  return client.call("cvm", "InquiryPriceRunInstances", run_request(more))["Price"];
}

TEST(InstancePrices, a_launch_is_priced_by_what_it_takes_and_nothing_is_launched) {
  Scenario cloud;
  Json hourly = price(cloud.alice(), R"("InstanceCount":2)");
  EXPECT_NEAR(amount(hourly["InstancePrice"]["UnitPrice"]), 2 * kHourly, 1e-6);
  EXPECT_EQ(hourly["InstancePrice"]["ChargeUnit"], "HOUR");
  EXPECT_EQ(hourly["BandwidthPrice"]["ChargeUnit"], "GB");
  Json spot = price(cloud.alice(), R"("InstanceChargeType":"SPOTPAID")");
  EXPECT_NEAR(amount(spot["InstancePrice"]["UnitPriceDiscount"]), kHourly * 0.2, 1e-6);
  Json year = price(cloud.alice(), R"("InstanceChargeType":"PREPAID",
      "InstanceChargePrepaid":{"Period":12},"InternetAccessible":{"InternetMaxBandwidthOut":2})");
  EXPECT_NEAR(amount(year["InstancePrice"]["OriginalPrice"]), kHourly * 400 * 12, 1e-3);
  EXPECT_NEAR(amount(year["InstancePrice"]["DiscountPrice"]), kHourly * 400 * 12 * 0.83, 1e-3);
  EXPECT_NEAR(amount(year["BandwidthPrice"]["OriginalPrice"]), 2 * 0.063 * 400 * 12, 1e-3);
  EXPECT_EQ(cloud.call("cvm", "DescribeInstances")["TotalCount"], 0);
  cloud.call("cvm", "InquiryPriceRunInstances", run_request("", "ap-shanghai-1"))
      .expect_error("InvalidZone.MismatchRegion");
}

TEST(InstancePrices, renewing_costs_the_months_and_returning_pays_back_those_that_are_left) {
  Scenario cloud;
  std::string id = run_one(cloud.alice(), R"("InstanceChargeType":"PREPAID",
      "InstanceChargePrepaid":{"Period":1})");
  auto renewal = ask(cloud.alice(), "InquiryPriceRenewInstances", id,
                     R"("InstanceChargePrepaid":{"Period":2})");
  EXPECT_NEAR(amount(renewal["Price"]["InstancePrice"]["OriginalPrice"]), kHourly * 400 * 2, 1e-3);
  double at_first = amount(
      ask(cloud.alice(), "InquiryPriceTerminateInstances", id)["InstanceRefundsSet"][0]["Refunds"]);
  cloud.advance(days(15));
  double later = amount(
      ask(cloud.alice(), "InquiryPriceTerminateInstances", id)["InstanceRefundsSet"][0]["Refunds"]);
  EXPECT_GT(at_first, later);
  EXPECT_GT(later, 0);
  ask(cloud.alice(), "InquiryPriceRenewInstances", run_one(cloud.alice()),
      R"("InstanceChargePrepaid":{"Period":2})")
      .expect_error("UnsupportedOperation.InstanceChargeType");
}

}  // namespace
}  // namespace terrane
