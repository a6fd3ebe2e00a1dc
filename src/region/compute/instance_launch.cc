#include "region/compute/instance_launch.h"

#include <algorithm>

#include "cell/projects.h"
#include "region/block/disks.h"
#include "region/compute/instance_motion.h"
#include "region/compute/instance_names.h"
#include "region/compute/instance_tags.h"
#include "region/compute/placement_group_rules.h"
#include "region/compute/power.h"
#include "region/network/primary_interface.h"
#include "region/network/security_group_manager.h"

namespace terrane {
namespace {

// What all instances of one call have in common, checked.
struct Plan {
  const Zone& zone;
  const InstanceType& type;
  images::AnyImage image;
  Disks disks;
  Charging charge;
  Internet internet;
  const Subnet& subnet;
  std::vector<Ipv4> addresses;  // empty: any
  std::vector<SecurityGroupId> groups;
  std::vector<KeyPairId> keys;
  const PlacementGroup* placement_group;

  Room room() const { return {type.cores, type.memory_gib, disks.local_gib}; }
};

Result<std::vector<Ipv4>> check_addresses_for(const RegionCell& region, const Subnet& subnet,
                                              const LaunchRequest& request) {
  if (request.addresses.empty()) {
    uint32_t free = region.network.addresses.available(subnet.id);
    if (free < uint64_t(request.min_count.value_or(request.count)))
      return refuse(kSubnetFull, to_text(subnet.id), std::to_string(free),
                    std::to_string(request.count));
    return std::vector<Ipv4>();
  }
  if (int64_t(request.addresses.size()) != request.count)
    return refuse(kAddressesPerInstance, std::to_string(request.addresses.size()),
                  std::to_string(request.count));
  return check_addresses(region, subnet, request.addresses);
}

Result<const PlacementGroup*> check_placement_group(const RegionCell& region, AccountId account,
                                                    const LaunchRequest& request) {
  if (request.placement_groups.empty()) return nullptr;
  if (request.placement_groups.size() > 1) return refuse(kOnePlacementGroup);
  return find_group_to_join(region, account, request.placement_groups[0], uint32_t(request.count));
}

// The project's default group, made if it has none.
Result<const SecurityGroup*> default_group(Change& change, int64_t project) {
  if (auto* group = security_group_manager::find_default(change.region, change.account, project))
    return group;
  return security_group_manager::have_default(change, std::to_string(project));
}

Result<Plan> check(Change& change, const LaunchRequest& request) {
  const RegionCell& region = change.region;
  const Limits& limits = region.catalogue.limits();
  TRY(const Zone* zone, check_zone(region, request.zone));
  TRY(Charging charge, check_charging({request.charge, request.period_months, request.renew_flag},
                                      kInstanceChargingErrors));
  CHECKED(check_count(limits, request, charge.type));
  TRY(const InstanceType* type, check_type(region, *zone, request.type));
  if (request.image.empty()) return refuse(kImageMissing);
  TRY(images::AnyImage image, images::find_to_start(region, change.account, request.image));
  TRY(Disks disks,
      check_disks(region, change.account, image, request.system_disk, request.data_disks));
  TRY(const Subnet* subnet,
      find_subnet(region, change.account, *zone, request.vpc, request.subnet));
  TRY(auto addresses, check_addresses_for(region, *subnet, request));
  TRY(auto groups, find_groups(region, change.account, request.security_groups, kGroupNotFound));
  TRY(Internet internet, check_internet(region, request.internet, charge.type));
  TRY(auto keys, check_login(region, change.account, request.login));
  CHECKED(check_instance_name(request.name));
  CHECKED(check_user_data(request.user_data));
  CHECKED(check_tags(request.tags, limits.tags_per_resource, kCvmTagErrors));
  CHECKED(check_project(region, change.account, request.project));
  TRY(const PlacementGroup* placement_group,
      check_placement_group(region, change.account, request));
  if (groups.empty()) {
    TRY(const SecurityGroup* group, default_group(change, request.project));
    groups.push_back(group->id);
  }
  CHECKED(power::check(region, *zone, kZoneWithoutPower));
  if (region.compute.rooms.find(zone->number)->sold_out()) return refuse(kZoneSoldOut, zone->id);
  CHECKED(check_quota(region, change.account, *zone, charge.type, uint32_t(request.count)));
  return Plan{*zone,
              *type,
              image,
              std::move(disks),
              charge,
              internet,
              *subnet,
              std::move(addresses),
              std::move(groups),
              std::move(keys),
              placement_group};
}

// A system disk and a primary network interface have the number of their instance, so a number is
// one's own among all of these.
InstanceId new_instance_id(RegionCell& region) {
  while (true) {
    InstanceId id = region.cell.new_id(region.compute.instances);
    if (region.network.network_interfaces.find(primary_interface_of(id))) continue;
    if (!region.block->disks.find(DiskId(AnyId::of(Kind::kDisk, id.number())))) return id;
  }
}

// The data disks that an instance is made with.
void add_disks(Change& change, const Instance& instance, const std::vector<Disk>& planned) {
  RegionCell& region = change.region;
  for (Disk disk : planned) {
    disk.id = disks::new_id(region);
    disk.account = change.account;
    disk.sequence = region.cell.next_sequence();
    disk.zone = instance.zone;
    disk.project = instance.project;
    disk.instance = disk.latest_instance = instance.id;
    disk.charge = instance.charge;
    disk.renew = instance.renew;
    disk.expires = instance.expires;
    disk.attached = disk.created = change.now;
    change.transaction.add(region.block->disks, std::move(disk));
  }
}

// One instance of the plan.
Result<const Instance*> add(Change& change, const LaunchRequest& request, const Plan& plan,
                            uint32_t index, Uuid request_id) {
  RegionCell& region = change.region;
  TRY(HostIndex host,
      choose_host(region, plan.zone, plan.room(), plan.type.name, plan.placement_group));
  auto address = plan.addresses.empty() ? region.network.addresses.next_free(plan.subnet.id)
                                        : plan.addresses[index];
  if (!address) return refuse(kSubnetFull, to_text(plan.subnet.id), "0", "1");
  std::optional<Ipv4> public_address;
  if (plan.internet.public_address) {
    public_address = region.network.public_addresses.next_free();
    if (!public_address) return refuse(kNoPublicAddressLeft, region.place().id);
  }
  Instance instance;
  instance.id = new_instance_id(region);
  instance.account = change.account;
  instance.sequence = region.cell.next_sequence();
  instance.zone = plan.zone.number;
  instance.type = InternedText(plan.type.name);
  images::start_from(instance, plan.image);
  instance.subnet = plan.subnet.id;
  if (plan.placement_group) instance.placement_group = plan.placement_group->id;
  instance.name = CompactString(expand_name(request.name, index, uint32_t(request.count)));
  if (!request.host_name.empty()) {
    std::string name = expand_name(request.host_name, index, uint32_t(request.count), *address);
    CHECKED(check_host_name(name));
    instance.host_name = CompactString(name);
  }
  instance.security_groups = CompactList<SecurityGroupId>(plan.groups);
  instance.key_pairs = CompactList<KeyPairId>(plan.keys);
  instance.tags = CompactList<TagPair>(request.tags);
  instance.user_data = request.user_data;
  instance.system_disk = plan.disks.system;
  instance.system_disk.id = DiskId(AnyId::of(Kind::kDisk, instance.id.number()));
  instance.created = change.now;
  if (plan.charge.type == ChargeType::kPrepaid)
    instance.expires = add_months(change.now, plan.charge.months);
  instance.internet_charge = plan.internet.charge;
  instance.address = *address;
  if (public_address) instance.public_address = *public_address;
  instance.host = host.value;
  instance.cores = plan.type.cores;
  instance.memory_gib = plan.type.memory_gib;
  instance.local_disk_gib = plan.disks.local_gib;
  instance.project = uint32_t(request.project);
  instance.bandwidth_mbps = plan.internet.bandwidth_mbps;
  instance.charge = plan.charge.type;
  instance.renew = plan.charge.renew;
  instance.is_protected = request.is_protected;
  instance.latest_request = request_id;
  set_moving(instance, region);
  const Instance& added = change.transaction.add(region.compute.instances, std::move(instance));
  add_disks(change, added, plan.disks.data);
  return &added;
}

}  // namespace

Result<std::vector<const Instance*>> launch(Change& change, const LaunchRequest& request) {
  TRY(Plan plan, check(change, request));
  Uuid request_id = parse_uuid(change.request_id).value_or(Uuid{});
  std::vector<const Instance*> launched;
  launched.reserve(size_t(request.count));
  for (uint32_t index = 0; index < uint64_t(request.count); ++index) {
    auto instance = add(change, request, plan, index, request_id);
    if (instance) {
      launched.push_back(*instance);
      continue;
    }
    if (instance.error().code() != kZoneFull.code) return std::unexpected(instance.error());
    std::string made = std::to_string(launched.size());
    if (!request.min_count)
      return launched.empty() ? std::unexpected(instance.error())
                              : refuse(kZoneFull, plan.zone.id,
                                       std::to_string(request.count - index), plan.type.name);
    if (int64_t(launched.size()) < *request.min_count)
      return refuse(kLessThanMinimum, plan.zone.id, made, std::to_string(*request.min_count));
    break;
  }
  return launched;
}

Result<const Zone*> check_zone(const RegionCell& region, std::string_view id) {
  if (id.empty()) return refuse(kZoneMissing);
  const Zone* zone = region.find_zone(id);
  if (!zone) return refuse(kZoneOfAnotherRegion, id, region.place().id);
  return zone;
}

Result<const InstanceType*> check_type(const RegionCell& region, const Zone& zone,
                                       std::string_view name) {
  const Catalogue& catalogue = region.catalogue;
  if (name.empty()) {
    for (const InstanceType& type : catalogue.instance_types())
      if (catalogue.offers(zone, type)) return &type;
  }
  const InstanceType* type = catalogue.find_instance_type(name);
  if (!type) return refuse(kUnknownType, name);
  if (!catalogue.offers(zone, *type)) return refuse(kTypeNotInZone, zone.id, name);
  return type;
}

Result<void> check_project(const RegionCell& region, AccountId account, int64_t project) {
  return check_project(region.accounts, account, project, kNoSuchProject);
}

Result<void> check_count(const Limits& limits, const LaunchRequest& request, ChargeType charge) {
  int64_t most = charge == ChargeType::kPrepaid ? limits.prepaid_instances_per_call
                                                : limits.instances_per_run_call;
  if (request.count < 1 || request.count > most)
    return refuse(kCountRange, std::to_string(request.count), std::to_string(most));
  if (request.min_count && (*request.min_count < 1 || *request.min_count > request.count))
    return refuse(kMinCountRange, std::to_string(*request.min_count),
                  std::to_string(request.count));
  return {};
}

Result<HostIndex> choose_host(const RegionCell& region, const Zone& zone, const Room& need,
                              std::string_view type, const PlacementGroup* group,
                              const Instance* moving) {
  const ZoneCapacity& capacity = *region.compute.rooms.find(zone.number);
  std::vector<HostIndex> members;
  Spread spread;
  if (group) {
    members = placement_group_rules::member_hosts(region, *group, zone.number, moving);
    spread = {group->level, members, group->affinity};
  }
  auto host = capacity.choose(need, group ? &spread : nullptr);
  if (host) return *host;
  switch (host.error()) {
    case NoRoom::kSoldOut:
      return refuse(kZoneSoldOut, zone.id);
    case NoRoom::kFull:
      return refuse(kZoneFull, zone.id, "1", type);
    case NoRoom::kSpread:
      return refuse(kNoPlaceApart, zone.id, type, to_text(group->id));
  }
  impossible("a host is chosen or refused for a reason");
}

Result<HostIndex> host_for(const RegionCell& region, const Instance& instance, const Room& need) {
  HostIndex own{instance.host};
  if (need == instance.room()) return own;
  CHECKED(power::check(region, instance, kNoRoomWithoutPower));
  const Zone* zone = region.find_zone(instance.zone);
  if (!zone) return refuse(kNoRoomToGrow, std::to_string(instance.zone), to_text(instance.id));
  const Room free = region.compute.rooms.find(instance.zone)->free(own);
  if (need.cores <= free.cores + instance.cores &&
      need.memory_gib <= free.memory_gib + instance.memory_gib &&
      need.local_disk_gib <= free.local_disk_gib + instance.local_disk_gib)
    return own;
  auto host =
      choose_host(region, *zone, need, instance.type,
                  region.compute.placement_groups.find(instance.placement_group), &instance);
  if (!host) return refuse(kNoRoomToGrow, zone->id, to_text(instance.id));
  return *host;
}

Result<const PlacementGroup*> find_group_to_join(const RegionCell& region, AccountId account,
                                                 std::string_view id, uint32_t more) {
  auto parsed = PlacementGroupId::parse(id);
  const PlacementGroup* group = parsed ? region.compute.placement_groups.find(*parsed) : nullptr;
  if (!group || group->account != account) return refuse(kPlacementGroupNotFound, id);
  uint32_t most = members_limit(region.catalogue.limits(), group->level);
  size_t members = region.cell.ledger().count(group->id, Kind::kInstance) + more;
  if (members > most)
    return refuse(kPlacementGroupFull, id, std::to_string(most), std::to_string(members));
  return group;
}

}  // namespace terrane
