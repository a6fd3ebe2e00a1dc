// Operations on listeners. Each is refused as a whole or done as a whole, and is a task of the load
// balancer then.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "region/balancer/listener_rules.h"
#include "region/balancer/load_balancer_manager.h"

namespace terrane::listener_manager {

using Ids = std::span<const std::string_view>;

// What a listener may be told; absent members take the defaults, or stay.
struct ListenerSettings {
  std::string_view scheduler;
  std::optional<int64_t> session_seconds;
  std::string_view session_type;
  std::optional<forwarding_rules::WantedCheck> health;
  forwarding_rules::WantedTls tls;
  std::optional<int64_t> sni;
  std::string_view target_kind;
  std::optional<int64_t> keeps_alive;
  std::optional<bool> resets_deregistered;
  std::optional<int64_t> max_connections;
  std::optional<int64_t> max_new_connections;
  std::optional<int64_t> idle_seconds;
  std::string_view compression;
};

struct NewListeners {
  std::string_view protocol;
  std::span<const int64_t> ports;
  std::optional<uint64_t> end_port;
  Ids names;
  ListenerSettings settings;
};

// The listener of this ID, of this load balancer. Errors: kMalformedId, kNotFound.
Result<const Listener*> find(const RegionCell& region, const LoadBalancer& balancer,
                             std::string_view id);

// Source: clb.CreateListener.
Result<std::vector<const Listener*>> create(Change& change, std::string_view balancer,
                                            const NewListeners& wanted);
// Source: clb.ModifyListener.
Result<void> modify(Change& change, std::string_view balancer, std::string_view id,
                    std::optional<std::string_view> name, const ListenerSettings& wanted);
// With their rules; none named: all of the load balancer's. Source: clb.DeleteListener,
// clb.DeleteLoadBalancerListeners.
Result<void> remove(Change& change, std::string_view balancer, Ids ids, bool all);

}  // namespace terrane::listener_manager
