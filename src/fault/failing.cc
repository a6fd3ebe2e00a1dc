#include "fault/failing.h"

#include <algorithm>

namespace terrane {

void Failing::set(Fault fault) {
  heal(fault.id);
  faults_.push_back(std::move(fault));
}

void Failing::heal(std::string_view id) {
  std::erase_if(faults_, [&](const Fault& fault) { return fault.id == id; });
}

const Fault* Failing::find(FaultKind kind, std::string_view other) const {
  for (const Fault& fault : faults_)
    if (fault.kind == kind && fault.other == other) return &fault;
  return nullptr;
}

const Fault* Failing::find(FaultKind kind, uint32_t zone) const {
  for (const Fault& fault : faults_)
    if (fault.kind == kind && fault.zone == zone) return &fault;
  return nullptr;
}

const Fault* Failing::find(FaultKind kind, const HostPlace& place) const {
  for (const Fault& fault : faults_)
    if (fault.kind == kind && fault.is_over(place)) return &fault;
  return nullptr;
}

const Fault* Failing::power_of(uint32_t zone) const {
  if (nothing()) return nullptr;
  if (const Fault* own = find(FaultKind::kZonePower, zone)) return own;
  const Fault* all = region();
  return all && all->without_power ? all : nullptr;
}

const Fault* Failing::power_of(const HostPlace& place) const {
  if (nothing()) return nullptr;
  if (const Fault* own = find(FaultKind::kHostPower, place)) return own;
  if (const Fault* rack = find(FaultKind::kRackPower, place)) return rack;
  return power_of(place.zone);
}

const Fault* Failing::launches_on(const HostPlace& place) const {
  return nothing() ? nullptr : find(FaultKind::kHostLaunch, place);
}

const Fault* Failing::network_of(uint32_t zone) const {
  if (nothing()) return nullptr;
  if (const Fault* own = find(FaultKind::kZoneNetwork, zone)) return own;
  return region();
}

const Fault* Failing::control_plane_of(uint32_t zone) const {
  return nothing() ? nullptr : find(FaultKind::kZoneControlPlane, zone);
}

const Fault* Failing::data_plane_of(std::string_view id) const {
  if (nothing()) return nullptr;
  const Fault* fault = product(id);
  return fault && fault->mode == FaultMode::kDataPlane ? fault : nullptr;
}

}  // namespace terrane
