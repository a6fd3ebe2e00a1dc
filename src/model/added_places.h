// Regions and zones that operators added to a running cloud (M-4), as the account plane keeps them.
// At a start they join those of the catalogue before any region opens.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/time.h"

namespace terrane {

struct AddedRegion {
  static constexpr std::string_view kTable = "added-region";
  using Key = std::string;

  std::string id;  // "ap-wuhan"
  uint64_t order = 0;
  Time added;
  std::string short_code;
  uint32_t number = 0;
  std::string name;
  std::string chinese_name;
  std::string territory;
  double latitude = 0;
  double longitude = 0;
  bool finance = false;
  std::string login_advice;  // empty where none is given
  std::string chinese_login_advice;
  std::vector<std::string> lacks;

  static constexpr auto kFields = [] {
    return std::tuple(
        named("order", &AddedRegion::order), named("added", &AddedRegion::added),
        named("short", &AddedRegion::short_code), named("number", &AddedRegion::number),
        named("name", &AddedRegion::name), named("chinese_name", &AddedRegion::chinese_name),
        named("territory", &AddedRegion::territory), named("latitude", &AddedRegion::latitude),
        named("longitude", &AddedRegion::longitude), named("finance", &AddedRegion::finance),
        named("login_advice", &AddedRegion::login_advice),
        named("chinese_login_advice", &AddedRegion::chinese_login_advice),
        named("lacks", &AddedRegion::lacks));
  };
};

struct AddedZone {
  static constexpr std::string_view kTable = "added-zone";
  using Key = std::string;

  std::string id;  // "ap-wuhan-1"
  uint64_t order = 0;
  Time added;
  std::string region;
  uint32_t number = 0;
  std::string name;
  std::string chinese_name;
  bool needs_ticket = false;
  bool sold_out = false;  // at first
  uint32_t racks = 0;
  uint32_t switches_per_rack = 0;
  uint32_t hosts_per_switch = 0;
  uint32_t cores = 0;
  uint32_t memory_gib = 0;
  uint32_t local_disk_gib = 0;

  static constexpr auto kFields = [] {
    return std::tuple(
        named("order", &AddedZone::order), named("added", &AddedZone::added),
        named("region", &AddedZone::region), named("number", &AddedZone::number),
        named("name", &AddedZone::name), named("chinese_name", &AddedZone::chinese_name),
        named("needs_ticket", &AddedZone::needs_ticket), named("sold_out", &AddedZone::sold_out),
        named("racks", &AddedZone::racks),
        named("switches_per_rack", &AddedZone::switches_per_rack),
        named("hosts_per_switch", &AddedZone::hosts_per_switch), named("cores", &AddedZone::cores),
        named("memory_gib", &AddedZone::memory_gib),
        named("local_disk_gib", &AddedZone::local_disk_gib));
  };
};

}  // namespace terrane
