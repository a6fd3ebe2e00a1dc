#include "region/image/snapshot_copies.h"

#include "region/product_rules.h"
#include "region/zone_access_rules.h"

namespace terrane::snapshot_copies {
namespace {

const copies::DestinationErrors kDestinationErrors{.none_named = kNoRegion,
                                                   .unknown = kUnknownRegion,
                                                   .own_region = kOwnRegion,
                                                   .not_offered = kNotOffered,
                                                   .isolated = kIsolated};

}  // namespace

Result<std::vector<Begun>> begin(Change& change, std::string_view id,
                                 const copies::Destinations& regions, std::string_view name) {
  RegionCell& region = change.region;
  if (id.empty()) return refuse(kNoSnapshot);
  TRY(const Snapshot* snapshot, snapshot_manager::find(region, change.account, id));
  CHECKED(snapshot_rules::check_name(name));
  TRY(auto places, copies::check_destinations(region, regions, "cbs", kDestinationErrors));
  if (!snapshot->is_normal()) return refuse(kNotFinished, id);
  SnapshotToCopy described = describe(*snapshot);
  described.name =
      name.empty() ? "Copied " + std::string(id) + " from " + region.place().id : std::string(name);
  std::vector<Begun> begun;
  for (const Region* place : places) {
    if (copies::find_under_way(region, snapshot->id, place->id))
      return refuse(kOnItsWay, id, place->id);
    SnapshotId copy(copies::begin(change, snapshot->id, *place));
    region.mailbox.send(change.transaction, place->id,
                        CopySnapshot{.id = copy, .account = change.account, .snapshot = described});
    begun.push_back({copy, place});
  }
  return begun;
}

void receive(RegionCell& region, Transaction& transaction, std::string_view from,
             const CopySnapshot& letter) {
  auto decline = [&](CopyFailure failure) {
    copies::decline(region, transaction, from, letter.id, failure);
  };
  if (!check_product(region, "cbs")) return decline(CopyFailure::kNotOffered);
  if (!check_zone_access(region, letter.account, nullptr)) return decline(CopyFailure::kNotLetIn);
  if (!snapshot_rules::check_quota(region, letter.account, 1)) return decline(CopyFailure::kQuota);
  Change change{region, transaction, letter.account, region.cell.now(), {}};
  bool is_free = !region.block->snapshots.find(letter.id);
  SnapshotId id = is_free ? letter.id : region.cell.new_id(region.block->snapshots);
  const Snapshot& added = add(change, letter.snapshot, id, from);
  copies::accept(region, transaction, from, letter.id, id, added.work);
}

SnapshotToCopy describe(const Snapshot& snapshot) {
  return {.source = snapshot.id,
          .name = snapshot.name,
          .disk = snapshot.disk,
          .usage = snapshot.usage,
          .size_gib = snapshot.size_gib,
          .image = snapshot.image};
}

const Snapshot& add(Change& change, const SnapshotToCopy& described, SnapshotId id,
                    std::string_view from) {
  RegionCell& region = change.region;
  const Catalogue& catalogue = region.catalogue;
  const Zone& zone = catalogue.zone(region.place().zones.front());  // it is in every zone alike
  return change.transaction.add(
      region.block->snapshots,
      Snapshot{.id = id,
               .account = change.account,
               .sequence = region.cell.next_sequence(),
               .name = described.name,
               .disk = described.disk,
               .usage = described.usage,
               .size_gib = described.size_gib,
               .zone = zone.number,
               .image = described.image,
               .work = begin_work(change.now, copies::length_of(catalogue, described.size_gib)),
               .created = change.now,
               .modified = change.now,
               .copied_from_region = std::string(from),
               .copied_from = to_text(described.source)});
}

}  // namespace terrane::snapshot_copies
