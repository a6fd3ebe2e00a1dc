#include "actions/terrane/single_copies.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace terrane {
namespace {

using impact::KeptCopy;
using impact::KeptDisk;
using impact::RemedyKind;
using impact::Single;

using Name = std::pair<std::string, std::string>;  // a region and an ID there

// Copies of one thing lead back to one origin, which may be gone.
class Origins {
 public:
  explicit Origins(const Impact& impact) {
    for (const RegionImpact& region : impact.regions)
      for (const KeptCopy& copy : region.copies)
        if (!copy.origin_region.empty())
          origins_[{region.place->id, to_text(copy.id)}] = {copy.origin_region, copy.origin};
    for (const RegionImpact& region : impact.regions)
      if (!region.fails)
        for (const KeptCopy& copy : region.copies)
          elsewhere_.insert(first({region.place->id, to_text(copy.id)}));
  }

  bool has_copy_elsewhere(const Region& place, AnyId id) const {
    return elsewhere_.contains(first({place.id, to_text(id)}));
  }

 private:
  Name first(Name name) const {
    constexpr int kCopiesOfCopiesMost = 64;
    for (int i = 0; i < kCopiesOfCopiesMost; ++i) {
      auto known = origins_.find(name);
      if (known == origins_.end()) break;
      name = known->second;
    }
    return name;
  }

  std::map<Name, Name> origins_;
  std::set<Name> elsewhere_;
};

// The nearest region that may take a copy: nothing crosses between the finance regions and the rest
// (M-18).
const Region* nearest_other(const Catalogue& catalogue, const Region& place, bool needs_disks) {
  const Region* nearest = nullptr;
  double least = 0;
  for (const Region& other : catalogue.regions()) {
    if (other.index == place.index || other.finance != place.finance) continue;
    if (needs_disks && !catalogue.offers(other, "cbs")) continue;
    double distance = distance_km(place.location, other.location);
    if (!nearest || distance < least) std::tie(nearest, least) = std::pair(&other, distance);
  }
  return nearest;
}

void add(RegionImpact& found, const impact::Loss& loss, RemedyKind kind, const Region* to) {
  found.single.push_back(loss);
  if (kind != RemedyKind::kSnapshotDisk && !to) return;
  found.remedies.push_back({.kind = kind,
                            .account = loss.account,
                            .resource = loss.id,
                            .to_region = to ? to->id : std::string()});
}

}  // namespace

void find_single_copies(const Catalogue& catalogue, Impact& impact) {
  auto lost = std::ranges::find_if(impact.regions, &RegionImpact::fails);
  if (lost == impact.regions.end()) return;
  Origins origins(impact);
  const Region& place = *lost->place;
  const Region* for_images = nearest_other(catalogue, place, false);
  const Region* for_snapshots = nearest_other(catalogue, place, true);
  for (const KeptCopy& copy : lost->copies) {
    if (origins.has_copy_elsewhere(place, copy.id)) continue;
    bool is_image = copy.id.kind() == Kind::kImage;
    add(*lost,
        {copy.account, copy.id, copy.name, 0,
         is_image ? Single::kImageInRegion : Single::kSnapshotInRegion},
        is_image ? RemedyKind::kCopyImage : RemedyKind::kCopySnapshot,
        is_image ? for_images : for_snapshots);
  }
  for (const KeptDisk& disk : lost->disks) {
    bool is_copied = std::ranges::any_of(disk.snapshots, [&](SnapshotId snapshot) {
      return origins.has_copy_elsewhere(place, snapshot);
    });
    if (is_copied) continue;
    impact::Loss loss{disk.account, disk.id, disk.name, disk.zone, Single::kDiskInRegion};
    // Where it has a snapshot, that one's copy is proposed above.
    if (disk.snapshots.empty()) {
      add(*lost, loss, RemedyKind::kSnapshotDisk, nullptr);
    } else {
      lost->single.push_back(loss);
    }
  }
}

}  // namespace terrane
