#include "actions/terrane/login_paths.h"

#include <algorithm>
#include <shared_mutex>
#include <tuple>

#include "actions/terrane/flow_ends.h"
#include "actions/terrane/journeys.h"
#include "region/image/images.h"
#include "region/reach/reach_ends.h"

namespace terrane {
namespace {

constexpr reach::Traffic kSsh = reach::Traffic::to_port(reach::Protocol::kTcp, 22);
constexpr size_t kCandidatesMost = 200;  // of each region, oldest first
constexpr size_t kAttemptsShown = 8;

std::vector<LoginKey> keys_of(const RegionCell& region, const Instance& instance) {
  std::vector<LoginKey> keys;
  for (KeyPairId id : instance.key_pairs) {
    const KeyPair* key = region.accounts.key_pairs.find(id);
    keys.push_back({id, key ? key->name : ""});
  }
  return keys;
}

LoginEnd login_end(const RegionCell& region, const Instance& instance) {
  const PublicImage* origin = images::origin_of(region.catalogue, instance);
  return {.id = instance.id,
          .end = *reach_ends::end_of(region, instance.id),
          .name = std::string(instance.name.view()),
          .user = origin ? origin->login_user : "root",
          .keys = keys_of(region, instance),
          .place = &region.place()};
}

// Calls look(region) for each region that can be asked: one that cannot holds up nobody (M-5).
template <class Look>
void in_each_region(CloudCall& call, Look look) {
  for (const Region& place : call.catalogue.regions()) {
    auto region = call.cloud.reach(place.index);
    if (!region) continue;
    std::shared_lock reading((*region)->cell.lock());
    call.tickets.add_copy((*region)->cell);
    look(std::as_const(**region));
  }
}

class LoginSearch {
 public:
  LoginSearch(CloudCall& call, const LoginEnd& target, const reach::End& from)
      : call_(call), target_(target), from_(from) {}

  Result<LoginPath> run() {
    bool prefers_jump = target_.place->login_advice.has_value();
    if (!prefers_jump) CHECKED(try_straight());
    if (!path_.found) CHECKED(try_jumps());
    if (prefers_jump && !path_.found) CHECKED(try_straight());
    return std::move(path_);
  }

 private:
  std::vector<LoginEnd> candidates() const;
  Result<void> try_straight();
  Result<void> try_jumps();
  Result<void> try_jump(const LoginEnd& jump);
  Result<reach::Verdict> attempt(InstanceId via, const reach::End& from, const reach::End& to);
  bool advised(const LoginEnd& jump) const { return jump.place->login_advice.has_value(); }
  bool is_near(const LoginEnd& jump) const { return jump.end.vpc == target_.end.vpc; }

  CloudCall& call_;
  const LoginEnd& target_;
  const reach::End& from_;
  LoginPath path_;
};

// By which address the flow spoke to its target.
Ipv4 address_used(const reach::Verdict& verdict, const reach::End& target) {
  for (const reach::Hop& hop : verdict.hops)
    if (hop.kind == reach::Hop::Kind::kInternet) return target.public_address;
  return target.address;
}

JumpRelation relation_of(const reach::Verdict& verdict) {
  for (const reach::Hop& hop : verdict.hops) {
    if (hop.kind == reach::Hop::Kind::kPeering) return JumpRelation::kPeering;
    if (hop.kind == reach::Hop::Kind::kInternet) return JumpRelation::kInternet;
  }
  return JumpRelation::kSameVpc;
}

Result<reach::Verdict> LoginSearch::attempt(InstanceId via, const reach::End& from,
                                            const reach::End& to) {
  TRY(reach::Verdict verdict, follow(call_, {from, to, kSsh}));
  if (!verdict.reachable() && path_.attempts.size() < kAttemptsShown)
    path_.attempts.push_back({via, from.resource, to.resource, verdict.decided_by});
  return verdict;
}

Result<void> LoginSearch::try_straight() {
  TRY(reach::Verdict verdict, attempt({}, from_, target_.end));
  path_.found = verdict.reachable();
  path_.address = address_used(verdict, target_.end);
  return {};
}

// Running instances that may be spoken to from where the caller is. From the Internet, none is that
// has no public address.
std::vector<LoginEnd> LoginSearch::candidates() const {
  std::vector<LoginEnd> found;
  in_each_region(call_, [&](const RegionCell& region) {
    size_t taken = 0;
    for (const Instance* instance : region.compute.instances.of(call_.account)) {
      if (!instance || instance->state != InstanceState::kRunning) continue;
      if (instance->id == target_.id || instance->id == from_.resource) continue;
      if (taken == kCandidatesMost) break;
      LoginEnd end = login_end(region, *instance);
      if (from_.is_outside() && !end.end.public_address.is_set()) continue;
      found.push_back(std::move(end));
      ++taken;
    }
  });
  return found;
}

Result<void> LoginSearch::try_jump(const LoginEnd& jump) {
  TRY(reach::Verdict to_jump, attempt(jump.id, from_, jump.end));
  if (!to_jump.reachable()) return {};
  TRY(reach::Verdict to_target, attempt(jump.id, jump.end, target_.end));
  if (!to_target.reachable()) return {};
  path_.found = true;
  path_.jump = jump;
  path_.relation = relation_of(to_target);
  path_.jump_address = address_used(to_jump, jump.end);
  path_.address = address_used(to_target, target_.end);
  return {};
}

Result<void> LoginSearch::try_jumps() {
  bool by_advice = target_.place->login_advice.has_value();
  std::vector<LoginEnd> jumps = candidates();
  std::ranges::stable_sort(jumps, {}, [&](const LoginEnd& jump) {
    return std::tuple(by_advice && advised(jump), !is_near(jump),
                      distance_km(jump.place->location, target_.place->location));
  });
  for (const LoginEnd& jump : jumps) {
    CHECKED(try_jump(jump));
    if (path_.found) return {};
  }
  return {};
}

}  // namespace

std::optional<LoginEnd> find_login_end(CloudCall& call, const Region* place, InstanceId id) {
  std::optional<LoginEnd> found;
  in_each_region(call, [&](const RegionCell& region) {
    if (place && place->index != region.index) return;
    const Instance* instance = region.compute.instances.find(id);
    if (instance && instance->account == call.account) found = login_end(region, *instance);
  });
  return found;
}

Result<LoginPath> find_login_path(CloudCall& call, const LoginEnd& target, const reach::End& from) {
  return LoginSearch(call, target, from).run();
}

}  // namespace terrane
