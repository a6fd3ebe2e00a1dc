#include "region/image/image_copies.h"

#include <algorithm>

#include "region/image/snapshot_copies.h"
#include "region/product_rules.h"
#include "region/zone_access_rules.h"

namespace terrane::image_copies {
namespace {

using namespace image_rules;

const copies::DestinationErrors kDestinationErrors{.none_named = kNoRegion,
                                                   .unknown = kUnknownRegion,
                                                   .own_region = kOwnRegion,
                                                   .not_offered = kNotOffered,
                                                   .isolated = kIsolated};

// The images that are to be copied, each once; all the account's own, or all shared with it.
Result<std::vector<const Image*>> check_images(const RegionCell& region, AccountId account,
                                               image_manager::Ids ids) {
  if (ids.empty()) return refuse(kNoneNamed);
  if (ids.size() > kImagesPerCall) return refuse(kTooManyNamed, std::to_string(kImagesPerCall));
  std::vector<const Image*> found;
  for (std::string_view id : ids) {
    TRY(images::AnyImage image, images::find(region, account, id));
    if (!image.custom) return refuse(kPublic, id);
    if (!image.custom->is_normal())
      return refuse(kNotFinished, id, images::state_of(region, *image.custom));
    if (std::ranges::find(found, image.custom) == found.end()) found.push_back(image.custom);
  }
  return found;
}

CopyImage letter_of(const RegionCell& region, const Image& image, ImageId id,
                    std::string_view name) {
  CopyImage letter{.id = id,
                   .account = image.account,
                   .source = image.id,
                   .name = name.empty() ? image.name : std::string(name),
                   .description = image.description,
                   .family = image.family,
                   .origin = image.origin,
                   .os_name = image.os_name,
                   .platform = image.platform,
                   .architecture = image.architecture,
                   .size_gib = image.size_gib};
  for (SnapshotId snapshot : image.snapshots)
    letter.snapshots.push_back(snapshot_copies::describe(*region.block->snapshots.find(snapshot)));
  return letter;
}

// The image that a letter describes, in this region, under this ID.
Image record_of(RegionCell& region, const CopyImage& letter, ImageId id, std::string_view from) {
  return Image{.id = id,
               .account = letter.account,
               .sequence = region.cell.next_sequence(),
               .name = letter.name,
               .description = letter.description,
               .family = letter.family,
               .origin = letter.origin,
               .os_name = letter.os_name,
               .platform = letter.platform,
               .architecture = letter.architecture,
               .size_gib = letter.size_gib,
               .created = region.cell.now(),
               .copied_from_region = std::string(from),
               .copied_from = letter.source};
}

// Makes the copy and its snapshots, which come at the same time.
const Image& add(Change& change, const CopyImage& letter, ImageId id, std::string_view from) {
  RegionCell& region = change.region;
  Image image = record_of(region, letter, id, from);
  for (SnapshotToCopy snapshot : letter.snapshots) {
    snapshot.name = snapshot_name(id);
    SnapshotId copy = region.cell.new_id(region.block->snapshots);
    const Snapshot& added = snapshot_copies::add(change, snapshot, copy, from);
    image.snapshots.push_back(copy);
    if (added.work.ends > image.work.ends) image.work = added.work;
  }
  return change.transaction.add(region.image->images, std::move(image));
}

// What another account shares becomes an image of one's own, within the region.
Result<std::vector<Begun>> take_over(Change& change, const std::vector<const Image*>& found,
                                     const Wanted& wanted) {
  RegionCell& region = change.region;
  std::vector<Begun> begun;
  for (const Image* image : found) {
    std::string id = to_text(image->id);
    for (std::string_view place : wanted.regions.names)
      if (place != region.place().id) return refuse(kOnlyOwnRegion, id, region.place().id);
    CHECKED(check_quota(region, change.account));
    CopyImage letter = letter_of(region, *image, image_manager::new_id(region), wanted.name);
    letter.account = change.account;
    for (SnapshotToCopy& snapshot : letter.snapshots) snapshot.disk = {};  // another's
    if (const Image* other = find_named(region, change.account, letter.name))
      return refuse(kNameTaken, to_text(other->id), letter.name);
    begun.push_back({add(change, letter, letter.id, region.place().id).id, &region.place()});
  }
  return begun;
}

Result<std::vector<Begun>> send(Change& change, const std::vector<const Image*>& found,
                                const Wanted& wanted) {
  RegionCell& region = change.region;
  TRY(auto places, copies::check_destinations(region, wanted.regions, "cvm", kDestinationErrors));
  std::vector<Begun> begun;
  for (const Image* image : found)
    for (const Region* place : places) {
      if (copies::find_under_way(region, image->id, place->id))
        return refuse(kOnItsWay, to_text(image->id), place->id);
      ImageId id(copies::begin(change, image->id, *place));
      region.mailbox.send(change.transaction, place->id,
                          letter_of(region, *image, id, wanted.name));
      begun.push_back({id, place});
    }
  return begun;
}

CopyFailure why_not(const RegionCell& region, const CopyImage& letter) {
  if (!check_product(region, "cvm")) return CopyFailure::kNotOffered;
  if (!check_zone_access(region, letter.account, nullptr)) return CopyFailure::kNotLetIn;
  if (!check_quota(region, letter.account)) return CopyFailure::kQuota;
  if (find_named(region, letter.account, letter.name)) return CopyFailure::kNameTaken;
  return CopyFailure::kNone;
}

}  // namespace

Result<std::vector<Begun>> begin(Change& change, const Wanted& wanted) {
  const RegionCell& region = change.region;
  TRY(auto found, check_images(region, change.account, wanted.images));
  if (!wanted.name.empty()) {
    if (!check_name(wanted.name)) return refuse(kNameLength);
    if (found.size() > 1) return refuse(kOneNameForMany, std::to_string(found.size()));
  }
  if (wanted.regions.names.empty()) return refuse(kNoRegion);
  std::vector<const Image*> own, others;
  for (const Image* image : found)
    (image->account == change.account ? own : others).push_back(image);
  std::vector<Begun> begun;
  if (!own.empty()) {
    TRY(begun, send(change, own, wanted));
  }
  if (!others.empty()) {
    TRY(auto taken, take_over(change, others, wanted));
    begun.insert(begun.end(), taken.begin(), taken.end());
  }
  return begun;
}

void receive(RegionCell& region, Transaction& transaction, std::string_view from,
             const CopyImage& letter) {
  Change change{region, transaction, letter.account, region.cell.now(), {}};
  bool is_free = !region.image->images.find(letter.id);
  ImageId id = is_free ? letter.id : image_manager::new_id(region);
  CopyFailure failure = why_not(region, letter);
  if (failure == CopyFailure::kNone) {
    const Image& image = add(change, letter, id, from);
    return copies::accept(region, transaction, from, letter.id, id, image.work);
  }
  // Whoever waits for this ID sees what became of it.
  Image failed = record_of(region, letter, id, from);
  failed.failure = failure;
  transaction.add(region.image->images, std::move(failed));
  copies::decline(region, transaction, from, letter.id, failure);
}

void act_on_due(RegionCell& region, Transaction& transaction, const Image& image) {
  ImageId id = image.id;
  if (image.has_failed()) return transaction.remove(region.image->images, id);
  transaction.change(region.image->images, id, [](Image& changed) { changed.work = {}; });
  copies::finish(region, transaction, id);
}

}  // namespace terrane::image_copies
