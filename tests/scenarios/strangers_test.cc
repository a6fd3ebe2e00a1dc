// A resource of another account, or of another region, gives exactly the answer of an ID that was
// never issued (M-8, M-13): nobody can find out what others have. Driven by the contract's tables:
// every member of every implemented action that takes an ID is tried, so a new action is covered by
// itself, and a new kind of resource asks for its sample here.
#include "scenarios/strangers.h"

#include <gtest/gtest.h>

#include <optional>
#include <regex>

#include "actions/cloud.h"
#include "actions/registry.h"
#include "model/scope.h"
#include "scenarios/balancers.h"
#include "scenarios/certificates.h"
#include "scenarios/databases.h"
#include "scenarios/disks.h"
#include "scenarios/images.h"
#include "scenarios/instances.h"
#include "scenarios/tags.h"

namespace terrane {
namespace {

namespace json = boost::json;
using Samples = std::map<Kind, std::string>;

std::string make(const Client& client, std::string_view service, std::string_view action,
                 const Parameters& parameters, std::string_view object, std::string_view id) {
  Reply reply = client.call(service, action, parameters);
  return (object.empty() ? reply[id] : reply[object][id]).text();
}

// A load balancer that forwards to the instance; its listener has SNI.
void add_balancer(const Client& client, Samples& samples, bool with_certificate) {
  std::string certificate = upload_certificate(client);
  if (with_certificate) samples[Kind::kCertificate] = certificate;
  std::string balancer = samples[Kind::kLoadBalancer] =
      create_balancer(client, R"("VpcId":")" + samples[Kind::kVpc] + '"');
  on_balancer(client, "SetLoadBalancerSecurityGroups", balancer,
              R"("SecurityGroups":[")" + samples[Kind::kSecurityGroup] + "\"]")
      .expect_ok();
  std::string listener = samples[Kind::kListener] =
      create_listener(client, balancer, R"("Protocol":"HTTPS","Ports":[443],"SniSwitch":1)");
  std::string rule = samples[Kind::kForwardingRule] = create_rule(
      client, balancer, listener,
      R"("Domain":"a.example.com","Url":"/","Certificate":{"CertId":")" + certificate + "\"}");
  on_balancer(client, "RegisterTargets", balancer,
              with_target(listener, samples[Kind::kInstance]) + R"(,"LocationId":")" + rule + '"')
      .expect_ok();
  samples[Kind::kTargetGroup] =
      make(client, "clb", "CreateTargetGroup", {{"VpcId", samples[Kind::kVpc]}, {"Port", 80}}, "",
           "TargetGroupId");
}

