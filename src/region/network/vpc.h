// A Virtual Private Cloud: one region, every zone (M-34). What is stored of one.
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

struct Vpc {
  static constexpr std::string_view kTable = "vpc";
  using Key = VpcId;

  VpcId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  Cidr cidr;
  std::vector<Cidr> assistant_cidrs;
  RouteTableId main_route_table;  // goes with the VPC; subnets use it unless told otherwise
  bool is_default = false;        // the account's basic network in this region
  bool multicast = false;
  std::vector<std::string> dns_servers;
  std::string domain_name;
  Time created;
  std::vector<TagPair> tags;

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &Vpc::account), named("sequence", &Vpc::sequence),
                      named("name", &Vpc::name), named("cidr", &Vpc::cidr),
                      named("assistant_cidrs", &Vpc::assistant_cidrs),
                      named("main_route_table", &Vpc::main_route_table),
                      named("default", &Vpc::is_default), named("multicast", &Vpc::multicast),
                      named("dns_servers", &Vpc::dns_servers),
                      named("domain_name", &Vpc::domain_name), named("created", &Vpc::created),
                      named("tags", &Vpc::tags));
  };
};

}  // namespace terrane
