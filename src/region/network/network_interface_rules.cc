#include "region/network/network_interface_rules.h"

#include <algorithm>

#include "base/text.h"
#include "region/network/security_group_manager.h"

namespace terrane::network_interface_rules {

Result<void> check_name(std::string_view name) {
  size_t length = count_characters(name);
  if (length < 1 || length > 60) return refuse(kNameLength);
  return {};
}

Result<void> check_description(std::string_view description) {
  if (count_characters(description) > 60) return refuse(kDescriptionLength);
  return {};
}

Result<void> check_qos(std::string_view qos) {
  static constexpr std::string_view kLevels[] = {"", InterfaceAddress::kDefaultQos, "PT", "AU",
                                                 "AG"};
  if (std::ranges::count(kLevels, qos) == 0) return refuse(kUnknownQos, qos);
  return {};
}

InterfaceLimits may_have(const RegionCell& region, uint32_t cores) {
  struct Row {
    uint32_t cores;  // up to so many
    InterfaceLimits limits;
  };
  static constexpr Row kRows[] = {{1, {2, 6}},  {2, {2, 10}},  {4, {4, 10}},
                                  {8, {6, 20}}, {12, {8, 20}}, {UINT32_MAX, {8, 30}}};
  auto row = std::ranges::find_if(kRows, [&](const Row& one) { return cores <= one.cores; });
  size_t most = region.catalogue.limits().private_addresses_per_network_interface;
  return {row->limits.interfaces, std::min(row->limits.addresses, most)};
}

size_t address_limit(const RegionCell& region, const Interface& interface) {
  if (interface.instance()) return may_have(region, interface.instance()->cores).addresses;
  return region.catalogue.limits().private_addresses_per_network_interface;
}

Result<void> check_fits(const RegionCell& region, const Instance& instance, uint32_t cores,
                        std::string_view type) {
  InterfaceLimits limits = may_have(region, cores);
  auto attached = network_interfaces::attached_to(region, instance.id);
  if (attached.size() + 1 > limits.interfaces)
    return refuse(kTooManyForType, to_text(instance.id), std::to_string(attached.size() + 1), type,
                  std::to_string(limits.interfaces));
  std::vector<Interface> all{Interface(region, instance)};
  for (const NetworkInterface* record : attached) all.emplace_back(region, *record);
  for (const Interface& interface : all)
    if (size_t has = interface.addresses().size(); has > limits.addresses)
      return refuse(kTooManyAddressesForType, to_text(interface.id()), std::to_string(has), type,
                    std::to_string(limits.addresses));
  return {};
}

Result<void> check_may_move(const RegionCell& region, const Instance& instance) {
  auto attached = network_interfaces::attached_to(region, instance.id);
  if (!attached.empty())
    return refuse(kHoldsInstance, to_text(instance.id), to_text(attached[0]->id));
  const auto* primary = network_interfaces::record_of_primary(region, instance.id);
  if (primary && !primary->addresses.empty()) return refuse(kHoldsSubnet, to_text(instance.id));
  return {};
}

Result<const Instance*> find_instance(const RegionCell& region, AccountId account,
                                      std::string_view id) {
  auto parsed = InstanceId::parse(id);
  if (!parsed) return refuse(kMalformedInstanceId, id);
  const Instance* instance = region.compute.instances.find(*parsed);
  if (!instance || instance->account != account) return refuse(kInstanceNotFound, id);
  return instance;
}

Result<void> check_state(const Instance& instance) {
  if (instance.state != InstanceState::kRunning && instance.state != InstanceState::kStopped)
    return refuse(kInstanceState, to_text(instance.id), name_of(instance.state));
  return {};
}

Result<std::vector<SecurityGroupId>> find_groups(const RegionCell& region, AccountId account,
                                                 std::span<const std::string_view> ids) {
  std::vector<SecurityGroupId> groups;
  for (std::string_view id : ids) {
    TRY(const SecurityGroup* group, security_group_manager::find(region, account, id));
    if (std::ranges::find(groups, group->id) == groups.end()) groups.push_back(group->id);
  }
  size_t limit = region.catalogue.limits().security_groups_per_network_interface;
  if (groups.size() > limit) return refuse(kTooManyGroups, std::to_string(limit));
  if (groups.empty())
    if (const auto* own = security_group_manager::find_default(region, account))
      groups.push_back(own->id);
  return groups;
}

}  // namespace terrane::network_interface_rules
