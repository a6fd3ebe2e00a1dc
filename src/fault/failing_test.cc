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
