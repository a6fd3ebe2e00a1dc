// Tags on resources: put on and taken off through service `tag`, or given with a new resource, and
// seen in both places at once.
#include <gtest/gtest.h>

#include "scenarios/addresses.h"
#include "scenarios/tags.h"
#include "store/faulty/faulty_store.h"

namespace terrane {
namespace {

struct Sample {
  std::string_view service, prefix, id;
};

// One resource of each kind that lives in a region; every one carries a=1 from its creation.
struct Samples {
  explicit Samples(const Client& client) {
    auto tags = [](std::string_view type) {
      return R"("TagSpecification":[{"ResourceType":")" + std::string(type) +
             R"(","Tags":[{"Key":"a","Value":"1"}]}])";
    };
    const std::string kInline = R"("Tags":[{"Key":"a","Value":"1"}])";
    auto make = [&](std::string_view service, std::string_view action, std::string request,
                    std::string_view object, std::string_view member) {
      Reply reply = client.call(service, action, "{" + request + "}");
      return (object.empty() ? reply[member] : reply[object][member]).text();
    };
    vpc = make("vpc", "CreateVpc", R"("VpcName":"a","CidrBlock":"10.0.0.0/16",)" + kInline, "Vpc",
               "VpcId");
    subnet = make("vpc", "CreateSubnet",
                  R"("VpcId":")" + vpc +
                      R"(","SubnetName":"a","CidrBlock":"10.0.1.0/24","Zone":"ap-guangzhou-2",)" +
                      kInline,
                  "Subnet", "SubnetId");
    table = make("vpc", "CreateRouteTable",
                 R"("VpcId":")" + vpc + R"(","RouteTableName":"a",)" + kInline, "RouteTable",
                 "RouteTableId");
    group =
        make("vpc", "CreateSecurityGroup", R"("GroupName":"a","GroupDescription":"",)" + kInline,
             "SecurityGroup", "SecurityGroupId");
    address = allocate_one(client, kInline);
    instance = run_one(client, tags("instance"));
    placement_group =
        make("cvm", "CreateDisasterRecoverGroup", R"("Name":"a","Type":"HOST",)" + tags("ps"), "",
             "DisasterRecoverGroupId");
    launch_template =
        make("cvm", "CreateLaunchTemplate",
             R"("LaunchTemplateName":"a","Placement":{"Zone":"ap-guangzhou-2"},)"
             R"("ImageId":"img-487zeit5","LaunchTemplateTagSpecification":[{"ResourceType":)"
             R"("launch-template","Tags":[{"Key":"a","Value":"1"}]}])",
             "", "LaunchTemplateId");
  }
  std::vector<Sample> all() const {
    return {{"vpc", "vpc", vpc},
            {"vpc", "subnet", subnet},
            {"vpc", "rtb", table},
            {"cvm", "sg", group},
            {"vpc", "eip", address},
            {"cvm", "instance", instance},
            {"cvm", "ps", placement_group},
            {"cvm", "lt", launch_template}};
  }
  std::string vpc, subnet, table, group, address, instance, placement_group, launch_template;
};

// M-8
TEST(ResourceTags, given_with_a_new_resource_of_any_kind_are_seen_through_the_tag_service_at_once) {
  Scenario cloud;
  Samples samples(cloud.alice());
  for (const Sample& sample : samples.all()) {
    SCOPED_TRACE(sample.id);
    EXPECT_EQ(tags_on(cloud.alice(), sample.service, sample.prefix, sample.id), "a=1");
    std::string name = six_parts(sample.service, sample.prefix, sample.id);
    add_tag(cloud.alice(), name, "b", "2").expect_ok();
    EXPECT_EQ(tags_on(cloud.alice(), sample.service, sample.prefix, sample.id), "a=1 b=2");
  }
  cloud.restart();
  for (const Sample& sample : samples.all())
    EXPECT_EQ(tags_on(cloud.alice(), sample.service, sample.prefix, sample.id), "a=1 b=2");
}

TEST(ResourceTags, put_on_through_the_tag_service_are_shown_by_the_resources_own) {
  Scenario cloud;
  Samples samples(cloud.alice());
  add_tag(cloud.alice(), vpc_name(samples.vpc), "b", "2").expect_ok();
  Json tags = cloud.call("vpc", "DescribeVpcs", {{"VpcIds", {samples.vpc}}})["VpcSet"][0]["TagSet"];
  EXPECT_EQ(tags[1]["Key"], "b");
  add_tag(cloud.alice(), six_parts("cvm", "instance", samples.instance), "b", "2").expect_ok();
  EXPECT_EQ(shown(cloud.alice(), samples.instance)["Tags"][1]["Value"], "2");
}

