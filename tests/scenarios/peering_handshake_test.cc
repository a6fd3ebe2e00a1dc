// The two ends of a peering connection come to the same end, however long their letters take, and
// whatever crosses on the way (M-12, M-5).
#include <gtest/gtest.h>

#include "actions/cloud.h"
#include "scenarios/outages.h"
#include "scenarios/peerings.h"
#include "store/faulty/faulty_store.h"

namespace terrane {
namespace {

// Alice's VPC here and another far away: her own, or Bob's.
struct TwoRegions {
  Scenario cloud;
  Client alice = cloud.alice(), far = cloud.in(kFar), far_bob = cloud.as(kBob).in(kFar);
  std::string own = create_vpc(alice, "10.0.0.0/16");
  std::string of_alice = create_vpc(far, "10.1.0.0/16");
  std::string of_bob = create_vpc(far_bob, "10.2.0.0/16");

  void cut() { cut_link(cloud, Scenario::kRegion, kFar); }
  void heal() {
    heal_all(cloud);
    cloud.advance(seconds(5));
  }
};

// M-12
TEST(PeeringHandshake, waits_for_its_link) {
  TwoRegions world;
  world.cut();
  std::string id = peer_one(world.alice, world.own, world.of_alice, kAlice, "sh");
  world.cloud.advance(hours(1));
  EXPECT_EQ(peering_state(world.alice, id), "PENDING");
  EXPECT_EQ(peering_state(world.far, id), "");
  world.heal();
  EXPECT_EQ(peering_state(world.alice, id), "ACTIVE");
  EXPECT_EQ(peering_state(world.far, id), "ACTIVE");
}

// M-5
TEST(PeeringHandshake, survives_the_end_of_the_program_on_its_way) {
  TwoRegions world;
  world.cut();
  std::string id = peer_one(world.alice, world.own, world.of_alice, kAlice, "sh");
  world.cloud.restart();
  peering_state(world.alice, id);  // opens the region
  world.heal();
  EXPECT_EQ(peering_state(world.alice, id), "ACTIVE");
  EXPECT_EQ(peering_state(world.far, id), "ACTIVE");
}

// M-5
TEST(PeeringHandshake, waits_for_a_region_that_is_down) {
  Scenario cloud;
  std::string own = create_vpc(cloud.alice(), "10.0.0.0/16");
  cloud.disk(kFar).break_down();
  std::string id = peer_one(cloud.alice(), own, "vpc-00000000", kAlice, "sh");
  cloud.advance(hours(1));
  EXPECT_EQ(peering_state(cloud.alice(), id), "PENDING");
  cloud.disk(kFar).repair();
  cloud.advance(seconds(5));
  EXPECT_EQ(peering_state(cloud.alice(), id), "FAILED");
}

TEST(PeeringHandshake, is_over_when_either_side_deletes_whatever_crosses_that) {
  TwoRegions world;
  auto pending = [&] {
    std::string id = peer_one(world.alice, world.own, world.of_bob, kBob, "sh");
    world.cloud.advance(seconds(5));
    world.cut();
    return id;
  };
  auto expect_gone = [&](const std::string& id) {
    world.heal();
    EXPECT_EQ(peering_state(world.alice, id), "");
    EXPECT_EQ(peering_state(world.far_bob, id), "");
  };
  std::string id = pending();
  delete_peering(world.alice, id).expect_ok();
  accept(world.far_bob, id).expect_ok();  // Bob could not know
  EXPECT_EQ(peering_state(world.far_bob, id), "ACTIVE");
  expect_gone(id);

  id = pending();
  delete_peering(world.alice, id).expect_ok();
  delete_peering(world.far_bob, id).expect_ok();
  expect_gone(id);

  id = pending();
  accept(world.far_bob, id).expect_ok();
  delete_peering(world.far_bob, id).expect_ok();
  expect_gone(id);

  id = pending();
  world.alice
      .call("vpc", "ModifyVpcPeeringConnection", {{"PeeringConnectionId", id}, {"Bandwidth", 9}})
      .expect_ok();
  reject(world.far_bob, id).expect_ok();
  delete_peering(world.alice, id).expect_ok();
  expect_gone(id);
}

TEST(PeeringHandshake, of_requests_that_cross_keeps_the_one_with_the_lower_id) {
  for (bool is_bob : {false, true}) {
    TwoRegions world;
    Client other = is_bob ? world.far_bob : world.far;
    AccountId account = is_bob ? kBob : kAlice;
    std::string vpc = is_bob ? world.of_bob : world.of_alice;
    world.cut();
    std::string there = peer_one(world.alice, world.own, vpc, account, "sh");
    std::string back = peer_one(other, vpc, world.own, kAlice, "gz");
    world.heal();
    world.cloud.advance(seconds(5));
    std::string kept = std::min(there, back), refused = std::max(there, back);
    for (const Client& side : {world.alice, other})
      EXPECT_EQ(peering_state(side, kept), is_bob ? "PENDING" : "ACTIVE");
    EXPECT_EQ(peering_state(refused == there ? world.alice : other, refused),
              is_bob ? "REJECTED" : "FAILED");
    EXPECT_EQ(peering_state(refused == there ? other : world.alice, refused), "");
  }
}

TEST(PeeringHandshake, expires_where_it_is_decided) {
  TwoRegions world;
  world.cut();
  std::string lost = peer_one(world.alice, world.own, world.of_bob, kBob, "sh");
  world.cloud.advance(days(8));
  world.heal();
  EXPECT_EQ(peering_state(world.alice, lost), "EXPIRED");
  EXPECT_EQ(peering_state(world.far_bob, lost), "");

  // Accepted in time, though the word of it came late.
  std::string id = peer_one(world.alice, world.own, world.of_bob, kBob, "sh");
  world.cloud.advance(days(6));
  world.cut();
  accept(world.far_bob, id).expect_ok();
  world.cloud.advance(days(3));
  EXPECT_EQ(peering_state(world.alice, id), "PENDING");
  world.heal();
  EXPECT_EQ(peering_state(world.alice, id), "ACTIVE");
}

TEST(PeeringHandshake, tells_each_side_the_others_ranges) {
  TwoRegions world;
  std::string id = peer_one(world.alice, world.own, world.of_bob, kBob, "sh");
  world.cloud.advance(seconds(5));
  accept(world.far_bob, id).expect_ok();
  world.cloud.advance(seconds(5));
  world.cut();
  add_range(world.far_bob, world.of_bob, "172.16.0.0/16").expect_ok();
  add_range(world.alice, world.own, "172.17.0.0/16").expect_ok();
  route_to(world.alice, world.own, id, "172.16.0.0/16")
      .expect_error("InvalidParameterValue.CidrNotInPeerVpc");
  world.heal();
  route_to(world.alice, world.own, id, "172.16.0.0/16").expect_ok();
  route_to(world.far_bob, world.of_bob, id, "172.17.0.0/16").expect_ok();
}

// M-12
TEST(PeeringHandshake, leaves_a_request_that_was_rejected_to_be_changed_after_its_vpc_is_gone) {
  TwoRegions world;
  std::string id = peer_one(world.alice, world.own, world.of_bob, kBob, "sh");
  world.cloud.advance(seconds(5));
  reject(world.far_bob, id).expect_ok();
  world.cloud.advance(seconds(5));
  world.alice.call("vpc", "DeleteVpc", {{"VpcId", world.own}}).expect_ok();
  world.alice
      .call("vpc", "ModifyVpcPeeringConnection",
            {{"PeeringConnectionId", id}, {"PeeringConnectionName", "renamed"}, {"Bandwidth", 9}})
      .expect_ok();
  EXPECT_EQ(peering_state(world.alice, id), "REJECTED");
}

}  // namespace
}  // namespace terrane
