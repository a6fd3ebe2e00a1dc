// Network interfaces, and the addresses on them.
#include "sim/interface_moves.h"

#include "sim/compute_moves.h"
#include "sim/moves.h"
#include "sim/network_moves.h"

namespace terrane::sim {
namespace {

void create_interface(Workload& work) {
  Place place = any_place(work);
  auto* subnet = work.knowledge().pick(kSubnets, place.account, place.region);
  if (!subnet) return;
  std::string name = work.knowledge().new_name(place.account);
  boost::json::object request{
      {"VpcId", subnet->notes.at("vpc")}, {"SubnetId", subnet->id}, {"NetworkInterfaceName", name}};
  if (work.chance(40)) request["SecondaryPrivateIpAddressCount"] = work.below(6);
  auto* group = work.knowledge().pick(kSecurityGroups, place.account, place.region);
  if (group && work.chance(50)) request["SecurityGroupIds"] = {group->id};
  const char* action = "CreateNetworkInterface";
  auto* instance = work.knowledge().pick(kInstances, place.account, place.region);
  if (instance && work.chance(30)) {
    request["InstanceId"] = instance->id;
    action = "CreateAndAttachNetworkInterface";
  }
  if (work.chance(50)) request["ClientToken"] = name;
  ClientCall call = call_to("vpc", action, nearly(work, place), request);
  auto create = [&knowledge = work.knowledge(), call, name] {
    knowledge.create(kInterfaces, call, {name}, id_at("NetworkInterface", "NetworkInterfaceId"));
  };
  create();
  if (request.contains("ClientToken")) work.may_repeat(create);
}

void delete_interface(Workload& work) {
  remove_some(work, kInterfaces, "DeleteNetworkInterface", "NetworkInterfaceId", false);
}

void attach_or_detach(Workload& work) {
  Place place = any_place(work);
  auto* interface = work.knowledge().pick(kInterfaces, place.account, place.region);
  auto* instance = work.knowledge().pick(kInstances, place.account, place.region);
  if (!interface || !instance) return;
  const char* action = work.chance(60) ? "AttachNetworkInterface" : "DetachNetworkInterface";
  work.call(call_to("vpc", action, nearly(work, place),
                    {{"NetworkInterfaceId", interface->id}, {"InstanceId", instance->id}}));
}

// An elastic interface, or an instance's primary one.
std::string some_interface(Workload& work, const Place& place) {
  auto* instance = work.knowledge().pick(kInstances, place.account, place.region);
  if (instance && work.chance(50)) return "eni-" + instance->id.substr(4);
  auto* interface = work.knowledge().pick(kInterfaces, place.account, place.region);
  return interface ? interface->id : std::string();
}

void assign_addresses(Workload& work) {
  Place place = any_place(work);
  std::string interface = some_interface(work, place);
  if (interface.empty()) return;
  work.call(call_to(
      "vpc", "AssignPrivateIpAddresses", nearly(work, place),
      {{"NetworkInterfaceId", interface}, {"SecondaryPrivateIpAddressCount", 1 + work.below(4)}}));
}

// Whatever addresses these are: few numbers, so that some are the interface's.
void unassign_address(Workload& work) {
  Place place = any_place(work);
  std::string interface = some_interface(work, place);
  auto* vpc = work.knowledge().pick(kVpcs, place.account, place.region);
  if (interface.empty() || !vpc) return;
  std::string range = vpc->notes.at("range");
  std::string address = range.substr(0, range.find(".0.0/") + 1) + std::to_string(work.below(3)) +
                        "." + std::to_string(work.below(64));
  boost::json::object one{{"PrivateIpAddress", address}};
  work.call(call_to(
      "vpc", "UnassignPrivateIpAddresses", nearly(work, place),
      {{"NetworkInterfaceId", interface}, {"PrivateIpAddresses", boost::json::array{one}}}));
}

void change_interface_groups(Workload& work) {
  Place place = any_place(work);
  std::string interface = some_interface(work, place);
  auto* group = work.knowledge().pick(kSecurityGroups, place.account, place.region);
  if (interface.empty() || !group) return;
  const char* const kActions[] = {"AssociateNetworkInterfaceSecurityGroups",
                                  "DisassociateNetworkInterfaceSecurityGroups"};
  work.call(call_to("vpc", work.pick(kActions), nearly(work, place),
                    {{"NetworkInterfaceIds", {interface}}, {"SecurityGroupIds", {group->id}}}));
}

constexpr Move kMoves[] = {{"create interface", 8, create_interface},
                           {"delete interface", 4, delete_interface},
                           {"attach or detach interface", 8, attach_or_detach},
                           {"assign addresses", 6, assign_addresses},
                           {"unassign address", 5, unassign_address},
                           {"change interface groups", 3, change_interface_groups}};

}  // namespace

std::span<const Move> interface_moves() {
  return kMoves;
}

}  // namespace terrane::sim
