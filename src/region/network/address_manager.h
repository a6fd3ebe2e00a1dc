// Operations on elastic IPs (M-29). Those on several are refused as a whole or done as a whole.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "region/network/address_charge_rules.h"
#include "region/network/address_rules.h"

namespace terrane::address_manager {

using Ids = std::span<const std::string_view>;

// The account's elastic IP of this ID. Errors: kMalformedId, kNotFound.
Result<const Address*> find(const RegionCell& region, AccountId account, std::string_view id);
// The same of several, each once. Errors: those above, kNoneNamed.
Result<std::vector<const Address*>> find_all(const RegionCell& region, AccountId account, Ids ids);

struct NewAddresses {
  int64_t count = 1;
  std::string name;
  AddressCharging charging;
  std::vector<TagPair> tags;
};
// Source: vpc.AllocateAddresses.
Result<std::vector<const Address*>> allocate(Change& change, const NewAddresses& wanted);

// An instance or an internal load balancer, or an address of a network interface; the other members
// are empty.
struct Target {
  std::string_view instance;
  std::string_view interface;
  std::string_view interface_address;
};
// Takes the address from what it is bound to, if anything. Source: vpc.AssociateAddress.
Result<void> associate(Change& change, std::string_view id, const Target& target, bool direct);
// `reassign`: gives the instance an ordinary public address in its place. Source:
// vpc.DisassociateAddress.
Result<void> disassociate(Change& change, std::string_view id, bool reassign);
// Source: vpc.ReleaseAddresses.
Result<void> release(Change& change, Ids ids);
// Makes the instance's ordinary public address an elastic IP, bound to it. Source:
// vpc.TransformAddress.
Result<const Address*> transform(Change& change, std::string_view instance);

struct AddressChange {  // what is absent stays
  std::optional<std::string> name;
  std::optional<bool> direct;
};
// Source: vpc.ModifyAddressAttribute.
Result<void> modify(Change& change, std::string_view id, const AddressChange& wanted);
// Source: vpc.ModifyAddressesBandwidth.
Result<void> modify_bandwidth(Change& change, Ids ids, int64_t mbps);
// Source: vpc.ModifyAddressInternetChargeType.
Result<void> modify_charge(Change& change, std::string_view id, const WantedAddressCharge& wanted);
// Source: vpc.RenewAddresses.
Result<void> renew(Change& change, Ids ids, int64_t months, std::optional<int64_t> renew_flag);

// The number of the task that the call is. Every task has ended when its call is answered.
uint64_t next_task(Change& change);
// Whether the account was given this number in this region.
bool is_task(const RegionCell& region, AccountId account, uint64_t task);

}  // namespace terrane::address_manager
