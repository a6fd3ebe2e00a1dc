// The kinds of faults: what each strikes, how it may show, and what it is called.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"
#include "fault/fault.h"

namespace terrane::fault_rules {

// What a fault's target is told by.
enum class Where : uint8_t {
  kZone,
  kRack,
  kHost,
  kHosts,  // one host of a zone, one rack of them, or all
  kRegion,
  kTwoRegions,
  kProductOfRegion,
  kCell,
  kNowhere,
};

constexpr bool is_within_a_zone(Where where) {
  return where <= Where::kHosts;
}

struct KindRow {
  FaultKind kind;
  std::string_view name;    // as the API names it
  std::string_view prefix;  // of its IDs
  Where where;
  std::array<FaultMode, 3> modes;  // the first where none is named
  std::string_view meaning;
};

inline constexpr std::array<KindRow, 11> kKinds = {{
    {FaultKind::kZonePower,
     "ZONE_POWER",
     "zone-power",
     Where::kZone,
     {},
     "instances there stop, and start again after it if they were meant to run"},
    {FaultKind::kZoneNetwork,
     "ZONE_NETWORK",
     "zone-network",
     Where::kZone,
     {},
     "what is there runs, and nobody reaches it"},
    {FaultKind::kZoneControlPlane,
     "ZONE_CONTROL_PLANE",
     "zone-control-plane",
     Where::kZone,
     {FaultMode::kRefuse, FaultMode::kDelay},
     "calls that change something there are refused or delayed; what runs is undisturbed"},
    {FaultKind::kRegion,
     "REGION",
     "region",
     Where::kRegion,
     {FaultMode::kRefuse, FaultMode::kHang, FaultMode::kError},
     "the region answers no call, and nobody reaches what is in it"},
    {FaultKind::kLink,
     "LINK",
     "link",
     Where::kTwoRegions,
     {FaultMode::kCut, FaultMode::kDelay},
     "what two regions send each other waits, or takes longer"},
    {FaultKind::kProduct,
     "PRODUCT",
     "product",
     Where::kProductOfRegion,
     {FaultMode::kControlPlane, FaultMode::kDataPlane},
     "calls of one product are refused in one region; with its data plane, it serves nobody"},
    {FaultKind::kStore,
     "STORE",
     "store",
     Where::kCell,
     {FaultMode::kRefuse, FaultMode::kDelay},
     "what a region would store is refused, or takes longer"},
    {FaultKind::kAccountPlane,
     "ACCOUNT_PLANE",
     "account-plane",
     Where::kNowhere,
     {},
     "accounts and keys can be neither read nor changed at their source"},
    {FaultKind::kRackPower,
     "RACK_POWER",
     "rack-power",
     Where::kRack,
     {},
     "what a zone's power is to its instances, of those on the hosts of one rack"},
    {FaultKind::kHostPower,
     "HOST_POWER",
     "host-power",
     Where::kHost,
     {},
     "the same of those on one host"},
    {FaultKind::kHostLaunch,
     "HOST_LAUNCH",
     "host-launch",
     Where::kHosts,
     {},
     "no machine can be launched there; what is there is undisturbed"},
}};

constexpr const KindRow& row_of(FaultKind kind) {
  return kKinds[size_t(kind)];
}

struct ModeRow {
  FaultMode mode;
  std::string_view name;
};
inline constexpr std::array<ModeRow, 8> kModes = {{
    {FaultMode::kNone, ""},
    {FaultMode::kRefuse, "REFUSE"},
    {FaultMode::kDelay, "DELAY"},
    {FaultMode::kHang, "HANG"},
    {FaultMode::kError, "ERROR"},
    {FaultMode::kCut, "CUT"},
    {FaultMode::kControlPlane, "CONTROL_PLANE"},
    {FaultMode::kDataPlane, "DATA_PLANE"},
}};

constexpr std::string_view name_of(FaultMode mode) {
  return kModes[size_t(mode)].name;
}

constexpr bool rows_follow_the_numbers() {
  for (size_t i = 0; i < kKinds.size(); ++i)
    if (size_t(kKinds[i].kind) != i) return false;
  for (size_t i = 0; i < kModes.size(); ++i)
    if (size_t(kModes[i].mode) != i) return false;
  return true;
}
static_assert(rows_follow_the_numbers());

inline constexpr Duration kLongestDelay = seconds(600);

inline constexpr ErrorKind kNoKind{"InvalidParameterValue.Kind",
                                   "There is no kind of fault {}; it must be one of {}.",
                                   "不存在故障类型 {}，可选：{}。"};
inline constexpr ErrorKind kNoMode{"InvalidParameterValue.Mode",
                                   "A fault of kind {} cannot show as {}; it may as {}.",
                                   "故障类型 {} 不支持表现方式 {}，可选：{}。"};
inline constexpr ErrorKind kBadDelay{
    "InvalidParameterValue.DelayMilliseconds",
    "DelayMilliseconds is {}; with mode DELAY it must be from 1 to {}, with others it must be left "
    "out.",
    "DelayMilliseconds 为 {}：DELAY 方式下应为 1 到 {}，其他方式下不应填写。"};

Result<FaultKind> parse_kind(std::string_view name);
// Of what a kind allows; its first where the name is empty, or kDelay where a delay is given.
Result<FaultMode> parse_mode(FaultKind kind, std::string_view name, bool has_delay);
Result<Duration> check_delay(FaultMode mode, std::optional<int64_t> milliseconds);

// What a fault of this kind and target is found by: "link/ap-beijing/ap-shanghai",
// "rack-power/ap-guangzhou-3/2".
std::string id_of(const Fault& fault);

}  // namespace terrane::fault_rules
