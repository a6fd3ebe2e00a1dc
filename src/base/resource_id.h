// Resource IDs: a kind and eight characters of digits and lower-case letters (M-25…M-36), packed.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/kind.h"

namespace terrane {

inline constexpr int kIdCharacters = 8;
inline constexpr uint64_t kIdNumbers = 2'821'109'907'456;  // 36^8

// An ID of any kind: the kind in the top byte, the eight characters as a base-36 number below it.
struct AnyId {
  uint64_t packed = 0;  // 0 = none
  auto operator<=>(const AnyId&) const = default;
  explicit operator bool() const { return packed != 0; }
  Kind kind() const { return static_cast<Kind>(packed >> 56); }
  uint64_t number() const { return packed & ((uint64_t{1} << 56) - 1); }
  static AnyId of(Kind kind, uint64_t number) {
    return {(uint64_t{static_cast<uint8_t>(kind)} << 56) | number};
  }
};

// Writes "vpc-0a1b2c3d" at `out` (room for kIdTextLimit) and returns the number of characters.
inline constexpr size_t kIdTextLimit = 16;
size_t write_id(AnyId id, char* out);
std::string to_text(AnyId id);
std::string_view to_text(Arena& arena, AnyId id);  // empty, not absent, for none
// The eight characters of a number alone, for IDs of what is no resource of its own.
void write_id_number(uint64_t number, char* out);
std::optional<uint64_t> parse_id_number(std::string_view characters);
// Reads an ID of the given kind; nothing if the text has another prefix or shape.
std::optional<AnyId> parse_id(Kind kind, std::string_view text);
// Reads an ID of whatever kind its prefix names.
std::optional<AnyId> parse_any_id(std::string_view text);

// An ID of one kind, so that the compiler keeps a subnet's from being taken for a VPC's.
template <Kind kind_>
struct Id : AnyId {
  static constexpr Kind kKind = kind_;
  Id() = default;
  explicit Id(AnyId any) : AnyId(any) {}
  static std::optional<Id> parse(std::string_view text) {
    auto any = parse_id(kind_, text);
    if (!any) return std::nullopt;
    return Id(*any);
  }
};

using KeyPairId = Id<Kind::kKeyPair>;
using InstanceId = Id<Kind::kInstance>;
using ImageId = Id<Kind::kImage>;
using AddressId = Id<Kind::kAddress>;
using SecurityGroupId = Id<Kind::kSecurityGroup>;
using DiskId = Id<Kind::kDisk>;
using VpcId = Id<Kind::kVpc>;
using SubnetId = Id<Kind::kSubnet>;
using RouteTableId = Id<Kind::kRouteTable>;
using NetworkInterfaceId = Id<Kind::kNetworkInterface>;
using PlacementGroupId = Id<Kind::kPlacementGroup>;
using LaunchTemplateId = Id<Kind::kLaunchTemplate>;
using SnapshotId = Id<Kind::kSnapshot>;
using SnapshotPolicyId = Id<Kind::kSnapshotPolicy>;
using LoadBalancerId = Id<Kind::kLoadBalancer>;
using ListenerId = Id<Kind::kListener>;
using ForwardingRuleId = Id<Kind::kForwardingRule>;
using TargetGroupId = Id<Kind::kTargetGroup>;
using CertificateId = Id<Kind::kCertificate>;
using PeeringConnectionId = Id<Kind::kPeeringConnection>;
using DatabaseId = Id<Kind::kDatabase>;
using CacheId = Id<Kind::kCache>;

// An account's number (its Uin, M-25): global, any size, so not one of the packed IDs.
enum class AccountId : uint64_t { kNone = 0 };

// A project's number: global, and 0 for the default project that every account has.
enum class ProjectId : uint32_t { kDefault = 0 };

}  // namespace terrane

template <>
struct std::hash<terrane::AnyId> {
  size_t operator()(terrane::AnyId id) const noexcept {
    return (id.packed ^ (id.packed >> 32)) * 0x9e3779b97f4a7c15ull;
  }
};
template <terrane::Kind kind>
struct std::hash<terrane::Id<kind>> : std::hash<terrane::AnyId> {};
