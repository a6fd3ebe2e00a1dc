#include "drill/topology.h"

#include <functional>

namespace terrane::drill {
namespace {

namespace json = boost::json;

constexpr std::string_view kImage = "img-487zeit5";
constexpr std::string_view kInstanceType = "S5.SMALL1";

std::string dollar(std::string_view name) {
  return "$" + std::string(name);
}

class Topology {
 public:
  Topology(DrillNames& names, Drill& drill) : names_(names), drill_(drill) {}

  void account(const std::string& name, TomlTable& table) {
    drill_.accounts[name] = table.flag("operator");
    names_.add_account(name);
  }

  void vpc(const std::string& name, TomlTable& table) {
    Declared made = here("vpc", table, table.text("region"));
    made.range = table.text("cidr");
    add(table, made, "vpc", "CreateVpc", {{"VpcName", name}, {"CidrBlock", made.range}},
        {{name, "Vpc.VpcId"}});
    names_.declare(table, name, made);
  }

  void subnet(const std::string& name, TomlTable& table) {
    const Declared* vpc = names_.named(table, "vpc", "vpc");
    std::string zone = table.text("zone"), range = table.text("cidr");
    if (!vpc) return;
    Declared made{.kind = "subnet", .region = vpc->region, .account = vpc->account};
    made.vpc = table.text("vpc");
    names_.region(table, "zone", zone);
    add(table, made, "vpc", "CreateSubnet",
        {{"VpcId", dollar(made.vpc)}, {"SubnetName", name}, {"CidrBlock", range}, {"Zone", zone}},
        {{name, "Subnet.SubnetId"}});
    names_.declare(table, name, made);
  }

  // Between two VPCs of one account or two, with the routes that lead over it on both sides.
  void peering(const std::string& name, TomlTable& table) {
    const Declared *from = names_.named(table, "from", "vpc"),
                   *to = names_.named(table, "to", "vpc");
    if (!from || !to) return;
    Declared made{.kind = "peering", .region = from->region, .account = from->account};
    std::string source = table.text("from"), target = table.text("to");
    add(table, made, "vpc", "CreateVpcPeeringConnection",
        {{"SourceVpcId", dollar(source)},
         {"DestinationVpcId", dollar(target)},
         {"DestinationUin", dollar("account." + to->account)},
         {"DestinationRegion", to->region},
         {"PeeringConnectionName", name}},
        {{name, "PeeringConnectionId"}});
    names_.declare(table, name, made);
    if (from->account != to->account)
      add(table, *to, "vpc", "AcceptVpcPeeringConnection", {{"PeeringConnectionId", dollar(name)}});
    add_route(table, *from, source, to->range, name);
    add_route(table, *to, target, from->range, name);
  }

  void instance(const std::string& name, TomlTable& table) {
    std::string zone = table.text("zone");
    Declared made = here("instance", table, zone, "zone");
    made.count = unsigned(table.optional_integer("count", 1, 100).value_or(1));
    json::object request{{"InstanceName", name},
                         {"InstanceCount", made.count},
                         {"Placement", {{"Zone", zone}}},
                         {"ImageId", table.text_or("image", kImage)},
                         {"InstanceType", table.text_or("type", kInstanceType)}};
    put_in_subnet(table, request, made);
    if (table.flag("public"))
      request["InternetAccessible"] = {{"PublicIpAssigned", true}, {"InternetMaxBandwidthOut", 10}};
    add(table, made, "cvm", "RunInstances", request, {{name, "InstanceIdSet"}});
    drill_.setup.back().wait = drill_.instances_take;  // what comes next may need it up
    names_.declare(table, name, made);
  }

  void database(const std::string& name, TomlTable& table) {
    std::string zone = table.text("zone");
    Declared made = here("database", table, zone, "zone");
    json::object request{
        {"GoodsNum", 1}, {"Memory", 1000}, {"Volume", 50}, {"Zone", zone}, {"InstanceName", name}};
    if (const Declared* subnet = subnet_of(table)) {
      request["UniqVpcId"] = dollar(subnet->vpc);
      request["UniqSubnetId"] = dollar(table.text("subnet"));
      made.account = subnet->account;
    }
    made.port = 3306;
    add(table, made, "cdb", "CreateDBInstanceHour", request, {{name, "InstanceIds"}});
    names_.declare(table, name, made);
  }

  void image(const std::string& name, TomlTable& table) {
    const Declared* of = names_.named(table, "of", "instance");
    if (!of) return;
    Declared made{.kind = "image", .region = of->region, .account = of->account};
    add(table, made, "cvm", "CreateImage",
        {{"InstanceId", dollar(table.text("of"))}, {"ImageName", name}}, {{name, "ImageId"}});
    names_.declare(table, name, made);
  }

  void balancer(const std::string& name, TomlTable& table) {
    Declared made{.kind = "balancer"};
    json::object request{{"LoadBalancerType", "OPEN"}, {"LoadBalancerName", name}};
    if (table.has("vpc")) {
      if (const Declared* vpc = names_.named(table, "vpc", "vpc")) {
        made.region = vpc->region;
        made.account = vpc->account;
        request["VpcId"] = dollar(table.text("vpc"));
      }
    } else {
      made = here("balancer", table, table.text("region"));
    }
    if (table.has("zone")) request["MasterZoneId"] = table.text("zone");
    if (table.has("backup_zone")) request["SlaveZoneId"] = table.text("backup_zone");
    made.port = uint16_t(table.optional_integer("port", 1, 65535).value_or(80));
    names_.declare(table, name, made);
    add(table, made, "clb", "CreateLoadBalancer", request, {{name + ".task", "RequestId"}});
    add(table, made, "clb", "DescribeTaskStatus", {{"TaskId", dollar(name + ".task")}},
        {{name, "LoadBalancerIds"}});
    add_listener(name, table, made);
    register_targets(name, table, made);
  }

