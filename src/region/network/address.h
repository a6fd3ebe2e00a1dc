// An elastic IP: a public address that belongs to an account, in one region, every zone of it, and
// is bound to an instance, a network interface or an internal load balancer there, or to nothing
// (M-29). What is stored of one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/ipv4.h"
#include "base/resource_id.h"
#include "base/time.h"
#include "model/tag_pair.h"
#include "region/compute/instance.h"

namespace terrane {

// Stored: numbers are never changed nor given again.
enum class AddressCharge : uint8_t { kTraffic = 0, kBandwidthByHour = 1, kBandwidthByMonth = 2 };

struct Address {
  static constexpr std::string_view kTable = "address";
  using Key = AddressId;

  AddressId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  Ipv4 public_address;
  // What it is bound to, at most one of the three: an instance's own address, whatever that is, an
  // address of a network interface, or the virtual address of an internal load balancer.
  InstanceId instance;
  NetworkInterfaceId interface;
  Ipv4 interface_address;
  LoadBalancerId balancer;
  bool direct = false;  // the instance sees the public address itself
  AddressCharge charge = AddressCharge::kTraffic;
  uint32_t bandwidth_mbps = 0;
  Time expires;  // of one charged by the month
  RenewFlag renew = RenewFlag::kNotifyAndManual;
  bool isolated = false;        // returned or expired: renewed, or released for good
  uint32_t charge_changes = 0;  // how often the way it is charged was changed
  Time created;
  std::vector<TagPair> tags;

  bool is_paid_in_advance() const { return charge == AddressCharge::kBandwidthByMonth; }
  // When its time is over, and, isolated then, when it is reclaimed (M-24).
  Time due() const { return term_due(is_paid_in_advance(), expires, isolated); }

  bool is_bound() const { return instance || interface || balancer; }
  AnyId bound_to() const {
    if (balancer) return balancer;
    return instance ? AnyId(instance) : AnyId(interface);
  }
  void bind_to_nothing() {
    instance = {};
    interface = {};
    interface_address = {};
    balancer = {};
    direct = false;
  }

  template <class Refer>
  void references(Refer refer) const {
    refer(instance);
    refer(interface);
    refer(balancer);
  }

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &Address::account), named("sequence", &Address::sequence),
        named("name", &Address::name), named("public_address", &Address::public_address),
        named("instance", &Address::instance), named("interface", &Address::interface),
        named("interface_address", &Address::interface_address),
        named("balancer", &Address::balancer), named("direct", &Address::direct),
        named("charge", &Address::charge), named("bandwidth", &Address::bandwidth_mbps),
        named("expires", &Address::expires), named("renew", &Address::renew),
        named("isolated", &Address::isolated), named("charge_changes", &Address::charge_changes),
        named("created", &Address::created), named("tags", &Address::tags));
  };
};

}  // namespace terrane
