#include "region/admission.h"

#include <boost/container/static_vector.hpp>

#include "fault/fault_tables.h"
#include "model/scope.h"
#include "region/block/block_tables.h"
#include "region/database/database_tables.h"
#include "region/migration/migration_rules.h"
#include "region/product_rules.h"
#include "region/zone_access_rules.h"

namespace terrane {
namespace {

using Zones = boost::container::static_vector<uint32_t, 3>;

// Where a record lies: an interface where its subnet does, or its instance; a database where its
// standbys are, too. None: in no zone.
Zones zones_of(const RegionCell& region, const TableBase& table, const void* record) {
  if (&table == &region.network.network_interfaces) {
    const auto& interface = *static_cast<const NetworkInterface*>(record);
    const Subnet* subnet = region.network.subnets.find(interface.subnet);
    const Instance* instance = region.compute.instances.find(interface.instance);
    return {subnet ? subnet->zone : instance ? instance->zone : 0};
  }
  if (&table == &region.database->databases) {
    const auto& database = *static_cast<const Database*>(record);
    return {database.zone, database.shape.slave_zone, database.shape.backup_zone};
  }
  return {table.zone_of(record)};
}

// The worse of two control planes that do not answer, or answer late; either may be null.
const Fault* worse(const Fault* one, const Fault* other) {
  if (!one || !other) return one ? one : other;
  if (one->mode == FaultMode::kRefuse) return one;
  return other->mode == FaultMode::kRefuse || other->delay() > one->delay() ? other : one;
}

// Of the zones' control planes that do not answer the change, or answer it late, the one that is
// the worst.
const Fault* control_plane_in_the_way(const Change& change) {
  const RegionCell& region = change.region;
  const Fault* worst = nullptr;
  change.transaction.each_touched([&](const TableBase& table, const void* record, Touch) {
    for (uint32_t zone : zones_of(region, table, record))
      if (zone) worst = worse(worst, region.faults->failing.control_plane_of(zone));
  });
  return worst;
}

// Whether the call made something. What an instance's primary interface has beside what the
// instance says is put on record when it first has any; the interface has been there all along.
bool is_creation(const RegionCell& region, const TableBase& table, const void* record,
                 Touch touch) {
  if (touch != Touch::kAdded || !table.kind()) return false;
  return &table != &region.network.network_interfaces ||
         !static_cast<const NetworkInterface*>(record)->is_primary;
}

// Refused, or to be made again when it has waited.
Result<void> check_answers(const Change& change, const Fault* fault) {
  if (!fault) return {};
  if (fault->mode == FaultMode::kRefuse)
    return refuse(kZoneControlPlaneDown, fault->zone_id, fault->id);
  if (!change.patience || change.patience->has_waited) return {};
  change.patience->wait = fault->delay();
  return refuse(kZoneControlPlaneSlow, fault->zone_id);
}

// What a region has to offer for there to be one more of a kind; empty where nothing. What belongs
// to one resource, as listeners do to a balancer, is a change of that.
std::string_view product_of(const RegionCell& region, const TableBase& table, const void* record) {
  Kind kind = *table.kind();
  if (kind == Kind::kListener || kind == Kind::kForwardingRule) return {};
  if (&table == &region.block->snapshots &&  // those that an image is made of come with it
      region.cell.ledger().any(static_cast<const Snapshot*>(record)->id, Kind::kImage))
    return scope_of(Kind::kImage).service;
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
    if (!outcome || !is_creation(region, table, record, touch)) return;
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
  CHECKED(migration_rules::check_untouched(change));
  if (change.region.faults->failing.nothing()) [[likely]]
    return {};
  return check_answers(change, control_plane_in_the_way(change));
}

Result<void> check_control_plane(const Change& change, uint32_t zone) {
  return check_answers(change, change.region.faults->failing.control_plane_of(zone));
}

Result<void> take_back(const Change& change) {
  CHECKED(admit(change));
  change.transaction.undo();
  return {};
}

}  // namespace terrane
