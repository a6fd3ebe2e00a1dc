// What a listener and a forwarding rule have in common: whom they forward to, how they choose, and
// how they find out who is healthy. Parts of their records.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/ipv4.h"
#include "base/resource_id.h"
#include "base/time.h"

namespace terrane {

// Stored: numbers are never changed nor given again.
enum class Scheduler : uint8_t { kWeightedRoundRobin = 0, kLeastConnections = 1, kAddressHash = 2 };
enum class TargetKind : uint8_t { kNode = 0, kGroup = 1, kWeightedGroups = 2 };

// How a target is found healthy. The defaults are those of the API.
struct HealthCheck {
  bool enabled = true;
  std::string type;  // "TCP", "HTTP", "PING", …
  uint32_t timeout_seconds = 2;
  uint32_t interval_seconds = 5;
  uint32_t healthy_after = 3;  // so many checks in a row that pass
  uint32_t unhealthy_after = 3;
  uint32_t http_codes = 31;  // a bit for each class, 1xx first
  std::string http_path;
  std::string http_domain;
  std::string http_method;
  std::string http_version;
  uint16_t port = 0;  // 0: the target's own
  std::string context_type;
  std::string send_context;
  std::string receive_context;
  uint8_t source_type = 0;
  std::string extended_code;
  bool operator==(const HealthCheck&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(
        named("enabled", &HealthCheck::enabled), named("type", &HealthCheck::type),
        named("timeout", &HealthCheck::timeout_seconds),
        named("interval", &HealthCheck::interval_seconds),
        named("healthy_after", &HealthCheck::healthy_after),
        named("unhealthy_after", &HealthCheck::unhealthy_after),
        named("http_codes", &HealthCheck::http_codes), named("http_path", &HealthCheck::http_path),
        named("http_domain", &HealthCheck::http_domain),
        named("http_method", &HealthCheck::http_method),
        named("http_version", &HealthCheck::http_version), named("port", &HealthCheck::port),
        named("context_type", &HealthCheck::context_type),
        named("send", &HealthCheck::send_context), named("receive", &HealthCheck::receive_context),
        named("source_type", &HealthCheck::source_type),
        named("extended_code", &HealthCheck::extended_code));
  };
};

// What traffic is forwarded to: an instance, at its own address; or what has a private address, an
// instance or a network interface, by that address.
struct Target {
  InstanceId instance;  // at most one of the two
  NetworkInterfaceId interface;
  Ipv4 address;  // where it is named by its address
  uint16_t port = 0;
  uint32_t weight = 10;
  Time registered;

  AnyId owner() const { return instance ? AnyId(instance) : AnyId(interface); }
  bool is_same_as(const Target& other) const {
    return owner() == other.owner() && address == other.address && port == other.port;
  }
  bool operator==(const Target&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(named("instance", &Target::instance), named("interface", &Target::interface),
                      named("address", &Target::address), named("port", &Target::port),
                      named("weight", &Target::weight), named("registered", &Target::registered));
  };
};

struct GroupBinding {
  TargetGroupId group;
  uint32_t weight = 10;
  bool operator==(const GroupBinding&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(named("group", &GroupBinding::group), named("weight", &GroupBinding::weight));
  };
};

// The certificates of a listener, or of a domain of one with SNI.
struct TlsSettings {
  CertificateId certificate;
  std::vector<CertificateId> more;  // of other algorithms
  CertificateId authority;          // clients show a certificate of it
  bool operator==(const TlsSettings&) const = default;

  bool is_set() const { return bool(certificate); }
  bool is_mutual() const { return bool(authority); }

  static constexpr auto kFields = [] {
    return std::tuple(named("certificate", &TlsSettings::certificate),
                      named("more", &TlsSettings::more),
                      named("authority", &TlsSettings::authority));
  };
};

struct Forwarding {
  Scheduler scheduler = Scheduler::kWeightedRoundRobin;
  uint32_t session_seconds = 0;  // 0: sessions are not kept
  std::string session_type;
  HealthCheck health;
  TlsSettings tls;
  TargetKind target_kind = TargetKind::kNode;
  std::vector<Target> targets;
  std::vector<GroupBinding> groups;
  bool operator==(const Forwarding&) const = default;

  // Each of what it forwards to once, and each certificate.
  template <class Refer>
  void references(Refer refer) const {
    std::set<AnyId> named;
    for (const Target& target : targets) named.insert(target.owner());
    for (const GroupBinding& binding : groups) named.insert(binding.group);
    for (CertificateId more : tls.more) named.insert(more);
    named.insert(tls.certificate);
    named.insert(tls.authority);
    for (AnyId id : named) refer(id);
  }

  static constexpr auto kFields = [] {
    return std::tuple(
        named("scheduler", &Forwarding::scheduler), named("session", &Forwarding::session_seconds),
        named("session_type", &Forwarding::session_type), named("health", &Forwarding::health),
        named("tls", &Forwarding::tls), named("target_kind", &Forwarding::target_kind),
        named("targets", &Forwarding::targets), named("groups", &Forwarding::groups));
  };
};

}  // namespace terrane
