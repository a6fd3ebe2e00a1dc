// A custom image: what instances of an account start from, kept in one region, every zone of it
// (M-21, M-28). What is stored of one.
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
#include "region/image/copy.h"

namespace terrane {

// Another account that may start instances from an image, in the image's region.
struct ImageShare {
  AccountId account{};
  Time since;
  bool operator==(const ImageShare&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &ImageShare::account), named("since", &ImageShare::since));
  };
};

struct Image {
  static constexpr std::string_view kTable = "image";
  using Key = ImageId;

  ImageId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  std::string description;
  std::string family;
  std::string origin;  // the ID of the public image that it comes from
  std::string os_name;
  std::string platform;
  std::string architecture;
  uint32_t size_gib = 0;  // of the system disk
  bool deprecated = false;
  std::vector<SnapshotId> snapshots;  // of the system disk first, then of data disks
  std::vector<ImageShare> shared_with;
  Work work;  // its creation, or its coming from another region
  Time created;
  std::string copied_from_region;  // empty: made here of an instance or of snapshots
  ImageId copied_from;             // the ID it has there
  // Of one that could not come: it is shown for a while, and is nothing but that.
  CopyFailure failure = CopyFailure::kNone;
  std::vector<TagPair> tags;

  bool has_failed() const { return failure != CopyFailure::kNone; }
  // It is finished, so that it may be used.
  bool is_normal() const { return !has_failed() && !work.under_way(); }
  bool is_shared_with(AccountId other) const {
    for (const ImageShare& share : shared_with)
      if (share.account == other) return true;
    return false;
  }

  // When it is finished; or when a failed one goes.
  Time due() const { return has_failed() ? created + Copy::kRemembered : work.ends; }

  template <class Refer>
  void references(Refer refer) const {
    for (SnapshotId snapshot : snapshots) refer(snapshot);
  }

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &Image::account), named("sequence", &Image::sequence),
        named("name", &Image::name), named("description", &Image::description),
        named("family", &Image::family), named("origin", &Image::origin),
        named("os_name", &Image::os_name), named("platform", &Image::platform),
        named("architecture", &Image::architecture), named("size", &Image::size_gib),
        named("deprecated", &Image::deprecated), named("snapshots", &Image::snapshots),
        named("shared_with", &Image::shared_with), named("work", &Image::work),
        named("created", &Image::created), named("copied_from_region", &Image::copied_from_region),
        named("copied_from", &Image::copied_from), named("failure", &Image::failure),
        named("tags", &Image::tags));
  };
};

}  // namespace terrane
