// What can be launched in a region, told before anything is: types, stock, prices, images, quotas.
#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/scenario.h"

namespace terrane {
namespace {

Parameters filters(
    std::initializer_list<std::pair<std::string_view, std::initializer_list<std::string_view>>>
        all) {
  boost::json::array list;
  for (const auto& [name, values] : all)
    list.push_back({{"Name", name}, {"Values", boost::json::array(values.begin(), values.end())}});
  return boost::json::serialize(boost::json::value{{"Filters", list}});
}

std::set<std::string> members(const Json& list, std::string_view name) {
  std::set<std::string> found;
  for (size_t i = 0; i < list.size(); ++i) found.insert(list[i][name].text());
  return found;
}

// A cloud whose zones have one host each.
Scenario::Options one_host(std::string_view local_disk_gib) {
  return {.changes =
              "[hosts]\nracks = 1\nswitches_per_rack = 1\nhosts_per_switch = 1\ncores = 16\n"
              "memory_gib = 64\nlocal_disk_gib = " +
              std::string(local_disk_gib)};
}

Reply run(Client client, std::string_view type, int64_t count, std::string_view charge) {
  return client.call("cvm", "RunInstances",
                     {{"Placement", {{"Zone", "ap-guangzhou-2"}}},
                      {"ImageId", "img-487zeit5"},
                      {"InstanceType", type},
                      {"InstanceCount", count},
                      {"InstanceChargeType", charge},
                      {"InstanceChargePrepaid", {{"Period", 1}}}});
}

Json offers(Client client, const Parameters& parameters) {
  return client.call("cvm", "DescribeZoneInstanceConfigInfos", parameters)["InstanceTypeQuotaSet"];
}

// M-8
TEST(InstanceTypes, are_listed_for_each_zone_of_the_region) {
  Scenario cloud;
  Json all = cloud.call("cvm", "DescribeInstanceTypeConfigs")["InstanceTypeConfigSet"];
  EXPECT_EQ(members(all, "Zone"),
            (std::set<std::string>{"ap-guangzhou-1", "ap-guangzhou-2", "ap-guangzhou-3"}));
  Json one = cloud.call("cvm", "DescribeInstanceTypeConfigs",
                        filters({{"zone", {"ap-guangzhou-2"}},
                                 {"instance-family", {"S2", "S3"}},
                                 {"instance-type", {"S2.LARGE8"}}}))["InstanceTypeConfigSet"];
  ASSERT_EQ(one.size(), 1u);
  EXPECT_EQ(one[0]["Zone"], "ap-guangzhou-2");
  EXPECT_EQ(one[0]["InstanceType"], "S2.LARGE8");
  EXPECT_EQ(one[0]["InstanceFamily"], "S2");
  EXPECT_EQ(one[0]["CPU"], 4);
  EXPECT_EQ(one[0]["Memory"], 8);
  EXPECT_EQ(one[0]["GPU"], 0);
}

// M-8
TEST(InstanceTypes, are_asked_for_by_filters_that_exist_and_zones_of_the_region) {
  Scenario cloud;
  cloud.call("cvm", "DescribeZones").expect_ok();
  for (std::string_view action :
       {"DescribeInstanceTypeConfigs", "DescribeZoneInstanceConfigInfos"}) {
    cloud.call("cvm", action, filters({{"colour", {"red"}}})).expect_error("InvalidFilter");
    cloud.call("cvm", action, filters({{"zone", {"ap-shanghai-1"}}}))
        .expect_error("InvalidParameterValue.ZoneNotSupported");
    cloud.call("cvm", action, filters({{"instance-family", {"none"}}})).expect_ok();
  }
}

TEST(InstanceTypes, belong_to_families_with_names_in_both_languages) {
  Scenario cloud;
  Client chinese = cloud.alice().speaking(Language::kChinese);
  auto name_of_s2 = [](const Json& families) {
    for (size_t i = 0; i < families.size(); ++i)
      if (families[i]["InstanceFamily"] == "S2") return families[i]["InstanceFamilyName"].text();
    return std::string();
  };
  EXPECT_EQ(
      name_of_s2(cloud.call("cvm", "DescribeInstanceFamilyConfigs")["InstanceFamilyConfigSet"]),
      "Standard S2");
  EXPECT_EQ(
      name_of_s2(chinese.call("cvm", "DescribeInstanceFamilyConfigs")["InstanceFamilyConfigSet"]),
      "标准型S2");
}

// M-2
TEST(Offers, show_no_stock_in_a_sold_out_zone) {
  Scenario cloud;
  Json sold_out = offers(cloud.alice(), filters({{"zone", {"ap-guangzhou-1"}}}));
  EXPECT_EQ(members(sold_out, "Status"), std::set<std::string>{"SOLD_OUT"});
  EXPECT_EQ(members(sold_out, "StatusCategory"), std::set<std::string>{"WithoutStock"});
  EXPECT_EQ(members(sold_out, "SoldOutReason"), std::set<std::string>{"The zone is sold out."});
  Json open = offers(cloud.alice(), filters({{"zone", {"ap-guangzhou-2"}}}));
  EXPECT_EQ(members(open, "Status"), std::set<std::string>{"SELL"});
  EXPECT_EQ(members(open, "SoldOutReason"), std::set<std::string>{""});
}

TEST(Offers, show_as_much_stock_as_the_hosts_have_room_for) {
  Scenario cloud(one_host("1000"));
  auto stock_of = [&](std::string_view type) {
    Json found =
        offers(cloud.alice(), filters({{"zone", {"ap-guangzhou-2"}}, {"instance-type", {type}}}));
    EXPECT_EQ(found[0]["Status"],
              found[0]["StatusCategory"] == "WithoutStock" ? "SOLD_OUT" : "SELL");
    return found[0]["StatusCategory"].text();
  };
  EXPECT_EQ(stock_of("S2.SMALL1"), "NormalStock");      // 16 fit
  EXPECT_EQ(stock_of("S2.LARGE8"), "UnderStock");       // 4 fit
  EXPECT_EQ(stock_of("S2.8XLARGE64"), "WithoutStock");  // none
  Scenario large;
  EXPECT_EQ(offers(large.alice(), filters({{"zone", {"ap-guangzhou-2"}},
                                           {"instance-type", {"S2.SMALL1"}}}))[0]["StatusCategory"],
            "EnoughStock");
}

// M-13: stock is everyone's.
TEST(Offers, show_less_stock_as_anyone_takes_it) {
  Scenario cloud(one_host("1000"));
  auto stock = [&] {
    return offers(cloud.alice(), filters({{"zone", {"ap-guangzhou-2"}},
                                          {"instance-type", {"S2.LARGE8"}},
                                          {"instance-charge-type", {"PREPAID"}}}))[0];
  };
  EXPECT_EQ(stock()["StatusCategory"], "UnderStock");
  run(cloud.as(kBob), "S2.LARGE8", 4, "POSTPAID_BY_HOUR").expect_ok();
  EXPECT_EQ(stock()["Status"], "SOLD_OUT");
  EXPECT_EQ(stock()["SoldOutReason"], "No host of the zone has so much room.");
}

// M-16: without Cloud Block Storage, an instance's disk takes room of its host.
TEST(Offers, count_the_disk_of_the_host_where_it_is_the_default) {
  Scenario cloud(one_host("100"));  // room for two disks of 50 GiB
  Parameters smallest = filters({{"instance-type", {"S2.SMALL1"}}});
  EXPECT_EQ(offers(cloud.in("ap-hongkong"), smallest)[0]["StatusCategory"], "UnderStock");
  EXPECT_EQ(offers(cloud.in("ap-beijing"), smallest)[0]["StatusCategory"], "NormalStock");
}

TEST(Offers, show_what_each_way_to_charge_costs) {
  Scenario cloud;
  auto price = [&](std::string_view charge) {
    Json found = offers(cloud.alice(), filters({{"zone", {"ap-guangzhou-2"}},
                                                {"instance-type", {"S2.SMALL1"}},
                                                {"instance-charge-type", {charge}}}));
    EXPECT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0]["InstanceChargeType"], charge);
    return found[0]["Price"];
  };
  auto amount = [](const Json& number) { return number.value().to_number<double>(); };
  Json hourly = price("POSTPAID_BY_HOUR");  // 1 core at 0.12, 1 GiB at 0.035
  EXPECT_DOUBLE_EQ(amount(hourly["UnitPrice"]), 0.155);
  EXPECT_DOUBLE_EQ(amount(hourly["UnitPriceDiscount"]), 0.155);
  EXPECT_EQ(hourly["ChargeUnit"], "HOUR");
  EXPECT_TRUE(hourly["OriginalPrice"].is_null());
  Json spot = price("SPOTPAID");
  EXPECT_DOUBLE_EQ(amount(spot["UnitPrice"]), 0.155);
  EXPECT_DOUBLE_EQ(amount(spot["UnitPriceDiscount"]), 0.031);
  EXPECT_EQ(spot["Discount"], 20);
  Json monthly = price("PREPAID");  // 400 hours
  EXPECT_DOUBLE_EQ(amount(monthly["OriginalPrice"]), 62);
  EXPECT_DOUBLE_EQ(amount(monthly["DiscountPrice"]), 62);
  EXPECT_DOUBLE_EQ(amount(monthly["OriginalPriceOneYear"]), 744);
  EXPECT_DOUBLE_EQ(amount(monthly["DiscountPriceOneYear"]), 617.52);
  EXPECT_EQ(monthly["DiscountThreeYear"], 50);
  EXPECT_TRUE(monthly["UnitPrice"].is_null());
}

