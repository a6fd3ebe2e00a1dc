// What a cell derives from its records, computed again from the records alone.
#include <algorithm>

#include "region/balancer/balancer_tables.h"
#include "region/block/block_tables.h"
#include "region/cache/cache_tables.h"
#include "region/charging/charging_tables.h"
#include "region/database/database_tables.h"
#include "region/image/image_tables.h"
#include "region/migration/migration_tables.h"
#include "sim/checkers.h"

namespace terrane::sim {
namespace {

// Calls visit(table) for every table of the region that is not the account plane's or bookkeeping.
template <class Visit>
void each_table(const RegionCell& region, Visit visit) {
  const NetworkTables& network = region.network;
  visit(network.accounts);
  visit(network.vpcs);
  visit(network.subnets);
  visit(network.route_tables);
  visit(network.security_groups);
  visit(network.elastic_addresses);
  visit(network.account_addresses);
  visit(network.network_interfaces);
  visit(network.peering_connections);
  const ComputeTables& compute = region.compute;
  visit(compute.zone_stocks);
  visit(compute.placement_groups);
  visit(compute.launch_templates);
  visit(compute.instances);
  const BlockTables& block = *region.block;
  visit(block.disks);
  visit(block.tasks);
  visit(block.snapshots);
  visit(block.policies);
  visit(block.system_disk_tags);
  visit(region.balancer->load_balancers);
  visit(region.balancer->listeners);
  visit(region.balancer->rules);
  visit(region.balancer->target_groups);
  visit(region.balancer->tasks.table());
  visit(region.image->images);
  visit(region.image->copies);
  visit(region.image->arrivals);
  visit(region.database->databases);
  visit(region.database->requests);
  visit(region.cache->caches);
  visit(region.charging->metering.charges());
  visit(region.migration->migrations);
}

// Names of tables that each_table() leaves out, and may.
constexpr std::string_view kOthers[] = {
    "account",       "access-key",         "key-pair", "certificate",   "tag-key",
    "project",       "first-answer",       "letter",   "correspondent", "fault",
    "product-offer", "zone-access-ticket", "migration"};

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

void TagIndexesAreExact::stepped(const ClientCall*) {
  using Carried = std::set<std::tuple<AccountId, std::string, std::string, AnyId>>;
  auto compare = [&](std::string_view cell, const Carried& stored, const TagIndex& index) {
    Carried recorded;
    std::set<std::pair<AccountId, AnyId>> tagged;
    index.each([&](AccountId account, const std::string& key, const std::string& value, AnyId id) {
      recorded.emplace(account, key, value, id);
      tagged.emplace(account, id);
    });
    if (stored != recorded)
      world_.complain("the index of tags in " + std::string(cell) + " holds " +
                      std::to_string(recorded.size()) + " tags, and not the " +
                      std::to_string(stored.size()) + " that the records carry");
    for (const auto& [account, id] : tagged)
      if (!index.tagged_of(account).contains(id))
        world_.complain("the index of tags does not know " + to_text(id));
  };
  auto note_carried = [](Carried& stored, const auto& table) {
    table.each([&](const auto& record) {
      if constexpr (requires { record.tags; })
        for (const TagPair& tag : record.tags)
          stored.emplace(record.account, tag.key, tag.value, record.id);
    });
  };
  each_changed_region(world_, history_, [&](const RegionCell& region) {
    Carried stored;
    each_table(region, [&](const auto& table) { note_carried(stored, table); });
    compare(region.cell.name(), stored, region.tags);
  });
  if (!world_.open_cells().contains("account") || !history_.changed("account")) return;
  const AccountCell& plane = world_.cloud().accounts();
  Carried stored;
  note_carried(stored, plane.tables.key_pairs);
  note_carried(stored, plane.tables.certificates);
  compare("the account plane", stored, plane.tags);
}

void AddressesAreUnique::stepped(const ClientCall*) {
  each_changed_region(world_, history_, [&](const RegionCell& region) {
    check_subnets(region);
    check_private_addresses(region);
    check_public_addresses(region);
  });
}

void AddressesAreUnique::check_subnets(const RegionCell& region) {
  std::map<VpcId, std::vector<const Subnet*>> by_vpc;
  region.network.subnets.each([&](const Subnet& subnet) { by_vpc[subnet.vpc].push_back(&subnet); });
  for (auto& [vpc_id, subnets] : by_vpc) {
    const Vpc* vpc = region.network.vpcs.find(vpc_id);
    if (!vpc) return world_.complain("the VPC " + to_text(vpc_id) + " of a subnet is gone");
    for (const Subnet* subnet : subnets) {
      bool inside = vpc->cidr.contains(subnet->cidr);
      for (Cidr range : vpc->assistant_cidrs) inside |= range.contains(subnet->cidr);
      if (!inside) world_.complain(to_text(subnet->id) + " lies outside its VPC");
      for (const Subnet* other : subnets)
        if (subnet != other && subnet->cidr.overlaps(other->cidr))
          world_.complain("subnets of one VPC overlap: " + to_text(subnet->id) + " and " +
                          to_text(other->id));
    }
  }
}

void AddressesAreUnique::check_private_addresses(const RegionCell& region) {
  std::map<std::pair<SubnetId, Ipv4>, AnyId> owners;
  std::map<SubnetId, uint32_t> counts;
  const AddressIndex& index = region.network.addresses;
  auto note = [&](const Subnet& subnet, Ipv4 address, AnyId owner) {
    if (!subnet.cidr.contains(address) || AddressIndex::reserved(subnet.cidr, address))
      world_.complain(to_text(owner) +
                      " has an address its subnet may not give: " + to_text(address));
    auto [first, is_first] = owners.emplace(std::pair(subnet.id, address), owner);
    if (!is_first)
      world_.complain(to_text(owner) + " and " + to_text(first->second) + " both have " +
                      to_text(address));
    if (index.owner(subnet.id, address) != owner)
      world_.complain("the index of addresses does not know " + to_text(owner));
    ++counts[subnet.id];
  };
  auto look_at = [&](const auto& holder) {  // an instance, a database, a cache
    const Subnet* subnet = region.network.subnets.find(holder.subnet);
    if (!subnet) return world_.complain("the subnet of " + to_text(holder.id) + " is gone");
    if (subnet->zone != holder.zone || subnet->account != holder.account)
      world_.complain(to_text(holder.id) + " is in a subnet of another zone or account");
    note(*subnet, holder.address, holder.id);
  };
  region.compute.instances.each(look_at);
  region.database->databases.each(look_at);
  region.cache->caches.each(look_at);
  region.balancer->load_balancers.each([&](const LoadBalancer& balancer) {
    if (!balancer.internal) return;
    const Subnet* subnet = region.network.subnets.find(balancer.subnet);
    if (!subnet) return world_.complain("the subnet of " + to_text(balancer.id) + " is gone");
    note(*subnet, balancer.address, balancer.id);
  });
  region.network.network_interfaces.each([&](const NetworkInterface& interface) {
    check_interface(region, interface);
    const Subnet* subnet = region.network.subnets.find(interface.subnet);
    if (!subnet && interface.addresses.empty()) return;
    if (!subnet) return world_.complain("the subnet of " + to_text(interface.id) + " is gone");
    for (const InterfaceAddress& held : interface.addresses)
      note(*subnet, held.address, interface.id);
  });
  region.network.subnets.each([&](const Subnet& subnet) {
    if (index.taken(subnet.id) != counts[subnet.id])
      world_.complain("of " + to_text(subnet.id) + " the index says " +
                      std::to_string(index.taken(subnet.id)) + " addresses are taken, not " +
                      std::to_string(counts[subnet.id]));
  });
}

// It is where the instance is that it is attached to.
void AddressesAreUnique::check_interface(const RegionCell& region,
                                         const NetworkInterface& interface) {
  if (!interface.instance) {
    if (interface.is_primary) world_.complain(to_text(interface.id) + " is nobody's primary one");
    return;
  }
  const Instance* instance = region.compute.instances.find(interface.instance);
  if (!instance || instance->account != interface.account)
    return world_.complain("the instance of " + to_text(interface.id) + " is gone");
  if (interface.is_primary) {
    if (!interface.addresses.empty() && interface.subnet != instance->subnet)
      world_.complain(to_text(interface.id) + " has addresses of another subnet");
    return;
  }
  const Subnet* own = region.network.subnets.find(interface.subnet);
  const Subnet* its = region.network.subnets.find(instance->subnet);
  if (!own || !its || own->zone != instance->zone || own->vpc != its->vpc)
    world_.complain(to_text(interface.id) + " is attached to an instance of another zone or VPC");
}

void AddressesAreUnique::check_public_addresses(const RegionCell& region) {
  std::map<Ipv4, InstanceId> owners;
  const PublicAddresses& index = region.network.public_addresses;
  region.compute.instances.each([&](const Instance& instance) {
    if (!instance.public_address.is_set()) return;
    auto [owner, is_first] = owners.emplace(instance.public_address, instance.id);
    if (!is_first)
      world_.complain(to_text(instance.id) + " and " + to_text(owner->second) +
                      " both have the public address " + to_text(instance.public_address));
    if (!index.range().contains(instance.public_address) ||
        index.owner(instance.public_address) != AnyId(instance.id))
      world_.complain("the index of public addresses does not know " + to_text(instance.id));
  });
  region.network.elastic_addresses.each([&](const Address& address) {
    if (index.owner(address.public_address) != AnyId(address.id))
      world_.complain("the index of public addresses does not know " + to_text(address.id));
  });
  size_t in_use = owners.size() + region.network.elastic_addresses.size();
  region.balancer->load_balancers.each([&](const LoadBalancer& balancer) {
    if (balancer.internal) return;
    ++in_use;
    if (index.owner(balancer.address) != AnyId(balancer.id))
      world_.complain("the index of public addresses does not know " + to_text(balancer.id));
  });
  if (index.taken() != in_use)
    world_.complain("public addresses leaked: " + std::to_string(index.taken()) +
                    " are taken, but " + std::to_string(in_use) + " in use");
}

void CapacityIsExact::stepped(const ClientCall*) {
  each_changed_region(world_, history_, [&](const RegionCell& region) {
    std::map<std::pair<uint32_t, uint32_t>, Room> used;  // by zone and host
    region.compute.instances.each([&](const Instance& instance) {
      Room& room = used[{instance.zone, instance.host}];
      room.cores += instance.cores;
      room.memory_gib += instance.memory_gib;
      room.local_disk_gib += instance.local_disk_gib;
    });
    for (ZoneIndex index : region.place().zones) {
      const Zone& zone = region.catalogue.zone(index);
      const ZoneCapacity& capacity = *region.compute.rooms.find(zone.number);
      for (uint32_t host = 0; host < capacity.host_count(); ++host) {
        Room taken = used[{zone.number, host}], free = capacity.free({host});
        if (taken.cores > zone.hosts.cores || taken.memory_gib > zone.hosts.memory_gib ||
            taken.local_disk_gib > zone.hosts.local_disk_gib)
          world_.complain("host " + std::to_string(host) + " of " + zone.id + " holds too much");
        if (free != Room{zone.hosts.cores - taken.cores, zone.hosts.memory_gib - taken.memory_gib,
                         zone.hosts.local_disk_gib - taken.local_disk_gib})
          world_.complain("host " + std::to_string(host) + " of " + zone.id + " has " +
                          std::to_string(taken.cores) + " cores in use, yet " +
                          std::to_string(free.cores) + " free");
      }
    }
    check_placement_groups(region);
  });
}

void CapacityIsExact::check_placement_groups(const RegionCell& region) {
  std::map<std::tuple<PlacementGroupId, uint32_t, uint32_t>, uint32_t> together;
  region.compute.instances.each([&](const Instance& instance) {
    if (!instance.placement_group) return;
    const PlacementGroup* group = region.compute.placement_groups.find(instance.placement_group);
    if (!group)
      return world_.complain("the placement group of " + to_text(instance.id) + " is gone");
    const ZoneCapacity& capacity = *region.compute.rooms.find(instance.zone);
    HostIndex host{instance.host};
    uint32_t unit = group->level == SpreadLevel::kHost     ? host.value
                    : group->level == SpreadLevel::kSwitch ? capacity.switch_of(host)
                                                           : capacity.rack_of(host);
    if (++together[{group->id, instance.zone, unit}] > group->affinity)
      world_.complain(to_text(group->id) + " has more instances together than it may");
  });
}

}  // namespace terrane::sim
