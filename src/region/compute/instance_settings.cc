#include "region/compute/instance_settings.h"

#include <algorithm>

#include "region/balancer/target_manager.h"
#include "region/compute/instance_motion.h"
#include "region/compute/instance_names.h"
#include "region/network/address_bindings.h"
#include "region/network/network_interface_rules.h"
#include "region/network/primary_interface.h"

namespace terrane::instance_settings {
namespace {

using instance_manager::find_for;

// Applies a change that takes effect at the next boot, which for a running instance is now.
template <class Modify>
void modify_off(Change& change, const Instance& instance, InstanceOperation operation,
                Modify modify_instance) {
  if (instance.state == InstanceState::kRunning) {
    move(change, instance, operation, InstanceTrigger::kReboot, modify_instance);
  } else {
    modify(change, instance, operation, modify_instance);
  }
}

template <class Id>
CompactList<Id> without(const CompactList<Id>& from, const std::vector<Id>& taken) {
  std::vector<Id> left;
  for (Id id : from)
    if (std::ranges::find(taken, id) == taken.end()) left.push_back(id);
  return CompactList<Id>(left);
}

template <class Id>
CompactList<Id> with(const CompactList<Id>& list, const std::vector<Id>& more) {
  std::vector<Id> all(list.begin(), list.end());
  for (Id id : more)
    if (std::ranges::find(all, id) == all.end()) all.push_back(id);
  return CompactList<Id>(all);
}

}  // namespace

Result<void> check_prepaid(const Instance& instance, std::string_view action) {
  if (instance.charge == ChargeType::kPrepaid) return {};
  return refuse(kNotPrepaid, to_text(instance.id), name_of(instance.charge), action);
}

Result<void> modify_attributes(Change& change, Ids ids, const Attributes& wanted) {
  if (!wanted.name && !wanted.user_data && !wanted.security_groups && !wanted.host_name &&
      !wanted.is_protected)
    return refuse(kNothingToChange);
  TRY(auto instances, find_for(change, ids, InstanceOperation::kModifyAttribute));
  if (wanted.name) CHECKED(check_instance_name(*wanted.name));
  if (wanted.user_data) CHECKED(check_user_data(*wanted.user_data));
  if (wanted.host_name) CHECKED(check_host_name(*wanted.host_name));
  std::vector<SecurityGroupId> groups;
  if (wanted.security_groups) {
    TRY(groups,
        find_groups(change.region, change.account, *wanted.security_groups, kGroupNotFound));
    if (groups.empty()) return refuse(kLastGroupStays, to_text(instances[0]->id));
  }
  auto apply = [&](Instance& changed) {
    if (wanted.name) changed.name = *wanted.name;
    if (wanted.user_data) changed.user_data = *wanted.user_data;
    if (wanted.host_name) changed.host_name = *wanted.host_name;
    if (wanted.security_groups) changed.security_groups = CompactList<SecurityGroupId>(groups);
    if (wanted.is_protected) changed.is_protected = *wanted.is_protected;
  };
  for (const Instance* instance : instances) {
    if (wanted.host_name && wanted.reboot) {
      modify_off(change, *instance, InstanceOperation::kModifyAttribute, apply);
    } else {
      modify(change, *instance, InstanceOperation::kModifyAttribute, apply);
    }
  }
  return {};
}

Result<void> modify_project(Change& change, Ids ids, int64_t project) {
  TRY(auto instances, find_for(change, ids, InstanceOperation::kModifyProject));
  CHECKED(check_project(change.region, change.account, project));
  for (const Instance* instance : instances)
    modify(change, *instance, InstanceOperation::kModifyProject,
           [&](Instance& changed) { changed.project = uint32_t(project); });
  return {};
}

Result<void> associate_groups(Change& change, Ids ids, Ids groups) {
  TRY(auto instances, find_for(change, ids, InstanceOperation::kAssociateSecurityGroups));
  TRY(auto more, find_groups(change.region, change.account, groups, kMalformedGroupId));
  size_t limit = change.region.catalogue.limits().security_groups_per_instance;
  for (const Instance* instance : instances) {
    auto all = with(instance->security_groups, more);
    if (all.size() > limit)
      return refuse(kTooManyGroupsOfInstance, to_text(instance->id), std::to_string(all.size()),
                    std::to_string(limit));
    modify(change, *instance, InstanceOperation::kAssociateSecurityGroups,
           [&](Instance& changed) { changed.security_groups = all; });
  }
  return {};
}

Result<void> disassociate_groups(Change& change, Ids ids, Ids groups) {
  TRY(auto instances, find_for(change, ids, InstanceOperation::kDisassociateSecurityGroups));
  TRY(auto taken, find_groups(change.region, change.account, groups, kMalformedGroupId));
  for (const Instance* instance : instances) {
    auto left = without(instance->security_groups, taken);
    if (left.empty()) return refuse(kLastGroupStays, to_text(instance->id));
    modify(change, *instance, InstanceOperation::kDisassociateSecurityGroups,
           [&](Instance& changed) { changed.security_groups = left; });
  }
  return {};
}

Result<void> associate_keys(Change& change, Ids ids, Ids keys, bool force_stop) {
  TRY(auto instances, find_for(change, ids, InstanceOperation::kAssociateKeyPairs, force_stop));
  TRY(auto more, find_key_pairs(change.region, change.account, keys, kKeyIdNotFound));
  for (const Instance* instance : instances) {
    auto all = with(instance->key_pairs, more);
    if (all.size() > kKeyPairsPerInstance)
      return refuse(kTooManyKeys, std::to_string(kKeyPairsPerInstance));
    modify_off(change, *instance, InstanceOperation::kAssociateKeyPairs,
               [&](Instance& changed) { changed.key_pairs = all; });
  }
  return {};
}

Result<void> disassociate_keys(Change& change, Ids ids, Ids keys, bool force_stop) {
  TRY(auto instances, find_for(change, ids, InstanceOperation::kDisassociateKeyPairs, force_stop));
  std::vector<KeyPairId> taken;
  for (std::string_view text : keys) {
    auto id = KeyPairId::parse(text);
    if (!id) return refuse(kMalformedKeyId, text);
    const KeyPair* pair = change.region.accounts.key_pairs.find(*id);
    if (!pair || pair->account != change.account) return refuse(kKeyIdNotFound, text);
    taken.push_back(*id);
  }
  for (const Instance* instance : instances) {
    auto left = without(instance->key_pairs, taken);
    modify_off(change, *instance, InstanceOperation::kDisassociateKeyPairs,
               [&](Instance& changed) { changed.key_pairs = left; });
  }
  return {};
}

Result<void> reset_password(Change& change, Ids ids, std::string_view password, bool force_stop) {
  TRY(auto instances, find_for(change, ids, InstanceOperation::kResetPassword, force_stop));
  CHECKED(check_password(password));
  for (const Instance* instance : instances)
    modify_off(change, *instance, InstanceOperation::kResetPassword, [](Instance&) {});
  return {};
}

Result<void> move_to_subnet(Change& change, Ids ids, std::string_view vpc, std::string_view subnet,
                            Ids addresses, bool force_stop) {
  RegionCell& region = change.region;
  TRY(auto instances, find_for(change, ids, InstanceOperation::kModifyVpc, force_stop));
  if (!addresses.empty() && addresses.size() != instances.size())
    return refuse(kAddressesPerInstance, std::to_string(addresses.size()),
                  std::to_string(instances.size()));
  for (size_t index = 0; index < instances.size(); ++index) {
    const Instance& instance = *instances[index];
    const Zone* zone = region.find_zone(instance.zone);
    auto target = find_subnet(region, change.account, *zone, vpc, subnet);
    if (!target && target.error().code() == kSubnetOfAnotherZone.code)
      return refuse(kZoneStays, to_text(instance.id), zone->id, subnet);
    if (!target) return std::unexpected(target.error());
    SubnetId subnet_id = (*target)->id;
    if (target_manager::is_target(region, instance.id) ||
        target_manager::is_target(region, primary_interface_of(instance.id)))
      return refuse(kForwardedTo, to_text(instance.id));
    auto address = region.network.addresses.next_free(subnet_id);
    if (!addresses.empty()) {
      TRY(auto checked, check_addresses(region, **target, addresses.subspan(index, 1)));
      address = checked[0];
    }
    if (!address) return refuse(kSubnetFull, to_text(subnet_id), "0", "1");
    CHECKED(network_interface_rules::check_may_move(region, instance));
    modify_off(change, instance, InstanceOperation::kModifyVpc, [&](Instance& changed) {
      changed.subnet = subnet_id;
      changed.address = *address;
    });
  }
  return {};
}

Result<void> reset_bandwidth(Change& change, Ids ids, const WantedInternet& wanted) {
  RegionCell& region = change.region;
  TRY(auto instances, find_for(change, ids, InstanceOperation::kResetBandwidth));
  for (const Instance* instance : instances) {
    WantedInternet with_charge = wanted;
    if (with_charge.charge.empty()) with_charge.charge = instance->internet_charge;
    if (!wanted.public_address) with_charge.public_address = false;
    TRY(Internet internet, check_internet(region, with_charge, instance->charge));
    auto address = region.network.public_addresses.next_free();
    bool has_address = instance->public_address.is_set() ||
                       address_bindings::bound_to(region, instance->id) != nullptr;
    bool needs_address = internet.public_address && !has_address;
    if (needs_address && !address) return refuse(kNoPublicAddressLeft, region.place().id);
    modify(change, *instance, InstanceOperation::kResetBandwidth, [&](Instance& changed) {
      changed.bandwidth_mbps = internet.bandwidth_mbps;
      changed.internet_charge = internet.charge;
      if (needs_address) changed.public_address = *address;
    });
  }
  return {};
}

Result<void> modify_renew_flag(Change& change, Ids ids, std::string_view flag) {
  TRY(auto instances, find_for(change, ids, InstanceOperation::kModifyRenewFlag));
  TRY(RenewFlag renew, check_renew_flag(flag, kUnknownRenewFlag));
  for (const Instance* instance : instances) {
    CHECKED(check_prepaid(*instance, "ModifyInstancesRenewFlag"));
    modify(change, *instance, InstanceOperation::kModifyRenewFlag,
           [&](Instance& changed) { changed.renew = renew; });
  }
  return {};
}

Result<void> renew(Change& change, Ids ids, int64_t months, std::string_view flag) {
  TRY(auto instances, find_for(change, ids, InstanceOperation::kRenew));
  TRY(int period, check_period(months, kBadPeriod));
  TRY(RenewFlag renew_flag, check_renew_flag(flag, kUnknownRenewFlag));
  for (const Instance* instance : instances) {
    CHECKED(check_prepaid(*instance, "RenewInstances"));
    auto prolong = [&](Instance& changed) {
      changed.expires = prolonged(changed.expires, change.now, period);
      if (!flag.empty()) changed.renew = renew_flag;
    };
    if (instance->state == InstanceState::kShutdown) {
      move(change, *instance, InstanceOperation::kRenew, InstanceTrigger::kRenew, prolong);
    } else {
      modify(change, *instance, InstanceOperation::kRenew, prolong);
    }
  }
  return {};
}

Result<void> modify_charge_type(Change& change, Ids ids, const Charging& wanted) {
  RegionCell& region = change.region;
  TRY(auto instances, find_for(change, ids, InstanceOperation::kModifyChargeType));
  for (const Instance* instance : instances) {
    if (instance->charge == ChargeType::kSpot || wanted.type == ChargeType::kSpot ||
        instance->charge == wanted.type)
      return refuse(kChargeTypeStays, to_text(instance->id), name_of(instance->charge),
                    name_of(wanted.type));
    CHECKED(check_quota(region, change.account, *region.find_zone(instance->zone), wanted.type, 1));
    modify(change, *instance, InstanceOperation::kModifyChargeType, [&](Instance& changed) {
      bool prepaid = wanted.type == ChargeType::kPrepaid;
      changed.charge = wanted.type;
      changed.expires = prepaid ? add_months(change.now, wanted.months) : Time{};
      changed.renew = wanted.renew;
      if (prepaid && changed.stop_mode == StopMode::kStopCharging)
        changed.stop_mode = StopMode::kKeepCharging;
      if (!prepaid && changed.internet_charge.view() == "BANDWIDTH_PREPAID")
        changed.internet_charge = InternedText("BANDWIDTH_POSTPAID_BY_HOUR");
    });
  }
  return {};
}

}  // namespace terrane::instance_settings
