// Elastic IPs that are charged by the month: their time ends, they are isolated, and reclaimed; or
// they go on (M-24, M-29).
#include "scenarios/addresses.h"

namespace terrane {
namespace {

std::string allocate_by_month(const Client& client, int renew_flag) {
  return allocate_one(client, R"("InternetChargeType":"BANDWIDTH_PREPAID_BY_MONTH",)"
                              R"("AddressChargePrepaid":{"Period":1,"AutoRenewFlag":)" +
                                  std::to_string(renew_flag) + "}");
}

int64_t count(const Client& client, const std::string& id) {
  return client.call("vpc", "DescribeAddresses", {{"AddressIds", {id}}})["TotalCount"].number();
}

// M-24, M-29
TEST(PrepaidAddresses, one_that_is_not_renewed_is_isolated_at_its_end_and_reclaimed_a_week_later) {
  Scenario cloud;  // starts on the 15th of January
  Client alice = cloud.alice();
  std::string id = allocate_by_month(alice, 0), instance = run_one(alice);
  associate(alice, id, instance).expect_ok();
  cloud.advance(days(30));
  EXPECT_EQ(shown_address(alice, id)["IsArrears"], false);
  cloud.advance(days(2));
  EXPECT_EQ(shown_address(alice, id)["IsArrears"], true);
  EXPECT_EQ(shown_address(alice, id)["InstanceId"], instance);
  cloud.advance(days(5));
  EXPECT_EQ(count(alice, id), 1);
  cloud.advance(days(2));
  EXPECT_EQ(count(alice, id), 0);
  EXPECT_EQ(state_of(alice, instance), "RUNNING");
  EXPECT_EQ(shown(alice, instance)["PublicIpAddresses"].size(), 0u);
}

// M-24
TEST(PrepaidAddresses, one_that_renews_itself_goes_on_month_by_month) {
  Scenario cloud;
  std::string id = allocate_by_month(cloud.alice(), 1);
  cloud.advance(days(70));
  EXPECT_EQ(shown_address(cloud.alice(), id)["IsArrears"], false);
  EXPECT_EQ(shown_address(cloud.alice(), id)["DeadlineDate"], "2027-04-15T08:00:00Z");
}

// M-24
TEST(PrepaidAddresses, an_isolated_one_comes_back_when_it_is_renewed) {
  Scenario cloud;
  std::string id = allocate_by_month(cloud.alice(), 0);
  cloud.advance(days(33));
  ASSERT_EQ(shown_address(cloud.alice(), id)["IsArrears"], true);
  cloud
      .call("vpc", "RenewAddresses",
            {{"AddressIds", {id}}, {"AddressChargePrepaid", {{"Period", 1}, {"AutoRenewFlag", 0}}}})
      .expect_ok();
  EXPECT_EQ(shown_address(cloud.alice(), id)["DeadlineDate"],
            to_iso8601(add_months(cloud.now(), 1)));
  cloud.advance(days(20));
  EXPECT_EQ(shown_address(cloud.alice(), id)["IsArrears"], false);
}

}  // namespace
}  // namespace terrane
