// Operations on VPCs (M-34). Each is refused as a whole or done as a whole.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "region/region_cell.h"

namespace terrane::vpc_manager {

struct NewVpc {
  std::string name;
  std::string cidr;
  bool multicast = false;
  std::vector<std::string> dns_servers;
  std::string domain_name;
  std::vector<TagPair> tags;
  bool is_default = false;
};

struct VpcChange {  // what is absent stays
  std::optional<std::string> name;
  std::optional<bool> multicast;
  std::optional<std::vector<std::string>> dns_servers;
  std::optional<std::string> domain_name;
};

// The account's VPC of this ID. Errors: kMalformedId, kNotFound.
Result<const Vpc*> find(const RegionCell& region, AccountId account, std::string_view id);

// Makes a VPC with its main route table. Source: vpc.CreateVpc.
Result<const Vpc*> create(Change& change, NewVpc wanted);
// Source: vpc.ModifyVpcAttribute.
Result<void> modify(Change& change, std::string_view id, VpcChange wanted);
// Takes the main route table along. Source: vpc.DeleteVpc.
Result<void> remove(Change& change, std::string_view id);

}  // namespace terrane::vpc_manager
