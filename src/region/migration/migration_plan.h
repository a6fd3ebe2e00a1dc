// What a migration would do, and what is in its way, before anything moves.
//
// A plan is made by doing all of it and taking that back, under one lock: so it says what the steps
// will find, with the codes and sentences that they would be refused with, whichever rule is behind
// it: stock, quota, a withdrawn product, a missing ticket, a fault.
#pragma once

#include <optional>
#include <vector>

#include "base/money.h"
#include "region/migration/migration_rules.h"

namespace terrane {

struct PlannedInstance {
  InstanceId original;
  std::string name;
  bool runs = false;
  Ipv4 address;
  Ipv4 new_address;  // not set: whichever is free then
  std::string type;
  std::string new_type;
  ChargeType charge = ChargeType::kPostpaidByHour;
  ChargeType new_charge = ChargeType::kPostpaidByHour;
  Money hourly;                     // of the machine, its disks and its bandwidth
  std::optional<Money> new_hourly;  // known where it could be started
  Ipv4 public_address;              // an ordinary one, which does not go along
  AddressId elastic;                // which does
  Ipv4 elastic_address;
  std::vector<AnyId> forwarders;  // listeners, rules and target groups that turn to the new one
  bool destroyed = false;         // the original, at the end; else it stays, stopped
  Time expires;                   // of an original that is paid in advance
};

struct MigrationBlocker {
  AnyId resource;  // none: the whole of it
  Error why;
};

struct MigrationPlan {
  Migration migration;  // as it would stand at its end
  VpcId vpc;
  Cidr range;          // of the subnet that the new instances are in; none if there is none
  Cidr waiting_range;  // of the one where the originals wait, likewise
  std::vector<PlannedInstance> instances;
  std::vector<MigrationBlocker> blockers;
};

// Changes nothing.
MigrationPlan make_plan(Change& change, const Migration& wanted);

}  // namespace terrane
