#include "region/balancer/listener_manager.h"

#include <algorithm>

namespace terrane::listener_manager {
namespace {

using namespace listener_rules;
using load_balancer_manager::find_to_change;
using load_balancer_manager::note_task;

bool shows_certificate(const Listener& listener) {
  return listener.protocol == ListenerProtocol::kTcpSsl ||
         (listener.protocol == ListenerProtocol::kHttps && !listener.sni);
}

Result<void> apply_forwarding(Listener& listener, const ListenerSettings& wanted) {
  using namespace forwarding_rules;
  Forwarding& forwarding = listener.forwarding;
  if (!wanted.session_type.empty() && wanted.session_type != "NORMAL")
    return refuse(kSessionType, wanted.session_type);
  if (listener.has_rules()) {
    // Clients send their default of it with every listener; it says nothing here.
    if (!wanted.scheduler.empty())
      CHECKED(check_scheduler(ListenerProtocol::kTcp, wanted.scheduler));
    if (wanted.session_seconds.value_or(0)) return refuse(kByRules, "SessionExpireTime");
    if (wanted.health) return refuse(kByRules, "HealthCheck");
    return {};
  }
  if (!wanted.scheduler.empty()) {
    TRY(forwarding.scheduler, check_scheduler(listener.protocol, wanted.scheduler));
  }
  if (wanted.session_seconds) {
    TRY(forwarding.session_seconds, check_session(listener.protocol, *wanted.session_seconds));
  }
  forwarding.session_type = "NORMAL";
  TRY(forwarding.health,
      check_health_check(listener.protocol, wanted.health.value_or(WantedCheck{}),
                         forwarding.health));
  return {};
}

Result<void> apply_target_kind(Listener& listener, std::string_view wanted) {
  if (wanted.empty()) return {};
  TRY(TargetKind kind, forwarding_rules::check_target_kind(wanted));
  Forwarding& forwarding = listener.forwarding;
  if (kind == forwarding.target_kind) return {};
  if (!forwarding.targets.empty() || !forwarding.groups.empty())
    return refuse(forwarding_rules::kTargetKindInUse, to_text(listener.id));
  forwarding.target_kind = kind;
  return {};
}

Result<void> apply_tls(const RegionCell& region, Listener& listener,
                       const ListenerSettings& wanted) {
  if (wanted.sni) {
    bool on = *wanted.sni == 1;
    if ((*wanted.sni != 0 && !on) || (on && listener.protocol != ListenerProtocol::kHttps))
      return refuse(kSniNeedsHttps);
    if (listener.sni && !on) return refuse(kSniStays, to_text(listener.id));
    listener.sni = on;
  }
  std::string_view where = forwarding_rules::name_of(listener.protocol);
  if (wanted.tls.given) {
    if (!shows_certificate(listener)) return refuse(forwarding_rules::kNoTls, where);
    TRY(listener.forwarding.tls,
        forwarding_rules::check_tls(region, listener.account, wanted.tls, where));
  }
  if (listener.sni) listener.forwarding.tls = {};
  if (shows_certificate(listener) && !listener.forwarding.tls.is_set())
    return refuse(forwarding_rules::kTlsMissing, where);
  return {};
}

Result<void> apply(const RegionCell& region, Listener& listener, const ListenerSettings& wanted) {
  CHECKED(apply_forwarding(listener, wanted));
  CHECKED(apply_target_kind(listener, wanted.target_kind));
  CHECKED(apply_tls(region, listener, wanted));
  if (wanted.keeps_alive) listener.keeps_alive = *wanted.keeps_alive == 1;
  if (wanted.resets_deregistered) listener.resets_deregistered = *wanted.resets_deregistered;
  if (wanted.max_connections) listener.max_connections = *wanted.max_connections;
  if (wanted.max_new_connections) listener.max_new_connections = *wanted.max_new_connections;
  if (wanted.idle_seconds) listener.idle_seconds = *wanted.idle_seconds;
  if (wanted.compression.data()) listener.compression = wanted.compression;
  return {};
}

Result<uint16_t> check_end_port(const NewListeners& wanted, ListenerProtocol protocol) {
  if (!wanted.end_port || *wanted.end_port == 0) return 0;
  bool may = protocol == ListenerProtocol::kTcp || protocol == ListenerProtocol::kUdp;
  if (!may || wanted.ports.size() != 1 || *wanted.end_port > 65535 ||
      int64_t(*wanted.end_port) <= wanted.ports[0])
    return refuse(kEndPort);
  return uint16_t(*wanted.end_port);
}

}  // namespace

Result<const Listener*> find(const RegionCell& region, const LoadBalancer& balancer,
                             std::string_view id) {
  auto parsed = ListenerId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const Listener* listener = region.balancer->listeners.find(*parsed);
  if (!listener || listener->balancer != balancer.id)
    return refuse(kNotFound, id, to_text(balancer.id));
  return listener;
}

Result<std::vector<const Listener*>> create(Change& change, std::string_view balancer_id,
                                            const NewListeners& wanted) {
  RegionCell& region = change.region;
  TRY(const LoadBalancer* balancer, find_to_change(change, balancer_id));
  TRY(ListenerProtocol protocol, check_protocol(wanted.protocol));
  if (wanted.ports.empty()) return refuse(kNoPorts);
  if (wanted.ports.size() > kPortsPerCall)
    return refuse(kTooManyPorts, std::to_string(kPortsPerCall));
  if (!wanted.names.empty() && wanted.names.size() != wanted.ports.size())
    return refuse(kNamesPerPort, std::to_string(wanted.names.size()),
                  std::to_string(wanted.ports.size()));
  TRY(uint16_t end_port, check_end_port(wanted, protocol));
  Listener plan{.account = change.account,
                .balancer = balancer->id,
                .protocol = protocol,
                .end_port = end_port,
                .created = change.now};
  CHECKED(apply(region, plan, wanted.settings));
  CHECKED(check_quota(region, balancer->id, wanted.ports.size()));
  std::vector<const Listener*> made;
  auto& table = region.balancer->listeners;
  for (size_t at = 0; at < wanted.ports.size(); ++at) {
    Listener listener = plan;
    TRY(listener.port, check_port(wanted.ports[at]));
    CHECKED(check_port_free(region, balancer->id, protocol, listener.port, listener.last_port()));
    if (!wanted.names.empty()) CHECKED(check_name(wanted.names[at]));
    listener.id = region.cell.new_id(table);
    listener.sequence = region.cell.next_sequence();
    listener.name = wanted.names.empty() ? to_text(listener.id) : std::string(wanted.names[at]);
    made.push_back(&change.transaction.add(table, std::move(listener)));
  }
  note_task(change, {balancer->id});
  return made;
}

Result<void> modify(Change& change, std::string_view balancer_id, std::string_view id,
                    std::optional<std::string_view> name, const ListenerSettings& wanted) {
  TRY(const LoadBalancer* balancer, find_to_change(change, balancer_id));
  TRY(const Listener* listener, find(change.region, *balancer, id));
  Listener changed_one = *listener;
  if (name) {
    CHECKED(check_name(*name));
    changed_one.name = *name;
  }
  CHECKED(apply(change.region, changed_one, wanted));
  change.transaction.change(change.region.balancer->listeners, listener->id,
                            [&](Listener& changed) { changed = std::move(changed_one); });
  note_task(change, {balancer->id});
  return {};
}

Result<void> remove(Change& change, std::string_view balancer_id, Ids ids, bool all) {
  RegionCell& region = change.region;
  TRY(const LoadBalancer* balancer, find_to_change(change, balancer_id));
  std::vector<const Listener*> gone;
  if (all) gone = load_balancer_manager::listeners_of(region, balancer->id);
  for (std::string_view id : ids) {
    TRY(const Listener* listener, find(region, *balancer, id));
    if (std::ranges::find(gone, listener) == gone.end()) gone.push_back(listener);
  }
  for (const Listener* listener : gone)
    load_balancer_manager::remove_listener(region, change.transaction, listener->id);
  note_task(change, {balancer->id});
  return {};
}

}  // namespace terrane::listener_manager
