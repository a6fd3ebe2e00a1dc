#include "region/image/image_manager.h"

#include <algorithm>

#include "region/block/snapshot_manager.h"
#include "region/compute/instance_manager.h"
#include "region/compute/instance_motion.h"
#include "region/compute/power.h"

namespace terrane::image_manager {
namespace {

using namespace image_rules;

template <class Modify>
void change_image(Change& change, ImageId id, Modify modify_image) {
  change.transaction.change(change.region.image->images, id, modify_image);
}

Result<void> check_new(const Change& change, const NewImage& wanted) {
  const RegionCell& region = change.region;
  CHECKED(check_name(wanted.name));
  CHECKED(check_description(wanted.description));
  if (!wanted.family.empty()) CHECKED(check_family(wanted.family));
  CHECKED(check_tags(wanted.tags, region.catalogue.limits().tags_per_resource, tag_errors()));
  if (const Image* other = find_named(region, change.account, wanted.name))
    return refuse(kNameTaken, to_text(other->id), wanted.name);
  return check_quota(region, change.account);
}

// The data disks of the instance that are asked for.
Result<std::vector<DiskId>> check_data_disks(const RegionCell& region, const Instance& instance,
                                             Ids ids) {
  std::vector<DiskId> disks;
  std::string instance_text = to_text(instance.id);
  for (std::string_view text : ids) {
    auto id = DiskId::parse(text);
    if (id && id->number() == instance.id.number()) return refuse(kIsRootDisk, text);
    const Disk* disk = id ? region.block->disks.find(*id) : nullptr;
    if (!disk || disk->instance != instance.id)
      return refuse(kNotADiskOfInstance, text, instance_text);
    if (disks::is_local(region, *disk)) return refuse(kLocalDisk, text);
    auto problem = snapshot_rules::check_disk(region, *disk);
    if (!problem && problem.error().code() != snapshot_rules::kDiskRollingBack.code)
      return refuse(kDiskUnavailable, text);
    if (std::ranges::find(disks, *id) == disks.end()) disks.push_back(*id);
  }
  return disks;
}

// The instance in a state in which an image of it may be made.
Result<const Instance*> check_instance(const Change& change, const OfInstance& source) {
  auto found = instance_manager::find(change.region, change.account, source.instance);
  if (!found) return refuse(kInstanceNotFound, source.instance);
  const Instance& instance = **found;
  if (instance.state == InstanceState::kPending) return refuse(kStillPending, source.instance);
  if (instance.state == InstanceState::kLaunchFailed || instance.state == InstanceState::kShutdown)
    return refuse(kUnfitInstance, source.instance, name_of(instance.state));
  CHECKED(check_may_be_asked(InstanceOperation::kCreateImage, source.instance, instance.state));
  if (instance.state == InstanceState::kStopped && instance.stop_mode == StopMode::kStopCharging)
    return refuse(kStoppedFreeOfCharge, source.instance);
  if (power::is_lost(change.region, instance) &&
      local_gib_of(change.region.catalogue, instance.system_disk) > 0)
    return refuse(kHostWithoutPower, source.instance, change.region.find_zone(instance.zone)->id);
  return &instance;
}

// The image's record, of snapshots that are there; its own work begins when theirs ends.
const Image& add(Change& change, ImageId id, const NewImage& wanted, const PublicImage& origin,
                 const std::vector<const Snapshot*>& snapshots) {
  RegionCell& region = change.region;
  Time ends = change.now;
  std::vector<SnapshotId> ids;
  for (const Snapshot* snapshot : snapshots) {
    ids.push_back(snapshot->id);
    ends = std::max(ends, snapshot->work.ends);
  }
  Duration length = ends + region.catalogue.durations().image - change.now;
  return change.transaction.add(region.image->images, Image{.id = id,
                                                            .account = change.account,
                                                            .sequence = region.cell.next_sequence(),
                                                            .name = wanted.name,
                                                            .description = wanted.description,
                                                            .family = wanted.family,
                                                            .origin = origin.id,
                                                            .os_name = origin.os_name,
                                                            .platform = origin.platform,
                                                            .architecture = origin.architecture,
                                                            .size_gib = snapshots[0]->size_gib,
                                                            .snapshots = std::move(ids),
                                                            .work = begin_work(change.now, length),
                                                            .created = change.now,
                                                            .tags = wanted.tags});
}

void note_on_instance(Change& change, const Instance& instance, bool power_off) {
  if (power_off && instance.state == InstanceState::kRunning) {
    move(change, instance, InstanceOperation::kCreateImage, InstanceTrigger::kStop,
         [](Instance& changed) {
           changed.hard_stop = false;
           changed.stop_mode = StopMode::kKeepCharging;
         });
  } else {
    terrane::modify(change, instance, InstanceOperation::kCreateImage, [](Instance&) {});
  }
}

// The snapshots that an image may be made of, the system disk's first.
Result<std::vector<const Snapshot*>> check_snapshots(const RegionCell& region, AccountId account,
                                                     Ids ids) {
  std::vector<const Snapshot*> found;
  for (std::string_view id : ids) {
    auto parsed = SnapshotId::parse(id);
    const Snapshot* snapshot = parsed ? region.block->snapshots.find(*parsed) : nullptr;
    if (!snapshot || snapshot->account != account)
      return refuse(image_rules::kSnapshotNotFound, id);
    if (!snapshot->is_normal()) return refuse(kSnapshotNotReady, id);
    if (!snapshot->is_permanent()) return refuse(kPassingSnapshot, id);
    if (std::ranges::find(found, snapshot) == found.end()) found.push_back(snapshot);
  }
  auto data = std::ranges::stable_partition(
      found, [](const Snapshot* snapshot) { return snapshot->usage == DiskUsage::kSystem; });
  size_t systems = found.size() - data.size();
  if (systems == 0) return refuse(kNoSystemSnapshot);
  if (systems > 1) return refuse(kTwoSystemSnapshots, to_text(found[0]->id), to_text(found[1]->id));
  return found;
}

// Takes it away, whatever it is used for.
void remove(Change& change, const Image& image, bool with_snapshots) {
  RegionCell& region = change.region;
  std::vector<SnapshotId> snapshots = image.snapshots;
  change.transaction.remove(region.image->images, ImageId(image.id));
  if (!with_snapshots) return;
  for (SnapshotId id : snapshots) {
    const Snapshot* snapshot = region.block->snapshots.find(id);
    if (snapshot_rules::check_may_go(region, *snapshot, false))
      snapshot_manager::remove(change, id);
  }
}

}  // namespace

Result<const Image*> find_own(const RegionCell& region, AccountId account, std::string_view id,
                              const ErrorKind& not_own) {
  TRY(images::AnyImage image, images::find(region, account, id));
  if (!image.custom || image.custom->account != account) return refuse(not_own, id);
  return image.custom;
}

ImageId new_id(RegionCell& region) {
  while (true) {
    ImageId id = region.cell.new_id(region.image->images);
    if (!region.catalogue.find_public_image(to_text(id))) return id;
  }
}

Result<const Image*> create(Change& change, const NewImage& wanted, const OfInstance& source) {
  const RegionCell& region = change.region;
  CHECKED(check_new(change, wanted));
  TRY(const Instance* instance, check_instance(change, source));
  const PublicImage* origin = images::origin_of(region.catalogue, *instance);
  if (!origin) return refuse(kOriginUnknown, source.instance);
  if (source.sysprep && origin->platform != "Windows")
    return refuse(kNoSysprep, source.instance, origin->os_name);
  TRY(auto data_disks, check_data_disks(region, *instance, source.data_disks));
  note_on_instance(change, *instance, source.power_off);
  std::vector<DiskId> disks = {DiskId(AnyId::of(Kind::kDisk, instance->id.number()))};
  disks.insert(disks.end(), data_disks.begin(), data_disks.end());
  ImageId id = new_id(change.region);
  std::vector<const Snapshot*> snapshots;
  for (DiskId disk : disks) {
    TRY(const Snapshot* snapshot,
        snapshot_manager::create_snapshot(change, {.disk = disk, .name = snapshot_name(id)}));
    snapshots.push_back(snapshot);
  }
  return &add(change, id, wanted, *origin, snapshots);
}

Result<const Image*> create(Change& change, const NewImage& wanted, Ids ids) {
  const RegionCell& region = change.region;
  CHECKED(check_new(change, wanted));
  TRY(auto snapshots, check_snapshots(region, change.account, ids));
  const PublicImage* origin = region.catalogue.find_public_image(snapshots[0]->image);
  if (!origin) return refuse(kOriginUnknown, to_text(snapshots[0]->id));
  return &add(change, new_id(change.region), wanted, *origin, snapshots);
}

Result<void> modify(Change& change, std::string_view id, const ImageChange& wanted) {
  const RegionCell& region = change.region;
  TRY(const Image* image, find_own(region, change.account, id, kNotYoursToChange));
  if (!wanted.name && !wanted.description && !wanted.family && !wanted.deprecated)
    return refuse(kNothingToChange);
  if (wanted.name) {
    CHECKED(check_name(*wanted.name));
    const Image* other = find_named(region, change.account, *wanted.name);
    if (other && other != image) return refuse(kNameTaken, to_text(other->id), *wanted.name);
  }
  if (wanted.description) CHECKED(check_description(*wanted.description));
  if (wanted.family && !wanted.family->empty()) CHECKED(check_family(*wanted.family));
  if (!image->is_normal()) return refuse(kNotFinished, id, images::state_of(region, *image));
  change_image(change, image->id, [&](Image& changed) {
    if (wanted.name) changed.name = *wanted.name;
    if (wanted.description) changed.description = *wanted.description;
    if (wanted.family) changed.family = *wanted.family;
    if (wanted.deprecated) changed.deprecated = *wanted.deprecated;
  });
  return {};
}

Result<void> remove_all(Change& change, Ids ids, bool with_snapshots) {
  const RegionCell& region = change.region;
  if (ids.empty()) return refuse(kNoneNamed);
  if (ids.size() > kImagesPerCall) return refuse(kTooManyNamed, std::to_string(kImagesPerCall));
  std::vector<const Image*> found;
  for (std::string_view id : ids) {
    TRY(const Image* image, find_own(region, change.account, id, kNotYoursToDelete));
    CHECKED(check_may_go(region, *image));
    if (std::ranges::find(found, image) == found.end()) found.push_back(image);
  }
  for (const Image* image : found) remove(change, *image, with_snapshots);
  return {};
}

Result<void> remove_made_of(Change& change, SnapshotId snapshot) {
  const RegionCell& region = change.region;
  std::vector<ImageId> made;
  region.cell.ledger().each(snapshot, Kind::kImage, [&](AnyId id) { made.emplace_back(id); });
  std::ranges::sort(made);
  for (ImageId id : made) CHECKED(check_may_go(region, *region.image->images.find(id)));
  for (ImageId id : made) remove(change, *region.image->images.find(id), false);
  return {};
}

Result<void> share(Change& change, std::string_view id, Ids ids, std::string_view permission) {
  const RegionCell& region = change.region;
  TRY(const Image* image, find_own(region, change.account, id, kNotYoursToShare));
  if (permission != "SHARE" && permission != "CANCEL")
    return refuse(kUnknownPermission, permission);
  TRY(auto readers, check_readers(region, change.account, ids));
  std::vector<ImageShare> shares = image->shared_with;
  if (permission == "CANCEL") {
    std::erase_if(shares, [&](const ImageShare& share) {
      return std::ranges::find(readers, share.account) != readers.end();
    });
  } else {
    if (!image->is_normal()) return refuse(kNotShareableYet, id, images::state_of(region, *image));
    for (AccountId reader : readers) {
      if (image->is_shared_with(reader))
        return refuse(kSharedAlready, std::to_string(uint64_t(reader)), id);
      shares.push_back({reader, change.now});
    }
    size_t most = region.catalogue.limits().accounts_per_shared_image;
    if (shares.size() > most)
      return refuse(kTooManyReaders, id, std::to_string(most), std::to_string(shares.size()));
  }
  change_image(change, image->id, [&](Image& changed) { changed.shared_with = shares; });
  return {};
}

}  // namespace terrane::image_manager
