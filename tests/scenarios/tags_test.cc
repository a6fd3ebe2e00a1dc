// Tags as objects of their own, and searches by them over all regions.
#include "scenarios/tags.h"

#include <gtest/gtest.h>

#include "scenarios/addresses.h"

namespace terrane {
namespace {

Reply create_tag(const Client& client, std::string_view key, std::string_view value) {
  return client.call("tag", "CreateTag", {{"TagKey", key}, {"TagValue", value}});
}
Reply delete_tag(const Client& client, std::string_view key, std::string_view value) {
  return client.call("tag", "DeleteTag", {{"TagKey", key}, {"TagValue", value}});
}
std::string all_tags(const Client& client) {
  return tag_texts(client.call("tag", "GetTags")["Tags"]);
}

TEST(Tags, are_created_and_found_by_their_key_as_terraform_does_it) {
  Scenario cloud;
  create_tag(cloud.in(""), "team", "web").expect_ok();
  for (std::string_view region : {"", "ap-guangzhou", "na-toronto"})
    EXPECT_EQ(tag_texts(cloud.in(region).call("tag", "GetTags", {{"TagKeys", {"team"}}})["Tags"]),
              "team=web");
  cloud.restart();
  EXPECT_EQ(all_tags(cloud.alice()), "team=web");
  create_tag(cloud.alice(), "team", "web").expect_error("ResourceInUse.TagDuplicate");
  create_tag(cloud.alice(), "team", "data").expect_ok();
  delete_tag(cloud.alice(), "team", "web").expect_ok();
  EXPECT_EQ(all_tags(cloud.alice()), "team=data");
  delete_tag(cloud.alice(), "team", "web").expect_error("ResourceNotFound.TagNonExist");
  delete_tag(cloud.alice(), "team", "data").expect_ok();
  EXPECT_EQ(all_tags(cloud.alice()), "");
}

// M-13
TEST(Tags, are_each_accounts_own) {
  Scenario cloud;
  create_tag(cloud.alice(), "team", "web").expect_ok();
  EXPECT_EQ(all_tags(cloud.as(kBob)), "");
  delete_tag(cloud.as(kBob), "team", "web").expect_error("ResourceNotFound.TagNonExist");
  create_tag(cloud.as(kBob), "team", "web").expect_ok();
}

TEST(Tags, on_a_resource_are_there_without_being_created_and_stay_while_it_carries_them) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.in("na-toronto"));
  add_tag(cloud.alice(), vpc_name(vpc, "na-toronto"), "team", "web").expect_ok();
  EXPECT_EQ(all_tags(cloud.alice()), "team=web");
  create_tag(cloud.alice(), "team", "web").expect_error("ResourceInUse.TagDuplicate");
  std::string message =
      delete_tag(cloud.alice(), "team", "web").expect_error("FailedOperation.TagAttachedResource");
  EXPECT_NE(message.find("na-toronto"), std::string::npos) << message;
  EXPECT_NE(message.find(vpc), std::string::npos) << message;
  create_tag(cloud.alice(), "team", "data").expect_ok();
  Json described = cloud.call("tag", "DescribeTags", {{"TagKey", "team"}})["Tags"];
  EXPECT_EQ(tag_texts(described), "team=data team=web");
  EXPECT_EQ(described[0]["CanDelete"], 1);
  EXPECT_EQ(described[1]["CanDelete"], 0);
}

TEST(Tags, created_before_a_resource_carries_them_stay_when_it_is_gone) {
  Scenario cloud;
  create_tag(cloud.alice(), "team", "web").expect_ok();
  std::string vpc = create_vpc(cloud.alice());
  add_tag(cloud.alice(), vpc_name(vpc), "team", "web").expect_ok();
  delete_tag(cloud.alice(), "team", "web").expect_error("FailedOperation.TagAttachedResource");
  cloud.call("vpc", "DeleteVpc", {{"VpcId", vpc}}).expect_ok();
  EXPECT_EQ(all_tags(cloud.alice()), "team=web");
  delete_tag(cloud.alice(), "team", "web").expect_ok();
}

