// What a zone's faults do, looked at from outside: nothing runs without power, nothing is changed
// past a control plane that refuses, and after the heal nothing is left of any of it.
#include "fault/fault_tables.h"
#include "region/database/database_tables.h"
#include "sim/checkers.h"

namespace terrane::sim {
namespace {

bool may_be_so_without_power(InstanceState state) {
  return state != InstanceState::kRunning && state != InstanceState::kRebooting &&
         state != InstanceState::kStopping;
}

std::string zone_of(const RegionCell& region, uint32_t number) {
  const Zone* zone = region.find_zone(number);
  return zone ? zone->id : std::to_string(number);
}

}  // namespace

void ZonesFailAsTold::stepped(const ClientCall* call) {
  for (auto& [name, open] : world_.open_cells()) {
    if (!open.region || !history_.changed(name)) continue;
    check_power(*open.region);
    if (call && !call->is_operator) check_control_plane(*open.region, *call);
  }
}

void ZonesFailAsTold::check_power(const RegionCell& region) {
  const Failing& failing = region.faults->failing;
  region.compute.instances.each([&](const Instance& instance) {
    bool dark = failing.power_of(instance.zone);
    std::string what = to_text(instance.id) + " in " + zone_of(region, instance.zone);
    if (dark && !may_be_so_without_power(instance.state))
      world_.complain(what + " is " + std::string(name_of(instance.state)) + " without power");
    if (instance.waits_for_power() && (!dark || instance.state != InstanceState::kStopped))
      world_.complain(what + " waits for power, though it need not");
  });
  region.database->databases.each([&](const Database& database) {
    if (database.suspended.is_set() && !failing.power_of(database.zone))
      world_.complain(to_text(database.id) + " waits for power, though it need not");
  });
}

// The first call of an account to a region makes what every account finds there, in every zone.
void ZonesFailAsTold::check_control_plane(const RegionCell& region, const ClientCall& call) {
  const Records &before = history_.before(region.cell.name()),
                &after = history_.now(region.cell.name());
  std::string made = "account-network/" + std::to_string(uint64_t(call.account));
  if (before.contains(made) != after.contains(made)) return;
  for (ZoneIndex index : region.place().zones) {
    const Zone& zone = region.catalogue.zone(index);
    const Fault* fault = region.faults->failing.control_plane_of(zone.number);
    if (!fault || fault->mode == FaultMode::kDelay) continue;
    std::string number = std::to_string(zone.number);
    auto look = [&](const Records& some, const Records& others) {
      for (const auto& [key, value] : some) {
        auto other = others.find(key);
        if (other != others.end() && other->second == value) continue;
        if (field_of(value, "zone") == number)
          world_.complain(call.action + " changed " + key + " in " + zone.id +
                          ", whose control plane refuses");
      }
    };
    look(before, after);
    look(after, before);
  }
}

void ZonesFailAsTold::rested() {
  for (auto& [name, open] : world_.open_cells()) {
    if (!open.region) continue;
    const RegionCell& region = *open.region;
    if (region.faults->faults.size() > 0) continue;
    region.compute.instances.each([&](const Instance& instance) {
      if (instance.is_moving() || instance.waits_for_power())
        world_.complain(to_text(instance.id) + " is still " + std::string(name_of(instance.state)) +
                        ", though nothing fails any more");
    });
    if (!region.mailbox.addressees().empty())
      world_.complain(name + " still has letters to send, though nothing fails any more");
  }
}

void ZonesFailAsTold::healed() {
  for (auto& [name, open] : world_.open_cells())
    if (open.region && open.region->faults->faults.size() > 0)
      world_.complain(name + " has faults after all of them were healed");
}

}  // namespace terrane::sim
