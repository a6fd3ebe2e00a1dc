// What a call costs between the gateway and the store: decode, lock, run, commit, encode.
#include <benchmark/benchmark.h>

#include <atomic>

#include "actions/dispatcher.h"
#include "driver/sim/sim_driver.h"
#include "env/real/real_clock.h"
#include "env/real/real_random.h"
#include "env/real/real_workers.h"

namespace terrane {
namespace {

// Accepts everything and keeps nothing, so that what is measured is the cloud's own work.
class NoStore final : public Store {
 public:
  Result<void> load(const Visitor&) override { return {}; }
  Result<void> commit(const Batch&) override { return {}; }
};

struct Bench {
  RealClock clock;
  RealRandom random;
  RealWorkers workers;
  std::unique_ptr<Cloud> cloud;
  std::unique_ptr<Dispatcher> dispatcher;
  std::atomic<uint64_t> answered = 0;
  uint64_t asked = 0;

  Bench()
      : cloud(*Cloud::open(
            *Catalogue::built_in("large"), env(),
            [](std::string_view) { return std::make_unique<NoStore>(); },
            [this](const Region&) { return std::make_unique<SimDriver>(env()); })),
        dispatcher(std::make_unique<Dispatcher>(*cloud)) {}

  Env env() { return {clock, random, workers}; }

  ApiCall call_of(std::string_view service_name, std::string_view action, std::string_view payload,
                  AccountId account) {
    const contract::Service* service = contract::find_service(service_name);
    return {.service = service,
            .action = contract::find_action(*service, action),
            .region = "ap-guangzhou",
            .request_id = "5f2a3c1e-7a58-4a39-9f0d-1c2b3a4d5e6f",
            .payload = payload,
            .caller = {.account = account}};
  }

  void dispatch(const ApiCall& call) {
    ++asked;
    dispatcher->dispatch(call, [this](ApiOutcome outcome) {
      check(outcome.code.empty(), outcome.body);
      answered.fetch_add(1, std::memory_order_release);
      answered.notify_one();
    });
    // As many calls wait for a commit together as there may be connections.
    while (asked - answered.load(std::memory_order_acquire) > 64)
      answered.wait(answered.load(std::memory_order_acquire));
  }

  void settle() {
    while (asked != answered.load(std::memory_order_acquire))
      answered.wait(answered.load(std::memory_order_acquire));
  }
};

void create_vpc(benchmark::State& state) {
  Bench bench;
  uint64_t account = 100000000001, made = 0;
  for (auto _ : state) {
    if (++made % 900 == 0) ++account;  // before one account has all it may have
    bench.dispatch(bench.call_of("vpc", "CreateVpc",
                                 R"({"VpcName":"bench","CidrBlock":"10.0.0.0/16"})",
                                 AccountId{account}));
  }
  bench.settle();
}
BENCHMARK(create_vpc);

void describe_vpcs(benchmark::State& state) {
  Bench bench;
  AccountId account{100000000001};
  for (int i = 0; i < 100; ++i)
    bench.dispatch(bench.call_of("vpc", "CreateVpc",
                                 R"({"VpcName":"bench","CidrBlock":"10.0.0.0/16"})", account));
  bench.settle();
  std::string payload = R"({"Limit":")" + std::to_string(state.range(0)) + R"("})";
  ApiCall call = bench.call_of("vpc", "DescribeVpcs", payload, account);
  for (auto _ : state) bench.dispatch(call);
}
BENCHMARK(describe_vpcs)->Arg(1)->Arg(20)->Arg(100);

}  // namespace
}  // namespace terrane

BENCHMARK_MAIN();
