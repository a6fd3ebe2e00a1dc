// A snapshot: what was on one disk at one time, kept in one region, every zone of it (M-32). What
// is stored of one. The disk may go; the snapshot stays.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/resource_id.h"
#include "base/time.h"
#include "model/tag_pair.h"
#include "model/work.h"

namespace terrane {

// Stored: numbers are never changed nor given again.
enum class DiskUsage : uint8_t { kData = 0, kSystem = 1 };

// Another account that may make disks of a snapshot, in the snapshot's region.
struct SnapshotShare {
  AccountId account{};
  Time since;
  bool operator==(const SnapshotShare&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &SnapshotShare::account),
                      named("since", &SnapshotShare::since));
  };
};

struct Snapshot {
  static constexpr std::string_view kTable = "snapshot";
  using Key = SnapshotId;

  SnapshotId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  DiskId disk;  // it is of, which may be gone, or of another region
  DiskUsage usage = DiskUsage::kData;
  uint32_t size_gib = 0;  // of the disk, then
  uint32_t zone = 0;      // of the disk: the zone's public number
  uint32_t project = 0;
  bool encrypted = false;
  std::string image;  // the ID of the public image that a system disk comes from
  Work work;          // its creation, or its coming from another region
  Time created;
  Time modified;
  Time deadline;  // goes then; not set: stays for good
  std::vector<TagPair> tags;
  std::vector<SnapshotShare> shared_with;
  std::string copied_from_region;       // empty: made here
  std::string copied_from;              // the ID it has there
  std::vector<std::string> copying_to;  // regions that still take a copy
  SnapshotPolicyId policy;              // that made it

  bool is_permanent() const { return !deadline.is_set(); }
  // It is finished, so that it may be used.
  bool is_normal() const { return !work.under_way(); }
  bool is_shared_with(AccountId other) const {
    for (const SnapshotShare& share : shared_with)
      if (share.account == other) return true;
    return false;
  }

  // When it is finished, and then when it goes.
  Time due() const { return work.under_way() ? work.ends : deadline; }

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &Snapshot::account), named("sequence", &Snapshot::sequence),
        named("name", &Snapshot::name), named("disk", &Snapshot::disk),
        named("usage", &Snapshot::usage), named("size", &Snapshot::size_gib),
        named("zone", &Snapshot::zone), named("project", &Snapshot::project),
        named("encrypted", &Snapshot::encrypted), named("image", &Snapshot::image),
        named("work", &Snapshot::work), named("created", &Snapshot::created),
        named("modified", &Snapshot::modified), named("deadline", &Snapshot::deadline),
        named("tags", &Snapshot::tags), named("shared_with", &Snapshot::shared_with),
        named("copied_from_region", &Snapshot::copied_from_region),
        named("copied_from", &Snapshot::copied_from), named("copying_to", &Snapshot::copying_to),
        named("policy", &Snapshot::policy));
  };
};

}  // namespace terrane
