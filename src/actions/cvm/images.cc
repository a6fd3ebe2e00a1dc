// The images that instances start from. Public ones are the same, by ID, in every region (M-21).
#include "region/image/images.h"

#include "actions/convert.h"
#include "actions/cvm/offers.h"
#include "actions/listing.h"
#include "contract/cvm.h"
#include "region/compute/instance_launch.h"

namespace terrane {
namespace {

namespace api = contract::cvm;

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

// A public image belongs to nobody, so it has no tags: no filter on tags lets it pass.
bool never(const RegionCell&, const PublicImage&, std::string_view, std::string_view) {
  return false;
}

constexpr FilterRule<PublicImage> kFilters[] = {
    {"image-id", [](const RegionCell&, const PublicImage& image, std::string_view,
                    std::string_view value) { return image.id == value; }},
    {"image-type", [](const RegionCell&, const PublicImage&, std::string_view,
                      std::string_view value) { return value == "PUBLIC_IMAGE"; }},
    {"image-name", [](const RegionCell&, const PublicImage& image, std::string_view,
                      std::string_view value) { return image.name == value; }},
    {"platform", [](const RegionCell&, const PublicImage& image, std::string_view,
                    std::string_view value) { return image.platform == value; }},
    {"tag-key", never},
    {"tag-value", never},
    {"tag:", never}};

// Lists and texts that a public image has none of are left empty, not null, as clients need them.
api::Image to_api(const PublicImage& image) {
  api::Image shown{};
  shown.ImageId = image.id;
  shown.OsName = image.os_name;
  shown.ImageType = "PUBLIC_IMAGE";
  shown.CreatedTime = image.created;
  shown.ImageName = image.name;
  shown.ImageDescription = image.name;
  shown.ImageSize = image.size_gib;
  shown.Architecture = image.architecture;
  shown.ImageState = "NORMAL";
  shown.Platform = image.platform;
  shown.ImageSource = "OFFICIAL";
  shown.IsSupportCloudinit = true;
  shown.LicenseType = "TencentCloud";
  shown.ImageDeprecated = false;
  return shown;
}

// In the order in which the IDs are given.
Result<Listed<PublicImage>> find_images(const RegionCell& region, AccountId account,
                                        const contract::List<contract::Text>& ids, Page page) {
  if (ids.size() > kFilterValuesMax)
    return refuse(kErrors.too_many_values, "ImageIds", std::to_string(kFilterValuesMax));
  Listed<PublicImage> listed;
  for (std::string_view id : ids) {
    if (!ImageId::parse(id)) return refuse(kErrors.malformed_id, id);
    if (auto image = images::find(region, account, id)) listed.add(**image, page);
  }
  return listed;
}

Result<Listed<PublicImage>> list_images(RegionRead& call,
                                        const api::DescribeImagesRequest& request) {
  TRY(Page page, page_of(kErrors, request.Offset, request.Limit));
  if (!request.ImageIds.empty()) {
    if (!request.Filters.empty()) return refuse(kErrors.ids_and_filters);
    return find_images(call.region, call.account, request.ImageIds, page);
  }
  TRY(auto chosen, ChosenFilters<PublicImage>::choose(request.Filters, kFilters, kErrors));
  Listed<PublicImage> listed;
  for (const PublicImage& image : call.catalogue.public_images())
    if (chosen.passes(call.region, image)) listed.add(image, page);
  return listed;
}

// InstanceType asks for what such an instance can start from, which is every image.
Result<api::DescribeImagesResponse> describe_images(RegionRead& call,
                                                    const api::DescribeImagesRequest& request) {
  if (!request.InstanceType.empty() && !call.catalogue.find_instance_type(request.InstanceType))
    return refuse(kUnknownType, request.InstanceType);
  TRY(auto listed, list_images(call, request));
  return api::DescribeImagesResponse{
      .ImageSet = shown_list<api::Image>(call.arena, listed.page, to_api),
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

std::span<const Handler> image_handlers() {
  return kHandlers;
}

}  // namespace terrane
