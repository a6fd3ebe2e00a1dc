// Instances, and what they are given: placement groups and SSH keys.
#include "sim/compute_moves.h"

#include "sim/moves.h"
#include "sim/network_moves.h"

namespace terrane::sim {
namespace {

constexpr const char* kTypes[] = {"S5.SMALL1", "S5.MEDIUM4", "S5.LARGE8", "S5.2XLARGE16"};

void run_instances(Workload& work) {
  Place place = any_place(work);
  std::string base = work.knowledge().new_name(place.account) + "_";
  uint64_t count = 1 + work.below(3);
  std::vector<std::string> names;
  for (uint64_t i = 1; i <= count; ++i) names.push_back(base + std::to_string(i));
  boost::json::object request{{"Placement", {{"Zone", any_zone(work, place.region)}}},
                              {"ImageId", "img-487zeit5"},
                              {"InstanceType", work.pick(kTypes)},
                              {"InstanceCount", count},
                              {"InstanceName", base + "{R:1}"}};
  if (work.chance(30)) request["MinCount"] = 1;
  if (work.chance(50)) request["InternetAccessible"] = {{"InternetMaxBandwidthOut", 1}};
  if (work.chance(30)) request["DataDisks"] = {{{"DiskType", "CLOUD_PREMIUM"}, {"DiskSize", 20}}};
  auto* subnet = work.knowledge().pick(kSubnets, place.account, place.region);
  if (subnet && work.chance(70))
    request["VirtualPrivateCloud"] = {{"VpcId", subnet->notes.at("vpc")}, {"SubnetId", subnet->id}};
  auto* group = work.knowledge().pick(kSecurityGroups, place.account, place.region);
  if (group && work.chance(50)) request["SecurityGroupIds"] = {group->id};
  auto* key = work.knowledge().pick(kKeyPairs, place.account, place.region);
  if (key && work.chance(50)) request["LoginSettings"] = {{"KeyIds", {key->id}}};
  auto* placement = work.knowledge().pick(kPlacementGroups, place.account, place.region);
  if (placement && work.chance(30)) request["DisasterRecoverGroupIds"] = {placement->id};
  if (work.chance(60)) request["ClientToken"] = base;

  // Who names nothing of the account may well run instances of its own by these words.
  bool names_something =
      request.contains("VirtualPrivateCloud") || request.contains("SecurityGroupIds") ||
      request.contains("LoginSettings") || request.contains("DisasterRecoverGroupIds");
  ClientCall call =
      call_to("cvm", "RunInstances", names_something ? nearly(work, place) : place, request);
  auto ids = [](const boost::json::object& reply) {
    std::vector<std::string> ids;
    for (auto& id : reply.at("InstanceIdSet").as_array()) ids.emplace_back(id.as_string());
    return ids;
  };
  auto run = [&knowledge = work.knowledge(), call, names, ids] {
    knowledge.create(kInstances, call, names, ids);
  };
  run();
  if (request.contains("ClientToken")) work.may_repeat(run);
}

void terminate_instances(Workload& work) {
  remove_some(work, kInstances, "TerminateInstances", "InstanceIds", true);
}

void call_on_instance(Workload& work, const char* action, boost::json::object parameters,
                      const char* member = "InstanceIds") {
  Place place = any_place(work);
  auto* instance = work.knowledge().pick(kInstances, place.account, place.region);
  if (!instance) return;
  parameters[member] = {instance->id};
  work.call(call_to("cvm", action, nearly(work, place), parameters));
}

void power(Workload& work) {
  const char* const kActions[] = {"StartInstances", "StopInstances", "RebootInstances"};
  call_on_instance(work, work.pick(kActions), {});
}

void change_type(Workload& work) {
  call_on_instance(work, "ResetInstancesType",
                   {{"InstanceType", work.pick(kTypes)}, {"ForceStop", work.chance(50)}});
}

void move_to_subnet(Workload& work) {
  Place place = any_place(work);
  auto* instance = work.knowledge().pick(kInstances, place.account, place.region);
  auto* subnet = work.knowledge().pick(kSubnets, place.account, place.region);
  if (!instance || !subnet) return;
  work.call(call_to(
      "cvm", "ModifyInstancesVpcAttribute", nearly(work, place),
      {{"InstanceIds", {instance->id}},
       {"ForceStop", work.chance(50)},
       {"VirtualPrivateCloud", {{"VpcId", subnet->notes.at("vpc")}, {"SubnetId", subnet->id}}}}));
}

void change_security_groups(Workload& work) {
  Place place = any_place(work);
  auto* instance = work.knowledge().pick(kInstances, place.account, place.region);
  auto* group = work.knowledge().pick(kSecurityGroups, place.account, place.region);
  if (!instance || !group) return;
  const char* const kActions[] = {"AssociateSecurityGroups", "DisassociateSecurityGroups"};
  work.call(call_to("cvm", work.pick(kActions), nearly(work, place),
                    {{"InstanceIds", {instance->id}}, {"SecurityGroupIds", {group->id}}}));
}

void change_keys(Workload& work) {
  Place place = any_place(work);
  auto* instance = work.knowledge().pick(kInstances, place.account, place.region);
  auto* key = work.knowledge().pick(kKeyPairs, place.account, place.region);
  if (!instance || !key) return;
  const char* const kActions[] = {"AssociateInstancesKeyPairs", "DisassociateInstancesKeyPairs"};
  work.call(call_to(
      "cvm", work.pick(kActions), nearly(work, place),
      {{"InstanceIds", {instance->id}}, {"KeyIds", {key->id}}, {"ForceStop", work.chance(70)}}));
}

void change_placement(Workload& work) {
  Place place = any_place(work);
  auto* instance = work.knowledge().pick(kInstances, place.account, place.region);
  auto* group = work.knowledge().pick(kPlacementGroups, place.account, place.region);
  if (!instance || !group) return;
  work.call(call_to("cvm", "ModifyInstancesDisasterRecoverGroup", nearly(work, place),
                    {{"InstanceIds", {instance->id}},
                     {"DisasterRecoverGroupIds", {group->id}},
                     {"Force", work.chance(50)}}));
}

void create_placement_group(Workload& work) {
  Place place = any_place(work);
  std::string name = work.knowledge().new_name(place.account);
  const char* const kLevels[] = {"HOST", "SW", "RACK"};
  ClientCall call = call_to("cvm", "CreateDisasterRecoverGroup", place,
                            {{"Name", name}, {"Type", work.pick(kLevels)}, {"ClientToken", name}});
  auto create = [&knowledge = work.knowledge(), call, name] {
    knowledge.create(kPlacementGroups, call, {name}, id_at("", "DisasterRecoverGroupId"));
  };
  create();
  work.may_repeat(create);
}

void delete_placement_group(Workload& work) {
  remove_some(work, kPlacementGroups, "DeleteDisasterRecoverGroups", "DisasterRecoverGroupIds",
              true);
}

// A public key of its own for each name.
std::string public_key(Workload& work) {
  std::string blob("\0\0\0\x0bssh-ed25519\0\0\0\x20", 19);
  for (int i = 0; i < 32; ++i) blob += static_cast<char>(work.below(256));
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text = "ssh-ed25519 ";
  for (size_t at = 0; at < blob.size(); at += 3) {  // 51 bytes: no padding
    uint32_t three = uint32_t(uint8_t(blob[at])) << 16 | uint32_t(uint8_t(blob[at + 1])) << 8 |
                     uint8_t(blob[at + 2]);
    for (int shift = 18; shift >= 0; shift -= 6) text += kLetters[three >> shift & 63];
  }
  return text;
}

void import_key_pair(Workload& work) {
  Place place = any_place(work);
  std::string name = work.knowledge().new_name(place.account);
  work.knowledge().create(
      kKeyPairs,
      call_to("cvm", "ImportKeyPair", place,
              {{"KeyName", name}, {"ProjectId", 0}, {"PublicKey", public_key(work)}}),
      {name}, id_at("", "KeyId"));
}

void delete_key_pair(Workload& work) {
  remove_some(work, kKeyPairs, "DeleteKeyPairs", "KeyIds", true);
}

constexpr Move kMoves[] = {{"run instances", 16, run_instances},
                           {"terminate instances", 10, terminate_instances},
                           {"power", 8, power},
                           {"change type", 4, change_type},
                           {"move to subnet", 4, move_to_subnet},
                           {"change security groups", 3, change_security_groups},
                           {"change keys", 4, change_keys},
                           {"change placement", 3, change_placement},
                           {"create placement group", 3, create_placement_group},
                           {"delete placement group", 2, delete_placement_group},
                           {"import key pair", 4, import_key_pair},
                           {"delete key pair", 3, delete_key_pair}};

}  // namespace

std::span<const Move> compute_moves() {
  return kMoves;
}

}  // namespace terrane::sim
