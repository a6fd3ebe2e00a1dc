// Routing tables: made in a named VPC, and following its location (M-36).
#include <gtest/gtest.h>

#include "scenarios/network.h"

namespace terrane {
namespace {

Json describe(const Client& client, std::string_view table) {
  return client.call("vpc", "DescribeRouteTables",
                     {{"RouteTableIds", {table}}})["RouteTableSet"][0];
}

boost::json::object route(std::string_view destination, std::string_view type = "EIP",
                          std::string_view gateway = "0") {
  return {{"DestinationCidrBlock", destination}, {"GatewayType", type}, {"GatewayId", gateway}};
}

Reply add_route(const Client& client, std::string_view table, boost::json::object route) {
  return client.call("vpc", "CreateRoutes", {{"RouteTableId", table}, {"Routes", {route}}});
}

// The routes of the table that are not local.
std::vector<Json> own_routes(const Client& client, std::string_view table) {
  Json all = describe(client, table)["RouteSet"];
  std::vector<Json> own;
  for (size_t i = 0; i < all.size(); ++i)
    if (all[i]["RouteType"] == "USER") own.push_back(all[i]);
  return own;
}

// M-36
TEST(RouteTables, are_created_in_a_vpc_and_shown_with_every_member_clients_read) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice(), "10.0.0.0/16");
  std::string id =
      cloud
          .call("vpc", "CreateRouteTable",
                {{"VpcId", vpc},
                 {"RouteTableName", "edge"},
                 {"Tags", {{{"Key", "a"}, {"Value", "b"}}}}})["RouteTable"]["RouteTableId"]
          .text();
  Json table = describe(cloud.alice(), id);
  EXPECT_EQ(table["VpcId"], vpc);
  EXPECT_EQ(table["RouteTableName"], "edge");
  EXPECT_EQ(table["Main"], false);
  EXPECT_EQ(table["AssociationSet"].size(), 0u);
  EXPECT_EQ(table["TagSet"][0]["Key"], "a");
  EXPECT_FALSE(table["CreatedTime"].text().empty());
  EXPECT_EQ(table["LocalCidrForCcn"][0]["Cidr"], "10.0.0.0/16");
}

// M-10, M-36
TEST(RouteTables, begin_with_a_local_route_for_each_range_of_their_vpc) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice(), "10.0.0.0/16");
  cloud.call("vpc", "CreateAssistantCidr", {{"VpcId", vpc}, {"CidrBlocks", {"10.8.0.0/16"}}})
      .expect_ok();
  Json routes = describe(cloud.alice(), main_route_table(cloud.alice(), vpc))["RouteSet"];
  EXPECT_EQ(routes.size(), 2u);
  EXPECT_EQ(routes[0]["DestinationCidrBlock"], "10.0.0.0/16");
  EXPECT_EQ(routes[1]["DestinationCidrBlock"], "10.8.0.0/16");
  EXPECT_EQ(routes[0]["GatewayType"], "LOCAL");
  for (auto member : {"GatewayId", "RouteDescription", "RouteId", "RouteType", "Enabled",
                      "RouteItemId", "DestinationIpv6CidrBlock", "PublishedToVbc"})
    EXPECT_FALSE(routes[0][member].is_null()) << member;
}

// M-8, M-13, M-36
TEST(RouteTables, are_made_only_in_a_vpc_of_the_same_account_and_region) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string table = create_route_table(cloud.alice(), vpc);
  for (Client stranger : {cloud.as(kBob), cloud.in("ap-shanghai")}) {
    stranger.call("vpc", "CreateRouteTable", {{"VpcId", vpc}, {"RouteTableName", "a"}})
        .expect_error("ResourceNotFound");
    stranger.call("vpc", "DeleteRouteTable", {{"RouteTableId", table}})
        .expect_error("ResourceNotFound");
    add_route(stranger, table, route("192.168.0.0/16")).expect_error("ResourceNotFound");
    EXPECT_EQ(
        stranger.call("vpc", "DescribeRouteTables", {{"RouteTableIds", {table}}})["TotalCount"], 0);
  }
}

// M-36
TEST(RouteTables, are_limited_for_each_vpc_the_main_one_included) {
  Scenario cloud({.changes = "[limits]\nroute_tables_per_vpc = 2"});
  std::string vpc = create_vpc(cloud.alice());
  create_route_table(cloud.alice(), vpc);
  cloud.call("vpc", "CreateRouteTable", {{"VpcId", vpc}, {"RouteTableName", "a"}})
      .expect_error("LimitExceeded");
}

