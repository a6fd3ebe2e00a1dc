// Which network interfaces there are: elastic ones, and each instance's primary one.
#include "actions/convert.h"
#include "actions/filters.h"
#include "actions/listing.h"
#include "actions/vpc/shown.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/network/network_interfaces.h"

namespace terrane {

namespace api = contract::vpc;

namespace {

// --- Filters. ---

template <auto value_of>  // std::string or std::string_view of (region, interface)
bool equals(const RegionCell& region, const Interface& interface, std::string_view,
            std::string_view value) {
  return value_of(region, interface) == value;
}

VpcId vpc_of(const RegionCell& region, const Interface& interface) {
  return region.network.subnets.find(interface.subnet())->vpc;
}

bool has_group(const RegionCell&, const Interface& interface, std::string_view,
               std::string_view value) {
  return std::ranges::any_of(interface.groups(),
                             [&](SecurityGroupId group) { return to_text(group) == value; });
}
bool has_address(const RegionCell&, const Interface& interface, std::string_view,
                 std::string_view value) {
  auto address = parse_ipv4(value);
  return address && interface.has(*address);
}
bool has_qos(const RegionCell&, const Interface& interface, std::string_view,
             std::string_view value) {
  return std::ranges::any_of(interface.addresses(),
                             [&](const InterfaceAddress& held) { return held.qos == value; });
}
bool has_tag(const RegionCell& region, const Interface& interface, std::string_view,
             std::string_view value) {
  return interface.record() && has_tag_key(region, *interface.record(), "", value);
}
bool has_tag_with(const RegionCell& region, const Interface& interface, std::string_view key,
                  std::string_view value) {
  return interface.record() && has_tag_value(region, *interface.record(), key, value);
}

constexpr FilterRule<Interface> kFilters[] = {
    {"vpc-id", equals<[](const RegionCell& region, const Interface& interface) {
       return to_text(vpc_of(region, interface));
     }>},
    {"subnet-id", equals<[](const RegionCell&, const Interface& interface) {
       return to_text(interface.subnet());
     }>},
    {"network-interface-id",
     equals<[](const RegionCell&, const Interface& interface) { return to_text(interface.id()); }>},
    {"attachment.instance-id", equals<[](const RegionCell&, const Interface& interface) {
       return interface.instance() ? to_text(interface.instance()->id) : std::string();
     }>},
    {"groups.security-group-id", has_group},
    {"network-interface-name", equals<[](const RegionCell&, const Interface& interface) {
       return shown_name(interface, Language::kEnglish);
     }>},
    {"network-interface-description", equals<[](const RegionCell&, const Interface& interface) {
       return interface.record() ? std::string_view(interface.record()->description) : "";
     }>},
    {"address-ip", has_address},
    {"is-primary", [](const RegionCell&, const Interface& interface, std::string_view,
                      std::string_view value) { return truth_is(interface.is_primary(), value); }},
    {"eni-type", [](const RegionCell&, const Interface&, std::string_view,
                    std::string_view value) { return value == "0"; }},
    {"eni-qos", has_qos},
    {"tag-key", has_tag},
    {"tag:", has_tag_with}};

// Interfaces that may pass, by what an index knows them by.
using Found = std::vector<Interface>;

void add_elastic(const RegionCell& region, AnyId target, Found& found) {
  region.cell.ledger().each(target, Kind::kNetworkInterface, [&](AnyId id) {
    const auto* record = region.network.network_interfaces.find(NetworkInterfaceId(id));
    if (!record->is_primary) found.emplace_back(region, *record);
  });
}
void add_instances(const RegionCell& region, AnyId target, Found& found) {
  region.cell.ledger().each(target, Kind::kInstance, [&](AnyId id) {
    found.emplace_back(region, *region.compute.instances.find(InstanceId(id)));
  });
}
template <class Id>
void look_up_referrers(const RegionCell& region, AnyId target, Found& found) {
  add_elastic(region, target, found);
  add_instances(region, target, found);
}
void look_up_vpc(const RegionCell& region, AnyId target, Found& found) {
  add_elastic(region, target, found);
  region.cell.ledger().each(target, Kind::kSubnet,
                            [&](AnyId subnet) { add_instances(region, subnet, found); });
}
void look_up_instance(const RegionCell& region, AnyId target, Found& found) {
  add_elastic(region, target, found);
  if (const Instance* instance = region.compute.instances.find(InstanceId(target)))
    found.emplace_back(region, *instance);
}

struct Lookup {
  std::string_view filter;
  Kind kind;
  void (*find)(const RegionCell& region, AnyId target, Found& found);
};
constexpr Lookup kLookups[] = {
    {"attachment.instance-id", Kind::kInstance, look_up_instance},
    {"subnet-id", Kind::kSubnet, look_up_referrers<SubnetId>},
    {"groups.security-group-id", Kind::kSecurityGroup, look_up_referrers<SecurityGroupId>},
    {"vpc-id", Kind::kVpc, look_up_vpc}};

// Everything that may pass, newest first; nothing where no index knows.
std::optional<Found> candidates(const RegionCell& region, AccountId account,
                                const contract::List<api::Filter>& filters) {
  for (const Lookup& lookup : kLookups) {
    auto filter = std::ranges::find(filters, lookup.filter, &api::Filter::Name);
    if (filter == filters.end()) continue;
    Found found;
    for (std::string_view value : filter->Values)
      if (auto id = parse_id(lookup.kind, value)) lookup.find(region, *id, found);
    std::erase_if(found, [&](const Interface& one) { return one.account() != account; });
    std::ranges::sort(found, std::greater(), &Interface::sequence);
    auto again = std::ranges::unique(found, {}, &Interface::id);
    found.erase(again.begin(), again.end());
    return found;
  }
  return std::nullopt;
}

// --- Listing. ---

struct Shown {
  Found page;
  uint64_t total = 0;
  void add(const Interface& interface, const Page& wanted) {
    if (total >= wanted.offset && page.size() < wanted.limit) page.push_back(interface);
    ++total;
  }
};

Result<Shown> list_named(const RegionRead& call, const contract::List<contract::Text>& ids,
                         const Page& page) {
  if (ids.size() > kFilterValuesMax)
    return refuse(kVpcListingErrors.too_many_values, "NetworkInterfaceIds",
                  std::to_string(kFilterValuesMax));
  Shown shown;
  for (std::string_view text : ids) {
    auto id = NetworkInterfaceId::parse(text);
    if (!id) return refuse(kVpcListingErrors.malformed_id, text);
    if (auto found = network_interfaces::look_up(call.region, call.account, *id))
      shown.add(*found, page);
  }
  return shown;
}

// All of them: those before the page are counted, not looked at.
Shown list_all(const RegionRead& call, const Page& page) {
  Shown shown;
  network_interfaces::each_newest_first(call.region, call.account, [&](const Interface& one) {
    shown.add(one, page);
    return shown.page.size() < page.limit;
  });
  shown.total = call.region.compute.instances.count_of(call.account);
  for (const auto* record : call.region.network.network_interfaces.of(call.account))
    shown.total += record && !record->is_primary;
  return shown;
}

Result<Shown> list(const RegionRead& call, const api::DescribeNetworkInterfacesRequest& request,
                   const Page& page) {
  if (!request.NetworkInterfaceIds.empty() && !request.Filters.empty())
    return refuse(kVpcListingErrors.ids_and_filters);
  if (!request.NetworkInterfaceIds.empty())
    return list_named(call, request.NetworkInterfaceIds, page);
  TRY(auto chosen,
      ChosenFilters<Interface>::choose(
          request.Filters, std::span<const FilterRule<Interface>>(kFilters), kVpcListingErrors));
  if (chosen.empty()) return list_all(call, page);
  Shown shown;
  auto take = [&](const Interface& one) {
    if (chosen.passes(call.region, one)) shown.add(one, page);
    return true;
  };
  if (auto found = candidates(call.region, call.account, request.Filters)) {
    for (const Interface& one : *found) take(one);
  } else {
    network_interfaces::each_newest_first(call.region, call.account, take);
  }
  return shown;
}

Result<api::DescribeNetworkInterfacesResponse> describe_network_interfaces(
    RegionRead& call, const api::DescribeNetworkInterfacesRequest& request) {
  auto number = [](std::optional<uint64_t> value) {
    return value ? std::optional<int64_t>(int64_t(std::min<uint64_t>(*value, INT64_MAX)))
                 : std::nullopt;
  };
  TRY(Page page, page_of(kVpcListingErrors, number(request.Offset), number(request.Limit)));
  TRY(Shown listed, list(call, request, page));
  auto shown = call.arena.create_array<api::NetworkInterface>(listed.page.size());
  for (size_t i = 0; i < shown.size(); ++i)
    shown[i] = to_api(call.arena, call.region, listed.page[i], call.language);
  return api::DescribeNetworkInterfacesResponse{
      .NetworkInterfaceSet = contract::List<api::NetworkInterface>(shown),
      .TotalCount = listed.total};
}

constexpr Handler kHandlers[] = {
    region_read<describe_network_interfaces>("vpc", "DescribeNetworkInterfaces"),
};

}  // namespace

std::span<const Handler> network_interface_listing_handlers() {
  return kHandlers;
}

}  // namespace terrane
