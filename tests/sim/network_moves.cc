// VPCs, and what lies in them: subnets, route tables, security groups.
#include "sim/network_moves.h"

#include "sim/moves.h"

namespace terrane::sim {

std::string any_zone(Workload& work, const std::string& region) {
  const Catalogue& catalogue = work.world().cloud().catalogue();
  return catalogue.zone(work.pick(catalogue.find_region(region)->zones)).id;
}

namespace {

void create_vpc(Workload& work) {
  Place place = any_place(work);
  std::string name = work.knowledge().new_name(place.account);
  const char* const kRanges[] = {"10.0.0.0/16", "10.1.0.0/16", "192.168.0.0/24", "10.0.0.0/33"};
  std::string range = work.pick(kRanges);
  work.knowledge().create(
      kVpcs, call_to("vpc", "CreateVpc", place, {{"VpcName", name}, {"CidrBlock", range}}), {name},
      id_at("Vpc", "VpcId"), {{"range", range}});
}

void change_vpc(Workload& work) {
  Place place = any_place(work);
  auto* vpc = work.knowledge().pick(kVpcs, place.account, place.region);
  if (!vpc) return;
  work.call(call_to("vpc", "ModifyVpcAttribute", nearly(work, place),
                    {{"VpcId", vpc->id}, {"DomainName", std::to_string(work.below(1000))}}));
}

void delete_vpc(Workload& work) {
  remove_some(work, kVpcs, "DeleteVpc", "VpcId", false);
}

void add_assistant_range(Workload& work) {
  Place place = any_place(work);
  auto* vpc = work.knowledge().pick(kVpcs, place.account, place.region);
  if (!vpc) return;
  std::string range = "172.16." + std::to_string(work.below(4)) + ".0/24";
  const char* const kActions[] = {"CreateAssistantCidr", "DeleteAssistantCidr"};
  work.call(call_to("vpc", work.pick(kActions), nearly(work, place),
                    {{"VpcId", vpc->id}, {"CidrBlocks", {range}}}));
}

void create_subnet(Workload& work) {
  Place place = any_place(work);
  auto* vpc = work.knowledge().pick(kVpcs, place.account, place.region);
  if (!vpc) return;
  std::string name = work.knowledge().new_name(place.account);
  // Small ranges, so that they fill up; of few numbers, so that they overlap.
  std::string range = vpc->notes.at("range");
  range = range.substr(0, range.find(".0.0/") + 1) + std::to_string(work.below(3)) + "." +
          std::to_string(work.below(4) * 16) + (work.chance(80) ? "/28" : "/26");
  work.knowledge().create(kSubnets,
                          call_to("vpc", "CreateSubnet", nearly(work, place),
                                  {{"VpcId", vpc->id},
                                   {"SubnetName", name},
                                   {"CidrBlock", range},
                                   {"Zone", any_zone(work, place.region)}}),
                          {name}, id_at("Subnet", "SubnetId"), {{"vpc", vpc->id}});
}

void delete_subnet(Workload& work) {
  remove_some(work, kSubnets, "DeleteSubnet", "SubnetId", false);
}

void create_route_table(Workload& work) {
  Place place = any_place(work);
  auto* vpc = work.knowledge().pick(kVpcs, place.account, place.region);
  if (!vpc) return;
  std::string name = work.knowledge().new_name(place.account);
  work.knowledge().create(kRouteTables,
                          call_to("vpc", "CreateRouteTable", nearly(work, place),
                                  {{"VpcId", vpc->id}, {"RouteTableName", name}}),
                          {name}, id_at("RouteTable", "RouteTableId"), {{"vpc", vpc->id}});
}

void delete_route_table(Workload& work) {
  remove_some(work, kRouteTables, "DeleteRouteTable", "RouteTableId", false);
}

void use_route_table(Workload& work) {
  Place place = any_place(work);
  auto* table = work.knowledge().pick(kRouteTables, place.account, place.region);
  auto* subnet = work.knowledge().pick(kSubnets, place.account, place.region);
  if (!table || !subnet) return;
  work.call(call_to("vpc", "ReplaceRouteTableAssociation", nearly(work, place),
                    {{"RouteTableId", table->id}, {"SubnetId", subnet->id}}));
}

void create_security_group(Workload& work) {
  Place place = any_place(work);
  std::string name = work.knowledge().new_name(place.account);
  work.knowledge().create(kSecurityGroups,
                          call_to("vpc", "CreateSecurityGroup", place,
                                  {{"GroupName", name}, {"GroupDescription", "simulated"}}),
                          {name}, id_at("SecurityGroup", "SecurityGroupId"));
}

void delete_security_group(Workload& work) {
  remove_some(work, kSecurityGroups, "DeleteSecurityGroup", "SecurityGroupId", false);
}

// Rules that let in members of another group: references from group to group.
void admit_group(Workload& work) {
  Place place = any_place(work);
  auto* group = work.knowledge().pick(kSecurityGroups, place.account, place.region);
  auto* other = work.knowledge().pick(kSecurityGroups, place.account, place.region);
  if (!group || !other) return;
  boost::json::object rule{
      {"Protocol", "TCP"}, {"Port", "80"}, {"SecurityGroupId", other->id}, {"Action", "ACCEPT"}};
  work.call(call_to("vpc", "CreateSecurityGroupPolicies", nearly(work, place),
                    {{"SecurityGroupId", group->id},
                     {"SecurityGroupPolicySet", {{"Ingress", boost::json::array{rule}}}}}));
}

void withdraw_rule(Workload& work) {
  Place place = any_place(work);
  auto* group = work.knowledge().pick(kSecurityGroups, place.account, place.region);
  if (!group) return;
  boost::json::object rule{{"PolicyIndex", 0}};
  work.call(call_to("vpc", "DeleteSecurityGroupPolicies", nearly(work, place),
                    {{"SecurityGroupId", group->id},
                     {"SecurityGroupPolicySet", {{"Ingress", boost::json::array{rule}}}}}));
}

constexpr Move kMoves[] = {{"create VPC", 10, create_vpc},
                           {"change VPC", 5, change_vpc},
                           {"delete VPC", 6, delete_vpc},
                           {"add assistant range", 3, add_assistant_range},
                           {"create subnet", 12, create_subnet},
                           {"delete subnet", 6, delete_subnet},
                           {"create route table", 5, create_route_table},
                           {"delete route table", 4, delete_route_table},
                           {"use route table", 4, use_route_table},
                           {"create security group", 5, create_security_group},
                           {"delete security group", 4, delete_security_group},
                           {"admit group", 4, admit_group},
                           {"withdraw rule", 3, withdraw_rule}};

}  // namespace

std::span<const Move> network_moves() {
  return kMoves;
}

}  // namespace terrane::sim
