// How elastic IPs are named, sized and charged (M-24, M-29).
#include <gtest/gtest.h>

#include "scenarios/addresses.h"

namespace terrane {
namespace {

TEST(ElasticAddressCharges, change_their_name_and_bandwidth) {
  Scenario cloud;
  Client alice = cloud.alice();
  auto ids = allocate(alice, R"("AddressCount":2)");
  EXPECT_EQ(shown_address(alice, ids[0])["AddressName"], "Unnamed");
  EXPECT_EQ(shown_address(alice.speaking(Language::kChinese), ids[0])["AddressName"], "未命名");
  auto modify = [&](Parameters parameters) {
    return alice.call("vpc", "ModifyAddressAttribute", parameters);
  };
  modify({{"AddressId", ids[0]}, {"AddressName", "back"}}).expect_ok();
  EXPECT_EQ(shown_address(alice, ids[0])["AddressName"], "back");
  modify({{"AddressId", ids[0]}, {"AddressName", std::string(129, 'a')}})
      .expect_error("InvalidParameterValue.TooLong");
  modify({{"AddressId", ids[0]}, {"EipDirectConnection", "TRUE"}})
      .expect_error("UnsupportedOperation.AddressStatusNotPermit");
  associate(alice, ids[0], run_one(alice)).expect_ok();
  modify({{"AddressId", ids[0]}, {"EipDirectConnection", "maybe"}})
      .expect_error("InvalidParameterValue");
  modify({{"AddressId", ids[0]}, {"EipDirectConnection", "TRUE"}}).expect_ok();
  EXPECT_EQ(shown_address(alice, ids[0])["IsEipDirectConnection"], true);

  auto resize = [&](int64_t mbps) {
    return alice.call("vpc", "ModifyAddressesBandwidth",
                      {{"AddressIds", {ids[0], ids[1]}}, {"InternetMaxBandwidthOut", mbps}});
  };
  EXPECT_EQ(result_of(alice, resize(20)), "SUCCESS");
  EXPECT_EQ(shown_address(alice, ids[1])["Bandwidth"], 20);
  resize(0).expect_error("InvalidParameterValue.BandwidthTooSmall");
  resize(201).expect_error("InvalidParameterValue.BandwidthOutOfRange");
}

// M-24
TEST(ElasticAddressCharges, paid_by_the_month_are_returned_first_and_released_by_the_second_call) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = allocate_one(alice, R"("InternetChargeType":"BANDWIDTH_PREPAID_BY_MONTH",)"
                                       R"("AddressChargePrepaid":{"Period":1,"AutoRenewFlag":0})");
  Json address = shown_address(alice, id);
  EXPECT_EQ(address["DeadlineDate"], to_iso8601(add_months(cloud.now(), 1)));
  EXPECT_EQ(address["RenewFlag"], "NOTIFY_AND_MANUAL_RENEW");
  std::string instance = run_one(alice);

  release(alice, id).expect_ok();
  EXPECT_EQ(shown_address(alice, id)["IsArrears"], true);
  associate(alice, id, instance).expect_error("OperationDenied.AddressInArrears");
  auto renew = [&](const std::string& which, int64_t months) {
    return alice.call("vpc", "RenewAddresses",
                      {{"AddressIds", {which}}, {"AddressChargePrepaid", {{"Period", months}}}});
  };
  renew(id, 2).expect_ok();
  EXPECT_EQ(shown_address(alice, id)["IsArrears"], false);
  EXPECT_EQ(shown_address(alice, id)["DeadlineDate"], to_iso8601(add_months(cloud.now(), 2)));
  EXPECT_EQ(shown_address(alice, id)["RenewFlag"], "NOTIFY_AND_AUTO_RENEW");
  renew(id, 13).expect_error("InvalidParameterValue.Range");
  renew(allocate_one(alice), 1)
      .expect_error("UnsupportedOperation.InvalidAddressInternetChargeType");

