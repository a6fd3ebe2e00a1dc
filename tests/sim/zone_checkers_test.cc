// The checker of zones' faults finds what it is there to find.
#include "fault/fault_tables.h"
#include "region/database/database_tables.h"
#include "sim/checkers_fixture.h"

namespace terrane::sim {
namespace {

// A zone of Alice's default network, with one of its faults.
class ZoneChecker : public Checkers {
 protected:
  void fail(FaultKind kind, FaultMode mode = FaultMode::kNone, uint32_t host = 0) {
    Transaction transaction;
    transaction.add(region().faults->faults, Fault{.id = "fault " + std::to_string(int(kind)),
                                                   .kind = kind,
                                                   .zone = subnet().zone,
                                                   .host = host,
                                                   .mode = mode});
    region().cell.commit(transaction);
    simulation_.history.stepped(nullptr);
  }
  // Changes its only instance as no part of the cloud does.
  template <class Modify>
  void break_instance(Modify modify, const ClientCall* call = nullptr) {
    InstanceId id;
    region().compute.instances.each([&](const Instance& instance) { id = instance.id; });
    Transaction transaction;
    transaction.change(region().compute.instances, id, modify);
    region().cell.commit(transaction);
    simulation_.history.stepped(call);
    simulation_.zones_fail_as_told.stepped(call);
  }
  const Subnet& subnet() {
    for (const Subnet* subnet : region().network.subnets.of(kAlice))
      if (subnet) return *subnet;
    impossible("every account has a default network");
  }
  void add_instance(InstanceState state, WithPower with_power = WithPower::kStaysOff) {
    RegionCell& here = region();
    Transaction transaction;
    transaction.add(here.compute.instances,
                    Instance{.id = here.cell.new_id(here.compute.instances),
                             .account = kAlice,
                             .sequence = here.cell.next_sequence(),
                             .zone = subnet().zone,
                             .subnet = subnet().id,
                             .address = *here.network.addresses.next_free(subnet().id),
                             .state = state,
                             .with_power = with_power});
    here.cell.commit(transaction);
    simulation_.history.stepped(nullptr);
  }
};

TEST_F(ZoneChecker, AnInstanceThatRunsWithoutPowerIsFound) {
  fail(FaultKind::kZonePower);
  add_instance(InstanceState::kRunning);
  simulation_.zones_fail_as_told.stepped(nullptr);
  expect_complaint("without power");
}

TEST_F(ZoneChecker, AnInstanceThatRunsOnAHostWithoutPowerIsFound) {
  add_instance(InstanceState::kRunning);
  fail(FaultKind::kHostPower, FaultMode::kNone, 1);
  simulation_.zones_fail_as_told.stepped(nullptr);
  break_instance([](Instance& changed) { changed.state = InstanceState::kRunning; });
  expect_complaint("without power");
}

TEST_F(ZoneChecker, AnInstanceThatIsPlacedOnAHostWithoutPowerIsFound) {
  fail(FaultKind::kHostPower, FaultMode::kNone, 1);
  add_instance(InstanceState::kPending);
  simulation_.zones_fail_as_told.stepped(nullptr);
  expect_complaint("was placed on a host without power");
}

TEST_F(ZoneChecker, AnInstanceThatAnotherFaultMakesForgetItsPowerIsFound) {
  add_instance(InstanceState::kRunning);
  fail(FaultKind::kHostPower, FaultMode::kNone, 1);
  ClientCall call = describe(kAlice, kHere);
  call.action = "CreateFault";
  call.is_operator = true;
  break_instance([](Instance& changed) { changed.with_power = WithPower::kStaysOff; }, &call);
  expect_complaint("another fault changed whether it waits");
}

TEST_F(ZoneChecker, AnInstanceThatWaitsForPowerThatIsThereIsFound) {
  add_instance(InstanceState::kStopped, WithPower::kStarts);
  simulation_.zones_fail_as_told.rested();
  expect_complaint("though nothing fails any more");
}

TEST_F(ZoneChecker, AChangePastAControlPlaneThatRefusesIsFound) {
  fail(FaultKind::kZoneControlPlane, FaultMode::kRefuse);
  Transaction transaction;
  transaction.change(region().network.subnets, SubnetId(subnet().id),
                     [](Subnet& changed) { changed.name = "new"; });
  region().cell.commit(transaction);
  ClientCall call = describe(kAlice, kHere);
  simulation_.history.stepped(&call);
  simulation_.zones_fail_as_told.stepped(&call);
  expect_complaint("whose control plane refuses");
}

TEST_F(ZoneChecker, AFaultThatOutlastsTheHealIsFound) {
  fail(FaultKind::kZoneNetwork);
  simulation_.zones_fail_as_told.healed();
  expect_complaint("has faults after all of them were healed");
}

}  // namespace
}  // namespace terrane::sim
