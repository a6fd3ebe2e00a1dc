#include "actions/terrane/nearest_region_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace terrane {
namespace {

bool in_chinese(const NearestRegions& found) {
  return found.call.language == Language::kChinese;
}

bool has_weights(const NearestRegions& found) {
  return std::ranges::any_of(found.places, [&](const NamedPlace& named) {
    return named.place.weight != found.places[0].place.weight;
  });
}

std::string distance_text(const NearestRegions& found, const RankedRegion& ranked) {
  if (!ranked.distance_km) return {};
  double km = *ranked.distance_km;
  size_t count = found.places.size();
  bool chinese = in_chinese(found);
  if (count == 1)
    return chinese ? fmt::format("距 {} {:.0f} 公里", found.places[0].name, km)
                   : fmt::format("{:.0f} km from {}", km, found.places[0].name);
  if (has_weights(found))
    return chinese ? fmt::format("与 {} 个位置按权重的平均距离为 {:.0f} 公里", count, km)
                   : fmt::format("{:.0f} km from {} places on average, each counted by its weight",
                                 km, count);
  return chinese ? fmt::format("与 {} 个位置的平均距离为 {:.0f} 公里", count, km)
                 : fmt::format("{:.0f} km from {} places on average", km, count);
}

std::string time_text(const NearestRegions& found, const RankedRegion& ranked) {
  const auto& measured = found.candidates[ranked.region.value].measured;
  if (!measured) return {};
  bool chinese = in_chinese(found);
  size_t answered = measured->milliseconds.size();
  if (answered == 0)
    return chinese ? fmt::format("{} 次连接均无应答", measured->lost)
                   : fmt::format("none of {} attempts to connect was answered", measured->lost);
  double ms = ranked.milliseconds;
  std::string text = chinese ? fmt::format("{} 次连接用时的中位数为 {:.1f} 毫秒", answered, ms)
                             : fmt::format("{:.1f} ms to connect, the median of {}", ms, answered);
  if (measured->lost > 0)
    text += chinese ? fmt::format("，另有 {} 次无应答", measured->lost)
                    : fmt::format(", with {} more unanswered", measured->lost);
  return text;
}

// "ap-guangzhou (120 km from Shenzhen, CN)"
std::string shown(const NearestRegions& found, const RankedRegion& ranked) {
  const std::string& id = found.call.catalogue.region(ranked.region).id;
  return in_chinese(found) ? fmt::format("{}（{}）", id, reason_of(found, ranked))
                           : fmt::format("{} ({})", id, reason_of(found, ranked));
}

}  // namespace

const RankedRegion* NearestRegions::reachable(size_t rank) const {
  if (rank >= ranked.size() || ranked[rank].basis == RankBasis::kUnreachable) return nullptr;
  return &ranked[rank];
}

const RankedRegion* NearestRegions::without_warning() const {
  for (size_t rank = 0; const RankedRegion* region = reachable(rank); ++rank)
    if (warnings[region->region.value].empty()) return region;
  return nullptr;
}

std::string reason_of(const NearestRegions& found, const RankedRegion& ranked) {
  std::string time = time_text(found, ranked), distance = distance_text(found, ranked);
  if (time.empty() || distance.empty()) return time + distance;
  return time + (in_chinese(found) ? "；" : "; ") + distance;
}

std::string summary_of(const NearestRegions& found) {
  bool chinese = in_chinese(found);
  const RankedRegion* closest = found.reachable(0);
  if (!closest) return chinese ? "没有任何地域应答连接。" : "No region answered.";
  std::string text = chinese ? fmt::format("最近的地域是 {}。", shown(found, *closest))
                             : fmt::format("The closest region is {}.", shown(found, *closest));
  if (const RankedRegion* second = found.reachable(1))
    text += chinese ? fmt::format("其次是 {}。", shown(found, *second))
                    : fmt::format(" The runner-up is {}.", shown(found, *second));
  const auto& warnings = found.warnings[closest->region.value];
  if (warnings.empty()) return text;
  text += chinese ? fmt::format("关于 {}：", found.call.catalogue.region(closest->region).id)
                  : fmt::format(" Of {}:", found.call.catalogue.region(closest->region).id);
  for (const Error& warning : warnings)
    (text += chinese ? "" : " ") += warning.message(found.call.language);
  const RankedRegion* other = found.without_warning();
  if (!other) return text;
  const std::string& id = found.call.catalogue.region(other->region).id;
  return text + (chinese ? fmt::format("没有此类限制的最近地域是 {}。", id)
                         : fmt::format(" The closest that nothing speaks against is {}.", id));
}

}  // namespace terrane
