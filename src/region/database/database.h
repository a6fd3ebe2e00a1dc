// A Cloud Database: a MySQL server, its standbys and its volume, in one zone with its standbys in
// the same or in others; reached by a private address of its VPC (M-11). What is stored of one.
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
#include "model/charge.h"
#include "model/tag_pair.h"
#include "model/work.h"
#include "region/charging/term.h"
#include "region/database/database_lifecycle.h"

namespace terrane {

// An account of the MySQL server.
struct DatabaseAccount {
  std::string user;
  std::string host;      // that it comes from: "%", "10.0.%"
  std::string password;  // as the server keeps it, not as it was typed; empty: none
  std::string notes;
  uint32_t connections = 0;  // it may have at once; 0: as many as the server
  Time modified;
  Time password_modified;
  bool operator==(const DatabaseAccount&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(named("user", &DatabaseAccount::user), named("host", &DatabaseAccount::host),
                      named("password", &DatabaseAccount::password),
                      named("notes", &DatabaseAccount::notes),
                      named("connections", &DatabaseAccount::connections),
                      named("modified", &DatabaseAccount::modified),
                      named("password_modified", &DatabaseAccount::password_modified));
  };
};

// A parameter of the MySQL server that somebody changed.
struct ParameterValue {
  std::string name;
  std::string value;
  bool operator==(const ParameterValue&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(named("name", &ParameterValue::name), named("value", &ParameterValue::value));
  };
};

// What a database is made of.
struct DatabaseShape {
  std::string version;  // "8.0"
  std::string device;   // "UNIVERSAL"
  uint32_t memory_mib = 0;
  uint32_t cores = 0;
  uint32_t volume_gib = 0;
  uint32_t nodes = 0;        // 1 has no standby
  uint32_t slave_zone = 0;   // public numbers; 0: its own zone
  uint32_t backup_zone = 0;  // of a third node
  uint8_t replication = 0;   // 0: asynchronous, 1: semi-synchronous, 2: strong
  bool operator==(const DatabaseShape&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(
        named("version", &DatabaseShape::version), named("device", &DatabaseShape::device),
        named("memory", &DatabaseShape::memory_mib), named("cores", &DatabaseShape::cores),
        named("volume", &DatabaseShape::volume_gib), named("nodes", &DatabaseShape::nodes),
        named("slave_zone", &DatabaseShape::slave_zone),
        named("backup_zone", &DatabaseShape::backup_zone),
        named("replication", &DatabaseShape::replication));
  };
};

// What a running database is busy with, and what it will have changed at the end.
struct DatabaseTask {
  DatabaseTaskKind kind = DatabaseTaskKind::kNone;
  bool in_window = false;  // the change waits for the maintenance window
  DatabaseShape shape;     // of an upgrade
  std::vector<ParameterValue> parameters;
  std::string request;  // that asked for it
  bool operator==(const DatabaseTask&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(
        named("kind", &DatabaseTask::kind), named("in_window", &DatabaseTask::in_window),
        named("shape", &DatabaseTask::shape), named("parameters", &DatabaseTask::parameters),
        named("request", &DatabaseTask::request));
  };
};

struct Database {
  static constexpr std::string_view kTable = "database";
  using Key = DatabaseId;

  DatabaseId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  uint32_t zone = 0;  // the zone's public number, for good
  VpcId vpc;
  SubnetId subnet;
  Ipv4 address;
  uint32_t port = 0;
  int64_t project = 0;
  DatabaseShape shape;
  DatabaseState state = DatabaseState::kDelivering;
  DatabaseTask task;
  Work work;  // delivery, isolation, or the task
  // Since when that waits, its zone having no power.
  Time suspended;
  std::vector<SecurityGroupId> security_groups;
  std::vector<DatabaseAccount> accounts;
  std::vector<ParameterValue> parameters;  // that differ from the catalogue's
  bool wan = false;                        // reachable from the Internet
  bool is_protected = false;               // may not be isolated by the API
  ChargeType charge = ChargeType::kPostpaidByHour;
  RenewFlag renew = RenewFlag::kNotifyAndManual;
  Time expires;   // of a prepaid one
  Time isolated;  // since when
  Time created;
  std::vector<TagPair> tags;

  static constexpr Duration kKeptPostpaid = days(1);
  Time kept_until() const {
    return isolated + (charge == ChargeType::kPrepaid ? kKeptIsolated : kKeptPostpaid);
  }

  // When what is under way ends, unless that waits for power, its prepaid time is over, or it was
  // kept long enough (M-24). What is under way ends first.
  Time due() const {
    if (work.under_way()) return suspended.is_set() ? Time{} : work.ends;
    if (state == DatabaseState::kIsolated) return kept_until();
    return charge == ChargeType::kPrepaid ? expires : Time{};
  }

  template <class Refer>
  void references(Refer refer) const {
    refer(vpc);
    refer(subnet);
    for (SecurityGroupId group : security_groups) refer(group);
  }

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &Database::account), named("sequence", &Database::sequence),
                      named("name", &Database::name), named("zone", &Database::zone),
                      named("vpc", &Database::vpc), named("subnet", &Database::subnet),
                      named("address", &Database::address), named("port", &Database::port),
                      named("project", &Database::project), named("shape", &Database::shape),
                      named("state", &Database::state), named("task", &Database::task),
                      named("work", &Database::work), named("suspended", &Database::suspended),
                      named("security_groups", &Database::security_groups),
                      named("accounts", &Database::accounts),
                      named("parameters", &Database::parameters), named("wan", &Database::wan),
                      named("protected", &Database::is_protected),
                      named("charge", &Database::charge), named("renew", &Database::renew),
                      named("expires", &Database::expires), named("isolated", &Database::isolated),
                      named("created", &Database::created), named("tags", &Database::tags));
  };
};

}  // namespace terrane
