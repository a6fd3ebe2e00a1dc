// The closest region: by measured times where there are any, by distance where there are none.
#include "model/nearest_regions.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace terrane {
namespace {

constexpr Coordinates kGuangzhou{23.1291, 113.2644}, kShanghai{31.2304, 121.4737},
    kToronto{43.6532, -79.3832}, kBoston{42.3601, -71.0589}, kTaipei{25.0330, 121.5654};

CandidateRegion region(uint16_t index, Coordinates location) {
  return {.region = {index}, .location = location, .measured = {}};
}
CandidateRegion measured(uint16_t index, Coordinates location, std::vector<double> times,
                         uint64_t lost = 0) {
  CandidateRegion made = region(index, location);
  made.measured = ConnectTimes{std::move(times), lost};
  return made;
}
std::vector<int> order(std::span<const RankedRegion> ranked) {
  std::vector<int> indexes;
  for (const RankedRegion& one : ranked) indexes.push_back(one.region.value);
  return indexes;
}

using Order = std::vector<int>;

// M-9
TEST(NearestRegions, are_ranked_by_distance_from_the_clients) {
  const CandidateRegion all[] = {region(0, kGuangzhou), region(1, kShanghai), region(2, kToronto)};
  const ClientPlace boston{kBoston};
  EXPECT_EQ(order(rank_regions(all, {&boston, 1})), (Order{2, 1, 0}));
  const ClientPlace taipei{kTaipei};
  auto ranked = rank_regions(all, {&taipei, 1});
  EXPECT_EQ(order(ranked), (Order{1, 0, 2}));
  EXPECT_NEAR(*ranked[0].distance_km, 687, 5);
}

// M-9
TEST(NearestRegions, follow_the_weights_of_places) {
  const CandidateRegion all[] = {region(0, kGuangzhou), region(2, kToronto)};
  const ClientPlace few_abroad[] = {{kTaipei, 9}, {kBoston, 1}};
  const ClientPlace many_abroad[] = {{kTaipei, 1}, {kBoston, 9}};
  EXPECT_EQ(order(rank_regions(all, few_abroad)), (Order{0, 2}));
  EXPECT_EQ(order(rank_regions(all, many_abroad)), (Order{2, 0}));
  auto ranked = rank_regions(all, few_abroad);
  const auto& distances = ranked[0].place_distances_km;
  EXPECT_NEAR(*ranked[0].distance_km, (9 * distances[0] + distances[1]) / 10, 1e-6);
}

// M-9
TEST(NearestRegions, go_by_the_median_of_what_was_measured) {
  const CandidateRegion all[] = {measured(0, kGuangzhou, {30, 31, 400}),
                                 measured(1, kShanghai, {50, 51, 49}), region(2, kToronto),
                                 measured(3, kTaipei, {}, 5)};
  const ClientPlace boston{kBoston};
  auto ranked = rank_regions(all, {&boston, 1});
  EXPECT_EQ(order(ranked), (Order{0, 1, 2, 3}));
  EXPECT_EQ(ranked[0].milliseconds, 31);
  EXPECT_EQ(ranked[2].basis, RankBasis::kDistance);
  EXPECT_EQ(ranked[3].basis, RankBasis::kUnreachable);
}

TEST(NearestRegions, of_two_in_one_place_the_one_without_reservations_comes_first) {
  CandidateRegion finance = region(0, kShanghai);
  finance.reserved = true;
  const CandidateRegion all[] = {finance, region(1, kShanghai)};
  const ClientPlace taipei{kTaipei};
  EXPECT_EQ(order(rank_regions(all, {&taipei, 1})), (Order{1, 0}));
}

RC_GTEST_PROP(NearestRegions, each_is_ranked_once_and_none_before_a_closer_one, ()) {
  auto degrees = [](int most) { return *rc::gen::inRange(-most * 100, most * 100) / 100.0; };
  std::vector<CandidateRegion> all;
  for (uint16_t i = 0, count = *rc::gen::inRange<uint16_t>(1, 12); i < count; ++i)
    all.push_back(region(i, {degrees(90), degrees(180)}));
  std::vector<ClientPlace> places;
  for (int i = 0, count = *rc::gen::inRange(1, 5); i < count; ++i)
    places.push_back({{degrees(90), degrees(180)}, *rc::gen::inRange(1, 1000) / 10.0});
  auto ranked = rank_regions(all, places);
  RC_ASSERT(ranked.size() == all.size());
  RC_ASSERT(std::ranges::is_sorted(ranked, {}, &RankedRegion::distance_km));
  std::set<uint16_t> seen;
  for (const RankedRegion& one : ranked) seen.insert(one.region.value);
  RC_ASSERT(seen.size() == all.size());
}

}  // namespace
}  // namespace terrane
