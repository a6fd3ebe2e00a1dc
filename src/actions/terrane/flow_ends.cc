#include "actions/terrane/flow_ends.h"

#include "region/reach/reach_ends.h"
#include "region/reach/region_view.h"

namespace terrane {
namespace {

using reach::End;

constexpr ErrorKind kNotAnEnd{
    "InvalidParameterValue.Endpoint",
    "{} {} is neither the ID of something that has an address, nor an IPv4 address, nor "
    "\"internet\".",
    "{} {} 既不是具有 IP 地址的资源的 ID，也不是 IPv4 地址或 \"internet\"。"};
constexpr ErrorKind kNotFound{"ResourceNotFound", "You have no {} with an IP address in region {}.",
                              "您没有具有 IP 地址的资源 {}（地域 {}）。"};
constexpr ErrorKind kBoundToNothing{
    "InvalidParameterValue.Endpoint",
    "Elastic IP {} is bound to nothing, so nothing is sent from it; bind it with AssociateAddress.",
    "弹性公网 IP {} 未绑定资源，不会发出流量，请先通过 AssociateAddress 绑定。"};
constexpr ErrorKind kAmbiguous{
    "InvalidParameterValue.Endpoint",
    "Several of your networks in region {} have the address {}; name the resource by its ID.",
    "地域 {} 中有多个网络使用地址 {}，请改用资源 ID。"};
constexpr ErrorKind kBothOutside{
    "InvalidParameterValue.Endpoint",
    "Neither Source nor Destination is yours: what others do on the Internet is not known here.",
    "Source 与 Destination 均不属于您，无法得知公网上他人之间的连通性。"};
constexpr ErrorKind kUnknownRegion{
    "UnsupportedRegion", "There is no region {}. DescribeRegions lists those of this cloud.",
    "不存在地域 {}，可通过 DescribeRegions 查询本云的地域。"};

struct NamedEnd {
  std::string_view parameter;  // what the request calls it
  std::string_view text;
  const Region* place;  // where an ID or a private address is looked for
};

Result<const Region*> region_of(const CloudCall& call, std::string_view name,
                                const Region* otherwise) {
  if (name.empty()) return otherwise;
  const Region* region = call.catalogue.find_region(name);
  if (!region) return refuse(kUnknownRegion, name);
  return region;
}

// The account's public address leads to what has it, or, unbound, to nothing.
End end_of_public_address(const RegionCell& region, AccountId account, Ipv4 address) {
  End end{.region = region.index, .account = account, .public_address = address};
  if (auto holder = RegionView(region).at_public(address)) end.resource = holder->owner;
  return end;
}

// Whose the public address is; none: nobody's.
AccountId holder_of(const RegionCell& region, Ipv4 address) {
  auto owner = region.network.public_addresses.owner(address);
  if (!owner) return AccountId::kNone;
  if (owner->kind() == Kind::kAddress)
    return region.network.elastic_addresses.find(AddressId(*owner))->account;
  auto holder = RegionView(region).find(*owner);
  return holder ? holder->account : AccountId::kNone;
}

Result<End> find_by_id(CloudCall& call, const NamedEnd& named, AnyId id) {
  if (!named.place) return refuse(kNoRegionNamed);
  return look_in(call, *named.place, [&](const RegionCell& region) -> Result<End> {
    if (id.kind() == Kind::kAddress) {
      const Address* elastic = region.network.elastic_addresses.find(AddressId(id));
      if (!elastic || elastic->account != call.account)
        return refuse(kNotFound, named.text, named.place->id);
      return end_of_public_address(region, call.account, elastic->public_address);
    }
    auto end = reach_ends::end_of(region, id);
    if (!end || end->account != call.account) return refuse(kNotFound, named.text, named.place->id);
    return *end;
  });
}

// The one of the account's resources in the region that has this private address.
Result<End> find_by_private_address(CloudCall& call, const NamedEnd& named, Ipv4 address) {
  if (!named.place) return refuse(kNoRegionNamed);
  return look_in(call, *named.place, [&](const RegionCell& region) -> Result<End> {
    std::optional<End> found;
    for (const Vpc* vpc : region.network.vpcs.of(call.account)) {
      auto holder = vpc ? RegionView(region).at(vpc->id, address) : std::nullopt;
      if (!holder) continue;
      if (found) return refuse(kAmbiguous, named.place->id, named.text);
      found = reach_ends::end_of(region, holder->owner);
      if (found) found->address = address;
    }
    if (!found) return refuse(kNotFound, named.text, named.place->id);
    return *found;
  });
}

Result<End> find_by_public_address(CloudCall& call, Ipv4 address) {
  for (const Region& place : call.catalogue.regions()) {
    if (!PublicAddresses(place.number).range().contains(address)) continue;
    return look_in(call, place, [&](const RegionCell& region) -> Result<End> {
      if (holder_of(region, address) != call.account) return End::internet(address);
      return end_of_public_address(region, call.account, address);
    });
  }
  return End::internet(address);
}

Result<End> find_end(CloudCall& call, const NamedEnd& named) {
  if (named.text == "internet") return End::internet();
  if (auto address = parse_ipv4(named.text)) {
    if (!address->is_set()) return refuse(kNotAnEnd, named.parameter, named.text);
    return reach::is_private(*address) ? find_by_private_address(call, named, *address)
                                       : find_by_public_address(call, *address);
  }
  auto id = parse_any_id(named.text);
  if (!id) return refuse(kNotAnEnd, named.parameter, named.text);
  return find_by_id(call, named, *id);
}

// A private address means what the source's routes make of it.
Result<End> find_target(CloudCall& call, const NamedEnd& named, const End& source) {
  auto address = parse_ipv4(named.text);
  if (!address || !reach::is_private(*address) || source.is_outside()) return find_end(call, named);
  return End{.region = source.region, .address = *address};
}

}  // namespace

Result<FlowEnds> find_ends(CloudCall& call,
                           const contract::terrane::AnalyzeReachabilityRequest& request) {
  TRY(const Region* source_place, region_of(call, request.SourceRegion, call.region));
  TRY(const Region* target_place, region_of(call, request.DestinationRegion, source_place));
  TRY(End source, find_end(call, {"Source", request.Source, source_place}));
  if (!source.resource && !source.is_outside()) return refuse(kBoundToNothing, request.Source);
  TRY(End target, find_target(call, {"Destination", request.Destination, target_place}, source));
  if (source.is_outside() && target.is_outside()) return refuse(kBothOutside);
  return FlowEnds{source, target};
}

}  // namespace terrane
