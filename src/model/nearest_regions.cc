#include "model/nearest_regions.h"

#include <algorithm>
#include <tuple>

#include "base/error.h"

namespace terrane {
namespace {

struct Ranked {
  RankedRegion region;
  bool reserved;

  auto key() const {
    bool timed = region.basis == RankBasis::kTime;
    return std::tuple(region.basis, timed ? region.milliseconds : region.distance_km.value_or(0),
                      region.distance_km.value_or(0), reserved);
  }
};

Ranked ranked(const CandidateRegion& candidate, std::span<const ClientPlace> places) {
  Ranked result{{.region = candidate.region}, candidate.reserved};
  RankedRegion& region = result.region;
  double sum = 0, weights = 0;
  for (const ClientPlace& place : places) {
    double distance = distance_km(candidate.location, place.location);
    region.place_distances_km.push_back(distance);
    sum += distance * place.weight;
    weights += place.weight;
  }
  if (weights > 0) region.distance_km = sum / weights;
  if (!candidate.measured) return result;
  region.basis = candidate.measured->answered() ? RankBasis::kTime : RankBasis::kUnreachable;
  if (candidate.measured->answered())
    region.milliseconds = median(candidate.measured->milliseconds);
  return result;
}

}  // namespace

double median(std::vector<double> values) {
  check(!values.empty(), "a median is of at least one value");
  std::ranges::sort(values);
  size_t middle = values.size() / 2;
  return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

std::vector<RankedRegion> rank_regions(std::span<const CandidateRegion> candidates,
                                       std::span<const ClientPlace> places) {
  std::vector<Ranked> all;
  for (const CandidateRegion& candidate : candidates) all.push_back(ranked(candidate, places));
  std::ranges::stable_sort(all, {}, &Ranked::key);
  std::vector<RankedRegion> regions;
  for (Ranked& one : all) regions.push_back(std::move(one.region));
  return regions;
}

}  // namespace terrane
