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

uint32_t number_of(std::string_view record, std::string_view field) {
  std::string text = field_of(record, field);
  return text.empty() ? 0 : uint32_t(std::stoul(text));
}

InstanceState state_of(std::string_view instance) {
  return InstanceState(number_of(instance, "state"));
}

bool ran(std::string_view instance) {
  InstanceState state = state_of(instance);
  return state == InstanceState::kRunning || state == InstanceState::kStarting ||
         state == InstanceState::kRebooting;
}

// Hosts without power, as the record of one fault says: told apart from what the cloud makes of it.
struct Darkness {
  uint32_t zone, rack, host;  // 0: all

  bool covers(const RegionCell& region, std::string_view instance) const {
    uint32_t in_zone = number_of(instance, "zone"), on_host = number_of(instance, "host");
    if (zone == 0) return true;
    if (zone != in_zone) return false;
    const HostPlan& plan = region.find_zone(in_zone)->hosts;
    uint32_t in_rack = on_host / (plan.count() / plan.racks) + 1;
    return (rack == 0 || rack == in_rack) && (host == 0 || host == on_host + 1);
  }
};

std::vector<Darkness> darkness_of(const Records& records) {
  std::vector<Darkness> found;
  for (auto at = records.lower_bound("fault/"); at != records.end(); ++at) {
    const auto& [key, fault] = *at;
    if (!key.starts_with("fault/")) break;
    FaultKind kind{uint8_t(number_of(fault, "kind"))};
    if (kind == FaultKind::kZonePower || kind == FaultKind::kRackPower ||
        kind == FaultKind::kHostPower || !field_of(fault, "without_power").empty())
      found.push_back(
          {number_of(fault, "zone"), number_of(fault, "rack"), number_of(fault, "host")});
  }
  return found;
}

}  // namespace

void ZonesFailAsTold::stepped(const ClientCall* call) {
  for (auto& [name, open] : world_.open_cells()) {
    if (!open.region || !history_.changed(name)) continue;
    check_power(*open.region);
    check_steps(*open.region, call);
    if (call && !call->is_operator) check_control_plane(*open.region, *call);
  }
}

void ZonesFailAsTold::check_power(const RegionCell& region) {
  const Failing& failing = region.faults->failing;
  region.compute.instances.each([&](const Instance& instance) {
    bool dark = failing.power_of(region.compute.rooms.place_of(instance));
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

void ZonesFailAsTold::check_steps(const RegionCell& region, const ClientCall* call) {
  const Records &before = history_.before(region.cell.name()),
                &after = history_.now(region.cell.name());
  std::vector<Darkness> dark_before = darkness_of(before), dark_after = darkness_of(after);
  if (dark_before.empty() && dark_after.empty()) return;
  bool of_faults = call && call->action.ends_with("Faults");
  of_faults |= call && call->action == "CreateFault";
  auto is_dark = [&](const std::vector<Darkness>& somewhere, std::string_view instance) {
    return std::ranges::any_of(somewhere,
                               [&](const Darkness& one) { return one.covers(region, instance); });
  };
  for (const auto& [key, now] : after) {
    if (!key.starts_with("instance/")) continue;
    bool dark = is_dark(dark_after, now), waits = !field_of(now, "with_power").empty();
    auto found = before.find(key);
    if (found == before.end()) {
      if (dark) world_.complain(key + " was placed on a host without power");
      continue;
    }
    bool was_dark = is_dark(dark_before, found->second);
    bool waited = !field_of(found->second, "with_power").empty();
    if (!was_dark && dark && ran(found->second) && !waits)
      world_.complain(key + " ran when its host lost power, and is not to start again");
    if (was_dark && dark && of_faults && waited != waits)
      world_.complain(key + " stays without power, and another fault changed whether it waits");
    if (was_dark && !dark && waited && state_of(now) == InstanceState::kStopped)
      world_.complain(key + " ran when its host lost power, and was left off when it was back");
  }
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
