// A zone never gives out more than its hosts have, gets back exactly what it gave, and keeps
// placement groups apart.
#include "model/zone_capacity.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace terrane {
namespace {

constexpr HostPlan kSmallZone{.racks = 3,
                              .switches_per_rack = 2,
                              .hosts_per_switch = 2,
                              .cores = 8,
                              .memory_gib = 16,
                              .local_disk_gib = 100};
constexpr Room kWholeHost{8, 16, 0};
constexpr Room kSmall{1, 1, 0};

TEST(ZoneCapacity, instances_go_to_the_emptiest_host_first) {
  ZoneCapacity zone(kSmallZone);
  std::set<uint32_t> hosts;
  for (uint32_t i = 0; i < zone.host_count(); ++i) hosts.insert(zone.place(kSmall)->value);
  EXPECT_EQ(hosts.size(), zone.host_count());
}

TEST(ZoneCapacity, the_first_instances_go_to_different_switches) {
  ZoneCapacity zone(kSmallZone);
  HostIndex first = *zone.place(kSmall), second = *zone.place(kSmall);
  EXPECT_NE(zone.switch_of(first), zone.switch_of(second));
}

TEST(ZoneCapacity, a_full_zone_refuses_and_sells_again_what_is_given_back) {
  ZoneCapacity zone(kSmallZone);
  std::vector<HostIndex> hosts;
  while (auto host = zone.place(kWholeHost)) hosts.push_back(*host);
  EXPECT_EQ(hosts.size(), zone.host_count());
  EXPECT_EQ(zone.place(kSmall).error(), NoRoom::kFull);
  EXPECT_EQ(zone.stock(kSmall), Stock::kWithout);
  zone.release(hosts[5], kWholeHost);
  EXPECT_EQ(*zone.place(kSmall), hosts[5]);
}

TEST(ZoneCapacity, a_host_is_found_though_others_have_more_cores_but_no_memory) {
  ZoneCapacity zone(kSmallZone);
  for (uint32_t i = 0; i < zone.host_count(); ++i)
    ASSERT_TRUE(zone.take({i}, i == 7 ? Room{6, 1, 0} : Room{1, 16, 0}));
  EXPECT_EQ(zone.place({2, 15, 0})->value, 7u);
}

TEST(ZoneCapacity, M16_local_disks_take_room_on_the_host_too) {
  ZoneCapacity zone(kSmallZone);
  EXPECT_EQ(zone.fits({1, 1, 60}, 1000), zone.host_count());
  EXPECT_EQ(zone.place({1, 1, 101}).error(), NoRoom::kFull);
}

TEST(ZoneCapacity, M2_a_zone_that_is_sold_out_keeps_what_runs_and_sells_nothing_until_restocked) {
  ZoneCapacity zone(kSmallZone);
  HostIndex host = *zone.place(kSmall);
  zone.set_sold_out(true);
  EXPECT_EQ(zone.place(kSmall).error(), NoRoom::kSoldOut);
  EXPECT_EQ(zone.stock(kSmall), Stock::kWithout);
  EXPECT_TRUE(zone.take(host, kSmall));
  zone.release(host, kSmall);
  zone.set_sold_out(false);
  EXPECT_TRUE(zone.place(kSmall));
}

TEST(ZoneCapacity,
     M6_a_closed_host_gives_no_room_keeps_what_is_there_and_gives_it_again_when_opened) {
  ZoneCapacity zone(kSmallZone);
  HostIndex host = *zone.place(kSmall);
  uint32_t fit = zone.fits(kWholeHost, 1000);
  for (uint32_t i = 0; i < zone.host_count(); ++i) zone.set_closed({i}, true);
  EXPECT_EQ(zone.place(kSmall).error(), NoRoom::kFull);
  EXPECT_EQ(zone.stock(kSmall), Stock::kWithout);
  EXPECT_EQ(zone.free(host), (Room{7, 15, 100}));
  zone.set_closed({3}, false);
  EXPECT_EQ(zone.place(kSmall)->value, 3u);
  zone.release({3}, kSmall);
  EXPECT_TRUE(zone.take(host, kSmall));  // what is there may be found again at a start
  zone.release(host, kSmall);
  zone.release(host, kSmall);
  EXPECT_EQ(zone.place(kSmall)->value, 3u);
  zone.release({3}, kSmall);
  for (uint32_t i = 0; i < zone.host_count(); ++i) zone.set_closed({i}, false);
  EXPECT_EQ(zone.fits(kWholeHost, 1000), fit + 1);
}

TEST(ZoneCapacity, a_host_that_is_known_gives_only_what_it_has) {
  ZoneCapacity zone(kSmallZone);
  EXPECT_TRUE(zone.take({3}, kWholeHost));
  EXPECT_FALSE(zone.take({3}, kSmall));
  EXPECT_FALSE(zone.take({zone.host_count()}, kSmall));
  EXPECT_EQ(zone.free({3}), (Room{0, 0, 100}));
}

TEST(ZoneCapacity, a_placement_group_is_refused_when_only_used_places_have_room) {
  for (SpreadLevel level : {SpreadLevel::kHost, SpreadLevel::kSwitch, SpreadLevel::kRack}) {
    ZoneCapacity zone(kSmallZone);
    uint32_t places = level == SpreadLevel::kHost ? 12 : level == SpreadLevel::kSwitch ? 6 : 3;
    std::vector<HostIndex> members;
    for (uint32_t i = 0; i < places; ++i) {
      Spread spread{level, members};
      members.push_back(*zone.place(kSmall, &spread));
    }
    Spread spread{level, members};
    EXPECT_EQ(zone.place(kSmall, &spread).error(), NoRoom::kSpread);
    spread.most_together = 2;
    EXPECT_TRUE(zone.place(kSmall, &spread));
    EXPECT_EQ(zone.place({9, 1, 0}, &spread).error(), NoRoom::kFull);
  }
}

TEST(ZoneCapacity, stock_is_named_by_how_much_still_fits) {
  ZoneCapacity zone({.racks = 1,
                     .switches_per_rack = 1,
                     .hosts_per_switch = 1,
                     .cores = 100,
                     .memory_gib = 400,
                     .local_disk_gib = 0});
  EXPECT_EQ(zone.stock(kSmall), Stock::kEnough);
  ASSERT_TRUE(zone.place({1, 1, 0}));
  EXPECT_EQ(zone.stock(kSmall), Stock::kNormal);
  ASSERT_TRUE(zone.place({90, 1, 0}));
  EXPECT_EQ(zone.stock(kSmall), Stock::kUnder);
  ASSERT_TRUE(zone.place({9, 1, 0}));
  EXPECT_EQ(zone.stock(kSmall), Stock::kWithout);
}

// --- Properties, over any zone and any sequence of calls. ---

HostPlan any_plan() {
  return {.racks = *rc::gen::inRange(1u, 5u),
          .switches_per_rack = *rc::gen::inRange(1u, 4u),
          .hosts_per_switch = *rc::gen::inRange(1u, 5u),
          .cores = *rc::gen::inRange(1u, 17u),
          .memory_gib = *rc::gen::inRange(1u, 33u),
          .local_disk_gib = *rc::gen::inRange(0u, 100u)};
}

Room any_room() {
  return {*rc::gen::inRange(1u, 9u), *rc::gen::inRange(1u, 17u), *rc::gen::inRange(0u, 30u)};
}

// The same zone, kept the plain way: a list of hosts.
struct PlainZone {
  explicit PlainZone(const HostPlan& plan)
      : hosts(plan.racks * plan.switches_per_rack * plan.hosts_per_switch,
              Room{plan.cores, plan.memory_gib, plan.local_disk_gib}) {}

