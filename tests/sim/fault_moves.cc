// Zones that lose their power, their network or their control plane, racks and hosts of them that
// lose their power or launch nothing, and how they are healed (M-6).
#include "sim/fault_moves.h"

#include "sim/moves.h"

namespace terrane::sim {
namespace {

constexpr AccountId kOperator{100000000090};

void call_as_operator(Workload& work, std::string_view action, const std::string& region,
                      const boost::json::object& parameters) {
  ClientCall call = call_to("terrane", action, {kOperator, region}, parameters);
  call.is_operator = true;
  work.call(std::move(call));
}

std::string some_zone(Workload& work, const std::string& region) {
  const Catalogue& catalogue = work.world().cloud().catalogue();
  return catalogue.zone(work.pick(catalogue.find_region(region)->zones)).id;
}

void fail_a_zone(Workload& work) {
  constexpr std::string_view kKinds[] = {"ZONE_POWER", "ZONE_NETWORK", "ZONE_CONTROL_PLANE"};
  std::string region = work.region();
  std::string_view kind = work.pick(kKinds);
  boost::json::object fault{{"Kind", kind}, {"Zone", some_zone(work, region)}};
  if (kind == "ZONE_CONTROL_PLANE" && work.chance(50)) {
    fault["Mode"] = "DELAY";
    fault["DelayMilliseconds"] = 1 + work.below(4000);
  }
  call_as_operator(work, "CreateFault", region, fault);
}

// A rack or a host, or now and then one that is not there.
void name_a_part(Workload& work, boost::json::object& call, bool rack) {
  constexpr uint64_t kRacks = 2, kHosts = 4;  // in every zone (world.cc)
  uint64_t beyond = work.chance(5);
  if (rack) {
    call["Rack"] = 1 + work.below(kRacks + beyond);
  } else {
    call["Host"] = 1 + work.below(kHosts + beyond);
  }
}

void fail_hosts(Workload& work) {
  constexpr std::string_view kKinds[] = {"RACK_POWER", "HOST_POWER", "HOST_POWER", "HOST_LAUNCH"};
  std::string region = work.region();
  std::string_view kind = work.pick(kKinds);
  boost::json::object fault{{"Kind", kind}, {"Zone", some_zone(work, region)}};
  bool whole_zone = kind == "HOST_LAUNCH" && work.chance(30);
  bool rack = kind == "RACK_POWER" || (kind == "HOST_LAUNCH" && work.chance(40));
  if (!whole_zone) name_a_part(work, fault, rack);
  call_as_operator(work, "CreateFault", region, fault);
}

void heal_hosts(Workload& work) {
  std::string region = work.region();
  boost::json::object request{{"Zone", some_zone(work, region)}};
  name_a_part(work, request, work.chance(40));
  call_as_operator(work, "HealFaults", region, request);
}

void list_hosts(Workload& work) {
  std::string region = work.region();
  call_as_operator(work, "DescribeHosts", region, {{"Zone", some_zone(work, region)}});
}

void heal_a_zone(Workload& work) {
  std::string region = work.region();
  call_as_operator(work, "HealFaults", region, {{"Zone", some_zone(work, region)}});
}

void list_faults(Workload& work) {
  call_as_operator(work, "DescribeFaults", work.region(), {});
}

constexpr Move kMoves[] = {
    {"fail a zone", 1, fail_a_zone}, {"heal a zone", 2, heal_a_zone},
    {"list faults", 1, list_faults}, {"fail hosts", 2, fail_hosts},
    {"heal hosts", 2, heal_hosts},   {"list hosts", 1, list_hosts},
};

}  // namespace

std::span<const Move> fault_moves() {
  return kMoves;
}

}  // namespace terrane::sim
