#include "region/migration/subnet_move.h"

#include "region/balancer/target_handover.h"
#include "region/compute/instance_motion.h"
#include "region/compute/instance_network_rules.h"
#include "region/migration/waiting_place.h"
#include "region/network/default_network.h"
#include "region/network/subnet_rules.h"

namespace terrane::migration_steps {
namespace {

// Gives the original another place in the private network; what forwards to it goes on to.
void put(Change& change, InstanceId id, SubnetId subnet, Ipv4 address) {
  const Instance& original = *change.region.compute.instances.find(id);
  modify(change, original, InstanceOperation::kModifyVpc, [&](Instance& changed) {
    changed.subnet = subnet;
    changed.address = address;
  });
  target_handover::hand_over(change.region, change.transaction, id, id, address, change.now);
}

// The same range, of the same name, tags and routes, in the new zone.
SubnetId make_like(Change& change, const Subnet& old, uint32_t zone) {
  RegionCell& region = change.region;
  Subnet made = old;
  made.id = region.cell.new_id(region.network.subnets);
  made.sequence = region.cell.next_sequence();
  made.zone = zone;
  made.created = change.now;
  made.is_default = old.is_default && !default_network::find_subnet(region, change.account, zone);
  return change.transaction.add(region.network.subnets, std::move(made)).id;
}

}  // namespace

Result<void> move_subnet(Change& change, const Migration& migration) {
  RegionCell& region = change.region;
  TRY(auto waiting, waiting_place::have(change, migration));
  for (const MovingInstance& moving : migration.instances) {
    const Instance* original = region.compute.instances.find(moving.original);
    if (!original) continue;  // it was reclaimed meanwhile
    auto address = region.network.addresses.next_free(waiting.subnet);
    if (!address) return refuse(kSubnetFull, to_text(waiting.subnet), "0", "1");
    put(change, moving.original, waiting.subnet, *address);
  }
  Subnet old = *region.network.subnets.find(migration.old_subnet);
  CHECKED(subnet_rules::check_deletable(region, old));
  change.transaction.remove(region.network.subnets, SubnetId(old.id));
  std::string stored;
  message_pack::encode(old, stored);
  SubnetId made = make_like(change, old, migration.to_zone);
  change.transaction.change(region.migration->migrations, AnyId(migration.id),
                            [&](Migration& changed) {
                              changed.old_subnet_record = stored;
                              changed.waiting = waiting.subnet;
                              changed.waiting_made = waiting.made;
                              changed.subnet = made;
                            });
  return {};
}

Result<void> move_subnet_back(Change& change, const Migration& migration) {
  RegionCell& region = change.region;
  if (!migration.keeps_addresses || !migration.subnet) return {};
  const Subnet& made = *region.network.subnets.find(migration.subnet);
  CHECKED(subnet_rules::check_deletable(region, made));
  change.transaction.remove(region.network.subnets, SubnetId(migration.subnet));
  Subnet old;
  check(message_pack::decode(migration.old_subnet_record, old), "a stored subnet can be read");
  old.id = migration.old_subnet;
  change.transaction.add(region.network.subnets, std::move(old));
  for (const MovingInstance& moving : migration.instances)
    if (region.compute.instances.find(moving.original))
      put(change, moving.original, migration.old_subnet, moving.address);
  waiting_place::give_up(change, migration);
  change.transaction.change(region.migration->migrations, AnyId(migration.id),
                            [](Migration& changed) {
                              changed.subnet = {};
                              changed.old_subnet_record = {};
                              changed.waiting_made = false;
                            });
  return {};
}

}  // namespace terrane::migration_steps
