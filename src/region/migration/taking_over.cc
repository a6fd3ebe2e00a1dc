// Starting an instance that takes over from another, as like it as a new one can be, and turning to
// it what led to the other.
#include "region/balancer/target_handover.h"
#include "region/block/disks.h"
#include "region/compute/instance_launch.h"
#include "region/image/image_tables.h"
#include "region/migration/migration_rules.h"
#include "region/migration/migration_steps.h"
#include "region/network/address_bindings.h"
#include "region/network/address_manager.h"
#include "region/network/network_interfaces.h"
#include "region/network/primary_interface.h"

namespace terrane::migration_steps {
namespace {

using Texts = std::vector<std::string>;

template <class Ids>
Texts texts_of(const Ids& ids) {
  Texts texts;
  for (AnyId id : ids) texts.push_back(to_text(id));
  return texts;
}

// The original's data disks as they are in the image: from the snapshots of them there.
struct DisksOfImage {
  std::vector<const Disk*> disks;
  Texts snapshots;
};
DisksOfImage data_disks_of(const RegionCell& region, InstanceId original, ImageId image_id) {
  DisksOfImage found;
  const Image* image = region.image->images.find(image_id);
  if (!image) return found;
  for (SnapshotId id : image->snapshots) {
    const Disk* disk = region.block->disks.find(region.block->snapshots.find(id)->disk);
    if (!disk || disk->instance != original) continue;
    found.disks.push_back(disk);
    found.snapshots.push_back(to_text(id));
  }
  return found;
}

std::vector<WantedDisk> like(const DisksOfImage& found) {
  std::vector<WantedDisk> wanted;
  for (size_t i = 0; i < found.disks.size(); ++i) {
    const Disk& disk = *found.disks[i];
    wanted.push_back({.type = disk.type,
                      .size_gib = disk.size_gib,
                      .name = disk.name,
                      .delete_with_instance = disk.delete_with_instance,
                      .snapshot = found.snapshots[i],
                      .throughput_mbps = disk.throughput_mbps,
                      .burst_performance = disk.burst_performance});
  }
  return wanted;
}

// A new one that pays by the hour pays for its bandwidth likewise.
WantedInternet internet_like(const Instance& original) {
  std::string_view charge = original.internet_charge;
  return {.charge = charge == "BANDWIDTH_PREPAID" ? "BANDWIDTH_POSTPAID_BY_HOUR" : charge,
          .bandwidth_mbps = original.bandwidth_mbps,
          .public_address = original.public_address.is_set() && original.bandwidth_mbps > 0};
}

// The tags of its disks, and what its primary network interface is called.
void copy_labels(Change& change, const Instance& original, const Instance& started,
                 const DisksOfImage& found) {
  RegionCell& region = change.region;
  Transaction& transaction = change.transaction;
  auto system = disks::find(region, change.account, original.system_disk.id);
  disks::write_tags(region, transaction, started.system_disk.id, system->tags);
  std::vector<std::pair<DiskId, std::vector<TagPair>>> tagged;
  for (const Disk* disk : region.block->disks_of(started.id))
    for (size_t i = 0; i < found.disks.size(); ++i)
      if (to_text(disk->from) == found.snapshots[i])
        tagged.emplace_back(disk->id, found.disks[i]->tags);
  for (const auto& [disk, tags] : tagged) disks::write_tags(region, transaction, disk, tags);
  const auto* primary = network_interfaces::record_of_primary(region, original.id);
  if (!primary) return;
  NetworkInterface like = *primary;
  like.id = primary_interface_of(started.id);
  like.sequence = region.cell.next_sequence();
  like.instance = started.id;
  like.subnet = {};
  transaction.add(region.network.network_interfaces, std::move(like));
}

Result<void> hand_over_one(Change& change, const MovingInstance& moving) {
  RegionCell& region = change.region;
  const Address* elastic = address_bindings::bound_to(region, moving.original);
  std::string started = to_text(moving.started);
  if (elastic && !elastic->isolated)
    CHECKED(address_manager::associate(change, to_text(elastic->id), {.instance = started},
                                       elastic->direct));
  Ipv4 address = region.compute.instances.find(moving.started)->address;
  target_handover::hand_over(region, change.transaction, moving.original, moving.started, address,
                             change.now);
  return {};
}

}  // namespace

Result<void> start_in_new_zone(Change& change, const Migration& migration, size_t index) {
  RegionCell& region = change.region;
  const MovingInstance& moving = migration.instances[index];
  const Instance* found = region.compute.instances.find(moving.original);
  if (!found) return refuse(migration_rules::kOriginalLost, to_text(moving.original), "TERMINATED");
  const Instance& original = *found;
  const Subnet* subnet = region.network.subnets.find(migration.subnet);
  if (!subnet) return refuse(migration_rules::kNoSubnet, to_text(migration.subnet));
  std::string image = to_text(moving.image), address = to_text(moving.address);
  std::string vpc = to_text(subnet->vpc), subnet_id = to_text(subnet->id);
  Texts groups = texts_of(original.security_groups), keys = texts_of(original.key_pairs);
  std::vector<std::string_view> group_ids(groups.begin(), groups.end());
  std::vector<std::string_view> key_ids(keys.begin(), keys.end());
  std::string placement_group = to_text(original.placement_group);
  std::string_view placement_groups[] = {placement_group};
  std::string_view addresses[] = {address};
  DisksOfImage data = data_disks_of(region, original.id, moving.image);

  LaunchRequest request;
  request.zone = region.find_zone(migration.to_zone)->id;
  request.project = original.project;
  request.type = moving.type;
  request.image = image;
  request.charge = name_of(original.charge == ChargeType::kSpot ? ChargeType::kSpot
                                                                : ChargeType::kPostpaidByHour);
  request.system_disk = {.type = original.system_disk.type,
                         .size_gib = original.system_disk.size_gib,
                         .name = original.system_disk.name.view()};
  request.data_disks = like(data);
  request.vpc = vpc;
  request.subnet = subnet_id;
  if (migration.keeps_addresses) request.addresses = addresses;
  request.security_groups = group_ids;
  request.internet = internet_like(original);
  request.login.key_ids = key_ids;
  request.name = original.name.view();
  request.host_name = original.host_name.view();
  request.user_data = original.user_data.view();
  if (original.placement_group) request.placement_groups = placement_groups;
  request.tags.assign(original.tags.begin(), original.tags.end());
  request.is_protected = original.is_protected;
  TRY(auto launched, launch(change, request));

  InstanceId started = launched[0]->id;
  copy_labels(change, original, *launched[0], data);
  change.transaction.change(
      region.migration->migrations, AnyId(migration.id),
      [&](Migration& changed) { changed.instances[index].started = started; });
  return {};
}

Result<void> hand_over(Change& change, const Migration& migration) {
  for (const MovingInstance& moving : migration.instances) CHECKED(hand_over_one(change, moving));
  return {};
}

}  // namespace terrane::migration_steps
