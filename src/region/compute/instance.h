// A CVM instance: created only under a named zone, and never leaves it (M-22, M-27). What is stored
// of one. Kept by the million, so members are packed and in the order of their size.
#pragma once

#include <cstdint>
#include <string_view>
#include <tuple>

#include "base/compact.h"
#include "base/fields.h"
#include "base/interned_text.h"
#include "base/ipv4.h"
#include "base/resource_id.h"
#include "base/time.h"
#include "base/uuid.h"
#include "model/charge.h"
#include "model/tag_pair.h"
#include "model/zone_capacity.h"
#include "region/charging/term.h"
#include "region/compute/instance_lifecycle.h"

namespace terrane {

// Stored: numbers are never changed nor given again.
enum class StopMode : uint8_t { kNotApplicable = 0, kKeepCharging = 1, kStopCharging = 2 };

// What becomes of an instance that is off for want of power when its host has it again. Stored:
// numbers are never changed nor given again.
enum class WithPower : uint8_t { kStaysOff = 0, kStarts = 1, kIsReset = 2 };

// The system disk: made with its instance, and gone with it. Data disks are records of their own
// (block/disk.h).
struct InstanceDisk {
  DiskId id;
  CompactString name;
  uint32_t size_gib = 0;
  InternedText type;  // "CLOUD_PREMIUM"
  bool delete_with_instance = true;
  bool operator==(const InstanceDisk&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(named("id", &InstanceDisk::id), named("type", &InstanceDisk::type),
                      named("name", &InstanceDisk::name), named("size", &InstanceDisk::size_gib),
                      named("delete_with_instance", &InstanceDisk::delete_with_instance));
  };
};

struct Instance {
  static constexpr std::string_view kTable = "instance";
  using Key = InstanceId;

  InstanceId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  uint32_t zone = 0;  // the zone's public number
  ImageId image;
  SubnetId subnet;
  PlacementGroupId placement_group;
  CompactString name;
  CompactString host_name;
  CompactList<SecurityGroupId> security_groups;  // first to last, as they are evaluated
  CompactList<KeyPairId> key_pairs;
  CompactList<TagPair> tags;
  CompactString user_data;  // base64, as it was given
  CompactString failure;    // of the latest operation: why, in its driver's words
  InstanceDisk system_disk;
  Time created;
  Time expires;  // of a prepaid one
  Uuid latest_request;
  Ipv4 address;
  Ipv4 public_address;  // given with the instance; an elastic IP is a resource of its own
  uint32_t host = 0;    // of its zone, counted from 0
  uint32_t cores = 0;   // as its type had them when it was made
  uint32_t memory_gib = 0;
  uint32_t local_disk_gib = 0;  // of its host, by its disks of a local type
  uint32_t project = 0;
  uint32_t bandwidth_mbps = 0;
  uint32_t generation = 0;       // counts what was asked of the driver
  InternedText type;             // "S5.LARGE8"
  InternedText internet_charge;  // "TRAFFIC_POSTPAID_BY_HOUR"
  InternedText image_origin;     // the public image that its custom one comes from; else empty
  InstanceState state = InstanceState::kPending;
  ChargeType charge = ChargeType::kPostpaidByHour;
  RenewFlag renew = RenewFlag::kNotifyAndManual;
  StopMode stop_mode = StopMode::kNotApplicable;
  InstanceOperation latest_operation = InstanceOperation::kRun;
  OperationProgress progress = OperationProgress::kSuccess;
  WithPower with_power = WithPower::kStaysOff;
  bool hard_stop = false;     // the latest stop takes the power away at once
  bool is_protected = false;  // may not be terminated by the API

  Room room() const { return {cores, memory_gib, local_disk_gib}; }
  // It was running, or about to, when its host lost power, and nobody stopped it since.
  bool waits_for_power() const { return with_power != WithPower::kStaysOff; }
  // The driver still works on what was asked last.
  bool is_moving() const { return progress == OperationProgress::kOperating; }

  // When its prepaid period ends, and, isolated then, when it is reclaimed (M-24). What is under
  // way ends first.
  Time due() const {
    bool isolated = state == InstanceState::kShutdown;
    bool settled = isolated || state == InstanceState::kRunning || state == InstanceState::kStopped;
    return settled && !is_moving() ? term_due(charge == ChargeType::kPrepaid, expires, isolated)
                                   : Time{};
  }

  template <class Refer>
  void references(Refer refer) const {
    refer(subnet);
    refer(placement_group);
    for (SecurityGroupId group : security_groups) refer(group);
    for (KeyPairId key : key_pairs) refer(key);
  }

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &Instance::account), named("sequence", &Instance::sequence),
        named("zone", &Instance::zone), named("type", &Instance::type),
        named("image", &Instance::image), named("image_origin", &Instance::image_origin),
        named("subnet", &Instance::subnet), named("placement_group", &Instance::placement_group),
        named("name", &Instance::name), named("host_name", &Instance::host_name),
        named("security_groups", &Instance::security_groups),
        named("key_pairs", &Instance::key_pairs), named("tags", &Instance::tags),
        named("user_data", &Instance::user_data), named("failure", &Instance::failure),
        named("system_disk", &Instance::system_disk), named("created", &Instance::created),
        named("expires", &Instance::expires), named("latest_request", &Instance::latest_request),
        named("internet_charge", &Instance::internet_charge), named("address", &Instance::address),
        named("public_address", &Instance::public_address), named("host", &Instance::host),
        named("cores", &Instance::cores), named("memory", &Instance::memory_gib),
        named("local_disk", &Instance::local_disk_gib), named("project", &Instance::project),
        named("bandwidth", &Instance::bandwidth_mbps), named("generation", &Instance::generation),
        named("state", &Instance::state), named("charge", &Instance::charge),
        named("renew", &Instance::renew), named("stop_mode", &Instance::stop_mode),
        named("latest_operation", &Instance::latest_operation),
        named("progress", &Instance::progress), named("with_power", &Instance::with_power),
        named("hard_stop", &Instance::hard_stop), named("protected", &Instance::is_protected));
  };
};

// What the API shows as an instance's Uuid: its ID in another spelling.
inline Uuid uuid_of(InstanceId id) {
  auto mix = [](uint64_t bits) {  // one to one
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
    return bits ^ (bits >> 31);
  };
  return {mix(id.packed), mix(~id.packed)};
}

static_assert(sizeof(Instance) <= 224, "a million instances fit in memory");

}  // namespace terrane
