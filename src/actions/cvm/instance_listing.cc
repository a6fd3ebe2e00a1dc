// Describing instances: by IDs or filters, their state alone, or what DescribeInstances leaves out.
#include "actions/convert.h"
#include "actions/cvm/instance_view.h"
#include "actions/cvm/instances.h"
#include "actions/listing.h"
#include "region/compute/instance_manager.h"
#include "region/network/address_bindings.h"
#include "region/network/network_interfaces.h"
#include "region/network/primary_interface.h"

namespace terrane {
namespace {

namespace api = contract::cvm;

constexpr ErrorKind kUnknownAttribute{
    "InvalidParameterValue", "Attributes holds {}, but the only attribute here is UserData.",
    "Attributes 含有 {}，可选属性仅有 UserData。"};

Time time_of(std::string_view text) {
  Time time = from_local_text(text);
  return time.is_set() ? time : from_iso8601(text);
}

// --- Filters, by what is looked at. ---

using Found = std::vector<const Instance*>;

template <auto value_of>  // std::string_view or std::string of (region, instance)
bool equals(const RegionCell& region, const Instance& instance, std::string_view,
            std::string_view value) {
  return value_of(region, instance) == value;
}

bool matches_nothing(const RegionCell&, const Instance&, std::string_view, std::string_view) {
  return false;
}
void look_up_nothing(const RegionCell&, AccountId, std::string_view, Found&) {}

void add(const RegionCell& region, AnyId id, Found& found) {
  if (const Instance* instance = region.compute.instances.find(InstanceId(id)))
    found.push_back(instance);
}

void look_up_id(const RegionCell& region, AccountId, std::string_view value, Found& found) {
  if (auto id = InstanceId::parse(value)) add(region, *id, found);
}

// Instances that refer to the resource with this ID.
template <class Id>
void look_up_referrers(const RegionCell& region, AccountId, std::string_view value, Found& found) {
  if (auto id = Id::parse(value))
    region.cell.ledger().each(*id, Kind::kInstance,
                              [&](AnyId instance) { add(region, instance, found); });
}

void look_up_vpc(const RegionCell& region, AccountId, std::string_view value, Found& found) {
  auto vpc = VpcId::parse(value);
  if (!vpc) return;
  region.cell.ledger().each(*vpc, Kind::kSubnet, [&](AnyId subnet) {
    region.cell.ledger().each(subnet, Kind::kInstance,
                              [&](AnyId instance) { add(region, instance, found); });
  });
}

void look_up_address(const RegionCell& region, AccountId account, std::string_view value,
                     Found& found) {
  auto address = parse_ipv4(value);
  if (!address) return;
  for (const Subnet* subnet : region.network.subnets.of(account)) {
    if (!subnet || !subnet->cidr.contains(*address)) continue;
    if (auto owner = region.network.addresses.owner(subnet->id, *address)) {
      bool on_interface = owner->kind() == Kind::kNetworkInterface;
      add(region, on_interface ? instance_with_primary(NetworkInterfaceId(*owner)) : *owner, found);
    }
  }
}

void look_up_public_address(const RegionCell& region, AccountId, std::string_view value,
                            Found& found) {
  auto address = parse_ipv4(value);
  if (!address) return;
  auto owner = region.network.public_addresses.owner(*address);
  if (!owner) return;
  const Address* elastic = region.network.elastic_addresses.find(AddressId(*owner));
  add(region, elastic ? AnyId(elastic->instance) : *owner, found);
}

bool has_group(const RegionCell&, const Instance& instance, std::string_view,
               std::string_view value) {
  return std::ranges::any_of(instance.security_groups,
                             [&](SecurityGroupId group) { return to_text(group) == value; });
}

bool has_any_tag_value(const RegionCell&, const Instance& instance, std::string_view,
                       std::string_view value) {
  return std::ranges::any_of(instance.tags, [&](const TagPair& tag) { return tag.value == value; });
}

std::string_view zone_of(const RegionCell& region, const Instance& instance) {
  const Zone* zone = region.find_zone(instance.zone);
  return zone ? std::string_view(zone->id) : std::string_view();
}

constexpr FilterRule<Instance> kFilters[] = {
    {"instance-id",
     equals<[](const RegionCell&, const Instance& instance) { return to_text(instance.id); }>,
     look_up_id},
    {"subnet-id",
     equals<[](const RegionCell&, const Instance& instance) { return to_text(instance.subnet); }>,
     look_up_referrers<SubnetId>},
    {"vpc-id", equals<[](const RegionCell& region, const Instance& instance) {
       return to_text(region.network.subnets.find(instance.subnet)->vpc);
     }>,
     look_up_vpc},
    {"security-group-id", has_group, look_up_referrers<SecurityGroupId>},
    {"disaster-recover-group-id", equals<[](const RegionCell&, const Instance& instance) {
       return to_text(instance.placement_group);
     }>,
     look_up_referrers<PlacementGroupId>},
    {"public-ip-address", equals<[](const RegionCell& region, const Instance& instance) {
       return to_text(address_bindings::public_address_of(region, instance));
     }>,
     look_up_public_address},
    {"private-ip-address",
     [](const RegionCell& region, const Instance& instance, std::string_view,
        std::string_view value) {
       auto address = parse_ipv4(value);
       return address && Interface(region, instance).has(*address);
     },
     look_up_address},
    {"ipv6-address", matches_nothing, look_up_nothing},
    {"host-id", matches_nothing, look_up_nothing},
    {"rack-id", matches_nothing, look_up_nothing},
    {"dedicated-cluster-id", matches_nothing, look_up_nothing},
    {"zone", equals<zone_of>},
    {"project-id", equals<[](const RegionCell&, const Instance& instance) {
       return std::to_string(instance.project);
     }>},
    {"uuid", equals<[](const RegionCell&, const Instance& instance) {
       return to_text(uuid_of(instance.id));
     }>},
    {"instance-name",
     equals<[](const RegionCell&, const Instance& instance) { return instance.name.view(); }>},
    {"vague-instance-name",
     [](const RegionCell&, const Instance& instance, std::string_view, std::string_view value) {
       return instance.name.view().find(value) != std::string_view::npos;
     }},
    {"instance-type",
     equals<[](const RegionCell&, const Instance& instance) { return instance.type.view(); }>},
    {"instance-charge-type",
     equals<[](const RegionCell&, const Instance& instance) { return name_of(instance.charge); }>},
    {"instance-state",
     equals<[](const RegionCell&, const Instance& instance) { return name_of(instance.state); }>},
    {"image-id",
     equals<[](const RegionCell&, const Instance& instance) { return to_text(instance.image); }>},
    {"creation-start-time",
     [](const RegionCell&, const Instance& instance, std::string_view, std::string_view value) {
       return instance.created >= time_of(value);
     }},
    {"creation-end-time",
     [](const RegionCell&, const Instance& instance, std::string_view, std::string_view value) {
       return instance.created <= time_of(value);
     }},
    {"tag-key", has_tag_key<Instance>},
    {"tag-value", has_any_tag_value},
    {"tag:", has_tag_value<Instance>}};

// Values that no instance could have are refused, with the code that the filter documents.
struct ValueRule {
  std::string_view filter;
  bool (*is_well_formed)(std::string_view value);
  ErrorKind malformed;  // {} = the value
};

template <class Id>
bool is_id(std::string_view value) {
  return Id::parse(value).has_value();
}
bool is_address(std::string_view value) {
  return parse_ipv4(value).has_value();
}
bool is_time(std::string_view value) {
  return time_of(value).is_set();
}

constexpr ErrorKind kBadTime{
    "InvalidParameterValue.InvalidTimeFormat",
    "{} is not a time such as 2026-11-23 11:43:41 (Beijing) or 2026-11-23T03:43:41Z.",
    "{} 不是合法的时间，例如 2026-11-23 11:43:41（北京时间）或 2026-11-23T03:43:41Z。"};

constexpr ValueRule kValueRules[] = {
    {"instance-id", is_id<InstanceId>, instance_manager::kMalformedId},
    {"vpc-id", is_id<VpcId>, kMalformedVpcId},
    {"subnet-id", is_id<SubnetId>, kMalformedSubnetId},
    {"security-group-id", is_id<SecurityGroupId>, kMalformedGroupId},
    {"private-ip-address", is_address, kMalformedAddress},
    {"public-ip-address", is_address, kMalformedAddress},
    {"creation-start-time", is_time, kBadTime},
    {"creation-end-time", is_time, kBadTime},
};

Result<void> check_values(const contract::List<api::Filter>& filters) {
  for (const api::Filter& filter : filters) {
    auto rule = std::ranges::find(kValueRules, filter.Name, &ValueRule::filter);
    if (rule == std::end(kValueRules)) continue;
    for (std::string_view value : filter.Values)
      if (!rule->is_well_formed(value)) return refuse(rule->malformed, value);
  }
  return {};
}

// What these actions document of pages and IDs differs from the other lists of `cvm`.
constexpr ErrorKind kLimitTooLarge{"InvalidParameterValue.LimitExceeded",
                                   "Limit is {}, but may be at most 100.",
                                   "Limit 为 {}，最大为 100。"};

const ListingErrors& listing_errors() {
  static const ListingErrors kErrors = [] {
    ListingErrors errors = kCvmListingErrors;
    errors.bad_page.code = "InvalidParameterValue";
    return errors;
  }();
  return kErrors;
}

template <class Request>
Result<Page> check_page(const Request& request) {
  if (request.Limit.value_or(0) > int64_t(kPageLimit))
    return refuse(kLimitTooLarge, std::to_string(*request.Limit));
  if (request.InstanceIds.size() > instance_manager::kInstancesPerCall)
    return refuse(instance_manager::kTooManyNamed,
                  std::to_string(instance_manager::kInstancesPerCall));
  return page_of(listing_errors(), request.Offset, request.Limit);
}

Result<api::DescribeInstancesResponse> describe_instances(
    RegionRead& call, const api::DescribeInstancesRequest& request) {
  TRY(Page page, check_page(request));
  CHECKED(check_values(request.Filters));
  TRY(auto listed, list_records<Instance>(call.region, call.region.compute.instances, call.account,
                                          request.InstanceIds, request.Filters, kFilters, page,
                                          listing_errors()));
  auto shown = call.arena.create_array<api::Instance>(listed.page.size());
  InstanceView view(call.arena, call.region, call.language);
  for (size_t i = 0; i < shown.size(); ++i) view.show(*listed.page[i], shown[i]);
  return api::DescribeInstancesResponse{.TotalCount = int64_t(listed.total),
                                        .InstanceSet = contract::List<api::Instance>(shown)};
}

Result<api::DescribeInstancesStatusResponse> describe_status(
    RegionRead& call, const api::DescribeInstancesStatusRequest& request) {
  TRY(Page page, check_page(request));
  TRY(auto listed, list_records<Instance>(call.region, call.region.compute.instances, call.account,
                                          request.InstanceIds, contract::List<api::Filter>(),
                                          kFilters, page, listing_errors()));
  return api::DescribeInstancesStatusResponse{
      .TotalCount = int64_t(listed.total),
      .InstanceStatusSet =
          shown_list<api::InstanceStatus>(call.arena, listed.page, [&](const Instance& instance) {
            return api::InstanceStatus{.InstanceId = to_text(call.arena, instance.id),
                                       .InstanceState = name_of(instance.state)};
          })};
}

Result<api::DescribeInstancesAttributesResponse> describe_attributes(
    RegionRead& call, const api::DescribeInstancesAttributesRequest& request) {
  for (std::string_view attribute : request.Attributes)
    if (attribute != "UserData") return refuse(kUnknownAttribute, attribute);
  TRY(auto instances,
      instance_manager::find_all(call.region, call.account, texts(request.InstanceIds)));
  return api::DescribeInstancesAttributesResponse{
      .InstanceSet =
          shown_list<api::InstanceAttribute>(call.arena, instances, [&](const Instance& instance) {
            auto* attributes = call.arena.create<api::Attribute>();
            attributes->UserData = instance.user_data.view();
            return api::InstanceAttribute{.InstanceId = to_text(call.arena, instance.id),
                                          .Attributes = attributes};
          })};
}

// Nothing here limits how often an instance may be changed.
Result<api::DescribeInstancesOperationLimitResponse> describe_operation_limit(
    RegionRead& call, const api::DescribeInstancesOperationLimitRequest& request) {
  constexpr int64_t kUnlimited = 1'000'000;
  TRY(auto instances,
      instance_manager::find_all(call.region, call.account, texts(request.InstanceIds)));
  return api::DescribeInstancesOperationLimitResponse{
      .InstanceOperationLimitSet = shown_list<api::OperationCountLimit>(
          call.arena, instances, [&](const Instance& instance) {
            return api::OperationCountLimit{.Operation = request.Operation,
                                            .InstanceId = to_text(call.arena, instance.id),
                                            .CurrentCount = 0,
                                            .LimitCount = kUnlimited};
          })};
}

constexpr Handler kHandlers[] = {
    region_read<describe_instances>("cvm", "DescribeInstances"),
    region_read<describe_status>("cvm", "DescribeInstancesStatus"),
    region_read<describe_attributes>("cvm", "DescribeInstancesAttributes"),
    region_read<describe_operation_limit>("cvm", "DescribeInstancesOperationLimit"),
};

}  // namespace

std::span<const Handler> instance_listing_handlers() {
  return kHandlers;
}

}  // namespace terrane
