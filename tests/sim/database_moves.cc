// Databases and caches.
#include "sim/database_moves.h"

#include "sim/moves.h"
#include "sim/network_moves.h"

namespace terrane::sim {
namespace {

// Names a subnet in which some of them find no address, or none of the zone that was chosen.
bool choose_subnet(Workload& work, const Place& place, boost::json::object& request,
                   const char* vpc, const char* subnet) {
  auto* chosen = work.knowledge().pick(kSubnets, place.account, place.region);
  if (!chosen || !work.chance(60)) return false;
  request[vpc] = chosen->notes.at("vpc");
  request[subnet] = chosen->id;
  return true;
}

std::vector<std::string> ids_of(const boost::json::object& reply) {
  std::vector<std::string> ids;
  for (auto& id : reply.at("InstanceIds").as_array()) ids.emplace_back(id.as_string());
  return ids;
}

void create_database(Workload& work) {
  Place place = any_place(work);
  std::string base = work.knowledge().new_name(place.account) + "_";
  uint64_t count = 1 + work.below(2);
  std::vector<std::string> names;
  for (uint64_t i = 1; i <= count; ++i)
    names.push_back(count == 1 ? base : base + std::to_string(i));
  boost::json::object request{{"GoodsNum", count},
                              {"Memory", work.chance(90) ? 1000 : 1001},
                              {"Volume", 50},
                              {"InstanceName", base},
                              {"DestroyProtect", work.chance(10) ? "on" : "off"}};
  bool names_something = choose_subnet(work, place, request, "UniqVpcId", "UniqSubnetId");
  if (!names_something || work.chance(20)) request["Zone"] = any_zone(work, place.region);
  auto* group = work.knowledge().pick(kSecurityGroups, place.account, place.region);
  if (group && work.chance(50)) {
    request["SecurityGroup"] = {group->id};
    names_something = true;
  }
  if (work.chance(60)) request["ClientToken"] = base;
  bool prepaid = work.chance(20);
  if (prepaid) {  // what ended by itself would be taken for lost
    request["Period"] = 1;
    request["AutoRenewFlag"] = 1;
  }
  ClientCall call = call_to("cdb", prepaid ? "CreateDBInstance" : "CreateDBInstanceHour",
                            names_something ? nearly(work, place) : place, request);
  auto create = [&knowledge = work.knowledge(), call, names] {
    knowledge.create(kDatabases, call, names, ids_of);
  };
  create();
  if (request.contains("ClientToken")) work.may_repeat(create);
}

// It is gone for whoever uses it; later, and perhaps never, it is taken offline.
void isolate_database(Workload& work) {
  Place place = any_place(work);
  auto* database = work.knowledge().pick(kDatabases, place.account, place.region);
  if (!database) return;
  std::string id = database->id;
  work.knowledge().remove(
      kDatabases, call_to("cdb", "IsolateDBInstance", place, {{"InstanceId", id}}), database->name);
  work.may_repeat([&work, place, id] {
    work.call(call_to("cdb", "OfflineIsolatedInstances", place, {{"InstanceIds", {id}}}));
  });
}

void call_on_database(Workload& work, const char* action, boost::json::object parameters,
                      bool listed = false) {
  Place place = any_place(work);
  auto* database = work.knowledge().pick(kDatabases, place.account, place.region);
  if (!database) return;
  if (listed) {
    parameters["InstanceIds"] = {database->id};
  } else {
    parameters["InstanceId"] = database->id;
  }
  work.call(call_to("cdb", action, nearly(work, place), parameters));
}

void upgrade_database(Workload& work) {
  const int kMemories[] = {1000, 2000, 4000};
  call_on_database(
      work, "UpgradeDBInstance",
      {{"Memory", work.pick(kMemories)}, {"Volume", 50}, {"WaitSwitch", work.below(2)}});
}

void set_parameter(Workload& work) {
  boost::json::object parameter{{"Name", "back_log"},
                                {"CurrentValue", std::to_string(work.below(9) * 1000)}};
  call_on_database(work, "ModifyInstanceParam",
                   {{"ParamList", boost::json::array{parameter}}, {"WaitSwitch", work.below(2)}},
                   true);
}

void restart_database(Workload& work) {
  call_on_database(work, "RestartDBInstances", {}, true);
}

void switch_wan(Workload& work) {
  const char* const kActions[] = {"OpenWanService", "CloseWanService"};
  call_on_database(work, work.pick(kActions), {});
}

void protect_database(Workload& work) {
  call_on_database(work, "ModifyInstanceDestroyProtect",
                   {{"DestroyProtect", work.chance(30) ? "on" : "off"}}, true);
}

void create_database_account(Workload& work) {
  boost::json::object account{{"User", "app" + std::to_string(work.below(3))}, {"Host", "%"}};
  call_on_database(work, "CreateAccounts",
                   {{"Accounts", boost::json::array{account}}, {"Password", "Correct1Horse"}});
}

void move_database(Workload& work) {
  Place place = any_place(work);
  auto* database = work.knowledge().pick(kDatabases, place.account, place.region);
  if (!database) return;
  boost::json::object request{{"InstanceId", database->id}, {"DstPort", 4000 + work.below(10)}};
  choose_subnet(work, place, request, "UniqVpcId", "UniqSubnetId");
  work.call(call_to("cdb", "ModifyDBInstanceVipVport", nearly(work, place), request));
}

void change_database_groups(Workload& work) {
  Place place = any_place(work);
  auto* database = work.knowledge().pick(kDatabases, place.account, place.region);
  auto* group = work.knowledge().pick(kSecurityGroups, place.account, place.region);
  if (!database || !group) return;
  ClientCall call =
      work.chance(50) ? call_to("cdb", "ModifyDBInstanceSecurityGroups", nearly(work, place),
                                {{"InstanceId", database->id}, {"SecurityGroupIds", {group->id}}})
                      : call_to("cdb", "DisassociateSecurityGroups", nearly(work, place),
                                {{"InstanceIds", {database->id}}, {"SecurityGroupId", group->id}});
  work.call(call);
}

void create_cache(Workload& work) {
  Place place = any_place(work);
  std::string name = work.knowledge().new_name(place.account);
  boost::json::object request{{"MemoryGiB", 1 + work.below(4)},
                              {"Name", name},
                              {"Zone", any_zone(work, place.region)},
                              {"ClientToken", name}};
  bool names_something = choose_subnet(work, place, request, "VpcId", "SubnetId");
  if (work.chance(20)) {
    request["ChargeType"] = "PREPAID";
    request["Period"] = 1;
    request["RenewFlag"] = "NOTIFY_AND_AUTO_RENEW";
  }
  ClientCall call =
      call_to("terrane", "CreateCache", names_something ? nearly(work, place) : place, request);
  auto create = [&knowledge = work.knowledge(), call, name] {
    knowledge.create(kCaches, call, {name}, id_at("", "CacheId"));
  };
  create();
  work.may_repeat(create);
}

void change_cache(Workload& work) {
  Place place = any_place(work);
  auto* cache = work.knowledge().pick(kCaches, place.account, place.region);
  if (!cache) return;
  work.call(call_to("terrane", "ModifyCache", nearly(work, place),
                    {{"CacheId", cache->id}, {"MemoryGiB", work.below(9)}}));
}

void delete_cache(Workload& work) {
  Place place = any_place(work);
  auto* cache = work.knowledge().pick(kCaches, place.account, place.region);
  if (!cache) return;
  work.knowledge().remove(
      kCaches, call_to("terrane", "DeleteCaches", place, {{"CacheIds", {cache->id}}}), cache->name);
}

constexpr Move kMoves[] = {{"create database", 8, create_database},
                           {"isolate database", 5, isolate_database},
                           {"upgrade database", 3, upgrade_database},
                           {"set parameter", 3, set_parameter},
                           {"restart database", 2, restart_database},
                           {"switch WAN", 2, switch_wan},
                           {"protect database", 1, protect_database},
                           {"create database account", 2, create_database_account},
                           {"move database", 3, move_database},
                           {"change database groups", 3, change_database_groups},
                           {"create cache", 4, create_cache},
                           {"change cache", 2, change_cache},
                           {"delete cache", 3, delete_cache}};

}  // namespace

std::span<const Move> database_moves() {
  return kMoves;
}

}  // namespace terrane::sim
