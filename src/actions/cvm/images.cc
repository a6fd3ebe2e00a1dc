// Making custom images, changing, copying and deleting them.
#include "actions/cvm/images.h"

#include "actions/convert.h"
#include "actions/cvm/instances.h"
#include "actions/product_offers.h"
#include "actions/region_visits.h"
#include "contract/cvm.h"
#include "region/admission.h"
#include "region/image/image_copies.h"

namespace terrane {
namespace {

namespace api = contract::cvm;
namespace manager = image_manager;
using namespace image_rules;

// What is asked for on trial was done, and is taken back.
template <class Request>
Result<bool> was_a_trial(Change& change, const Request& request) {
  if (!request.DryRun.value_or(false)) return false;
  CHECKED(take_back(change));
  return true;
}

Result<bool> flag_text(std::string_view parameter, std::string_view text) {
  if (text == "TRUE" || text == "true") return true;
  if (text.empty() || text == "FALSE" || text == "false") return false;
  return refuse(kNotTrueOrFalse, parameter, text);
}

Result<const Image*> create(RegionWrite& call, const api::CreateImageRequest& request,
                            const manager::NewImage& wanted) {
  bool of_instance = !request.InstanceId.empty(), of_snapshots = !request.SnapshotIds.empty();
  if (of_instance == of_snapshots) return refuse(kOneSource);
  TRY(bool power_off, flag_text("ForcePoweroff", request.ForcePoweroff));
  TRY(bool sysprep, flag_text("Sysprep", request.Sysprep));
  if (of_instance)
    return manager::create(call.change, wanted,
                           manager::OfInstance{.instance = request.InstanceId,
                                               .data_disks = texts(request.DataDiskIds),
                                               .power_off = power_off,
                                               .sysprep = sysprep});
  if (!request.DataDiskIds.empty()) return refuse(kDisksOfInstance);
  return manager::create(call.change, wanted, texts(request.SnapshotIds));
}

Result<api::CreateImageResponse> create_image(RegionWrite& call,
                                              const api::CreateImageRequest& request) {
  manager::NewImage wanted{.name = std::string(request.ImageName),
                           .description = std::string(request.ImageDescription),
                           .family = std::string(request.ImageFamily)};
  for (const api::TagSpecification& specification : request.TagSpecification) {
    if (specification.ResourceType != "image")
      return refuse(kTagsOfWhat, specification.ResourceType);
    for (TagPair& tag : tags_of(specification.Tags)) wanted.tags.push_back(std::move(tag));
  }
  TRY(const Image* image, create(call, request, wanted));
  TRY(bool was_trial, was_a_trial(call.change, request));
  if (was_trial) return api::CreateImageResponse{};
  return api::CreateImageResponse{.ImageId = to_text(call.arena, image->id)};
}

std::optional<std::string_view> if_given(contract::Text text) {
  return text.data() ? std::optional<std::string_view>(text) : std::nullopt;
}

Result<api::ModifyImageAttributeResponse> modify_image_attribute(
    RegionWrite& call, const api::ModifyImageAttributeRequest& request) {
  CHECKED(manager::modify(call.change, request.ImageId,
                          {.name = if_given(request.ImageName),
                           .description = if_given(request.ImageDescription),
                           .family = if_given(request.ImageFamily),
                           .deprecated = request.ImageDeprecated}));
  return api::ModifyImageAttributeResponse{};
}

Result<api::DeleteImagesResponse> delete_images(RegionWrite& call,
                                                const api::DeleteImagesRequest& request) {
  CHECKED(manager::remove_all(call.change, texts(request.ImageIds),
                              request.DeleteBindedSnap.value_or(false)));
  CHECKED(was_a_trial(call.change, request));
  return api::DeleteImagesResponse{};
}

// The list of copies is never absent, whether it is asked for or not: clients rely on that.
Result<api::SyncImagesResponse> sync_images(CloudCall& call,
                                            const api::SyncImagesRequest& request) {
  if (!call.region) return refuse(kNoRegionNamed);
  if (request.Encrypt.value_or(false)) return refuse(image_copies::kNoEncryption);
  if (!request.KmsKeyId.empty()) return refuse(image_copies::kNoKey, request.KmsKeyId);
  auto regions = texts(request.DestinationRegions);
  auto lacking = regions_without(call, regions, "cvm");
  using Begun = std::vector<image_copies::Begun>;
  TRY(Begun begun, change_in(call, *call.region, [&](Change& change) -> Result<Begun> {
        TRY(Begun begun, image_copies::begin(change, {.images = texts(request.ImageIds),
                                                      .regions = {regions, lacking},
                                                      .name = request.ImageName}));
        TRY(bool was_trial, was_a_trial(change, request));
        if (was_trial) begun.clear();
        return begun;
      }));
  if (!request.ImageSetRequired.value_or(false)) begun.clear();
  auto shown = call.arena.create_array<api::SyncImage>(begun.size());
  for (size_t i = 0; i < shown.size(); ++i)
    shown[i] = {.ImageId = to_text(call.arena, begun[i].id), .Region = begun[i].region->id};
  return api::SyncImagesResponse{.ImageSet = contract::List<api::SyncImage>(shown)};
}

constexpr Handler kHandlers[] = {
    region_write<create_image>("cvm", "CreateImage"),
    region_write<modify_image_attribute>("cvm", "ModifyImageAttribute"),
    region_write<delete_images>("cvm", "DeleteImages"),
    cloud_write<sync_images>("cvm", "SyncImages"),
};

}  // namespace

std::span<const Handler> image_handlers() {
  return kHandlers;
}

}  // namespace terrane
