// What explain() needs to know of a region, and no more: whoever keeps the records answers. Nothing
// here outlives the lock under which the view is asked.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "reach/filter.h"

namespace terrane::reach {

struct Reason;

// What has a private address in a subnet: an instance, a network interface, a balancer's virtual
// address, a database, a cache.
struct Endpoint {
  AnyId owner;  // none: a sender that the region itself runs
  AccountId account{};
  VpcId vpc;
  SubnetId subnet;
  Ipv4 address;
  // In the order in which they are asked.
  std::span<const SecurityGroupId> groups;
  bool filtered = true;    // security groups are asked at all
  std::string_view state;  // the public name of the one in which it is silent; empty: it is up
  // What silences it where that is not a state of its own: then `state` names its zone.
  const Reason* silence = nullptr;
  uint16_t only_port = 0;  // where it serves one TCP port and nothing else
};

// An address of the Internet that leads to an endpoint.
struct PublicSide {
  Ipv4 address;
  AnyId by;               // the elastic IP, or what was given the address when it was made
  bool isolated = false;  // it is kept, but carries nothing until renewed
};

// Where a subnet's route table leads.
struct Way {
  enum class Kind : uint8_t {
    kNone,       // no route
    kLocal,      // to whatever has the address in the VPC
    kInternet,   // out, by the sender's own public address
    kForwarder,  // to an endpoint of the VPC, which passes it on
    kPeering,
    kNowhere,  // the next hop is gone
  };
  Kind kind = Kind::kNone;
  RouteTableId table;
  Cidr route;  // what the route is for
  Endpoint forwarder;
  PeeringConnectionId peering;
};

// A peering connection as seen from one of its two VPCs.
struct PeeringSide {
  PeeringConnectionId id;
  bool active = false;
  std::string_view state;  // its public name
  VpcId other_vpc;
  RegionIndex other_region{};
  AccountId other_account{};
  std::string_view cut_off;  // the other region's name while the link to it is cut; else empty
};

// What a balancer does with what arrives at one of its ports.
struct Forwarding {
  struct Target {
    AnyId resource;  // at its own address; none: whatever has the address
    Ipv4 address;
    uint16_t port = 0;
    std::optional<Traffic> check;  // what must reach it from the balancer for it to be healthy
  };
  AnyId listener;
  bool keeps_source = true;     // targets see the client's address, not the balancer's
  bool admits = false;          // the balancer's groups speak for its targets, which are not asked
  std::vector<Target> targets;  // that are given any
};

class View {
 public:
  virtual ~View() = default;

  virtual RegionIndex region() const = 0;
  virtual std::optional<Endpoint> find(AnyId resource) const = 0;
  virtual std::optional<Endpoint> at(VpcId vpc, Ipv4 address) const = 0;
  // What the public address leads to, and what of it shows the address.
  virtual std::optional<Endpoint> at_public(Ipv4 address) const = 0;
  // The endpoint's own public address; not set if it has none.
  virtual PublicSide public_side(const Endpoint& endpoint) const = 0;
  // By the most specific enabled route of the endpoint's subnet.
  virtual Way way(const Endpoint& from, Ipv4 to) const = 0;
  virtual std::optional<PeeringSide> peering(PeeringConnectionId id, VpcId from) const = 0;
  // By the balancer's listener for all of the traffic; nothing where it has none.
  virtual std::optional<Forwarding> forwarding(AnyId balancer, const Traffic& traffic) const = 0;
  virtual const Filter* filter(SecurityGroupId group) const = 0;
};

}  // namespace terrane::reach
