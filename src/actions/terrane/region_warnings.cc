#include "actions/terrane/region_warnings.h"

#include <algorithm>
#include <shared_mutex>

#include "fault/fault_tables.h"
#include "region/product_rules.h"
#include "region/zone_access_rules.h"

namespace terrane {
namespace {

constexpr ErrorKind kProductMissing{"ProductMissing", "It does not offer {}.", "该地域未提供 {}。"};
constexpr ErrorKind kTicketNeeded{
    "TicketNeeded",
    "It serves verified financial institutions: you need an approved ticket for one of its zones.",
    "该地域仅服务于已认证的金融机构，需先提交工单并通过审批。"};
constexpr ErrorKind kSoldOut{"SoldOut", "Every zone of it that you may use is sold out.",
                             "该地域中您可使用的可用区均已售罄。"};
constexpr ErrorKind kUnavailable{"Unavailable", "It cannot be reached at present.",
                                 "该地域当前无法访问。"};
constexpr ErrorKind kZoneFailing{"ZoneFailing", "Zone {} is failing at present.",
                                 "可用区 {} 当前发生故障。"};

std::string_view name_of(const CloudCall& call, std::string_view product) {
  const Product* known = call.catalogue.find_product(product);
  return known ? known->name.in(call.language) : product;
}

void look_for_room(const CloudCall& call, const RegionCell& region, std::vector<Error>& found) {
  size_t open = 0, with_stock = 0;
  for (ZoneIndex index : region.place().zones) {
    const Zone& zone = call.catalogue.zone(index);
    const ZoneCapacity* capacity = region.compute.rooms.find(zone.number);
    if (!capacity || !check_zone_access(region, call.account, &zone)) continue;
    ++open;
    with_stock += !capacity->sold_out();
  }
  if (open == 0) {
    found.emplace_back(kTicketNeeded, std::vector<std::string>());
  } else if (with_stock == 0) {
    found.emplace_back(kSoldOut, std::vector<std::string>());
  }
}

void look_for_faults(const CloudCall& call, const RegionCell& region, std::vector<Error>& found) {
  const Failing& failing = region.faults->failing;
  if (failing.region() || failing.store()) {
    found.emplace_back(kUnavailable, std::vector<std::string>());
    return;
  }
  for (ZoneIndex index : region.place().zones) {
    const Zone& zone = call.catalogue.zone(index);
    if (failing.silence_of(zone.number) || failing.control_plane_of(zone.number))
      found.emplace_back(kZoneFailing, std::vector{zone.id});
  }
}

}  // namespace

std::vector<Error> warnings_of(CloudCall& call, const Region& place,
                               std::span<const std::string_view> needs) {
  auto reached = call.cloud.reach(call.catalogue.index_of(place));
  if (!reached) return {Error(kUnavailable, {})};
  RegionCell& region = **reached;
  std::vector<Error> found;
  std::shared_lock reading(region.cell.lock());
  call.tickets.add_copy(region.cell);  // advice waits for no store
  for (std::string_view product : needs)
    if (!check_product(region, product))
      found.emplace_back(kProductMissing, std::vector{std::string(name_of(call, product))});
  look_for_room(call, region, found);
  look_for_faults(call, region, found);
  return found;
}

}  // namespace terrane