// One resource of each kind. The instance is stopped, since most changes need that.
Samples make_samples(const Client& client, std::string_view zone, bool with_key) {
  Samples samples;
  std::string vpc = samples[Kind::kVpc] = create_vpc(client);
  std::string subnet = samples[Kind::kSubnet] = create_subnet(client, vpc, "10.0.1.0/24", zone);
  samples[Kind::kRouteTable] = create_route_table(client, vpc);
  samples[Kind::kSecurityGroup] = create_security_group(client);
  if (with_key)
    samples[Kind::kKeyPair] =
        make(client, "cvm", "ImportKeyPair",
             {{"KeyName", "a"}, {"ProjectId", 0}, {"PublicKey", kPublicKey}}, "", "KeyId");
  samples[Kind::kPlacementGroup] =
      make(client, "cvm", "CreateDisasterRecoverGroup", {{"Name", "a"}, {"Type", "HOST"}}, "",
           "DisasterRecoverGroupId");
  samples[Kind::kLaunchTemplate] =
      make(client, "cvm", "CreateLaunchTemplate",
           {{"LaunchTemplateName", "a"}, {"ImageId", kImage}, {"Placement", {{"Zone", zone}}}}, "",
           "LaunchTemplateId");
  samples[Kind::kInstance] =
      run_one(client,
              R"("VirtualPrivateCloud":{"VpcId":")" + vpc + R"(","SubnetId":")" + subnet +
                  R"(","PrivateIpAddresses":["10.0.1.9"]})",
              zone);
  ask(client, "StopInstances", samples[Kind::kInstance]).expect_ok();
  samples[Kind::kImage] = create_image(client, samples[Kind::kInstance]);
  samples[Kind::kDatabase] =
      create_database(client,
                      R"("UniqVpcId":")" + vpc + R"(","UniqSubnetId":")" + subnet +
                          R"(","SecurityGroup":[")" + samples[Kind::kSecurityGroup] + R"("])",
                      zone);
  samples[Kind::kCache] =
      create_cache(client, R"("VpcId":")" + vpc + R"(","SubnetId":")" + subnet + '"', zone);
  samples[Kind::kNetworkInterface] =
      client
          .call("vpc", "CreateNetworkInterface",
                {{"VpcId", vpc},
                 {"SubnetId", subnet},
                 {"NetworkInterfaceName", "a"},
                 {"PrivateIpAddresses",
                  {{{"PrivateIpAddress", "10.0.1.20"}, {"Primary", true}},
                   {{"PrivateIpAddress", "10.0.1.21"}}}}})["NetworkInterface"]["NetworkInterfaceId"]
          .text();
  add_balancer(client, samples, with_key);
  samples[Kind::kAddress] =
      client.call("vpc", "AllocateAddresses", {{"AddressCount", 1}})["AddressSet"][0].text();
  std::string disk = samples[Kind::kDisk] = create_disk(client, "", zone);
  attach(client, disk, samples[Kind::kInstance]).expect_ok();
  samples[Kind::kSnapshot] = create_snapshot(client, disk);
  std::string policy = samples[Kind::kSnapshotPolicy] =
      make(client, "cbs", "CreateAutoSnapshotPolicy",
           R"({"Policy":[{"Hour":[3],"DayOfWeek":[1]}]})", "", "AutoSnapshotPolicyId");
  client
      .call("cbs", "BindAutoSnapshotPolicy",
            {{"AutoSnapshotPolicyId", policy}, {"DiskIds", {disk}}})
      .expect_ok();
  // A request to a VPC far away, that nobody answers.
  samples[Kind::kPeeringConnection] = make(client, "vpc", "CreateVpcPeeringConnection",
                                           {{"SourceVpcId", vpc},
                                            {"DestinationVpcId", "vpc-00000001"},
                                            {"DestinationUin", "100000000001"},
                                            {"DestinationRegion", "bj"},
                                            {"PeeringConnectionName", "a"}},
                                           "", "PeeringConnectionId");
  client.call("vpc", "CreateAssistantCidr", {{"VpcId", vpc}, {"CidrBlocks", {"10.9.0.0/16"}}})
      .expect_ok();
  for (auto direction : {"Ingress", "Egress"})
    client
        .call("vpc", "CreateSecurityGroupPolicies",
              {{"SecurityGroupId", samples[Kind::kSecurityGroup]},
               {"SecurityGroupPolicySet",
                {{direction, {{{"CidrBlock", "10.0.0.0/8"}, {"Action", "ACCEPT"}}}}}}})
        .expect_ok();
  return samples;
}

// A route that leads to the instance; returns its ID.
std::string make_route(const Client& client, const Samples& samples) {
  Reply made = client.call("vpc", "CreateRoutes",
                           {{"RouteTableId", samples.at(Kind::kRouteTable)},
                            {"Routes",
                             {{{"DestinationCidrBlock", "192.168.1.0/24"},
                               {"GatewayType", "NORMAL_CVM"},
                               {"GatewayId", "10.0.1.9"}}}}});
  Json routes = made["RouteTableSet"][0]["RouteSet"];
  return routes[routes.size() - 1]["RouteItemId"].text();
}

// Alice in Guangzhou has one of each kind; Bob has there, and Alice in Shanghai.
struct World {
  Scenario cloud;
  Samples own = make_samples(cloud.alice(), "ap-guangzhou-2", true);
  std::string route = make_route(cloud.alice(), own);
  Samples of_bob = make_samples(cloud.as(kBob), "ap-guangzhou-2", true);
  Samples in_shanghai = make_samples(cloud.in("ap-shanghai"), "ap-shanghai-1", false);
};

// A world as it was made: made again once something has changed it.
class Worlds {
 public:
  World& fresh() {
    if (!world_ || changed_) world_.emplace();
    changed_ = false;
    return *world_;
  }
  Reply call(const Handler& handler, const json::object& request) {
    Reply reply =
        world_->cloud.call(handler.service, handler.action, Parameters(json::serialize(request)));
    changed_ = handler.writes && reply.ok();
    return reply;
  }

 private:
  std::optional<World> world_;
  bool changed_ = false;
};

// Where a request takes an ID: the members that lead there.
using Path = std::vector<const contract::Field*>;

std::string text_of(const Path& path) {
  std::string text;
  for (const contract::Field* field : path) (text += '/') += field->name();
  return text;
}

std::string_view singular(std::string_view name) {
  return name.ends_with('s') ? name.substr(0, name.size() - 1) : name;
}

