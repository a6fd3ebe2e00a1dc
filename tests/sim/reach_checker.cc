#include <algorithm>

#include "reach/explain.h"
#include "region/reach/reach_ends.h"
#include "region/reach/region_view.h"
#include "sim/checkers.h"

namespace terrane::sim {
namespace {

constexpr size_t kPairs = 4;  // tried after a step

struct Running {
  const RegionCell* region;
  const Instance* instance;
};

bool passes(const reach::Verdict& verdict, std::initializer_list<reach::Hop::Kind> kinds) {
  return std::ranges::any_of(verdict.hops, [&](const reach::Hop& hop) {
    return std::ranges::find(kinds, hop.kind) != kinds.end();
  });
}

}  // namespace

void NetworksAreApart::stepped(const ClientCall*) {
  std::vector<Running> all;
  bool changed = false;
  for (auto& [name, open] : world_.open_cells()) {
    if (!open.region) continue;
    changed = changed || history_.changed(name);
    open.region->compute.instances.each([&](const Instance& instance) {
      all.push_back({open.region, &instance});
    });
  }
  if (!changed || all.size() < 2) return;
  // Tables show their records in no order, yet equal runs must be equal.
  std::ranges::sort(all, {}, [](const Running& one) { return one.instance->id; });
  for (size_t pair = 0; pair < kPairs; ++pair) {
    const Running& one = all[(steps_ * 7 + pair) % all.size()];
    const Running& other = all[(steps_ * 11 + pair * 3 + 1) % all.size()];
    if (one.instance != other.instance)
      check_flow(*one.region, *one.instance, *other.region, *other.instance);
  }
  ++steps_;
}

void NetworksAreApart::check_flow(const RegionCell& from, const Instance& source,
                                  const RegionCell& to, const Instance& target) {
  using enum reach::Hop::Kind;
  auto begin = reach_ends::end_of(from, source.id), end = reach_ends::end_of(to, target.id);
  auto verdict_of = [&](const reach::End& wanted) {
    reach::Journey journey({*begin, wanted, {.protocol = reach::Protocol::kAll}});
    while (auto next = journey.next()) {
      for (auto& [name, open] : world_.open_cells())
        if (open.region && open.region->index == *next) {
          journey.go_on(RegionView(*open.region));
          break;
        }
      if (journey.next() == next) break;  // that region is not open
    }
    return journey.verdict();
  };
  std::string who = to_text(target.id) + " is reached from " + to_text(source.id);
  reach::Verdict by_any = verdict_of(*end);
  bool apart = begin->account != end->account || begin->region != end->region;
  if (by_any.reachable() && apart && !passes(by_any, {kPeering, kInternet}))
    world_.complain(who + " of another account or region by a private path");
  end->public_address = {};
  reach::Verdict by_private = verdict_of(*end);
  if (by_private.reachable() && begin->vpc != end->vpc && !passes(by_private, {kPeering}))
    world_.complain(who + " of another VPC without a peering connection");
}

}  // namespace terrane::sim
