// Disks, their snapshots, and the policies that make those.
#include "sim/block_moves.h"

#include "sim/compute_moves.h"
#include "sim/moves.h"
#include "sim/network_moves.h"

namespace terrane::sim {
namespace {

constexpr const char* kTypes[] = {"CLOUD_PREMIUM", "CLOUD_SSD", "CLOUD_HSSD"};

// The IDs that a reply has in a list.
Knowledge::ReadIds ids_at(std::string_view member) {
  return [member](const boost::json::object& reply) {
    std::vector<std::string> ids;
    for (auto& id : reply.at(member).as_array()) ids.emplace_back(id.as_string());
    return ids;
  };
}

void create_disk(Workload& work) {
  Place place = any_place(work);
  std::string name = work.knowledge().new_name(place.account);
  boost::json::object request{{"Placement", {{"Zone", any_zone(work, place.region)}}},
                              {"DiskChargeType", "POSTPAID_BY_HOUR"},
                              {"DiskType", work.pick(kTypes)},
                              {"DiskSize", 20 + 10 * work.below(3)},
                              {"DiskName", name}};
  auto* snapshot = work.knowledge().pick(kSnapshots, place.account, place.region);
  if (snapshot && work.chance(30)) request["SnapshotId"] = snapshot->id;
  if (work.chance(50)) request["ClientToken"] = name;
  ClientCall call = call_to("cbs", "CreateDisks", place, request);
  auto create = [&knowledge = work.knowledge(), call, name] {
    knowledge.create(kDisks, call, {name}, ids_at("DiskIdSet"));
  };
  create();
  if (request.contains("ClientToken")) work.may_repeat(create);
}

void terminate_disk(Workload& work) {
  remove_some(work, kDisks, "TerminateDisks", "DiskIds", true);
}

void attach_disk(Workload& work) {
  Place place = any_place(work);
  auto* disk = work.knowledge().pick(kDisks, place.account, place.region);
  auto* instance = work.knowledge().pick(kInstances, place.account, place.region);
  if (!disk || !instance) return;
  work.call(call_to("cbs", "AttachDisks", nearly(work, place),
                    {{"DiskIds", {disk->id}}, {"InstanceId", instance->id}}));
}

void detach_disk(Workload& work) {
  Place place = any_place(work);
  auto* disk = work.knowledge().pick(kDisks, place.account, place.region);
  if (!disk) return;
  work.call(call_to("cbs", "DetachDisks", nearly(work, place), {{"DiskIds", {disk->id}}}));
}

void change_disk(Workload& work) {
  Place place = any_place(work);
  auto* disk = work.knowledge().pick(kDisks, place.account, place.region);
  if (!disk) return;
  if (work.chance(50)) {
    work.call(call_to("cbs", "ResizeDisk", nearly(work, place),
                      {{"DiskId", disk->id}, {"DiskSize", 20 + 10 * work.below(10)}}));
  } else {
    work.call(call_to("cbs", "ModifyDiskAttributes", nearly(work, place),
                      {{"DiskIds", {disk->id}}, {"DiskType", work.pick(kTypes)}}));
  }
}

void create_snapshot(Workload& work) {
  Place place = any_place(work);
  auto* disk = work.knowledge().pick(kDisks, place.account, place.region);
  if (!disk) return;
  std::string name = work.knowledge().new_name(place.account);
  work.knowledge().create(kSnapshots,
                          call_to("cbs", "CreateSnapshot", nearly(work, place),
                                  {{"DiskId", disk->id}, {"SnapshotName", name}}),
                          {name}, id_at("", "SnapshotId"), {{"disk", disk->id}});
}

void delete_snapshot(Workload& work) {
  remove_some(work, kSnapshots, "DeleteSnapshots", "SnapshotIds", true);
}

void apply_snapshot(Workload& work) {
  Place place = any_place(work);
  auto* snapshot = work.knowledge().pick(kSnapshots, place.account, place.region);
  if (!snapshot) return;
  work.call(call_to("cbs", "ApplySnapshot", nearly(work, place),
                    {{"SnapshotId", snapshot->id},
                     {"DiskId", snapshot->notes.at("disk")},
                     {"AutoStopInstance", work.chance(70)},
                     {"AutoStartInstance", work.chance(50)}}));
}

void create_policy(Workload& work) {
  Place place = any_place(work);
  std::string name = work.knowledge().new_name(place.account);
  boost::json::object schedule{{"Hour", {work.below(24)}}, {"IntervalDays", 1 + work.below(2)}};
  work.knowledge().create(kSnapshotPolicies,
                          call_to("cbs", "CreateAutoSnapshotPolicy", place,
                                  {{"AutoSnapshotPolicyName", name},
                                   {"RetentionDays", 1},
                                   {"Policy", boost::json::array{schedule}}}),
                          {name}, id_at("", "AutoSnapshotPolicyId"));
}

void delete_policy(Workload& work) {
  remove_some(work, kSnapshotPolicies, "DeleteAutoSnapshotPolicies", "AutoSnapshotPolicyIds", true);
}

void bind_policy(Workload& work) {
  Place place = any_place(work);
  auto* policy = work.knowledge().pick(kSnapshotPolicies, place.account, place.region);
  auto* disk = work.knowledge().pick(kDisks, place.account, place.region);
  if (!policy || !disk) return;
  const char* const kActions[] = {"BindAutoSnapshotPolicy", "UnbindAutoSnapshotPolicy"};
  work.call(call_to("cbs", work.pick(kActions), nearly(work, place),
                    {{"AutoSnapshotPolicyId", policy->id}, {"DiskIds", {disk->id}}}));
}

constexpr Move kMoves[] = {{"create disk", 10, create_disk},
                           {"terminate disk", 5, terminate_disk},
                           {"attach disk", 8, attach_disk},
                           {"detach disk", 4, detach_disk},
                           {"change disk", 4, change_disk},
                           {"create snapshot", 5, create_snapshot},
                           {"delete snapshot", 3, delete_snapshot},
                           {"apply snapshot", 3, apply_snapshot},
                           {"create snapshot policy", 2, create_policy},
                           {"delete snapshot policy", 1, delete_policy},
                           {"bind snapshot policy", 3, bind_policy}};

}  // namespace

std::span<const Move> block_moves() {
  return kMoves;
}

}  // namespace terrane::sim
