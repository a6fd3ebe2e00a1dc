// A routing table: created in a named VPC, and follows its location (M-36). What is stored of one.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/ipv4.h"
#include "base/resource_id.h"
#include "base/time.h"
#include "model/tag_pair.h"

namespace terrane {

// One entry besides the local one, which every table has and nobody edits.
struct StoredRoute {
  uint64_t id = 0;  // RouteId, unique in the region
  Cidr destination;
  std::string gateway_type;  // as the API names it: NORMAL_CVM, PEERCONNECTION, EIP, …
  std::string gateway;       // the next hop's ID, "0" for EIP
  std::string description;
  bool enabled = true;
  Time created;
  bool operator==(const StoredRoute&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(
        named("id", &StoredRoute::id), named("destination", &StoredRoute::destination),
        named("gateway_type", &StoredRoute::gateway_type), named("gateway", &StoredRoute::gateway),
        named("description", &StoredRoute::description), named("enabled", &StoredRoute::enabled),
        named("created", &StoredRoute::created));
  };
};

struct RouteTable {
  static constexpr std::string_view kTable = "route-table";
  using Key = RouteTableId;

  RouteTableId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  VpcId vpc;
  bool is_main = false;
  std::vector<StoredRoute> routes;
  Time created;
  std::vector<TagPair> tags;

  template <class Refer>
  void references(Refer refer) const {
    refer(vpc);
  }

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &RouteTable::account),
                      named("sequence", &RouteTable::sequence), named("name", &RouteTable::name),
                      named("vpc", &RouteTable::vpc), named("main", &RouteTable::is_main),
                      named("routes", &RouteTable::routes), named("created", &RouteTable::created),
                      named("tags", &RouteTable::tags));
  };
};

}  // namespace terrane
