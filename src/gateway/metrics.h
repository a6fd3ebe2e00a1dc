// What the gateway counts, for Prometheus to read at /metrics.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "base/time.h"
#include "gateway/http_server.h"
#include "gateway/route.h"

namespace terrane {

// Each thread counts in a shard that hardly another one touches, so counting costs a few
// nanoseconds on any number of cores.
class Metrics {
 public:
  explicit Metrics(const HttpCounters& connections);
  ~Metrics();

  void call_started();
  // `route`: null if the call names no action that exists. `code`: the error's, a constant; empty
  // for success.
  void call_finished(const Route* route, std::string_view code, Duration taken);

  // Prometheus' text format.
  std::string text() const;

 private:
  static constexpr size_t kShards = 16;
  struct Shard;
  struct Totals;

  Shard& own_shard();
  size_t slot_of(const Route* route) const;
  Totals add_up() const;

  const HttpCounters& connections_;
  std::array<std::atomic<Shard*>, kShards> shards_{};  // made on first use
};

}  // namespace terrane
