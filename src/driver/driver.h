// The data plane as a region sees it (D11). A region holds what it wants of each instance; a driver
// makes machines be so and reports what it saw; the region's reconciler closes the difference.
//
// An order says the whole of what is wanted, so any order may be lost, given twice or overtaken by
// a newer one, and giving the newest again is always right. `generation` counts what was asked of
// one instance: a report carries the generation it answers, and one that is overtaken says nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ipv4.h"
#include "base/resource_id.h"

namespace terrane {

enum class InstanceTask : uint8_t {
  kLaunch,    // make its machine and disks, and boot it
  kStart,     // boot it, with its disks as they are
  kStop,      // ask its system to shut down, then take the power away
  kPowerOff,  // take the power away
  kReboot,    // stop it if it runs, and boot it as it is now wanted
  kReset,     // the same, with a system disk made anew from the image
  kDestroy,   // take the machine and the disks that go with it away
};
inline constexpr size_t kInstanceTaskCount = 7;

// Whether a task can be done only where there is power. What takes machines down can always be
// done: without power they are down already.
constexpr bool needs_power(InstanceTask task) {
  return task != InstanceTask::kStop && task != InstanceTask::kPowerOff &&
         task != InstanceTask::kDestroy;
}

enum class InstanceCondition : uint8_t {
  kRunning,  // booted
  kStopped,  // without power, its disks kept
  kGone,     // nothing of it is left
  kFailed,   // what was asked did not work, and will not by waiting
};

// What a task ends in when it works.
constexpr InstanceCondition goal_of(InstanceTask task) {
  switch (task) {
    case InstanceTask::kStop:
    case InstanceTask::kPowerOff:
      return InstanceCondition::kStopped;
    case InstanceTask::kDestroy:
      return InstanceCondition::kGone;
    default:
      return InstanceCondition::kRunning;
  }
}

struct OrderedDisk {
  DiskId id;
  std::string type;  // "CLOUD_PREMIUM"
  uint32_t size_gib = 0;
};

// Everything a machine is made from. A driver keeps what it needs: an order does not outlive the
// call.
struct InstanceOrder {
  InstanceId instance;
  uint32_t generation = 0;
  InstanceTask task = InstanceTask::kLaunch;

  uint32_t zone = 0;  // the zone's public number
  uint32_t host = 0;  // counted through the zone
  uint32_t cores = 0;
  uint32_t memory_gib = 0;
  ImageId image;
  OrderedDisk system_disk;
  std::vector<OrderedDisk> data_disks;

  VpcId vpc;
  SubnetId subnet;
  Ipv4 address;
  Ipv4 public_address;  // not set: none
  uint32_t bandwidth_mbps = 0;
  std::vector<SecurityGroupId> security_groups;

  std::string host_name;
  std::string user_data;  // base64, as it was given
  std::vector<std::string> public_keys;
};

struct InstanceReport {
  InstanceId instance;
  uint32_t generation = 0;
  InstanceCondition condition = InstanceCondition::kRunning;
  std::string reason;  // of a failure, for people
};

// Hosts of one zone that stand together: one, a rack of them, all.
struct HostRange {
  uint32_t zone = 0;   // its public number
  uint32_t first = 0;  // counted through the zone, as InstanceOrder::host is
  uint32_t count = 0;

  bool contains(uint32_t in_zone, uint32_t host) const {
    return in_zone == zone && host >= first && host - first < count;
  }
  bool operator==(const HostRange&) const = default;
};

// What the region says of hosts that fail. Ranges may overlap.
struct HostFaults {
  std::vector<HostRange> without_power;
  std::vector<HostRange> without_launches;  // every launch there fails
  bool operator==(const HostFaults&) const = default;
};

class Driver {
 public:
  virtual ~Driver() = default;

  virtual std::string_view name() const = 0;

  // What the task would end in where no host fails, if the driver can say so without doing
  // anything; the region then records the outcome with the wish, and gives no order. Pure;
  // thread-safe.
  virtual std::optional<InstanceCondition> at_once(InstanceTask task) const = 0;

  // Everything that fails on hosts from now on, whatever was told before; after every start nothing
  // does. Without power every machine of a host is off, its disks kept, and nothing is reported of
  // that: the region knows. Orders that need power wait, those given before included, and are
  // carried out from their beginning once no range holds their host any more. A launch that ends on
  // a host without launches has failed, and its report says why. Called by who gives the orders.
  virtual void set_faults(const HostFaults& faults) = 0;

  // Takes orders to be carried out; does not wait for any. Only durable wishes are ordered. One
  // caller at a time.
  virtual void order(std::span<const InstanceOrder> orders) = 0;

  // Reports since the last call, oldest first. One caller at a time.
  virtual std::vector<InstanceReport> take_reports() = 0;

  // Every machine there is, for a region that opens after it was down; nothing where the driver
  // runs none of its own and takes the region's word for it, as a simulator does.
  virtual std::optional<std::vector<InstanceReport>> survey() = 0;

  // `call` is called, on any thread, whenever there are reports to take.
  virtual void when_reporting(std::function<void()> call) = 0;
};

}  // namespace terrane
