#include "region/block/snapshot_manager.h"

#include <algorithm>
#include <charconv>

#include "region/image/copies.h"
#include "region/image/image_manager.h"

namespace terrane::snapshot_manager {
namespace {

using namespace snapshot_rules;

// How long one waits that cannot go yet, since a region still takes a copy of it.
constexpr Duration kTryAgain = hours(1);

template <class Modify>
void change_snapshot(Change& change, SnapshotId id, Modify modify_snapshot) {
  change.transaction.change(change.region.block->snapshots, id, [&](Snapshot& changed) {
    modify_snapshot(changed);
    changed.modified = change.now;
  });
}

Result<std::vector<AccountId>> check_accounts(const RegionCell& region, AccountId own, Ids ids) {
  if (ids.empty()) return refuse(kNoAccounts);
  std::vector<AccountId> accounts;
  for (std::string_view text : ids) {
    uint64_t number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    AccountId id{number};
    bool is_number = error == std::errc() && end == text.data() + text.size();
    if (!is_number || !region.accounts.accounts.find(id)) return refuse(kNoSuchAccount, text);
    if (id == own) return refuse(kOwnAccount, text);
    if (std::ranges::find(accounts, id) == accounts.end()) accounts.push_back(id);
  }
  return accounts;
}

void remove_share(Snapshot& snapshot, AccountId reader) {
  std::erase_if(snapshot.shared_with,
                [&](const SnapshotShare& share) { return share.account == reader; });
}

}  // namespace

Result<const Snapshot*> find(const RegionCell& region, AccountId account, std::string_view id) {
  auto parsed = SnapshotId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const Snapshot* snapshot = region.block->snapshots.find(*parsed);
  if (!snapshot || snapshot->account != account) return refuse(kNotFound, id);
  return snapshot;
}

Result<const Snapshot*> find_usable(const RegionCell& region, AccountId account,
                                    std::string_view id) {
  auto parsed = SnapshotId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const Snapshot* snapshot = region.block->snapshots.find(*parsed);
  if (!snapshot || (snapshot->account != account && !snapshot->is_shared_with(account)))
    return refuse(kNotFound, id);
  return snapshot;
}

Result<std::vector<const Snapshot*>> find_all(const RegionCell& region, AccountId account,
                                              Ids ids) {
  if (ids.empty()) return refuse(kNoneNamed);
  if (ids.size() > kSnapshotsPerCall)
    return refuse(kTooManyNamed, std::to_string(kSnapshotsPerCall));
  std::vector<const Snapshot*> found;
  for (std::string_view id : ids) {
    TRY(const Snapshot* snapshot, find(region, account, id));
    if (std::ranges::find(found, snapshot) == found.end()) found.push_back(snapshot);
  }
  return found;
}

Result<const Snapshot*> create_snapshot(Change& change, const NewSnapshot& wanted) {
  RegionCell& region = change.region;
  auto disk = disks::find(region, change.account, wanted.disk);
  if (!disk) return refuse(disks::kNotFound, to_text(wanted.disk));
  CHECKED(check_disk(region, *disk));
  CHECKED(check_name(wanted.name));
  auto& table = region.block->snapshots;
  Duration length{region.catalogue.durations().snapshot_per_gib.microseconds * disk->size_gib};
  Snapshot snapshot{.id = region.cell.new_id(table),
                    .account = change.account,
                    .sequence = region.cell.next_sequence(),
                    .name = wanted.name,
                    .disk = disk->id,
                    .usage = usage_of(*disk),
                    .size_gib = disk->size_gib,
                    .zone = disk->zone,
                    .project = disk->project,
                    .work = begin_work(change.now, length),
                    .created = change.now,
                    .modified = change.now,
                    .deadline = wanted.deadline,
                    .tags = wanted.tags,
                    .policy = wanted.policy};
  if (disk->is_system()) {
    const Instance& instance = *region.compute.instances.find(disk->instance);
    const PublicImage* origin = images::origin_of(region.catalogue, instance);
    if (origin) snapshot.image = origin->id;
  }
  return &change.transaction.add(table, std::move(snapshot));
}

Result<const Snapshot*> create(Change& change, const NewSnapshot& wanted) {
  const RegionCell& region = change.region;
  auto disk = disks::find(region, change.account, wanted.disk);
  if (!disk) return refuse(disks::kNotFound, to_text(wanted.disk));
  if (disks::is_local(region, *disk)) return refuse(kLocalDisk, to_text(disk->id));
  CHECKED(check_tags(wanted.tags, region.catalogue.limits().tags_per_resource, tag_errors()));
  CHECKED(check_quota(region, change.account, 1));
  return create_snapshot(change, wanted);
}

std::optional<ImageId> image_of(const RegionCell& region, SnapshotId id) {
  auto image = region.cell.ledger().any(id, Kind::kImage);
  return image ? std::optional(ImageId(*image)) : std::nullopt;
}

void remove(Change& change, SnapshotId id) {
  change.transaction.remove(change.region.block->snapshots, id);
}

Result<void> remove_all(Change& change, Ids ids, bool delete_images) {
  TRY(auto snapshots, find_all(change.region, change.account, ids));
  for (const Snapshot* snapshot : snapshots)
    CHECKED(check_may_go(change.region, *snapshot, delete_images));
  for (const Snapshot* snapshot : snapshots) {
    SnapshotId id = snapshot->id;
    CHECKED(image_manager::remove_made_of(change, id));
    remove(change, id);
  }
  return {};
}

Result<void> modify(Change& change, std::string_view id, const SnapshotChange& wanted) {
  TRY(const Snapshot* snapshot, find(change.region, change.account, id));
  if (!wanted.name && !wanted.deadline) return refuse(kNothingToChange);
  if (wanted.name) CHECKED(check_name(*wanted.name));
  if (wanted.deadline && wanted.deadline->is_set()) {
    if (!snapshot->shared_with.empty()) return refuse(kDeadlineOfShared, id);
    if (auto image = image_of(change.region, snapshot->id))
      return refuse(kDeadlineOfImages, to_text(*image), id);
  }
  change_snapshot(change, snapshot->id, [&](Snapshot& changed) {
    if (wanted.name) changed.name = *wanted.name;
    if (wanted.deadline) changed.deadline = *wanted.deadline;
  });
  return {};
}

Result<void> share(Change& change, Ids ids, Ids accounts, std::string_view permission) {
  RegionCell& region = change.region;
  TRY(auto snapshots, find_all(region, change.account, ids));
  if (permission != "SHARE" && permission != "CANCEL")
    return refuse(kUnknownPermission, permission);
  TRY(auto readers, check_accounts(region, change.account, accounts));
  size_t most = region.catalogue.limits().accounts_per_shared_snapshot;
  for (const Snapshot* snapshot : snapshots) {
    std::string id = to_text(snapshot->id);
    if (snapshot->work.under_way()) return refuse(kNotShareableYet, id);
    if (permission == "SHARE" && !snapshot->is_permanent()) return refuse(kNotShareable, id);
    const Snapshot& shared = change.transaction.change(
        region.block->snapshots, SnapshotId(snapshot->id), [&](Snapshot& changed) {
          for (AccountId reader : readers) {
            if (permission == "CANCEL") remove_share(changed, reader);
            if (permission == "SHARE" && !changed.is_shared_with(reader))
              changed.shared_with.push_back({reader, change.now});
          }
          changed.modified = change.now;
        });
    if (shared.shared_with.size() > most)
      return refuse(kTooManyReaders, id, std::to_string(most),
                    std::to_string(shared.shared_with.size()));
  }
  return {};
}

void act_on_due(Change& change, const Snapshot& snapshot) {
  SnapshotId id = snapshot.id;
  if (snapshot.work.under_way()) {
    change_snapshot(change, id, [](Snapshot& changed) { changed.work = {}; });
    copies::finish(change.region, change.transaction, id);
  } else if (image_of(change.region, id)) {
    change_snapshot(change, id, [](Snapshot& changed) { changed.deadline = {}; });
  } else if (!snapshot.copying_to.empty()) {
    change_snapshot(change, id,
                    [&](Snapshot& changed) { changed.deadline = change.now + kTryAgain; });
  } else {
    remove(change, id);
  }
}

}  // namespace terrane::snapshot_manager
