// VPC peering connections: the one private way between regions and between accounts, which both
// sides must want (M-12, M-13).
#include <gtest/gtest.h>

#include "scenarios/peerings.h"

namespace terrane {
namespace {

// Alice's VPC here, and others that it may be connected with.
struct PeeringWorld {
  Scenario cloud;
  Client alice = cloud.alice(), bob = cloud.as(kBob), far = cloud.in(kFar);
  Client far_bob = cloud.as(kBob).in(kFar);
  std::string own = create_vpc(alice, "10.0.0.0/16");
};

// M-12
TEST(PeeringConnections, of_one_account_are_active_at_once) {
  PeeringWorld world;
  std::string other = create_vpc(world.alice, "10.1.0.0/16");
  Reply made = peer(world.alice, world.own, other, kAlice, "gz",
                    R"("Bandwidth":5,"Tags":[{"Key":"team","Value":"blue"}])");
  std::string id = made["PeeringConnectionId"].text();
  EXPECT_TRUE(id.starts_with("pcx-")) << id;
  Json list = list_peerings(world.alice);
  ASSERT_EQ(list.size(), 1u);
  Json shown = list[0];
  EXPECT_EQ(shown["PeeringConnectionId"], id);
  EXPECT_EQ(shown["State"], "ACTIVE");
  EXPECT_EQ(shown["SourceVpcId"], world.own);
  EXPECT_EQ(shown["PeerVpcId"], other);
  EXPECT_EQ(shown["SourceRegion"], "gz");
  EXPECT_EQ(shown["DestinationRegion"], "gz");
  EXPECT_EQ(shown["SourceUin"], int64_t(kAlice));
  EXPECT_EQ(shown["DestinationUin"], int64_t(kAlice));
  EXPECT_EQ(shown["PeeringConnectionName"], "a peering");
  EXPECT_EQ(shown["Bandwidth"], 5);
  EXPECT_EQ(shown["ChargeType"], "POSTPAID_BY_DAY_MAX");
  EXPECT_EQ(shown["Type"], "VPC_PEER");
  EXPECT_EQ(shown["TagSet"][0]["Value"], "blue");
  EXPECT_EQ(shown["CreateTime"], to_local_text(world.cloud.now()));
  world.cloud.restart();
  EXPECT_EQ(list_peerings(world.alice).value(), list.value());
}

// M-11, M-12: a region is another cell, and so is what it knows of the connection.
TEST(PeeringConnections, of_one_account_join_two_regions) {
  PeeringWorld world;
  std::string other = create_vpc(world.far, "10.1.0.0/16");
  std::string id = peer_one(world.alice, world.own, other, kAlice, "sh");
  world.cloud.advance(seconds(5));
  for (const Client& side : {world.alice, world.far}) {
    Json shown = list_peerings(side, {{"PeeringConnectionIds", {id}}})[0];
    EXPECT_EQ(shown["State"], "ACTIVE");
    EXPECT_EQ(shown["SourceRegion"], "gz");
    EXPECT_EQ(shown["DestinationRegion"], "sh");
    EXPECT_EQ(shown["SourceVpcId"], world.own);
    EXPECT_EQ(shown["DestinationVpcId"], other);
  }
  route_to(world.alice, world.own, id, "10.1.0.0/16").expect_ok();
  route_to(world.far, other, id, "10.0.0.0/16").expect_ok();
  world.cloud.restart();
  EXPECT_EQ(peering_state(world.alice, id), "ACTIVE");
  EXPECT_EQ(peering_state(world.far, id), "ACTIVE");

  delete_peering(world.far, id).expect_ok();
  world.cloud.advance(seconds(5));
  EXPECT_EQ(peering_state(world.alice, id), "");
  EXPECT_EQ(peering_state(world.far, id), "");
}

// M-13: in one region, too.
TEST(PeeringConnections, between_accounts_wait_until_the_other_accepts) {
  PeeringWorld world;
  for (auto [bob, region] : {std::pair(world.bob, "gz"), {world.far_bob, "sh"}}) {
    SCOPED_TRACE(region);
    std::string other = create_vpc(bob, "10.1.0.0/16");
    std::string id = peer_one(world.alice, world.own, other, kBob, region);
    world.cloud.advance(seconds(5));
    EXPECT_EQ(peering_state(world.alice, id), "PENDING");
    EXPECT_EQ(peering_state(bob, id), "PENDING");
    Json shown = list_peerings(world.alice, {{"PeeringConnectionIds", {id}}})[0];
    EXPECT_EQ(shown["PeerAppId"], 0);  // until they have agreed
    route_to(world.alice, world.own, id, "10.1.0.0/16")
        .expect_error("InvalidParameterValue.RouteNextHopInvalid");
    route_to(bob, other, id, "10.0.0.0/16")
        .expect_error("InvalidParameterValue.RouteNextHopInvalid");

    accept(world.alice, id).expect_error("UnsupportedOperation.VpcPeerPurviewError");
    reject(world.alice, id).expect_error("UnsupportedOperation.VpcPeerPurviewError");
    accept(world.cloud.as(kOperator), id).expect_error("ResourceNotFound");
    accept(bob, id).expect_ok();
    accept(bob, id).expect_error("UnsupportedOperation.VpcPeerInvalidStateChange");
    reject(bob, id).expect_error("UnsupportedOperation.VpcPeerInvalidStateChange");
    world.cloud.advance(seconds(5));
    EXPECT_EQ(peering_state(world.alice, id), "ACTIVE");
    EXPECT_EQ(peering_state(bob, id), "ACTIVE");
    route_to(world.alice, world.own, id, "10.1.5.0/24").expect_ok();
    route_to(bob, other, id, "10.0.5.0/24").expect_ok();
    delete_peering(bob, id).expect_ok();
    world.cloud.advance(seconds(5));
    EXPECT_EQ(peering_state(world.alice, id), "");
    world.alice
        .call("vpc", "DeleteRoutes",
              {{"RouteTableId", main_route_table(world.alice, world.own)},
               {"Routes",
                {{{"RouteItemId",
                   world.alice
                       .call("vpc", "DescribeRouteTables",
                             {{"RouteTableIds", {main_route_table(world.alice, world.own)}}})
                           ["RouteTableSet"][0]["RouteSet"][1]["RouteItemId"]
                       .text()}}}}})
        .expect_ok();
  }
}

// M-13
TEST(PeeringConnections, are_rejected_or_expire) {
  PeeringWorld world;
  for (auto [bob, region] : {std::pair(world.bob, "gz"), {world.far_bob, "sh"}}) {
    SCOPED_TRACE(region);
    std::string other = create_vpc(bob, "10.1.0.0/16");
    std::string rejected = peer_one(world.alice, world.own, other, kBob, region);
    world.cloud.advance(seconds(5));
    reject(bob, rejected).expect_ok();
    world.cloud.advance(seconds(5));
    EXPECT_EQ(peering_state(world.alice, rejected), "REJECTED");
    EXPECT_EQ(peering_state(bob, rejected), "REJECTED");
    accept(bob, rejected).expect_error("UnsupportedOperation.VpcPeerInvalidStateChange");

    std::string late = peer_one(world.alice, world.own, other, kBob, region);
    world.cloud.advance(hours(7 * 24 - 1));
    EXPECT_EQ(peering_state(world.alice, late), "PENDING");
    world.cloud.advance(hours(2));
    EXPECT_EQ(peering_state(world.alice, late), "EXPIRED");
    EXPECT_EQ(peering_state(bob, late), "EXPIRED");
    accept(bob, late).expect_error("UnsupportedOperation.VpcPeerInvalidStateChange");
    delete_peering(world.alice, late).expect_ok();
    world.cloud.advance(seconds(5));
    EXPECT_EQ(peering_state(bob, late), "");
  }
}

// M-13: what hinders it at the other side looks the same, whatever it is.
TEST(PeeringConnections, tell_nothing_of_what_another_account_has) {
  PeeringWorld world;
  std::string overlapping = create_vpc(world.far_bob, "10.0.0.0/16");
  std::string of_alice = create_vpc(world.far, "10.3.0.0/16");
  std::string answer;
  for (const std::string& other : {std::string("vpc-00000000"), of_alice, overlapping}) {
    std::string id = peer_one(world.alice, world.own, other, kBob, "sh");
    world.cloud.advance(seconds(5));
    EXPECT_EQ(peering_state(world.alice, id), "REJECTED") << other;
  }
  EXPECT_EQ(list_peerings(world.far_bob).size(), 0u);
  peer(world.alice, world.own, "vpc-00000000", kBob).expect_error("ResourceNotFound");
  peer(world.alice, world.own, create_vpc(world.cloud.as(kOperator)), kBob)
      .expect_error("ResourceNotFound");
  peer(world.alice, world.own, "vpc-00000000", AccountId(7)).expect_error("ResourceNotFound");
}

// M-12
TEST(PeeringConnections, join_only_vpcs_whose_ranges_are_apart) {
  PeeringWorld world;
  std::string same = create_vpc(world.alice, "10.0.0.0/16");
  peer(world.alice, world.own, same).expect_error("UnsupportedOperation.VpcPeerCidrConflict");
  std::string other = create_vpc(world.alice, "10.1.0.0/16");
  add_range(world.alice, other, "10.0.64.0/20").expect_ok();
  peer(world.alice, world.own, other).expect_error("UnsupportedOperation.VpcPeerCidrConflict");

  std::string far_same = create_vpc(world.far, "10.0.128.0/20");
  std::string failed = peer_one(world.alice, world.own, far_same, kAlice, "sh");
  world.cloud.advance(seconds(5));
  EXPECT_EQ(peering_state(world.alice, failed), "FAILED");
  EXPECT_EQ(peering_state(world.far, failed), "");

  // What both have when it is accepted counts.
  std::string bobs = create_vpc(world.far_bob, "10.1.0.0/16");
  std::string id = peer_one(world.alice, world.own, bobs, kBob, "sh");
  world.cloud.advance(seconds(5));
  add_range(world.alice, world.own, "10.1.64.0/20").expect_ok();  // nothing is known of Bob's yet
  world.cloud.advance(seconds(5));
  accept(world.far_bob, id).expect_error("UnsupportedOperation.VpcPeerInvalidStateChange");
  world.alice
      .call("vpc", "DeleteAssistantCidr", {{"VpcId", world.own}, {"CidrBlocks", {"10.1.64.0/20"}}})
      .expect_ok();
  world.cloud.advance(seconds(5));
  accept(world.far_bob, id).expect_ok();
  world.cloud.advance(seconds(5));

  // And later ones are kept apart.
  add_range(world.alice, world.own, "10.1.64.0/20")
      .expect_error("InvalidParameterValue.VpcCidrConflict");
  add_range(world.far_bob, bobs, "10.0.64.0/20")
      .expect_error("InvalidParameterValue.VpcCidrConflict");
  add_range(world.far_bob, bobs, "172.16.0.0/16").expect_ok();
  world.cloud.advance(seconds(5));
  add_range(world.alice, world.own, "172.16.0.0/16")
      .expect_error("InvalidParameterValue.VpcCidrConflict");
  route_to(world.alice, world.own, id, "172.16.1.0/24").expect_ok();
}

TEST(PeeringConnections, are_one_between_two_vpcs_and_so_many_of_each) {
  PeeringWorld world;
  std::string other = create_vpc(world.alice, "10.1.0.0/16");
  std::string first = peer_one(world.alice, world.own, other);
  peer(world.alice, world.own, other).expect_error("UnsupportedOperation.VpcPeerAlreadyExist");
  peer(world.alice, other, world.own).expect_error("UnsupportedOperation.VpcPeerAlreadyExist");
  peer(world.alice, world.own, world.own).expect_error("InvalidParameterValue.Combination");
  delete_peering(world.alice, first).expect_ok();
  peer(world.alice, other, world.own).expect_ok();

  Scenario small({.changes = "[limits]\npeering_connections_per_vpc = 2"});
  Client alice = small.alice();
  std::string hub = create_vpc(alice, "10.0.0.0/16");
  for (auto range : {"10.1.0.0/16", "10.2.0.0/16"}) peer_one(alice, hub, create_vpc(alice, range));
  std::string third = create_vpc(alice, "10.3.0.0/16");
  peer(alice, hub, third).expect_error("LimitExceeded.VpcPeerTotalLimitExceeded");
  peer(alice, third, hub).expect_error("LimitExceeded.VpcPeerAvaLimitExceeded");
}

TEST(PeeringConnections, are_refused_when_they_are_none) {
  PeeringWorld world;
  std::string other = create_vpc(world.alice, "10.1.0.0/16");
  auto refused = [&](std::string_view more, std::string_view code) {
    peer(world.alice, world.own, other, kAlice, "gz", more).expect_error(code);
  };
  refused(R"("Bandwidth":0)", "InvalidParameterValue");
  refused(R"("ChargeType":"FREE")", "InvalidParameterValue");
  refused(R"("QosLevel":"BEST")", "InvalidParameterValue");
  refused(R"("Type":"VPC_BM_PEER")", "UnsupportedOperation");
  refused(R"("Tags":[{"Key":"qcloud","Value":""}])",
          "UnsupportedOperation.TagSystemReservedTagKey");
  peer(world.alice, world.own, other, kAlice, "moon").expect_error("InvalidParameterValue");
  peer(world.alice, "vpc-00000000", other).expect_error("ResourceNotFound");
  peer(world.alice, world.own, "network").expect_error("InvalidParameterValue.Malformed");
  auto named = [&](std::string_view uin, std::string_view name) {
    return world.alice.call("vpc", "CreateVpcPeeringConnection",
                            {{"SourceVpcId", world.own},
                             {"DestinationVpcId", other},
                             {"DestinationUin", uin},
                             {"DestinationRegion", "ap-guangzhou"},
                             {"PeeringConnectionName", name}});
  };
  named("alice", "a").expect_error("InvalidParameterValue.Malformed");
  named(std::to_string(uint64_t(kAlice)), "").expect_error("InvalidParameterValue.Empty");
  named(std::to_string(uint64_t(kAlice)), std::string(61, 'a'))
      .expect_error("InvalidParameterValue");
  named(std::to_string(uint64_t(kAlice)), "a").expect_ok();
}

// M-36
TEST(PeeringConnections, carry_routes_of_their_own_vpcs_to_the_other_ones_ranges) {
  PeeringWorld world;
  std::string other = create_vpc(world.alice, "10.1.0.0/16");
  std::string third = create_vpc(world.alice, "10.2.0.0/16");
  std::string id = peer_one(world.alice, world.own, other);
  route_to(world.alice, world.own, id, "10.1.0.0/17").expect_ok();
  route_to(world.alice, other, id, "10.0.1.0/24").expect_ok();
  route_to(world.alice, world.own, id, "10.2.0.0/16")
      .expect_error("InvalidParameterValue.CidrNotInPeerVpc");
  route_to(world.alice, world.own, id, "10.0.0.0/8")
      .expect_error("InvalidParameterValue.CidrNotInPeerVpc");
  route_to(world.alice, third, id, "10.1.0.0/16").expect_error("ResourceNotFound");
  route_to(world.bob, create_vpc(world.bob, "10.2.0.0/16"), id, "10.1.0.0/16")
      .expect_error("ResourceNotFound");

  // A route stays when its connection goes, and leads nowhere.
  delete_peering(world.alice, id).expect_ok();
  Json routes = world.alice.call(
      "vpc", "DescribeRouteTables",
      {{"RouteTableIds",
        {main_route_table(world.alice, world.own)}}})["RouteTableSet"][0]["RouteSet"];
  EXPECT_EQ(routes[1]["GatewayId"], id);
  route_to(world.alice, world.own, id, "10.1.128.0/17").expect_error("ResourceNotFound");
}

// M-34
TEST(PeeringConnections, keep_their_vpcs_from_being_deleted) {
  PeeringWorld world;
  std::string other = create_vpc(world.far_bob, "10.1.0.0/16");
  std::string id = peer_one(world.alice, world.own, other, kBob, "sh");
  world.cloud.advance(seconds(5));
  auto remove = [](const Client& client, const std::string& vpc) {
    return client.call("vpc", "DeleteVpc", {{"VpcId", vpc}});
  };
  EXPECT_NE(remove(world.alice, world.own).expect_error("ResourceInUse").find(id),
            std::string::npos);
  accept(world.far_bob, id).expect_ok();
  remove(world.far_bob, other).expect_error("ResourceInUse");
  world.cloud.advance(seconds(5));
  EXPECT_EQ(world.alice.call("vpc", "DescribeVpcResourceDashboard",
                             {{"VpcIds", {world.own}}})["ResourceDashboardSet"][0]["Pcx"],
            1);
  delete_peering(world.alice, id).expect_ok();
  world.cloud.advance(seconds(5));
  remove(world.alice, world.own).expect_ok();

  // What somebody asks of it does not tie a VPC.
  std::string second = create_vpc(world.alice, "10.0.0.0/16");
  std::string pending = peer_one(world.alice, second, other, kBob, "sh");
  world.cloud.advance(seconds(5));
  remove(world.far_bob, other).expect_ok();
  accept(world.far_bob, pending).expect_error("UnsupportedOperation.VpcPeerInvalidStateChange");
  reject(world.far_bob, pending).expect_ok();
}

TEST(PeeringConnections, are_changed_by_who_requested_them) {
  PeeringWorld world;
  std::string other = create_vpc(world.far_bob, "10.1.0.0/16");
  std::string id = peer_one(world.alice, world.own, other, kBob, "sh");
  world.cloud.advance(seconds(5));
  auto change = [&](const Client& client, Parameters parameters) {
    return client.call("vpc", "ModifyVpcPeeringConnection", parameters);
  };
  change(world.alice, {{"PeeringConnectionId", id},
                       {"PeeringConnectionName", "renamed"},
                       {"Bandwidth", 100},
                       {"ChargeType", "POSTPAID_BY_MONTH_95"}})
      .expect_ok();
  world.cloud.advance(seconds(5));
  for (const Client& side : {world.alice, world.far_bob}) {
    Json shown = list_peerings(side)[0];
    EXPECT_EQ(shown["PeeringConnectionName"], "renamed");
    EXPECT_EQ(shown["Bandwidth"], 100);
    EXPECT_EQ(shown["ChargeType"], "POSTPAID_BY_MONTH_95");
  }
  change(world.far_bob, {{"PeeringConnectionId", id}, {"PeeringConnectionName", "mine"}})
      .expect_error("UnsupportedOperation");
  change(world.bob, {{"PeeringConnectionId", id}, {"PeeringConnectionName", "mine"}})
      .expect_error("ResourceNotFound");
  change(world.alice, {{"PeeringConnectionId", id}, {"Bandwidth", 20000}})
      .expect_error("InvalidParameterValue");
  change(world.alice, {{"PeeringConnectionId", id}, {"PeeringConnectionName", ""}})
      .expect_error("InvalidParameterValue.Empty");
}

TEST(PeeringConnections, are_listed_by_what_they_are) {
  PeeringWorld world;
  std::string one = create_vpc(world.alice, "10.1.0.0/16"),
              two = create_vpc(world.bob, "10.2.0.0/16");
  std::string first = peer_one(world.alice, world.own, one);
  std::string second = peer_one(world.alice, world.own, two, kBob);
  auto found = [&](const Client& client, std::string_view name, std::string_view value) {
    Json list = list_peerings(client, {{"Filters", {{{"Name", name}, {"Values", {value}}}}}});
    std::string ids;
    for (size_t i = 0; i < list.size(); ++i) ids += list[i]["PeeringConnectionId"].text() + " ";
    return ids;
  };
  EXPECT_EQ(found(world.alice, "vpc-id", world.own), second + " " + first + " ");
  EXPECT_EQ(found(world.alice, "vpc-id", one), first + " ");
  EXPECT_EQ(found(world.alice, "state", "PENDING"), second + " ");
  EXPECT_EQ(found(world.alice, "peering-connection-id", first), first + " ");
  EXPECT_EQ(found(world.bob, "peering-connection-name", "a peering"), second + " ");
  EXPECT_EQ(list_peerings(world.alice, {{"OrderField", "CreateTime"},
                                        {"OrderDirection", "ASC"}})[0]["PeeringConnectionId"],
            first);
  world.alice
      .call("vpc", "DescribeVpcPeeringConnections",
            {{"Filters", {{{"Name", "colour"}, {"Values", {"blue"}}}}}})
      .expect_error("InvalidParameter");
  world.alice.call("vpc", "DescribeVpcPeeringConnections", {{"PeeringConnectionIds", {"a"}}})
      .expect_error("InvalidParameterValue.Malformed");
  world.alice.call("vpc", "DescribeVpcPeeringConnections", {{"OrderField", "Colour"}})
      .expect_error("InvalidParameterValue");
  EXPECT_EQ(list_peerings(world.cloud.as(kOperator)).size(), 0u);
  EXPECT_EQ(peering_state(world.cloud.as(kOperator), first), "");
}

}  // namespace
}  // namespace terrane
