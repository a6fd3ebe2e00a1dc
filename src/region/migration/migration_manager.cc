#include "region/migration/migration_manager.h"

#include <algorithm>

#include "region/compute/instance_manager.h"
#include "region/image/images.h"
#include "region/migration/attempt.h"
#include "region/migration/migration_plan.h"
#include "region/migration/migration_steps.h"
#include "region/network/subnet_manager.h"

namespace terrane::migration_manager {
namespace {

using namespace migration_rules;

template <class Modify>
void change_migration(RegionCell& region, Transaction& transaction, AnyId id, Modify modify) {
  transaction.change(region.migration->migrations, id, modify);
}

// The account's subnet of this ID, of that VPC and zone.
Result<const Subnet*> find_subnet(const Change& change, std::string_view id, VpcId vpc,
                                  const Zone& zone) {
  auto found = subnet_manager::find(change.region, change.account, id);
  if (!found) return refuse(kNoSubnet, id);
  if ((*found)->vpc != vpc || (*found)->zone != zone.number)
    return refuse(kUnfitSubnet, id, to_text(vpc), zone.id);
  return *found;
}

// Where it starts with an address of its new zone; none: that is for the plan to say.
Result<SubnetId> destination(const Change& change, const NewMigration& wanted, VpcId vpc,
                             const Zone& zone) {
  const RegionCell& region = change.region;
  if (!wanted.subnet.empty()) {
    TRY(const Subnet* subnet, find_subnet(change, wanted.subnet, vpc, zone));
    return subnet->id;
  }
  for (const Subnet* subnet : subnet_manager::in_vpc(region, vpc))
    if (subnet->zone == zone.number && region.network.addresses.available(subnet->id) > 0 &&
        !region.migration->holder_of(subnet->id))
      return subnet->id;
  return SubnetId();
}

// Where it leads, and where the originals wait, as far as that is known now.
Result<void> choose_subnets(const Change& change, const NewMigration& wanted,
                            const Instance& instance, Migration& migration) {
  const RegionCell& region = change.region;
  const Zone& from = *region.find_zone(instance.zone);
  VpcId vpc = region.network.subnets.find(instance.subnet)->vpc;
  if (wanted.keeps_address) migration.old_subnet = instance.subnet;
  if (!wanted.original_subnet.empty()) {
    TRY(const Subnet* waiting, find_subnet(change, wanted.original_subnet, vpc, from));
    if (!wanted.keeps_address) return refuse(kOriginalSubnetAlone);
    if (waiting->id == instance.subnet) return refuse(kOriginalSubnetMoves, to_text(waiting->id));
    migration.waiting = waiting->id;
  }
  if (!wanted.keeps_address) {
    TRY(migration.subnet, destination(change, wanted, vpc, *region.find_zone(migration.to_zone)));
  } else if (!wanted.subnet.empty()) {
    CHECKED(find_subnet(change, wanted.subnet, vpc, *region.find_zone(migration.to_zone)));
    return refuse(kSubnetWithKeptAddress);
  }
  return {};
}

// All instances of the subnet, oldest first.
std::vector<const Instance*> instances_in(const RegionCell& region, SubnetId subnet) {
  std::vector<const Instance*> found;
  region.cell.ledger().each(subnet, Kind::kInstance, [&](AnyId id) {
    found.push_back(region.compute.instances.find(InstanceId(id)));
  });
  std::ranges::sort(found, {}, &Instance::sequence);
  return found;
}

MovingInstance moving(const Instance& instance) {
  return {.original = instance.id,
          .ran = instance.state == InstanceState::kRunning || instance.waits_for_power(),
          .address = instance.address,
          .type = std::string(instance.type.view())};
}

Result<ImageId> find_image(const Change& change, std::string_view id) {
  if (id.empty()) return ImageId();
  auto found = images::find(change.region, change.account, id);
  if (!found || !found->custom) return refuse(kNoImage, id);
  return found->custom->id;
}

// A step on, or back.
Result<migration_steps::Progress> go_on(RegionCell& region, Transaction& transaction,
                                        const Migration& migration) {
  Change whole{region, transaction, migration.account, transaction.at, {}};
  return attempt(whole, [&](Change& change) {
    return migration.state == MigrationState::kUndoing
               ? migration_steps::take_back(change, migration)
               : migration_steps::advance(change, migration);
  });
}

MigrationProblem problem_of(const Error& error) {
  return {std::string(error.code()), error.message(Language::kEnglish),
          error.message(Language::kChinese)};
}

void turn_back(Migration& changed, const Error& why, Time now) {
  changed.state = MigrationState::kUndoing;
  changed.furthest = changed.step;
  changed.problem = problem_of(why);
  changed.step_begun = now;
}

// A step is done, forward or back: on to the next, or to the end.
void step_on(Migration& changed, Time now) {
  bool back = changed.state == MigrationState::kUndoing;
  MigrationStep last = back ? MigrationStep::kImages : MigrationStep::kOriginals;
  changed.obstacle = {};
  changed.step_begun = now;
  if (changed.step == last) {
    changed.state = back ? MigrationState::kUndone : MigrationState::kDone;
    changed.ended = now;
  } else {
    changed.step = MigrationStep(uint8_t(changed.step) + (back ? -1 : 1));
  }
}

}  // namespace

Result<const Migration*> find(const RegionCell& region, AccountId account,
                              std::string_view instance) {
  auto id = InstanceId::parse(instance);
  const Migration* migration = id ? region.migration->migrations.find(*id) : nullptr;
  if (!migration || migration->account != account) return refuse(kNone, instance);
  return migration;
}

Result<Migration> draft(const Change& change, const NewMigration& wanted) {
  const RegionCell& region = change.region;
  auto found = instance_manager::find(region, change.account, wanted.instance);
  if (!found) return refuse(kNoInstance, wanted.instance);
  const Instance& instance = **found;
  const Zone* zone = region.find_zone(wanted.zone);
  if (!zone) return refuse(kNoSuchZone, wanted.zone, region.place().id);
  if (zone->number == instance.zone) return refuse(kSameZone, wanted.instance, zone->id);
  Migration migration{.id = instance.id,
                      .account = change.account,
                      .from_zone = instance.zone,
                      .to_zone = zone->number,
                      .keeps_addresses = wanted.keeps_address,
                      .destroys_originals = wanted.destroys_original,
                      .deletes_images = wanted.deletes_images,
                      .step_begun = change.now,
                      .begun = change.now,
                      .next = change.now};
  CHECKED(choose_subnets(change, wanted, instance, migration));
  if (wanted.keeps_address) {
    for (const Instance* other : instances_in(region, instance.subnet))
      migration.instances.push_back(moving(*other));
  } else {
    migration.instances.push_back(moving(instance));
  }
  TRY(ImageId image, find_image(change, wanted.image));
  for (MovingInstance& one : migration.instances) {
    if (one.original != instance.id) continue;
    one.image = image;
    if (!wanted.type.empty()) one.type = wanted.type;
  }
  return migration;
}

Result<const Migration*> begin(Change& change, const NewMigration& wanted) {
  RegionCell& region = change.region;
  TRY(Migration migration, draft(change, wanted));
  MigrationPlan plan = make_plan(change, migration);
  if (!plan.blockers.empty()) return std::unexpected(plan.blockers[0].why);
  migration.number = region.cell.next_sequence();
  migration.sequence = migration.number;
  return &region.migration->put(change.transaction, std::move(migration));
}

Result<void> cancel(Change& change, std::string_view instance) {
  TRY(const Migration* migration, find(change.region, change.account, instance));
  if (!migration->under_way()) return refuse(kHasEnded, instance);
  if (migration->has_switched()) return refuse(kHasSwitched, instance);
  if (migration->state == MigrationState::kUndoing) return {};
  change_migration(change.region, change.transaction, migration->id, [&](Migration& changed) {
    turn_back(changed, Error(kCancelled, {}), change.now);
    changed.next = change.now;
  });
  return {};
}

void act_on_due(RegionCell& region, Transaction& transaction, const Migration& record) {
  AnyId id = record.id;
  Time now = transaction.at;
  if (!record.under_way()) return transaction.remove(region.migration->migrations, id);
  while (true) {
    const Migration& migration = *region.migration->migrations.find(id);
    if (!migration.under_way()) return;
    auto progress = go_on(region, transaction, migration);
    Time again = progress ? progress->again : now + kLookAgain;
    if (progress && progress->done) {
      change_migration(region, transaction, id, [&](Migration& changed) { step_on(changed, now); });
    } else if (!progress && migration.may_turn_back()) {
      change_migration(region, transaction, id,
                       [&](Migration& changed) { turn_back(changed, progress.error(), now); });
    } else {  // it waits
      change_migration(region, transaction, id, [&](Migration& changed) {
        changed.obstacle = progress ? MigrationProblem() : problem_of(progress.error());
        changed.next = std::max(again, std::max(now, region.cell.now()) + milliseconds(1));
      });
      return;
    }
  }
}

void note_change(RegionCell& region, Transaction& transaction, InstanceId instance) {
  const Migration* migration = region.migration->holder_of(instance);
  Time now = transaction.at.is_set() ? transaction.at : region.cell.now();
  if (!migration || migration->next <= now) return;
  change_migration(region, transaction, migration->id,
                   [&](Migration& changed) { changed.next = now; });
}

}  // namespace terrane::migration_manager