  release(alice, id).expect_ok();
  release(alice, id).expect_ok();
  EXPECT_EQ(alice.call("vpc", "DescribeAddresses", {{"AddressIds", {id}}})["TotalCount"], 0);
}

// M-24
TEST(ElasticAddressCharges, change_how_they_are_charged_twice) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = allocate_one(alice);
  auto charge = [&](std::string_view type, int64_t mbps, std::string_view more = "") {
    return alice.call("vpc", "ModifyAddressInternetChargeType",
                      R"({"AddressId":")" + id + R"(","InternetChargeType":")" + std::string(type) +
                          R"(","InternetMaxBandwidthOut":)" + std::to_string(mbps) +
                          std::string(more) + "}");
  };
  charge("TRAFFIC_POSTPAID_BY_HOUR", 1)
      .expect_error("InvalidParameterValue.InternetChargeTypeNotChanged");
  charge("BANDWIDTH_PACKAGE", 1)
      .expect_error("UnsupportedOperation.InvalidAddressInternetChargeType");
  charge("BANDWIDTH_POSTPAID_BY_HOUR", 0).expect_error("InvalidParameterValue.Range");
  charge("BANDWIDTH_PREPAID_BY_MONTH", 1).expect_error("InvalidParameterValue.Combination");
  charge("BANDWIDTH_PREPAID_BY_MONTH", 1, R"(,"AddressChargePrepaid":{"Period":13})")
      .expect_error("InvalidParameterValue.Range");
  charge("BANDWIDTH_PREPAID_BY_MONTH", 3, R"(,"AddressChargePrepaid":{"Period":12})").expect_ok();
  Json address = shown_address(alice, id);
  EXPECT_EQ(address["InternetChargeType"], "BANDWIDTH_PREPAID_BY_MONTH");
  EXPECT_EQ(address["Bandwidth"], 3);
  EXPECT_EQ(address["DeadlineDate"], to_iso8601(add_months(cloud.now(), 12)));
  charge("TRAFFIC_POSTPAID_BY_HOUR", 1).expect_ok();
  EXPECT_EQ(shown_address(alice, id)["DeadlineDate"], "");
  charge("BANDWIDTH_POSTPAID_BY_HOUR", 1)
      .expect_error("LimitExceeded.ModifyAddressInternetChargeTypeQuota");
}

// M-24
TEST(ElasticAddressCharges, have_a_price_that_can_be_asked_for) {
  Scenario cloud;
  auto price = [&](std::string_view json) {
    return cloud.call("vpc", "InquiryPriceAllocateAddresses", std::string(json));
  };
  auto amount = [](const Json& json) { return json.value().to_number<double>(); };
  Json hourly =
      price(R"({"InternetChargeType":"BANDWIDTH_POSTPAID_BY_HOUR","InternetMaxBandwidthOut":10})")
          ["Price"]["AddressPrice"];
  EXPECT_DOUBLE_EQ(amount(hourly["UnitPrice"]), 0.63);
  EXPECT_EQ(hourly["ChargeUnit"], "HOUR");
  Json monthly =
      price(R"({"InternetChargeType":"BANDWIDTH_PREPAID_BY_MONTH",)"
            R"("InternetMaxBandwidthOut":10,"AddressChargePrepaid":{"Period":12}})")["Price"];
  EXPECT_DOUBLE_EQ(amount(monthly["OriginalPrice"]), 0.63 * 400 * 12);
  EXPECT_DOUBLE_EQ(amount(monthly["DiscountPrice"]), 0.63 * 400 * 12 * 0.83);
  EXPECT_EQ(monthly["AddressPrice"]["ChargeUnit"], "MONTH");
  Json traffic =
      price(R"({"InternetChargeType":"TRAFFIC_POSTPAID_BY_HOUR"})")["Price"]["AddressPrice"];
  EXPECT_DOUBLE_EQ(amount(traffic["UnitPrice"]), 0.8);

  price(R"({"InternetChargeType":"FREE"})").expect_error("InvalidParameterValue.Combination");
  price(R"({"InternetChargeType":"BANDWIDTH_PREPAID_BY_MONTH"})").expect_error("MissingParameter");
  price(R"({"InternetChargeType":"TRAFFIC_POSTPAID_BY_HOUR","InternetMaxBandwidthOut":0})")
      .expect_error("InvalidParameterValue.BandwidthOutOfRange");
}

}  // namespace
}  // namespace terrane