TEST(ResourceTags, are_modified_as_terraform_does_it_with_an_empty_uin) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  auto modify = [&](const std::string& more) {
    return cloud.call("tag", "ModifyResourceTags",
                      R"({"Resource":")" + vpc_name(vpc) + "\"" + more + "}");
  };
  modify(R"(,"ReplaceTags":[{"TagKey":"a","TagValue":"1"},{"TagKey":"b","TagValue":""}])")
      .expect_ok();
  EXPECT_EQ(tags_on_vpc(cloud.alice(), vpc), "a=1 b=");
  modify(R"(,"ReplaceTags":[{"TagKey":"a","TagValue":"2"}],"DeleteTags":[{"TagKey":"b"}])")
      .expect_ok();
  EXPECT_EQ(tags_on_vpc(cloud.alice(), vpc), "a=2");
  modify(R"(,"DeleteTags":[{"TagKey":"never"}])").expect_ok();
  modify("").expect_error("InvalidParameter.Tag");
  modify(R"(,"ReplaceTags":[])").expect_error("InvalidParameter.Tag");
  modify(R"(,"ReplaceTags":[{"TagKey":"a","TagValue":"1"},{"TagKey":"a","TagValue":"2"}])")
      .expect_error("InvalidParameter.Tag");
  modify(R"(,"ReplaceTags":[{"TagKey":"a","TagValue":"1"}],"DeleteTags":[{"TagKey":"a"}])")
      .expect_error("InvalidParameterValue.DeleteTagsParamError");
  EXPECT_EQ(tags_on_vpc(cloud.alice(), vpc), "a=2");
}

TEST(ResourceTags, are_added_once_changed_where_they_are_and_deleted_where_they_are) {
  Scenario cloud;
  std::string name = vpc_name(create_vpc(cloud.alice()));
  add_tag(cloud.alice(), name, "a", "1").expect_ok();
  add_tag(cloud.alice(), name, "a", "2").expect_error("ResourceInUse.TagKeyAttached");
  auto call = [&](std::string_view action, std::string_view key) {
    boost::json::object request{{"Resource", name}, {"TagKey", key}};
    if (action == "UpdateResourceTagValue") request["TagValue"] = "3";
    return cloud.call("tag", action, Parameters(boost::json::serialize(request)));
  };
  call("UpdateResourceTagValue", "a").expect_ok();
  call("UpdateResourceTagValue", "b").expect_error("ResourceNotFound.AttachedTagKeyNotFound");
  Json found =
      cloud.call("tag", "GetResources", {{"ResourceList", {name}}})["ResourceTagMappingList"][0];
  EXPECT_EQ(found["Resource"], name);  // byte for byte
  EXPECT_EQ(tag_texts(found["Tags"]), "a=3");
  call("DeleteResourceTag", "b").expect_error("ResourceNotFound.AttachedTagKeyNotFound");
  call("DeleteResourceTag", "a").expect_ok();
  EXPECT_EQ(cloud.call("tag", "GetResources", {{"ResourceList", {name}}})["ResourceTagMappingList"]
                .size(),
            0u);
}

TEST(ResourceTags, are_refused_with_texts_that_are_none) {
  Scenario cloud;
  std::string name = vpc_name(create_vpc(cloud.alice()));
  auto refused = [&](std::string key, std::string value) {
    return add_tag(cloud.alice(), name, key, value).code();
  };
  EXPECT_EQ(refused("", "1"), "InvalidParameterValue.TagKeyEmpty");
  EXPECT_EQ(refused(std::string(128, 'k'), "1"), "InvalidParameterValue.TagKeyLengthExceeded");
  EXPECT_EQ(refused("a*b", "1"), "InvalidParameterValue.TagKeyCharacterIllegal");
  EXPECT_EQ(refused(" a", "1"), "InvalidParameterValue.TagKeyCharacterIllegal");
  EXPECT_EQ(refused("qcloud:a", "1"), "InvalidParameter.ReservedTagKey");
  EXPECT_EQ(refused("tencent", "1"), "InvalidParameter.ReservedTagKey");
  EXPECT_EQ(refused("a", std::string(256, 'v')), "InvalidParameterValue.TagValueLengthExceeded");
  EXPECT_EQ(refused("a", "b\nc"), "InvalidParameterValue.TagValueCharacterIllegal");
  EXPECT_EQ(
      refused("部门 (team) [x] a+b=c.d_e:f/g@h-" + std::string(90, 'k'), std::string(255, 'v')),
      "");
}

