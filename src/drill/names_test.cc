#include "drill/names.h"

#include <gtest/gtest.h>

namespace terrane::drill {
namespace {

namespace json = boost::json;

TEST(Names, stand_for_what_calls_made) {
  Names names;
  names.save("main", {"vpc-1", "ap-guangzhou", "user"});
  EXPECT_EQ(names.fill_in(R"({"VpcId":"$main","Name":"main"})"),
            R"({"VpcId":"vpc-1","Name":"main"})");
  EXPECT_EQ(names.id("main"), "vpc-1");
  EXPECT_EQ(names.id("10.0.0.1"), "10.0.0.1");
  EXPECT_EQ(names.name_of("vpc-1"), "main");
  EXPECT_EQ(names.name_of("vpc-2"), "vpc-2");
}

TEST(Names, of_several_become_as_many_elements_of_a_list) {
  Names names;
  names.save("web", {json::array{"ins-1", "ins-2"}, "ap-guangzhou", "user"});
  EXPECT_EQ(names.fill_in(R"({"Ids":["ins-0","$web"],"First":"$web-1"})"),
            R"({"Ids":["ins-0","ins-1","ins-2"],"First":"ins-1"})");
  EXPECT_EQ(names.name_of("ins-2"), "web-2");
  names.save("one", {json::array{"ins-3"}, "ap-guangzhou", "user"});
  EXPECT_EQ(names.fill_in(R"({"Id":"$one"})"), R"({"Id":"ins-3"})");
  EXPECT_EQ(names.name_of("ins-3"), "one");
}

TEST(Names, are_found_wherever_a_call_uses_them) {
  EXPECT_EQ(names_in(R"({"A":["$x",{"B":"$y"}],"C":"z"})"),
            (std::set<std::string, std::less<>>{"x", "y"}));
}

TEST(Paths, lead_through_members_and_lists) {
  json::value value = json::parse(R"({"Set":[{"Id":"a"},{"Id":"b"}],"Count":2})");
  EXPECT_EQ(*find_in(value, "Set.1.Id"), json::value("b"));
  EXPECT_EQ(*find_in(value, "Count"), json::value(2));
  for (const char* path : {"Set.2.Id", "Set.x", "Count.1", "None"})
    EXPECT_EQ(find_in(value, path), nullptr) << path;
}

}  // namespace
}  // namespace terrane::drill