void find_ids(std::string_view service, const contract::Shape& shape, Path& path,
              std::vector<Path>& found) {
  constexpr size_t kDeepest = 3;
  for (const contract::Field& field : shape.fields) {
    path.push_back(&field);
    std::string_view name = singular(field.name());
    if (field.object && path.size() < kDeepest) find_ids(service, *field.object, path, found);
    if (field.type == contract::FieldType::kString && kind_of_member(service, name)) {
      found.push_back(path);
    } else if (!field.object && name.ends_with("Id")) {
      EXPECT_TRUE(kOtherIds.contains(name)) << name << ": say above what it is the ID of";
    }
    path.pop_back();
  }
}

json::value plain_value(const contract::Field& field) {
  switch (field.type) {
    case contract::FieldType::kString:
      return "a";
    case contract::FieldType::kBool:
      return true;
    case contract::FieldType::kFloat:
      return 1.0;
    default:
      return 1;
  }
}

// The members that an object must have; those that take IDs name Alice's own.
json::object required_members(std::string_view service, const contract::Shape& shape,
                              const Samples& own);

json::value required_value(std::string_view service, const contract::Field& field,
                           const Samples& own) {
  auto kind = kind_of_member(service, singular(field.name()));
  if (auto known = kMembers.find(field.name()); known != kMembers.end())
    return json::parse(known->second);
  json::value value = kind           ? json::value(own.at(*kind))
                      : field.object ? json::value(required_members(service, *field.object, own))
                                     : plain_value(field);
  if (field.list) return json::array{value};
  return value;
}

json::object required_members(std::string_view service, const contract::Shape& shape,
                              const Samples& own) {
  json::object members;
  for (const contract::Field& field : shape.fields)
    if (field.required) members[field.name()] = required_value(service, field, own);
  return members;
}

// The text with $vpc and the like replaced by the IDs of Alice's own.
std::string with_own(std::string text, const World& world) {
  auto replace = [&](const std::string& name, const std::string& id) {
    for (size_t at; (at = text.find(name)) != std::string::npos;) text.replace(at, name.size(), id);
  };
  replace("$rti", world.route);
  for (const auto& [kind, id] : world.own) replace("$" + std::string(prefix_of(kind)), id);
  return text;
}

// A request that names `id` at the end of the path, and what the action needs around it.
json::object request_naming(const Handler& handler, const Path& path, const World& world,
                            const std::string& id) {
  json::object request = required_members(handler.service, handler.request_shape(), world.own);
  if (auto known = kActions.find(handler.action); known != kActions.end()) {
    const json::value more = json::parse(with_own(known->second, world));
    for (const auto& [name, value] : more.as_object()) request[name] = value;
  }
  json::object* object = &request;
  for (const contract::Field* field : path) {
    // One direction in a call, and one peer in a policy.
    if (field->name() == "Egress") object->erase("Ingress");
    if (field->name() == "SecurityGroupId") object->erase("CidrBlock");
    if (field->name() == "SnapshotIds") object->erase("InstanceId");  // an image is of either
    if (field->name() == "NetworkInterfaceId" && handler.action == "AssociateAddress") {
      object->erase("InstanceId");
      (*object)["PrivateIpAddress"] = "10.0.1.20";
    }
    json::value& value = (*object)[field->name()];
    if (field == path.back()) {
      value = field->list ? json::value(json::array{id}) : json::value(id);
      break;
    }
    if (value.is_null()) value = required_value(handler.service, *field, world.own);
    object = field->list ? &value.as_array()[0].as_object() : &value.as_object();
  }
  return request;
}

// The answer without what is each call's own: its RequestId, the ID it named, IDs it made.
std::string answer(const Reply& reply) {
  static const std::regex kIds(
      "\\b(vpc|subnet|rtb|rti|sg|ins|skey|ps|lt|disk|eip|snap|asp|eni|pcx|cdb|cmem|img|clb|lbl|loc|"
      "lbtg|cert)-"
      "[0-9a-z]{8}\\b");
  json::object members = reply.response().value().as_object();
  members.erase("RequestId");
  return std::regex_replace(json::serialize(members), kIds, "$1-*");
}

std::string never_issued(Kind kind) {
  return std::string(prefix_of(kind)) + "-00000000";
}

void expect_strangers_are_nothing(Worlds& worlds, const Handler& handler, const Path& path) {
  Kind kind = *kind_of_member(handler.service, singular(path.back()->name()));
  SCOPED_TRACE(std::string(handler.service) + "." + std::string(handler.action) + text_of(path));
  auto answer_to = [&](auto choose) {
    World& world = worlds.fresh();
    const std::string& id = choose(world);
    return answer(worlds.call(handler, request_naming(handler, path, world, id)));
  };
  if (!worlds.fresh().own.contains(kind)) return;  // nobody can have one yet
  std::string none = answer_to([&](World&) { return never_issued(kind); });
  EXPECT_EQ(answer_to([&](World& world) { return world.of_bob.at(kind); }), none);
  if (scope_of(kind).scope >= Scope::kRegion)
    EXPECT_EQ(answer_to([&](World& world) { return world.in_shanghai.at(kind); }), none);
  // Or else the request was refused before its ID was looked at, and the test shows nothing.
  if (is_looked_up(handler, text_of(path)))
    EXPECT_NE(answer_to([&](World& world) { return world.own.at(kind); }), none)
        << "give it what it needs in kActions";
}

