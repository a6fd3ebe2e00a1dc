// Copying snapshots to other regions.
#include "actions/cbs/snapshot_copies.h"

#include "actions/convert.h"
#include "actions/cvm/instances.h"
#include "actions/product_offers.h"
#include "actions/region_visits.h"
#include "contract/cbs.h"
#include "region/image/snapshot_copies.h"

namespace terrane {
namespace {

namespace api = contract::cbs;

// All regions take part or none does, so each that is answered for went well.
Result<api::CopySnapshotCrossRegionsResponse> copy_snapshot_cross_regions(
    CloudCall& call, const api::CopySnapshotCrossRegionsRequest& request) {
  if (!call.region) return refuse(kNoRegionNamed);
  auto regions = texts(request.DestinationRegions);
  auto lacking = regions_without(call, regions, "cbs");
  TRY(auto begun, change_in(call, *call.region, [&](Change& change) {
        return snapshot_copies::begin(change, request.SnapshotId, {regions, lacking},
                                      request.SnapshotName);
      }));
  auto shown = call.arena.create_array<api::SnapshotCopyResult>(begun.size());
  for (size_t i = 0; i < shown.size(); ++i)
    shown[i] = {.SnapshotId = to_text(call.arena, begun[i].id),
                .Message = "",
                .Code = "Success",
                .DestinationRegion = begun[i].region->id};
  return api::CopySnapshotCrossRegionsResponse{.SnapshotCopyResultSet =
                                                   contract::List<api::SnapshotCopyResult>(shown)};
}

constexpr Handler kHandlers[] = {
    cloud_write<copy_snapshot_cross_regions>("cbs", "CopySnapshotCrossRegions"),
};

}  // namespace

std::span<const Handler> snapshot_copy_handlers() {
  return kHandlers;
}

}  // namespace terrane
