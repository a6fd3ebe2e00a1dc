#include "fault/fault_rules.h"

#include <algorithm>

namespace terrane::fault_rules {
namespace {

void append(std::string& list, std::string_view name) {
  if (!list.empty()) list += ", ";
  list += name;
}

}  // namespace

Result<FaultKind> parse_kind(std::string_view name) {
  std::string all;
  for (const KindRow& row : kKinds) {
    if (row.name == name) return row.kind;
    append(all, row.name);
  }
  return refuse(kNoKind, name, all);
}

Result<FaultMode> parse_mode(FaultKind kind, std::string_view name, bool has_delay) {
  const KindRow& row = row_of(kind);
  std::string_view wanted = name.empty() && has_delay ? name_of(FaultMode::kDelay) : name;
  if (wanted.empty()) return row.modes.front();
  std::string all;
  for (FaultMode mode : row.modes) {
    if (mode == FaultMode::kNone) continue;
    if (name_of(mode) == wanted) return mode;
    append(all, name_of(mode));
  }
  return refuse(kNoMode, row.name, wanted, all.empty() ? "nothing else" : all);
}

Result<Duration> check_delay(FaultMode mode, std::optional<int64_t> given) {
  int64_t most = kLongestDelay.microseconds / milliseconds(1).microseconds;
  bool fits = mode == FaultMode::kDelay ? given && *given >= 1 && *given <= most : !given;
  if (!fits)
    return refuse(kBadDelay, given ? std::to_string(*given) : "missing", std::to_string(most));
  return milliseconds(given.value_or(0));
}

std::string id_of(const Fault& fault) {
  std::string id(row_of(fault.kind).prefix);
  if (!fault.zone_id.empty()) {
    id += "/" + fault.zone_id;
    bool may_be_a_host = row_of(fault.kind).where == Where::kHosts;
    if (fault.rack) id += (may_be_a_host ? "/rack-" : "/") + std::to_string(fault.rack);
    if (fault.host) id += "/" + std::to_string(fault.host);
    return id;
  }
  if (fault.kind == FaultKind::kLink)
    return id + "/" + std::min(fault.region, fault.other) + "/" +
           std::max(fault.region, fault.other);
  if (!fault.region.empty()) id += "/" + fault.region;
  if (!fault.other.empty()) id += "/" + fault.other;
  return id;
}

}  // namespace terrane::fault_rules
