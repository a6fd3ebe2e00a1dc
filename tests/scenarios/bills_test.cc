// What an account pays: by the hour as time passes, in advance for months, and what it gets back
// (M-24).
#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/addresses.h"
#include "scenarios/outages.h"
#include "scenarios/peerings.h"
#include "store/faulty/faulty_store.h"

namespace terrane {
namespace {

// S5.SMALL1 and its CLOUD_PREMIUM disk of 50 GiB by the hour, in millionths.
constexpr int64_t kCores = 133'000, kDisk = 29'000, kMachine = kCores + kDisk;
constexpr int64_t kIdle = 200'000, kMbps = 63'000;

int64_t millionths(const Json& amount) {
  std::string digits = amount.text();
  digits.erase(digits.find('.'), 1);
  return std::stoll(digits);
}

Reply bill(const Client& client, const Parameters& parameters = {}) {
  return client.call("terrane", "DescribeBill", parameters);
}

int64_t total(const Client& client, const Parameters& parameters = {}) {
  return millionths(bill(client, parameters)["Amount"]);
}

Json line_of(const Client& client, const std::string& resource) {
  Json items = bill(client)["BillItemSet"];
  for (size_t i = 0; i < items.size(); ++i)
    if (items[i]["ResourceId"] == resource) return items[i];
  ADD_FAILURE() << "no line of " << resource << " in " << items;
  return Json(nullptr);
}

double price_of_launch(const Client& client, std::string_view more, std::string_view member) {
  return client
      .call("cvm", "InquiryPriceRunInstances", run_request(more))["Price"]["InstancePrice"][member]
      .value()
      .to_number<double>();
}

constexpr std::string_view kYear =
    R"("InstanceChargeType":"PREPAID","InstanceChargePrepaid":{"Period":12})";

// M-24
TEST(Bills, what_runs_is_paid_by_the_hour_until_it_is_terminated) {
  Scenario cloud;
  Client alice = cloud.alice();
  EXPECT_EQ(total(alice), 0);
  std::string id = run_one(alice);
  cloud.advance(hours(3));
  EXPECT_EQ(total(alice), 3 * kMachine);
  EXPECT_NEAR(price_of_launch(alice, "", "UnitPrice"), kMachine / 1e6, 1e-9);
  cloud.advance(seconds(1800));
  ask(alice, "TerminateInstances", id).expect_ok();
  cloud.advance(days(1));
  EXPECT_EQ(total(alice), 3 * kMachine + kMachine / 2);
  EXPECT_EQ(millionths(line_of(alice, id)["UseAmount"]), 3 * kMachine + kMachine / 2);
}

// M-24
TEST(Bills, one_that_is_off_without_charge_pays_for_its_disks_alone) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = run_one(alice);
  cloud.advance(hours(1));
  ask(alice, "StopInstances", id, R"("StoppedMode":"STOP_CHARGING")").expect_ok();
  cloud.advance(hours(10));
  EXPECT_EQ(total(alice), kMachine + 10 * kDisk);
  ask(alice, "StartInstances", id).expect_ok();
  cloud.advance(hours(1));
  ask(alice, "StopInstances", id).expect_ok();  // keeps charging
  cloud.advance(hours(1));
  EXPECT_EQ(total(alice), 3 * kMachine + 10 * kDisk);
}

// M-24
TEST(Bills, a_change_of_type_or_bandwidth_is_paid_from_then_on) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = run_one(alice, R"("InternetAccessible":{"InternetMaxBandwidthOut":2,
      "InternetChargeType":"BANDWIDTH_POSTPAID_BY_HOUR"})");
  cloud.advance(hours(1));
  EXPECT_EQ(total(alice), kMachine + 2 * kMbps);
  ask(alice, "ResetInstancesInternetMaxBandwidth", id,
      R"("InternetAccessible":{"InternetMaxBandwidthOut":5,
         "InternetChargeType":"BANDWIDTH_POSTPAID_BY_HOUR"})")
      .expect_ok();
  cloud.advance(hours(1));
  EXPECT_EQ(total(alice), 2 * kMachine + 7 * kMbps);
  ask(alice, "ResetInstancesType", id, R"("InstanceType":"S5.MEDIUM2","ForceStop":true)")
      .expect_ok();
  int64_t before = total(alice);
  cloud.advance(hours(1));
  double medium =
      cloud
          .call("cvm", "InquiryPriceRunInstances",
                run_request("", kZone, "S5.MEDIUM2"))["Price"]["InstancePrice"]["UnitPrice"]
          .value()
          .to_number<double>();
  EXPECT_EQ(total(alice) - before, std::llround(medium * 1e6) + 5 * kMbps);
}

