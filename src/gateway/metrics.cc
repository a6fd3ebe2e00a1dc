#include "gateway/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "actions/api_call.h"

namespace terrane {
namespace {

// Upper bounds of the latency histogram, in microseconds.
constexpr std::array<int64_t, 12> kBounds = {50,    100,    250,    500,     1'000,     2'500,
                                             5'000, 10'000, 50'000, 250'000, 1'000'000, 10'000'000};

using Count = std::atomic<uint64_t>;

void add(Count& count, uint64_t amount) {
  count.fetch_add(amount, std::memory_order_relaxed);
}
uint64_t read(const Count& count) {
  return count.load(std::memory_order_relaxed);
}

struct Slot {
  std::array<Count, kBounds.size() + 1> buckets{};
  Count microseconds{0};
};

// One slot for each action of the contract, and one for calls of none.
size_t slot_count() {
  static const size_t count = [] {
    size_t actions = 1;
    for (const contract::Service& service : contract::services()) actions += service.actions.size();
    return actions;
  }();
  return count;
}

}  // namespace

struct Metrics::Shard {
  Shard() : slots(std::make_unique<Slot[]>(slot_count())) {}

  alignas(64) Count started{0};
  Count finished{0};
  std::unique_ptr<Slot[]> slots;
  std::mutex mutex;  // guards `errors`: nobody but this shard's threads, and the reader, takes it
  std::map<std::pair<size_t, std::string_view>, uint64_t> errors;
};

struct Metrics::Totals {
  uint64_t started = 0;
  uint64_t finished = 0;
  std::vector<std::array<uint64_t, kBounds.size() + 1>> buckets;
  std::vector<uint64_t> microseconds;
  std::map<std::pair<size_t, std::string_view>, uint64_t> errors;
};

Metrics::Metrics(const HttpCounters& connections) : connections_(connections) {}

Metrics::~Metrics() {
  for (auto& shard : shards_) delete shard.load();
}

Metrics::Shard& Metrics::own_shard() {
  static std::atomic<size_t> threads{0};
  thread_local const size_t own = threads.fetch_add(1) % kShards;
  Shard* shard = shards_[own].load(std::memory_order_acquire);
  if (shard) [[likely]]
    return *shard;
  auto made = std::make_unique<Shard>();
  if (shards_[own].compare_exchange_strong(shard, made.get())) shard = made.release();
  return *shard;
}

size_t Metrics::slot_of(const Route* route) const {
  if (!route) return slot_count() - 1;
  size_t slot = 0;
  for (const contract::Service& service : contract::services()) {
    if (&service == route->service) return slot + size_t(route->action - service.actions.data());
    slot += service.actions.size();
  }
  impossible("a call was routed to a service outside the contract");
}

void Metrics::call_started() {
  add(own_shard().started, 1);
}

void Metrics::call_finished(const Route* route, std::string_view code, Duration taken) {
  Shard& shard = own_shard();
  const size_t number = slot_of(route);
  Slot& slot = shard.slots[number];
  const auto bound = std::ranges::lower_bound(kBounds, taken.microseconds);
  add(slot.buckets[size_t(bound - kBounds.begin())], 1);
  add(slot.microseconds, uint64_t(taken.microseconds));
  if (!code.empty()) {
    std::scoped_lock lock(shard.mutex);
    ++shard.errors[{number, code}];
  }
  add(shard.finished, 1);
}

Metrics::Totals Metrics::add_up() const {
  Totals totals;
  totals.buckets.resize(slot_count());
  totals.microseconds.resize(slot_count());
  for (const auto& entry : shards_) {
    Shard* shard = entry.load(std::memory_order_acquire);
    if (!shard) continue;
    totals.finished +=
        read(shard->finished);  // before `started`, so that none seems under way twice
    totals.started += read(shard->started);
    for (size_t slot = 0; slot < slot_count(); ++slot) {
      for (size_t bucket = 0; bucket <= kBounds.size(); ++bucket)
        totals.buckets[slot][bucket] += read(shard->slots[slot].buckets[bucket]);
      totals.microseconds[slot] += read(shard->slots[slot].microseconds);
    }
    std::scoped_lock lock(shard->mutex);
    for (const auto& [key, count] : shard->errors) totals.errors[key] += count;
  }
  return totals;
}

std::string Metrics::text() const {
  const Totals totals = add_up();
  std::string requests, seconds;
  auto show = [&](size_t slot, std::string_view service, std::string_view action) {
    uint64_t all = 0, failed = 0;
    for (uint64_t bucket : totals.buckets[slot]) all += bucket;
    if (all == 0) return;
    const std::string labels = fmt::format("service=\"{}\",action=\"{}\"", service, action);
    for (auto error = totals.errors.lower_bound({slot, ""});
         error != totals.errors.end() && error->first.first == slot; ++error) {
      failed += error->second;
      fmt::format_to(std::back_inserter(requests), "terrane_requests_total{{{},code=\"{}\"}} {}\n",
                     labels, error->first.second, error->second);
    }
    if (all > failed)
      fmt::format_to(std::back_inserter(requests), "terrane_requests_total{{{},code=\"OK\"}} {}\n",
                     labels, all - failed);
    uint64_t below = 0;
    auto out = std::back_inserter(seconds);
    for (size_t bucket = 0; bucket < kBounds.size(); ++bucket) {
      below += totals.buckets[slot][bucket];
      fmt::format_to(out, "terrane_request_seconds_bucket{{{},le=\"{}\"}} {}\n", labels,
                     double(kBounds[bucket]) / 1e6, below);
    }
    fmt::format_to(out, "terrane_request_seconds_bucket{{{},le=\"+Inf\"}} {}\n", labels, all);
    fmt::format_to(out, "terrane_request_seconds_sum{{{}}} {}\n", labels,
                   double(totals.microseconds[slot]) / 1e6);
    fmt::format_to(out, "terrane_request_seconds_count{{{}}} {}\n", labels, all);
  };
  size_t slot = 0;
  for (const contract::Service& service : contract::services())
    for (const contract::Action& action : service.actions) show(slot++, service.name, action.name);
  show(slot, "", "");

  auto counter = [](std::string_view name, std::string_view type, auto value) {
    return fmt::format("# TYPE {0} {1}\n{0} {2}\n", name, type, value);
  };
  return "# TYPE terrane_requests_total counter\n" + requests +
         "# TYPE terrane_request_seconds histogram\n" + seconds +
         counter("terrane_requests_in_flight", "gauge",
                 totals.started - std::min(totals.started, totals.finished)) +
         counter("terrane_connections_open", "gauge", connections_.open_connections.load()) +
         counter("terrane_connections_hanging", "gauge", connections_.hanging_connections.load()) +
         counter("terrane_connections_total", "counter", connections_.accepted_connections.load()) +
         counter("terrane_connections_refused_total", "counter",
                 connections_.refused_connections.load()) +
         counter("terrane_connections_timed_out_total", "counter",
                 connections_.timed_out_connections.load()) +
         counter("terrane_malformed_requests_total", "counter",
                 connections_.malformed_requests.load()) +
         counter("terrane_bodies_refused_total", "counter", connections_.refused_bodies.load());
}

}  // namespace terrane
