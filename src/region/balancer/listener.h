// A listener: a port of a load balancer. One of TCP, UDP or TCP_SSL forwards by itself; one of HTTP
// or HTTPS by its rules (forwarding_rule.h). What is stored of one.
#pragma once

#include <string_view>

#include "region/balancer/forwarding.h"

namespace terrane {

// Stored: numbers are never changed nor given again.
enum class ListenerProtocol : uint8_t { kTcp = 0, kUdp = 1, kTcpSsl = 2, kHttp = 3, kHttps = 4 };

struct Listener {
  static constexpr std::string_view kTable = "listener";
  using Key = ListenerId;

  ListenerId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  LoadBalancerId balancer;
  std::string name;
  ListenerProtocol protocol = ListenerProtocol::kTcp;
  uint16_t port = 0;
  uint16_t end_port = 0;  // of a range of ports
  Forwarding forwarding;
  bool sni = false;  // certificates are the domains'
  bool keeps_alive = false;
  bool resets_deregistered = false;
  int64_t max_connections = -1;
  int64_t max_new_connections = -1;
  int64_t idle_seconds = 0;
  std::string compression;
  Time created;

  bool has_rules() const {
    return protocol == ListenerProtocol::kHttp || protocol == ListenerProtocol::kHttps;
  }
  uint16_t last_port() const { return end_port ? end_port : port; }

  template <class Refer>
  void references(Refer refer) const {
    refer(balancer);
    forwarding.references(refer);
  }

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &Listener::account), named("sequence", &Listener::sequence),
        named("balancer", &Listener::balancer), named("name", &Listener::name),
        named("protocol", &Listener::protocol), named("port", &Listener::port),
        named("end_port", &Listener::end_port), named("forwarding", &Listener::forwarding),
        named("sni", &Listener::sni), named("keeps_alive", &Listener::keeps_alive),
        named("resets_deregistered", &Listener::resets_deregistered),
        named("max_connections", &Listener::max_connections),
        named("max_new_connections", &Listener::max_new_connections),
        named("idle", &Listener::idle_seconds), named("compression", &Listener::compression),
        named("created", &Listener::created));
  };
};

}  // namespace terrane
