// The smallest changes that would help against a fault (M-37): each was asked of explain(), where
// it is about who is reached, before it is proposed.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "region/impact/losses.h"
#include "region/impact/services.h"

namespace terrane::impact {

enum class RemedyKind : uint8_t {
  kRegisterTarget,  // `with` is an instance that would stay up: forward to it, too
  kLaunchInstance,  // start one like `with` in another zone, for what stands on that one alone
  kMoveAddress,     // once the fault is there: bind it to `with`
  kMakeElastic,     // the instance's ordinary public address can be moved only as an elastic IP
  kAddStandby,      // of a database
  kSecondCache,
  kSnapshotDisk,
  kCopySnapshot,  // to another region
  kCopyImage,     // to another region
};

// What an instance is started from, to be like another.
struct LaunchModel {
  ImageId image;
  std::string type;
  std::vector<SecurityGroupId> groups;
};

struct Remedy {
  RemedyKind kind = RemedyKind::kRegisterTarget;
  AccountId account{};
  AnyId resource;  // that it helps
  AnyId with;
  AnyId balancer;       // of a target
  ListenerId listener;  // the same
  uint16_t port = 0;    // the same
  std::string zone;     // where to start, or stand by
  VpcId vpc;            // of what is started
  SubnetId subnet;      // in that zone, for what is started; none: there is none yet,
  Cidr subnet_range;    // but there could be one of this range
  LaunchModel model;    // of what is started
  uint64_t memory = 0;  // of a database in MB, of a cache in GiB
  uint64_t cores = 0;   // of a database
  uint64_t volume_gib = 0;
  std::string to_region;  // where to copy
};

// For what of the services would stop with the zone.
std::vector<Remedy> remedies_for(const Hypothesis& hypothesis, const Zone& zone,
                                 std::span<const Service> services);
// For what the zone alone has.
std::vector<Remedy> remedies_for(const Hypothesis& hypothesis, const Zone& zone,
                                 std::span<const Loss> losses);

}  // namespace terrane::impact
