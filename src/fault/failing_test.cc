#include "fault/failing.h"

#include <gtest/gtest.h>

#include "fault/fault_rules.h"

namespace terrane {
namespace {

constexpr uint32_t kHere = 100002, kElsewhere = 100003;

Fault zone_fault(FaultKind kind) {
  Fault fault{.kind = kind, .region = "ap-guangzhou", .zone = kHere, .zone_id = "ap-guangzhou-2"};
  fault.id = fault_rules::id_of(fault);
  return fault;
}

// M-6
TEST(Failing, a_zones_fault_is_of_that_zone_and_of_that_kind_alone) {
  Failing failing;
  failing.set(zone_fault(FaultKind::kZonePower));
  ASSERT_NE(failing.power_of(kHere), nullptr);
  EXPECT_EQ(failing.power_of(kHere)->id, "zone-power/ap-guangzhou-2");
  EXPECT_EQ(failing.silence_of(kHere), failing.power_of(kHere));
  EXPECT_EQ(failing.network_of(kHere), nullptr);
  EXPECT_EQ(failing.control_plane_of(kHere), nullptr);
  EXPECT_EQ(failing.silence_of(kElsewhere), nullptr);
  failing.heal("zone-power/ap-guangzhou-2");
  EXPECT_TRUE(failing.nothing());
}

// M-6
TEST(Failing, a_region_that_is_gone_takes_every_zones_network_and_their_power_only_if_said) {
  Failing failing;
  Fault region{.id = "region/ap-guangzhou", .kind = FaultKind::kRegion, .region = "ap-guangzhou"};
  failing.set(region);
  EXPECT_NE(failing.network_of(kElsewhere), nullptr);
  EXPECT_EQ(failing.power_of(kElsewhere), nullptr);
  region.without_power = true;
  failing.set(region);
  EXPECT_NE(failing.power_of(kElsewhere), nullptr);
  EXPECT_EQ(failing.all().size(), 1u);
}

Fault host_fault(FaultKind kind, uint32_t rack, uint32_t host) {
  Fault fault{.kind = kind,
              .region = "ap-guangzhou",
              .zone = kHere,
              .zone_id = "ap-guangzhou-2",
              .rack = rack,
              .host = host};
  fault.id = fault_rules::id_of(fault);
  return fault;
}

// M-6: a host in a rack in a zone, each of which may be without power.
TEST(Failing, a_host_has_power_only_where_its_rack_and_its_zone_have_it_too) {
  constexpr HostPlace kHost{kHere, 2, 5}, kNeighbour{kHere, 2, 6}, kOtherRack{kHere, 1, 1},
      kThere{kElsewhere, 2, 5};
  Failing failing;
  Fault host = host_fault(FaultKind::kHostPower, 0, 5);
  Fault rack = host_fault(FaultKind::kRackPower, 2, 0);
  failing.set(host);
  EXPECT_EQ(failing.power_of(kHost)->id, "host-power/ap-guangzhou-2/5");
  EXPECT_EQ(failing.power_of(kNeighbour), nullptr);
  EXPECT_EQ(failing.power_of(kThere), nullptr);
  EXPECT_EQ(failing.power_of(kHere), nullptr) << "the zone has power";
  failing.set(rack);
  EXPECT_EQ(failing.power_of(kNeighbour)->id, "rack-power/ap-guangzhou-2/2");
  EXPECT_EQ(failing.power_of(kOtherRack), nullptr);
  failing.set(zone_fault(FaultKind::kZonePower));
  failing.heal(host.id);
  failing.heal(rack.id);
  EXPECT_EQ(failing.power_of(kHost)->id, "zone-power/ap-guangzhou-2");
  failing.heal("zone-power/ap-guangzhou-2");
  EXPECT_EQ(failing.power_of(kHost), nullptr);
}

TEST(Failing, launches_fail_on_one_host_or_on_a_rack_or_in_a_zone) {
  constexpr HostPlace kHost{kHere, 2, 5}, kNeighbour{kHere, 2, 6}, kOtherRack{kHere, 1, 1};
  auto count = [&](uint32_t rack, uint32_t host) {
    Failing failing;
    failing.set(host_fault(FaultKind::kHostLaunch, rack, host));
    EXPECT_EQ(failing.power_of(kHost), nullptr);
    int fail = 0;
    for (const HostPlace& place : {kHost, kNeighbour, kOtherRack, HostPlace{kElsewhere, 2, 5}})
      fail += failing.launches_on(place) != nullptr;
    return fail;
  };
  EXPECT_EQ(count(0, 5), 1);
  EXPECT_EQ(count(2, 0), 2);
  EXPECT_EQ(count(0, 0), 3);
}

TEST(FaultIds, of_failing_launches_tell_a_rack_from_a_host) {
  EXPECT_EQ(host_fault(FaultKind::kHostLaunch, 0, 0).id, "host-launch/ap-guangzhou-2");
  EXPECT_EQ(host_fault(FaultKind::kHostLaunch, 2, 0).id, "host-launch/ap-guangzhou-2/rack-2");
  EXPECT_EQ(host_fault(FaultKind::kHostLaunch, 0, 2).id, "host-launch/ap-guangzhou-2/2");
}

TEST(FaultIds, of_a_link_are_the_same_from_both_ends) {
  Fault link{.kind = FaultKind::kLink, .region = "ap-shanghai", .other = "ap-beijing"};
  Fault same{.kind = FaultKind::kLink, .region = "ap-beijing", .other = "ap-shanghai"};
  EXPECT_EQ(fault_rules::id_of(link), "link/ap-beijing/ap-shanghai");
  EXPECT_EQ(fault_rules::id_of(link), fault_rules::id_of(same));
}

TEST(FaultModes, are_refused_where_the_kind_has_none_of_that_name) {
  EXPECT_EQ(*fault_rules::parse_mode(FaultKind::kRegion, "", false), FaultMode::kRefuse);
  EXPECT_EQ(*fault_rules::parse_mode(FaultKind::kLink, "", true), FaultMode::kDelay);
  EXPECT_FALSE(fault_rules::parse_mode(FaultKind::kLink, "HANG", false));
  EXPECT_FALSE(fault_rules::check_delay(FaultMode::kCut, 5));
  EXPECT_FALSE(fault_rules::check_delay(FaultMode::kDelay, std::nullopt));
}

}  // namespace
}  // namespace terrane
