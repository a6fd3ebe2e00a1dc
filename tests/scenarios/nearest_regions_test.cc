// Choosing a region (M-9): the closest to given clients, why, the runner-up, and what speaks
// against each.
#include <gtest/gtest.h>

#include "scenarios/scenario.h"

namespace terrane {
namespace {

Reply nearest(const Client& client, const std::string& request) {
  return client.call("terrane", "DescribeNearestRegions", request);
}
std::string places(const std::string& list, const std::string& more = {}) {
  return R"({"Places":[)" + list + "]" + more + "}";
}
constexpr const char* kBoston = R"({"Latitude":42.36,"Longitude":-71.06})";

std::string warnings_of(const Reply& reply, std::string_view region) {
  Json regions = reply["RegionSet"];
  std::string codes;
  for (size_t i = 0; i < regions.size(); ++i) {
    if (!(regions[i]["Region"] == region)) continue;
    Json warnings = regions[i]["WarningSet"];
    for (size_t j = 0; j < warnings.size(); ++j)
      (codes += codes.empty() ? "" : " ") += warnings[j]["Code"].text();
  }
  return codes;
}

// M-9
TEST(NearestRegions, of_coordinates_are_told_with_the_reason_and_a_runner_up) {
  Scenario cloud;
  Reply told = nearest(cloud.alice(), places(kBoston));
  EXPECT_EQ(told["Closest"], "na-toronto");
  EXPECT_EQ(told["RunnerUp"], "ap-beijing");
  EXPECT_EQ(told["RegionSet"].size(), 8u);
  EXPECT_EQ(told["RegionSet"][0]["Rank"], 1);
  EXPECT_EQ(told["RegionSet"][0]["Basis"], "DISTANCE");
  EXPECT_EQ(told["RegionSet"][0]["Reason"], "693 km from 42.36,-71.06");
  EXPECT_EQ(told["ClosestWithoutWarning"], "na-toronto");
}

// M-9
TEST(NearestRegions, of_a_city_are_told_in_the_callers_language) {
  Scenario cloud;
  Client chinese = cloud.alice().speaking(Language::kChinese);
  Reply told = nearest(chinese, places(R"({"City":"台北"})"));
  EXPECT_EQ(told["Closest"], "ap-shanghai");
  EXPECT_NE(told["Summary"].text().find("最近的地域是 ap-shanghai（距 台北, TW 687 公里）"),
            std::string::npos)
      << told["Summary"];
  std::string refused = nearest(cloud.alice(), places(R"({"City":"Birmingham"})"))
                            .expect_error("InvalidParameterValue.CityAmbiguous");
  EXPECT_NE(refused.find("Birmingham, GB; Birmingham, US"), std::string::npos) << refused;
  refused = nearest(cloud.alice(), places(R"({"City":"Pariss"})"))
                .expect_error("InvalidParameterValue.City");
  EXPECT_NE(refused.find("Paris, FR"), std::string::npos) << refused;
}

// M-9
TEST(NearestRegions, of_several_places_follow_their_weights) {
  Scenario cloud;
  std::string most_abroad = R"({"City":"Taipei","Weight":1},{"City":"Boston","Weight":9})";
  std::string few_abroad = R"({"City":"Taipei","Weight":9},{"City":"Boston","Weight":1})";
  EXPECT_EQ(nearest(cloud.alice(), places(most_abroad))["Closest"], "na-toronto");
  Reply told = nearest(cloud.alice(), places(few_abroad));
  EXPECT_EQ(told["Closest"], "ap-shanghai");
  EXPECT_NE(told["RegionSet"][0]["Reason"].text().find("each counted by its weight"),
            std::string::npos);
  EXPECT_EQ(told["RegionSet"][0]["PlaceSet"][1]["Place"], "Boston, US");
  told = nearest(cloud.alice(), places(R"({"City":"Taipei"},{"City":"Osaka"})"));
  EXPECT_EQ(told["RegionSet"][0]["Reason"].text().find("weight"), std::string::npos);
}

// M-9: measured where it can be, by distance where not.
TEST(NearestRegions, follow_measured_times_before_distances) {
  Scenario cloud;
  Reply told = nearest(cloud.alice(), places(kBoston, R"(,"ConnectTimes":[
      {"Region":"ap-singapore","Milliseconds":[40.5,40,900]},
      {"Region":"ap-guangzhou","Milliseconds":[55],"Lost":2},
      {"Region":"na-toronto","Lost":5}])"));
  EXPECT_EQ(told["Closest"], "ap-singapore");
  EXPECT_EQ(told["RunnerUp"], "ap-guangzhou");
  Json regions = told["RegionSet"];
  EXPECT_EQ(regions[0]["Basis"], "MEASURED");
  EXPECT_NE(regions[0]["Reason"].text().find("40.5 ms to connect, the median of 3"),
            std::string::npos);
  EXPECT_NE(regions[1]["Reason"].text().find("2 more unanswered"), std::string::npos);
  EXPECT_EQ(regions[2]["Basis"], "DISTANCE");
  EXPECT_EQ(regions[7]["Region"], "na-toronto");
  EXPECT_EQ(regions[7]["Basis"], "UNREACHABLE");
  EXPECT_EQ(regions[7]["Lost"], 5);
  Reply none = nearest(cloud.alice(), R"({"ConnectTimes":[{"Region":"ap-beijing","Lost":3}]})");
  EXPECT_EQ(none["Closest"], "");
  EXPECT_EQ(none["RegionSet"].size(), 1u);  // nothing is known of the others
}

// M-9, M-16, M-17
TEST(NearestRegions, warn_of_products_that_a_region_lacks) {
  Scenario cloud;
  Reply told = nearest(cloud.alice(), places(kBoston, R"(,"Needs":["cbs","memcached"])"));
  EXPECT_EQ(warnings_of(told, "na-toronto"), "ProductMissing");
  EXPECT_EQ(warnings_of(told, "ap-hongkong"), "ProductMissing ProductMissing");
  EXPECT_EQ(warnings_of(told, "ap-beijing"), "");
  EXPECT_EQ(told["ClosestWithoutWarning"], "ap-beijing");
  EXPECT_NE(told["Summary"].text().find("Of na-toronto: It does not offer Cloud Memcached."),
            std::string::npos)
      << told["Summary"];
  nearest(cloud.alice(), places(kBoston, R"(,"Needs":["teleport"])"))
      .expect_error("InvalidParameterValue.Needs");
}

// M-2, M-3, M-9
TEST(NearestRegions, warn_of_tickets_and_of_stock) {
  Scenario cloud;
  Reply told = nearest(cloud.alice(), places(R"({"City":"Shenzhen"})"));
  EXPECT_EQ(told["Closest"], "ap-shenzhen-fsi");
  EXPECT_EQ(told["RunnerUp"], "ap-hongkong");
  EXPECT_EQ(warnings_of(told, "ap-shenzhen-fsi"), "TicketNeeded");
  EXPECT_EQ(told["ClosestWithoutWarning"], "ap-hongkong");
  EXPECT_EQ(warnings_of(told, "ap-guangzhou"), "");  // two of its three zones have stock
  told = nearest(cloud.alice(), places(R"({"City":"Shanghai"})"));
  EXPECT_EQ(told["Closest"], "ap-shanghai");  // as close as the finance region
  cloud.as(kOperator)
      .call("terrane", "ModifyZoneStock", R"({"Zone":"ap-shanghai-1","SoldOut":true})")
      .expect_ok();
  told = nearest(cloud.alice(), places(R"({"City":"Shanghai"})"));
  EXPECT_EQ(warnings_of(told, "ap-shanghai"), "SoldOut");
}

// M-3, M-9, M-19: what operators change is what is warned of.
TEST(NearestRegions, follow_tickets_that_are_approved_and_products_that_are_withdrawn) {
  Scenario cloud;
  Client alice = cloud.alice(), admin = cloud.as(kOperator);
  std::string ticket = alice
                           .call("terrane", "ApplyZoneAccess",
                                 {{"Zone", "ap-shenzhen-fsi-1"},
                                  {"Company", "First Bank"},
                                  {"License", "B0001"},
                                  {"Contact", "ops@bank.example"}})["TicketId"]
                           .text();
  std::string shenzhen = places(R"({"City":"Shenzhen"})", R"(,"Needs":["clb"])");
  EXPECT_EQ(warnings_of(nearest(alice, shenzhen), "ap-shenzhen-fsi"), "TicketNeeded");
  admin.call("terrane", "ApproveZoneAccess", {{"TicketId", ticket}}).expect_ok();
  EXPECT_EQ(warnings_of(nearest(alice, shenzhen), "ap-shenzhen-fsi"), "");
  EXPECT_EQ(warnings_of(nearest(cloud.as(kBob), shenzhen), "ap-shenzhen-fsi"), "TicketNeeded");
  EXPECT_EQ(warnings_of(nearest(alice, shenzhen), "ap-guangzhou"), "");
  admin
      .call("terrane", "ModifyProductAvailability",
            R"({"Region":"ap-guangzhou","Product":"clb","Available":false})")
      .expect_ok();
  EXPECT_EQ(warnings_of(nearest(alice, shenzhen), "ap-guangzhou"), "ProductMissing");
}

// M-6, M-9
TEST(NearestRegions, warn_of_what_is_failing) {
  Scenario cloud;
  cloud.as(kOperator)
      .call("terrane", "CreateFault", R"({"Kind":"ZONE_POWER","Zone":"ap-beijing-1"})")
      .expect_ok();
  cloud.as(kOperator)
      .call("terrane", "CreateFault", R"({"Kind":"REGION","Region":"na-toronto"})")
      .expect_ok();
  Reply told = nearest(cloud.alice(), places(kBoston));
  EXPECT_EQ(told["Closest"], "na-toronto");
  EXPECT_EQ(warnings_of(told, "na-toronto"), "Unavailable");
  EXPECT_EQ(warnings_of(told, "ap-beijing"), "ZoneFailing");
  EXPECT_EQ(told["ClosestWithoutWarning"], "ap-shanghai");
}

TEST(NearestRegions, need_something_to_go_by) {
  Scenario cloud;
  Client alice = cloud.alice();
  nearest(alice, "{}").expect_error("MissingParameter");
  for (const char* place : {"{}", R"({"Latitude":91,"Longitude":0})", R"({"Latitude":1})",
                            R"({"City":"Paris","Latitude":1,"Longitude":1})",
                            R"({"City":"Paris","Weight":0})", R"({"City":"Paris","Weight":-1})"})
    nearest(alice, places(place)).expect_error("InvalidParameterValue.Places");
  for (const char* times :
       {R"({"Region":"ap-beijing"})", R"({"Region":"ap-beijing","Milliseconds":[-1]})",
        R"({"Region":"ap-beijing","Lost":1},{"Region":"ap-beijing","Lost":1})"})
    nearest(alice, R"({"ConnectTimes":[)" + std::string(times) + "]}")
        .expect_error("InvalidParameterValue.ConnectTimes");
  nearest(alice, R"({"ConnectTimes":[{"Region":"mars","Lost":1}]})")
      .expect_error("ResourceNotFound.Region");
}

}  // namespace
}  // namespace terrane
