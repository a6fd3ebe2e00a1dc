// Failing a zone and healing it, in scenarios.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/instances.h"

namespace terrane {

inline constexpr std::string_view kOtherZone = "ap-guangzhou-3";

// `kind`: ZONE_POWER, ZONE_NETWORK or ZONE_CONTROL_PLANE; `more` is JSON members.
inline Reply create_zone_fault(Scenario& cloud, std::string_view kind,
                               std::string_view zone = kZone, std::string_view more = {}) {
  std::string json = R"({"Kind":")" + std::string(kind) + R"(","Zone":")" + std::string(zone) + '"';
  if (!more.empty()) (json += ',') += more;
  return cloud.as(kOperator).call("terrane", "CreateFault", json + "}");
}
inline void fail_zone(Scenario& cloud, std::string_view kind, std::string_view zone = kZone,
                      std::string_view more = {}) {
  create_zone_fault(cloud, kind, zone, more).expect_ok();
}
inline void heal_zone(Scenario& cloud, std::string_view zone = kZone) {
  cloud.as(kOperator).call("terrane", "HealFaults", {{"Zone", zone}}).expect_ok();
}

}  // namespace terrane
