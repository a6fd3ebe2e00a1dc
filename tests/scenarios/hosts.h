// Racks and hosts in scenarios: zones of few of them, faults that strike some, and who is where.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "scenarios/zone_faults.h"

namespace terrane {

// Zones of two racks of two hosts, of eight cores each.
inline Scenario::Options few_hosts(SimDurations durations = {}) {
  return {.changes =
              "[hosts]\nracks = 2\nswitches_per_rack = 1\nhosts_per_switch = 2\n"
              "cores = 8\nmemory_gib = 16\nlocal_disk_gib = 200\n",
          .durations = durations};
}
inline constexpr int64_t kRacks = 2, kHosts = 4;

struct Spot {
  int64_t rack = 0, host = 0;
};

inline Json host_shown(Scenario& cloud, int64_t host, std::string_view zone = kZone) {
  return cloud.as(kOperator).call("terrane", "DescribeHosts",
                                  {{"Zone", zone}})["HostSet"][size_t(host - 1)];
}

// Where the instance is, as operators see it.
inline Spot spot_of(Scenario& cloud, const std::string& instance, std::string_view zone = kZone) {
  Json hosts = cloud.as(kOperator).call("terrane", "DescribeHosts", {{"Zone", zone}})["HostSet"];
  for (size_t i = 0; i < hosts.size(); ++i)
    for (size_t k = 0; k < hosts[i]["InstanceIds"].size(); ++k)
      if (hosts[i]["InstanceIds"][k] == instance)
        return {hosts[i]["Rack"].number(), hosts[i]["Host"].number()};
  ADD_FAILURE() << instance << " is on no host of " << zone;
  return {};
}

inline std::string part(std::string_view name, int64_t number) {
  return '"' + std::string(name) + R"(":)" + std::to_string(number);
}
inline void fail_host(Scenario& cloud, int64_t host, std::string_view zone = kZone) {
  fail_zone(cloud, "HOST_POWER", zone, part("Host", host));
}
inline void fail_rack(Scenario& cloud, int64_t rack, std::string_view zone = kZone) {
  fail_zone(cloud, "RACK_POWER", zone, part("Rack", rack));
}
inline void heal_part(Scenario& cloud, std::string_view name, int64_t number,
                      std::string_view zone = kZone) {
  cloud.as(kOperator).call("terrane", "HealFaults", {{"Zone", zone}, {name, number}}).expect_ok();
}
inline void heal_host(Scenario& cloud, int64_t host, std::string_view zone = kZone) {
  heal_part(cloud, "Host", host, zone);
}
inline void heal_rack(Scenario& cloud, int64_t rack, std::string_view zone = kZone) {
  heal_part(cloud, "Rack", rack, zone);
}
inline void heal(Scenario& cloud, const std::string& fault) {
  cloud.as(kOperator).in("").call("terrane", "HealFaults", {{"FaultIds", {fault}}}).expect_ok();
}

}  // namespace terrane
