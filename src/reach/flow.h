// What is asked: from where to where, and what is sent. Plain values, so that a flow can be carried
// from one region's cell to the next (D3).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/ipv4.h"
#include "base/resource_id.h"
#include "model/places.h"

namespace terrane::reach {

enum class Protocol : uint8_t { kTcp, kUdp, kIcmp, kGre, kAll };

constexpr bool has_ports(Protocol protocol) {
  return protocol == Protocol::kTcp || protocol == Protocol::kUdp;
}

// What is sent: of TCP and UDP to the ports from `first` to `last`; of the others, all there is.
// More than one packet's worth reaches its target only if every packet of it does.
struct Traffic {
  Protocol protocol = Protocol::kTcp;
  uint16_t first = 1;
  uint16_t last = 65535;
  bool operator==(const Traffic&) const = default;

  static constexpr Traffic to_port(Protocol protocol, uint16_t port) {
    return {protocol, port, port};
  }
  bool is_one_packet() const {
    return protocol != Protocol::kAll && (!has_ports(protocol) || first == last);
  }
};

// An address that stands for anybody's machine on the Internet: no one's (RFC 5737).
inline constexpr Ipv4 kAnybody{0xc0000201};  // 192.0.2.1

// Whether an address is for private use (RFC 1918): the Internet leads to none.
constexpr bool is_private(Ipv4 address) {
  return (address.bits & 0xff000000) == 0x0a000000 || (address.bits & 0xfff00000) == 0xac100000 ||
         (address.bits & 0xffff0000) == 0xc0a80000;
}

// One end of a flow. What is known of it says how it may be spoken to: by its private address, by
// its public one, or by either, the private one first. A source that is no resource is a sender
// that the region itself runs in the VPC, such as a balancer: no group asks what it sends.
struct End {
  AnyId resource;                     // none: a bare address
  std::optional<RegionIndex> region;  // none: outside this cloud, or wherever routes lead
  AccountId account{};
  VpcId vpc;
  Ipv4 address;  // private
  Ipv4 public_address;

  // A machine on the Internet, outside this cloud.
  static End internet(Ipv4 address = kAnybody) { return {.public_address = address}; }
  bool is_outside() const { return !resource && !region && public_address.is_set(); }
};

struct Flow {
  End source;
  End target;
  Traffic traffic;
};

}  // namespace terrane::reach
