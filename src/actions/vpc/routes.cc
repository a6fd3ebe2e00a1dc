#include "actions/convert.h"
#include "actions/listing.h"
#include "actions/vpc/shown.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/network/route_manager.h"
#include "region/network/route_table_manager.h"

namespace terrane {
namespace {

namespace api = contract::vpc;
using route_rules::NewRoute;

constexpr ErrorKind kTwoKindsOfIds{"InvalidParameter.Coexist",
                                   "Give RouteIds or RouteItemIds, not both.",
                                   "RouteIds 与 RouteItemIds 不能同时指定。"};
constexpr ErrorKind kNoIds{"MissingParameter", "Give RouteIds or RouteItemIds.",
                           "请填写 RouteIds 或 RouteItemIds。"};

NewRoute new_route(const api::Route& route) {
  return {.destination = std::string(route.DestinationCidrBlock),
          .ipv6_destination = std::string(route.DestinationIpv6CidrBlock),
          .gateway_type = std::string(route.GatewayType),
          .gateway = std::string(route.GatewayId),
          .description = std::string(route.RouteDescription),
          .route_type = std::string(route.RouteType),
          .enabled = route.Enabled.value_or(true)};
}

std::vector<NewRoute> new_routes(const contract::List<api::Route>& routes) {
  std::vector<NewRoute> wanted;
  for (const api::Route& route : routes) wanted.push_back(new_route(route));
  return wanted;
}

// The number of the route that is named by RouteId or, failing that, by RouteItemId.
Result<uint64_t> route_id(const api::Route& route) {
  if (route.RouteId && (*route.RouteId != 0 || route.RouteItemId.empty())) return *route.RouteId;
  return route_rules::parse_item_id(route.RouteItemId);
}

Result<void> check_count(std::string_view parameter, size_t count) {
  if (count > kFilterValuesMax)
    return refuse(kVpcListingErrors.too_many_values, parameter, std::to_string(kFilterValuesMax));
  return {};
}

// The table with the new routes alone: clients take the only route of the only table for theirs.
Result<api::CreateRoutesResponse> create_routes(RegionWrite& call,
                                                const api::CreateRoutesRequest& request) {
  TRY(auto routes,
      route_manager::create(call.change, request.RouteTableId, new_routes(request.Routes)));
  TRY(const RouteTable* table,
      route_table_manager::find(call.region, call.account, request.RouteTableId));
  auto shown = call.arena.create_array<api::RouteTable>(1);
  shown[0] = to_api(call.arena, call.region, *table);
  shown[0].RouteSet = to_api(call.arena, *table, routes);
  return api::CreateRoutesResponse{.TotalCount = routes.size(),
                                   .RouteTableSet = contract::List<api::RouteTable>(shown)};
}

Result<api::DeleteRoutesResponse> delete_routes(RegionWrite& call,
                                                const api::DeleteRoutesRequest& request) {
  CHECKED(check_count("Routes", request.Routes.size()));
  std::vector<uint64_t> ids;
  for (const api::Route& route : request.Routes) {
    TRY(uint64_t id, route_id(route));
    ids.push_back(id);
  }
  TRY(auto removed, route_manager::remove(call.change, request.RouteTableId, ids));
  TRY(const RouteTable* table,
      route_table_manager::find(call.region, call.account, request.RouteTableId));
  return api::DeleteRoutesResponse{.RouteSet = to_api(call.arena, *table, removed)};
}

Result<api::ReplaceRoutesResponse> replace_routes(RegionWrite& call,
                                                  const api::ReplaceRoutesRequest& request) {
  std::vector<route_manager::RouteChange> wanted;
  for (const api::Route& route : request.Routes) {
    TRY(uint64_t id, route_id(route));
    wanted.push_back({id, new_route(route)});
  }
  TRY(auto replaced, route_manager::replace(call.change, request.RouteTableId, wanted));
  TRY(const RouteTable* table,
      route_table_manager::find(call.region, call.account, request.RouteTableId));
  return api::ReplaceRoutesResponse{.OldRouteSet = to_api(call.arena, *table, replaced.before),
                                    .NewRouteSet = to_api(call.arena, *table, replaced.after)};
}

Result<api::ResetRoutesResponse> reset_routes(RegionWrite& call,
                                              const api::ResetRoutesRequest& request) {
  CHECKED(route_manager::reset(call.change, request.RouteTableId,
                               std::string(request.RouteTableName), new_routes(request.Routes)));
  return api::ResetRoutesResponse{};
}

// EnableRoutes and DisableRoutes name routes alike.
template <class Request>
Result<std::vector<uint64_t>> route_ids(const Request& request) {
  if (!request.RouteIds.empty() && !request.RouteItemIds.empty()) return refuse(kTwoKindsOfIds);
  if (request.RouteIds.empty() && request.RouteItemIds.empty()) return refuse(kNoIds);
  CHECKED(check_count("RouteIds", request.RouteIds.size()));
  CHECKED(check_count("RouteItemIds", request.RouteItemIds.size()));
  std::vector<uint64_t> ids(request.RouteIds.begin(), request.RouteIds.end());
  for (std::string_view text : request.RouteItemIds) {
    TRY(uint64_t id, route_rules::parse_item_id(text));
    ids.push_back(id);
  }
  return ids;
}

Result<api::EnableRoutesResponse> enable_routes(RegionWrite& call,
                                                const api::EnableRoutesRequest& request) {
  TRY(auto ids, route_ids(request));
  CHECKED(route_manager::set_enabled(call.change, request.RouteTableId, ids, true));
  return api::EnableRoutesResponse{};
}

Result<api::DisableRoutesResponse> disable_routes(RegionWrite& call,
                                                  const api::DisableRoutesRequest& request) {
  TRY(auto ids, route_ids(request));
  CHECKED(route_manager::set_enabled(call.change, request.RouteTableId, ids, false));
  return api::DisableRoutesResponse{};
}

Result<api::DescribeRouteConflictsResponse> describe_route_conflicts(
    RegionRead& call, const api::DescribeRouteConflictsRequest& request) {
  TRY(const RouteTable* table,
      route_table_manager::find(call.region, call.account, request.RouteTableId));
  std::vector<api::RouteConflict> shown;
  for (std::string_view destination : request.DestinationCidrBlocks) {
    TRY(auto met, route_manager::conflicts(call.region, *table, destination));
    if (met.empty()) continue;
    shown.push_back({.RouteTableId = request.RouteTableId,
                     .DestinationCidrBlock = destination,
                     .ConflictSet = to_api(call.arena, *table, met)});
  }
  return api::DescribeRouteConflictsResponse{
      .RouteConflictSet = contract::list_of<api::RouteConflict>(call.arena, shown)};
}

constexpr Handler kHandlers[] = {
    region_write<create_routes>("vpc", "CreateRoutes"),
    region_write<delete_routes>("vpc", "DeleteRoutes"),
    region_write<replace_routes>("vpc", "ReplaceRoutes"),
    region_write<reset_routes>("vpc", "ResetRoutes"),
    region_write<enable_routes>("vpc", "EnableRoutes"),
    region_write<disable_routes>("vpc", "DisableRoutes"),
    region_read<describe_route_conflicts>("vpc", "DescribeRouteConflicts"),
};

}  // namespace

std::span<const Handler> route_handlers() {
  return kHandlers;
}

}  // namespace terrane
