// The network interfaces of a region: elastic ones, which have records, and each instance's primary
// one, which has a record only for what the instance does not say of it (network_interface.h).
#pragma once

#include <span>
#include <vector>

#include "region/region_cell.h"

namespace terrane {

// One of either kind, as it is now. Good until something changes.
class Interface {
 public:
  explicit Interface(const RegionCell& region, const NetworkInterface& record);
  Interface(const RegionCell& region, const Instance& instance);

  NetworkInterfaceId id() const;
  AccountId account() const { return record_ ? record_->account : instance_->account; }
  bool is_primary() const { return !record_ || record_->is_primary; }
  // Both null-able: what it is attached to, and what is stored of it itself.
  const Instance* instance() const { return instance_; }
  const NetworkInterface* record() const { return record_; }

  SubnetId subnet() const { return is_primary() ? instance_->subnet : record_->subnet; }
  std::span<const SecurityGroupId> groups() const;
  // The first is its primary one.
  std::vector<InterfaceAddress> addresses() const;
  bool has(Ipv4 address) const;
  Time created() const { return is_primary() ? instance_->created : record_->created; }
  Time attached() const { return is_primary() ? instance_->created : record_->attached; }
  uint64_t sequence() const { return is_primary() ? instance_->sequence : record_->sequence; }

 private:
  const NetworkInterface* record_ = nullptr;
  const Instance* instance_ = nullptr;
};

namespace network_interfaces {

inline constexpr ErrorKind kMalformedId{
    "InvalidParameterValue.Malformed",
    "NetworkInterfaceId {} is not a network interface's ID (eni- and 8 characters).",
    "NetworkInterfaceId {} 不是合法的弹性网卡 ID（eni- 加 8 位字符）。"};
inline constexpr ErrorKind kNotFound{
    "ResourceNotFound",
    "There is no network interface {} in this region; DescribeNetworkInterfaces lists yours.",
    "本地域不存在弹性网卡 {}，可通过 DescribeNetworkInterfaces 查询。"};

// The account's interface of this ID; nothing if it has none.
std::optional<Interface> look_up(const RegionCell& region, AccountId account,
                                 NetworkInterfaceId id);
// The same. Errors: kMalformedId, kNotFound.
Result<Interface> find(const RegionCell& region, AccountId account, std::string_view id);
// What is stored of the instance's primary interface; null if nothing is.
const NetworkInterface* record_of_primary(const RegionCell& region, InstanceId instance);
// The elastic ones that are attached to the instance, in the order they were.
std::vector<const NetworkInterface*> attached_to(const RegionCell& region, InstanceId instance);
// The instance that has the address: its own, or on an interface of its; null if none has.
const Instance* instance_with(const RegionCell& region, SubnetId subnet, Ipv4 address);

// An instance goes: its elastic interfaces are attached to nothing then.
void let_go(RegionCell& region, Transaction& transaction, InstanceId instance);

// Calls visit(interface) for each of the account's, newest first, until it returns false.
template <class Visit>
void each_newest_first(const RegionCell& region, AccountId account, Visit visit) {
  auto records = region.network.network_interfaces.of(account);
  auto instances = region.compute.instances.of(account);
  size_t record = records.size(), instance = instances.size();
  while (true) {
    while (record > 0 && (!records[record - 1] || records[record - 1]->is_primary)) --record;
    while (instance > 0 && !instances[instance - 1]) --instance;
    if (record == 0 && instance == 0) return;
    bool take_record = instance == 0 || (record > 0 && records[record - 1]->sequence >
                                                           instances[instance - 1]->sequence);
    if (!visit(take_record ? Interface(region, *records[--record])
                           : Interface(region, *instances[--instance])))
      return;
  }
}

}  // namespace network_interfaces
}  // namespace terrane
