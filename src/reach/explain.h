// Connectivity as one pure function (D9): whether a flow reaches its target, by what hops, and the
// one thing that decided. Balancers' health, the reachability action, drills and the console ask
// here; nobody else decides who reaches whom.
//
// A flow is followed as its packets go: out of the source (its state, its groups' egress rules),
// along the route tables, over peering connections or the Internet, into the target (its groups'
// ingress rules, its state), and back: replies to what was accepted pass every group, but they need
// a route. Private addresses lead nowhere but within a VPC and over active peering connections,
// whoever owns the ends (M-10…M-13).
#pragma once

#include <boost/container/static_vector.hpp>
#include <optional>

#include "reach/reasons.h"
#include "reach/view.h"

namespace terrane::reach {

struct Hop {
  enum class Kind : uint8_t {
    kEnd,            // what sends, forwards or receives
    kGroup,          // a security group, whose rule let it through or not
    kRoute,          // a route table
    kPeering,        // a peering connection
    kPublicAddress,  // what gives an end its address on the Internet
    kInternet,
    kListener,  // of a balancer
  };
  Kind kind = Kind::kEnd;
  Direction direction = Direction::kIngress;  // of a group
  RegionIndex region{};
  uint16_t port = 0;    // of an end that serves no other
  AccountId account{};  // whose it is; none: nobody's
  AnyId id;
  Ipv4 address;  // the end's; of a route, where the packet is to go
  Way::Kind way = Way::Kind::kNone;
  Cidr route;
  std::optional<Rule> rule;  // of a group; none: no rule fits
};

struct Decision {
  const Reason* reason = nullptr;  // null: not decided
  Hop hop;                         // where
  AnyId other;
  std::string_view state;
};

struct Verdict {
  static constexpr size_t kHopsMax = 32;

  boost::container::static_vector<Hop, kHopsMax> hops;
  Decision decided_by;

  bool reachable() const { return decided_by.reason && decided_by.reason->reachable; }
};

// A flow on its way, region by region, each under its own lock, never two at once (D3):
//   Journey journey(flow);
//   while (auto region = journey.next()) { lock it; journey.go_on(view_of(*region)); }
class Journey {
 public:
  explicit Journey(const Flow& flow);

  // The region where it goes on; none once it is decided.
  std::optional<RegionIndex> next() const { return next_; }
  void go_on(const View& view);
  const Verdict& verdict() const { return verdict_; }

 private:
  friend class Stage;
  enum class Arrives : uint8_t { kNotYet, kByPeering, kFromInternet };

  const Flow flow_;
  std::optional<RegionIndex> next_;
  Verdict verdict_;
  Arrives arrives_ = Arrives::kNotYet;
  // As the packet is now.
  Ipv4 from_, to_;
  PeeringConnectionId peering_;
  VpcId into_;  // the VPC that it enters by peering
};

// Of a flow whose ends are in the view's region, or one of them outside this cloud.
Verdict explain(const View& view, const Flow& flow);

}  // namespace terrane::reach