// M-24, M-29
TEST(Bills, an_elastic_ip_is_paid_while_it_is_bound_to_nothing) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = allocate_one(alice), instance = run_one(alice);
  cloud.advance(hours(2));
  associate(alice, id, instance).expect_ok();
  cloud.advance(hours(5));
  EXPECT_EQ(millionths(line_of(alice, id)["Amount"]), 2 * kIdle);
  ask(alice, "TerminateInstances", instance).expect_ok();
  cloud.advance(hours(1));
  EXPECT_EQ(millionths(line_of(alice, id)["Amount"]), 3 * kIdle);
  release(alice, id).expect_ok();
  cloud.advance(hours(7));
  EXPECT_EQ(total(alice), 3 * kIdle + 7 * kMachine);
}

// M-24
TEST(Bills, months_in_advance_cost_what_was_asked_for_and_the_rest_is_given_back) {
  Scenario cloud;
  Client alice = cloud.alice();
  int64_t year = std::llround(price_of_launch(alice, kYear, "DiscountPrice") * 1e6);
  std::string id = run_one(alice, kYear);
  EXPECT_EQ(total(alice), year);
  cloud.advance(days(73));
  EXPECT_EQ(total(alice), year);
  double refund =
      ask(alice, "InquiryPriceTerminateInstances", id)["InstanceRefundsSet"][0]["Refunds"]
          .value()
          .to_number<double>();
  EXPECT_NEAR(refund, 0.8 * double(year) / 1e6, 1e-3);
  ask(alice, "TerminateInstances", id).expect_ok();
  Json line = line_of(alice, id);
  EXPECT_EQ(millionths(line["PrepaidAmount"]), year);
  EXPECT_NEAR(double(millionths(line["RefundAmount"])) / 1e6, -refund, 1e-6);
  int64_t paid = total(alice);
  cloud.advance(days(30));  // reclaimed meanwhile
  EXPECT_EQ(total(alice), paid);
}

// M-24
TEST(Bills, each_month_that_renews_itself_is_paid_and_what_is_isolated_costs_nothing) {
  Scenario cloud;  // starts on the 15th of January
  Client alice = cloud.alice();
  auto month = [](std::string_view flag) {
    return R"("InstanceChargeType":"PREPAID","InstanceChargePrepaid":{"Period":1,"RenewFlag":")" +
           std::string(flag) + R"("})";
  };
  std::string on = run_one(alice, month("NOTIFY_AND_AUTO_RENEW"));
  std::string off = run_one(alice, month("NOTIFY_AND_MANUAL_RENEW"));
  cloud.advance(days(70));
  EXPECT_EQ(millionths(line_of(alice, on)["PrepaidAmount"]), 3 * 400 * kMachine);
  EXPECT_EQ(millionths(line_of(alice, off)["Amount"]), 400 * kMachine);
}

// M-24
TEST(Bills, from_the_hour_to_months_and_back_every_moment_is_paid_once) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = run_one(alice);
  cloud.advance(hours(10));
  auto change_charge = [&](std::string_view more) {
    ask(alice, "ModifyInstancesChargeType", id, more).expect_ok();
  };
  change_charge(R"("InstanceChargeType":"PREPAID","InstanceChargePrepaid":{"Period":1})");
  EXPECT_EQ(total(alice), 10 * kMachine + 400 * kMachine);
  cloud.advance(Duration{(add_months(cloud.now(), 1) - cloud.now()).microseconds / 2});
  change_charge(R"("InstanceChargeType":"POSTPAID_BY_HOUR")");
  EXPECT_NEAR(double(total(alice)), 10 * kMachine + 200 * kMachine, 1);
  int64_t before = total(alice);
  cloud.advance(hours(4));
  EXPECT_EQ(total(alice) - before, 4 * kMachine);
}