TEST(Tags, are_created_and_deleted_ten_at_a_time_all_or_none) {
  Scenario cloud;
  auto call = [&](std::string_view action, std::string tags) {
    return cloud.call("tag", action, R"({"Tags":[)" + tags + "]}");
  };
  auto tag = [](std::string_view key, std::string_view value) {
    return R"({"TagKey":")" + std::string(key) + R"(","TagValue":")" + std::string(value) + "\"}";
  };
  call("CreateTags", tag("a", "1") + "," + tag("a", "2") + "," + tag("b", "1")).expect_ok();
  call("CreateTags", tag("c", "1") + "," + tag("a", "2"))
      .expect_error("ResourceInUse.TagDuplicate");
  call("CreateTags", tag("c", "1") + "," + tag("d", ""))
      .expect_error("InvalidParameterValue.TagValueEmpty");
  EXPECT_EQ(all_tags(cloud.alice()), "a=1 a=2 b=1");
  call("DeleteTags", tag("a", "1") + "," + tag("c", "1"))
      .expect_error("ResourceNotFound.TagNonExist");
  call("DeleteTags", tag("a", "1") + "," + tag("b", "1")).expect_ok();
  EXPECT_EQ(all_tags(cloud.alice()), "a=2");
  std::string eleven = tag("k0", "1");
  for (int i = 1; i < 11; ++i) eleven += "," + tag("k" + std::to_string(i), "1");
  call("CreateTags", eleven).expect_error("InvalidParameter.Tag");
  call("CreateTags", "").expect_error("InvalidParameter.Tag");
  call("DeleteTags", eleven).expect_error("InvalidParameter");
}

TEST(Tags, are_refused_with_texts_that_are_none) {
  Scenario cloud;
  auto refused = [&](std::string key, std::string value) {
    return create_tag(cloud.alice(), key, value).code();
  };
  EXPECT_EQ(refused("", "1"), "InvalidParameterValue.TagKeyEmpty");
  EXPECT_EQ(refused("a", ""), "InvalidParameterValue.TagValueEmpty");
  EXPECT_EQ(refused(std::string(128, 'k'), "1"), "InvalidParameterValue.TagKeyLengthExceeded");
  EXPECT_EQ(refused("a", std::string(256, 'v')), "InvalidParameterValue.TagValueLengthExceeded");
  EXPECT_EQ(refused("a;", "1"), "InvalidParameterValue.TagKeyCharacterIllegal");
  EXPECT_EQ(refused("a", "b;"), "InvalidParameterValue.TagValueCharacterIllegal");
  EXPECT_EQ(refused("qcloud", "1"), "InvalidParameter.ReservedTagKey");
}

TEST(Tags, are_so_many_and_no_more) {
  Scenario cloud({.changes = "[limits]\ntag_keys = 2\nvalues_per_tag_key = 2"});
  create_tag(cloud.alice(), "a", "1").expect_ok();
  create_tag(cloud.alice(), "a", "2").expect_ok();
  create_tag(cloud.alice(), "a", "3").expect_error("LimitExceeded.TagValue");
  create_tag(cloud.alice(), "b", "1").expect_ok();
  create_tag(cloud.alice(), "c", "1").expect_error("LimitExceeded.TagKey");
  create_tag(cloud.as(kBob), "c", "1").expect_ok();
}

TEST(Tags, keys_and_values_are_listed_page_by_page) {
  Scenario cloud;
  for (std::string_view key : {"b", "a", "c"})
    for (std::string_view value : {"2", "1"}) create_tag(cloud.alice(), key, value).expect_ok();
  auto list = [&](std::string_view action, std::string request) {
    return cloud.call("tag", action, "{" + request + "}");
  };
  Reply keys = list("DescribeTagKeys", R"("Offset":1,"Limit":1)");
  EXPECT_EQ(keys["TotalCount"], 3);
  EXPECT_EQ(keys["Tags"][0], "b");
  EXPECT_EQ(list("DescribeTagKeys", R"("Category":"System")")["TotalCount"], 0);
  EXPECT_EQ(list("DescribeTagKeys", R"("Category":"Custom")")["TotalCount"], 3);
  list("DescribeTagKeys", R"("Category":"Colour")").expect_error("InvalidParameterValue");
  list("DescribeTagKeys", R"("CreateUin":1)").expect_error("InvalidParameterValue.UinInvalid");
  EXPECT_EQ(list("DescribeTagKeys", R"("CreateUin":100000000001)")["TotalCount"], 3);

  Reply values = list("DescribeTagValues", R"("TagKeys":["c","a"],"Limit":3)");
  EXPECT_EQ(values["TotalCount"], 4);
  EXPECT_EQ(tag_texts(values["Tags"]), "a=1 a=2 c=1");
  list("DescribeTagValues", R"("TagKeys":[])").expect_error("InvalidParameterValue.TagKeyEmpty");
  EXPECT_EQ(tag_texts(list("DescribeTags", R"("TagKey":"b","TagValue":"2")")["Tags"]), "b=2");
  EXPECT_EQ(list("DescribeTags", R"("TagKeys":["a","b"])")["TotalCount"], 4);
  list("DescribeTags", R"("Limit":1001)").expect_error("InvalidParameterValue");
}

