// Regions and zones that operators add to a running cloud (M-4).
#pragma once

#include <span>

#include "account/account_cell.h"
#include "model/catalogue.h"

namespace terrane::place_manager {

struct NewZone {
  std::string id;
  std::optional<int64_t> number;  // none: the next that is free
  LocalizedText name;
  std::string access;  // "OPEN", which is meant where it is empty, or "TICKET"
  bool sold_out = false;
  HostPlan hosts;  // what is 0 is as in the zone beside it
};

struct NewRegion {
  std::string id;
  std::string short_code;  // empty: from the ID
  std::optional<int64_t> number;
  LocalizedText name;
  std::string territory;
  Coordinates location;
  std::string isolation;  // "STANDARD", which is meant where it is empty, or "FINANCE"
  LocalizedText login_advice;
  std::vector<std::string> lacks;
  std::vector<NewZone> zones;
};

// Notes the place; the catalogue is to follow once that is durable. Errors: those of place_rules.h.
Result<void> add_region(AccountChange& change, const Catalogue& catalogue, const NewRegion& wanted);
Result<void> add_zone(AccountChange& change, const Catalogue& catalogue, std::string_view region,
                      const NewZone& wanted);

}  // namespace terrane::place_manager
