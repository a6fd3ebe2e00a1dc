#include "reach/explain.h"

#include <boost/container/small_vector.hpp>

#include "base/error.h"

namespace terrane::reach {
namespace {

constexpr int kForwardersMax = 4;   // of one flow; more is a loop
constexpr size_t kUsualGroups = 8;  // of one endpoint

}  // namespace

// One region's part of a journey.
class Stage {
 public:
  Stage(const View& view, Journey& journey)
      : view_(view), journey_(journey), flow_(journey.flow_), verdict_(journey.verdict_) {}

  void depart();
  void arrive_by_peering();
  void arrive_from_internet();

 private:
  std::optional<Endpoint> sender() const;
  // The address by which the target is spoken to; none where nothing leads to it.
  std::optional<Ipv4> address_for(const Endpoint& from);
  void send(Endpoint at);
  void leave_by_internet(const Endpoint& at);
  void cross(const Endpoint& at, const Way& way);
  void deliver(const std::optional<Endpoint>& target);
  bool replies_return(const Endpoint& target);
  void forward(const Endpoint& balancer);
  std::optional<Endpoint> find(const Endpoint& balancer, const Forwarding::Target& target) const;
  bool takes(const Endpoint& target, const Forwarding& forwarding, const Endpoint& balancer,
             const Forwarding::Target& at);
  Judgement judgement_of(const Endpoint& endpoint, Direction direction, const Peer& peer,
                         const Traffic& traffic) const;

  bool is_up(const Endpoint& endpoint);
  bool pass(const Endpoint& endpoint, Direction direction, const Peer& peer,
            const Traffic& traffic);
  std::optional<Endpoint> known_target(const Way& way, VpcId vpc, Ipv4 address) const;

  Hop hop_of(const Endpoint& endpoint) const {
    return {.region = view_.region(),
            .account = endpoint.account,
            .id = endpoint.owner,
            .address = endpoint.address};
  }
  Hop hop_of(const Endpoint& from, const Way& way, Ipv4 to) const {
    return {.kind = Hop::Kind::kRoute,
            .region = view_.region(),
            .account = from.account,
            .id = way.table,
            .address = to,
            .way = way.kind,
            .route = way.route};
  }
  void note(Hop hop) { verdict_.hops.push_back(std::move(hop)); }
  void decide(const Reason& reason, Hop hop, AnyId other = {}, std::string_view state = {}) {
    verdict_.decided_by = {&reason, std::move(hop), other, state};
  }