TEST(Tags, pages_by_token_go_on_behind_what_was_shown_whatever_came_and_went) {
  Scenario cloud;
  for (std::string_view key : {"a", "b", "d", "e"}) create_tag(cloud.alice(), key, "1").expect_ok();
  Reply first = cloud.call("tag", "GetTags", {{"MaxResults", 2}});
  EXPECT_EQ(tag_texts(first["Tags"]), "a=1 b=1");
  delete_tag(cloud.alice(), "b", "1").expect_ok();
  create_tag(cloud.alice(), "c", "1").expect_ok();
  Reply second = cloud.call(
      "tag", "GetTags", {{"MaxResults", 3}, {"PaginationToken", first["PaginationToken"].text()}});
  EXPECT_EQ(tag_texts(second["Tags"]), "c=1 d=1 e=1");
  EXPECT_EQ(second["PaginationToken"], "");
  Reply keys = cloud.call("tag", "GetTagKeys", {{"MaxResults", 3}});
  EXPECT_EQ(keys["TagKeys"].size(), 3u);
  Reply more =
      cloud.call("tag", "GetTagKeys", {{"PaginationToken", keys["PaginationToken"].text()}});
  EXPECT_EQ(more["TagKeys"][0], "e");
  EXPECT_EQ(tag_texts(cloud.call("tag", "GetTagValues", {{"TagKeys", {"a", "e"}}})["Tags"]),
            "a=1 e=1");
  for (std::string_view token : {"2", ":", "9:a", "0:", "x:a"})
    cloud.call("tag", "GetTags", {{"PaginationToken", token}})
        .expect_error("InvalidParameter.PaginationTokenInvalid");
  cloud.call("tag", "GetTags", {{"MaxResults", 1001}}).expect_error("InvalidParameter");
  cloud.call("tag", "GetTagValues", {{"TagKeys", boost::json::array{}}})
      .expect_error("MissingParameter");
}

// Alice's: two VPCs and an elastic IP in Guangzhou, a VPC in Shanghai, a key pair everywhere.
struct Tagged {
  Scenario cloud;
  std::string first = create_vpc(cloud.alice()), second = create_vpc(cloud.alice()),
              address = allocate_one(cloud.alice()), shanghai = create_vpc(cloud.in("ap-shanghai")),
              key = cloud
                        .call("cvm", "ImportKeyPair",
                              {{"KeyName", "laptop"},
                               {"ProjectId", 0},
                               {"PublicKey", kPublicKey}})["KeyId"]
                        .text();
  Tagged() {
    auto tag = [&](std::string name, std::string_view team, std::string_view stage) {
      add_tag(cloud.alice(), name, "team", team).expect_ok();
      if (!stage.empty()) add_tag(cloud.alice(), name, "stage", stage).expect_ok();
    };
    tag(vpc_name(first), "web", "test");
    tag(vpc_name(second), "data", "live");
    tag(six_parts("vpc", "eip", address), "web", "live");
    tag(vpc_name(shanghai, "ap-shanghai"), "web", "live");
    tag(six_parts("cvm", "keypair", key), "web", "");
    add_tag(cloud.as(kBob), vpc_name(create_vpc(cloud.as(kBob))), "team", "web").expect_ok();
  }
  // The resources found, in the order of the answer.
  std::string by_tags(std::string request) {
    Reply reply = cloud.call("tag", "DescribeResourcesByTags", "{" + request + "}");
    Json rows = reply["Rows"];
    std::string names;
    for (size_t i = 0; i < rows.size(); ++i) names += (i ? " " : "") + rows[i]["ResourceId"].text();
    return names;
  }
};

