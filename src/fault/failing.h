// What is failing in one cell: its faults, and the questions that others ask of them. A plain
// value: a region's own follows from its records, and a hypothesis answers the same questions
// (M-37).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "fault/fault.h"

namespace terrane {

class Failing {
 public:
  // Sets it, or replaces the one of the same ID.
  void set(Fault fault);
  void heal(std::string_view id);

  bool nothing() const { return faults_.empty(); }
  const std::vector<Fault>& all() const { return faults_; }

  // Of a zone, by its public number; each null where nothing is the matter.
  const Fault* power_of(uint32_t zone) const;    // its own, or the region's
  const Fault* network_of(uint32_t zone) const;  // its own, or the region's
  const Fault* control_plane_of(uint32_t zone) const;
  // Why nobody reaches what is in the zone.
  const Fault* silence_of(uint32_t zone) const {
    if (nothing()) return nullptr;
    const Fault* power = power_of(zone);
    return power ? power : network_of(zone);
  }

  // Of a host: its own, its rack's, its zone's or the region's.
  const Fault* power_of(const HostPlace& place) const;
  // Why no machine can be launched on it.
  const Fault* launches_on(const HostPlace& place) const;

  const Fault* region() const { return find(FaultKind::kRegion, ""); }
  const Fault* link_to(std::string_view region) const { return find(FaultKind::kLink, region); }
  const Fault* product(std::string_view id) const { return find(FaultKind::kProduct, id); }
  // Why what the product runs serves nobody.
  const Fault* data_plane_of(std::string_view product) const;
  const Fault* store() const { return find(FaultKind::kStore, ""); }
  const Fault* account_plane() const { return find(FaultKind::kAccountPlane, ""); }

 private:
  const Fault* find(FaultKind kind, std::string_view other) const;
  const Fault* find(FaultKind kind, uint32_t zone) const;
  const Fault* find(FaultKind kind, const HostPlace& place) const;

  std::vector<Fault> faults_;  // there are few
};

}  // namespace terrane