// M-36
TEST(RouteTables, are_renamed) {
  Scenario cloud;
  std::string table = create_route_table(cloud.alice(), create_vpc(cloud.alice()));
  auto rename = [&](std::string_view name) {
    return cloud.call("vpc", "ModifyRouteTableAttribute",
                      {{"RouteTableId", table}, {"RouteTableName", name}});
  };
  rename("b").expect_ok();
  EXPECT_EQ(describe(cloud.alice(), table)["RouteTableName"], "b");
  rename("").expect_error("InvalidParameterValue.TooLong");
  rename(std::string(61, 'a')).expect_error("InvalidParameterValue.TooLong");
}

// M-35, M-36
TEST(RouteTables, are_used_by_the_subnets_of_their_vpc_that_choose_them) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string subnet = create_subnet(cloud.alice(), vpc);
  std::string table = create_route_table(cloud.alice(), vpc);
  auto use = [&](std::string_view table) {
    return cloud.call("vpc", "ReplaceRouteTableAssociation",
                      {{"RouteTableId", table}, {"SubnetId", subnet}});
  };
  use(table).expect_ok();
  EXPECT_EQ(describe(cloud.alice(), table)["AssociationSet"][0]["SubnetId"], subnet);
  EXPECT_EQ(describe(cloud.alice(), main_route_table(cloud.alice(), vpc))["AssociationSet"].size(),
            0u);

  std::string elsewhere = create_route_table(cloud.alice(), create_vpc(cloud.alice()));
  use(elsewhere).expect_error("UnsupportedOperation.VpcMismatch");
  use("rtb-00000000").expect_error("ResourceNotFound");
  cloud.call("vpc", "ReplaceRouteTableAssociation", {{"RouteTableId", table}})
      .expect_error("InvalidParameterValue.Malformed");
}

// M-36
TEST(RouteTables, are_deleted_once_no_subnet_uses_them_and_never_when_main) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string subnet = create_subnet(cloud.alice(), vpc);
  std::string main_table = main_route_table(cloud.alice(), vpc);
  std::string table = create_route_table(cloud.alice(), vpc);
  auto remove = [&](std::string_view id) {
    return cloud.call("vpc", "DeleteRouteTable", {{"RouteTableId", id}});
  };
  auto use = [&](std::string_view id) {
    cloud.call("vpc", "ReplaceRouteTableAssociation", {{"RouteTableId", id}, {"SubnetId", subnet}})
        .expect_ok();
  };
  remove(main_table).expect_error("UnsupportedOperation.DelDefaultRoute");
  use(table);
  std::string message = remove(table).expect_error("UnsupportedOperation.DelRouteWithSubnet");
  EXPECT_NE(message.find(subnet), std::string::npos) << message;
  use(main_table);
  remove(table).expect_ok();
  remove(table).expect_error("ResourceNotFound");
}

// M-36
TEST(RouteTables, are_listed_by_filter_and_without_their_routes_on_request) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string table = create_route_table(cloud.alice(), vpc);
  auto filtered = [&](std::string_view name, std::string_view value) {
    return cloud.call("vpc", "DescribeRouteTables",
                      {{"Filters", {{{"Name", name}, {"Values", {value}}}}}});
  };
  EXPECT_EQ(filtered("vpc-id", vpc)["TotalCount"], 2);
  EXPECT_EQ(filtered("route-table-name", "a table")["TotalCount"], 1);
  EXPECT_EQ(filtered("association.main", "true")["TotalCount"], 2);  // with the default VPC's
  EXPECT_EQ(filtered("next-hop-type", "EIP")["TotalCount"], 0);
  add_route(cloud.alice(), table, route("192.168.0.0/16")).expect_ok();
  EXPECT_EQ(filtered("next-hop-type", "EIP")["TotalCount"], 1);
  auto bare = cloud.call("vpc", "DescribeRouteTables",
                         {{"RouteTableIds", {table}}, {"NeedRouterInfo", false}});
  EXPECT_EQ(bare["RouteTableSet"][0]["RouteSet"].size(), 0u);
}

