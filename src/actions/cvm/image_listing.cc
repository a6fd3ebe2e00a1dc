// The images that instances start from: an account's own, those that others share with it, and the
// public ones, which are the same, by ID, in every region (M-21).
#include <algorithm>

#include "actions/convert.h"
#include "actions/cvm/images.h"
#include "actions/listing.h"
#include "contract/cvm.h"
#include "region/block/snapshot_rules.h"
#include "region/compute/instance_launch.h"
#include "region/image/copies.h"
#include "region/image/image_rules.h"

namespace terrane {
namespace {

namespace api = contract::cvm;
using images::AnyImage;

constexpr ListingErrors kErrors{
    .malformed_id = images::kMalformedId,
    .ids_and_filters = {"InvalidParameter.InvalidParameterCoexistImageIdsFilters",
                        "Give ImageIds or Filters, not both.",
                        "ImageIds 与 Filters 不能同时指定。"},
    .unknown_filter = {"InvalidFilter", "There is no filter {}. The filters here are: {}.",
                       "不支持过滤条件 {}，可用的过滤条件：{}。"},
    .too_many_values = {"InvalidFilterValue.LimitExceeded", "{} may hold at most {} values.",
                        "{} 最多包含 {} 个值。"},
    .bad_page = {"InvalidParameterValue.InvalidParameterValueLimit",
                 "{} must be a whole number from {}.", "{} 必须是 {} 之间的整数。"}};

// An image as an account sees it.
struct SeenImage {
  AnyImage image;
  AccountId account{};  // that looks

