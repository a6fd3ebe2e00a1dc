#include "region/network/network_interfaces.h"

#include <algorithm>

#include "region/network/address_bindings.h"
#include "region/network/primary_interface.h"

namespace terrane {

Interface::Interface(const RegionCell& region, const NetworkInterface& record) : record_(&record) {
  if (record.instance) instance_ = region.compute.instances.find(record.instance);
}

Interface::Interface(const RegionCell& region, const Instance& instance)
    : record_(network_interfaces::record_of_primary(region, instance.id)), instance_(&instance) {}

NetworkInterfaceId Interface::id() const {
  return record_ ? record_->id : primary_interface_of(instance_->id);
}

std::span<const SecurityGroupId> Interface::groups() const {
  if (is_primary()) return instance_->security_groups;
  return record_->groups;
}

std::vector<InterfaceAddress> Interface::addresses() const {
  std::vector<InterfaceAddress> all;
  if (is_primary()) all.push_back({.address = instance_->address, .description = {}});
  if (record_) all.insert(all.end(), record_->addresses.begin(), record_->addresses.end());
  return all;
}

bool Interface::has(Ipv4 address) const {
  return std::ranges::count(addresses(), address, &InterfaceAddress::address) > 0;
}

namespace network_interfaces {

std::optional<Interface> look_up(const RegionCell& region, AccountId account,
                                 NetworkInterfaceId id) {
  const NetworkInterface* record = region.network.network_interfaces.find(id);
  if (record && record->account == account) return Interface(region, *record);
  const Instance* instance = region.compute.instances.find(instance_with_primary(id));
  if (!record && instance && instance->account == account) return Interface(region, *instance);
  return std::nullopt;
}

Result<Interface> find(const RegionCell& region, AccountId account, std::string_view id) {
  auto parsed = NetworkInterfaceId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  auto found = look_up(region, account, *parsed);
  if (!found) return refuse(kNotFound, id);
  return *found;
}

const NetworkInterface* record_of_primary(const RegionCell& region, InstanceId instance) {
  return region.network.network_interfaces.find(primary_interface_of(instance));
}

std::vector<const NetworkInterface*> attached_to(const RegionCell& region, InstanceId instance) {
  std::vector<const NetworkInterface*> attached;
  region.cell.ledger().each(instance, Kind::kNetworkInterface, [&](AnyId id) {
    const auto* record = region.network.network_interfaces.find(NetworkInterfaceId(id));
    if (!record->is_primary) attached.push_back(record);
  });
  std::ranges::sort(attached, {}, [](const NetworkInterface* record) {
    return std::tuple(record->attached, record->sequence);
  });
  return attached;
}

const Instance* instance_with(const RegionCell& region, SubnetId subnet, Ipv4 address) {
  auto owner = region.network.addresses.owner(subnet, address);
  if (!owner) return nullptr;
  if (owner->kind() == Kind::kInstance) return region.compute.instances.find(InstanceId(*owner));
  if (owner->kind() != Kind::kNetworkInterface) return nullptr;
  const auto* record = region.network.network_interfaces.find(NetworkInterfaceId(*owner));
  return region.compute.instances.find(record->instance);
}

void let_go(RegionCell& region, Transaction& transaction, InstanceId instance) {
  auto& table = region.network.network_interfaces;
  for (const NetworkInterface* record : attached_to(region, instance))
    transaction.change(table, NetworkInterfaceId(record->id), [](NetworkInterface& changed) {
      changed.instance = {};
      changed.attached = {};
    });
  const NetworkInterface* primary = record_of_primary(region, instance);
  if (!primary) return;
  address_bindings::let_go(region, transaction, primary->id);
  transaction.remove(table, NetworkInterfaceId(primary->id));
}

}  // namespace network_interfaces
}  // namespace terrane
