// What operators make fail, in scenarios.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/scenario.h"

namespace terrane {

inline Reply set_fault(Scenario& cloud, const Parameters& parameters) {
  return cloud.as(kOperator).in("").call("terrane", "CreateFault", parameters);
}

inline void fail_region(Scenario& cloud, std::string_view region,
                        std::string_view mode = "REFUSE") {
  set_fault(cloud, {{"Kind", "REGION"}, {"Region", region}, {"Mode", mode}}).expect_ok();
}
inline void cut_link(Scenario& cloud, std::string_view one, std::string_view other) {
  set_fault(cloud, {{"Kind", "LINK"}, {"Region", one}, {"OtherRegion", other}}).expect_ok();
}
inline void slow_link(Scenario& cloud, std::string_view one, std::string_view other,
                      Duration latency) {
  set_fault(cloud, {{"Kind", "LINK"},
                    {"Region", one},
                    {"OtherRegion", other},
                    {"DelayMilliseconds", latency.microseconds / 1000}})
      .expect_ok();
}
inline void fail_product(Scenario& cloud, std::string_view region, std::string_view product,
                         std::string_view mode = "CONTROL_PLANE") {
  set_fault(cloud, {{"Kind", "PRODUCT"}, {"Region", region}, {"Product", product}, {"Mode", mode}})
      .expect_ok();
}
// `cell` is a region, or "account-plane".
inline void fail_store(Scenario& cloud, std::string_view cell) {
  set_fault(cloud, {{"Kind", "STORE"}, {"Region", cell}}).expect_ok();
}
inline void slow_store(Scenario& cloud, std::string_view cell, Duration by) {
  set_fault(cloud,
            {{"Kind", "STORE"}, {"Region", cell}, {"DelayMilliseconds", by.microseconds / 1000}})
      .expect_ok();
}
inline void fail_account_plane(Scenario& cloud) {
  set_fault(cloud, {{"Kind", "ACCOUNT_PLANE"}}).expect_ok();
}

inline Reply heal(Scenario& cloud, std::string_view fault) {
  return cloud.as(kOperator).in("").call("terrane", "HealFaults", {{"FaultIds", {fault}}});
}
inline void heal_all(Scenario& cloud) {
  cloud.as(kOperator).in("").call("terrane", "HealFaults", {{"All", true}}).expect_ok();
}

}  // namespace terrane
