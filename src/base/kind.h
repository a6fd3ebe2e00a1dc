// The kinds of resources, and the prefix each kind's IDs start with.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace terrane {

// Stored in records: a number, once given, is never changed nor given again.
enum class Kind : uint8_t {
  kAccount = 1,
  kKeyPair = 2,
  kInstance = 3,
  kImage = 4,
  kAddress = 5,
  kSecurityGroup = 6,
  kDisk = 7,
  kSnapshot = 8,
  kLoadBalancer = 9,
  kVpc = 10,
  kSubnet = 11,
  kRouteTable = 12,
  kNetworkInterface = 13,
  kPlacementGroup = 14,
  kLaunchTemplate = 15,
  kPeeringConnection = 16,
  kDatabase = 17,
  kCache = 18,
  kSnapshotPolicy = 19,
  kListener = 20,
  kForwardingRule = 21,
  kTargetGroup = 22,
  kCertificate = 23,
};

inline constexpr size_t kKindCount = 23;

inline constexpr std::array<std::string_view, kKindCount + 1> kPrefixes = {
    "",    "",    "skey", "ins", "img", "eip", "sg",   "disk", "snap", "clb", "vpc",  "subnet",
    "rtb", "eni", "ps",   "lt",  "pcx", "cdb", "cmem", "asp",  "lbl",  "loc", "lbtg", "cert"};

// What a kind's IDs start with, without the dash; empty for accounts, whose IDs are any (M-25).
constexpr std::string_view prefix_of(Kind kind) {
  return kPrefixes[static_cast<size_t>(kind)];
}

static_assert(prefix_of(Kind::kKeyPair) == "skey" && prefix_of(Kind::kLoadBalancer) == "clb" &&
              prefix_of(Kind::kVpc) == "vpc" && prefix_of(Kind::kCache) == "cmem");

}  // namespace terrane