// M-8, M-13
TEST(Strangers, every_action_answers_their_ids_as_if_they_had_never_been_issued) {
  Worlds worlds;
  size_t tried = 0;
  for (std::span<const Handler> group : handlers()) {
    for (const Handler& handler : group) {
      if (handler.operator_only) continue;
      Path path;
      std::vector<Path> ids;
      find_ids(handler.service, handler.request_shape(), path, ids);
      for (const Path& id : ids) expect_strangers_are_nothing(worlds, handler, id);
      tried += ids.size();
    }
  }
  EXPECT_GT(tried, 100u);
}

// M-8, M-13
TEST(Strangers, every_filter_passes_their_ids_over_as_if_they_had_never_been_issued) {
  Worlds worlds;
  World& world = worlds.fresh();
  for (std::span<const Handler> group : handlers()) {
    for (const Handler& handler : group) {
      const contract::Field* filters = contract::find_field(handler.request_shape(), "Filters");
      if (!filters || handler.writes) continue;
      for (auto [name, kind] : {std::pair("vpc-id", Kind::kVpc),
                                {"subnet-id", Kind::kSubnet},
                                {"route-table-id", Kind::kRouteTable},
                                {"security-group-id", Kind::kSecurityGroup},
                                {"instance-id", Kind::kInstance},
                                {"resource-id", Kind::kInstance},
                                {"key-id", Kind::kKeyPair},
                                {"disaster-recover-group-id", Kind::kPlacementGroup}}) {
        auto answer_to = [&](const std::string& id) {
          json::object request =
              required_members(handler.service, handler.request_shape(), world.own);
          request["Filters"] = {{{"Name", name}, {"Values", {id}}}};
          return answer(worlds.call(handler, request));
        };
        std::string none = answer_to(never_issued(kind));
        SCOPED_TRACE(std::string(handler.action) + " by " + name);
        EXPECT_EQ(answer_to(world.of_bob.at(kind)), none);
        if (world.in_shanghai.contains(kind))
          EXPECT_EQ(answer_to(world.in_shanghai.at(kind)), none);
      }
    }
  }
}

// The tag service takes IDs within six-part names: of every kind that carries tags.
Reply tag_it(World& world, Kind kind, const std::string& id) {
  std::string name = six_parts(scope_of(kind).tag_service, scope_of(kind).tag_prefix, id);
  return add_tag(world.cloud.alice(), name, "colour", "red");
}

// M-8, M-13
TEST(Strangers, the_tag_service_answers_their_ids_as_if_they_had_never_been_issued) {
  World world;
  auto refusal = [&](Kind kind, const std::string& id) {
    Reply reply = tag_it(world, kind, id);
    std::string message = reply.message();
    if (size_t at = message.find(id); at != message.npos) message.replace(at, id.size(), "*");
    return reply.code() + " " + message;
  };
  for (const auto& [kind, id] : world.own) {
    const ScopeRow& row = scope_of(kind);
    if (row.tag_prefix.empty()) continue;
    SCOPED_TRACE(row.english);
    tag_it(world, kind, id).expect_ok();  // or it lacks its line in tagged_kinds.cc
    std::string tags = tags_on(world.cloud.alice(), row.tag_service, row.tag_prefix, id);
    EXPECT_NE(tags.find("colour=red"), std::string::npos) << tags;
    std::string none = refusal(kind, never_issued(kind));
    EXPECT_EQ(refusal(kind, world.of_bob.at(kind)), none);
    if (row.scope >= Scope::kRegion) EXPECT_EQ(refusal(kind, world.in_shanghai.at(kind)), none);
  }
}

// M-8, M-13
TEST(Strangers, every_kind_that_a_region_or_the_account_plane_holds_is_tried) {
  World world;
  auto expect_sample = [&](const TableBase* table) {
    if (auto kind = table->kind(); kind && kind != Kind::kAccount)
      EXPECT_TRUE(world.own.contains(*kind)) << scope_of(*kind).english;
  };
  for (const TableBase* table : world.cloud.region().cell.tables()) expect_sample(table);
  for (const TableBase* table : world.cloud.cloud().accounts().cell.tables()) expect_sample(table);
}

}  // namespace
}  // namespace terrane
