#include "region/impact/remedies.h"

#include <algorithm>

#include "region/cache/cache_tables.h"
#include "region/database/database_shape_rules.h"
#include "region/database/database_tables.h"
#include "region/impact/balancer_services.h"
#include "region/impact/stock.h"
#include "region/network/address_bindings.h"
#include "region/reach/reach_ends.h"

namespace terrane::impact {
namespace {

// Ranges of the VPC of the size that are free of subnets: the first.
Cidr free_range(const RegionCell& region, VpcId vpc, uint8_t length) {
  const Vpc* network = region.network.vpcs.find(vpc);
  if (!network || length < network->cidr.length) return {};
  std::vector<Cidr> taken;
  region.cell.ledger().each(vpc, Kind::kSubnet, [&](AnyId id) {
    taken.push_back(region.network.subnets.find(SubnetId(id))->cidr);
  });
  constexpr uint32_t kTriesMost = 4096;
  uint64_t step = uint64_t{1} << (32 - length), base = network->cidr.base.bits;
  for (uint32_t i = 0; i < kTriesMost; ++i, base += step) {
    Cidr candidate{{uint32_t(base)}, length};
    if (base > 0xffffffff || !network->cidr.contains(candidate)) return {};
    if (std::ranges::none_of(taken, [&](Cidr other) { return other.overlaps(candidate); }))
      return candidate;
  }
  return {};
}

class Remedies {
 public:
  Remedies(const Hypothesis& hypothesis, const Zone& zone)
      : hypothesis_(hypothesis), region_(hypothesis.region()), zone_(zone) {}

  void help(const Service& service) {
    switch (service.kind) {
      case ServiceKind::kListener:
      case ServiceKind::kRule:
        return help_balancer(service);
      case ServiceKind::kPublicAddress:
        return help_address(service);
      default:
        return;  // databases and caches are among the losses
    }
  }

  void help(const Loss& loss) {
    if (loss.single == Single::kDatabaseInZone) {
      const Database& database = *region_.database->databases.find(DatabaseId(loss.id));
      bool may_have_standby = database.shape.device != kBasicDevice;
      if (const Zone* other = may_have_standby ? any_other_zone() : nullptr)
        add({.kind = RemedyKind::kAddStandby,
             .account = loss.account,
             .resource = loss.id,
             .zone = other->id,
             .memory = database.shape.memory_mib,
             .cores = database.shape.cores,
             .volume_gib = database.shape.volume_gib});
    } else if (loss.single == Single::kCacheInZone) {
      const Cache& cache = *region_.cache->caches.find(CacheId(loss.id));
      if (const Zone* other = any_other_zone())
        add_in_zone({.kind = RemedyKind::kSecondCache,
                     .account = loss.account,
                     .resource = loss.id,
                     .memory = cache.memory_gib},
                    *other, cache.vpc, cache.subnet);
    } else if (loss.single == Single::kDiskInZone) {
      add({.kind = RemedyKind::kSnapshotDisk, .account = loss.account, .resource = loss.id});
    }
  }

  std::vector<Remedy> found;

 private:
  void add(Remedy remedy) { found.push_back(std::move(remedy)); }

  // The same with a subnet of the zone, or a range that one could have.
  void add_in_zone(Remedy remedy, const Zone& zone, VpcId vpc, SubnetId like) {
    remedy.zone = zone.id;
    remedy.vpc = vpc;
    const Subnet* model = region_.network.subnets.find(like);
    region_.cell.ledger().each(vpc, Kind::kSubnet, [&](AnyId id) {
      const Subnet* subnet = region_.network.subnets.find(SubnetId(id));
      if (subnet->zone == zone.number && (!remedy.subnet || subnet->id < remedy.subnet))
        remedy.subnet = subnet->id;
    });
    if (!remedy.subnet && model) remedy.subnet_range = free_range(region_, vpc, model->cidr.length);
    add(std::move(remedy));
  }

  const Zone* any_other_zone() const {
    auto zones = usable_zones(hypothesis_, zone_);
    return zones.empty() ? nullptr : zones.front();
  }

