#include "region/network/address_rules.h"

#include "base/text.h"

namespace terrane::address_rules {
namespace {

// Of a calendar in Beijing, where the day begins at 16:00 UTC.
int64_t day_of(Time now) {
  return (now + hours(8)).seconds() / (24 * 3600);
}

}  // namespace

Result<const Instance*> find_instance(const RegionCell& region, AccountId account,
                                      std::string_view id) {
  auto parsed = InstanceId::parse(id);
  if (!parsed) return refuse(kMalformedInstanceId, id);
  const Instance* instance = region.compute.instances.find(*parsed);
  if (!instance || instance->account != account) return refuse(kInstanceNotFound, id);
  return instance;
}

Result<void> check_kind(const WantedKind& wanted) {
  if (!wanted.provider.empty() && wanted.provider != "BGP")
    return refuse(kProviderNotOffered, wanted.provider);
  if (wanted.type == "AnycastEIP" || !wanted.anycast_zone.empty()) return refuse(kNoAnycast);
  if (!wanted.type.empty() && wanted.type != "EIP") return refuse(kTypeNotOffered, wanted.type);
  if (!wanted.egress.empty() && wanted.egress != "center_egress1")
    return refuse(kNoEgress, wanted.egress);
  if (!wanted.dedicated_cluster.empty())
    return refuse(kNoDedicatedCluster, wanted.dedicated_cluster);
  if (!wanted.anti_ddos_package.empty()) return refuse(kNoSuchResource, "AntiDDoSPackageId");
  if (!wanted.ip_charge.empty()) return refuse(kNoIpCharge);
  if (wanted.named_address) return refuse(kNoSuchResource, "VipCluster");
  return {};
}

Result<void> check_name(std::string_view name, const ErrorKind& too_long) {
  if (count_characters(name) > 128) return refuse(too_long);
  return {};
}

AccountAddresses usage_of(const RegionCell& region, AccountId account, Time now) {
  const AccountAddresses* stored = region.network.account_addresses.find(account);
  AccountAddresses usage = stored ? *stored : AccountAddresses{.id = account};
  if (usage.day != day_of(now)) usage = {.id = account, .day = day_of(now), .tasks = usage.tasks};
  return usage;
}

Result<void> check_quota(const RegionCell& region, AccountId account, uint32_t more, Time now) {
  const Limits& limits = region.catalogue.limits();
  size_t would_have = region.network.elastic_addresses.count_of(account) + more;
  if (would_have > limits.addresses)
    return refuse(kTooMany, std::to_string(limits.addresses), std::to_string(would_have));
  if (usage_of(region, account, now).allocations + more > limits.address_allocations_per_day)
    return refuse(kTooManyToday, std::to_string(limits.address_allocations_per_day));
  return {};
}

Result<void> check_state(const Instance& instance) {
  using enum InstanceState;
  bool runs =
      instance.state == kRunning || instance.state == kStarting || instance.state == kRebooting;
  bool is_off = instance.state == kStopped || instance.state == kStopping;
  if (!runs && !is_off)
    return refuse(kInstanceState, to_text(instance.id), name_of(instance.state));
  if (instance.stop_mode == StopMode::kStopCharging && is_off)
    return refuse(kStoppedFreeOfCharge, to_text(instance.id));
  return {};
}

}  // namespace terrane::address_rules
