// What becomes of instances when the power of their hosts goes, and when it is back (M-6, D10):
// with that of one host, of a rack of them, of a zone or of the region. Both happen in the
// transaction that sets or heals the fault, so that no instance is left between.
//
// Power gone: what ran is off, its memory lost; what was starting is off, too; what was stopping
// has stopped; what was being launched waits. What would run is remembered (Instance::with_power),
// unless it is stopped, or goes, meanwhile. Power back, when nothing takes it any more: it starts
// again, and launches begin anew. Nothing but instances is on a host here: of all else the zone is
// asked.
#pragma once

#include <functional>

#include "fault/failing.h"
#include "region/region_cell.h"

namespace terrane::power {

inline constexpr ErrorKind kNoPowerToBoot{
    "ResourceUnavailable",
    "Instance {} cannot boot: zone {} has no power (fault {}). It may be stopped, terminated, and "
    "its elastic IP moved; start another instance in another zone.",
    "实例 {} 无法启动：可用区 {} 断电（故障 {}）。可对其关机、退还或迁走弹性公网 "
    "IP，也可在其他可用区启动新实例。"};
inline constexpr ErrorKind kNoHostToBoot{
    "ResourceUnavailable",
    "Instance {} cannot boot: its host in zone {} has no power (fault {}). It may be stopped, "
    "terminated, and its elastic IP moved; another instance gets a host that has power.",
    "实例 {} 无法启动：其在可用区 {} 的宿主机断电（故障 {}）。可对其关机、退还或迁走弹性公网 "
    "IP；新实例会分配到未断电的宿主机。"};

// Calls `act` whenever one of the region's zones loses its power or has it again, where that is
// recorded. Before the cell is opened.
using Act = std::function<void(Transaction& transaction, const Zone& zone, bool lost)>;
void watch_zones(RegionCell& region, Act act);
// From now on instances follow the power of their hosts, and so does the room that these give.
// Before the cell is opened.
void watch_instances(RegionCell& region);

// Whether the zone, by its public number, has no power now; or the instance's host.
bool is_lost(const RegionCell& region, uint32_t zone);
bool is_lost(const RegionCell& region, const Instance& instance);

// Refuses to boot the instance while its host has no power.
Result<void> check(const RegionCell& region, const Instance& instance);
// Refuses something else of it then, with a kind that takes the instance and the fault.
Result<void> check(const RegionCell& region, const Instance& instance, const ErrorKind& refusal);
// Refuses new capacity in the zone while it has no power, with a kind that takes the zone and the
// fault.
Result<void> check(const RegionCell& region, const Zone& zone, const ErrorKind& refusal);

// The instance, off on a host without power, is to start as soon as there is power.
void start_when_back(RegionCell& region, Transaction& transaction, InstanceId instance);

// How many instances wait for power where the fault takes it away.
size_t count_waiting(const RegionCell& region, const Fault& fault);

}  // namespace terrane::power