  // The account's instances of the VPC that would stay up, oldest first.
  std::vector<const Instance*> standing(AccountId account, VpcId vpc) const {
    std::vector<const Instance*> instances;
    for (const Instance* instance : region_.compute.instances.of(account)) {
      if (!instance || !hypothesis_.stays_up(instance->id)) continue;
      if (region_.network.subnets.find(instance->subnet)->vpc == vpc) instances.push_back(instance);
    }
    return instances;
  }

  void launch_like(const Service& service, InstanceId id) {
    const Instance* model = region_.compute.instances.find(id);
    if (!model) return;
    bool is_proposed = std::ranges::any_of(found, [&](const Remedy& remedy) {
      return remedy.kind == RemedyKind::kLaunchInstance && remedy.with == id;
    });
    const Zone* zone = zone_for(hypothesis_, zone_, model->type.view());
    if (!zone || is_proposed) return;
    VpcId vpc = region_.network.subnets.find(model->subnet)->vpc;
    add_in_zone({.kind = RemedyKind::kLaunchInstance,
                 .account = service.account,
                 .resource = service.id,
                 .with = id,
                 .model = {model->image,
                           std::string(model->type.view()),
                           {model->security_groups.begin(), model->security_groups.end()}}},
                *zone, vpc, model->subnet);
  }

  void help_balancer(const Service& service);
  void help_address(const Service& service);

  const Hypothesis& hypothesis_;
  const RegionCell& region_;
  const Zone& zone_;
};

// Another target that would stay up and take what arrives.
void Remedies::help_balancer(const Service& service) {
  const ForwardingRule* rule = service.kind == ServiceKind::kRule
                                   ? region_.balancer->rules.find(ForwardingRuleId(service.id))
                                   : nullptr;
  const Listener& listener =
      *region_.balancer->listeners.find(rule ? rule->listener : ListenerId(service.id));
  const LoadBalancer& balancer = *region_.balancer->load_balancers.find(listener.balancer);
  std::vector<WeighedTarget> targets =
      targets_of(region_, rule ? rule->forwarding : listener.forwarding);
  auto flow = find_flow(hypothesis_, balancer, listener, targets);
  if (!flow || targets.empty()) return;
  for (const Instance* instance : standing(service.account, balancer.vpc)) {
    WeighedTarget candidate = targets.front();
    candidate.target.resource = instance->id;
    candidate.target.address = {};
    OnlyTargets view(hypothesis_.after(), {&candidate, 1});
    if (!reach::explain(view, *flow).reachable()) continue;
    return add({.kind = RemedyKind::kRegisterTarget,
                .account = service.account,
                .resource = service.id,
                .with = instance->id,
                .balancer = balancer.id,
                .listener = listener.id,
                .port = candidate.target.port});
  }
  for (const WeighedTarget& one : targets)
    if (one.target.resource.kind() == Kind::kInstance)
      return launch_like(service, InstanceId(one.target.resource));
}

void Remedies::help_address(const Service& service) {
  if (service.owner.kind() != Kind::kInstance) return;
  InstanceId id(service.owner);
  if (service.id.kind() == Kind::kInstance)
    add({.kind = RemedyKind::kMakeElastic, .account = service.account, .resource = service.id});
  auto end = reach_ends::end_of(region_, id);
  if (!end) return;
  for (const Instance* instance : standing(service.account, end->vpc)) {
    bool is_free =
        !instance->public_address.is_set() && !address_bindings::bound_to(region_, instance->id);
    if (!is_free) continue;
    if (service.id.kind() == Kind::kAddress)
      add({.kind = RemedyKind::kMoveAddress,
           .account = service.account,
           .resource = service.id,
           .with = instance->id});
    return;
  }
  launch_like(service, id);
}

}  // namespace

std::vector<Remedy> remedies_for(const Hypothesis& hypothesis, const Zone& zone,
                                 std::span<const Service> services) {
  Remedies remedies(hypothesis, zone);
  for (const Service& service : services)
    if (service.effect() == Effect::kStops) remedies.help(service);
  return std::move(remedies.found);
}

std::vector<Remedy> remedies_for(const Hypothesis& hypothesis, const Zone& zone,
                                 std::span<const Loss> losses) {
  Remedies remedies(hypothesis, zone);
  for (const Loss& loss : losses) remedies.help(loss);
  return std::move(remedies.found);
}

}  // namespace terrane::impact