  void address(const std::string& name, TomlTable& table) {
    Declared made{.kind = "address"};
    const Declared* holder = table.has("to") ? names_.named(table, "to", "instance") : nullptr;
    if (holder) {
      made.region = holder->region;
      made.account = holder->account;
    } else {
      made = here("address", table, table.text("region"));
    }
    add(table, made, "vpc", "AllocateAddresses", {{"AddressName", name}}, {{name, "AddressSet"}});
    names_.declare(table, name, made);
    if (holder)
      add(table, made, "vpc", "AssociateAddress",
          {{"AddressId", dollar(name)}, {"InstanceId", dollar(table.text("to"))}});
  }

 private:
  Declared here(std::string_view kind, TomlTable& table, std::string_view place,
                std::string_view key = "region") {
    return {
        .kind = kind, .region = names_.region(table, key, place), .account = names_.account(table)};
  }

  void add(const TomlTable& table, const Declared& made, std::string_view service,
           std::string_view action, const json::object& parameters, std::vector<Saved> saves = {}) {
    ApiRequest request{.service = std::string(service), .action = std::string(action)};
    request.region = made.region;
    request.account = made.account;
    request.parameters = json::serialize(parameters);
    request.saves = std::move(saves);
    request.line = table.line();
    drill_.setup.push_back(std::move(request));
  }

  const Declared* subnet_of(TomlTable& table) {
    return table.has("subnet") ? names_.named(table, "subnet", "subnet") : nullptr;
  }

  void put_in_subnet(TomlTable& table, json::object& request, Declared& made) {
    const Declared* subnet = subnet_of(table);
    if (!subnet) return;
    made.account = subnet->account;
    request["VirtualPrivateCloud"] = {{"VpcId", dollar(subnet->vpc)},
                                      {"SubnetId", dollar(table.text("subnet"))}};
  }

  void add_route(const TomlTable& table, const Declared& vpc, const std::string& name,
                 const std::string& range, const std::string& peering) {
    std::string routes = name + ".routes";
    json::array filters{{{"Name", "vpc-id"}, {"Values", json::array{dollar(name)}}},
                        {{"Name", "association.main"}, {"Values", json::array{"true"}}}};
    add(table, vpc, "vpc", "DescribeRouteTables", {{"Filters", filters}},
        {{routes, "RouteTableSet.0.RouteTableId"}});
    json::array added{{{"DestinationCidrBlock", range},
                       {"GatewayType", "PEERCONNECTION"},
                       {"GatewayId", dollar(peering)}}};
    add(table, vpc, "vpc", "CreateRoutes", {{"RouteTableId", dollar(routes)}, {"Routes", added}});
  }

  void add_listener(const std::string& name, TomlTable& table, const Declared& made) {
    json::object check;
    if (auto told = table.table("check")) {
      auto take = [&](const char* key, const char* parameter, int64_t least, int64_t most) {
        if (auto value = told->optional_integer(key, least, most)) check[parameter] = *value;
      };
      take("seconds", "IntervalTime", 2, 300);
      take("timeout", "TimeOut", 2, 60);
      take("healthy_after", "HealthNum", 2, 10);
      take("unhealthy_after", "UnHealthNum", 2, 10);
      told->finish();
    }
    json::object request{{"LoadBalancerId", dollar(name)},
                         {"Ports", json::array{made.port}},
                         {"Protocol", table.text_or("protocol", "TCP")}};
    if (!check.empty()) request["HealthCheck"] = check;
    add(table, made, "clb", "CreateListener", request, {{name + ".listener", "ListenerIds"}});
    names_.declare(table, name + ".listener",
                   {.kind = "listener", .region = made.region, .account = made.account});
  }

  void register_targets(const std::string& name, TomlTable& table, const Declared& made) {
    auto port = table.optional_integer("target_port", 1, 65535).value_or(made.port);
    json::array targets;
    for (const std::string& target : table.texts("targets")) {
      const Declared* group = names_.named(table, "targets", target, "instance");
      for (unsigned i = 1; group && i <= group->count; ++i) {
        std::string one = group->count == 1 ? target : target + "-" + std::to_string(i);
        targets.push_back({{"InstanceId", dollar(one)}, {"Port", port}});
      }
    }
    if (targets.empty()) return;
    add(table, made, "clb", "RegisterTargets",
        {{"LoadBalancerId", dollar(name)},
         {"ListenerId", dollar(name + ".listener")},
         {"Targets", targets}});
  }

  DrillNames& names_;
  Drill& drill_;
};

}  // namespace

void read_topology(TomlTable& root, DrillNames& names, Drill& drill) {
  Topology topology(names, drill);
  using Read = void (Topology::*)(const std::string&, TomlTable&);
  for (auto [kind, read] : {std::pair<const char*, Read>{"account", &Topology::account},
                            {"vpc", &Topology::vpc},
                            {"subnet", &Topology::subnet},
                            {"peering", &Topology::peering},
                            {"instance", &Topology::instance},
                            {"database", &Topology::database},
                            {"image", &Topology::image},
                            {"balancer", &Topology::balancer},
                            {"address", &Topology::address}})
    for (auto& [name, table] : root.named_tables(kind)) {
      (topology.*read)(name, table);
      table.finish();
    }
  for (TomlTable& table : root.tables("call")) {
    drill.setup.push_back(names.call(table));
    table.finish();
  }
}

}  // namespace terrane::drill
