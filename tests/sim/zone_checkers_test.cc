// The checker of zones' faults finds what it is there to find.
#include "fault/fault_tables.h"
#include "region/database/database_tables.h"
#include "sim/checkers_fixture.h"

namespace terrane::sim {
namespace {

// A zone of Alice's default network, with one of its faults.
class ZoneChecker : public Checkers {
 protected:
  void fail(FaultKind kind, FaultMode mode = FaultMode::kNone) {
    Transaction transaction;
    transaction.add(region().faults->faults,
                    Fault{.id = "a fault", .kind = kind, .zone = subnet().zone, .mode = mode});
    region().cell.commit(transaction);
    simulation_.history.stepped(nullptr);
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
