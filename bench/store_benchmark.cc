// What a group commit costs by its size, and what reading everything back costs. Beside the time
// per record: CPU time of all threads, background ones included.
#include <benchmark/benchmark.h>
#include <stdlib.h>
#include <time.h>

#include <filesystem>
#include <random>
#include <string>

#include "store/rocksdb/rocksdb_store.h"

namespace terrane {
namespace {

// Where the build is: on a disk, as a cloud's data is; elsewhere by TERRANE_BENCH_DIRECTORY.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    const char* base = getenv("TERRANE_BENCH_DIRECTORY");
    std::string name = std::string(base ? base : ".") + "/bench-XXXXXX";
    path_ = std::filesystem::absolute(mkdtemp(name.data()));
  }
  ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

double cpu_seconds() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

constexpr size_t kRecordBytes = 400;

// Adds `count` new records under random keys, as instances have.
void add_records(Batch& batch, size_t count, std::mt19937_64& random) {
  static const std::string kValue(kRecordBytes, 'v');
  for (size_t i = 0; i < count; ++i) batch.put("instance/ins-" + std::to_string(random()), kValue);
}

void commit(benchmark::State& state) {
  TemporaryDirectory directory;
  auto engine = *RocksDbEngine::open(directory.path() + "/data");
  auto store = engine->store("region");
  std::mt19937_64 random(1);
  size_t records = 0;
  double begun = cpu_seconds();
  for (auto _ : state) {
    Batch batch;
    add_records(batch, size_t(state.range(0)), random);
    if (!store->commit(batch)) state.SkipWithError("refused");
    records += batch.count();
  }
  state.SetItemsProcessed(int64_t(records));
  state.counters["cpu_us_per_record"] = (cpu_seconds() - begun) * 1e6 / double(records);
}
BENCHMARK(commit)->Arg(1)->Arg(16)->Arg(64)->UseRealTime();

void load(benchmark::State& state) {
  TemporaryDirectory directory;
  std::mt19937_64 random(1);
  {
    auto engine = *RocksDbEngine::open(directory.path() + "/data");
    auto store = engine->store("region");
    for (int64_t left = state.range(0); left > 0; left -= 64) {
      Batch batch;
      add_records(batch, 64, random);
      if (!store->commit(batch)) state.SkipWithError("refused");
    }
  }
  double begun = cpu_seconds();
  size_t records = 0;
  for (auto _ : state) {
    auto engine = *RocksDbEngine::open(directory.path() + "/data");
    auto store = engine->store("region");
    if (!store->load([&](auto, auto) { ++records; })) state.SkipWithError("refused");
  }
  state.counters["cpu_us_per_record"] = (cpu_seconds() - begun) * 1e6 / double(records);
}
BENCHMARK(load)->Arg(1'000)->Arg(300'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace terrane

BENCHMARK_MAIN();
