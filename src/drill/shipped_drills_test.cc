// Every drill in the binary holds, and does not without what it shows the worth of.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "drill/drill_reader.h"
#include "drill/report.h"
#include "drill/run.h"
#include "drill/shipped.h"

namespace terrane::drill {
namespace {

Outcome run_shipped(std::string_view name, const std::vector<Setting>& settings,
                    uint64_t seed = 1) {
  const ShippedDrill* shipped = find_shipped(name);
  check(shipped != nullptr, "the binary has the drill");
  auto drill = read_drill(shipped->name, shipped->text, settings);
  if (!drill) impossible(drill.error().message(Language::kEnglish));
  auto outcome = run(*drill, {.seed = seed});
  if (!outcome) impossible(outcome.error().message(Language::kEnglish));
  return *std::move(outcome);
}

std::string failed(const Outcome& outcome) {
  std::string text;
  for (const Judged& judged : outcome.assertions)
    if (!judged.holds) text += judged.claim + ": " + judged.measured + "\n";
  return text;
}

// What protects the service of each, taken away.
const std::map<std::string_view, Setting> kWithout = {
    {"account-plane", {"event.1.at", "2h"}},                          // it never comes back
    {"elastic-ip-failover", {"script.failover.failures", "1000"}},    // nobody acts
    {"image-link-cut", {"event.2.at", "2h"}},                         // it is never healed
    {"region-dark", {"instance.beijing.zone", "ap-shanghai-1"}},      // both in one region
    {"region-peer", {"load.shoppers.fallback_after", "2h"}},          // nobody turns to it
    {"static-stability", {"balancer.front.targets", "[\"web-b\"]"}},  // all in one zone
    {"zone-power", {"balancer.front.targets", "[\"web-b\"]"}},        // all in one zone
    {"zone-sold-out", {"event.4.call.parameters.Placement.Zone", "ap-guangzhou-2"}},
};

class ShippedDrills : public testing::TestWithParam<std::string_view> {};

// M-2, M-5, M-6, M-15
TEST_P(ShippedDrills, hold_whatever_the_seed) {
  for (uint64_t seed : {1, 2}) EXPECT_EQ(failed(run_shipped(GetParam(), {}, seed)), "") << seed;
}

TEST_P(ShippedDrills, do_not_hold_without_what_protects_their_service) {
  ASSERT_TRUE(kWithout.contains(GetParam())) << "say what protects it";
  EXPECT_NE(failed(run_shipped(GetParam(), {kWithout.at(GetParam())})), "");
}

std::vector<std::string_view> names() {
  std::vector<std::string_view> names;
  for (const ShippedDrill& drill : shipped_drills()) names.push_back(drill.name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, ShippedDrills, testing::ValuesIn(names()), [](const auto& info) {
  std::string name(info.param);
  for (char& c : name)
    if (c == '-') c = '_';
  return name;
});

}  // namespace
}  // namespace terrane::drill
