// What a call costs between the gateway and the store: decode, lock, run, commit, encode.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>

#include "actions/dispatcher.h"
#include "driver/sim/sim_driver.h"
#include "env/real/real_clock.h"
#include "env/real/real_random.h"
#include "env/real/real_workers.h"
#include "store/rocksdb/rocksdb_store.h"

namespace terrane {
namespace {

// Accepts everything and keeps nothing, so that what is measured is the cloud's own work.
class NoStore final : public Store {
 public:
  Result<void> load(const Visitor&) override { return {}; }
  Result<void> commit(const Batch&) override { return {}; }
};

// Where the build is: on a disk, as a cloud's data is.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    char name[] = "bench-XXXXXX";
    path_ = std::filesystem::absolute(mkdtemp(name));
  }
  ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
  std::string file(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

struct Bench {
  RealClock clock;
  RealRandom random;
  RealWorkers workers;
  std::unique_ptr<Cloud> cloud;
  std::unique_ptr<Dispatcher> dispatcher;
  std::atomic<uint64_t> answered = 0;
  uint64_t asked = 0;

  explicit Bench(const OpenStore& open =
                     [](std::string_view) { return std::make_unique<NoStore>(); })
      : cloud(*Cloud::open(*Catalogue::built_in("large"), env(), open,
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

void create_vpcs(Bench& bench, benchmark::State& state) {
  uint64_t account = 100000000001, made = 0;
  for (auto _ : state) {
    if (++made % 900 == 0) ++account;  // before one account has all it may have
    bench.dispatch(bench.call_of("vpc", "CreateVpc",
                                 R"({"VpcName":"bench","CidrBlock":"10.0.0.0/16"})",
                                 AccountId{account}));
  }
  bench.settle();
}

void create_vpc(benchmark::State& state) {
  Bench bench;
  create_vpcs(bench, state);
}
BENCHMARK(create_vpc);

// 64 calls wait for a commit together; compare with append_and_sync.
void create_vpc_durably(benchmark::State& state) {
  TemporaryDirectory directory;
  auto engine = *RocksDbEngine::open(directory.file("data"));
  Bench bench([&](std::string_view cell) { return engine->store(cell); });
  create_vpcs(bench, state);
}
BENCHMARK(create_vpc_durably)->UseRealTime();

void append_and_sync(benchmark::State& state) {
  TemporaryDirectory directory;
  int file = ::open(directory.file("raw").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  std::string block(4096, 'x');
  for (auto _ : state) {
    check(::write(file, block.data(), block.size()) == 4096, "a block was written");
    ::fdatasync(file);
  }
  ::close(file);
}
BENCHMARK(append_and_sync)->UseRealTime();

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
