#include "region/migration/migration_rules.h"

#include "region/balancer/balancer_tables.h"
#include "region/block/block_tables.h"
#include "region/cache/cache_tables.h"
#include "region/database/database_tables.h"
#include "region/network/network_interfaces.h"

namespace terrane::migration_rules {
namespace {

// The ID of a touched record, and the subnet and the instance that it is with, if it is of such a
// kind.
struct Touched {
  AnyId id;
  AnyId subnet;
  AnyId instance;
  AccountId account{};
};

template <class T>
bool read_as(const Table<T>& of, const TableBase& table, const void* record, Touched& touched) {
  if (&table != &of) return false;
  const T& typed = *static_cast<const T*>(record);
  touched.id = typed.id;
  touched.account = typed.account;
  if constexpr (requires { typed.subnet; }) touched.subnet = typed.subnet;
  if constexpr (requires { typed.instance; }) touched.instance = typed.instance;
  return true;
}

Touched read(const RegionCell& region, const TableBase& table, const void* record) {
  Touched touched;
  (void)(read_as(region.compute.instances, table, record, touched) ||
         read_as(region.block->disks, table, record, touched) ||
         read_as(region.network.subnets, table, record, touched) ||
         read_as(region.network.network_interfaces, table, record, touched) ||
         read_as(region.balancer->load_balancers, table, record, touched) ||
         read_as(region.database->databases, table, record, touched) ||
         read_as(region.cache->caches, table, record, touched));
  return touched;
}

}  // namespace

Result<void> check_instance(const RegionCell& region, const Instance& instance, bool destroys) {
  std::string id = to_text(instance.id);
  if (region.migration->holder_of(instance.id)) return refuse(kIsMoving, id);
  if (instance.state != InstanceState::kRunning && instance.state != InstanceState::kStopped)
    return refuse(kState, id, name_of(instance.state));
  auto attached = network_interfaces::attached_to(region, instance.id);
  if (!attached.empty()) return refuse(kHasInterface, to_text(attached[0]->id), id);
  const auto* primary = network_interfaces::record_of_primary(region, instance.id);
  if (primary && !primary->addresses.empty()) return refuse(kHasMoreAddresses, id);
  if (destroys && instance.is_protected && instance.charge != ChargeType::kPrepaid)
    return refuse(kProtected, id);
  return {};
}

std::optional<AnyId> in_the_way(const RegionCell& region, SubnetId subnet) {
  for (AnyId referrer : region.cell.ledger().referrers(subnet))
    if (referrer.kind() != Kind::kInstance) return referrer;
  return std::nullopt;
}

Result<void> check_untouched(const Change& change) {
  const RegionCell& region = change.region;
  if (region.migration->none_under_way() || change.request_id.empty()) return {};
  const MigrationTables& migrations = *region.migration;
  Result<void> outcome;
  change.transaction.each_touched([&](const TableBase& table, const void* record, Touch) {
    Touched touched = read(region, table, record);
    if (!outcome || touched.account != change.account) return;  // an operator may do everything
    AnyId instance = touched.id.kind() == Kind::kInstance ? touched.id : touched.instance;
    AnyId subnet = touched.id.kind() == Kind::kSubnet ? touched.id : touched.subnet;
    if (instance && migrations.holder_of(instance)) {
      outcome = refuse(kIsMoving, to_text(instance));
    } else if (subnet && migrations.holder_of(subnet)) {
      outcome = refuse(kSubnetIsMoving, to_text(subnet));
    }
  });
  return outcome;
}

}  // namespace terrane::migration_rules
