#include "drill/clients.h"

#include "drill/length.h"

namespace terrane::drill {
namespace {

reach::Protocol protocol_of(std::string_view name) {
  if (name == "UDP") return reach::Protocol::kUdp;
  if (name == "ICMP") return reach::Protocol::kIcmp;
  return reach::Protocol::kTcp;
}

uint64_t seed_of(std::string_view name, uint64_t seed) {
  for (unsigned char c : name) seed = (seed ^ c) * 1099511628211ull;
  return seed;
}

}  // namespace

Clients::Clients(const Load& load, uint64_t seed)
    : load_(load),
      series_(load.name),
      random_(seed_of(load.name, seed)),
      plan_{load.from, load.to, protocol_of(load.protocol), load.port},
      fallback_{load.from, load.fallback, plan_.protocol, load.port},
      at_(time_of_next()) {}

Duration Clients::time_of_next() {
  double turn = 1e6 / load_.rate, within = turn * double(random_.below(1000)) / 1000;
  return {load_.start.microseconds + int64_t(double(taken_) * turn + within)};
}

Duration Clients::take_next() {
  Duration taken = at_;
  ++taken_;
  at_ = time_of_next();
  return taken;
}

// Back to the first choice as soon as it answers.
void Clients::look(const ReachProbe& probe, Duration at) {
  if (load_.call) return;
  way_ = probe.look(plan_);
  if (way_.broken.empty()) {
    unanswered_since_.reset();
  } else if (!unanswered_since_) {
    unanswered_since_ = at;
  }
  turned_ = !load_.fallback.empty() && unanswered_since_ &&
            at - *unanswered_since_ >= load_.fallback_after;
  if (turned_) way_ = probe.look(fallback_);
}

void Clients::send_until(Duration until) {
  while (at_ < until && at_ < load_.end) send(take_next());
}

const Backend* Clients::choose() {
  const Backend* chosen = nullptr;
  int64_t longest = 0, sum = 0;
  for (const Backend& backend : way_.backends) {
    if (!backend.in_service) continue;
    int64_t& turn = turns_[{backend.resource, backend.port}];
    turn += backend.weight;
    sum += backend.weight;
    if (chosen && turn <= longest) continue;
    chosen = &backend;
    longest = turn;
  }
  if (chosen) turns_[{chosen->resource, chosen->port}] -= sum;
  return chosen;
}

void Clients::send(Duration at) {
  // Up to a quarter more or less than usual.
  double spread = 0.75 + 0.5 * double(random_.below(1000)) / 1000;
  Duration took{int64_t(double(load_.latency.microseconds) * spread) + way_.extra.microseconds};
  if (way_.is_balanced && !way_.backends.empty()) {
    const Backend* backend = choose();
    if (!backend)
      return series_.lost(at, way_.broken.empty() ? "no target is healthy" : way_.broken);
    if (!backend->broken.empty()) return series_.lost(at, backend->broken);
  }
  if (!way_.broken.empty()) return series_.lost(at, way_.broken);
  if (took >= load_.patience) return series_.lost(at, "no answer in time");
  series_.served(at, took, took >= load_.slow);
}

}  // namespace terrane::drill