// M-36
TEST(Routes, are_created_and_shown_alone_in_the_reply) {
  Scenario cloud;
  std::string table = main_route_table(cloud.alice(), create_vpc(cloud.alice()));
  add_route(cloud.alice(), table, route("192.168.0.0/16")).expect_ok();
  auto created = cloud.call("vpc", "CreateRoutes",
                            {{"RouteTableId", table},
                             {"Routes",
                              {{{"DestinationCidrBlock", "0.0.0.0/0"},
                                {"GatewayType", "EIP"},
                                {"GatewayId", "0"},
                                {"RouteDescription", "out"}}}}});
  EXPECT_EQ(created["TotalCount"], 1);
  EXPECT_EQ(created["RouteTableSet"].size(), 1u);
  Json routes = created["RouteTableSet"][0]["RouteSet"];
  EXPECT_EQ(routes.size(), 1u);
  EXPECT_EQ(routes[0]["DestinationCidrBlock"], "0.0.0.0/0");
  EXPECT_EQ(routes[0]["GatewayType"], "EIP");
  EXPECT_EQ(routes[0]["GatewayId"], "0");
  EXPECT_EQ(routes[0]["RouteDescription"], "out");
  EXPECT_EQ(routes[0]["Enabled"], true);
  EXPECT_EQ(routes[0]["RouteType"], "USER");
  EXPECT_GT(routes[0]["RouteId"].number(), 0);
  EXPECT_TRUE(routes[0]["RouteItemId"].text().starts_with("rti-"));
  EXPECT_EQ(routes[0]["RouteItemId"].text().size(), 12u);
  EXPECT_EQ(own_routes(cloud.alice(), table).size(), 2u);
}

// M-36
TEST(Routes, lead_to_next_hops_that_are_there) {
  Scenario cloud;
  std::string table = main_route_table(cloud.alice(), create_vpc(cloud.alice()));
  auto add = [&](std::string_view type, std::string_view gateway) {
    return add_route(cloud.alice(), table, route("192.168.0.0/16", type, gateway));
  };
  add("PEERCONNECTION", "pcx-12345678").expect_error("ResourceNotFound");
  add("NAT", "nat-12345678").expect_error("ResourceNotFound");
  add("VPN", "vpngw-12345678").expect_error("ResourceNotFound");
  add("HAVIP", "10.0.0.9").expect_error("ResourceNotFound");
  add("NORMAL_CVM", "10.0.0.9").expect_error("ResourceNotFound");
  add("NORMAL_CVM", "ins-12345678").expect_error("ResourceNotFound");
  add("NORMAL_CVM", "somebody").expect_error("InvalidParameterValue.Malformed");
  add("EIP", "eip-12345678").expect_error("InvalidParameterValue");
  add("TELEPORT", "0").expect_error("InvalidParameterValue");
  add("EIP", "0").expect_ok();
}

// M-36
TEST(Routes, never_shadow_the_local_routes) {
  Scenario cloud;
  std::string table = main_route_table(cloud.alice(), create_vpc(cloud.alice(), "10.0.0.0/16"));
  for (auto destination : {"10.0.0.0/16", "10.0.1.0/24", "10.0.0.1/32"})
    add_route(cloud.alice(), table, route(destination))
        .expect_error("InvalidParameterValue.VpcCidrConflict");
  for (auto destination : {"10.0.0.0/8", "0.0.0.0/0", "10.1.0.0/16"})
    add_route(cloud.alice(), table, route(destination)).expect_ok();
}

// M-36
TEST(Routes, are_refused_when_they_are_no_routes) {
  Scenario cloud;
  std::string table = main_route_table(cloud.alice(), create_vpc(cloud.alice()));
  auto refused = [&](boost::json::object route, std::string_view code) {
    add_route(cloud.alice(), table, std::move(route)).expect_error(code);
  };
  refused(route("192.168.0.1/16"), "InvalidParameterValue.Malformed");
  refused({{"GatewayType", "EIP"}, {"GatewayId", "0"}}, "MissingParameter");
  refused({{"DestinationCidrBlock", "192.168.0.0/16"}, {"GatewayId", "0"}}, "MissingParameter");
  refused({{"DestinationCidrBlock", "192.168.0.0/16"}, {"GatewayType", "EIP"}}, "MissingParameter");
  boost::json::object system = route("192.168.0.0/16");
  system["RouteType"] = "CCN";
  refused(system, "UnsupportedOperation.SystemRoute");
  boost::json::object ipv6 = route("192.168.0.0/16");
  ipv6["DestinationIpv6CidrBlock"] = "2402:4e00::/64";
  refused(ipv6, "InvalidParameterValue");
  boost::json::object wordy = route("192.168.0.0/16");
  wordy["RouteDescription"] = std::string(61, 'a');
  refused(wordy, "InvalidParameterValue");
}