  static bool fits(const Room& need, const Room& room) {
    return need.cores <= room.cores && need.memory_gib <= room.memory_gib &&
           need.local_disk_gib <= room.local_disk_gib;
  }
  bool any_fits(const Room& need) const {
    return std::ranges::any_of(hosts, [&](const Room& room) { return fits(need, room); });
  }
  uint32_t count(Room need) const {
    uint32_t count = 0;
    for (Room room : hosts) {
      while (fits(need, room)) {
        take(room, need);
        ++count;
      }
    }
    return count;
  }
  static void take(Room& room, const Room& need) {
    room.cores -= need.cores;
    room.memory_gib -= need.memory_gib;
    room.local_disk_gib -= need.local_disk_gib;
  }

  std::vector<Room> hosts;
};

TEST(ZoneCapacity, never_gives_more_than_it_has_and_never_refuses_what_fits) {
  bool holds = rc::check([] {
    HostPlan plan = any_plan();
    ZoneCapacity zone(plan);
    PlainZone plain(plan);
    std::vector<std::pair<HostIndex, Room>> running;
    for (int steps = *rc::gen::inRange(1, 120); steps > 0; --steps) {
      if (!running.empty() && *rc::gen::inRange(0, 3) == 0) {
        size_t gone = *rc::gen::inRange<size_t>(0, running.size());
        auto [host, room] = running[gone];
        running.erase(running.begin() + long(gone));
        zone.release(host, room);
        Room& free = plain.hosts[host.value];
        free = {free.cores + room.cores, free.memory_gib + room.memory_gib,
                free.local_disk_gib + room.local_disk_gib};
      } else {
        Room need = any_room();
        RC_ASSERT(zone.fits(need, 1'000'000) == plain.count(need));
        bool fits = plain.any_fits(need);
        auto host = zone.place(need);
        RC_ASSERT(host.has_value() == fits);
        if (!host) continue;
        RC_ASSERT(PlainZone::fits(need, plain.hosts[host->value]));
        PlainZone::take(plain.hosts[host->value], need);
        running.emplace_back(*host, need);
      }
      for (uint32_t i = 0; i < zone.host_count(); ++i) RC_ASSERT(zone.free({i}) == plain.hosts[i]);
    }
    for (auto [host, room] : running) zone.release(host, room);
    for (uint32_t i = 0; i < zone.host_count(); ++i)
      RC_ASSERT(zone.free({i}) == (Room{plan.cores, plan.memory_gib, plan.local_disk_gib}));
  });
  EXPECT_TRUE(holds);
}

TEST(ZoneCapacity, a_placement_group_is_spread_as_agreed_and_refused_only_when_it_must_be) {
  bool holds = rc::check([] {
    HostPlan plan = any_plan();
    ZoneCapacity zone(plan);
    SpreadLevel level =
        *rc::gen::element(SpreadLevel::kHost, SpreadLevel::kSwitch, SpreadLevel::kRack);
    uint32_t most = *rc::gen::inRange(1u, 4u);
    auto place_of = [&](HostIndex host) {
      return level == SpreadLevel::kHost     ? host.value
             : level == SpreadLevel::kSwitch ? zone.switch_of(host)
                                             : zone.rack_of(host);
    };
    std::vector<HostIndex> members;
    std::map<uint32_t, uint32_t> together;
    for (int steps = *rc::gen::inRange(1, 60); steps > 0; --steps) {
      Room need = any_room();
      bool allowed = false, fits = false;
      for (uint32_t i = 0; i < zone.host_count(); ++i) {
        bool room = PlainZone::fits(need, zone.free({i}));
        fits |= room;
        allowed |= room && together[place_of({i})] < most;
      }
      Spread spread{level, members, most};
      auto host = zone.place(need, &spread);
      RC_ASSERT(host.has_value() == allowed);
      if (!host) {
        RC_ASSERT(host.error() == (fits ? NoRoom::kSpread : NoRoom::kFull));
        continue;
      }
      members.push_back(*host);
      RC_ASSERT(++together[place_of(*host)] <= most);
    }
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace terrane