TEST(Offers, have_every_member_that_clients_need) {
  Scenario cloud;
  Json offer = offers(cloud.alice(), filters({{"instance-type", {"S5.LARGE8"}}}))[0];
  EXPECT_EQ(offer["Cpu"], 4);
  EXPECT_EQ(offer["Memory"], 8);
  EXPECT_EQ(offer["Gpu"], 0);
  EXPECT_EQ(offer["TypeName"], "Standard S5");
  EXPECT_EQ(offer["InstancePps"], 30);  // 4 cores at 75,000: more than the least of 250,000
  EXPECT_EQ(offer["Externals"]["UnsupportNetworks"].size(), 0u);
  EXPECT_EQ(members(offer["LocalDiskTypeList"], "Type"),
            (std::set<std::string>{"LOCAL_BASIC", "LOCAL_SSD"}));
}

TEST(Offers, are_sorted_by_the_keys_asked_for) {
  Scenario cloud;
  Json sorted = offers(cloud.alice(), filters({{"zone", {"ap-guangzhou-2"}},
                                               {"instance-charge-type", {"PREPAID"}},
                                               {"sort-keys", {"cpu:desc", "mem:asc"}}}));
  std::vector<std::pair<int64_t, int64_t>> sizes;
  for (size_t i = 0; i < sorted.size(); ++i)
    sizes.emplace_back(-sorted[i]["Cpu"].number(), sorted[i]["Memory"].number());
  EXPECT_TRUE(std::ranges::is_sorted(sizes));
  std::string message =
      cloud.call("cvm", "DescribeZoneInstanceConfigInfos", filters({{"sort-keys", {"price:asc"}}}))
          .expect_error("InvalidFilter");
  EXPECT_NE(message.find("price:asc"), std::string::npos) << message;
}

