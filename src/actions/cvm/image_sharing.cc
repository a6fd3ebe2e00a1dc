// Who may use a custom image besides its account.
#include "actions/convert.h"
#include "actions/cvm/images.h"
#include "actions/cvm/instances.h"
#include "contract/cvm.h"
#include "region/image/image_manager.h"

namespace terrane {
namespace {

namespace api = contract::cvm;

Result<api::ModifyImageSharePermissionResponse> modify_share_permission(
    RegionWrite& call, const api::ModifyImageSharePermissionRequest& request) {
  CHECKED(image_manager::share(call.change, request.ImageId, texts(request.AccountIds),
                               request.Permission));
  return api::ModifyImageSharePermissionResponse{};
}

Result<api::DescribeImageSharePermissionResponse> describe_share_permission(
    RegionRead& call, const api::DescribeImageSharePermissionRequest& request) {
  TRY(const Image* image, image_manager::find_own(call.region, call.account, request.ImageId,
                                                  image_rules::kNotYoursToShare));
  auto shown = call.arena.create_array<api::SharePermission>(image->shared_with.size());
  for (size_t i = 0; i < shown.size(); ++i) {
    const ImageShare& share = image->shared_with[i];
    shown[i] = {.CreatedTime = to_iso8601(call.arena, share.since),
                .AccountId = call.arena.copy(std::to_string(uint64_t(share.account)))};
  }
  return api::DescribeImageSharePermissionResponse{.SharePermissionSet =
                                                       contract::List<api::SharePermission>(shown)};
}

constexpr Handler kHandlers[] = {
    region_write<modify_share_permission>("cvm", "ModifyImageSharePermission"),
    region_read<describe_share_permission>("cvm", "DescribeImageSharePermission"),
};

}  // namespace

std::span<const Handler> image_sharing_handlers() {
  return kHandlers;
}

}  // namespace terrane
