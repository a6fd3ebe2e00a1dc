// What a cell derives from its records, computed again from the records alone.
#include <algorithm>

#include "sim/checkers.h"

namespace terrane::sim {
namespace {

// Calls visit(table) for every table of the region that is not the account plane's or bookkeeping.
template <class Visit>
void each_table(const RegionCell& region, Visit visit) {
  const NetworkTables& network = region.network;
  visit(network.vpcs);
  visit(network.subnets);
  visit(network.route_tables);
  visit(network.security_groups);
}

// Names of tables that each_table() leaves out, and may.
constexpr std::string_view kOthers[] = {"account", "access-key", "key-pair", "first-answer"};

using References = std::set<std::pair<AnyId, AnyId>>;

std::string to_words(const References& some) {
  std::string words;
  for (auto& [referrer, target] : some) words += " " + to_text(referrer) + "→" + to_text(target);
  return words;
}

References only_in(const References& one, const References& other) {
  References difference;
  std::set_difference(one.begin(), one.end(), other.begin(), other.end(),
                      std::inserter(difference, difference.end()));
  return difference;
}

// Open regions whose records changed in the last step.
template <class Visit>
void each_changed_region(World& world, const History& history, Visit visit) {
  for (auto& [name, open] : world.open_cells())
    if (open.region && history.changed(name)) visit(*open.region);
}

}  // namespace

void LedgerIsExact::stepped(const ClientCall*) {
  each_changed_region(world_, history_, [&](const RegionCell& region) {
    References stored, recorded;
    std::set<std::string_view> looked_at(std::begin(kOthers), std::end(kOthers));
    each_table(region, [&]<class T>(const Table<T>& table) {
      looked_at.insert(table.name());
      if constexpr (Refers<T>)
        table.each([&](const T& record) {
          record.references([&](AnyId target) {
            if (target) stored.emplace(record.id, target);
          });
        });
    });
    for (const TableBase* table : region.cell.tables())
      check(looked_at.contains(table->name()), "the simulation looks at every table");
    region.cell.ledger().each(
        [&](AnyId referrer, AnyId target) { recorded.emplace(referrer, target); });
    if (stored != recorded)
      world_.complain("the ledger of " + region.cell.name() + " lacks" +
                      to_words(only_in(stored, recorded)) + " and has in excess" +
                      to_words(only_in(recorded, stored)));
  });
}

void AddressesAreUnique::stepped(const ClientCall*) {
  each_changed_region(world_, history_, [&](const RegionCell& region) {
    const NetworkTables& network = region.network;
    std::map<VpcId, std::vector<const Subnet*>> by_vpc;
    network.subnets.each([&](const Subnet& subnet) { by_vpc[subnet.vpc].push_back(&subnet); });
    for (auto& [vpc_id, subnets] : by_vpc) {
      const Vpc* vpc = network.vpcs.find(vpc_id);
      if (!vpc) return world_.complain("a subnet's VPC " + to_text(AnyId(vpc_id)) + " is gone");
      for (const Subnet* subnet : subnets)
        for (const Subnet* other : subnets)
          if (subnet != other && subnet->cidr.overlaps(other->cidr))
            world_.complain("subnets of one VPC overlap: " + to_text(AnyId(subnet->id)) + " and " +
                            to_text(AnyId(other->id)));
    }
  });
}

}  // namespace terrane::sim
