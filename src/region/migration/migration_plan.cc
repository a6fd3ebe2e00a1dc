#include "region/migration/migration_plan.h"

#include <algorithm>

#include "region/balancer/target_handover.h"
#include "region/block/block_tables.h"
#include "region/compute/instance_prices.h"
#include "region/image/image_tables.h"
#include "region/migration/attempt.h"
#include "region/migration/migration_steps.h"
#include "region/network/address_bindings.h"

namespace terrane {
namespace {

using namespace migration_rules;

// All steps, done on trial.
class Trial {
 public:
  Trial(Change& change, const Migration& wanted)
      : region_(change.region),
        change_{change.region, transaction_, change.account, change.now, {}},
        id_(wanted.id) {
    transaction_.at = change.now;
    plan_.vpc =
        region_.network.subnets.find(region_.compute.instances.find(InstanceId(wanted.id))->subnet)
            ->vpc;
    for (const MovingInstance& moving : wanted.instances) describe_original(wanted, moving);
    plan_.migration = wanted;
  }

  MigrationPlan run() {
    if (check_originals()) {
      region_.migration->put(transaction_, plan_.migration);
      std::vector<bool> ready = have_images();
      if (have_subnet()) start_instances(ready);
      note_network();
    }
    transaction_.undo();
    return std::move(plan_);
  }

 private:
  const Migration& record() const { return *region_.migration->migrations.find(id_); }
  const Instance& instance(InstanceId id) const { return *region_.compute.instances.find(id); }

  template <class Outcome>
  void block(AnyId resource, const Outcome& outcome) {
    plan_.blockers.push_back({resource, outcome.error()});
  }

  // Done whole, or not at all and noted.
  template <class Act>
  bool attempt(AnyId resource, Act act) {
    Result<void> outcome = terrane::attempt(change_, act);
    if (!outcome) block(resource, outcome);
    return outcome.has_value();
  }

  Money hourly(const Instance& of) const {
    return hourly_machine_price(region_, of) + hourly_bandwidth_price(region_.catalogue, of);
  }

  void describe_original(const Migration& wanted, const MovingInstance& moving) {
    const Instance& original = instance(moving.original);
    const Address* elastic = address_bindings::bound_to(region_, original.id);
    PlannedInstance planned{.original = original.id,
                            .name = std::string(original.name.view()),
                            .runs = moving.ran,
                            .address = original.address,
                            .type = std::string(original.type.view()),
                            .new_type = moving.type,
                            .charge = original.charge,
                            .hourly = hourly(original),
                            .public_address = original.public_address,
                            .forwarders = target_handover::holders_of(region_, original.id)};
    if (elastic) planned.elastic = elastic->id;
    if (elastic) planned.elastic_address = elastic->public_address;
    if (wanted.keeps_addresses) planned.new_address = original.address;
    if (original.charge == ChargeType::kPrepaid) {
      planned.expires = original.expires;
    } else {
      planned.new_charge = original.charge;
      planned.destroyed = wanted.destroys_originals;
    }
    plan_.instances.push_back(std::move(planned));
  }

  // False: nothing can even be tried, since another migration has some of it.
  bool check_originals() {
    bool can_try = true;
    for (const MovingInstance& moving : plan_.migration.instances) {
      auto fit =
          check_instance(region_, instance(moving.original), plan_.migration.destroys_originals);
      if (!fit) block(moving.original, fit);
      can_try &= !region_.migration->holder_of(moving.original);
    }
    SubnetId old = plan_.migration.old_subnet;
    if (auto other = old ? in_the_way(region_, old) : std::nullopt)
      block(*other, Result<void>(refuse(kSubnetHolds, to_text(old), to_text(*other))));
    originals_are_fit_ = plan_.blockers.empty();
    return can_try && !(old && region_.migration->holder_of(old));
  }

