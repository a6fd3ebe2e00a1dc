// A fault: what an operator or a drill has made fail, and how it shows (D10). What is stored of
// one, in the cell that it strikes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "base/resource_id.h"
#include "base/time.h"

namespace terrane {

// Stored in records: a number, once given, is never changed nor given again.
enum class FaultKind : uint8_t {
  kZonePower = 0,
  kZoneNetwork = 1,
  kZoneControlPlane = 2,
  kRegion = 3,
  kLink = 4,
  kProduct = 5,
  kStore = 6,
  kAccountPlane = 7,
  kRackPower = 8,
  kHostPower = 9,
  kHostLaunch = 10,
};

// How a fault shows, where its kind leaves a choice. Stored.
enum class FaultMode : uint8_t {
  kNone = 0,
  kRefuse = 1,        // calls are refused; of a region: connections are closed without an answer
  kDelay = 2,         // all is done, but later
  kHang = 3,          // calls are never answered
  kError = 4,         // calls are answered with HTTP status 503
  kCut = 5,           // nothing gets through
  kControlPlane = 6,  // calls are refused; what runs goes on
  kDataPlane = 7,     // that, and what runs serves nobody
};

// Where an instance's machine stands, by public numbers: racks and hosts are counted through their
// zone, from 1.
struct HostPlace {
  uint32_t zone = 0;
  uint32_t rack = 0;
  uint32_t host = 0;
};

struct Fault {
  static constexpr std::string_view kTable = "fault";
  using Key = std::string;

  std::string id;  // what fails, in words: "zone-power/ap-guangzhou-2"
  FaultKind kind = FaultKind::kZonePower;
  std::string region;   // its public ID; empty for the account plane
  uint32_t zone = 0;    // the zone's public number; 0 where no zone is meant
  std::string zone_id;  // "ap-guangzhou-2"
  uint32_t rack = 0;    // of the zone, by its public number; 0 where no rack is meant
  uint32_t host = 0;    // the same of a host
  std::string other;    // a link's other region, or the product
  FaultMode mode = FaultMode::kNone;
  int64_t delay_microseconds = 0;  // of what is done later
  bool without_power = false;      // of a region: its zones have none, either
  std::string reason;              // for people
  AccountId by{};                  // the operator
  Time since;

  Duration delay() const { return {delay_microseconds}; }
  bool takes_power() const {
    return kind == FaultKind::kZonePower || kind == FaultKind::kRackPower ||
           kind == FaultKind::kHostPower || without_power;
  }
  // Whether it is of the machines on hosts, as their power is.
  bool strikes_hosts() const { return takes_power() || kind == FaultKind::kHostLaunch; }
  // Whether the place is within what is struck.
  bool is_over(const HostPlace& place) const {
    return zone == 0 || (zone == place.zone && (rack == 0 || rack == place.rack) &&
                         (host == 0 || host == place.host));
  }
  bool operator==(const Fault&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(
        named("kind", &Fault::kind), named("region", &Fault::region), named("zone", &Fault::zone),
        named("zone_id", &Fault::zone_id), named("rack", &Fault::rack), named("host", &Fault::host),
        named("other", &Fault::other), named("mode", &Fault::mode),
        named("delay", &Fault::delay_microseconds), named("without_power", &Fault::without_power),
        named("reason", &Fault::reason), named("by", &Fault::by), named("since", &Fault::since));
  };
};

}  // namespace terrane
