// Disks as they are listed: data disks, and the system disks of instances (M-31).
#include <algorithm>

#include "actions/cbs/cbs_service.h"
#include "actions/cbs/disk_view.h"
#include "actions/convert.h"
#include "actions/filters.h"
#include "region/block/disk_manager.h"
#include "region/block/snapshot_rules.h"

namespace terrane {
namespace {

namespace api = contract::cbs;

const Instance* instance_of(const RegionCell& region, const Disk& disk) {
  return region.compute.instances.find(disk.instance);
}

// --- Filters. ---

template <auto value_of>  // (region, disk) to a text
bool reads(const RegionCell& region, const Disk& disk, std::string_view, std::string_view value) {
  return value_of(region, disk) == value;
}

std::string_view usage(const RegionCell&, const Disk& disk) {
  return snapshot_rules::name_of(snapshot_rules::usage_of(disk));
}
std::string_view charge(const RegionCell&, const Disk& disk) {
  return charge_name_of_disk(disk.charge);
}
std::string_view zone(const RegionCell& region, const Disk& disk) {
  const Zone* found = region.find_zone(disk.zone);
  return found ? std::string_view(found->id) : "";
}
std::string_view type(const RegionCell&, const Disk& disk) {
  return disk.type;
}
std::string_view instance_name(const RegionCell& region, const Disk& disk) {
  const Instance* instance = instance_of(region, disk);
  return instance ? instance->name.view() : std::string_view();
}
bool has_instance_address(const RegionCell& region, const Disk& disk, std::string_view,
                          std::string_view value) {
  const Instance* instance = instance_of(region, disk);
  return instance && to_text(instance->address) == value;
}
bool has_any_tag_value(const RegionCell&, const Disk& disk, std::string_view,
                       std::string_view value) {
  return std::ranges::any_of(disk.tags, [&](const TagPair& tag) { return tag.value == value; });
}

constexpr FilterRule<Disk> kFilters[] = {{"disk-usage", reads<usage>},
                                         {"disk-charge-type", reads<charge>},
                                         {"portable", flag_is<&Disk::portable>},
                                         {"project-id", number_is<&Disk::project>},
                                         {"disk-id", id_is<&Disk::id>},
                                         {"disk-name", text_contains<&Disk::name>},
                                         {"disk-type", reads<type>},
                                         {"disk-state", reads<state_of_disk>},
                                         {"instance-id", id_is<&Disk::instance>},
                                         {"zone", reads<zone>},
                                         {"instance-ip-address", has_instance_address},
                                         {"instance-name", reads<instance_name>},
                                         {"tag-key", has_tag_key<Disk>},
                                         {"tag-value", has_any_tag_value},
                                         {"tag:", has_tag_value<Disk>}};

// --- Which disks. ---

struct DiskPage {
  std::vector<Disk> disks;
  uint64_t total = 0;