// M-8, M-13
TEST(ResourceTags, of_a_stranger_or_another_region_do_not_exist_for_the_caller) {
  Scenario cloud;
  std::string mine = create_vpc(cloud.alice()), theirs = create_vpc(cloud.as(kBob)),
              elsewhere = create_vpc(cloud.in("ap-shanghai"));
  add_tag(cloud.as(kBob), vpc_name(theirs), "a", "1").expect_ok();
  add_tag(cloud.alice(), vpc_name(elsewhere, "ap-shanghai"), "a", "1").expect_ok();
  auto message = [&](std::string id) {
    std::string text = add_tag(cloud.alice(), vpc_name(id), "b", "2")
                           .expect_error("InvalidParameterValue.ResourceDescriptionError");
    return text.replace(text.find(id), id.size(), "ID");
  };
  EXPECT_EQ(message(theirs), message("vpc-00000000"));
  EXPECT_EQ(message(elsewhere), message("vpc-00000000"));
  for (const std::string& id : {theirs, elsewhere, std::string("vpc-00000000")}) {
    EXPECT_EQ(tags_on_vpc(cloud.alice(), id), "");
    EXPECT_EQ(cloud
                  .call("tag", "GetResources",
                        {{"ResourceList", {vpc_name(id)}}})["ResourceTagMappingList"]
                  .size(),
              0u);
    EXPECT_EQ(cloud.call("tag", "DescribeResourceTags",
                         {{"ResourceId", id}, {"ResourceRegion", "ap-guangzhou"}})["TotalCount"],
              0);
  }
  add_tag(cloud.alice(), "qcs::vpc:ap-guangzhou:uin/100000000002:vpc/" + mine, "a", "1")
      .expect_error("InvalidParameterValue.ResourceDescriptionError");
  add_tag(cloud.alice(), "qcs::vpc:ap-guangzhou:uin/100000000001:vpc/" + mine, "a", "1")
      .expect_ok();
}

TEST(ResourceTags, are_refused_on_what_is_no_name_of_a_resource) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  for (std::string name :
       {std::string("vpc"), vpc, "qcs::vpc:ap-guangzhou:uin/:" + vpc,
        "arn::vpc:ap-guangzhou:uin/:vpc/" + vpc, "qcs::vpc:ap-guangzhou::vpc/" + vpc,
        "qcs::vpc::uin/:vpc/" + vpc, "qcs::vpc:ap-atlantis:uin/:vpc/" + vpc,
        "qcs::cvm:ap-guangzhou:uin/:vpc/" + vpc, "qcs::vpc:ap-guangzhou:uin/:subnet/" + vpc,
        std::string("qcs::cos:ap-guangzhou:uid/125:bucket/photos"),
        std::string("qcs::cos:ap-guangzhou:uin/:bucket/photos")})
    add_tag(cloud.alice(), name, "a", "1")
        .expect_error("InvalidParameterValue.ResourceDescriptionError");
  cloud
      .call("tag", "TagResources",
            {{"ResourceList", {"qcs::cos:ap-guangzhou:uin/:bucket/photos"}},
             {"Tags", {{{"TagKey", "a"}, {"TagValue", "1"}}}}})
      .expect_error("InvalidParameter.UnsupportedService");
}

