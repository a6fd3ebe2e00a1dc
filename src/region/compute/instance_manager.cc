#include "region/compute/instance_manager.h"

#include <algorithm>

#include "region/compute/instance_motion.h"
#include "region/compute/instance_names.h"
#include "region/compute/power.h"

namespace terrane::instance_manager {
namespace {

// Whether a stop type takes the power away at once.
Result<bool> check_stop_type(std::string_view type) {
  if (type.empty() || type == "SOFT" || type == "SOFT_FIRST") return false;
  if (type == "HARD") return true;
  return refuse(kUnknownStopType, type);
}

void unchanged(Instance&) {}

// Those that run, and those that are off for want of power and would run.
Result<std::vector<const Instance*>> find_to_stop(const Change& change,
                                                  std::span<const std::string_view> ids) {
  TRY(auto instances, find_all(change.region, change.account, ids));
  for (const Instance* instance : instances)
    if (!instance->waits_for_power())
      CHECKED(check_may_be_asked(InstanceOperation::kStop, to_text(instance->id), instance->state));
  return instances;
}

}  // namespace

Result<const Instance*> find(const RegionCell& region, AccountId account, std::string_view id) {
  auto parsed = InstanceId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const Instance* instance = region.compute.instances.find(*parsed);
  if (!instance || instance->account != account) return refuse(kNotFound, id);
  return instance;
}

Result<std::vector<const Instance*>> find_all(const RegionCell& region, AccountId account,
                                              std::span<const std::string_view> ids) {
  if (ids.empty()) return refuse(kNoneNamed);
  if (ids.size() > kInstancesPerCall)
    return refuse(kTooManyNamed, std::to_string(kInstancesPerCall));
  std::vector<const Instance*> found;
  for (std::string_view id : ids) {
    TRY(const Instance* instance, find(region, account, id));
    if (std::ranges::find(found, instance) == found.end()) found.push_back(instance);
  }
  return found;
}

Result<std::vector<const Instance*>> find_for(const Change& change,
                                              std::span<const std::string_view> ids,
                                              InstanceOperation operation, bool force_stop) {
  TRY(auto instances, find_all(change.region, change.account, ids));
  for (const Instance* instance : instances) {
    if (row_of(operation).boots) CHECKED(power::check(change.region, *instance));
    CHECKED(check_may_be_asked(operation, to_text(instance->id), instance->state));
    if (row_of(operation).when_off && !force_stop && instance->state == InstanceState::kRunning)
      return refuse_in_state(operation, to_text(instance->id), instance->state);
  }
  return instances;
}

Result<void> start(Change& change, std::span<const std::string_view> ids) {
  TRY(auto instances, find_for(change, ids, InstanceOperation::kStart));
  for (const Instance* instance : instances)
    move(change, *instance, InstanceOperation::kStart, InstanceTrigger::kStart,
         [](Instance& changed) { changed.stop_mode = StopMode::kNotApplicable; });
  return {};
}

Result<void> stop(Change& change, std::span<const std::string_view> ids, std::string_view type,
                  std::string_view mode) {
  TRY(bool hard, check_stop_type(type));
  if (!mode.empty() && mode != name_of(StopMode::kKeepCharging) &&
      mode != name_of(StopMode::kStopCharging))
    return refuse(kUnknownStopMode, mode);
  bool stop_charging = mode == name_of(StopMode::kStopCharging);
  TRY(auto instances, find_to_stop(change, ids));
  auto note_stop = [&](Instance& changed) {
    bool may_stop_charging =
        changed.charge == ChargeType::kPostpaidByHour && changed.local_disk_gib == 0;
    changed.hard_stop = hard;
    changed.stop_mode =
        stop_charging && may_stop_charging ? StopMode::kStopCharging : StopMode::kKeepCharging;
    changed.with_power = WithPower::kStaysOff;
  };
  for (const Instance* instance : instances) {
    if (instance->waits_for_power()) {
      modify(change, *instance, InstanceOperation::kStop, note_stop);
    } else {
      move(change, *instance, InstanceOperation::kStop, InstanceTrigger::kStop, note_stop);
    }
  }
  return {};
}

Result<void> reboot(Change& change, std::span<const std::string_view> ids, std::string_view type) {
  CHECKED(check_stop_type(type));
  TRY(auto instances, find_for(change, ids, InstanceOperation::kReboot));
  for (const Instance* instance : instances)
    move(change, *instance, InstanceOperation::kReboot, InstanceTrigger::kReboot, unchanged);
  return {};
}

Result<void> terminate(Change& change, std::span<const std::string_view> ids) {
  TRY(auto instances, find_for(change, ids, InstanceOperation::kTerminate));
  for (const Instance* instance : instances)
    if (instance->is_protected) return refuse(kProtected, to_text(instance->id));
  for (const Instance* instance : instances) {
    bool isolate = instance->charge == ChargeType::kPrepaid &&
                   next_state(instance->state, InstanceTrigger::kIsolate).has_value();
    move(change, *instance, InstanceOperation::kTerminate,
         isolate ? InstanceTrigger::kIsolate : InstanceTrigger::kTerminate, [&](Instance& changed) {
           if (isolate) changed.expires = change.now;  // the rest of its period is given back
         });
  }
  return {};
}

Result<void> reset(Change& change, std::string_view id, const Reset& wanted) {
  RegionCell& region = change.region;
  TRY(auto instances, find_for(change, {&id, 1}, InstanceOperation::kReset));
  const Instance& instance = *instances[0];
  TRY(images::AnyImage image,
      images::find_to_start(
          region, change.account,
          wanted.image.empty() ? to_text(instance.image) : std::string(wanted.image)));
  InstanceDisk disk = instance.system_disk;
  if (wanted.system_disk.size_gib) disk.size_gib = uint32_t(wanted.system_disk.size_gib);
  TRY(const DiskType* type, find_disk_type(region, disk.type));
  CHECKED(check_system_disk(*type, disk.size_gib, image));
  TRY(auto keys, check_login(region, change.account, wanted.login));
  if (!wanted.host_name.empty()) CHECKED(check_host_name(wanted.host_name));
  if (wanted.user_data) CHECKED(check_user_data(*wanted.user_data));
  uint32_t local_gib = instance.local_disk_gib -
                       local_gib_of(region.catalogue, instance.system_disk) +
                       local_gib_of(region.catalogue, disk);
  TRY(HostIndex host, host_for(region, instance, {instance.cores, instance.memory_gib, local_gib}));
  move(change, instance, InstanceOperation::kReset, InstanceTrigger::kReset,
       [&](Instance& changed) {
         images::start_from(changed, image);
         changed.system_disk = disk;
         changed.local_disk_gib = local_gib;
         changed.host = host.value;
         changed.key_pairs = CompactList<KeyPairId>(keys);
         if (!wanted.host_name.empty()) changed.host_name = wanted.host_name;
         if (wanted.user_data) changed.user_data = *wanted.user_data;
         changed.stop_mode = StopMode::kNotApplicable;
       });
  return {};
}

}  // namespace terrane::instance_manager