  // As if it had been stopped.
  void set_off(InstanceId id) {
    transaction_.change(region_.compute.instances, id, [](Instance& changed) {
      if (changed.state != InstanceState::kRunning) return;
      changed.state = InstanceState::kStopped;
      changed.stop_mode = StopMode::kKeepCharging;
      changed.progress = OperationProgress::kSuccess;
    });
  }

  // As if the time had passed.
  void finish(ImageId id) {
    for (SnapshotId snapshot : region_.image->images.find(id)->snapshots)
      transaction_.change(region_.block->snapshots, snapshot,
                          [](Snapshot& changed) { changed.work = {}; });
    transaction_.change(region_.image->images, id, [](Image& changed) { changed.work = {}; });
  }

  Result<void> check_given_image(const MovingInstance& moving) const {
    std::string id = to_text(moving.image);
    TRY(images::AnyImage image, images::find_to_start(region_, change_.account, id));
    for (const Disk* disk : region_.block->disks_of(moving.original)) {
      bool held = std::ranges::any_of(image.custom->snapshots, [&](SnapshotId snapshot) {
        return region_.block->snapshots.find(snapshot)->disk == disk->id;
      });
      if (!held) return refuse(kImageLacksDisk, id, to_text(disk->id));
    }
    return {};
  }

  // Which instances could be started from theirs.
  std::vector<bool> have_images() {
    size_t count = record().instances.size();
    std::vector<bool> ready(count);
    for (size_t index = 0; index < count; ++index) {
      MovingInstance moving = record().instances[index];
      bool is_fit = std::ranges::none_of(plan_.blockers, [&](const MigrationBlocker& blocker) {
        return blocker.resource == moving.original;
      });
      if (!is_fit) continue;
      set_off(moving.original);
      if (moving.image) {
        ready[index] = attempt(moving.original, [&](Change&) { return check_given_image(moving); });
        continue;
      }
      ready[index] = attempt(moving.original, [&](Change& change) {
        return migration_steps::make_image(change, record(), index);
      });
      if (ready[index]) finish(record().instances[index].image);
    }
    return ready;
  }

  bool have_subnet() {
    if (plan_.migration.keeps_addresses)
      return originals_are_fit_ && attempt({}, [&](Change& change) {
               return migration_steps::move_subnet(change, record());
             });
    if (record().subnet) return true;
    block({}, Result<void>(refuse(kNoSubnetThere, to_text(plan_.vpc),
                                  region_.find_zone(plan_.migration.to_zone)->id)));
    return false;
  }

  void start_instances(const std::vector<bool>& ready) {
    bool all = true;
    for (size_t index = 0; index < ready.size(); ++index) {
      InstanceId original = record().instances[index].original;
      bool started = ready[index] && attempt(original, [&](Change& change) {
                       return migration_steps::start_in_new_zone(change, record(), index);
                     });
      all &= started;
      if (!started) continue;
      InstanceId id = record().instances[index].started;
      transaction_.change(region_.compute.instances, id, [](Instance& changed) {
        changed.state = InstanceState::kRunning;
        changed.progress = OperationProgress::kSuccess;
      });
      plan_.instances[index].new_hourly = hourly(instance(id));
    }
    if (all)
      attempt({}, [&](Change& change) { return migration_steps::hand_over(change, record()); });
  }

  void note_network() {
    plan_.migration = record();
    if (const Subnet* subnet = region_.network.subnets.find(plan_.migration.subnet))
      plan_.range = subnet->cidr;
    if (const Subnet* waiting = region_.network.subnets.find(plan_.migration.waiting))
      plan_.waiting_range = waiting->cidr;
  }

  RegionCell& region_;
  Transaction transaction_;
  Change change_;
  AnyId id_;
  MigrationPlan plan_;
  bool originals_are_fit_ = false;  // all that the subnet holds can leave it
};

}  // namespace

MigrationPlan make_plan(Change& change, const Migration& wanted) {
  return Trial(change, wanted).run();
}

}  // namespace terrane
