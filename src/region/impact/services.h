// What serves somebody in a region, and what a fault that is only assumed would leave of it (M-37).
// Whether something is reached is explain()'s answer, before and after, and no one else's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reach/explain.h"
#include "region/impact/hypothesis.h"

namespace terrane::impact {

enum class ServiceKind : uint8_t {
  kListener,       // of a balancer, that forwards by itself
  kRule,           // of a listener of HTTP or HTTPS
  kPublicAddress,  // an elastic IP or an instance's own
  kDatabase,
  kCache,
  kRoute,  // to an instance that forwards, or over a peering connection
};

// Of a balancer's targets, those that take what is forwarded.
struct Share {
  uint64_t targets = 0;
  uint64_t weight = 0;
};

enum class Effect : uint8_t { kNone, kDegraded, kStops };

struct Service {
  ServiceKind kind = ServiceKind::kListener;
  AccountId account{};
  AnyId id;     // the listener, the rule, the elastic IP, the instance, …; of a route, its table
  AnyId owner;  // the balancer; what a public address leads to; the next hop of a route
  ListenerId listener;  // of a listener or a rule
  std::string name;
  Ipv4 address;
  Cidr destination;  // of a route
  reach::Protocol protocol = reach::Protocol::kTcp;
  uint16_t port = 0;
  bool is_public = false;
  uint32_t zone = 0;  // the zone's public number; 0 where it is served by the region
  Share before, after;
  bool serves_after = false;
  reach::Decision decision;  // after

  Effect effect() const {
    if (!serves_after) return Effect::kStops;
    return after.targets < before.targets ? Effect::kDegraded : Effect::kNone;
  }
};

// Those that serve now, whatever becomes of them.
std::vector<Service> services_of(const Hypothesis& hypothesis);

}  // namespace terrane::impact