// M-24
TEST(Bills, of_spans_that_follow_each_other_add_up) {
  Scenario cloud;
  Client alice = cloud.alice();
  run_one(alice, R"("InstanceChargeType":"SPOTPAID","InstanceCount":3)");
  std::string year = run_one(alice, kYear);
  int64_t sum = 0;
  Time from = cloud.now();
  for (int day = 0; day < 5; ++day) {
    cloud.advance(Duration{days(1).microseconds - 1'234'567});
    if (day == 3) ask(alice, "TerminateInstances", year).expect_ok();
    Time to = {cloud.now().seconds() * 1'000'000};
    sum += total(alice, {{"From", to_iso8601(from)}, {"To", to_iso8601(to)}});
    from = to;
  }
  sum += total(alice, {{"From", to_iso8601(from)}});
  EXPECT_EQ(sum, total(alice));
}

// M-24
TEST(Bills, have_a_line_for_each_region_product_or_resource_and_pages) {
  Scenario cloud;
  Client alice = cloud.alice();
  run(alice, R"("InstanceCount":3)").expect_ok();
  allocate(alice);
  run(alice.in("ap-shanghai"), "", "ap-shanghai-1").expect_ok();
  cloud.advance(hours(1));
  auto by = [&](std::string_view grouping) {
    return bill(alice, {{"GroupBy", grouping}})["BillItemSet"];
  };
  Json regions = by("region"), products = by("product");
  ASSERT_EQ(regions.size(), 2u);
  EXPECT_EQ(regions[0]["Region"], "ap-guangzhou");
  EXPECT_EQ(millionths(regions[0]["Amount"]), 3 * kMachine + kIdle);
  EXPECT_EQ(regions[1]["Region"], "ap-shanghai");
  ASSERT_EQ(products.size(), 2u);
  EXPECT_EQ(products[0]["Product"], "cvm");
  EXPECT_EQ(millionths(products[0]["Amount"]), 4 * kMachine);
  EXPECT_EQ(products[1]["Product"], "vpc");
  EXPECT_EQ(by("resource").size(), 5u);
  Reply page = bill(alice, {{"Offset", 3}, {"Limit", 1}});
  EXPECT_EQ(page["TotalCount"], 5);
  EXPECT_EQ(page["BillItemSet"].size(), 1u);
  EXPECT_EQ(millionths(page["Amount"]), 4 * kMachine + kIdle);
  EXPECT_EQ(page["Currency"], "CNY");
}

// M-12, M-24
TEST(Bills, a_peering_between_regions_is_paid_by_who_asked_for_it_while_it_is_active) {
  Scenario cloud;
  Client alice = cloud.alice(), bob = cloud.as(kBob).in(kFar);
  std::string here = create_vpc(alice, "10.0.0.0/16"), there = create_vpc(bob, "10.1.0.0/16");
  std::string peering =
      peer(alice, here, there, kBob, "sh", R"("Bandwidth":10)")["PeeringConnectionId"].text();
  cloud.advance(hours(3));
  EXPECT_EQ(total(alice), 0);
  accept(bob, peering).expect_ok();
  ASSERT_EQ(peering_state(alice, peering), "ACTIVE");
  cloud.advance(hours(2));
  EXPECT_EQ(total(alice), 2 * 10 * kMbps);
  EXPECT_EQ(total(bob), 0);
  delete_peering(alice, peering).expect_ok();
  cloud.advance(hours(4));
  EXPECT_EQ(total(alice), 2 * 10 * kMbps);
}

