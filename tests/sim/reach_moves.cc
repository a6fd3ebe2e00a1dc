// Questions of who reaches whom, of one's own resources and of others'.
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

constexpr Move kMoves[] = {{"ask who reaches whom", 6, ask_who_reaches_whom}};

}  // namespace

std::span<const Move> reach_moves() {
  return kMoves;
}

}  // namespace terrane::sim
