// Operations on custom images (M-21, M-23 step 1, M-28). Those on several are refused as a whole or
// done as a whole.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "region/image/image_rules.h"

namespace terrane::image_manager {

using Ids = std::span<const std::string_view>;

// The account's own custom image of this ID. One that it may only use is refused with `not_own`,
// which takes the ID. Errors: images::kMalformedId, kNotFound.
Result<const Image*> find_own(const RegionCell& region, AccountId account, std::string_view id,
                              const ErrorKind& not_own);

// An unused ID, which no public image has either.
ImageId new_id(RegionCell& region);

struct NewImage {
  std::string name;
  std::string description;
  std::string family;
  std::vector<TagPair> tags;
};
struct OfInstance {
  std::string_view instance;
  Ids data_disks;          // besides the system disk
  bool power_off = false;  // a running instance, which then stays off
  bool sysprep = false;
};
// Makes snapshots of the instance's disks, and of those an image. Source: cvm.CreateImage.
Result<const Image*> create(Change& change, const NewImage& wanted, const OfInstance& source);
// Makes an image of snapshots there are: one of a system disk, the others of data disks. Source:
// cvm.CreateImage.
Result<const Image*> create(Change& change, const NewImage& wanted, Ids snapshots);

struct ImageChange {  // what is absent stays
  std::optional<std::string_view> name;
  std::optional<std::string_view> description;
  std::optional<std::string_view> family;
  std::optional<bool> deprecated;
};
// Source: cvm.ModifyImageAttribute.
Result<void> modify(Change& change, std::string_view id, const ImageChange& wanted);

// `with_snapshots`: takes along those snapshots that nothing else needs. Source: cvm.DeleteImages.
Result<void> remove_all(Change& change, Ids ids, bool with_snapshots);
// Takes away the images that are made of the snapshot. Source: cbs.DeleteSnapshots.
Result<void> remove_made_of(Change& change, SnapshotId snapshot);

// Source: cvm.ModifyImageSharePermission.
Result<void> share(Change& change, std::string_view id, Ids accounts, std::string_view permission);

}  // namespace terrane::image_manager
