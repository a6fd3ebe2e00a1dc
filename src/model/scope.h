// Where a resource lives, in one table: kind, scope, service, what it may refer to and what blocks
// its deletion. ID parsing, lookups, error messages, documentation and tests all read this page
// (M-25…M-36).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "base/kind.h"

namespace terrane {

enum class Scope : uint8_t {
  kGlobal,      // one for the whole cloud
  kAllRegions,  // kept in the account plane, usable in every region
  kRegion,      // one region, every zone of it
  kZone,        // one zone
};

// A set of kinds, usable in constants.
class KindSet {
 public:
  constexpr KindSet(std::initializer_list<Kind> kinds = {}) {
    for (Kind kind : kinds) bits_ |= bit(kind);
  }
  constexpr bool contains(Kind kind) const { return bits_ & bit(kind); }
  constexpr bool empty() const { return bits_ == 0; }

 private:
  static constexpr uint32_t bit(Kind kind) { return uint32_t{1} << static_cast<uint8_t>(kind); }
  uint32_t bits_ = 0;
};

struct ScopeRow {
  Kind kind;
  std::string_view english;  // what a message calls one of them
  std::string_view chinese;
  Scope scope;
  std::string_view service;  // whose API creates it
  // How the tag service names it: qcs::<tag_service>:<region>:uin/<uin>:<tag_prefix>/<id>.
  std::string_view tag_service;
  std::string_view tag_prefix;  // empty: it carries no tags
  std::string_view requirement;
  KindSet may_refer_to;
  KindSet blocked_by;  // deletion is refused while one of these refers to it
};

// In the order of Kind's numbers.
inline constexpr std::array<ScopeRow, kKindCount> kScopes = [] {
  using enum Kind;
  using enum Scope;
  // clang-format off
  return std::array<ScopeRow, kKindCount>{{
      {kAccount, "account", "账号", kGlobal, "terrane", "", "", "M-25",
       {}, {}},
      {kKeyPair, "key pair", "密钥对", kAllRegions, "cvm", "cvm", "keypair", "M-26",
       {}, {kInstance}},
      {kInstance, "instance", "云服务器实例", kZone, "cvm", "cvm", "instance", "M-27",
       {kKeyPair, kImage, kSecurityGroup, kVpc, kSubnet, kPlacementGroup}, {}},
      {kImage, "image", "镜像", kRegion, "cvm", "cvm", "image", "M-28",
       {kSnapshot}, {}},
      {kAddress, "elastic IP", "弹性公网 IP", kRegion, "vpc", "vpc", "eip", "M-29",
       {kInstance, kNetworkInterface, kLoadBalancer}, {}},
      {kSecurityGroup, "security group", "安全组", kRegion, "vpc", "cvm", "sg", "M-30",
       {kSecurityGroup}, {kInstance, kNetworkInterface, kLoadBalancer, kDatabase, kSecurityGroup}},
      // A catalogue may narrow a disk's scope to its zone (disk_scope).
      {kDisk, "cloud disk", "云硬盘", kRegion, "cbs", "cvm", "volume", "M-31",
       {kInstance}, {}},
      // It outlives the disk it is of.
      {kSnapshot, "snapshot", "快照", kRegion, "cbs", "cvm", "snapshot", "M-32",
       {}, {kImage}},
      {kLoadBalancer, "load balancer", "负载均衡实例", kRegion, "clb", "clb", "clb", "M-33",
       {kVpc, kSubnet, kSecurityGroup}, {}},
      {kVpc, "VPC", "私有网络", kRegion, "vpc", "vpc", "vpc", "M-34",
       {}, {kInstance, kSubnet, kNetworkInterface, kLoadBalancer, kPeeringConnection, kDatabase, kCache,
            kTargetGroup}},
      {kSubnet, "subnet", "子网", kZone, "vpc", "vpc", "subnet", "M-35",
       {kVpc, kRouteTable}, {kInstance, kNetworkInterface, kLoadBalancer, kDatabase, kCache}},
      {kRouteTable, "route table", "路由表", kRegion, "vpc", "vpc", "rtb", "M-36",
       {kVpc, kInstance, kNetworkInterface, kPeeringConnection}, {kSubnet}},
      {kNetworkInterface, "network interface", "弹性网卡", kZone, "vpc", "vpc", "eni", "M-10",
       {kInstance, kVpc, kSubnet, kSecurityGroup}, {}},
      {kPlacementGroup, "placement group", "置放群组", kRegion, "cvm", "cvm", "ps", "M-37",
       {}, {kInstance}},
      // A template's names are looked up when it is used, so it blocks nothing.
      {kLaunchTemplate, "launch template", "实例启动模板", kRegion, "cvm", "cvm", "lt", "M-22",
       {kKeyPair, kImage, kSecurityGroup, kVpc, kSubnet, kPlacementGroup}, {}},
      {kPeeringConnection, "peering connection", "对等连接", kRegion, "vpc", "vpc", "pcx", "M-12",
       {kVpc}, {}},
      {kDatabase, "database instance", "云数据库实例", kZone, "cdb", "cdb", "instanceId", "M-11",
       {kVpc, kSubnet, kSecurityGroup}, {}},
      {kCache, "cache instance", "云缓存实例", kZone, "memcached", "memcached", "instance", "M-11",
       {kVpc, kSubnet}, {}},
      {kSnapshotPolicy, "automatic snapshot policy", "定期快照策略", kRegion, "cbs", "", "", "M-32",
       {kDisk}, {}},
      // What binds instances to a balancer: a listener of TCP or UDP itself, else its rules.
      {kListener, "listener", "监听器", kRegion, "clb", "", "", "M-33",
       {kLoadBalancer, kInstance, kNetworkInterface, kTargetGroup, kCertificate}, {}},
      {kForwardingRule, "forwarding rule", "转发规则", kRegion, "clb", "", "", "M-33",
       {kListener, kInstance, kNetworkInterface, kTargetGroup, kCertificate}, {}},
      {kTargetGroup, "target group", "目标组", kRegion, "clb", "clb", "targetgroup", "M-14",
       {kVpc, kInstance, kNetworkInterface}, {kListener, kForwardingRule}},
      {kCertificate, "certificate", "证书", kAllRegions, "ssl", "ssl", "certificate", "M-33",
       {}, {kListener, kForwardingRule}},
  }};
  // clang-format on
}();

constexpr const ScopeRow& scope_of(Kind kind) {
  return kScopes[static_cast<size_t>(kind) - 1];
}

// The kind that the tag service names so; null where there is none.
constexpr const ScopeRow* find_scope_by_tag(std::string_view tag_service,
                                            std::string_view tag_prefix) {
  for (const ScopeRow& row : kScopes)
    if (!row.tag_prefix.empty() && row.tag_prefix == tag_prefix && row.tag_service == tag_service)
      return &row;
  return nullptr;
}

// The kind whose IDs start with `prefix` (without the dash); null where there is none.
constexpr const ScopeRow* find_scope_by_prefix(std::string_view prefix) {
  for (const ScopeRow& row : kScopes)
    if (!prefix.empty() && prefix_of(row.kind) == prefix) return &row;
  return nullptr;
}

namespace scope_checks {

constexpr bool rows_follow_the_numbers_of_kind() {
  for (size_t i = 0; i < kScopes.size(); ++i)
    if (static_cast<size_t>(kScopes[i].kind) != i + 1) return false;
  return true;
}
static_assert(rows_follow_the_numbers_of_kind());

constexpr bool prefixes_lead_back_to_their_kind() {
  for (const ScopeRow& row : kScopes) {
    if (row.kind == Kind::kAccount) continue;
    const ScopeRow* found = find_scope_by_prefix(prefix_of(row.kind));
    if (!found || found->kind != row.kind) return false;
  }
  return true;
}
static_assert(prefixes_lead_back_to_their_kind());

constexpr bool tags_lead_back_to_their_kind() {
  for (const ScopeRow& row : kScopes) {
    if (row.tag_prefix.empty()) continue;
    if (find_scope_by_tag(row.tag_service, row.tag_prefix)->kind != row.kind) return false;
  }
  return true;
}
static_assert(tags_lead_back_to_their_kind());

// Only what may refer to a resource can block its deletion.
constexpr bool blockers_may_refer_to_what_they_block() {
  for (const ScopeRow& row : kScopes)
    for (const ScopeRow& blocker : kScopes)
      if (row.blocked_by.contains(blocker.kind) && !blocker.may_refer_to.contains(row.kind))
        return false;
  return true;
}
static_assert(blockers_may_refer_to_what_they_block());

// What lives everywhere cannot hold on to what lives in one region (M-5).
constexpr bool references_never_leave_a_region() {
  for (const ScopeRow& row : kScopes)
    if (row.scope < Scope::kRegion && !row.may_refer_to.empty()) return false;
  return true;
}
static_assert(references_never_leave_a_region());

}  // namespace scope_checks
}  // namespace terrane