  void add(Disk disk, const Page& wanted) {
    if (total >= wanted.offset && disks.size() < wanted.limit) disks.push_back(std::move(disk));
    ++total;
  }
};

Disk system_disk_with_tags(const RegionCell& region, const Instance& instance) {
  Disk disk = disks::system_disk_of(instance);
  if (const SystemDiskTags* kept = region.block->system_disk_tags.find(disk.id))
    disk.tags = kept->tags;
  return disk;
}

Result<DiskPage> list_named(const RegionRead& call, const contract::List<contract::Text>& ids,
                            Page page) {
  if (ids.size() > kFilterValuesMax)
    return refuse(cbs_listing_errors().too_many_values, "DiskIds",
                  std::to_string(kFilterValuesMax));
  DiskPage listed;
  for (std::string_view text : ids) {
    auto id = DiskId::parse(text);
    if (!id) return refuse(disks::kMalformedId, text);
    if (auto disk = disks::find(call.region, call.account, *id)) listed.add(*disk, page);
  }
  return listed;
}

// All of them, newest first: two lists in the order of creation, read from their ends.
DiskPage list_newest(const RegionRead& call, Page page) {
  auto data = call.region.block->disks.of(call.account);
  auto machines = call.region.compute.instances.of(call.account);
  DiskPage listed;
  listed.total = call.region.block->disks.count_of(call.account) +
                 call.region.compute.instances.count_of(call.account);
  uint64_t skipped = 0;
  while (listed.disks.size() < page.limit) {
    while (!data.empty() && !data.back()) data = data.first(data.size() - 1);
    while (!machines.empty() && !machines.back()) machines = machines.first(machines.size() - 1);
    if (data.empty() && machines.empty()) break;
    bool is_data =
        machines.empty() || (!data.empty() && data.back()->sequence > machines.back()->sequence);
    if (skipped++ >= page.offset)
      listed.disks.push_back(is_data ? *data.back()
                                     : system_disk_with_tags(call.region, *machines.back()));
    if (is_data)
      data = data.first(data.size() - 1);
    else
      machines = machines.first(machines.size() - 1);
  }
  return listed;
}

Result<DiskPage> list_filtered(const RegionRead& call, const api::DescribeDisksRequest& request,
                               Order order, Page page) {
  TRY(auto chosen,
      ChosenFilters<Disk>::choose(request.Filters, std::span<const FilterRule<Disk>>(kFilters),
                                  cbs_listing_errors()));
  std::vector<Disk> found;
  auto consider = [&](const Disk& disk) {
    if (chosen.passes(call.region, disk)) found.push_back(disk);
  };
  for (const Disk* disk : call.region.block->disks.of(call.account))
    if (disk) consider(*disk);
  for (const Instance* instance : call.region.compute.instances.of(call.account))
    if (instance) consider(system_disk_with_tags(call.region, *instance));
  bool by_deadline = order.field == "DEADLINE";
  std::ranges::stable_sort(found, [&](const Disk& a, const Disk& b) {
    bool differ = by_deadline && a.expires != b.expires;
    bool before = differ ? a.expires < b.expires : a.sequence < b.sequence;
    bool after = differ ? b.expires < a.expires : b.sequence < a.sequence;
    return order.ascending ? before : after;
  });
  DiskPage listed;
  for (Disk& disk : found) listed.add(std::move(disk), page);
  return listed;
}

Result<DiskPage> list(const RegionRead& call, const api::DescribeDisksRequest& request) {
  static constexpr std::string_view kFields[] = {"CREATE_TIME", "DEADLINE"};
  TRY(Page page, page_of(cbs_listing_errors(), request.Offset, request.Limit));
  TRY(Order order, order_of(request.Order, request.OrderField, kFields));
  if (!request.DiskIds.empty() && !request.Filters.empty())
    return refuse(cbs_listing_errors().ids_and_filters);
  if (!request.DiskIds.empty()) return list_named(call, request.DiskIds, page);
  bool newest_first = request.Filters.empty() && !order.ascending && order.field != "DEADLINE";
  if (newest_first) return list_newest(call, page);
  return list_filtered(call, request, order, page);
}

Result<api::DescribeDisksResponse> describe_disks(RegionRead& call,
                                                  const api::DescribeDisksRequest& request) {
  TRY(DiskPage listed, list(call, request));
  auto shown = call.arena.create_array<api::Disk>(listed.disks.size());
  for (size_t i = 0; i < shown.size(); ++i)
    shown[i] =
        shown_disk(call, listed.disks[i], request.ReturnBindAutoSnapshotPolicy.value_or(false));
  return api::DescribeDisksResponse{.TotalCount = listed.total,
                                    .DiskSet = contract::List<api::Disk>(shown)};
}

Result<api::DescribeInstancesDiskNumResponse> describe_instances_disk_num(
    RegionRead& call, const api::DescribeInstancesDiskNumRequest& request) {
  if (request.InstanceIds.size() > kFilterValuesMax)
    return refuse(cbs_listing_errors().too_many_values, "InstanceIds",
                  std::to_string(kFilterValuesMax));
  std::vector<api::AttachDetail> details;
  for (std::string_view text : request.InstanceIds) {
    auto id = InstanceId::parse(text);
    if (!id) return refuse(disk_rules::kMalformedInstanceId, text);
    const Instance* instance = call.region.compute.instances.find(*id);
    if (!instance || instance->account != call.account)
      return refuse(disk_rules::kNoInstanceToCount, text);
    details.push_back({.InstanceId = text,
                       .AttachedDiskCount = call.region.block->disks_of(*id).size(),
                       .MaxAttachCount = call.catalogue.limits().data_disks_per_instance});
  }
  return api::DescribeInstancesDiskNumResponse{
      .AttachDetail = contract::list_of<api::AttachDetail>(call.arena, details)};
}

constexpr Handler kHandlers[] = {
    region_read<describe_disks>("cbs", "DescribeDisks"),
    region_read<describe_instances_disk_num>("cbs", "DescribeInstancesDiskNum"),
};

}  // namespace

std::span<const Handler> disk_listing_handlers() {
  return kHandlers;
}

}  // namespace terrane
