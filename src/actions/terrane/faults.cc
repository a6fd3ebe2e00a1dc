// Faults, as operators set, list and heal them (D10). A fault is a record of the cell that it
// strikes; what it does there happens in the same transaction.
#include "actions/terrane/faults.h"

#include <algorithm>

#include "actions/convert.h"
#include "actions/terrane/named_places.h"
#include "contract/terrane.h"
#include "fault/fault_rules.h"
#include "fault/fault_tables.h"
#include "region/compute/power.h"

namespace terrane {
namespace {

namespace api = contract::terrane;
using fault_rules::Where;

constexpr ErrorKind kNoProduct{
    "ResourceNotFound.Product",
    "There is no product {}; DescribeProducts of service region lists them.",
    "不存在产品 {}，可通过 region 服务的 DescribeProducts 查询。"};
constexpr ErrorKind kNoFault{"ResourceNotFound.Fault",
                             "There is no fault {}; DescribeFaults lists those there are.",
                             "不存在故障 {}，可通过 DescribeFaults 查询。"};
constexpr ErrorKind kTargetMissing{"MissingParameter", "A fault of kind {} needs {}.",
                                   "故障类型 {} 需要填写 {}。"};
constexpr ErrorKind kNotOfPart{
    "InvalidParameterCombination",
    "A fault of kind {} strikes no single {}: leave that out, or ask for RACK_POWER, HOST_POWER or "
    "HOST_LAUNCH.",
    "故障类型 {} 不针对单个 {}，请去掉该参数，或使用 RACK_POWER、HOST_POWER、HOST_LAUNCH。"};
constexpr ErrorKind kNothingNamed{
    "MissingParameter", "Say what to heal: FaultIds, Zone or Region; or all that fails, with All.",
    "请指定要恢复的故障：FaultIds、Zone、Region，或用 All 恢复全部。"};

// How the API names the cell of accounts and keys, where others are named by their region.
constexpr std::string_view kAccountPlane = "account-plane";

// One cell's faults, whichever cell it is.
struct Struck {
  Cell& cell;
  FaultTables& faults;
  RegionCell* region;  // null for the account plane
};

Result<Struck> struck_region(CloudCall& call, std::string_view id) {
  TRY(const Region* place, find_region(call, id));
  TRY(RegionCell * region, call.cloud.region(call.catalogue.index_of(*place)));
  return Struck{region->cell, *region->faults, region};
}

Struck struck_plane(CloudCall& call) {
  return {call.cloud.accounts().cell, call.cloud.accounts().faults, nullptr};
}

// Under the cell's writer lock, all or nothing; the call waits until it is durable.
template <class Make>
Result<void> change_faults(CloudCall& call, Struck struck, Make make) {
  if (struck.cell.commits().failed()) return refuse(kCellUnavailable, struck.cell.name());
  std::unique_lock writing(struck.cell.lock());
  Transaction transaction;
  transaction.at = call.now;
  make(transaction, struck.faults.faults);
  call.tickets.add(struck.cell, struck.cell.commit(transaction));
  return {};
}

Result<void> set(CloudCall& call, Struck struck, const Fault& fault) {
  return change_faults(call, struck, [&](Transaction& transaction, Table<Fault>& faults) {
    if (!faults.find(fault.id)) {
      transaction.add(faults, fault);
    } else {
      transaction.change(faults, fault.id, [&](Fault& known) { known = fault; });
    }
  });
}

// The part of the zone that the request aims at, as far as the kind can strike one.
Result<void> aim_within(CloudCall& call, const api::CreateFaultRequest& request, Fault& fault) {
  const auto& row = fault_rules::row_of(fault.kind);
  bool any = row.where == Where::kHosts;
  if (request.Rack && !any && row.where != Where::kRack)
    return refuse(kNotOfPart, row.name, "Rack");
  if (request.Host && !any && row.where != Where::kHost)
    return refuse(kNotOfPart, row.name, "Host");
  if (row.where == Where::kRack && !request.Rack) return refuse(kTargetMissing, row.name, "Rack");
  if (row.where == Where::kHost && !request.Host) return refuse(kTargetMissing, row.name, "Host");
  CHECKED(check_part(call, request));
  fault.rack = uint32_t(request.Rack.value_or(0));
  fault.host = uint32_t(request.Host.value_or(0));
  return {};
}

// What the request aims at, by public names that exist.
Result<void> aim(CloudCall& call, const api::CreateFaultRequest& request, Fault& fault) {
  const auto& row = fault_rules::row_of(fault.kind);
  CHECKED(aim_within(call, request, fault));
  fault.region = request.Region;
  if (row.where == Where::kNowhere) {
    fault.region.clear();
    return {};
  }
  if (fault_rules::is_within_a_zone(row.where)) {
    if (request.Zone.empty()) return refuse(kTargetMissing, row.name, "Zone");
    TRY(const Zone* zone, find_zone(call, request.Zone));
    fault.zone = zone->number;
    fault.zone_id = zone->id;
    fault.region = call.catalogue.region(zone->region).id;
    return {};
  }
  if (request.Region.empty()) return refuse(kTargetMissing, row.name, "Region");
  if (row.where == Where::kCell && request.Region == kAccountPlane) return {};
  CHECKED(find_region(call, request.Region));
  if (row.where == Where::kTwoRegions) {
    if (request.OtherRegion.empty()) return refuse(kTargetMissing, row.name, "OtherRegion");
    CHECKED(find_region(call, request.OtherRegion));
    if (request.OtherRegion == request.Region) return refuse(kSameRegion, request.Region);
    fault.other = request.OtherRegion;
  }
  if (row.where == Where::kProductOfRegion) {
    if (request.Product.empty()) return refuse(kTargetMissing, row.name, "Product");
    if (!call.catalogue.find_product(request.Product)) return refuse(kNoProduct, request.Product);
    fault.other = request.Product;
  }
  return {};
}

Result<Fault> fault_of(CloudCall& call, const api::CreateFaultRequest& request) {
  Fault fault{.reason = std::string(request.Reason), .by = call.account, .since = call.now};
  TRY(fault.kind, fault_rules::parse_kind(request.Kind));
  CHECKED(aim(call, request, fault));
  TRY(fault.mode,
      fault_rules::parse_mode(fault.kind, request.Mode, request.DelayMilliseconds.has_value()));
  TRY(Duration delay, fault_rules::check_delay(fault.mode, request.DelayMilliseconds));
  fault.delay_microseconds = delay.microseconds;
  fault.without_power = fault.kind == FaultKind::kRegion && request.WithoutPower.value_or(false);
  fault.id = fault_rules::id_of(fault);
  return fault;
}

Result<api::CreateFaultResponse> create_fault(CloudCall& call,
                                              const api::CreateFaultRequest& request) {
  TRY(Fault fault, fault_of(call, request));
  if (fault.kind == FaultKind::kAccountPlane || fault.region == kAccountPlane) {
    CHECKED(set(call, struck_plane(call), fault));
  } else {
    TRY(Struck struck, struck_region(call, fault.region));
    CHECKED(set(call, struck, fault));
  }
  if (fault.kind == FaultKind::kLink) {  // each end knows of it by itself
    Fault from_there = fault;
    std::swap(from_there.region, from_there.other);
    TRY(Struck other, struck_region(call, from_there.region));
    CHECKED(set(call, other, from_there));
  }
  return api::CreateFaultResponse{.FaultId = call.arena.copy(fault.id)};
}

// Calls visit(Struck) for each cell that can be opened.
template <class Visit>
void each_struck(CloudCall& call, Visit visit) {
  visit(struck_plane(call));
  for (const Region& place : call.catalogue.regions())
    if (auto region = call.cloud.region(call.catalogue.index_of(place)))
      visit(Struck{(*region)->cell, *(*region)->faults, *region});
}

// Every fault, by its ID; a link's once.
std::vector<Fault> all_faults(CloudCall& call) {
  std::vector<Fault> found;
  each_struck(call, [&](Struck struck) {
    std::shared_lock reading(struck.cell.lock());
    call.tickets.add_copy(struck.cell);
    for (const Fault& fault : struck.faults.failing.all()) found.push_back(fault);
  });
  std::ranges::sort(found, {}, &Fault::id);
  auto twice = std::ranges::unique(found, {}, &Fault::id);
  found.erase(twice.begin(), twice.end());
  return found;
}

// What starts again once the fault is healed: nothing else tells such instances from others.
uint64_t count_waiting(CloudCall& call, const Fault& fault) {
  const Region* place = fault.takes_power() ? call.catalogue.find_region(fault.region) : nullptr;
  if (!place) return 0;
  auto region = call.cloud.region(call.catalogue.index_of(*place));
  if (!region) return 0;
  std::shared_lock reading((*region)->cell.lock());
  return power::count_waiting(**region, fault);
}

api::Fault to_api(Arena& arena, const Fault& fault) {
  bool is_link = fault.kind == FaultKind::kLink, is_product = fault.kind == FaultKind::kProduct;
  return {.FaultId = arena.copy(fault.id),
          .Kind = fault_rules::row_of(fault.kind).name,
          .Region = arena.copy(fault.region),
          .Zone = arena.copy(fault.zone_id),
          .Rack = fault.rack,
          .Host = fault.host,
          .OtherRegion = arena.copy(is_link ? fault.other : ""),
          .Product = arena.copy(is_product ? fault.other : ""),
          .Mode = fault_rules::name_of(fault.mode),
          .DelayMilliseconds = fault.delay_microseconds / milliseconds(1).microseconds,
          .WithoutPower = fault.without_power,
          .Reason = arena.copy(fault.reason),
          .CreatedBy = uint64_t(fault.by),
          .CreatedTime = to_iso8601(arena, fault.since)};
}

// Whether the fault is of the zone, rack and host that a request names.
template <class Request>
bool is_of_part(const Request& request, const Fault& fault) {
  return fault.zone_id == request.Zone && fault.rack == request.Rack.value_or(fault.rack) &&
         fault.host == request.Host.value_or(fault.host);
}

Result<api::DescribeFaultsResponse> describe_faults(CloudCall& call,
                                                    const api::DescribeFaultsRequest& request) {
  CHECKED(check_part(call, request));
  std::vector<Fault> faults = all_faults(call);
  std::erase_if(faults, [&](const Fault& fault) {
    bool elsewhere = !request.Region.empty() && fault.region != request.Region &&
                     (fault.kind != FaultKind::kLink || fault.other != request.Region);
    return elsewhere || (!request.Zone.empty() && !is_of_part(request, fault));
  });
  auto shown = call.arena.create_array<api::Fault>(faults.size());
  for (size_t i = 0; i < faults.size(); ++i) {
    shown[i] = to_api(call.arena, faults[i]);
    shown[i].WaitingInstanceCount = count_waiting(call, faults[i]);
  }
  return api::DescribeFaultsResponse{.TotalCount = faults.size(),
                                     .FaultSet = contract::List<api::Fault>(shown)};
}

bool is_meant(const api::HealFaultsRequest& request, const Fault& fault) {
  if (request.All.value_or(false)) return true;
  if (std::ranges::find(request.FaultIds, fault.id) != request.FaultIds.end()) return true;
  if (!request.Zone.empty()) return is_of_part(request, fault);
  bool at_other_end = fault.kind == FaultKind::kLink && fault.other == request.Region;
  return !request.Region.empty() && (fault.region == request.Region || at_other_end);
}

// Those of the cell that are meant: nothing is asked of a cell that has none.
Result<void> heal_in(CloudCall& call, Struck struck, const std::vector<Fault>& meant) {
  std::vector<std::string> ids;
  {
    std::shared_lock reading(struck.cell.lock());
    for (const Fault& fault : struck.faults.failing.all())
      if (std::ranges::find(meant, fault.id, &Fault::id) != meant.end()) ids.push_back(fault.id);
  }
  if (ids.empty()) return {};
  auto heal = [&] {
    return change_faults(call, struck, [&](Transaction& transaction, Table<Fault>& faults) {
      for (const std::string& id : ids)
        if (faults.find(id)) transaction.remove(faults, id);
    });
  };
  return struck.region ? call.cloud.rejoin(*struck.region, heal) : heal();
}

// A link's faults go at both ends, whichever was named.
Result<api::HealFaultsResponse> heal_faults(CloudCall& call,
                                            const api::HealFaultsRequest& request) {
  if (request.FaultIds.empty() && request.Zone.empty() && request.Region.empty() && !request.Rack &&
      !request.Host && !request.All.value_or(false))
    return refuse(kNothingNamed);
  if (!request.Zone.empty()) CHECKED(find_zone(call, request.Zone));
  CHECKED(check_part(call, request));
  if (!request.Region.empty()) CHECKED(find_region(call, request.Region));
  std::vector<Fault> known = all_faults(call);
  for (std::string_view id : request.FaultIds)
    if (std::ranges::find(known, id, &Fault::id) == known.end()) return refuse(kNoFault, id);
  std::erase_if(known, [&](const Fault& fault) { return !is_meant(request, fault); });

  Result<void> outcome;
  each_struck(call, [&](Struck struck) {
    auto healed = heal_in(call, struck, known);
    if (!healed && outcome) outcome = healed;
  });
  auto caught_up = call.cloud.catch_up();  // those that waited for the account plane
  if (outcome) outcome = caught_up;
  CHECKED(outcome);
  auto healed = call.arena.create_array<contract::Text>(known.size());
  for (size_t i = 0; i < known.size(); ++i) healed[i] = call.arena.copy(known[i].id);
  return api::HealFaultsResponse{.HealedFaultIds = contract::List<contract::Text>(healed)};
}

constexpr Handler kHandlers[] = {
    for_operators(cloud_write<create_fault>("terrane", "CreateFault")),
    for_operators(cloud_read<describe_faults>("terrane", "DescribeFaults")),
    for_operators(cloud_write<heal_faults>("terrane", "HealFaults")),
};

}  // namespace

std::span<const Handler> fault_handlers() {
  return kHandlers;
}

}  // namespace terrane
