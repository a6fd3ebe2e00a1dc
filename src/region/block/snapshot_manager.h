// Operations on snapshots (M-32). Those on several are refused as a whole or done as a whole.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "region/block/snapshot_rules.h"

namespace terrane::snapshot_manager {

using Ids = std::span<const std::string_view>;

// The account's snapshot of this ID. Errors: kMalformedId, kNotFound.
Result<const Snapshot*> find(const RegionCell& region, AccountId account, std::string_view id);
// The same, or one of another account that shares it with this one.
Result<const Snapshot*> find_usable(const RegionCell& region, AccountId account,
                                    std::string_view id);
// The account's snapshots of these IDs, each once. Errors: those above, kNoneNamed, kTooManyNamed.
Result<std::vector<const Snapshot*>> find_all(const RegionCell& region, AccountId account, Ids ids);

struct NewSnapshot {
  DiskId disk;  // a data disk, or the system disk of an instance
  std::string name;
  Time deadline;  // not set: permanent
  std::vector<TagPair> tags;
  SnapshotPolicyId policy;  // that makes it
};
// Makes a snapshot of any disk of the account, one of its host, too: images are made of those. It
// does not look at the quota. Errors: disks::kNotFound, what check_disk() says, kNameLength.
Result<const Snapshot*> create_snapshot(Change& change, const NewSnapshot& wanted);
// What an account asks for: within its quota, and of cloud disks alone. Source: cbs.CreateSnapshot.
Result<const Snapshot*> create(Change& change, const NewSnapshot& wanted);

// Whether an image is made of the snapshot; then one of them.
std::optional<ImageId> image_of(const RegionCell& region, SnapshotId id);

// Takes it away, whatever it is used for.
void remove(Change& change, SnapshotId id);
// `delete_images` takes the images that are made of them away, too. Source: cbs.DeleteSnapshots.
Result<void> remove_all(Change& change, Ids ids, bool delete_images);

struct SnapshotChange {  // what is absent stays
  std::optional<std::string> name;
  std::optional<Time> deadline;  // a time that is not set makes it permanent
};
// Source: cbs.ModifySnapshotAttribute.
Result<void> modify(Change& change, std::string_view id, const SnapshotChange& wanted);

// Source: cbs.ModifySnapshotsSharePermission.
Result<void> share(Change& change, Ids ids, Ids accounts, std::string_view permission);

// Its time has come: it is finished, or goes (Snapshot::due).
void act_on_due(Change& change, const Snapshot& snapshot);

}  // namespace terrane::snapshot_manager