// M-36
TEST(Routes, are_created_all_together_or_not_at_all) {
  Scenario cloud({.changes = "[limits]\nroutes_per_route_table = 3"});
  std::string table = main_route_table(cloud.alice(), create_vpc(cloud.alice()));
  auto create = [&](boost::json::array routes) {
    return cloud.call("vpc", "CreateRoutes", {{"RouteTableId", table}, {"Routes", routes}});
  };
  create({route("192.168.0.0/24"), route("10.0.0.0/24")})
      .expect_error("InvalidParameterValue.VpcCidrConflict");
  create({route("192.168.0.0/24"), route("192.168.0.0/24")})
      .expect_error("InvalidParameterValue.Duplicate");
  create({route("192.168.0.0/24"), route("192.168.1.0/24")}).expect_ok();
  create({route("192.168.2.0/24"), route("192.168.3.0/24")}).expect_error("LimitExceeded");
}

// M-36
TEST(Routes, to_one_destination_are_enabled_one_at_a_time) {
  Scenario cloud;
  std::string table = main_route_table(cloud.alice(), create_vpc(cloud.alice()));
  std::string item =
      add_route(cloud.alice(), table,
                route("192.168.0.0/16"))["RouteTableSet"][0]["RouteSet"][0]["RouteItemId"]
          .text();
  auto set = [&](std::string_view action, boost::json::array items) {
    return cloud.call("vpc", action, {{"RouteTableId", table}, {"RouteItemIds", items}});
  };
  add_route(cloud.alice(), table, route("192.168.0.0/16"))
      .expect_error("InvalidParameterValue.Duplicate");
  set("DisableRoutes", {item}).expect_ok();
  EXPECT_EQ(own_routes(cloud.alice(), table)[0]["Enabled"], false);
  add_route(cloud.alice(), table, route("192.168.0.0/16"))
      .expect_error("InvalidParameterValue.Duplicate");
  set("EnableRoutes", {item}).expect_ok();
  EXPECT_EQ(own_routes(cloud.alice(), table)[0]["Enabled"], true);

  set("EnableRoutes", {"rti-00000001"}).expect_error("ResourceNotFound");
  set("EnableRoutes", {"route"}).expect_error("InvalidParameterValue.Malformed");
  cloud.call("vpc", "EnableRoutes", {{"RouteTableId", table}}).expect_error("MissingParameter");
  cloud
      .call("vpc", "DisableRoutes",
            {{"RouteTableId", table}, {"RouteIds", {1}}, {"RouteItemIds", {item}}})
      .expect_error("InvalidParameter.Coexist");
  cloud.call("vpc", "DisableRoutes", {{"RouteTableId", table}, {"RouteIds", {0}}})
      .expect_error("UnsupportedOperation.SystemRoute");
}

// M-36
TEST(Routes, are_deleted_by_either_of_their_ids) {
  Scenario cloud;
  std::string table = main_route_table(cloud.alice(), create_vpc(cloud.alice()));
  Json first =
      add_route(cloud.alice(), table, route("192.168.1.0/24"))["RouteTableSet"][0]["RouteSet"][0];
  Json second =
      add_route(cloud.alice(), table, route("192.168.2.0/24"))["RouteTableSet"][0]["RouteSet"][0];
  auto remove = [&](std::string_view member, boost::json::value id) {
    return cloud.call("vpc", "DeleteRoutes",
                      {{"RouteTableId", table}, {"Routes", {{{member, id}}}}});
  };
  auto removed = remove("RouteId", first["RouteId"].value());
  EXPECT_EQ(removed["RouteSet"][0]["DestinationCidrBlock"], "192.168.1.0/24");
  remove("RouteItemId", second["RouteItemId"].value()).expect_ok();
  EXPECT_EQ(own_routes(cloud.alice(), table).size(), 0u);
  remove("RouteId", first["RouteId"].value()).expect_error("ResourceNotFound");
  remove("RouteId", 0).expect_error("UnsupportedOperation.SystemRoute");
  remove("DestinationCidrBlock", "192.168.1.0/24").expect_error("InvalidParameterValue.Malformed");
}

