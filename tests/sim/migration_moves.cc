// Instances that go from zone to zone. They have networks of their own, and names of another form,
// since a migration makes and takes away what nobody asked for by name.
#include "sim/migration_moves.h"

#include "sim/moves.h"

namespace terrane::sim {
namespace {

namespace json = boost::json;

constexpr std::string_view kPrefix = "moving_";
constexpr const char* kRegion = "ap-guangzhou";  // it has several zones
constexpr const char* kZones[] = {"ap-guangzhou-1", "ap-guangzhou-2", "ap-guangzhou-3"};

Place here(Workload& work) {
  return {work.account(), kRegion};
}

void call_then(Workload& work, const ClientCall& call,
               std::function<void(const json::object&)> then) {
  work.world().call(call, [then = std::move(then)](const Answer& answer) {
    if (answer.outcome == Outcome::kAccepted) then(answer.reply);
  });
}

std::string id_of(const json::object& reply, const char* object, const char* member) {
  return std::string(reply.at(object).at(member).as_string());
}

void run_in(Workload& work, const Place& place, const std::string& vpc, const std::string& subnet,
            const char* zone) {
  json::object request{{"Placement", {{"Zone", zone}}},
                       {"ImageId", "img-487zeit5"},
                       {"InstanceType", "S5.SMALL1"},
                       {"InstanceCount", 1 + work.below(3)},
                       {"InstanceName", std::string(kPrefix) + "{R:1}"},
                       {"VirtualPrivateCloud", {{"VpcId", vpc}, {"SubnetId", subnet}}}};
  if (work.chance(30)) request["DataDisks"] = {{{"DiskType", "CLOUD_PREMIUM"}, {"DiskSize", 20}}};
  if (work.chance(30)) request["InternetAccessible"] = {{"InternetMaxBandwidthOut", 1}};
  work.call(call_to("cvm", "RunInstances", place, request));
}

// A VPC with a subnet, or with one in each of two zones, and instances in the first.
void make_network(Workload& work) {
  Place place = here(work);
  const char *zone = work.pick(kZones), *other = work.pick(kZones);
  auto make_subnet = [place](const std::string& vpc, const char* range, const char* in) {
    return call_to("vpc", "CreateSubnet", place,
                   {{"VpcId", vpc}, {"SubnetName", kPrefix}, {"CidrBlock", range}, {"Zone", in}});
  };
  call_then(work,
            call_to("vpc", "CreateVpc", place,
                    {{"VpcName", kPrefix},
                     {"CidrBlock", work.chance(80) ? "10.0.0.0/16" : "10.0.0.0/28"}}),
            [&work, place, zone, other, make_subnet](const json::object& reply) {
              std::string vpc = id_of(reply, "Vpc", "VpcId");
              if (work.chance(60)) work.call(make_subnet(vpc, "10.0.1.0/24", other));
              call_then(work, make_subnet(vpc, "10.0.0.0/28", zone),
                        [&work, place, vpc, zone](const json::object& made) {
                          run_in(work, place, vpc, id_of(made, "Subnet", "SubnetId"), zone);
                        });
            });
}

// Looks for the account's instances that go from zone to zone, then does something about one.
void with_one(Workload& work, std::function<void(const Place&, const json::object& instance)> act) {
  Place place = here(work);
  call_then(work, call_to("cvm", "DescribeInstances", place, {{"Limit", 100}}),
            [&work, place, act](const json::object& reply) {
              std::vector<const json::object*> found;
              for (const auto& instance : reply.at("InstanceSet").as_array())
                if (std::string_view(instance.at("InstanceName").as_string()).starts_with(kPrefix))
                  found.push_back(&instance.as_object());
              if (!found.empty()) act(place, *work.pick(found));
            });
}

json::object wanted(Workload& work, const json::object& instance) {
  json::object request{{"InstanceId", instance.at("InstanceId")}, {"Zone", work.pick(kZones)}};
  for (const char* flag : {"KeepPrivateIpAddress", "DestroyOriginal", "DeleteImages"})
    if (work.chance(50)) request[flag] = true;
  if (work.chance(20)) request["InstanceType"] = "S5.MEDIUM4";
  return request;
}

void migrate(Workload& work) {
  with_one(work, [&work](const Place& place, const json::object& instance) {
    work.call(call_to("terrane", work.chance(80) ? "MigrateInstance" : "DescribeMigrationPlan",
                      nearly(work, place), wanted(work, instance)));
  });
}

void cancel(Workload& work) {
  with_one(work, [&work](const Place& place, const json::object& instance) {
    work.call(call_to("terrane", "CancelMigration", nearly(work, place),
                      {{"InstanceId", instance.at("InstanceId")}}));
  });
}

// What others do about it meanwhile.
void interfere(Workload& work) {
  constexpr const char* kActions[] = {"StopInstances", "StartInstances", "TerminateInstances",
                                      "RebootInstances"};
  with_one(work, [&work, kActions](const Place& place, const json::object& instance) {
    const auto& network = instance.at("VirtualPrivateCloud");
    json::value id = instance.at("InstanceId");
    switch (work.below(4)) {
      case 0:
        return run_in(work, place, std::string(network.at("VpcId").as_string()),
                      std::string(network.at("SubnetId").as_string()), work.pick(kZones));
      case 1:
        return work.call(
            call_to("vpc", "DeleteSubnet", place, {{"SubnetId", network.at("SubnetId")}}));
      default:
        return work.call(
            call_to("cvm", work.pick(kActions), place, {{"InstanceIds", json::array{id}}}));
    }
  });
}

void bind_address(Workload& work) {
  with_one(work, [&work](const Place& place, const json::object& instance) {
    json::value id = instance.at("InstanceId");
    call_then(work, call_to("vpc", "AllocateAddresses", place, {}),
              [&work, place, id](const json::object& reply) {
                work.call(call_to(
                    "vpc", "AssociateAddress", place,
                    {{"AddressId", reply.at("AddressSet").as_array()[0]}, {"InstanceId", id}}));
              });
  });
}

constexpr Move kMoves[] = {{"network to leave", 5, make_network},
                           {"migrate", 16, migrate},
                           {"cancel migration", 4, cancel},
                           {"interfere with migration", 6, interfere},
                           {"bind address to moving", 2, bind_address}};

}  // namespace

std::span<const Move> migration_moves() {
  return kMoves;
}

}  // namespace terrane::sim
