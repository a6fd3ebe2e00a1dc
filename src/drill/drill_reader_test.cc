// A drill's file: what is read from it, and where each mistake is placed.
#include "drill/drill_reader.h"

#include <gtest/gtest.h>

namespace terrane::drill {
namespace {

constexpr std::string_view kStart = "title = \"A drill\"\nlength = \"1m\"\n";

std::string mistake_of(const std::string& rest, std::span<const Setting> settings = {}) {
  auto drill = read_drill("a.toml", std::string(kStart) + rest, settings);
  return drill ? "" : drill.error().message(Language::kEnglish);
}

const std::string kShop = R"([vpc.main]
region = "ap-guangzhou"
cidr = "10.0.0.0/16"
[instance.web]
zone = "ap-guangzhou-2"
count = 2
[balancer.front]
vpc = "main"
targets = ["web"]
)";

TEST(DrillFiles, become_the_calls_that_make_their_topology) {
  auto drill = read_drill("drills/shop.toml", std::string(kStart) + kShop);
  ASSERT_TRUE(drill) << drill.error().message(Language::kEnglish);
  EXPECT_EQ(drill->name, "shop");
  EXPECT_EQ(drill->length, seconds(60));
  std::string actions;
  for (const ApiRequest& call : drill->setup) actions += call.action + " ";
  EXPECT_EQ(actions,
            "CreateVpc RunInstances CreateLoadBalancer DescribeTaskStatus CreateListener "
            "RegisterTargets ");
  EXPECT_EQ(drill->setup[0].region, "ap-guangzhou");
  EXPECT_NE(drill->setup[5].parameters.find(R"("InstanceId":"$web-2")"), std::string::npos);
}

TEST(DrillFiles, are_in_the_order_of_their_times) {
  auto drill = read_drill("a.toml", std::string(kStart) + R"(
[[event]]
at = "20s"
restock = "ap-guangzhou-3"
[[event]]
at = "10s"
sell_out = "ap-guangzhou-3"
)");
  ASSERT_TRUE(drill);
  EXPECT_TRUE(drill->events[0].strikes);
  EXPECT_EQ(drill->events[0].text, "ModifyZoneStock Zone ap-guangzhou-3, SoldOut true");
  EXPECT_FALSE(drill->events[1].strikes);
}

TEST(DrillFiles, place_each_mistake_by_file_line_and_key) {
  struct {
    std::string rest;
    std::string_view message;
  } kMistakes[] = {
      {"lenght = \"1m\"", "a.toml:3: key \"lenght\" is not known here; correct or remove it"},
      {"step = \"soon\"", "a.toml:3: key \"step\" must be a length of time such as"},
      {"step = \"1ms\"", "a.toml:3: key \"step\" must be a length of at least 10 milliseconds"},
      {"[vpc.main]\nregion = \"ap-nowhere\"\ncidr = \"10.0.0.0/16\"",
       "a.toml:4: key \"region\" must be a region or zone of catalogue 2017"},
      {"[vpc.main]\nregion = \"ap-beijing\"", "a.toml:3: key \"cidr\" is missing; add it"},
      {"[subnet.a]\nvpc = \"main\"\nzone = \"ap-guangzhou-2\"\ncidr = \"10.0.0.0/24\"",
       "a.toml:4: key \"vpc\" names \"main\", which is declared nowhere"},
      {kShop + "[address.ip]\nto = \"front\"", "a.toml:13: key \"to\" must name one of: instance"},
      {kShop + "[peering.p]\nfrom = \"web\"\nto = \"main\"",
       "key \"from\" names \"web\", which is declared nowhere"},
      {kShop + "[load.x]\nrate = 1\nto = \"main\"\nport = 80",
       "a.toml:14: key \"to\" must name one of: instance, balancer, address, database"},
      {kShop + "[load.x]\nrate = 1\nto = \"web-1\"", "a.toml:12: key \"port\" is missing; add it"},
      {kShop + "[load.x]\nrate = 0\nto = \"front\"",
       "a.toml:13: key \"rate\" must be a number from 0.001 to 1000"},
      {"[[event]]\nat = \"1s\"", "a.toml:3: key \"fault\", \"heal\""},
      {"[[call]]\nservice = \"cvm\"\naction = \"Fly\"",
       "a.toml:5: key \"action\" must be an action of cvm"},
      {"[[call]]\nservice = \"cvm\"\naction = \"DescribeInstances\"\naccount = \"bob\"",
       "a.toml:6: key \"account\" names \"bob\", which is declared nowhere"},
      {"[[call]]\nservice = \"cvm\"\naction = \"DescribeInstances\"\n"
       "parameters = { InstanceIds = [\"$web\"] }",
       "a.toml:6: key \"parameters\" names \"$web\", which is declared nowhere"},
      {"[[assert]]\nload = \"x\"\navailability = 99",
       "a.toml:4: key \"load\" names \"x\", which is declared nowhere"},
      {"[[assert]]\nrecovery = \"1s\"", "a.toml:3: key \"load\" is missing; add it"},
      {"[[assert]]\ntext = \"?\"", "a.toml:3: key \"availability\""},
      {"= 1", "a.toml:3: not valid TOML"},
  };
  for (const auto& [rest, message] : kMistakes)
    EXPECT_NE(mistake_of(rest).find(message), std::string::npos) << rest << "\n"
                                                                 << mistake_of(rest);
}

TEST(DrillFiles, take_settings_in_the_place_of_what_they_say) {
  std::vector<Setting> settings{
      {"length", "2m"}, {"instance.web.count", "3"}, {"balancer.front.targets.0", "web-1"}};
  auto drill = read_drill("a.toml", std::string(kStart) + kShop, settings);
  ASSERT_TRUE(drill) << drill.error().message(Language::kEnglish);
  EXPECT_EQ(drill->length, seconds(120));
  EXPECT_NE(drill->setup[1].parameters.find(R"("InstanceCount":3)"), std::string::npos);
  EXPECT_EQ(drill->setup[5].parameters.find("web-2"), std::string::npos);
  std::vector<Setting> nowhere{{"title.x.y", "1"}};
  EXPECT_NE(mistake_of("", nowhere).find("nothing can be set at \"title.x.y\""), std::string::npos);
}

}  // namespace
}  // namespace terrane::drill
