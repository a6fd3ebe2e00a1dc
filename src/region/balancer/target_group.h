// A target group: targets kept together, which several listeners and rules forward to. What is
// stored of one.
#pragma once

#include <string_view>

#include "model/tag_pair.h"
#include "region/balancer/forwarding.h"

namespace terrane {

struct TargetGroup {
  static constexpr std::string_view kTable = "target-group";
  using Key = TargetGroupId;

  TargetGroupId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  VpcId vpc;
  bool weighted = false;  // type v2: several may share a listener, each with its weight
  std::string protocol;   // of a weighted one
  uint16_t port = 0;      // of members that name none
  uint32_t weight = 10;   // the same
  Scheduler scheduler = Scheduler::kWeightedRoundRobin;
  HealthCheck health;
  bool listens_fully = false;
  bool keeps_alive = false;
  uint32_t session_seconds = 0;
  bool translates_source = false;
  std::vector<Target> members;  // named by their private addresses
  std::vector<TagPair> tags;
  Time created;
  Time updated;

  template <class Refer>
  void references(Refer refer) const {
    std::set<AnyId> owners;
    for (const Target& member : members) owners.insert(member.owner());
    refer(vpc);
    for (AnyId owner : owners) refer(owner);
  }

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &TargetGroup::account), named("sequence", &TargetGroup::sequence),
        named("name", &TargetGroup::name), named("vpc", &TargetGroup::vpc),
        named("weighted", &TargetGroup::weighted), named("protocol", &TargetGroup::protocol),
        named("port", &TargetGroup::port), named("weight", &TargetGroup::weight),
        named("scheduler", &TargetGroup::scheduler), named("health", &TargetGroup::health),
        named("listens_fully", &TargetGroup::listens_fully),
        named("keeps_alive", &TargetGroup::keeps_alive),
        named("session", &TargetGroup::session_seconds),
        named("translates_source", &TargetGroup::translates_source),
        named("members", &TargetGroup::members), named("tags", &TargetGroup::tags),
        named("created", &TargetGroup::created), named("updated", &TargetGroup::updated));
  };
};

}  // namespace terrane