TEST(Offers, tell_the_ways_to_charge_internet_traffic_in_both_languages) {
  Scenario cloud;
  Json ways = cloud.call("cvm", "DescribeInternetChargeTypeConfigs")["InternetChargeTypeConfigSet"];
  EXPECT_EQ(members(ways, "InternetChargeType"),
            (std::set<std::string>{"BANDWIDTH_PREPAID", "TRAFFIC_POSTPAID_BY_HOUR",
                                   "BANDWIDTH_POSTPAID_BY_HOUR", "BANDWIDTH_PACKAGE"}));
  EXPECT_EQ(ways[1]["Description"], "Bill by traffic");
  EXPECT_EQ(
      cloud.alice()
          .speaking(Language::kChinese)
          .call(
              "cvm",
              "DescribeInternetChargeTypeConfigs")["InternetChargeTypeConfigSet"][1]["Description"],
      "按流量按小时后计费");
}

// M-21
TEST(Images, of_the_public_are_the_same_in_every_region) {
  Scenario cloud;
  Parameters all = {{"Limit", 100}};
  Reply here = cloud.call("cvm", "DescribeImages", all);
  EXPECT_EQ(here["TotalCount"], here["ImageSet"].size());
  EXPECT_GE(members(here["ImageSet"], "Platform").size(), 3u);
  for (std::string_view region : {"ap-shanghai-fsi", "ap-hongkong", "na-toronto"})
    EXPECT_EQ(members(cloud.in(region).call("cvm", "DescribeImages", all)["ImageSet"], "ImageId"),
              members(here["ImageSet"], "ImageId"))
        << region;
}