  bool is_own() const { return image.custom && image.custom->account == account; }
  std::string_view type() const {
    return !image.custom ? "PUBLIC_IMAGE" : is_own() ? "PRIVATE_IMAGE" : "SHARED_IMAGE";
  }
  // A public image belongs to nobody, and another account's tags are its own.
  std::span<const TagPair> tags() const {
    return is_own() ? std::span<const TagPair>(image.custom->tags) : std::span<const TagPair>();
  }
};

template <auto value_of>
bool is(const RegionCell&, const SeenImage& seen, std::string_view, std::string_view value) {
  return value_of(seen) == value;
}
bool has_key(const RegionCell&, const SeenImage& seen, std::string_view, std::string_view value) {
  return std::ranges::any_of(seen.tags(), [&](const TagPair& tag) { return tag.key == value; });
}
bool has_value(const RegionCell&, const SeenImage& seen, std::string_view key,
               std::string_view value) {
  return std::ranges::any_of(seen.tags(), [&](const TagPair& tag) {
    return tag.value == value && (key.empty() || tag.key == key);
  });
}

constexpr FilterRule<SeenImage> kFilters[] = {
    {"image-id", is<[](const SeenImage& seen) { return to_text(seen.image.id()); }>},
    {"image-type", is<[](const SeenImage& seen) { return seen.type(); }>},
    {"image-name", is<[](const SeenImage& seen) { return seen.image.name(); }>},
    {"platform", is<[](const SeenImage& seen) { return seen.image.platform(); }>},
    {"tag-key", has_key},
    {"tag-value", has_value},
    {"tag:", has_value}};

// --- What is shown of one. ---

contract::List<api::Snapshot> snapshots_of(const RegionRead& call, const Image& image) {
  auto shown = call.arena.create_array<api::Snapshot>(image.snapshots.size());
  for (size_t i = 0; i < shown.size(); ++i) {
    const Snapshot& snapshot = *call.region.block->snapshots.find(image.snapshots[i]);
    shown[i] = {.SnapshotId = to_text(call.arena, snapshot.id),
                .DiskUsage = snapshot_rules::name_of(snapshot.usage),
                .DiskSize = snapshot.size_gib};
  }
  return contract::List<api::Snapshot>(shown);
}

void show_custom(const RegionRead& call, const Image& image, api::Image& shown) {
  Arena& arena = call.arena;
  shown.CreatedTime = to_iso8601(arena, image.created);
  shown.ImageDescription =
      image.has_failed()
          ? arena.copy(copies::reason_of(image.failure, call.region.place().id, call.language))
          : std::string_view(image.description);
  shown.ImageState = images::state_of(call.region, image);
  shown.ImageCreator = arena.copy(std::to_string(uint64_t(image.account)));
  shown.ImageSource = "CREATE_IMAGE";
  if (shown.ImageState == "SYNCING")
    shown.SyncPercent = image.work.under_way()
                            ? image.work.percent(call.now)
                            : copies::percent_of(call.region, image.id, call.now);
  shown.SnapshotSet = snapshots_of(call, image);
  shown.ImageFamily = image.family;
  shown.ImageDeprecated = image.deprecated;
}

// Lists and texts that a public image has none of are left empty, not null, as clients need them.
void show_public(const PublicImage& image, api::Image& shown) {
  shown.CreatedTime = image.created;
  shown.ImageDescription = image.name;
  shown.ImageState = "NORMAL";
  shown.ImageSource = "OFFICIAL";
  shown.ImageDeprecated = false;
}

api::Image to_api(const RegionRead& call, const SeenImage& seen) {
  const AnyImage& image = seen.image;
  api::Image shown{};
  shown.ImageId = to_text(call.arena, image.id());
  shown.OsName = image.os_name();
  shown.ImageType = seen.type();
  shown.ImageName = image.name();
  shown.ImageSize = image.size_gib();
  shown.Architecture = image.architecture();
  shown.Platform = image.platform();
  shown.IsSupportCloudinit = true;
  shown.LicenseType = "TencentCloud";
  shown.Tags = to_api_tags<api::Tag>(call.arena, seen.tags());
  if (image.custom) show_custom(call, *image.custom, shown);
  if (image.published) show_public(*image.published, shown);
  return shown;
}

// --- Which are shown. ---

// In the order in which the IDs are given.
Result<std::vector<SeenImage>> find_images(const RegionRead& call,
                                           const contract::List<contract::Text>& ids) {
  if (ids.size() > kFilterValuesMax)
    return refuse(kErrors.too_many_values, "ImageIds", std::to_string(kFilterValuesMax));
  std::vector<SeenImage> found;
  for (std::string_view id : ids) {
    if (!ImageId::parse(id)) return refuse(kErrors.malformed_id, id);
    if (auto image = images::find(call.region, call.account, id))
      found.push_back({*image, call.account});
  }
  return found;
}

// The account's own and those shared with it, each newest first; then the public ones.
std::vector<SeenImage> all_images(const RegionRead& call) {
  std::vector<SeenImage> all;
  auto add_newest_first = [&](std::span<const Image* const> images) {
    size_t first = all.size();
    for (const Image* image : images)
      if (image) all.push_back({{.custom = image}, call.account});
    std::ranges::sort(all.begin() + int64_t(first), all.end(), std::greater(),
                      [](const SeenImage& seen) { return seen.image.custom->sequence; });
  };
  add_newest_first(call.region.image->images.of(call.account));
  add_newest_first(call.region.image->shared_with(call.account));
  for (const PublicImage& image : call.catalogue.public_images())
    all.push_back({{.published = &image}, call.account});
  return all;
}

Result<std::vector<SeenImage>> chosen_images(const RegionRead& call,
                                             const api::DescribeImagesRequest& request) {
  if (!request.ImageIds.empty()) {
    if (!request.Filters.empty()) return refuse(kErrors.ids_and_filters);
    return find_images(call, request.ImageIds);
  }
  TRY(auto chosen, ChosenFilters<SeenImage>::choose(
                       request.Filters, std::span<const FilterRule<SeenImage>>(kFilters), kErrors));
  std::vector<SeenImage> all = all_images(call);
  std::erase_if(all, [&](const SeenImage& seen) { return !chosen.passes(call.region, seen); });
  return all;
}

// InstanceType asks for what such an instance can start from, which is every image.
Result<api::DescribeImagesResponse> describe_images(RegionRead& call,
                                                    const api::DescribeImagesRequest& request) {
  if (!request.InstanceType.empty() && !call.catalogue.find_instance_type(request.InstanceType))
    return refuse(kUnknownType, request.InstanceType);
  TRY(Page page, page_of(kErrors, request.Offset, request.Limit));
  TRY(auto chosen, chosen_images(call, request));
  Listed<SeenImage> listed;
  for (const SeenImage& seen : chosen) listed.add(seen, page);
  return api::DescribeImagesResponse{
      .ImageSet = shown_list<api::Image>(call.arena, listed.page,
                                         [&](const SeenImage& seen) { return to_api(call, seen); }),
      .TotalCount = int64_t(listed.total)};
}

Result<api::DescribeImageQuotaResponse> describe_image_quota(
    RegionRead& call, const api::DescribeImageQuotaRequest&) {
  return api::DescribeImageQuotaResponse{.ImageNumQuota = call.catalogue.limits().images};
}

constexpr Handler kHandlers[] = {
    region_read<describe_images>("cvm", "DescribeImages"),
    region_read<describe_image_quota>("cvm", "DescribeImageQuota"),
};

}  // namespace

std::span<const Handler> image_listing_handlers() {
  return kHandlers;
}

}  // namespace terrane
