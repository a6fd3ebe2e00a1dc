// VPCs, and what lies in them.
#include "sim/network_moves.h"

namespace terrane::sim {
namespace {

ClientCall call_to(AccountId account, const std::string& region, const char* action,
                   boost::json::object parameters) {
  return {.account = account,
          .region = region,
          .service = "vpc",
          .action = action,
          .json = boost::json::serialize(parameters)};
}

Knowledge::ReadIds id_at(const char* object, const char* member) {
  return [object, member](const boost::json::object& reply) -> std::vector<std::string> {
    return {std::string(reply.at(object).at(member).as_string())};
  };
}

void create_vpc(Workload& work) {
  AccountId account = work.account();
  std::string region = work.region(), name = work.knowledge().new_name(account);
  const char* const kRanges[] = {"10.0.0.0/16", "172.16.0.0/16", "192.168.0.0/24", "10.0.0.0/33"};
  const char* range = work.pick(kRanges);
  work.knowledge().create(
      kVpcs, call_to(account, region, "CreateVpc", {{"VpcName", name}, {"CidrBlock", range}}),
      {name}, id_at("Vpc", "VpcId"), {{"range", range}});
}

void change_vpc(Workload& work) {
  AccountId account = work.account();
  std::string region = work.region();
  auto* vpc = work.knowledge().pick(kVpcs, account, region);
  if (!vpc) return;
  // Sometimes a stranger tries, or somebody in the wrong region.
  if (work.chance(20)) account = work.account();
  if (work.chance(10)) region = work.region();
  work.call(call_to(account, region, "ModifyVpcAttribute",
                    {{"VpcId", vpc->id}, {"DomainName", std::to_string(work.below(1000))}}));
}

void delete_vpc(Workload& work) {
  AccountId account = work.account();
  std::string region = work.region();
  auto* vpc = work.knowledge().pick(kVpcs, account, region);
  if (!vpc) return;
  work.knowledge().remove(kVpcs, call_to(account, region, "DeleteVpc", {{"VpcId", vpc->id}}),
                          vpc->name);
}

void delete_anothers_vpc(Workload& work) {
  AccountId owner = work.account(), stranger = work.account();
  std::string region = work.region();
  auto* vpc = work.knowledge().pick(kVpcs, owner, region);
  if (!vpc || stranger == owner) return;
  work.call(call_to(stranger, region, "DeleteVpc", {{"VpcId", vpc->id}}));
}

constexpr Move kMoves[] = {{"create VPC", 10, create_vpc},
                           {"change VPC", 6, change_vpc},
                           {"delete VPC", 8, delete_vpc},
                           {"delete another's VPC", 2, delete_anothers_vpc}};

}  // namespace

std::span<const Move> network_moves() {
  return kMoves;
}

}  // namespace terrane::sim