TEST(Images, are_found_by_id_and_by_filters) {
  Scenario cloud;
  auto found = [&](const Parameters& parameters) {
    return members(cloud.call("cvm", "DescribeImages", parameters)["ImageSet"], "ImageName");
  };
  std::string ubuntu = "Ubuntu Server 22.04 LTS 64bit";
  EXPECT_EQ(found({{"ImageIds", {"img-487zeit5", "img-zzzzzzzz"}}}), std::set<std::string>{ubuntu});
  EXPECT_EQ(found(filters({{"image-id", {"img-487zeit5"}}})), std::set<std::string>{ubuntu});
  EXPECT_EQ(found(filters({{"image-name", {ubuntu}}})), std::set<std::string>{ubuntu});
  EXPECT_EQ(found(filters({{"platform", {"Ubuntu"}}, {"image-type", {"PUBLIC_IMAGE"}}})).size(),
            4u);
  EXPECT_EQ(found(filters({{"image-type", {"PRIVATE_IMAGE"}}})).size(), 0u);
  EXPECT_EQ(found(filters({{"tag-key", {"team"}}})).size(), 0u);
  EXPECT_EQ(found({{"InstanceType", "S2.SMALL1"}, {"Limit", 2}, {"Offset", 1}}).size(), 2u);
}

TEST(Images, have_every_member_that_clients_need) {
  Scenario cloud;
  Json image = cloud.call("cvm", "DescribeImages", {{"ImageIds", {"img-487zeit5"}}})["ImageSet"][0];
  EXPECT_EQ(image["OsName"], "Ubuntu Server 22.04 LTS 64bit");
  EXPECT_EQ(image["ImageType"], "PUBLIC_IMAGE");
  EXPECT_EQ(image["ImageState"], "NORMAL");
  EXPECT_EQ(image["ImageSize"], 20);
  EXPECT_EQ(image["Architecture"], "x86_64");
  EXPECT_EQ(image["CreatedTime"], "2022-05-20T08:00:00Z");
  EXPECT_EQ(image["SnapshotSet"].size(), 0u);
  EXPECT_EQ(image["Tags"].size(), 0u);
}

TEST(Images, are_asked_for_in_ways_that_exist) {
  Scenario cloud;
  cloud.call("cvm", "DescribeZones").expect_ok();
  auto refused = [&](const Parameters& parameters) {
    return cloud.call("cvm", "DescribeImages", parameters).code();
  };
  EXPECT_EQ(refused({{"ImageIds", {"ubuntu"}}}), "InvalidImageId.Malformed");
  EXPECT_EQ(refused(R"({"ImageIds": ["img-487zeit5"],
                        "Filters": [{"Name": "platform", "Values": ["Ubuntu"]}]})"),
            "InvalidParameter.InvalidParameterCoexistImageIdsFilters");
  EXPECT_EQ(refused(filters({{"colour", {"red"}}})), "InvalidFilter");
  EXPECT_EQ(refused({{"Limit", 101}}), "InvalidParameterValue.InvalidParameterValueLimit");
  EXPECT_EQ(refused({{"InstanceType", "S2.TINY"}}), "InvalidParameterValue.InstanceTypeNotFound");
}

