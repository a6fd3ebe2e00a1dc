#include <gtest/gtest.h>

#include <algorithm>

#include "contract/cvm.h"

namespace terrane::contract {
namespace {

TEST(Lookup, finds_each_service_and_action_by_its_exact_name) {
  const Service* cvm = find_service("cvm");
  ASSERT_TRUE(cvm);
  EXPECT_EQ(cvm->version, "2017-03-12");
  const Action* run = find_action(*cvm, "RunInstances");
  ASSERT_TRUE(run);
  EXPECT_EQ(run->request, &shape_of<cvm::RunInstancesRequest>());
  EXPECT_EQ(run->response, &shape_of<cvm::RunInstancesResponse>());
  EXPECT_FALSE(run->errors.empty());
  EXPECT_FALSE(find_action(*cvm, "runInstances"));
  EXPECT_FALSE(find_action(*cvm, ""));
  EXPECT_FALSE(find_service("CVM"));
}

TEST(Lookup, finds_the_service_that_offers_an_action_in_a_version) {
  EXPECT_EQ(find_service("2017-03-12", "DescribeVpcs"), find_service("vpc"));
  EXPECT_EQ(find_service("2017-03-12", "RunInstances"), find_service("cvm"));
  EXPECT_EQ(find_service("2017-03-13", "RunInstances"), nullptr);
}

TEST(Lookup, finds_every_listed_name_again) {
  for (const Service& service : services()) {
    EXPECT_EQ(find_service(service.name), &service);
    for (const Action& action : service.actions) {
      EXPECT_EQ(find_action(service, action.name), &action);
      EXPECT_EQ(find_service(service.version, action.name), &service) << action.name;
      for (const Shape* shape : {action.request, action.response})
        for (const Field& field : shape->fields)
          EXPECT_EQ(find_field(*shape, field.name()), &field);
    }
  }
}

TEST(Tables, quote_each_member_name_as_a_json_key) {
  const Field* zone = find_field(shape_of<cvm::Placement>(), "Zone");
  ASSERT_TRUE(zone);
  EXPECT_EQ(zone->quoted_key(), "\"Zone\":");
  EXPECT_EQ(zone->name(), "Zone");
  EXPECT_TRUE(zone->required);
}

}  // namespace
}  // namespace terrane::contract
