// The region closest to given clients (M-9): measured where the caller measured it, by distance
// where not; with the reason, a runner-up, and what speaks against each.
#include "actions/terrane/nearest_regions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "actions/terrane/nearest_region_words.h"
#include "actions/terrane/region_warnings.h"
#include "contract/terrane.h"
#include "model/cities.h"

namespace terrane {
namespace {

namespace api = contract::terrane;

constexpr size_t kPlacesMost = 1000;
constexpr size_t kAttemptsMost = 1000;

constexpr ErrorKind kNothingAsked{
    "MissingParameter",
    "Say where the clients are with Places (a City, or Latitude and Longitude), or how far the "
    "regions are from you with ConnectTimes.",
    "请通过 Places（City，或 Latitude 与 Longitude）说明客户端所在位置，或通过 ConnectTimes "
    "提供到各地域的连接时间。"};
constexpr ErrorKind kNotAPlace{
    "InvalidParameterValue.Places",
    "Place {} must have either a City, or both a Latitude from -90 to 90 and a Longitude from -180 "
    "to 180.",
    "第 {} 个 Place 应填写 City，或同时填写 Latitude（-90 到 90）与 Longitude（-180 到 180）。"};
constexpr ErrorKind kBadWeight{"InvalidParameterValue.Places",
                               "The Weight of place {} must be a number above 0.",
                               "第 {} 个 Place 的 Weight 应为大于 0 的数。"};
constexpr ErrorKind kTooManyPlaces{"InvalidParameterValue.Places",
                                   "There may be at most {} Places; add up those that are close.",
                                   "Places 最多 {} 个，请合并相近的位置。"};
constexpr ErrorKind kBadTimes{
    "InvalidParameterValue.ConnectTimes",
    "The ConnectTimes of {} must be at most {} Milliseconds, none of them negative, or a Lost "
    "above "
    "0; a region may be named once.",
    "地域 {} 的 ConnectTimes 最多包含 {} 个非负的 Milliseconds，或大于 0 的 Lost；"
    "每个地域只能出现一次。"};
constexpr ErrorKind kNoRegion{"ResourceNotFound.Region",
                              "There is no region {}. DescribeRegions lists those of this cloud.",
                              "不存在地域 {}，可通过 DescribeRegions 查询本云的地域。"};
constexpr ErrorKind kNoProduct{"InvalidParameterValue.Needs",
                               "There is no product {}; those of this cloud are {}.",
                               "不存在产品 {}，本云的产品有：{}。"};

double rounded(double value) {
  return std::round(value * 10) / 10;
}

bool is_within(double value, double most) {
  return value >= -most && value <= most;  // what is no number is not
}

Result<NamedPlace> read_place(const api::ClientPlace& asked, size_t number, Language language) {
  double weight = asked.Weight.value_or(1);
  if (!(weight > 0) || !std::isfinite(weight)) return refuse(kBadWeight, std::to_string(number));
  bool by_city = !asked.City.empty();
  bool by_degrees = asked.Latitude && asked.Longitude && is_within(*asked.Latitude, 90) &&
                    is_within(*asked.Longitude, 180);
  if (by_city == (asked.Latitude || asked.Longitude) || (!by_city && !by_degrees))
    return refuse(kNotAPlace, std::to_string(number));
  if (by_degrees)
    return NamedPlace{fmt::format("{:g},{:g}", *asked.Latitude, *asked.Longitude),
                      {{*asked.Latitude, *asked.Longitude}, weight}};
  TRY(const City* city, Cities::world().find(asked.City));
  return NamedPlace{fmt::format("{}, {}", city->name.in(language), city->country),
                    {city->location, weight}};
}

Result<std::vector<NamedPlace>> read_places(const CloudCall& call,
                                            const api::DescribeNearestRegionsRequest& request) {
  if (request.Places.size() > kPlacesMost)
    return refuse(kTooManyPlaces, std::to_string(kPlacesMost));
  std::vector<NamedPlace> places;
  for (const api::ClientPlace& asked : request.Places) {
    TRY(NamedPlace place, read_place(asked, places.size() + 1, call.language));
    places.push_back(std::move(place));
  }
  return places;
}

Result<void> read_times(const CloudCall& call, const api::DescribeNearestRegionsRequest& request,
                        std::vector<CandidateRegion>& candidates) {
  for (const api::ConnectTime& asked : request.ConnectTimes) {
    const Region* region = call.catalogue.find_region(asked.Region);
    if (!region || region->index.value >= candidates.size()) return refuse(kNoRegion, asked.Region);
    ConnectTimes times{{asked.Milliseconds.begin(), asked.Milliseconds.end()},
                       asked.Lost.value_or(0)};
    CandidateRegion& candidate = candidates[call.catalogue.index_of(*region).value];
    bool are_times =
        std::ranges::all_of(times.milliseconds, [](double ms) { return ms >= 0 && ms < 1e9; });
    if (!are_times || times.milliseconds.size() > kAttemptsMost ||
        (!times.answered() && times.lost == 0) || candidate.measured)
      return refuse(kBadTimes, asked.Region, std::to_string(kAttemptsMost));
    candidate.measured = std::move(times);
  }
  return {};
}

Result<void> check_needs(const CloudCall& call, const api::DescribeNearestRegionsRequest& request) {
  for (std::string_view product : request.Needs) {
    if (call.catalogue.find_product(product)) continue;
    std::string known;
    for (const Product& one : call.catalogue.products())
      (known += known.empty() ? "" : ", ") += one.id;
    return refuse(kNoProduct, product, known);
  }
  return {};
}

std::string_view code_of(RankBasis basis) {
  constexpr std::string_view kCodes[] = {"MEASURED", "DISTANCE", "UNREACHABLE"};
  return kCodes[size_t(basis)];
}

contract::List<api::RegionWarning> to_api(const Call& call, const std::vector<Error>& errors) {
  auto shown = call.arena.create_array<api::RegionWarning>(errors.size());
  for (size_t i = 0; i < shown.size(); ++i)
    shown[i] = {.Code = errors[i].code(),
                .Text_ = call.arena.copy(errors[i].message(call.language))};
  return contract::List<api::RegionWarning>(shown);
}

api::NearestRegion to_api(const NearestRegions& found, size_t rank) {
  Arena& arena = found.call.arena;
  const RankedRegion& ranked = found.ranked[rank];
  const Region& region = found.call.catalogue.region(ranked.region);
  auto places = arena.create_array<api::PlaceDistance>(found.places.size());
  for (size_t i = 0; i < places.size(); ++i)
    places[i] = {.Place = arena.copy(found.places[i].name),
                 .Weight = found.places[i].place.weight,
                 .DistanceKm = rounded(ranked.place_distances_km[i])};
  api::NearestRegion shown{.Rank = rank + 1,
                           .Region = region.id,
                           .RegionName = region.name.in(found.call.language),
                           .Basis = code_of(ranked.basis),
                           .PlaceSet = contract::List<api::PlaceDistance>(places),
                           .Reason = arena.copy(reason_of(found, ranked)),
                           .WarningSet = to_api(found.call, found.warnings[ranked.region.value])};
  if (ranked.distance_km) shown.DistanceKm = rounded(*ranked.distance_km);
  if (ranked.basis == RankBasis::kTime) shown.Milliseconds = rounded(ranked.milliseconds);
  if (const auto& measured = found.candidates[ranked.region.value].measured) {
    shown.Answered = measured->milliseconds.size();
    shown.Lost = measured->lost;
  }
  return shown;
}

// Without a place, what was not measured has no rank.
void rank(NearestRegions& found) {
  std::vector<ClientPlace> places;
  for (const NamedPlace& named : found.places) places.push_back(named.place);
  found.ranked = rank_regions(found.candidates, places);
  std::erase_if(found.ranked, [](const RankedRegion& one) {
    return one.basis == RankBasis::kDistance && !one.distance_km;
  });
}

std::string_view id_of(const NearestRegions& found, const RankedRegion* region) {
  return region ? std::string_view(found.call.catalogue.region(region->region).id) : "";
}

Result<api::DescribeNearestRegionsResponse> describe_nearest_regions(
    CloudCall& call, const api::DescribeNearestRegionsRequest& request) {
  if (request.Places.empty() && request.ConnectTimes.empty()) return refuse(kNothingAsked);
  NearestRegions found{call, {}, {}, {}, {}};
  for (const Region& region : call.catalogue.regions())
    found.candidates.push_back(
        {.region = call.catalogue.index_of(region), .location = region.location, .measured = {}});
  TRY(found.places, read_places(call, request));
  CHECKED(read_times(call, request, found.candidates));
  CHECKED(check_needs(call, request));
  std::vector<std::string_view> needs(request.Needs.begin(), request.Needs.end());
  for (CandidateRegion& candidate : found.candidates) {
    found.warnings.push_back(warnings_of(call, call.catalogue.region(candidate.region), needs));
    candidate.reserved = !found.warnings.back().empty();
  }
  rank(found);
  auto shown = call.arena.create_array<api::NearestRegion>(found.ranked.size());
  for (size_t i = 0; i < shown.size(); ++i) shown[i] = to_api(found, i);
  return api::DescribeNearestRegionsResponse{
      .Summary = call.arena.copy(summary_of(found)),
      .Closest = id_of(found, found.reachable(0)),
      .RunnerUp = id_of(found, found.reachable(1)),
      .ClosestWithoutWarning = id_of(found, found.without_warning()),
      .RegionSet = contract::List<api::NearestRegion>(shown)};
}

constexpr Handler kHandlers[] = {
    cloud_read<describe_nearest_regions>("terrane", "DescribeNearestRegions"),
};

}  // namespace

std::span<const Handler> nearest_region_handlers() {
  return kHandlers;
}

}  // namespace terrane