// M-8, M-13
TEST(TagSearch, finds_by_keys_values_region_and_kind) {
  Tagged tagged;
  std::string team = R"("TagFilters":[{"TagKey":"team","TagValue":["web"]}])";
  EXPECT_EQ(tagged.by_tags(team + R"(,"ResourceRegion":"ap-shanghai","ServiceType":"vpc")"),
            tagged.shanghai);
  EXPECT_EQ(tagged.by_tags(team + R"(,"ServiceType":"vpc","ResourcePrefix":"eip")"),
            tagged.address);
  EXPECT_EQ(tagged.by_tags(team + R"(,"ResourcePrefix":"keypair","ResourceRegion":"na-toronto")"),
            tagged.key);
  EXPECT_EQ(tagged.by_tags(team + R"(,"ResourceId":")" + tagged.first + "\""), tagged.first);
  EXPECT_EQ(tagged.by_tags(R"("TagFilters":[{"TagKey":"team","TagValue":["web","data"]},)"
                           R"({"TagKey":"stage","TagValue":["live"]}],"ResourcePrefix":"vpc",)"
                           R"("ResourceRegion":"ap-guangzhou")"),
            tagged.second);
  EXPECT_EQ(tagged.by_tags(R"("TagFilters":[{"TagKey":"stage"}],"ResourceRegion":"ap-shanghai")"),
            tagged.shanghai);
  EXPECT_EQ(tagged.by_tags(R"("TagFilters":[{"TagKey":"colour"}])"), "");
  Reply all = tagged.cloud.call("tag", "DescribeResourcesByTags", "{" + team + R"(,"Limit":3})");
  EXPECT_EQ(all["TotalCount"], 4);
  EXPECT_EQ(all["Rows"].size(), 3u);
  EXPECT_EQ(all["Rows"][0]["ResourceId"], tagged.key);  // what lives in all regions comes first
  EXPECT_EQ(all["Rows"][0]["ResourceRegion"], "");
  EXPECT_EQ(all["Rows"][1]["ResourceRegion"], "ap-guangzhou");
  EXPECT_EQ(all["Rows"][1]["ServiceType"], "vpc");

  auto refused = [&](std::string request) {
    return tagged.cloud.call("tag", "DescribeResourcesByTags", "{" + request + "}").code();
  };
  EXPECT_EQ(refused(R"("TagFilters":[])"), "InvalidParameterValue.TagFiltersLengthExceeded");
  EXPECT_EQ(refused(R"("TagFilters":[{"TagKey":""}])"), "InvalidParameterValue.TagFilters");
  EXPECT_EQ(refused(team + R"(,"CreateUin":100000000002)"), "InvalidParameterValue.UinInvalid");
  EXPECT_EQ(refused(team + R"(,"ResourceRegion":"ap-atlantis")"), "FailedOperation");
}

// M-8, M-13
TEST(TagSearch, lists_every_resource_of_the_account_page_by_page_each_once) {
  Tagged tagged;
  std::vector<std::string> names;
  std::string token;
  do {
    Reply page =
        tagged.cloud.call("tag", "GetResources", {{"MaxResults", 2}, {"PaginationToken", token}});
    Json rows = page["ResourceTagMappingList"];
    EXPECT_LE(rows.size(), 2u);
    for (size_t i = 0; i < rows.size(); ++i) names.push_back(rows[i]["Resource"].text());
    token = page["PaginationToken"].text();
  } while (!token.empty());
  EXPECT_EQ(names.size(), 5u);
  EXPECT_EQ(std::set(names.begin(), names.end()).size(), 5u);
  EXPECT_EQ(names[0], "qcs::cvm::uin/100000000001:keypair/" + tagged.key);
  EXPECT_EQ(names[4], "qcs::vpc:ap-shanghai:uin/100000000001:vpc/" + tagged.shanghai);
  Reply live = tagged.cloud.call("tag", "GetResources",
                                 R"({"TagFilters":[{"TagKey":"stage","TagValue":["live"]}]})");
  EXPECT_EQ(live["ResourceTagMappingList"].size(), 3u);

  auto refused = [&](std::string request) {
    return tagged.cloud.call("tag", "GetResources", "{" + request + "}").code();
  };
  for (std::string_view token :
       {"1", "ap-atlantis/vpc-00000000", "ap-guangzhou/vpc", "ap-guangzhou"})
    EXPECT_EQ(refused(R"("PaginationToken":")" + std::string(token) + "\""),
              "InvalidParameter.PaginationTokenInvalid");
  EXPECT_EQ(refused(R"("MaxResults":201)"), "InvalidParameter");
  EXPECT_EQ(refused(R"("TagFilters":[{"TagKey":""}])"), "InvalidParameterValue.TagKeyEmpty");
  EXPECT_EQ(refused(R"("ResourceList":["vpc"])"), "InvalidParameterValue.ResourceDescriptionError");
}

TEST(TagSearch, shows_what_each_resource_carries) {
  Tagged tagged;
  auto describe = [&](const Parameters& request) {
    return tagged.cloud.call("tag", "DescribeResourceTags", request);
  };
  EXPECT_EQ(describe({{"ResourceId", tagged.first}})["TotalCount"], 2);
  EXPECT_EQ(tag_texts(describe({{"ResourceId", tagged.first}})["Rows"]), "team=web stage=test");
  EXPECT_EQ(describe({{"ServiceType", "vpc"}, {"ResourceRegion", "ap-guangzhou"}})["TotalCount"],
            6);
  EXPECT_EQ(describe({})["TotalCount"], 9);
  EXPECT_EQ(describe({{"Offset", 8}})["Rows"].size(), 1u);
  EXPECT_EQ(describe({{"CreateUin", 100000000002}})["TotalCount"], 0);
  EXPECT_EQ(
      describe(
          {{"ServiceType", "cos"}, {"CosResourceId", 1}, {"ResourceId", "photos"}})["TotalCount"],
      0);
}

}  // namespace
}  // namespace terrane
