#include "region/balancer/target_rules.h"

#include "region/network/primary_interface.h"
#include "region/network/subnet_manager.h"

namespace terrane::target_rules {
namespace {

Result<Target> find_instance(const RegionCell& region, AccountId account, VpcId vpc,
                             std::string_view text) {
  auto id = InstanceId::parse(text);
  if (!id) return refuse(kMalformedInstance, text);
  const Instance* instance = region.compute.instances.find(*id);
  if (!instance || instance->account != account) return refuse(kNoInstance, text);
  VpcId own = region.network.subnets.find(instance->subnet)->vpc;
  if (own != vpc) return refuse(kOtherVpc, text, to_text(own), to_text(vpc));
  using enum InstanceState;
  if (instance->state == kShutdown || instance->state == kTerminating ||
      instance->state == kLaunchFailed)
    return refuse(kInstanceGoing, text);
  return Target{.instance = *id};
}

}  // namespace

Result<uint16_t> check_port(int64_t port) {
  if (port < 1 || port > 65535) return refuse(kPortRange, std::to_string(port));
  return uint16_t(port);
}

Result<uint32_t> check_weight(std::optional<int64_t> weight) {
  if (!weight) return kDefaultWeight;
  if (*weight < 0 || *weight > kWeightLimit)
    return refuse(kWeightRange, std::to_string(*weight), std::to_string(kWeightLimit));
  return uint32_t(*weight);
}

Result<Target> find_by_address(const RegionCell& region, VpcId vpc, std::string_view text) {
  auto address = parse_ipv4(text);
  if (!address) return refuse(kMalformedAddress, text);
  const Subnet* subnet = subnet_manager::find_by_address(region, vpc, *address);
  auto owner = subnet ? region.network.addresses.owner(subnet->id, *address) : std::nullopt;
  if (owner && owner->kind() == Kind::kInstance)
    return Target{.instance = InstanceId(*owner), .address = *address};
  if (owner && owner->kind() == Kind::kNetworkInterface)
    return Target{.interface = NetworkInterfaceId(*owner), .address = *address};
  return refuse(kNoAddress, text, to_text(vpc));
}

Result<Target> check_target(const RegionCell& region, AccountId account, VpcId vpc,
                            const WantedTarget& wanted, Time now) {
  if (!wanted.type.empty() && wanted.type != "CVM" && wanted.type != "ENI")
    return refuse(kUnknownType, wanted.type);
  if (wanted.instance.empty() && wanted.address.empty()) return refuse(kUnnamed);
  if (!wanted.instance.empty() && !wanted.address.empty()) return refuse(kNamedTwice);
  TRY(uint16_t port, check_port(wanted.port));
  TRY(uint32_t weight, check_weight(wanted.weight));
  TRY(Target target, wanted.instance.empty()
                         ? find_by_address(region, vpc, wanted.address)
                         : find_instance(region, account, vpc, wanted.instance));
  target.port = port;
  target.weight = weight;
  target.registered = now;
  return target;
}

bool names(const WantedTarget& wanted, const Target& target) {
  if (wanted.port != target.port) return false;
  if (target.address.is_set()) return wanted.address == to_text(target.address);
  return wanted.address.empty() && wanted.instance == to_text(target.instance);
}

Ipv4 address_of(const RegionCell& region, const Target& target) {
  if (target.address.is_set()) return target.address;
  return region.compute.instances.find(target.instance)->address;
}

}  // namespace terrane::target_rules
