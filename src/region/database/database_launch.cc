#include "region/database/database_launch.h"

#include <algorithm>

#include "base/text.h"
#include "cell/projects.h"
#include "region/compute/zone_stock_manager.h"
#include "region/database/database_account_rules.h"
#include "region/database/database_tables.h"
#include "region/database/database_tasks.h"
#include "region/database/password_digest.h"
#include "region/tags.h"

namespace terrane {
namespace {

using namespace database_rules;

// With the code that the actions document. An error refers to its kind for as long as it is told,
// so these stay.
const TagErrors& tag_errors() {
  static const TagErrors errors = [] {
    TagErrors documented = kVpcTagErrors;
    for (ErrorKind* error : {&documented.key_length, &documented.reserved_key,
                             &documented.value_length, &documented.key_twice, &documented.too_many})
      error->code = "InvalidParameter";
    return documented;
  }();
  return errors;
}

// What all databases of one call have in common, checked.
struct Plan {
  const Zone& zone;
  DatabaseShape shape;
  const Subnet& subnet;
  std::vector<Ipv4> addresses;  // empty: any
  uint32_t port;
  std::vector<SecurityGroupId> groups;
  ParameterValues parameters;
  int months;
  RenewFlag renew;
};

Result<const Zone*> choose_zone(const RegionCell& region, AccountId account,
                                const NewDatabases& wanted) {
  if (!wanted.zone.empty()) return check_zone(region, wanted.zone);
  auto id = SubnetId::parse(wanted.subnet);
  const Subnet* subnet = id ? region.network.subnets.find(*id) : nullptr;
  if (subnet && subnet->account == account) return region.find_zone(subnet->zone);
  const Zone* first = nullptr;
  for (ZoneIndex index : region.place().zones) {
    const Zone& zone = region.catalogue.zone(index);
    if (!first) first = &zone;
    if (zone_stock_manager::sells(region, zone)) return &zone;
  }
  return first;
}

// Every zone in which it will have a node.
Result<void> check_stocks(const RegionCell& region, const Zone& zone, const DatabaseShape& shape) {
  CHECKED(check_stock(region, zone));
  for (uint32_t number : {shape.slave_zone, shape.backup_zone})
    if (number) CHECKED(check_stock(region, *region.find_zone(number)));
  return {};
}

Result<std::vector<Ipv4>> check_addresses(const RegionCell& region, const Subnet& subnet,
                                          const NewDatabases& wanted) {
  std::vector<Ipv4> addresses;
  if (wanted.addresses.empty()) return addresses;
  if (int64_t(wanted.addresses.size()) != wanted.count)
    return refuse(kAddressCount, std::to_string(wanted.addresses.size()),
                  std::to_string(wanted.count));
  for (std::string_view text : wanted.addresses) {
    TRY(Ipv4 address, check_address(region, subnet, text));
    if (std::ranges::find(addresses, address) != addresses.end())
      return refuse(kAddressTaken, text, to_text(subnet.id));
    addresses.push_back(address);
  }
  return addresses;
}

Result<ParameterValues> first_parameters(const DatabaseOffers& offers, std::string_view version,
                                         const NewDatabases& wanted) {
  CHECKED(check_parameters(offers, version, wanted.parameters, true, kNewParameterErrors));
  ParameterValues values;
  if (wanted.performance) values = performance_parameters(offers, version);
  set_parameters(offers, version, wanted.parameters, values);
  return values;
}

Result<Plan> check(const RegionCell& region, AccountId account, const NewDatabases& wanted) {
  const Catalogue& catalogue = region.catalogue;
  TRY(const Zone* zone, choose_zone(region, account, wanted));
  TRY(DatabaseShape shape, check_shape(region, *zone, wanted.shape));
  TRY(const Subnet* subnet, find_subnet(region, account, *zone, wanted.vpc, wanted.subnet));
  CHECKED(check_quota(region, account, wanted.count));
  TRY(auto addresses, check_addresses(region, *subnet, wanted));
  TRY(uint32_t port, check_port(wanted.port));
  TRY(auto groups, find_groups(region, account, wanted.security_groups));
  if (count_characters(wanted.name) > kNameLimit)
    return refuse(kNameLength, std::to_string(kNameLimit));
  CHECKED(check_project(region.accounts, account, wanted.project, kNoSuchProject));
  if (!wanted.password.empty()) CHECKED(check_password(wanted.password));
  TRY(auto parameters, first_parameters(catalogue.databases(), shape.version, wanted));
  CHECKED(check_tags(wanted.tags, catalogue.limits().tags_per_resource, tag_errors()));
  int months = 0;
  RenewFlag renew = RenewFlag::kNotifyAndManual;
  if (wanted.charge == ChargeType::kPrepaid) {
    TRY(months, check_period(wanted.months));
    TRY(renew, check_renew_flag("AutoRenewFlag", wanted.renew_flag));
  }
  CHECKED(check_stocks(region, *zone, shape));
  return Plan{
      *zone,  shape, *subnet, std::move(addresses), port, std::move(groups), std::move(parameters),
      months, renew};
}

std::string name_of(const NewDatabases& wanted, DatabaseId id, int64_t index) {
  if (wanted.name.empty()) return to_text(id);
  std::string name(wanted.name);
  if (wanted.count > 1) name += std::to_string(index + 1);
  return name;
}

DatabaseAccount root_with(std::string_view password, Time now) {
  return {.user = std::string(database_account_rules::kRoot),
          .host = std::string(database_account_rules::kAnyHost),
          .password = password.empty() ? "" : password_digest(password),
          .notes = "",
          .modified = now,
          .password_modified = now};
}

Result<const Database*> add(Change& change, const NewDatabases& wanted, const Plan& plan,
                            int64_t index) {
  RegionCell& region = change.region;
  auto address = plan.addresses.empty() ? region.network.addresses.next_free(plan.subnet.id)
                                        : plan.addresses[size_t(index)];
  if (!address) return refuse(kSubnetFull, to_text(plan.subnet.id));
  auto& table = region.database->databases;
  DatabaseId id = region.cell.new_id(table);
  bool prepaid = wanted.charge == ChargeType::kPrepaid;
  const Database& made = change.transaction.add(
      table, Database{.id = id,
                      .account = change.account,
                      .sequence = region.cell.next_sequence(),
                      .name = name_of(wanted, id, index),
                      .zone = plan.zone.number,
                      .vpc = plan.subnet.vpc,
                      .subnet = plan.subnet.id,
                      .address = *address,
                      .port = plan.port,
                      .project = wanted.project,
                      .shape = plan.shape,
                      .work = begin_work(change.now, region.catalogue.durations().database),
                      .security_groups = plan.groups,
                      .accounts = {root_with(wanted.password, change.now)},
                      .parameters = plan.parameters,
                      .is_protected = wanted.is_protected,
                      .charge = wanted.charge,
                      .renew = plan.renew,
                      .expires = prepaid ? add_months(change.now, plan.months) : Time{},
                      .created = change.now,
                      .tags = wanted.tags});
  if (!made.work.under_way()) database_tasks::move(change, made, DatabaseTrigger::kDelivered);
  return &made;
}

}  // namespace

Result<std::vector<const Database*>> launch(Change& change, const NewDatabases& wanted) {
  TRY(Plan plan, check(change.region, change.account, wanted));
  std::vector<const Database*> made;
  for (int64_t i = 0; i < wanted.count; ++i) {
    TRY(const Database* database, add(change, wanted, plan, i));
    made.push_back(database);
  }
  return made;
}

}  // namespace terrane
