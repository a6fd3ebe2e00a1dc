#include "region/admission.h"

#include "fault/fault_tables.h"

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

}  // namespace

Result<void> admit(const Change& change) {
  if (const Fault* fault = refusing_control_plane(change))
    return refuse(kZoneControlPlaneDown, fault->zone_id);
  return {};
}

}  // namespace terrane