TEST(ResourceTags, of_several_resources_are_put_on_and_off_and_each_failure_is_told) {
  Scenario cloud;
  std::string here = vpc_name(create_vpc(cloud.alice()));
  std::string there = vpc_name(create_vpc(cloud.in("na-toronto")), "na-toronto");
  std::string gone = vpc_name("vpc-00000000");
  Json failed = cloud.in("").call("tag", "TagResources",
                                  {{"ResourceList", {here, gone, there}},
                                   {"Tags",
                                    {{{"TagKey", "a"}, {"TagValue", "1"}},
                                     {{"TagKey", "b"}, {"TagValue", "2"}}}}})["FailedResources"];
  ASSERT_EQ(failed.size(), 1u);
  EXPECT_EQ(failed[0]["Resource"], gone);
  EXPECT_EQ(failed[0]["Code"], "InvalidParameterValue.ResourceDescriptionError");
  EXPECT_NE(failed[0]["Message"].text().find("vpc-00000000"), std::string::npos);
  auto carried = [&](const std::string& name) {
    Json found =
        cloud.call("tag", "GetResources", {{"ResourceList", {name}}})["ResourceTagMappingList"];
    return found.size() == 0 ? std::string() : tag_texts(found[0]["Tags"]);
  };
  EXPECT_EQ(carried(here), "a=1 b=2");
  EXPECT_EQ(carried(there), "a=1 b=2");
  EXPECT_EQ(cloud
                .call("tag", "UnTagResources",
                      {{"ResourceList", {here, there}}, {"TagKeys", {"a", "x"}}})["FailedResources"]
                .size(),
            0u);
  EXPECT_EQ(carried(here), "b=2");
  EXPECT_EQ(carried(there), "b=2");

  auto refused = [&](boost::json::array resources, boost::json::array tags) {
    return cloud
        .call("tag", "TagResources",
              Parameters(boost::json::serialize(
                  boost::json::object{{"ResourceList", resources}, {"Tags", tags}})))
        .code();
  };
  boost::json::array one{{{"TagKey", "a"}, {"TagValue", "1"}}};
  EXPECT_EQ(refused(boost::json::array(11, boost::json::value(here)), one),
            "LimitExceeded.ResourceNumPerRequest");
  EXPECT_EQ(refused({}, one), "LimitExceeded.ResourceNumPerRequest");
  EXPECT_EQ(refused({boost::json::value(here)}, {}), "LimitExceeded.TagNumPerRequest");
  EXPECT_EQ(refused({boost::json::value(here)}, {{{"TagKey", "a"}, {"TagValue", ""}}}),
            "InvalidParameterValue.TagValueEmpty");
  EXPECT_EQ(refused({boost::json::value(here)},
                    {{{"TagKey", "a"}, {"TagValue", "1"}}, {{"TagKey", "a"}, {"TagValue", "2"}}}),
            "InvalidParameterValue.TagKeyDuplicate");
}

TEST(ResourceTags, are_so_many_and_no_more) {
  Scenario cloud({.changes = "[limits]\ntags_per_resource = 2\ntag_keys = 3\nvalues_per_tag_key = "
                             "2"});
  std::string first = vpc_name(create_vpc(cloud.alice())),
              second = vpc_name(create_vpc(cloud.alice()));
  add_tag(cloud.alice(), first, "a", "1").expect_ok();
  add_tag(cloud.alice(), first, "b", "1").expect_ok();
  add_tag(cloud.alice(), first, "c", "1").expect_error("LimitExceeded.ResourceAttachedTags");
  cloud.call("tag", "CreateTag", {{"TagKey", "a"}, {"TagValue", "2"}}).expect_ok();
  add_tag(cloud.alice(), second, "a", "3").expect_error("LimitExceeded.TagValue");
  add_tag(cloud.alice(), second, "a", "2").expect_ok();
  cloud.call("tag", "CreateTag", {{"TagKey", "c"}, {"TagValue", "1"}}).expect_ok();
  add_tag(cloud.alice(), second, "d", "1").expect_error("LimitExceeded.TagKey");
  add_tag(cloud.alice(), second, "c", "1").expect_ok();
}

// M-26
TEST(ResourceTags, of_a_key_pair_are_the_same_in_all_regions) {
  Scenario cloud;
  std::string key =
      cloud
          .call("cvm", "ImportKeyPair",
                {{"KeyName", "laptop"}, {"ProjectId", 0}, {"PublicKey", kPublicKey}})["KeyId"]
          .text();
  add_tag(cloud.alice(), six_parts("cvm", "keypair", key, "na-toronto"), "a", "1").expect_ok();
  add_tag(cloud.alice(), six_parts("cvm", "keypair", key, ""), "b", "2").expect_ok();
  for (std::string_view region : {"", "ap-guangzhou", "ap-hongkong"})
    EXPECT_EQ(tags_on(cloud.alice(), "cvm", "keypair", key, region), "a=1 b=2") << region;
  for (std::string_view region : {"ap-shanghai", "na-toronto"})
    EXPECT_EQ(cloud.in(region).call("cvm", "DescribeKeyPairs")["KeyPairSet"][0]["Tags"].size(), 2u);
  cloud.call("cvm", "DeleteKeyPairs", {{"KeyIds", {key}}}).expect_ok();
  EXPECT_EQ(tags_on(cloud.alice(), "cvm", "keypair", key), "");
  EXPECT_EQ(cloud.call("tag", "GetResources")["ResourceTagMappingList"].size(), 0u);
}

