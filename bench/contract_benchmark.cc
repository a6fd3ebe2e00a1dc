// What reading a request and writing a reply cost, beside the memory they move.
#include <benchmark/benchmark.h>

#include <cstring>

#include "contract/cvm.h"
#include "contract/decode.h"
#include "contract/encode.h"

namespace terrane::contract {
namespace {

constexpr std::string_view kInstance = R"({
  "Placement": {"Zone": "ap-guangzhou-3", "ProjectId": 0, "HostId": "host-1f5k2m9q"},
  "InstanceId": "ins-8mzjxq4c", "InstanceType": "S5.MEDIUM4", "CPU": 2, "Memory": 4,
  "RestrictState": "NORMAL", "InstanceName": "web-frontend-17", "InstanceChargeType": "POSTPAID_BY_HOUR",
  "SystemDisk": {"DiskType": "CLOUD_PREMIUM", "DiskId": "disk-2k8x0a1b", "DiskSize": 50},
  "DataDisks": [{"DiskSize": 100, "DiskType": "CLOUD_SSD", "DiskId": "disk-9p3c7d5e", "DeleteWithInstance": true,
                 "Encrypt": false, "ThroughputPerformance": 0, "BurstPerformance": false}],
  "PrivateIpAddresses": ["10.0.17.23"], "PublicIpAddresses": ["203.0.113.57"],
  "InternetAccessible": {"InternetChargeType": "TRAFFIC_POSTPAID_BY_HOUR", "InternetMaxBandwidthOut": 100,
                         "PublicIpAssigned": true},
  "VirtualPrivateCloud": {"VpcId": "vpc-5f0xk3qa", "SubnetId": "subnet-l1m2n3p4", "AsVpcGateway": false},
  "ImageId": "img-9qabwvbn", "RenewFlag": "NOTIFY_AND_MANUAL_RENEW", "CreatedTime": "2026-11-23T08:15:42Z",
  "OsName": "TencentOS Server 3.1 for x86",
                           "SecurityGroupIds" : [ "sg-0a1b2c3d", "sg-4e5f6g7h" ],
                           "LoginSettings" : {"KeyIds" : ["skey-3c4d5e6f"]},
                           "InstanceState" : "RUNNING",
                           "Tags"
    : [ {"Key" : "team", "Value" : "storefront"}, {"Key" : "stage", "Value" : "production"} ],
                           "StopChargingMode" : "NOT_APPLICABLE",
                           "Uuid" : "6f1c2a34-98d7-4e0b-bb1d-5b2f7d6c8a90",
                           "LatestOperation" : "RunInstances",
                           "LatestOperationState" : "SUCCESS",
                           "LatestOperationRequestId" : "3c140219-cfe9-470e-b241-907877d6fb03",
                           "DisableApiTermination" : false,
                           "DefaultLoginUser" : "root",
                           "DefaultLoginPort" : 22,
                           "LicenseType" : "TencentCloud",
                           "DisasterRecoverGroupIds" : ["ps-1a2b3c4d"]
})";

constexpr std::string_view kRunInstances =
    R"({"Placement":{"Zone":"ap-guangzhou-3","ProjectId":0},)"
    R"("InstanceChargeType":"POSTPAID_BY_HOUR","InstanceType":"S5.MEDIUM4","ImageId":"img-9qabwvbn",)"
    R"("SystemDisk":{"DiskType":"CLOUD_PREMIUM","DiskSize":50},"DataDisks":[{"DiskType":"CLOUD_SSD",)"
    R"("DiskSize":100,"DeleteWithInstance":true}],"VirtualPrivateCloud":{"VpcId":"vpc-5f0xk3qa",)"
    R"("SubnetId":"subnet-l1m2n3p4"},"InternetAccessible":{"InternetChargeType":"TRAFFIC_POSTPAID_BY_HOUR",)"
    R"("InternetMaxBandwidthOut":10,"PublicIpAssigned":true},"InstanceCount":1,"InstanceName":"web-frontend-17",)"
    R"("LoginSettings":{"KeyIds":["skey-3c4d5e6f"]},"SecurityGroupIds":["sg-0a1b2c3d"],"HostName":"web-17",)"
    R"("ClientToken":"9f1c2a34-98d7-4e0b","TagSpecification":[{"ResourceType":"instance","Tags":[{"Key":"team",)"
    R"("Value":"storefront"}]}]})";

void decode_run_instances(benchmark::State& state) {
  for (auto _ : state) {
    Arena arena;
    auto request = decode_json<cvm::RunInstancesRequest>(kRunInstances, arena);
    if (!request) state.SkipWithError("refused");
    benchmark::DoNotOptimize(request);
  }
  state.SetBytesProcessed(int64_t(state.iterations() * kRunInstances.size()));
}
BENCHMARK(decode_run_instances);

void encode_instances(benchmark::State& state) {
  Arena arena;
  auto instances = arena.create_array<cvm::Instance>(state.range(0));
  for (cvm::Instance& instance : instances) {
    auto read = decode_json<cvm::Instance>(kInstance, arena);
    if (!read) return state.SkipWithError(read.error().message(Language::kEnglish).c_str());
    instance = **read;
  }
  cvm::DescribeInstancesResponse response{.TotalCount = state.range(0),
                                          .InstanceSet = List<cvm::Instance>(instances)};
  std::string out;
  for (auto _ : state) {
    out.clear();
    encode_json(response, out);
    benchmark::DoNotOptimize(out.data());
  }
  state.counters["bytes"] = double(out.size());
  state.SetBytesProcessed(int64_t(state.iterations() * out.size()));
}
BENCHMARK(encode_instances)->Arg(1)->Arg(20);

// The floor: the same bytes, copied.
void copy_bytes(benchmark::State& state) {
  std::string from(state.range(0), 'x'), to(state.range(0), ' ');
  for (auto _ : state) {
    std::memcpy(to.data(), from.data(), from.size());
    benchmark::DoNotOptimize(to.data());
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(int64_t(state.iterations() * from.size()));
}
BENCHMARK(copy_bytes)->Arg(32'000);

}  // namespace
}  // namespace terrane::contract

BENCHMARK_MAIN();
