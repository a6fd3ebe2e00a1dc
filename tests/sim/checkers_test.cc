// Each checker finds what it is there to find: the cloud is made to break the claim, once.
#include "fault/fault_tables.h"
#include "region/charging/charging_tables.h"
#include "region/database/database_tables.h"
#include "region/image/image_copies.h"
#include "region/migration/migration_tables.h"
#include "sim/checkers_fixture.h"

namespace terrane::sim {
namespace {

TEST_F(Checkers, HonestWorkGivesNoComplaint) {
  create_vpc();
  simulation_.knowledge.audit(kVpcs, kAlice, kHere);
  world_.settle();
  world_.stop(World::End::kCrash);
  world_.start();
  EXPECT_EQ(world_.complaint(), "");
}

TEST_F(Checkers, ACommitAcknowledgedAndLostIsFound) {
  world_.disk(kHere).plan(StoreFault::kForgotten);
  create_vpc();
  world_.stop(World::End::kCrash);
  world_.start();
  expect_complaint("holds no state");
}

TEST_F(Checkers, ACommitHalfAppliedIsFound) {
  world_.disk(kHere).plan(StoreFault::kTorn);
  create_vpc();
  world_.stop(World::End::kCrash);
  world_.start();
  expect_complaint("holds no state");
}

TEST_F(Checkers, AClientMissesAResourceThatWasAcknowledged) {
  std::string id = create_vpc();
  Transaction transaction;
  transaction.remove(region().network.vpcs, *VpcId::parse(id));
  region().cell.commit(transaction);
  simulation_.knowledge.audit(kVpcs, kAlice, kHere);
  world_.settle();
  expect_complaint(id + " is lost");
}

TEST_F(Checkers, AClientNoticesAResourceThatWasRefused) {
  Transaction transaction;
  Vpc vpc = vpc_of(kAlice, region());
  vpc.name = "sim_1_77";
  transaction.add(region().network.vpcs, vpc);
  region().cell.commit(transaction);
  simulation_.knowledge.audit(kVpcs, kAlice, kHere);
  world_.settle();
  expect_complaint("is there, though it should not be");
}

TEST_F(Checkers, AChangeInMemoryThatIsNeverCommittedIsFound) {
  std::string id = create_vpc();
  Transaction transaction;
  transaction.remove(region().network.vpcs, *VpcId::parse(id));
  for (int i = 0; i < 64; ++i) simulation_.history.stepped(nullptr);
  expect_complaint("holds in memory what it never committed");
  transaction.undo();
}

// An image of Alice's here, of which a copy is sent elsewhere; returns the copy's ID.
class CopyChecker : public Checkers {
 protected:
  ImageId send_copy() {
    RegionCell& here = region();
    Transaction transaction;
    ImageId id = here.cell.new_id(here.image->images);
    transaction.add(
        here.image->images,
        Image{.id = id, .account = kAlice, .sequence = here.cell.next_sequence(), .name = "web"});
    Change change{here, transaction, kAlice, world_.now(), {}};
    std::string text = to_text(id);
    std::string_view image = text, to = kElsewhere;
    auto begun =
        image_copies::begin(change, {.images = {&image, 1}, .regions = {.names = {&to, 1}}});
    check(begun.has_value(), "a copy is begun");
    ImageId copy = begun->at(0).id;
    here.cell.commit(transaction);
    Answer answer{.outcome = Outcome::kAccepted,
                  .code = {},
                  .reply = {{"ImageSet", {{{"ImageId", to_text(copy)}}}}}};
    simulation_.copies_have_one_effect.answered({.action = "SyncImages"}, answer);
    world_.settle();
    return copy;
  }
};

TEST_F(CopyChecker, ACopyThatArrivesGivesNoComplaint) {
  send_copy();
  world_.rest();
  EXPECT_EQ(world_.complaint(), "");
}

TEST_F(CopyChecker, ACopyThatIsLostIsFound) {
  ImageId copy = send_copy();
  Transaction transaction;
  transaction.remove(region(kElsewhere).image->images, copy);
  region(kElsewhere).cell.commit(transaction);
  world_.rest();
  expect_complaint("came to ap-shanghai and is lost");
}

TEST_F(CopyChecker, ACopyThatNeverEndsIsFound) {
  cut_link(kHere, kElsewhere);
  send_copy();
  simulation_.copies_have_one_effect.rested();
  expect_complaint("never ended");
}

TEST_F(CopyChecker, ACopyThatComesTwiceIsFound) {
  send_copy();
  RegionCell& there = region(kElsewhere);
  Transaction transaction;
  transaction.add(there.image->images, Image{.id = there.cell.new_id(there.image->images),
                                             .account = kAlice,
                                             .sequence = there.cell.next_sequence(),
                                             .name = "again",
                                             .copied_from_region = std::string(kHere),
                                             .copied_from = *ImageId::parse("img-00000001")});
  there.cell.commit(transaction);
  world_.rest();
  expect_complaint("is a copy that nobody sent");
}

TEST_F(Checkers, ACallThatChangesAnotherCellIsFound) {
  ClientCall call = describe(kAlice, kHere);
  add_vpc(kAlice, kElsewhere, &call);
  expect_complaint("changed the cell ap-shanghai");
}

TEST_F(Checkers, AFailureThatSpreadsToAnotherCellIsFound) {
  world_.disk(kElsewhere).crash();
  simulation_.cells_are_apart.answered(describe(kAlice, kHere), {Outcome::kUnknown, "", {}});
  expect_complaint("failed, though the stores it needs work");
}

TEST_F(Checkers, ACallThatChangesAnothersRecordsIsFound) {
  ClientCall call = describe(kAlice, kHere);
  add_vpc(kBob, kHere, &call);
  expect_complaint("of account 100000000002");
}

TEST_F(Checkers, AReplyThatShowsAnothersResourceIsFound) {
  std::string id = create_vpc();
  simulation_.accounts_are_apart.answered(
      describe(kBob, kHere), {Outcome::kAccepted, "", {{"VpcSet", {{{"VpcId", id}}}}}});
  expect_complaint("was shown " + id);
}

TEST_F(Checkers, ARefusalThatChangesSomethingIsFound) {
  ClientCall call = describe(kAlice, kHere);
  call.number = 1'000;
  add_vpc(kAlice, kHere, &call);
  simulation_.refusals_change_nothing.answered(call, {Outcome::kRefused, "LimitExceeded", {}});
  expect_complaint("was refused with LimitExceeded, yet changed");
}

TEST_F(Checkers, AReferenceTooMuchIsFound) {
  AnyId one = *VpcId::parse(create_vpc());
  region().cell.ledger().add(region().cell.new_id(region().network.subnets), one);
  create_vpc();
  expect_complaint("has in excess subnet-");
}

TEST_F(Checkers, AReferenceTooFewIsFound) {
  AnyId vpc = *VpcId::parse(create_vpc());
  region().cell.ledger().remove(*region().cell.ledger().any(vpc, Kind::kRouteTable), vpc);
  create_vpc();
  expect_complaint("lacks rtb-");
}

TEST_F(Checkers, ADatabaseThatWorksOnARequestOfNobodyIsFound) {
  VpcId vpc = *VpcId::parse(create_vpc());
  Transaction transaction;
  RegionCell& region = this->region();
  SubnetId subnet =
      transaction
          .add(region.network.subnets, Subnet{.id = region.cell.new_id(region.network.subnets),
                                              .account = kAlice,
                                              .sequence = region.cell.next_sequence(),
                                              .vpc = vpc,
                                              .cidr = *parse_cidr("10.0.0.0/24")})
          .id;
  transaction.add(region.database->databases,
                  Database{.id = region.cell.new_id(region.database->databases),
                           .account = kAlice,
                           .sequence = region.cell.next_sequence(),
                           .vpc = vpc,
                           .subnet = subnet,
                           .address = *parse_ipv4("10.0.0.9"),
                           .state = DatabaseState::kRunning,
                           .task = {.request = "no such request"}});
  region.cell.commit(transaction);
  step(nullptr);
  expect_complaint("a database works on a request that is not there");
}

// M-24
TEST_F(Checkers, AChargeThatNobodyOwesIsFound) {
  auto& charges = const_cast<Table<Charge>&>(region().charging->metering.charges());
  uint64_t number = region().cell.next_sequence();
  Transaction transaction;
  transaction.add(charges, Charge{.id = number,
                                  .account = kAlice,
                                  .sequence = number,
                                  .resource = AnyId::of(Kind::kAddress, 7),
                                  .amount = Money{1}});
  region().cell.commit(transaction);
  step(nullptr);
  expect_complaint("was used for 0 millionths, but charged 1");
}

TEST_F(Checkers, SubnetsThatOverlapAreFound) {
  VpcId vpc = *VpcId::parse(create_vpc());
  Transaction transaction;
  for (const char* range : {"10.0.0.0/24", "10.0.0.128/25"})
    transaction.add(region().network.subnets,
                    Subnet{.id = region().cell.new_id(region().network.subnets),
                           .account = kAlice,
                           .sequence = region().cell.next_sequence(),
                           .vpc = vpc,
                           .cidr = *parse_cidr(range)});
  region().cell.commit(transaction);
  step(nullptr);
  expect_complaint("subnets of one VPC overlap");
}

TEST_F(Checkers, AnInterfaceOfNobodyIsFound) {
  Transaction transaction;
  auto& table = region().network.network_interfaces;
  transaction.add(table, NetworkInterface{.id = region().cell.new_id(table),
                                          .account = kAlice,
                                          .sequence = region().cell.next_sequence(),
                                          .is_primary = true});
  region().cell.commit(transaction);
  step(nullptr);
  expect_complaint("is nobody's primary one");
}

// A connection of Alice's VPC here with another elsewhere, as this region knows it.
PeeringConnection half_a_connection(RegionCell& region, VpcId vpc, PeeringState state) {
  auto& table = region.network.peering_connections;
  return {.id = region.cell.new_id(table),
          .account = kAlice,
          .sequence = region.cell.next_sequence(),
          .requester = {kAlice, std::string(kHere), vpc, {}},
          .accepter = {kAlice, std::string(kElsewhere), vpc, {}},
          .requested_here = true,
          .state = state};
}

TEST_F(Checkers, AConnectionThatOneSideAloneKnowsIsFound) {
  Transaction transaction;
  transaction.add(region().network.peering_connections,
                  half_a_connection(region(), *VpcId::parse(create_vpc()), PeeringState::kActive));
  region().cell.commit(transaction);
  simulation_.peerings_agree.rested();
  expect_complaint("is known at one end alone, as ACTIVE");
}

TEST_F(Checkers, AConnectionWithoutItsVpcIsFound) {
  Transaction transaction;
  transaction.add(region().network.peering_connections,
                  half_a_connection(region(), VpcId(), PeeringState::kActive));
  region().cell.commit(transaction);
  simulation_.history.stepped(nullptr);
  simulation_.peerings_agree.stepped(nullptr);
  expect_complaint("has lost its VPC");
}

TEST_F(Checkers, ATagThatTheIndexDoesNotKnowIsFound) {
  VpcId vpc = *VpcId::parse(create_vpc());
  Transaction transaction;
  transaction.change(region().network.vpcs, vpc, [](Vpc& changed) { changed.tags = {{"a", "1"}}; });
  region().tags = TagIndex();  // forgets it
  region().cell.commit(transaction);
  step(nullptr);
  expect_complaint("holds 0 tags, and not the 1");
}

TEST_F(Checkers, APrivatePathBetweenAccountsIsFound) {
  RegionCell& region = this->region();
  Transaction transaction;
  SubnetId subnet;
  region.network.subnets.each([&](const Subnet& any) {
    if (any.account == kAlice) subnet = any.id;
  });
  for (AccountId account : {kAlice, kBob})
    transaction.add(region.compute.instances,
                    Instance{.id = region.cell.new_id(region.compute.instances),
                             .account = account,
                             .sequence = region.cell.next_sequence(),
                             .zone = region.network.subnets.find(subnet)->zone,
                             .subnet = subnet,
                             .address = *region.network.addresses.next_free(subnet),
                             .state = InstanceState::kRunning});
  region.cell.commit(transaction);
  // The other claims that this breaks are not what is looked at.
  simulation_.history.stepped(nullptr);
  simulation_.networks_are_apart.stepped(nullptr);
  expect_complaint("of another account or region by a private path");
}

TEST_F(Checkers, AnInstanceThatRunsInTwoZonesIsFound) {
  RegionCell& region = this->region();
  Transaction transaction;
  std::vector<InstanceId> both;
  region.network.subnets.each([&](const Subnet& subnet) {
    if (subnet.account != kAlice || both.size() == 2) return;
    both.push_back(region.cell.new_id(region.compute.instances));
    transaction.add(region.compute.instances,
                    Instance{.id = both.back(),
                             .account = kAlice,
                             .sequence = region.cell.next_sequence(),
                             .zone = subnet.zone,
                             .subnet = subnet.id,
                             .address = *region.network.addresses.next_free(subnet.id),
                             .state = InstanceState::kRunning});
  });
  uint32_t to_zone = region.compute.instances.find(both[1])->zone;
  transaction.add(region.migration->migrations,
                  Migration{.id = both[0],
                            .account = kAlice,
                            .sequence = region.cell.next_sequence(),
                            .to_zone = to_zone,
                            .instances = {{.original = both[0], .started = both[1]}},
                            .next = region.cell.now() + days(1)});
  region.cell.commit(transaction);
  simulation_.history.stepped(nullptr);
  simulation_.migrations_keep_one.stepped(nullptr);
  expect_complaint("runs " + to_text(both[0]) + " twice");
}

TEST_F(Checkers, ARepeatedTokenWithAnotherAnswerIsFound) {
  ClientCall call = describe(kAlice, kHere);
  call.json = R"({"ClientToken":"a"})";
  auto answered = [&](const char* id) {
    simulation_.tokens_give_the_first_answer.answered(
        call, {Outcome::kAccepted, "", {{"Id", id}, {"RequestId", id}}});
  };
  answered("1");
  EXPECT_EQ(world_.complaint(), "");
  answered("2");
  expect_complaint("repeated a ClientToken and got another answer");
}

TEST_F(Checkers, TheSameSeedGivesTheSameRun) {
  auto digest_of = [](uint64_t seed) {
    Simulation simulation(seed);
    Workload(simulation.world, simulation.knowledge).run(200);
    return simulation.world.digest();
  };
  EXPECT_EQ(digest_of(3), digest_of(3));
  EXPECT_NE(digest_of(3), digest_of(4));
}

}  // namespace
}  // namespace terrane::sim
