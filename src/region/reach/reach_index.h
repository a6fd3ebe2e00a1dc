// What explain() looks up of a region's tables most, in the form in which it asks: each security
// group's rules, and where a VPC's subnets lie. Derived from the records alone.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <span>
#include <vector>

#include "reach/filter.h"
#include "region/network/network_tables.h"

namespace terrane {

class ReachIndex {
 public:
  explicit ReachIndex(NetworkTables& network);

  const reach::Filter* filter(SecurityGroupId group) const;
  // The subnet of the VPC in which the address lies; none if there is none.
  SubnetId subnet_at(VpcId vpc, Ipv4 address) const;

 private:
  struct Range {
    Cidr range;
    SubnetId subnet;
  };
  void follow(const SecurityGroup* before, const SecurityGroup* after);
  void follow(const Subnet* before, const Subnet* after);

  boost::unordered_flat_map<SecurityGroupId, reach::Filter, std::hash<SecurityGroupId>> filters_;
  boost::unordered_flat_map<VpcId, std::vector<Range>, std::hash<VpcId>> subnets_;
};

// The policies that can fit a packet here, where no network has IPv6.
std::vector<reach::Rule> rules_of(std::span<const StoredPolicy> policies);

}  // namespace terrane