// M-36
TEST(Routes, are_replaced_under_their_ids_and_may_swap_destinations) {
  Scenario cloud;
  std::string table = main_route_table(cloud.alice(), create_vpc(cloud.alice()));
  auto id = [&](std::string_view destination) {
    return add_route(cloud.alice(), table,
                     route(destination))["RouteTableSet"][0]["RouteSet"][0]["RouteId"]
        .number();
  };
  int64_t first = id("192.168.1.0/24"), second = id("192.168.2.0/24");
  auto replace = [&](std::initializer_list<std::pair<int64_t, std::string_view>> routes) {
    boost::json::array wanted;
    for (auto [id, destination] : routes) {
      wanted.push_back(route(destination));
      wanted.back().as_object()["RouteId"] = id;
    }
    return cloud.call("vpc", "ReplaceRoutes", {{"RouteTableId", table}, {"Routes", wanted}});
  };
  auto swapped = replace({{first, "192.168.2.0/24"}, {second, "192.168.1.0/24"}});
  EXPECT_EQ(swapped["OldRouteSet"][0]["DestinationCidrBlock"], "192.168.1.0/24");
  EXPECT_EQ(swapped["NewRouteSet"][0]["DestinationCidrBlock"], "192.168.2.0/24");
  EXPECT_EQ(swapped["NewRouteSet"][0]["RouteId"], first);
  replace({{first, "192.168.1.0/24"}}).expect_error("InvalidParameterValue.Duplicate");
  replace({{first, "10.0.0.0/24"}}).expect_error("InvalidParameterValue.VpcCidrConflict");
  replace({{1, "192.168.3.0/24"}}).expect_error("ResourceNotFound");
  replace({{0, "192.168.3.0/24"}}).expect_error("UnsupportedOperation.SystemRoute");
}

// M-36
TEST(Routes, are_reset_together_with_the_name_of_their_table) {
  Scenario cloud;
  std::string table = main_route_table(cloud.alice(), create_vpc(cloud.alice()));
  add_route(cloud.alice(), table, route("192.168.1.0/24")).expect_ok();
  auto reset = [&](std::string_view name, boost::json::array routes) {
    return cloud.call("vpc", "ResetRoutes",
                      {{"RouteTableId", table}, {"RouteTableName", name}, {"Routes", routes}});
  };
  reset("b", {route("192.168.2.0/24"), route("192.168.3.0/24")}).expect_ok();
  EXPECT_EQ(describe(cloud.alice(), table)["RouteTableName"], "b");
  EXPECT_EQ(own_routes(cloud.alice(), table).size(), 2u);
  reset("", {route("192.168.4.0/24")}).expect_error("InvalidParameterValue.TooLong");
  reset("c", {route("10.0.0.0/24")}).expect_error("InvalidParameterValue.VpcCidrConflict");
  EXPECT_EQ(describe(cloud.alice(), table)["RouteTableName"], "b");
}

// M-36
TEST(Routes, that_a_destination_would_meet_are_told_beforehand) {
  Scenario cloud;
  std::string table = main_route_table(cloud.alice(), create_vpc(cloud.alice(), "10.0.0.0/16"));
  add_route(cloud.alice(), table, route("192.168.0.0/16")).expect_ok();
  auto reply =
      cloud.call("vpc", "DescribeRouteConflicts",
                 {{"RouteTableId", table},
                  {"DestinationCidrBlocks", {"10.0.3.0/24", "192.168.0.0/16", "172.20.0.0/16"}}});
  Json conflicts = reply["RouteConflictSet"];
  EXPECT_EQ(conflicts.size(), 2u);
  EXPECT_EQ(conflicts[0]["DestinationCidrBlock"], "10.0.3.0/24");
  EXPECT_EQ(conflicts[0]["ConflictSet"][0]["GatewayType"], "LOCAL");
  EXPECT_EQ(conflicts[1]["ConflictSet"][0]["GatewayType"], "EIP");
  cloud
      .call("vpc", "DescribeRouteConflicts",
            {{"RouteTableId", table}, {"DestinationCidrBlocks", {"all"}}})
      .expect_error("InvalidParameterValue.Malformed");
}

}  // namespace
}  // namespace terrane
