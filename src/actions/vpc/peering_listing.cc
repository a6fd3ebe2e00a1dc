// VPC peering connections as the account at either end sees them.
#include "actions/convert.h"
#include "actions/filters.h"
#include "actions/listing.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/network/peering_manager.h"

namespace terrane {
namespace {

namespace api = contract::vpc;

constexpr ErrorKind kBadOrder{"InvalidParameterValue", "{} {} is none of {}.",
                              "{} {} 不在可选值 {} 中。"};

// The codes that DescribeVpcPeeringConnections documents.
const ListingErrors& listing_errors() {
  static const ListingErrors kErrors = [] {
    ListingErrors errors = kVpcListingErrors;
    errors.unknown_filter.code = "InvalidParameter";
    return errors;
  }();
  return kErrors;
}

std::string_view short_code(const RegionCell& region, std::string_view id) {
  const Region* place = region.catalogue.find_region(id);
  return place ? std::string_view(place->short_code) : id;
}

// Of the caller, and of the other account once both have agreed.
std::optional<int64_t> app_id(const RegionRead& call, const PeeringConnection& connection,
                              AccountId account) {
  const Account* known = call.region.accounts.accounts.find(account);
  bool is_told = account == call.account || connection.state == PeeringState::kActive;
  return known && is_told ? int64_t(known->app_id) : 0;
}

api::PeerConnection shown(const RegionRead& call, const PeeringConnection& connection) {
  Arena& arena = call.arena;
  const PeeringEnd &from = connection.requester, &to = connection.accepter;
  std::span<const TagPair> tags;
  if (connection.account == call.account) tags = connection.tags;
  return {.SourceVpcId = to_text(arena, from.vpc),
          .PeerVpcId = to_text(arena, to.vpc),
          .PeeringConnectionId = to_text(arena, connection.id),
          .PeeringConnectionName = connection.terms.name,
          .State = name_of(connection.state),
          .IsNgw = false,
          .Bandwidth = connection.terms.bandwidth_mbps,
          .SourceRegion = short_code(call.region, from.region),
          .DestinationRegion = short_code(call.region, to.region),
          .CreateTime = to_local_text(arena, connection.created),
          .AppId = app_id(call, connection, from.account),
          .PeerAppId = app_id(call, connection, to.account),
          .ChargeType = connection.terms.charge,
          .SourceUin = int64_t(from.account),
          .DestinationUin = int64_t(to.account),
          .TagSet = to_api_tags<api::Tag>(arena, tags),
          .QosLevel = connection.terms.qos,
          .Type = peering_rules::kType,
          .DestinationVpcId = to_text(arena, to.vpc)};
}

// --- Filters. ---

bool has_vpc(const RegionCell&, const PeeringConnection& connection, std::string_view,
             std::string_view value) {
  return to_text(connection.requester.vpc) == value || to_text(connection.accepter.vpc) == value;
}
bool is_in_state(const RegionCell&, const PeeringConnection& connection, std::string_view,
                 std::string_view value) {
  return name_of(connection.state) == value;
}
bool has_name(const RegionCell&, const PeeringConnection& connection, std::string_view,
              std::string_view value) {
  return connection.terms.name == value;
}

constexpr FilterRule<PeeringConnection> kFilters[] = {
    {"vpc-id", has_vpc},
    {"state", is_in_state},
    {"peering-connection-id", id_is<&PeeringConnection::id>},
    {"peering-connection-name", has_name},
    {"tag-key", has_tag_key<PeeringConnection>},
    {"tag:", has_tag_value<PeeringConnection>}};

// --- Listing. ---

using Found = std::vector<const PeeringConnection*>;

Result<Found> find_named(const RegionRead& call, const contract::List<contract::Text>& ids) {
  if (ids.size() > kFilterValuesMax)
    return refuse(listing_errors().too_many_values, "PeeringConnectionIds",
                  std::to_string(kFilterValuesMax));
  Found found;
  for (std::string_view text : ids) {
    auto id = PeeringConnectionId::parse(text);
    if (!id) return refuse(listing_errors().malformed_id, text);
    const auto* connection = call.region.network.peering_connections.find(*id);
    if (connection && connection->is_of(call.account)) found.push_back(connection);
  }
  return found;
}

// Newest first, unless the request says otherwise.
Result<void> sort(Found& found, std::string_view field, std::string_view direction) {
  if (!field.empty() && field != "CreateTime" && field != "PeeringConnectionName")
    return refuse(kBadOrder, "OrderField", field, "CreateTime, PeeringConnectionName");
  if (!direction.empty() && direction != "ASC" && direction != "DESC")
    return refuse(kBadOrder, "OrderDirection", direction, "ASC, DESC");
  std::ranges::sort(found, {}, &PeeringConnection::sequence);
  if (field == "PeeringConnectionName")
    std::ranges::stable_sort(
        found, {}, [](const PeeringConnection* one) { return std::string_view(one->terms.name); });
  if (direction != "ASC") std::ranges::reverse(found);
  return {};
}

// As the other account sees it.
PeeringConnection without_tags(PeeringConnection connection) {
  connection.tags.clear();
  return connection;
}

Result<Found> find(const RegionRead& call,
                   const api::DescribeVpcPeeringConnectionsRequest& request) {
  if (!request.PeeringConnectionIds.empty() && !request.Filters.empty())
    return refuse(listing_errors().ids_and_filters);
  if (!request.PeeringConnectionIds.empty()) return find_named(call, request.PeeringConnectionIds);
  TRY(auto chosen, ChosenFilters<PeeringConnection>::choose(
                       request.Filters, std::span<const FilterRule<PeeringConnection>>(kFilters),
                       listing_errors()));
  Found found;
  peering_rules::each_of(call.region, call.account, [&](const PeeringConnection& connection) {
    bool passes = connection.account == call.account
                      ? chosen.passes(call.region, connection)
                      : chosen.passes(call.region, without_tags(connection));
    if (passes) found.push_back(&connection);
  });
  return found;
}

Result<api::DescribeVpcPeeringConnectionsResponse> describe_vpc_peering_connections(
    RegionRead& call, const api::DescribeVpcPeeringConnectionsRequest& request) {
  TRY(Page page, page_of(listing_errors(), request.Offset, request.Limit));
  TRY(Found found, find(call, request));
  CHECKED(sort(found, request.OrderField, request.OrderDirection));
  Listed<PeeringConnection> listed;
  for (const PeeringConnection* connection : found) listed.add(*connection, page);
  return api::DescribeVpcPeeringConnectionsResponse{
      .TotalCount = int64_t(listed.total),
      .PeerConnectionSet = shown_list<api::PeerConnection>(
          call.arena, listed.page,
          [&](const PeeringConnection& connection) { return shown(call, connection); })};
}

constexpr Handler kHandlers[] = {
    region_read<describe_vpc_peering_connections>("vpc", "DescribeVpcPeeringConnections"),
};

}  // namespace

std::span<const Handler> peering_listing_handlers() {
  return kHandlers;
}

}  // namespace terrane
