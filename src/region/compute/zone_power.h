// What becomes of a zone's instances when its power goes, and when it is back (M-6, D10). Both
// happen in the transaction that sets or heals the fault, so that no instance is left between.
//
// Power gone: what ran is off, its memory lost; what was starting is off, too; what was stopping
// has stopped; what was being launched waits. What would run is remembered (Instance::with_power),
// unless it is stopped, or goes, meanwhile. Power back: it starts again, and launches begin anew.
#pragma once

#include <functional>

#include "region/region_cell.h"

namespace terrane::zone_power {

inline constexpr ErrorKind kNoPowerToBoot{
    "ResourceUnavailable",
    "Instance {} cannot boot: zone {} has no power (fault {}). It may be stopped, terminated, and "
    "its elastic IP moved; start another instance in another zone.",
    "实例 {} 无法启动：可用区 {} 断电（故障 {}）。可对其关机、退还或迁走弹性公网 "
    "IP，也可在其他可用区启动新实例。"};

// Calls `act` whenever one of the region's zones loses its power or has it again, where that is
// recorded. Before the cell is opened.
using Act = std::function<void(Transaction& transaction, const Zone& zone, bool lost)>;
void watch(RegionCell& region, Act act);
// From now on instances follow it. Before the cell is opened.
void watch_instances(RegionCell& region);

// Whether the zone, by its public number, has no power now.
bool is_lost(const RegionCell& region, uint32_t zone);

// Refuses to boot the instance while its zone has no power.
Result<void> check(const RegionCell& region, const Instance& instance);
// Refuses new capacity in the zone while it has no power, with a kind that takes the zone and the
// fault.
Result<void> check(const RegionCell& region, const Zone& zone, const ErrorKind& refusal);

// The instance, off in a zone without power, is to start as soon as there is power.
void start_when_back(RegionCell& region, Transaction& transaction, InstanceId instance);

// How many of the zone's instances start once it has power again.
size_t count_waiting(const RegionCell& region, uint32_t zone);

}  // namespace terrane::zone_power
