// What a fault that is only assumed would take down, and what there is of it nowhere else (M-37).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "region/impact/hypothesis.h"

namespace terrane::impact {

// Why there is no copy of something.
enum class Single : uint8_t {
  kNone,
  kDatabaseInZone,  // every node of it is in the zone
  kCacheInZone,     // a cache has no standby
  kLocalDisk,       // the instance's system disk is on its host
  kDiskInZone,      // a disk of the zone, without a snapshot
  kDataInRegion,    // a database or a cache: none has a replica in another region
  kDiskInRegion,    // a disk, of which no snapshot is in another region
  kSnapshotInRegion,
  kImageInRegion,
};

struct Loss {
  AccountId account{};
  AnyId id;
  std::string name;
  uint32_t zone = 0;  // the zone's public number; 0 where it is the region's
  Single single = Single::kNone;
};

// Instances, databases, caches and balancers that are up now and would not be. Where it is a zone
// that fails, nothing is looked at that is elsewhere.
std::vector<Loss> going_down(const Hypothesis& hypothesis, const Zone* zone);
// What the zone alone has, of what would go down with it.
std::vector<Loss> only_in_zone(const Hypothesis& hypothesis, const Zone& zone);
// The same of the hosts that a fault strikes: databases and caches stand on none of them.
std::vector<Loss> only_on_hosts(const Hypothesis& hypothesis, const Fault& fault);

// Databases and caches of the region: no other has what is in them.
std::vector<Loss> only_in_region(const Hypothesis& hypothesis);

// An image or a snapshot as a region has it: copies of one thing have one origin, wherever they
// are.
struct KeptCopy {
  AccountId account{};
  AnyId id;
  std::string name;
  std::string origin_region;  // empty: made here
  std::string origin;         // the ID it has there
};
std::vector<KeptCopy> copies_kept(const Hypothesis& hypothesis);

struct KeptDisk {
  AccountId account{};
  DiskId id;
  std::string name;
  uint32_t zone = 0;
  std::vector<SnapshotId> snapshots;
};
std::vector<KeptDisk> disks_kept(const Hypothesis& hypothesis);

// Copies on their way to the region.
std::vector<Loss> copies_under_way(const Hypothesis& hypothesis, std::string_view to);

}  // namespace terrane::impact
