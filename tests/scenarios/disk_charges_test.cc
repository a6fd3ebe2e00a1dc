// How disks are charged (M-24): by the hour or for months in advance, and what that costs.
#include <gtest/gtest.h>

#include "scenarios/disks.h"

namespace terrane {
namespace {

std::string create_prepaid(const Client& client, std::string_view flag = {}) {
  std::string json = R"({"Placement":{"Zone":"ap-guangzhou-2"},"DiskChargeType":"PREPAID",
                         "DiskType":"CLOUD_PREMIUM","DiskSize":50,"DiskChargePrepaid":{"Period":1)";
  if (!flag.empty()) json += R"(,"RenewFlag":")" + std::string(flag) + '"';
  return client.call("cbs", "CreateDisks", json + "}}")["DiskIdSet"][0].text();
}

// M-24
TEST(DiskCharges, a_prepaid_disk_is_returned_first_and_gone_by_the_second_call) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string disk = create_prepaid(alice);
  EXPECT_EQ(shown_disk(alice, disk)["DiskChargeType"], "PREPAID");
  EXPECT_EQ(shown_disk(alice, disk)["DeadlineTime"], to_local_text(add_months(cloud.now(), 1)));
  EXPECT_EQ(shown_disk(alice, disk)["IsReturnable"], true);
  terminate(alice, disk).expect_ok();
  EXPECT_EQ(disk_state(alice, disk), "TORECYCLE");
  attach(alice, disk, run_one(alice)).expect_error("ResourceUnavailable.NotSupported");
  resize(alice, disk, 100).expect_error("ResourceUnavailable.Expire");
  terminate(alice, disk).expect_ok();
  EXPECT_TRUE(disk_is_gone(alice, disk));
}

// M-24
TEST(DiskCharges, a_prepaid_disk_expires_is_isolated_and_reclaimed) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string disk = create_prepaid(alice), renewed = create_prepaid(alice);
  std::string automatic = create_prepaid(alice, "NOTIFY_AND_AUTO_RENEW");
  std::string instance = run_one(alice);
  attach(alice, disk, instance).expect_ok();
  cloud.advance(days(32));
  EXPECT_EQ(disk_state(alice, disk), "TORECYCLE");
  EXPECT_EQ(shown_disk(alice, disk)["Attached"], false);
  EXPECT_EQ(disk_state(alice, automatic), "UNATTACHED");
  alice
      .call("cbs", "RenewDisk",
            R"({"DiskId":")" + renewed + R"(","DiskChargePrepaid":{"Period":2}})")
      .expect_ok();
  EXPECT_EQ(disk_state(alice, renewed), "UNATTACHED");
  cloud.restart();
  cloud.advance(days(8));
  EXPECT_TRUE(disk_is_gone(alice, disk));
  EXPECT_EQ(disk_state(alice, renewed), "UNATTACHED");
  EXPECT_EQ(disk_state(alice, automatic), "UNATTACHED");
}

TEST(DiskCharges, a_prepaid_disk_stays_when_its_instance_goes_unless_it_is_to_be_released) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string stays = create_prepaid(alice), goes = create_prepaid(alice);
  std::string first = run_one(alice), second = run_one(alice);
  attach(alice, stays, first).expect_ok();
  attach(alice, goes, second).expect_ok();
  ask(alice, "TerminateInstances", first).expect_ok();
  ask(alice, "TerminateInstances", second, R"("ReleasePrepaidDataDisks":true)").expect_ok();
  EXPECT_EQ(disk_state(alice, stays), "UNATTACHED");
  EXPECT_EQ(shown_disk(alice, stays)["DiskChargeType"], "PREPAID");
  EXPECT_TRUE(disk_is_gone(alice, goes));
}

