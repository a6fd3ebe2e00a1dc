#include "region/admission.h"

#include "fault/fault_tables.h"

namespace terrane {
namespace {

// An interface lies where its subnet does, or its instance.
uint32_t zone_of(const RegionCell& region, const NetworkInterface& interface) {
  const Subnet* subnet = region.network.subnets.find(interface.subnet);
  const Instance* instance = region.compute.instances.find(interface.instance);
  return subnet ? subnet->zone : instance ? instance->zone : 0;
}

// Of the zones' control planes that do not answer the change, or answer it late, the one that is
// the worst.
const Fault* control_plane_in_the_way(const Change& change) {
  const RegionCell& region = change.region;
  const Fault* worst = nullptr;
  change.transaction.each_touched([&](const TableBase& table, const void* record, Touch) {
    bool is_interface = &table == &region.network.network_interfaces;
    uint32_t zone = is_interface ? zone_of(region, *static_cast<const NetworkInterface*>(record))
                                 : table.zone_of(record);
    const Fault* fault = zone ? region.faults->failing.control_plane_of(zone) : nullptr;
    if (!fault || (worst && worst->mode == FaultMode::kRefuse)) return;
    if (!worst || fault->mode == FaultMode::kRefuse || fault->delay() > worst->delay())
      worst = fault;
  });
  return worst;
}

}  // namespace

Result<void> admit(const Change& change) {
  if (change.region.faults->failing.nothing()) [[likely]]
    return {};
  const Fault* fault = control_plane_in_the_way(change);
  if (!fault) return {};
  if (fault->mode == FaultMode::kRefuse)
    return refuse(kZoneControlPlaneDown, fault->zone_id, fault->id);
  if (!change.patience || change.patience->has_waited) return {};
  change.patience->wait = fault->delay();
  return refuse(kZoneControlPlaneSlow, fault->zone_id);
}

}  // namespace terrane
