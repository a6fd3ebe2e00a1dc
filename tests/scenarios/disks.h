// What scenarios about disks and snapshots begin with.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/instances.h"

namespace terrane {

// A CreateDisks request with `more` members added: R"("DiskCount":2)".
inline std::string disk_request(std::string_view more = {}, std::string_view zone = kZone) {
  std::string json = R"({"Placement":{"Zone":")" + std::string(zone) +
                     R"("},"DiskChargeType":"POSTPAID_BY_HOUR","DiskType":"CLOUD_PREMIUM")";
  if (more.find("DiskSize") == more.npos && more.find("SnapshotId") == more.npos)
    json += R"(,"DiskSize":50)";
  if (!more.empty()) (json += ',') += more;
  return json += '}';
}

inline Reply create_disks(const Client& client, std::string_view more = {},
                          std::string_view zone = kZone) {
  return client.call("cbs", "CreateDisks", disk_request(more, zone));
}

inline std::string create_disk(const Client& client, std::string_view more = {},
                               std::string_view zone = kZone) {
  return create_disks(client, more, zone)["DiskIdSet"][0].text();
}

// The disk as DescribeDisks shows it.
inline Json shown_disk(const Client& client, const std::string& id) {
  Reply reply = client.call("cbs", "DescribeDisks", {{"DiskIds", {id}}});
  EXPECT_EQ(reply["TotalCount"], 1) << id;
  return reply["DiskSet"][0];
}

inline bool disk_is_gone(const Client& client, const std::string& id) {
  return client.call("cbs", "DescribeDisks", {{"DiskIds", {id}}})["TotalCount"] == 0;
}

// The disk's DiskState.
inline std::string disk_state(const Client& client, const std::string& id) {
  return shown_disk(client, id)["DiskState"].text();
}

inline Reply attach(const Client& client, const std::string& disk, const std::string& instance,
                    std::string_view more = {}) {
  std::string json = R"({"DiskIds":[")" + disk + R"("],"InstanceId":")" + instance + '"';
  if (!more.empty()) (json += ',') += more;
  return client.call("cbs", "AttachDisks", json + "}");
}

inline Reply detach(const Client& client, const std::string& disk) {
  return client.call("cbs", "DetachDisks", {{"DiskIds", {disk}}});
}

inline Reply terminate(const Client& client, const std::string& disk) {
  return client.call("cbs", "TerminateDisks", {{"DiskIds", {disk}}});
}

inline Reply resize(const Client& client, const std::string& disk, int64_t size_gib) {
  return client.call("cbs", "ResizeDisk", {{"DiskId", disk}, {"DiskSize", size_gib}});
}

// A call that takes DiskIds, and `more` members.
inline Reply ask_disk(const Client& client, std::string_view action, const std::string& disk,
                      std::string_view more) {
  return client.call("cbs", action, R"({"DiskIds":[")" + disk + R"("],)" + std::string(more) + "}");
}

inline std::string system_disk_of(const Client& client, const std::string& instance) {
  return shown(client, instance)["SystemDisk"]["DiskId"].text();
}

inline std::vector<std::string> data_disks_of(const Client& client, const std::string& instance) {
  Json disks = shown(client, instance)["DataDisks"];
  std::vector<std::string> ids;
  for (size_t i = 0; i < disks.size(); ++i) ids.push_back(disks[i]["DiskId"].text());
  return ids;
}

// --- Snapshots. ---

inline std::string create_snapshot(const Client& client, const std::string& disk,
                                   std::string_view more = {}) {
  std::string json = R"({"DiskId":")" + disk + '"';
  if (!more.empty()) (json += ',') += more;
  return client.call("cbs", "CreateSnapshot", json + "}")["SnapshotId"].text();
}

// The snapshot as DescribeSnapshots shows it.
inline Json shown_snapshot(const Client& client, const std::string& id) {
  Reply reply = client.call("cbs", "DescribeSnapshots", {{"SnapshotIds", {id}}});
  EXPECT_EQ(reply["TotalCount"], 1) << id;
  return reply["SnapshotSet"][0];
}

inline bool snapshot_is_gone(const Client& client, const std::string& id) {
  return client.call("cbs", "DescribeSnapshots", {{"SnapshotIds", {id}}})["TotalCount"] == 0;
}

inline Reply delete_snapshot(const Client& client, const std::string& id) {
  return client.call("cbs", "DeleteSnapshots", {{"SnapshotIds", {id}}});
}

inline Reply roll_back(const Client& client, const std::string& disk, const std::string& snapshot,
                       std::string_view more = {}) {
  std::string json = R"({"DiskId":")" + disk + R"(","SnapshotId":")" + snapshot + '"';
  if (!more.empty()) (json += ',') += more;
  return client.call("cbs", "ApplySnapshot", json + "}");
}

}  // namespace terrane
