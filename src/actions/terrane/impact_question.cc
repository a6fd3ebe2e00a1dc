#include "actions/terrane/impact_question.h"

#include "actions/terrane/flow_ends.h"
#include "actions/terrane/named_places.h"
#include "fault/fault_rules.h"

namespace terrane {
namespace {

namespace api = contract::terrane;

constexpr ErrorKind kNothingNamed{
    "MissingParameter",
    "Say what is to fail: a Zone, or a Rack or Host of it; a Region; or the link between Region "
    "and OtherRegion.",
    "请指定假设发生故障的对象：Zone（或其中的 Rack、Host）、Region，或 Region 与 OtherRegion "
    "之间的链路。"};
constexpr ErrorKind kBadKind{
    "InvalidParameterValue.Kind",
    "Kind {} does not go with what is named: a Zone may lose its power (ZONE_POWER) or its network "
    "(ZONE_NETWORK), its Rack or Host its power (RACK_POWER, HOST_POWER), a Region is lost "
    "(REGION), a link is cut (LINK).",
    "Kind {} 与所指定的对象不符：Zone 可为 ZONE_POWER 或 ZONE_NETWORK，其 Rack 为 RACK_POWER，其 "
    "Host 为 HOST_POWER，Region 为 REGION，链路为 LINK。"};
constexpr ErrorKind kOperatorsOnly{
    "UnauthorizedOperation",
    "Only operators may ask about other accounts: leave Uin and AllAccounts out.",
    "仅运营者可查询其他账号，请勿填写 Uin 与 AllAccounts。"};
constexpr ErrorKind kNoAccount{"ResourceNotFound.Account", "There is no account {}.",
                               "不存在账号 {}。"};

// Whose resources are asked about; none: everybody's. Accounts are looked up where the fault is
// assumed, whatever becomes of the account plane.
Result<std::optional<AccountId>> whose(CloudCall& call, const api::DescribeImpactRequest& request,
                                       const Region& place) {
  AccountId account{request.Uin.value_or(uint64_t(call.account))};
  bool all = request.AllAccounts.value_or(false);
  if (!call.caller.is_operator && (all || account != call.account)) return refuse(kOperatorsOnly);
  if (all) return std::nullopt;
  if (account == call.account) return account;
  return look_in(call, place, [&](const RegionCell& region) -> Result<std::optional<AccountId>> {
    if (!region.accounts.accounts.find(account))
      return refuse(kNoAccount, std::to_string(uint64_t(account)));
    return account;
  });
}

Result<FaultKind> kind_of(std::string_view name, std::initializer_list<FaultKind> possible) {
  if (name.empty()) return *possible.begin();
  for (FaultKind kind : possible)
    if (fault_rules::row_of(kind).name == name) return kind;
  return refuse(kBadKind, name);
}

// A zone, or a rack or host of it.
Result<void> read_zone(CloudCall& call, const api::DescribeImpactRequest& request,
                       ImpactQuestion& asked) {
  TRY(asked.zone, find_zone(call, request.Zone));
  asked.region = &call.catalogue.region(asked.zone->region);
  asked.fault.zone = asked.zone->number;
  asked.fault.zone_id = asked.zone->id;
  asked.fault.rack = uint32_t(request.Rack.value_or(0));
  asked.fault.host = uint32_t(request.Host.value_or(0));
  using enum FaultKind;
  auto possible = request.Rack   ? kind_of(request.Kind, {kRackPower})
                  : request.Host ? kind_of(request.Kind, {kHostPower})
                                 : kind_of(request.Kind, {kZonePower, kZoneNetwork});
  TRY(asked.fault.kind, possible);
  return {};
}

}  // namespace

Result<ImpactQuestion> read_impact_question(CloudCall& call,
                                            const api::DescribeImpactRequest& request) {
  ImpactQuestion asked;
  CHECKED(check_part(call, request));
  if (!request.Zone.empty()) {
    CHECKED(read_zone(call, request, asked));
  } else if (!request.OtherRegion.empty() && !request.Region.empty()) {
    TRY(asked.region, find_region(call, request.Region));
    TRY(asked.other, find_region(call, request.OtherRegion));
    if (asked.region == asked.other) return refuse(kSameRegion, request.Region);
    TRY(asked.fault.kind, kind_of(request.Kind, {FaultKind::kLink}));
    asked.fault.other = asked.other->id;
  } else if (!request.Region.empty()) {
    TRY(asked.region, find_region(call, request.Region));
    TRY(asked.fault.kind, kind_of(request.Kind, {FaultKind::kRegion}));
  } else {
    return refuse(kNothingNamed);
  }
  asked.fault.region = asked.region->id;
  asked.fault.mode = fault_rules::row_of(asked.fault.kind).modes.front();
  asked.fault.id = fault_rules::id_of(asked.fault);
  TRY(asked.account, whose(call, request, *asked.region));
  return asked;
}

}  // namespace terrane
