// Questions of who reaches whom, of one's own resources and of others', of how to log in, and of
// what would be if something failed.
#include "sim/reach_moves.h"

#include "sim/compute_moves.h"
#include "sim/moves.h"

namespace terrane::sim {
namespace {

std::string some_end(Workload& work, const Place& place) {
  auto* instance = work.knowledge().pick(kInstances, place.account, place.region);
  const char* const kOthers[] = {"internet", "10.0.0.2", "10.1.0.18", "100.64.0.1", "ins-00000000"};
  return instance && work.chance(70) ? instance->id : work.pick(kOthers);
}

void ask_who_reaches_whom(Workload& work) {
  Place place = any_place(work);
  work.call(call_to("terrane", "AnalyzeReachability", nearly(work, place),
                    {{"Source", some_end(work, place)},
                     {"Destination", some_end(work, place)},
                     {"Port", 1 + work.below(65536)}}));
}

// Whatever is failing already. Nothing may change by it, nor stop.
void ask_what_if(Workload& work) {
  Place place = any_place(work);
  const Catalogue& catalogue = work.world().cloud().catalogue();
  boost::json::object question{{"Region", place.region}};
  if (work.chance(25)) {
    question["OtherRegion"] = work.region();
  } else if (work.chance(80)) {
    const Region& region = *catalogue.find_region(place.region);
    question = {{"Zone", catalogue.zone(work.pick(region.zones)).id}};
    if (work.chance(30)) question["Kind"] = "ZONE_NETWORK";
  }
  work.call(call_to("terrane", "DescribeImpact", place, question));
}

void ask_how_to_log_in(Workload& work) {
  Place place = any_place(work);
  boost::json::object question{{"InstanceId", some_end(work, place)}};
  if (work.chance(30)) question["From"] = some_end(work, any_place(work));
  work.call(call_to("terrane", "DescribeInstanceLogin", nearly(work, place), question));
}

void ask_for_the_closest_region(Workload& work) {
  boost::json::object taipei{{"City", "Taipei"}};
  work.call(call_to("terrane", "DescribeNearestRegions", any_place(work),
                    {{"Places", {taipei}}, {"Needs", {"cbs"}}}));
}

constexpr Move kMoves[] = {{"ask who reaches whom", 6, ask_who_reaches_whom},
                           {"ask what if", 2, ask_what_if},
                           {"ask how to log in", 2, ask_how_to_log_in},
                           {"ask for the closest region", 1, ask_for_the_closest_region}};

}  // namespace

std::span<const Move> reach_moves() {
  return kMoves;
}

}  // namespace terrane::sim
