#include "region/migration/migration_steps.h"

#include "region/block/disks.h"
#include "region/compute/instance_motion.h"
#include "region/compute/power.h"
#include "region/image/image_manager.h"
#include "region/migration/migration_rules.h"
#include "region/migration/subnet_move.h"
#include "region/migration/waiting_place.h"

namespace terrane::migration_steps {
namespace {

using namespace migration_rules;
using enum InstanceState;

const Instance* find(const Change& change, InstanceId id) {
  return change.region.compute.instances.find(id);
}

std::string_view state_name(const Instance* instance) {
  return instance ? name_of(instance->state) : name_of(kTerminated);
}

template <class Modify>
void change_migration(Change& change, const Migration& migration, Modify modify_record) {
  change.transaction.change(change.region.migration->migrations, AnyId(migration.id),
                            modify_record);
}

void stop(Change& change, const Instance& instance) {
  move(change, instance, InstanceOperation::kStop, InstanceTrigger::kStop, [](Instance& changed) {
    changed.hard_stop = false;
    changed.stop_mode = StopMode::kKeepCharging;
  });
}

void start(Change& change, const Instance& instance) {
  move(change, instance, InstanceOperation::kStart, InstanceTrigger::kStart,
       [](Instance& changed) { changed.stop_mode = StopMode::kNotApplicable; });
}

// Off for want of power, it would start by itself when there is some, beside the new one.
void keep_off(Change& change, const Instance& instance) {
  if (instance.waits_for_power())
    change.transaction.change(change.region.compute.instances, InstanceId(instance.id),
                              [](Instance& changed) { changed.with_power = WithPower::kStaysOff; });
}

// Whether the original, which ran, is as it was, or will be when its host has power.
bool have_it_on(Change& change, const Instance& original) {
  bool no_power = power::is_lost(change.region, original);
  if (original.state == kStopped && no_power) {
    if (!original.waits_for_power())
      power::start_when_back(change.region, change.transaction, original.id);
    return true;
  }
  if (original.state == kStopped) start(change, original);
  StateSet settled = {kRunning, kShutdown, kTerminating, kLaunchFailed};
  return settled.contains(original.state);
}

void terminate(Change& change, const Instance& instance) {
  move(change, instance, InstanceOperation::kTerminate, InstanceTrigger::kTerminate,
       [](Instance&) {});
}

Progress look_again(const Change& change) {
  return {false, change.now + kLookAgain};
}

// Not for longer than it may take.
Result<Progress> wait_for(const Change& change, const Migration& migration, InstanceId instance) {
  if (change.now - migration.step_begun > kPatience)
    return refuse(kTookTooLong, to_text(instance), state_name(find(change, instance)));
  return look_again(change);
}

// --- Images. ---

// Stops the original, where it runs; whether it is off then.
Result<bool> have_it_off(Change& change, const MovingInstance& moving) {
  const Instance* original = find(change, moving.original);
  if (original && original->state == kRunning) stop(change, *original);
  if (original && original->state == kStopped) {
    keep_off(change, *original);
    return true;
  }
  StateSet passing = {kPending, kStopping, kStarting, kRebooting};
  if (original && passing.contains(original->state)) return false;
  return refuse(kOriginalLost, to_text(moving.original), state_name(original));
}

Result<Progress> make_images(Change& change, const Migration& migration) {
  InstanceId waits_for;
  for (size_t index = 0; index < migration.instances.size(); ++index) {
    TRY(bool off, have_it_off(change, migration.instances[index]));
    if (!off) waits_for = migration.instances[index].original;
    if (off && !migration.instances[index].image) CHECKED(make_image(change, migration, index));
  }
  if (waits_for) return wait_for(change, migration, waits_for);
  Time ends;
  for (const MovingInstance& moving : migration.instances) {
    const Image* image = change.region.image->images.find(moving.image);
    if (!image) return refuse(kImageLost, to_text(moving.image), to_text(moving.original));
    if (image->work.under_way()) ends = std::max(ends, image->work.ends);
  }
  return Progress{!ends.is_set(), ends};
}

// Takes away the images that were made, except those that somebody uses by now. Set: one of them is
// not finished before then.
Time remove_images(Change& change, const Migration& migration) {
  Time ends;
  for (const MovingInstance& moving : migration.instances) {
    const Image* image = change.region.image->images.find(moving.image);
    if (!image || !moving.image_made) continue;
    if (image->work.under_way()) {
      ends = std::max(ends, image->work.ends);
    } else if (image_rules::check_may_go(change.region, *image)) {
      std::string id = to_text(moving.image);
      std::string_view ids[] = {id};
      check(image_manager::remove_all(change, ids, true).has_value(), "an image may go");
    }
  }
  return ends;
}

Result<Progress> start_originals_again(Change& change, const Migration& migration) {
  bool all_run = true;
  for (const MovingInstance& moving : migration.instances) {
    const Instance* original = find(change, moving.original);
    if (original && moving.ran) all_run &= have_it_on(change, *original);
  }
  if (!all_run) return look_again(change);
  Time images_end = remove_images(change, migration);
  return Progress{!images_end.is_set(), images_end};
}

// --- New instances. ---

// Whether the new instance is there and as the original was.
Result<bool> have_started(Change& change, const MovingInstance& moving) {
  const Instance* started = find(change, moving.started);
  if (started) CHECKED(power::check(change.region, *started));
  if (started && started->state == kRunning && !moving.ran) stop(change, *started);
  if (started && started->state == (moving.ran ? kRunning : kStopped)) return true;
  StateSet passing = {kPending, kStopping, kStarting, kRebooting, kStopped};
  if (started && passing.contains(started->state)) return false;
  return refuse(kStartFailed, to_text(moving.started), to_text(moving.original),
                state_name(started));
}

Result<Progress> start_instances(Change& change, const Migration& migration) {
  for (size_t index = 0; index < migration.instances.size(); ++index)
    if (!migration.instances[index].started) CHECKED(start_in_new_zone(change, migration, index));
  InstanceId waits_for;
  for (const MovingInstance& moving : migration.instances) {
    TRY(bool ready, have_started(change, moving));
    if (!ready) waits_for = moving.started;
  }
  if (waits_for) return wait_for(change, migration, waits_for);
  return Progress{};
}

// What was made with the instance goes with it.
void let_disks_go_with(Change& change, const MovingInstance& moving) {
  std::vector<DiskId> made;
  for (const Disk* disk : change.region.block->disks_of(moving.started))
    if (disk->from && !disk->delete_with_instance) made.push_back(disk->id);
  for (DiskId id : made)
    change.transaction.change(change.region.block->disks, id,
                              [](Disk& changed) { changed.delete_with_instance = true; });
}

// Whether nothing is left of it. One that waits for power to boot has no machine yet.
bool have_gone(Change& change, InstanceId id) {
  const Instance* instance = find(change, id);
  if (instance && instance->state == kPending && power::is_lost(change.region, *instance))
    remove_instance(change.region, change.transaction, id);
  instance = find(change, id);
  if (instance && next_state(instance->state, InstanceTrigger::kTerminate))
    terminate(change, *instance);
  return !find(change, id);
}

Result<Progress> take_instances_away(Change& change, const Migration& migration) {
  bool all_gone = true;
  for (const MovingInstance& moving : migration.instances) {
    if (!find(change, moving.started)) continue;
    let_disks_go_with(change, moving);
    all_gone &= have_gone(change, moving.started);
  }
  if (!all_gone) return look_again(change);
  change_migration(change, migration, [](Migration& changed) {
    for (MovingInstance& moving : changed.instances) moving.started = {};
  });
  return Progress{};
}

// --- Originals. ---

// One that is paid in advance stays until it expires, and then it does expire.
void let_expire(Change& change, const Instance& original) {
  if (original.renew != RenewFlag::kNotifyAndAuto) return;
  modify(change, original, InstanceOperation::kModifyRenewFlag,
         [](Instance& changed) { changed.renew = RenewFlag::kNotifyAndManual; });
}

Result<Progress> let_originals_go(Change& change, const Migration& migration) {
  bool all_gone = true;
  for (const MovingInstance& moving : migration.instances) {
    const Instance* original = find(change, moving.original);
    if (!original) continue;
    if (original->charge == ChargeType::kPrepaid) {
      let_expire(change, *original);
    } else if (migration.destroys_originals) {
      all_gone &= have_gone(change, moving.original);
    }
  }
  if (!all_gone) return look_again(change);
  if (migration.deletes_images) remove_images(change, migration);
  waiting_place::give_up(change, migration);
  return Progress{};
}

Result<Progress> at_once(Result<void> outcome) {
  if (!outcome) return std::unexpected(std::move(outcome).error());
  return Progress{};
}

}  // namespace

Result<Progress> advance(Change& change, const Migration& migration) {
  switch (migration.step) {
    case MigrationStep::kImages:
      return make_images(change, migration);
    case MigrationStep::kSubnet:
      if (!migration.keeps_addresses) return Progress{};
      return at_once(move_subnet(change, migration));
    case MigrationStep::kInstances:
      return start_instances(change, migration);
    case MigrationStep::kBindings:
      return at_once(hand_over(change, migration));
    case MigrationStep::kOriginals:
      return let_originals_go(change, migration);
  }
  impossible("a migration has a step");
}

Result<Progress> take_back(Change& change, const Migration& migration) {
  switch (migration.step) {
    case MigrationStep::kImages:
      return start_originals_again(change, migration);
    case MigrationStep::kSubnet:
      return at_once(move_subnet_back(change, migration));
    case MigrationStep::kInstances:
      return take_instances_away(change, migration);
    case MigrationStep::kBindings:   // done whole or not at all: nothing is left of it
    case MigrationStep::kOriginals:  // nobody goes back from here
      return Progress{};
  }
  impossible("a migration has a step");
}

Result<void> make_image(Change& change, const Migration& migration, size_t index) {
  InstanceId original = migration.instances[index].original;
  std::string id = to_text(original);
  std::vector<std::string> disks;
  for (const Disk* disk : change.region.block->disks_of(original))
    disks.push_back(to_text(disk->id));
  std::vector<std::string_view> disk_ids(disks.begin(), disks.end());
  std::string zone = change.region.find_zone(migration.to_zone)->id;
  image_manager::NewImage wanted{.name = "migration-" + std::to_string(migration.number) + "-" + id,
                                 .description = "Made to take " + id + " to " + zone};
  TRY(const Image* image,
      image_manager::create(change, wanted, {.instance = id, .data_disks = disk_ids}));
  ImageId made = image->id;
  change_migration(change, migration, [&](Migration& changed) {
    changed.instances[index].image = made;
    changed.instances[index].image_made = true;
  });
  return {};
}

}  // namespace terrane::migration_steps
