// What writing a record for the store and reading it back cost.
#include <benchmark/benchmark.h>

#include "cell/message_pack.h"
#include "region/network/vpc.h"

namespace terrane {
namespace {

Vpc vpc() {
  return {.id = VpcId(AnyId::of(Kind::kVpc, 123456789)),
          .account = AccountId{100000000001},
          .sequence = 4711,
          .name = "storefront",
          .cidr = *parse_cidr("10.0.0.0/16"),
          .main_route_table = RouteTableId(AnyId::of(Kind::kRouteTable, 987654321)),
          .dns_servers = {"183.60.83.19", "183.60.82.98"},
          .created = {1'795'405'421'000'000},
          .tags = {{"team", "storefront"}, {"stage", "production"}}};
}

void write_record(benchmark::State& state) {
  Vpc record = vpc();
  std::string bytes;
  for (auto _ : state) {
    bytes.clear();
    message_pack::encode(record, bytes);
    benchmark::DoNotOptimize(bytes.data());
  }
}
BENCHMARK(write_record);

void read_record(benchmark::State& state) {
  std::string bytes;
  message_pack::encode(vpc(), bytes);
  for (auto _ : state) {
    Vpc record;
    bool read = message_pack::decode(bytes, record);
    benchmark::DoNotOptimize(read);
    benchmark::DoNotOptimize(record);
  }
}
BENCHMARK(read_record);

}  // namespace
}  // namespace terrane

BENCHMARK_MAIN();