TEST(DiskCharges, change_between_by_the_hour_and_in_advance) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string disk = create_disk(alice);
  auto modify = [&](std::string_view more) {
    return ask_disk(alice, "ModifyDisksChargeType", disk, more);
  };
  modify(R"("DiskChargePrepaid":{"Period":1},"DiskChargePostpaid":true)")
      .expect_error("InvalidParameter");
  modify(R"("DiskChargePostpaid":true)").expect_error("ResourceUnavailable.NotSupported");
  modify(R"("DiskChargePrepaid":{"Period":13})").expect_error("InvalidParameterValue");
  ask_disk(alice, "ModifyDisksRenewFlag", disk, R"("RenewFlag":"NOTIFY_AND_AUTO_RENEW")")
      .expect_error("InvalidParameterValue");
  modify(R"("DiskChargePrepaid":{"Period":1})").expect_ok();
  EXPECT_EQ(shown_disk(alice, disk)["DiskChargeType"], "PREPAID");
  ask_disk(alice, "ModifyDisksRenewFlag", disk, R"("RenewFlag":"NOTIFY_AND_AUTO_RENEW")")
      .expect_ok();
  EXPECT_EQ(shown_disk(alice, disk)["RenewFlag"], "NOTIFY_AND_AUTO_RENEW");
  ask_disk(alice, "ModifyDisksRenewFlag", disk, R"("RenewFlag":"ALWAYS")")
      .expect_error("InvalidParameterValue");
  modify(R"("DiskChargePostpaid":true)").expect_ok();
  EXPECT_EQ(shown_disk(alice, disk)["DiskChargeType"], "POSTPAID_BY_HOUR");
}

TEST(DiskCharges, are_told_before) {
  Scenario cloud;
  Client alice = cloud.alice();
  auto price = [&](std::string_view more) {
    return alice.call(
        "cbs", "InquiryPriceCreateDisks",
        R"({"DiskType":"CLOUD_PREMIUM","DiskSize":100,)" + std::string(more) + "}")["DiskPrice"];
  };
  auto number = [](const Json& json) { return json.value().to_number<double>(); };
  Json hourly = price(R"("DiskChargeType":"POSTPAID_BY_HOUR")");
  EXPECT_EQ(hourly["ChargeUnit"], "HOUR");
  EXPECT_DOUBLE_EQ(number(hourly["UnitPrice"]), 0.058);
  EXPECT_DOUBLE_EQ(
      number(price(R"("DiskChargeType":"POSTPAID_BY_HOUR","DiskCount":2)")["UnitPrice"]), 0.116);
  Json year = price(R"("DiskChargeType":"PREPAID","DiskChargePrepaid":{"Period":12})");
  EXPECT_DOUBLE_EQ(number(year["OriginalPrice"]), 0.058 * 400 * 12);
  EXPECT_LT(number(year["DiscountPrice"]), number(year["OriginalPrice"]));

  std::string disk = create_disk(alice);
  Json more = alice.call("cbs", "InquiryPriceResizeDisk",
                         {{"DiskId", disk}, {"DiskSize", 150}})["DiskPrice"];
  EXPECT_DOUBLE_EQ(number(more["UnitPrice"]), 0.058);
  alice.call("cbs", "InquiryPriceResizeDisk", {{"DiskId", disk}, {"DiskSize", 10}})
      .expect_error("InvalidParameterValue");
}

TEST(DiskCharges, what_there_is_to_have_is_told_by_zone_and_type) {
  Scenario cloud;
  auto offers = [&](std::string_view more) {
    return cloud.call(
        "cbs", "DescribeDiskConfigQuota",
        R"({"InquiryType":"INQUIRY_CBS_CONFIG")" + std::string(more) + "}")["DiskConfigSet"];
  };
  Json one = offers(R"(,"Zones":["ap-guangzhou-2"],"DiskTypes":["CLOUD_SSD"],
                        "DiskChargeType":"POSTPAID_BY_HOUR","DiskUsage":"DATA_DISK")");
  ASSERT_EQ(one.size(), 1u);
  EXPECT_EQ(one[0]["Available"], true);
  EXPECT_EQ(one[0]["MinDiskSize"], 20);
  EXPECT_EQ(one[0]["MaxDiskSize"], 32000);
  EXPECT_EQ(one[0]["StepSize"], 10);
  Json sold_out = offers(R"(,"Zones":["ap-guangzhou-1"])");
  EXPECT_EQ(sold_out[0]["Available"], false);
  cloud.call("cbs", "DescribeDiskConfigQuota", R"({"InquiryType":"ALL"})")
      .expect_error("InvalidParameterValue");
}

}  // namespace
}  // namespace terrane
