// What regions write to each other about copies (cell/mailbox.h). Stored while they are on their
// way: names of topics and fields are permanent.
#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "region/block/snapshot.h"
#include "region/image/copy.h"

namespace terrane {

// A snapshot as it is described to the region that takes a copy of it.
struct SnapshotToCopy {
  SnapshotId source;
  std::string name;
  DiskId disk;
  DiskUsage usage = DiskUsage::kData;
  uint32_t size_gib = 0;
  std::string image;
  bool operator==(const SnapshotToCopy&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(
        named("source", &SnapshotToCopy::source), named("name", &SnapshotToCopy::name),
        named("disk", &SnapshotToCopy::disk), named("usage", &SnapshotToCopy::usage),
        named("size", &SnapshotToCopy::size_gib), named("image", &SnapshotToCopy::image));
  };
};

// Asks for a copy of an image.
struct CopyImage {
  static constexpr std::string_view kTopic = "copy-image";

  ImageId id;  // that the copy is to have
  AccountId account{};
  ImageId source;
  std::string name;
  std::string description;
  std::string family;
  std::string origin;
  std::string os_name;
  std::string platform;
  std::string architecture;
  uint32_t size_gib = 0;
  std::vector<SnapshotToCopy> snapshots;

  static constexpr auto kFields = [] {
    return std::tuple(
        named("id", &CopyImage::id), named("account", &CopyImage::account),
        named("source", &CopyImage::source), named("name", &CopyImage::name),
        named("description", &CopyImage::description), named("family", &CopyImage::family),
        named("origin", &CopyImage::origin), named("os_name", &CopyImage::os_name),
        named("platform", &CopyImage::platform), named("architecture", &CopyImage::architecture),
        named("size", &CopyImage::size_gib), named("snapshots", &CopyImage::snapshots));
  };
};

// Asks for a copy of a snapshot.
struct CopySnapshot {
  static constexpr std::string_view kTopic = "copy-snapshot";

  SnapshotId id;  // that the copy is to have
  AccountId account{};
  SnapshotToCopy snapshot;

  static constexpr auto kFields = [] {
    return std::tuple(named("id", &CopySnapshot::id), named("account", &CopySnapshot::account),
                      named("snapshot", &CopySnapshot::snapshot));
  };
};

// Answers either: how the copy goes, and at last how it ended.
struct CopyNews {
  static constexpr std::string_view kTopic = "copy-news";

  AnyId id;     // that the copy was to have
  AnyId given;  // that it has; none where it failed
  CopyState state = CopyState::kSent;
  CopyFailure failure = CopyFailure::kNone;
  Work work;

  static constexpr auto kFields = [] {
    return std::tuple(named("id", &CopyNews::id), named("given", &CopyNews::given),
                      named("state", &CopyNews::state), named("failure", &CopyNews::failure),
                      named("work", &CopyNews::work));
  };
};

}  // namespace terrane
