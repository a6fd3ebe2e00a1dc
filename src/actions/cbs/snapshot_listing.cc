// Snapshots as they are shown: one's own, and those that others share (M-32).
#include <algorithm>

#include "actions/cbs/cbs_service.h"
#include "actions/convert.h"
#include "actions/filters.h"
#include "region/block/snapshot_manager.h"
#include "region/image/image_tables.h"

namespace terrane {
namespace {

namespace api = contract::cbs;

std::string_view state_of(const RegionCell&, const Snapshot& snapshot) {
  if (snapshot.is_normal()) return "NORMAL";
  return snapshot.copied_from.empty() ? "CREATING" : "COPYING_FROM_REMOTE";
}
std::string_view usage(const RegionCell&, const Snapshot& snapshot) {
  return snapshot_rules::name_of(snapshot.usage);
}
std::string_view zone_name(const RegionCell& region, const Snapshot& snapshot) {
  const Zone* zone = region.find_zone(snapshot.zone);
  return zone ? std::string_view(zone->id) : "";
}

// --- Filters. ---

template <auto value_of>  // (region, snapshot) to a text
bool reads(const RegionCell& region, const Snapshot& snapshot, std::string_view,
           std::string_view value) {
  return value_of(region, snapshot) == value;
}
bool is_of_type(const RegionCell&, const Snapshot&, std::string_view, std::string_view value) {
  return value == "PRIVATE_SNAPSHOT";
}
bool is_from_elsewhere(const RegionCell&, const Snapshot& snapshot, std::string_view,
                       std::string_view value) {
  return truth_is(!snapshot.copied_from.empty(), value);
}
bool has_any_tag_value(const RegionCell&, const Snapshot& snapshot, std::string_view,
                       std::string_view value) {
  return std::ranges::any_of(snapshot.tags, [&](const TagPair& tag) { return tag.value == value; });
}

constexpr FilterRule<Snapshot> kFilters[] = {{"snapshot-id", id_is<&Snapshot::id>},
                                             {"snapshot-name", text_contains<&Snapshot::name>},
                                             {"snapshot-state", reads<state_of>},
                                             {"snapshot-type", is_of_type},
                                             {"disk-usage", reads<usage>},
                                             {"project-id", number_is<&Snapshot::project>},
                                             {"disk-id", id_is<&Snapshot::disk>},
                                             {"zone", reads<zone_name>},
                                             {"encrypt", flag_is<&Snapshot::encrypted>},
                                             {"copy-from-remote", is_from_elsewhere},
                                             {"tag-key", has_tag_key<Snapshot>},
                                             {"tag-value", has_any_tag_value},
                                             {"tag:", has_tag_value<Snapshot>}};

// --- One. ---

contract::List<api::Image> shown_images(const RegionRead& call, SnapshotId id) {
  std::vector<api::Image> images;
  call.region.cell.ledger().each(id, Kind::kImage, [&](AnyId image) {
    images.push_back({.ImageName = call.region.image->images.find(ImageId(image))->name,
                      .ImageId = to_text(call.arena, image)});
  });
  return contract::list_of<api::Image>(call.arena, images);
}

api::Snapshot shown(const RegionRead& call, const Snapshot& snapshot) {
  Arena& arena = call.arena;
  bool own = snapshot.account == call.account;
  std::string_view unnamed = call.language == Language::kChinese ? "未命名" : "Unnamed";
  api::Snapshot result;
  result.SnapshotId = to_text(arena, snapshot.id);
  result.SnapshotName = snapshot.name.empty() ? unnamed : std::string_view(snapshot.name);
  result.SnapshotState = state_of(call.region, snapshot);
  result.SnapshotType = own ? "PRIVATE_SNAPSHOT" : "SHARED_SNAPSHOT";
  result.SnapshotMode = "INCREMENTAL";
  result.Percent = uint64_t(snapshot.work.percent(call.now));
  result.Placement = shown_placement(arena, call.region, snapshot.zone, snapshot.project);
  result.DiskId = to_text(arena, snapshot.disk);
  result.DiskUsage = usage(call.region, snapshot);
  result.DiskSize = snapshot.size_gib;
  result.Encrypt = snapshot.encrypted;
  result.IsLocked = false;
  result.CreateTime = to_local_text(arena, snapshot.created);
  result.LatestModifyTime = to_local_text(arena, snapshot.modified);
  result.IsPermanent = snapshot.is_permanent();
  result.DeadlineTime = to_local_text(arena, snapshot.deadline);
  result.CopyFromRemote = !snapshot.copied_from.empty();
  result.CopyingToRegions = contract::list_of<contract::Text>(arena, snapshot.copying_to);
  result.Images = shown_images(call, snapshot.id);
  result.ImageCount = result.Images.size();
  result.ShareReference = own ? snapshot.shared_with.size() : 0;
  Time shared;
  if (!snapshot.shared_with.empty()) shared = snapshot.shared_with[0].since;
  result.TimeStartShare = to_local_text(arena, shared);
  result.AutoSnapshotPolicyId = to_text(arena, snapshot.policy);
  result.Tags = to_api_tags<api::Tag>(
      arena, own ? std::span<const TagPair>(snapshot.tags) : std::span<const TagPair>());
  return result;
}

// --- Several. ---

using Found = std::vector<const Snapshot*>;

// The account's, and those it may use.
Found all_of(const RegionRead& call) {
  Found found;
  for (const Snapshot* snapshot : call.region.block->snapshots.of(call.account))
    if (snapshot) found.push_back(snapshot);
  auto shared = call.region.block->shared_with(call.account);
  found.insert(found.end(), shared.begin(), shared.end());
  return found;
}

Result<Found> named(const RegionRead& call, const contract::List<contract::Text>& ids) {
  if (ids.size() > kFilterValuesMax)
    return refuse(cbs_listing_errors().too_many_values, "SnapshotIds",
                  std::to_string(kFilterValuesMax));
  Found found;
  for (std::string_view text : ids) {
    if (!SnapshotId::parse(text)) return refuse(snapshot_rules::kMalformedId, text);
    if (auto one = snapshot_manager::find_usable(call.region, call.account, text))
      found.push_back(*one);
  }
  return found;
}

Result<api::DescribeSnapshotsResponse> describe_snapshots(
    RegionRead& call, const api::DescribeSnapshotsRequest& request) {
  static constexpr std::string_view kFields[] = {"CREATE_TIME"};
  TRY(Page page, page_of(cbs_listing_errors(), request.Offset, request.Limit));
  TRY(Order order, order_of(request.Order, request.OrderField, kFields));
  if (!request.SnapshotIds.empty() && !request.Filters.empty())
    return refuse(cbs_listing_errors().ids_and_filters);
  TRY(auto chosen,
      ChosenFilters<Snapshot>::choose(
          request.Filters, std::span<const FilterRule<Snapshot>>(kFilters), cbs_listing_errors()));
  TRY(Found found, named(call, request.SnapshotIds));
  if (request.SnapshotIds.empty()) found = all_of(call);
  std::ranges::sort(found, [&](const Snapshot* a, const Snapshot* b) {
    return order.ascending ? a->sequence < b->sequence : b->sequence < a->sequence;
  });
  Listed<Snapshot> listed;
  for (const Snapshot* snapshot : found)
    if (chosen.passes(call.region, *snapshot)) listed.add(*snapshot, page);
  return api::DescribeSnapshotsResponse{.TotalCount = listed.total,
                                        .SnapshotSet = shown_list<api::Snapshot>(
                                            call.arena, listed.page, [&](const Snapshot& snapshot) {
                                              return shown(call, snapshot);
                                            })};
}

Result<api::DescribeSnapshotSharePermissionResponse> describe_snapshot_share_permission(
    RegionRead& call, const api::DescribeSnapshotSharePermissionRequest& request) {
  auto snapshot = snapshot_manager::find(call.region, call.account, request.SnapshotId);
  if (!snapshot) return refuse(snapshot_rules::kNoneToShow, request.SnapshotId);
  std::vector<api::SharePermission> permissions;
  for (const SnapshotShare& share : (*snapshot)->shared_with)
    permissions.push_back({.CreatedTime = to_local_text(call.arena, share.since),
                           .AccountId = call.arena.copy(std::to_string(uint64_t(share.account)))});
  return api::DescribeSnapshotSharePermissionResponse{
      .SharePermissionSet = contract::list_of<api::SharePermission>(call.arena, permissions)};
}

Result<api::GetSnapOverviewResponse> get_snap_overview(RegionRead& call,
                                                       const api::GetSnapOverviewRequest&) {
  uint64_t size_gib = 0;
  for (const Snapshot* snapshot : call.region.block->snapshots.of(call.account))
    if (snapshot) size_gib += snapshot->size_gib;
  return api::GetSnapOverviewResponse{
      .TotalSize = double(size_gib),
      .RealTradeSize = double(size_gib),
      .FreeQuota = 0.0,
      .TotalNums = int64_t(call.region.block->snapshots.count_of(call.account))};
}

constexpr Handler kHandlers[] = {
    region_read<describe_snapshots>("cbs", "DescribeSnapshots"),
    region_read<describe_snapshot_share_permission>("cbs", "DescribeSnapshotSharePermission"),
    region_read<get_snap_overview>("cbs", "GetSnapOverview"),
};

}  // namespace

std::span<const Handler> snapshot_listing_handlers() {
  return kHandlers;
}

}  // namespace terrane