TEST(Images, of_an_account_have_a_quota) {
  Scenario cloud({.changes = "[limits]\nimages = 7\n"});
  EXPECT_EQ(cloud.call("cvm", "DescribeImageQuota")["ImageNumQuota"], 7);
}

// M-8
TEST(AccountQuota, is_told_for_each_zone_and_way_to_charge) {
  Scenario cloud({.changes = "[limits]\nspot_instances_per_zone = 9\nplacement_groups = 3\n"});
  Reply reply = cloud.call("cvm", "DescribeAccountQuota");
  EXPECT_EQ(reply["AppId"], 1250000001);
  EXPECT_EQ(reply["AccountQuotaOverview"]["Region"], "ap-guangzhou");
  Json quota = reply["AccountQuotaOverview"]["AccountQuota"];
  for (std::string_view kind : {"PostPaidQuotaSet", "PrePaidQuotaSet", "SpotPaidQuotaSet"}) {
    ASSERT_EQ(quota[kind].size(), 3u);
    Json second = quota[kind][1];
    EXPECT_EQ(second["Zone"], "ap-guangzhou-2");
    EXPECT_EQ(second["UsedQuota"], 0);
    EXPECT_EQ(second["RemainingQuota"], second["TotalQuota"].number());
  }
  EXPECT_EQ(quota["SpotPaidQuotaSet"][0]["TotalQuota"], 9);
  EXPECT_EQ(quota["PrePaidQuotaSet"][0]["OnceQuota"], 100);
  EXPECT_EQ(quota["ImageQuotaSet"][0]["TotalQuota"], 10);
  EXPECT_EQ(quota["DisasterRecoverGroupQuotaSet"][0]["GroupQuota"], 3);
  EXPECT_EQ(quota["DisasterRecoverGroupQuotaSet"][0]["CurrentNum"], 0);
}

// M-8, M-13
TEST(AccountQuota, counts_what_the_account_has_in_the_zone) {
  Scenario cloud;
  run(cloud.alice(), "S2.SMALL1", 3, "POSTPAID_BY_HOUR").expect_ok();
  run(cloud.alice(), "S2.SMALL1", 2, "PREPAID").expect_ok();
  run(cloud.alice(), "S2.SMALL1", 1, "SPOTPAID").expect_ok();
  run(cloud.as(kBob), "S2.SMALL1", 5, "POSTPAID_BY_HOUR").expect_ok();
  Json quota = cloud.call("cvm", "DescribeAccountQuota")["AccountQuotaOverview"]["AccountQuota"];
  EXPECT_EQ(quota["PostPaidQuotaSet"][1]["UsedQuota"], 3);
  EXPECT_EQ(quota["PostPaidQuotaSet"][1]["RemainingQuota"], 4997);
  EXPECT_EQ(quota["PrePaidQuotaSet"][1]["UsedQuota"], 2);
  EXPECT_EQ(quota["SpotPaidQuotaSet"][1]["UsedQuota"], 1);
  EXPECT_EQ(quota["PostPaidQuotaSet"][2]["UsedQuota"], 0);
}

TEST(AccountQuota, is_narrowed_by_zone_and_kind) {
  Scenario cloud;
  Json quota = cloud.call(
      "cvm", "DescribeAccountQuota",
      filters({{"zone", {"ap-guangzhou-3"}},
               {"quota-type", {"PostPaidQuotaSet"}}}))["AccountQuotaOverview"]["AccountQuota"];
  ASSERT_EQ(quota["PostPaidQuotaSet"].size(), 1u);
  EXPECT_EQ(quota["PostPaidQuotaSet"][0]["Zone"], "ap-guangzhou-3");
  for (std::string_view other :
       {"PrePaidQuotaSet", "SpotPaidQuotaSet", "ImageQuotaSet", "DisasterRecoverGroupQuotaSet"})
    EXPECT_EQ(quota[other].size(), 0u) << other;
  cloud.call("cvm", "DescribeAccountQuota", filters({{"zone", {"ap-beijing-1"}}}))
      .expect_error("InvalidZone.MismatchRegion");
}

}  // namespace
}  // namespace terrane
