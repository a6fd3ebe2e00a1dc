// What if a zone, a rack, a host, a region or a link failed (M-37): each region that it would touch
// is asked under its own lock, and what they say is put together. Nothing is changed anywhere.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actions/call.h"
#include "region/impact/losses.h"
#include "region/impact/remedies.h"
#include "region/impact/services.h"
#include "region/impact/stock.h"

namespace terrane {

struct ImpactQuestion {
  Fault fault;  // that is assumed
  const Zone* zone = nullptr;
  const Region* region = nullptr;    // whose zone it is, or which fails, or one end of the link
  const Region* other = nullptr;     // the link's other end
  std::optional<AccountId> account;  // whose resources; none: everybody's

  // A rack or a host of the zone, rather than all of it.
  bool is_of_hosts() const { return fault.rack || fault.host; }
};

struct RegionImpact {
  const Region* place = nullptr;
  bool fails = false;  // the fault strikes it, rather than its way to another
  std::vector<impact::Service> services;
  std::vector<impact::Loss> down;
  std::vector<impact::Loss> single;   // what would be gone, and is nowhere else
  std::vector<impact::Loss> waiting;  // copies that would wait for the link
  std::vector<impact::Demand> demands;
  std::vector<impact::Remedy> remedies;
  std::vector<impact::KeptCopy> copies;
  std::vector<impact::KeptDisk> disks;
};

struct Impact {
  ImpactQuestion question;
  std::vector<RegionImpact> regions;
  std::vector<const Region*> unavailable;  // that could not be asked
};

Impact survey(CloudCall& call, const ImpactQuestion& question);

}  // namespace terrane
