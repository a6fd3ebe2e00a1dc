#include "actions/terrane/impact_words.h"

#include <fmt/format.h>

#include "reach/words.h"

namespace terrane {
namespace {

using impact::Effect;
using impact::Single;

// "1 copy", "2 copies"
std::string counted(size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string condition_text(const ImpactQuestion& question, bool chinese) {
  if (question.other)
    return fmt::format(fmt::runtime(chinese ? "若 {} 与 {} 之间的链路中断"
                                            : "If the link between {} and {} were cut"),
                       question.region->id, question.other->id);
  if (!question.zone)
    return fmt::format(
        fmt::runtime(chinese ? "若地域 {}（{}）整体故障" : "If region {} ({}) were lost"),
        question.region->id,
        chinese ? question.region->name.chinese : question.region->name.english);
  const Fault& fault = question.fault;
  std::string_view name = chinese ? question.zone->name.chinese : question.zone->name.english;
  if (question.is_of_hosts()) {
    std::string_view part = fault.rack ? (chinese ? "机架" : "rack") : chinese ? "宿主机" : "host";
    uint32_t number = fault.rack ? fault.rack : fault.host;
    return chinese
               ? fmt::format("若可用区 {}（{}）的{} {} 断电", question.zone->id, name, part, number)
               : fmt::format("If {} {} of zone {} ({}) lost its power", part, number,
                             question.zone->id, name);
  }
  bool power = fault.kind == FaultKind::kZonePower;
  std::string_view words =
      chinese ? (power ? "若可用区 {}（{}）断电" : "若可用区 {}（{}）网络中断")
              : (power ? "If zone {} ({}) lost its power" : "If zone {} ({}) lost its network");
  return fmt::format(fmt::runtime(words), question.zone->id, name);
}

// "2 of the 5 endpoints that serve now would stop"
std::string english_stops(size_t stop, size_t serving) {
  if (serving == 0) return "nothing would stop, since nothing serves anybody now";
  if (serving == 1)
    return fmt::format("the one endpoint that serves now would {}", stop ? "stop" : "go on");
  if (stop == serving) return fmt::format("all {} endpoints that serve now would stop", serving);
  return fmt::format("{} of the {} endpoints that serve now would stop",
                     stop ? std::to_string(stop) : "none", serving);
}

std::string english_summary(const Impact& impact, const ImpactCounts& counts) {
  size_t serving = counts.stop + counts.degraded + counts.unaffected;
  std::string text = condition_text(impact.question, false) + ", ";
  text += english_stops(counts.stop, serving);
  if (counts.degraded > 0) text += fmt::format(", {} would go on with less", counts.degraded);
  if (counts.down > 0)
    text += fmt::format(", {} would be down", counted(counts.down, "resource", "resources"));
  if (counts.single > 0)
    text += fmt::format(", {} {} no copy elsewhere", counts.single,
                        counts.single == 1 ? "has" : "have");
  if (counts.waiting > 0)
    text += fmt::format(", {} would wait", counted(counts.waiting, "copy", "copies"));
  return text + ".";
}

std::string chinese_summary(const Impact& impact, const ImpactCounts& counts) {
  size_t serving = counts.stop + counts.degraded + counts.unaffected;
  std::string text = condition_text(impact.question, true) + "，";
  if (counts.stop == 0) {
    text += serving == 0 ? "没有服务会中断（当前没有对外服务）"
                         : fmt::format("当前的 {} 个服务端点均不会中断", serving);
  } else {
    text += fmt::format("当前的 {} 个服务端点中有 {} 个会中断", serving, counts.stop);
  }
  if (counts.degraded > 0) text += fmt::format("，{} 个容量下降", counts.degraded);
  if (counts.down > 0) text += fmt::format("，{} 个资源停止运行", counts.down);
  if (counts.single > 0) text += fmt::format("，{} 个资源在别处没有副本", counts.single);
  if (counts.waiting > 0) text += fmt::format("，{} 个复制任务会等待", counts.waiting);
  return text + "。";
}

}  // namespace

ImpactCounts count(const Impact& impact) {
  ImpactCounts counts;
  for (const RegionImpact& region : impact.regions) {
    for (const impact::Service& service : region.services) {
      Effect effect = service.effect();
      ++(effect == Effect::kStops      ? counts.stop
         : effect == Effect::kDegraded ? counts.degraded
                                       : counts.unaffected);
    }
    counts.down += region.down.size();
    counts.single += region.single.size();
    counts.waiting += region.waiting.size();
  }
  return counts;
}

std::string summary_of(const Impact& impact, Language language) {
  ImpactCounts counts = count(impact);
  return language == Language::kChinese ? chinese_summary(impact, counts)
                                        : english_summary(impact, counts);
}

std::string reason_of(const impact::Service& service, Language language) {
  bool chinese = language == Language::kChinese;
  if (service.effect() == Effect::kStops) return reach::text_of(service.decision, language);
  if (service.before.targets == 0) return chinese ? "不受影响。" : "Not affected.";
  return fmt::format(fmt::runtime(chinese ? "剩余后端 {} 个（共 {} 个），权重 {}（共 {}）。"
                                          : "{} of {} targets remain, {} of {} by weight."),
                     service.after.targets, service.before.targets, service.after.weight,
                     service.before.weight);
}

std::string reason_of(Single single, Language language) {
  bool chinese = language == Language::kChinese;
  switch (single) {
    case Single::kNone:
      return "";
    case Single::kDatabaseInZone:
      return chinese ? "所有节点均在该可用区，没有跨可用区备库。"
                     : "All its nodes are in the zone; it has no standby in another.";
    case Single::kCacheInZone:
      return chinese ? "缓存没有备用节点。" : "A cache has no standby.";
    case Single::kLocalDisk:
      return chinese ? "系统盘为本地盘，位于其宿主机。"
                     : "Its system disk is a local one, on its host.";
    case Single::kDiskInZone:
      return chinese ? "云硬盘只在该可用区，且没有快照。"
                     : "The disk is kept in the zone alone and has no snapshot.";
    case Single::kDataInRegion:
      return chinese ? "其他地域没有它的副本。" : "No other region has what is in it.";
    case Single::kDiskInRegion:
      return chinese ? "其他地域没有该云硬盘的快照。" : "No other region has a snapshot of it.";
    case Single::kSnapshotInRegion:
      return chinese ? "其他地域没有该快照的副本。" : "No other region has a copy of it.";
    case Single::kImageInRegion:
      return chinese ? "其他地域没有该镜像的副本。" : "No other region has a copy of it.";
  }
  return "";
}

std::string reason_of(const impact::Demand& demand, Language language) {
  bool chinese = language == Language::kChinese;
  if (demand.fits == demand.count)
    return chinese ? "别处可容纳全部实例。" : "There is room elsewhere for all of them.";
  return fmt::format(fmt::runtime(chinese ? "别处仅能容纳 {} 个（共 {} 个）。"
                                          : "There is room elsewhere for {} of {}."),
                     demand.fits, demand.count);
}

}  // namespace terrane
