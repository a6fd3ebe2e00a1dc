#include "actions/convert.h"
#include "actions/filters.h"
#include "actions/listing.h"
#include "actions/vpc/shown.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/network/route_rules.h"
#include "region/network/route_table_manager.h"

namespace terrane {
namespace {

namespace api = contract::vpc;

// Every table has local routes.
bool has_next_hop(const RegionCell&, const RouteTable& table, std::string_view,
                  std::string_view value) {
  return value == "LOCAL" ||
         std::ranges::count(table.routes, value, &StoredRoute::gateway_type) > 0;
}

bool is_visible(const RegionCell&, const RouteTable&, std::string_view, std::string_view value) {
  return truth_is(true, value);
}

constexpr FilterRule<RouteTable> kFilters[] = {{"route-table-id", id_is<&RouteTable::id>},
                                               {"route-table-name", text_is<&RouteTable::name>},
                                               {"vpc-id", id_is<&RouteTable::vpc>},
                                               {"association.main", flag_is<&RouteTable::is_main>},
                                               {"next-hop-type", has_next_hop},
                                               {"visible", is_visible},
                                               {"tag-key", has_tag_key<RouteTable>},
                                               {"tag:", has_tag_value<RouteTable>}};

Result<api::CreateRouteTableResponse> create_route_table(
    RegionWrite& call, const api::CreateRouteTableRequest& request) {
  TRY(const RouteTable* table,
      route_table_manager::create(
          call.change, request.VpcId,
          {.name = std::string(request.RouteTableName), .tags = tags_of(request.Tags)}));
  return api::CreateRouteTableResponse{
      .RouteTable = call.arena.create<api::RouteTable>(to_api(call.arena, call.region, *table))};
}

Result<api::DescribeRouteTablesResponse> describe_route_tables(
    RegionRead& call, const api::DescribeRouteTablesRequest& request) {
  TRY(Page page, page_of(kVpcListingErrors, request.Offset, request.Limit));
  TRY(auto listed, list_records<RouteTable>(call.region, call.region.network.route_tables,
                                            call.account, request.RouteTableIds, request.Filters,
                                            kFilters, page, kVpcListingErrors));
  return api::DescribeRouteTablesResponse{
      .TotalCount = listed.total,
      .RouteTableSet =
          shown_list<api::RouteTable>(call.arena, listed.page, [&](const RouteTable& table) {
            api::RouteTable shown = to_api(call.arena, call.region, table);
            if (!request.NeedRouterInfo.value_or(true)) shown.RouteSet = {};
            return shown;
          })};
}

Result<api::ModifyRouteTableAttributeResponse> modify_route_table_attribute(
    RegionWrite& call, const api::ModifyRouteTableAttributeRequest& request) {
  CHECKED(route_table_manager::rename(call.change, request.RouteTableId,
                                      std::string(request.RouteTableName)));
  return api::ModifyRouteTableAttributeResponse{};
}

Result<api::DeleteRouteTableResponse> delete_route_table(
    RegionWrite& call, const api::DeleteRouteTableRequest& request) {
  CHECKED(route_table_manager::remove(call.change, request.RouteTableId));
  return api::DeleteRouteTableResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<create_route_table>("vpc", "CreateRouteTable"),
    region_read<describe_route_tables>("vpc", "DescribeRouteTables"),
    region_write<modify_route_table_attribute>("vpc", "ModifyRouteTableAttribute"),
    region_write<delete_route_table>("vpc", "DeleteRouteTable"),
};

}  // namespace

std::span<const Handler> route_table_handlers() {
  return kHandlers;
}

}  // namespace terrane
