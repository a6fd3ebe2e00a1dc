// What one verdict costs over 100 000 instances: between any two of a VPC, and from the Internet.
#include <benchmark/benchmark.h>

#include <random>

#include "driver/sim/sim_driver.h"
#include "env/simulated/simulated_env.h"
#include "reach/explain.h"
#include "region/network/default_network.h"
#include "region/network/network_setup.h"
#include "region/network/security_group_manager.h"
#include "region/network/subnet_manager.h"
#include "region/network/vpc_manager.h"
#include "region/reach/reach_ends.h"
#include "region/reach/region_view.h"
#include "store/memory/memory_store.h"

namespace terrane {
namespace {

constexpr AccountId kAccount{100000000001};
constexpr size_t kInstances = 100'000;
constexpr uint64_t kSubnets = 64;  // of one VPC, two thirds full

// One group a tier, with as many rules as people write: the last lets the network in.
security_group_manager::NewGroup tier(int number) {
  security_group_manager::NewGroup group{.name = "tier " + std::to_string(number),
                                         .description = "of the benchmark"};
  for (int rule = 0; rule < 12; ++rule)
    group.ingress.push_back({.protocol = "TCP",
                             .port = std::to_string(8000 + rule) + ",9000-9100",
                             .cidr = "192.168." + std::to_string(rule) + ".0/24",
                             .action = "ACCEPT"});
  group.ingress.push_back(
      {.protocol = "TCP", .port = "443", .cidr = "10.0.0.0/8", .action = "ACCEPT"});
  group.egress.push_back(
      {.protocol = "ALL", .port = "ALL", .cidr = "0.0.0.0/0", .action = "ACCEPT"});
  return group;
}

struct Bench {
  SimulatedEnv env;
  Catalogue catalogue = Catalogue::built_in("large").value();
  RegionCell region;
  std::vector<InstanceId> instances;

  Bench()
      : region(catalogue, catalogue.index_of(*catalogue.find_region("ap-guangzhou")), env.env(),
               std::make_unique<MemoryStore>(), std::make_unique<SimDriver>(env.env())) {
    region.open().value();
    set_up(region, kAccount, env.clock.now()).value();
    fill();
  }

  void fill() {
    Transaction transaction;
    Change change{region, transaction, kAccount, env.clock.now(), {}};
    std::string zone = catalogue.zone(region.place().zones[1]).id;
    uint32_t zone_number = catalogue.zone(region.place().zones[1]).number;
    VpcId vpc = vpc_manager::create(change, {.name = "a", .cidr = "10.0.0.0/12"}).value()->id;
    std::vector<SecurityGroupId> groups;
    for (int number = 0; number < 20; ++number)
      groups.push_back(security_group_manager::create(change, tier(number)).value()->id);
    for (uint64_t number = 0; number < kSubnets; ++number) {
      std::string range = to_text(Cidr{{0x0a000000 + uint32_t(number << 12)}, 20});
      const Subnet* subnet =
          subnet_manager::create(change, to_text(vpc), {.name = "s", .cidr = range, .zone = zone})
              .value();
      for (size_t i = 0; i < kInstances / kSubnets; ++i) {
        auto& table = region.compute.instances;
        size_t at = instances.size();
        const Instance& made = transaction.add(
            table, Instance{.id = region.cell.new_id(table),
                            .account = kAccount,
                            .sequence = region.cell.next_sequence(),
                            .zone = zone_number,
                            .subnet = subnet->id,
                            .security_groups = {groups[at % 20], groups[(at + 7) % 20]},
                            .address = *region.network.addresses.next_free(subnet->id),
                            .public_address =
                                at % 4 ? Ipv4() : *region.network.public_addresses.next_free(),
                            .state = InstanceState::kRunning});
        instances.push_back(made.id);
      }
    }
    region.cell.commit(transaction);
  }
};

Bench& bench() {
  static Bench made;
  return made;
}

constexpr reach::Traffic kHttps{reach::Protocol::kTcp, 443, 443};

void between_instances(benchmark::State& state) {
  Bench& made = bench();
  std::mt19937 random(1);
  std::uniform_int_distribution<size_t> any(0, made.instances.size() - 1);
  for (auto _ : state) {
    auto source = reach_ends::end_of(made.region, made.instances[any(random)]);
    auto target = reach_ends::end_of(made.region, made.instances[any(random)]);
    reach::Verdict verdict = reach::explain(RegionView(made.region), {*source, *target, kHttps});
    check(verdict.reachable(), "instances of the benchmark reach each other");
    benchmark::DoNotOptimize(verdict);
  }
}
BENCHMARK(between_instances);

void from_the_internet(benchmark::State& state) {
  Bench& made = bench();
  std::mt19937 random(2);
  std::uniform_int_distribution<size_t> any(0, made.instances.size() / 4 - 1);
  for (auto _ : state) {
    auto target = reach_ends::end_of(made.region, made.instances[any(random) * 4]);
    reach::Verdict verdict =
        reach::explain(RegionView(made.region), {reach::End::internet(), *target, kHttps});
    check(!verdict.reachable(), "no tier of the benchmark lets the Internet in");
    benchmark::DoNotOptimize(verdict);
  }
}
BENCHMARK(from_the_internet);

}  // namespace
}  // namespace terrane

BENCHMARK_MAIN();
