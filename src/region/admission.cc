#include "region/admission.h"

#include "fault/fault_tables.h"
#include "model/scope.h"
#include "region/block/block_tables.h"
#include "region/product_rules.h"
#include "region/zone_access_rules.h"

namespace terrane {
namespace {

// The fault of a zone's control plane that refuses what the change did.
const Fault* refusing_control_plane(const Change& change) {
  const Failing& failing = change.region.faults->failing;
  const Fault* found = nullptr;
  if (failing.nothing()) return found;
  change.transaction.each_touched([&](const TableBase& table, const void* record, Touch) {
    uint32_t zone = table.zone_of(record);
    if (found || zone == 0) return;
    const Fault* fault = failing.control_plane_of(zone);
    if (fault && fault->mode == FaultMode::kRefuse) found = fault;
  });
  return found;
}

// What a region has to offer for there to be one more of a kind; empty where nothing. What belongs
// to one resource, as listeners do to a balancer, is a change of that.
std::string_view product_of(const RegionCell& region, const TableBase& table, const void* record) {
  Kind kind = *table.kind();
  if (kind == Kind::kListener || kind == Kind::kForwardingRule) return {};
  if (&table == &region.block->disks) {  // disks of the host are no part of block storage
    auto* disk = static_cast<const Disk*>(record);
    const DiskType* type = region.catalogue.find_disk_type(disk->type);
    return type ? std::string_view(type->product) : std::string_view();
  }
  return scope_of(kind).service;
}

// What the call made may be made here now, by its account (M-3, M-16…M-19).
Result<void> check_creations(const Change& change) {
  const RegionCell& region = change.region;
  Result<void> outcome;
  change.transaction.each_touched([&](const TableBase& table, const void* record, Touch touch) {
    if (!outcome || touch != Touch::kAdded || !table.kind()) return;
    std::string_view product = product_of(region, table, record);
    if (!product.empty()) outcome = check_product(region, product);
    uint32_t zone = table.zone_of(record);
    const Zone* place = zone ? region.find_zone(zone) : nullptr;
    if (outcome) outcome = check_zone_access(region, change.account, place);
  });
  return outcome;
}

}  // namespace

Result<void> admit(const Change& change) {
  CHECKED(check_creations(change));
  if (const Fault* fault = refusing_control_plane(change))
    return refuse(kZoneControlPlaneDown, fault->zone_id);
  return {};
}

Result<void> take_back(const Change& change) {
  CHECKED(admit(change));
  change.transaction.undo();
  return {};
}

}  // namespace terrane