TEST(ResourceTags, go_with_their_resource) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  add_tag(cloud.alice(), vpc_name(vpc), "a", "1").expect_ok();
  EXPECT_EQ(cloud.call("tag", "DescribeTags")["TotalCount"], 1);
  cloud.call("vpc", "DeleteVpc", {{"VpcId", vpc}}).expect_ok();
  EXPECT_EQ(tags_on_vpc(cloud.alice(), vpc), "");
  EXPECT_EQ(cloud.call("tag", "DescribeTags")["TotalCount"], 0);
}

TEST(ResourceTags, are_described_by_ids_of_one_kind_in_one_region) {
  Scenario cloud;
  auto code = [&](std::string_view service, std::string_view prefix, std::string_view region,
                  std::string_view id) {
    return cloud
        .call("tag", "DescribeResourceTagsByResourceIds",
              {{"ServiceType", service},
               {"ResourcePrefix", prefix},
               {"ResourceRegion", region},
               {"ResourceIds", {id}}})
        .code();
  };
  EXPECT_EQ(code("cos", "bucket", "ap-guangzhou", "x"), "InvalidParameterValue.ServiceTypeInvalid");
  EXPECT_EQ(code("vpc", "ins", "ap-guangzhou", "x"), "InvalidParameterValue.ResourcePrefixInvalid");
  EXPECT_EQ(code("vpc", "vpc", "", "vpc-00000000"), "InvalidParameterValue.RegionInvalid");
  EXPECT_EQ(code("vpc", "vpc", "ap-atlantis", "vpc-00000000"),
            "InvalidParameterValue.RegionInvalid");
  EXPECT_EQ(code("vpc", "vpc", "ap-guangzhou", "vpc-1"), "InvalidParameterValue.ResourceIdInvalid");
  EXPECT_EQ(code("vpc", "vpc", "ap-guangzhou", "vpc-00000000"), "");
  std::string vpc = create_vpc(cloud.alice());
  for (char key = 'a'; key <= 'e'; ++key)
    add_tag(cloud.alice(), vpc_name(vpc), std::string(1, key), "1").expect_ok();
  Reply page = cloud.call("tag", "DescribeResourceTagsByResourceIds",
                          {{"ServiceType", "vpc"},
                           {"ResourcePrefix", "vpc"},
                           {"ResourceRegion", "ap-guangzhou"},
                           {"ResourceIds", {vpc}},
                           {"Offset", 2},
                           {"Limit", 2}});
  EXPECT_EQ(page["TotalCount"], 5);
  EXPECT_EQ(tag_texts(page["Tags"]), "c=1 d=1");
  EXPECT_EQ(page["Tags"][0]["TagKeyMd5"], "4a8a08f09d37b73795649038408b5f33");
  EXPECT_EQ(page["Tags"][0]["ServiceType"], "vpc");
}

// M-5
TEST(ResourceTags, of_other_regions_are_found_when_one_region_is_down) {
  Scenario cloud;
  std::string here = create_vpc(cloud.alice()), there = create_vpc(cloud.in("ap-shanghai"));
  add_tag(cloud.alice(), vpc_name(here), "a", "1").expect_ok();
  add_tag(cloud.alice(), vpc_name(there, "ap-shanghai"), "a", "1").expect_ok();
  cloud.disk("ap-shanghai").break_down();
  cloud.in("ap-shanghai")
      .call("vpc", "CreateVpc", {{"VpcName", "a"}, {"CidrBlock", "10.0.0.0/16"}})
      .expect_error("InternalError");
  Reply found = cloud.call("tag", "GetResources");
  ASSERT_EQ(found["ResourceTagMappingList"].size(), 1u);
  add_tag(cloud.alice(), vpc_name(here), "b", "2").expect_ok();
  add_tag(cloud.alice(), vpc_name(there, "ap-shanghai"), "b", "2").expect_error("InternalError");
  Json tags = cloud.call("tag", "DescribeTags")["Tags"];
  EXPECT_EQ(tag_texts(tags), "a=1 b=2");
  cloud.call("tag", "CreateTag", {{"TagKey", "c"}, {"TagValue", "3"}}).expect_ok();
  std::string message = cloud.call("tag", "DeleteTag", {{"TagKey", "c"}, {"TagValue", "3"}})
                            .expect_error("FailedOperation");
  EXPECT_NE(message.find("ap-shanghai"), std::string::npos) << message;
}

}  // namespace
}  // namespace terrane