  const View& view_;
  Journey& journey_;
  const Flow& flow_;
  Verdict& verdict_;
  std::span<const SecurityGroupId> sender_groups_;  // known in the sender's own region alone
};

std::optional<Endpoint> Stage::sender() const {
  const End& source = flow_.source;
  if (source.resource) return view_.find(source.resource);
  return Endpoint{.account = source.account,
                  .vpc = source.vpc,
                  .address = source.address,
                  .groups = {},
                  .filtered = false,
                  .state = {}};
}

void Stage::depart() {
  std::optional<Endpoint> from = sender();
  if (!from) return decide(kGone, {.region = view_.region(), .id = flow_.source.resource});
  note(hop_of(*from));
  if (!is_up(*from)) return;
  if (from->owner && from->owner == flow_.target.resource) return decide(kItself, hop_of(*from));
  auto to = address_for(*from);
  if (!to) return;
  journey_.from_ = from->address;
  journey_.to_ = *to;
  sender_groups_ = from->groups;
  send(*from);
}

std::optional<Ipv4> Stage::address_for(const Endpoint& from) {
  const End& target = flow_.target;
  if (!target.address.is_set()) return target.public_address;
  if (!target.vpc || target.vpc == from.vpc) return target.address;
  Way::Kind way = view_.way(from, target.address).kind;
  if (way == Way::Kind::kPeering || way == Way::Kind::kForwarder) return target.address;
  if (target.public_address.is_set()) return target.public_address;
  bool same_account = target.account == from.account;
  bool same_region = target.region == view_.region();
  decide(!same_account ? kAccountsApart
         : same_region ? kVpcsApart
                       : kRegionsApart,
         hop_of(from), target.resource);
  return std::nullopt;
}

// Follows the packet from endpoint to endpoint, as long as each passes it on.
void Stage::send(Endpoint at) {
  Ipv4 to = journey_.to_;
  for (int passed = 0;; ++passed) {
    Way way = view_.way(at, to);
    std::optional<Endpoint> target = known_target(way, at.vpc, to);
    std::span<const SecurityGroupId> groups;
    if (target) groups = target->groups;
    if (!pass(at, Direction::kEgress, {to, groups}, flow_.traffic)) return;
    if (passed == kForwardersMax) return decide(kRouteLoop, hop_of(at, way, to));
    if (way.table) note(hop_of(at, way, to));
    switch (way.kind) {
      case Way::Kind::kLocal:
        return deliver(target);
      case Way::Kind::kPeering:
        return cross(at, way);
      case Way::Kind::kNowhere:
        return decide(kRouteLeadsNowhere, hop_of(at, way, to));
      case Way::Kind::kNone:
        if (is_private(to)) return decide(kNoRoute, hop_of(at, way, to));
        return leave_by_internet(at);
      case Way::Kind::kInternet:
        return leave_by_internet(at);
      case Way::Kind::kForwarder:
        if (!pass(way.forwarder, Direction::kIngress, {journey_.from_, sender_groups_},
                  flow_.traffic))
          return;
        note(hop_of(way.forwarder));
        if (!is_up(way.forwarder)) return;
        at = way.forwarder;
    }
  }
}

void Stage::leave_by_internet(const Endpoint& at) {
  PublicSide side = view_.public_side(at);
  if (!side.address.is_set()) return decide(kNoPublicAddress, hop_of(at));
  Hop hop{.kind = Hop::Kind::kPublicAddress,
          .region = view_.region(),
          .account = at.account,
          .id = side.by,
          .address = side.address};
  note(hop);
  if (side.isolated) return decide(kPublicAddressIsolated, hop);
  if (is_private(journey_.to_))
    return decide(kNotOnInternet, {.region = view_.region(), .address = journey_.to_});
  note({.kind = Hop::Kind::kInternet, .address = journey_.to_});
  journey_.from_ = side.address;
  sender_groups_ = {};
  if (flow_.target.region) {
    journey_.arrives_ = Journey::Arrives::kFromInternet;
    journey_.next_ = flow_.target.region;
    return;
  }
  // What the machine out there makes of it is its own affair: the last rule here decided.
  for (size_t i = verdict_.hops.size(); i-- > 0;)
    if (const Hop& last = verdict_.hops[i]; last.kind == Hop::Kind::kGroup)
      return decide(kAccepted, last);
  decide(kUnfiltered, hop_of(at));
}

void Stage::cross(const Endpoint& at, const Way& way) {
  auto side = view_.peering(way.peering, at.vpc);
  if (!side) return decide(kRouteLeadsNowhere, hop_of(at, way, journey_.to_));
  Hop hop{.kind = Hop::Kind::kPeering, .region = view_.region(), .id = way.peering};
  note(hop);
  if (!side->active) return decide(kPeeringInactive, hop, {}, side->state);
  if (!side->cut_off.empty()) return decide(kLinkCut, hop, {}, side->cut_off);
  journey_.arrives_ = Journey::Arrives::kByPeering;
  journey_.peering_ = side->id;
  journey_.into_ = side->other_vpc;
  if (side->other_region == view_.region()) return arrive_by_peering();
  sender_groups_ = {};
  journey_.next_ = side->other_region;
}

void Stage::arrive_by_peering() {
  auto side = view_.peering(journey_.peering_, journey_.into_);
  Hop hop{.kind = Hop::Kind::kPeering, .region = view_.region(), .id = journey_.peering_};
  if (!side) return decide(kGone, hop);
  if (!side->active) return decide(kPeeringInactive, hop, {}, side->state);
  if (!side->cut_off.empty()) return decide(kLinkCut, hop, {}, side->cut_off);
  deliver(view_.at(journey_.into_, journey_.to_));
}

void Stage::arrive_from_internet() {
  const End& target = flow_.target;
  if (!target.public_address.is_set())
    return decide(kNotOnInternet,
                  {.region = view_.region(), .id = target.resource, .address = target.address});
  journey_.to_ = target.public_address;
  auto found = view_.at_public(journey_.to_);
  if (!found)
    return decide(
        kUnused,
        {.kind = Hop::Kind::kPublicAddress, .region = view_.region(), .address = journey_.to_});
  PublicSide side = view_.public_side(*found);
  Hop hop{.kind = Hop::Kind::kPublicAddress,
          .region = view_.region(),
          .account = found->account,
          .id = side.by,
          .address = journey_.to_};
  note(hop);
  if (side.isolated) return decide(kPublicAddressIsolated, hop);
  deliver(found);
}

void Stage::deliver(const std::optional<Endpoint>& target) {
  if (!target) return decide(kUnused, {.region = view_.region(), .address = journey_.to_});
  AnyId expected = flow_.target.resource;
  if (expected && target->owner != expected) {
    Hop hop = hop_of(*target);
    hop.address = journey_.to_;
    return decide(kAnothers, hop, expected);
  }
  if (!pass(*target, Direction::kIngress, {journey_.from_, sender_groups_}, flow_.traffic)) return;
  note(hop_of(*target));
  if (!is_up(*target) || !replies_return(*target)) return;
  if (target->owner.kind() == Kind::kLoadBalancer) return forward(*target);
  bool is_served = flow_.traffic == Traffic::to_port(Protocol::kTcp, target->only_port);
  if (target->only_port != 0 && !is_served) {
    Hop hop = hop_of(*target);
    hop.port = target->only_port;
    return decide(kPortClosed, hop);
  }
  const Hop* rule = nullptr;
  for (const Hop& hop : verdict_.hops)
    if (hop.kind == Hop::Kind::kGroup) rule = &hop;
  if (!target->filtered || !rule) return decide(kUnfiltered, hop_of(*target));
  decide(kAccepted, *rule);
}

// Within a VPC the local routes lead back, and to the Internet the address that was spoken to does.
bool Stage::replies_return(const Endpoint& target) {
  if (journey_.arrives_ != Journey::Arrives::kByPeering) return true;
  Way back = view_.way(target, journey_.from_);
  if (back.kind == Way::Kind::kPeering && back.peering == journey_.peering_) return true;
  decide(kNoReplyRoute, hop_of(target, back, journey_.from_), journey_.peering_);
  return false;
}

// To the first target that is healthy. Replies go back as they came.
void Stage::forward(const Endpoint& balancer) {
  auto forwarding = view_.forwarding(balancer.owner, flow_.traffic);
  if (!forwarding) return decide(kNoListener, hop_of(balancer));
  Hop listener{.kind = Hop::Kind::kListener,
               .region = view_.region(),
               .account = balancer.account,
               .id = forwarding->listener};
  if (forwarding->targets.empty()) return decide(kNoTarget, listener);
  for (const Forwarding::Target& at : forwarding->targets) {
    auto target = find(balancer, at);
    if (!target || !takes(*target, *forwarding, balancer, at)) continue;
    listener.port = at.port;
    note(listener);
    bool asked = target->filtered && !forwarding->admits;
    Peer client{forwarding->keeps_source ? journey_.from_ : balancer.address,
                forwarding->keeps_source ? sender_groups_ : std::span<const SecurityGroupId>()};
    if (asked)
      pass(*target, Direction::kIngress, client, {flow_.traffic.protocol, at.port, at.port});
    Hop rule = verdict_.hops.back();
    note(hop_of(*target));
    return asked ? decide(kAccepted, rule) : decide(kUnfiltered, hop_of(*target));
  }
  auto first = find(balancer, forwarding->targets.front());
  decide(kNoHealthyTarget, listener, first ? first->owner : AnyId());
}

std::optional<Endpoint> Stage::find(const Endpoint& balancer,
                                    const Forwarding::Target& target) const {
  return target.address.is_set() ? view_.at(balancer.vpc, target.address)
                                 : view_.find(target.resource);
}

// Whether the target is up, admits what is forwarded and, where it is checked, the check.
bool Stage::takes(const Endpoint& target, const Forwarding& forwarding, const Endpoint& balancer,
                  const Forwarding::Target& at) {
  if (!target.state.empty()) return false;
  if (!target.filtered || forwarding.admits) return true;
  Peer from_balancer{balancer.address, {}};
  Peer client = forwarding.keeps_source ? Peer{journey_.from_, sender_groups_} : from_balancer;
  Traffic traffic{flow_.traffic.protocol, at.port, at.port};
  return judgement_of(target, Direction::kIngress, client, traffic).accepts &&
         (!at.check || judgement_of(target, Direction::kIngress, from_balancer, *at.check).accepts);
}

bool Stage::is_up(const Endpoint& endpoint) {
  if (endpoint.state.empty()) return true;
  decide(endpoint.silence ? *endpoint.silence : kSilent, hop_of(endpoint), {}, endpoint.state);
  return false;
}

bool Stage::pass(const Endpoint& endpoint, Direction direction, const Peer& peer,
                 const Traffic& traffic) {
  if (!endpoint.filtered) return true;
  Judgement judgement = judgement_of(endpoint, direction, peer, traffic);
  Hop hop{.kind = Hop::Kind::kGroup,
          .direction = direction,
          .region = view_.region(),
          .account = endpoint.account,
          .id = judgement.group,
          .address = peer.address,
          .rule = judgement.rule ? std::optional(*judgement.rule) : std::nullopt};
  note(hop);
  if (!judgement.accepts) decide(judgement.rule ? kDropped : kNoRule, hop, endpoint.owner);
  return judgement.accepts;
}

Judgement Stage::judgement_of(const Endpoint& endpoint, Direction direction, const Peer& peer,
                              const Traffic& traffic) const {
  boost::container::small_vector<AskedGroup, kUsualGroups> groups;
  for (SecurityGroupId id : endpoint.groups)
    if (const Filter* filter = view_.filter(id)) groups.push_back({id, filter});
  return judge({groups.data(), groups.size()}, direction, peer, traffic);
}

// What has the address, where rules of this region can know it.
std::optional<Endpoint> Stage::known_target(const Way& way, VpcId vpc, Ipv4 address) const {
  if (way.kind == Way::Kind::kLocal) return view_.at(vpc, address);
  if (way.kind != Way::Kind::kPeering) return std::nullopt;
  auto side = view_.peering(way.peering, vpc);
  if (!side || side->other_region != view_.region()) return std::nullopt;
  return view_.at(side->other_vpc, address);
}

Journey::Journey(const Flow& flow) : flow_(flow) {
  if (flow.source.is_outside()) {
    verdict_.hops.push_back({.kind = Hop::Kind::kInternet, .address = flow.source.public_address});
    from_ = flow.source.public_address;
    arrives_ = Arrives::kFromInternet;
    next_ = flow.target.region;
  } else {
    next_ = flow.source.region;
  }
  check(next_.has_value(), "one end of a flow is in this cloud");
}

void Journey::go_on(const View& view) {
  check(next_ == view.region(), "a flow goes on where it is");
  Stage stage(view, *this);
  do {
    next_.reset();
    switch (arrives_) {
      case Arrives::kNotYet:
        stage.depart();
        break;
      case Arrives::kByPeering:
        stage.arrive_by_peering();
        break;
      case Arrives::kFromInternet:
        stage.arrive_from_internet();
    }
  } while (next_ == view.region());
}

Verdict explain(const View& view, const Flow& flow) {
  Journey journey(flow);
  journey.go_on(view);
  check(!journey.next(), "both ends of the flow are in the region");
  return journey.verdict();
}

}  // namespace terrane::reach