TEST(Bills, that_make_no_sense_are_refused) {
  Scenario cloud;
  Client alice = cloud.alice();
  bill(alice, {{"GroupBy", "zone"}}).expect_error("InvalidParameterValue.GroupBy");
  bill(alice, {{"Offset", -1}}).expect_error("InvalidParameterValue.Offset");
  bill(alice, {{"Limit", 101}}).expect_error("InvalidParameterValue.Limit");
  bill(alice, {{"From", "yesterday"}}).expect_error("InvalidParameterValue.Time");
  bill(alice, {{"From", "2027-01-10"}, {"To", "2027-01-09"}})
      .expect_error("InvalidParameterValue.Time");
}

// M-13
TEST(Bills, are_seen_by_the_account_itself_and_by_operators) {
  Scenario cloud;
  run(cloud.alice()).expect_ok();
  cloud.advance(hours(1));
  EXPECT_EQ(total(cloud.as(kBob)), 0);
  Parameters of_alice = {{"Uin", uint64_t(kAlice)}};
  EXPECT_EQ(total(cloud.alice(), of_alice), kMachine);
  EXPECT_EQ(total(cloud.as(kOperator), of_alice), kMachine);
  bill(cloud.as(kBob), of_alice).expect_error("UnauthorizedOperation");
  bill(cloud.as(kBob), {{"Uin", 1}}).expect_error("UnauthorizedOperation");
  bill(cloud.as(kOperator), {{"Uin", 1}}).expect_error("ResourceNotFound.Account");
}

TEST(Bills, say_the_same_after_a_restart) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = run_one(alice);
  allocate(alice);
  run(alice, kYear).expect_ok();
  cloud.advance(hours(5));
  ask(alice, "StopInstances", id, R"("StoppedMode":"STOP_CHARGING")").expect_ok();
  cloud.advance(hours(5));
  int64_t before = total(alice);
  cloud.restart();
  EXPECT_EQ(total(alice), before);
  cloud.advance(hours(1));
  EXPECT_EQ(total(alice), before + kDisk + kIdle);
}

// M-5
TEST(Bills, name_the_regions_that_cannot_be_reached) {
  Scenario cloud;
  run(cloud.alice()).expect_ok();
  cloud.advance(hours(1));
  EXPECT_EQ(bill(cloud.alice())["UnavailableRegions"].size(), 0u);
  cloud.disk("ap-shanghai").break_down();
  cloud.in("ap-shanghai")
      .call("vpc", "CreateVpc", R"({"VpcName":"a","CidrBlock":"10.0.0.0/16"})")
      .expect_error("InternalError");
  Reply reply = bill(cloud.alice());
  ASSERT_EQ(reply["UnavailableRegions"].size(), 1u);
  EXPECT_EQ(reply["UnavailableRegions"][0], "ap-shanghai");
  EXPECT_EQ(millionths(reply["Amount"]), kMachine);
}

// M-5
TEST(Bills, are_held_up_by_no_region_that_is_slow_or_fails_meanwhile) {
  Scenario cloud;
  run(cloud.alice()).expect_ok();
  cloud.advance(hours(1));
  Client there = cloud.in("ap-shanghai");
  auto make_vpc = [&] {
    return there.begin("vpc", "CreateVpc", {{"VpcName", "a"}, {"CidrBlock", "10.0.0.0/16"}});
  };
  there.call("vpc", "DescribeVpcs").expect_ok();
  slow_store(cloud, "ap-shanghai", seconds(60));
  Pending late = make_vpc();
  Time before = cloud.now();
  EXPECT_GE(millionths(bill(cloud.alice())["Amount"]), kMachine);
  EXPECT_LE(cloud.now() - before, seconds(1));
  EXPECT_FALSE(late.answered());
  cloud.advance(seconds(60));
  late.reply().expect_ok();

  heal_all(cloud);
  slow_store(cloud, "ap-shanghai", milliseconds(500));
  Pending lost = make_vpc();
  cloud.disk("ap-shanghai").plan(StoreFault::kRefused);
  bill(cloud.alice()).expect_ok();
  cloud.advance(seconds(1));
  lost.reply().expect_error("InternalError");
}

}  // namespace
}  // namespace terrane
