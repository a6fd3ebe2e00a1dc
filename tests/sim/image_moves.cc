// Custom images, and the copies of them and of their snapshots in other regions.
#include "sim/image_moves.h"

#include "sim/compute_moves.h"
#include "sim/moves.h"
#include "sim/network_moves.h"

namespace terrane::sim {
namespace {

namespace json = boost::json;

// Now and then a name that another copy has.
std::string copy_name(Workload& work) {
  return std::string(kCopyPrefix) + std::to_string(work.below(40));
}

void create_image(Workload& work) {
  Place place = any_place(work);
  auto* instance = work.knowledge().pick(kInstances, place.account, place.region);
  if (!instance) return;
  std::string name = work.knowledge().new_name(place.account);
  json::object request{{"ImageName", name}, {"InstanceId", instance->id}};
  if (work.chance(20)) request["ForcePoweroff"] = "TRUE";
  Place from = nearly(work, place);
  ClientCall call = call_to("cvm", "CreateImage", from, request);
  if (from.account != place.account || from.region != place.region) return work.call(call);
  work.knowledge().create(kImages, call, {name}, id_at("", "ImageId"));
}

void delete_image(Workload& work) {
  remove_some(work, kImages, "DeleteImages", "ImageIds", true);
}

void run_from_image(Workload& work) {
  Place place = any_place(work);
  auto* image = work.knowledge().pick(kImages, place.account, place.region);
  if (!image) return;
  std::string name = work.knowledge().new_name(place.account);
  json::object request{{"Placement", {{"Zone", any_zone(work, place.region)}}},
                       {"ImageId", image->id},
                       {"InstanceType", "S5.SMALL1"},
                       {"InstanceName", name}};
  Place from = nearly(work, place);
  ClientCall call = call_to("cvm", "RunInstances", from, request);
  if (from.account != place.account || from.region != place.region) return work.call(call);
  work.knowledge().create(kInstances, call, {name}, [](const json::object& reply) {
    return std::vector<std::string>{
        std::string(reply.at("InstanceIdSet").as_array()[0].as_string())};
  });
}

void sync_image(Workload& work) {
  Place place = any_place(work);
  auto* image = work.knowledge().pick(kImages, place.account, place.region);
  if (!image) return;
  json::array regions{json::string(work.region())};
  if (work.chance(30)) regions.push_back(json::string(work.region()));
  work.call(call_to("cvm", "SyncImages", nearly(work, place),
                    {{"ImageIds", {image->id}},
                     {"DestinationRegions", regions},
                     {"ImageName", copy_name(work)},
                     {"ImageSetRequired", true}}));
}

// Looks at one of the images of the account, then does something about it.
void look_at_image(Workload& work, std::function<void(const Place&, const json::object&)> act) {
  Place place = any_place(work);
  ClientCall call = call_to(
      "cvm", "DescribeImages", place,
      {{"Filters", {{{"Name", "image-type"}, {"Values", {"PRIVATE_IMAGE"}}}}}, {"Limit", 100}});
  work.world().call(call, [&work, place, act](const Answer& answer) {
    if (answer.outcome != Outcome::kAccepted) return;
    const json::array& images = answer.reply.at("ImageSet").as_array();
    if (!images.empty()) act(place, images[work.below(images.size())].as_object());
  });
}

void copy_snapshot(Workload& work) {
  look_at_image(work,
                [&work, region = work.region()](const Place& place, const json::object& image) {
                  const json::array& snapshots = image.at("SnapshotSet").as_array();
                  if (snapshots.empty()) return;  // it failed
                  work.call(call_to("cbs", "CopySnapshotCrossRegions", nearly(work, place),
                                    {{"SnapshotId", snapshots[0].at("SnapshotId")},
                                     {"DestinationRegions", {region}},
                                     {"SnapshotName", copy_name(work)}}));
                });
}

void delete_copy(Workload& work) {
  look_at_image(work, [&work](const Place& place, const json::object& image) {
    if (!std::string_view(image.at("ImageName").as_string()).starts_with(kCopyPrefix)) return;
    work.call(call_to("cvm", "DeleteImages", place,
                      {{"ImageIds", {image.at("ImageId")}}, {"DeleteBindedSnap", true}}));
  });
}

constexpr Move kMoves[] = {{"create image", 6, create_image},     {"delete image", 3, delete_image},
                           {"run from image", 3, run_from_image}, {"sync image", 8, sync_image},
                           {"copy snapshot", 4, copy_snapshot},   {"delete copy", 4, delete_copy}};

}  // namespace

std::span<const Move> image_moves() {
  return kMoves;
}

}  // namespace terrane::sim
