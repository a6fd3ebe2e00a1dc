// Copying snapshots to other regions (M-32): the same way as images (image_copies_test.cc).
#include <gtest/gtest.h>

#include "actions/cloud.h"
#include "scenarios/images.h"
#include "scenarios/outages.h"

namespace terrane {
namespace {

constexpr std::string_view kThere = "ap-shanghai";

// Of a system disk of 50 GiB.
std::string create_snapshot(const Client& client, std::string_view zone = kZone) {
  std::string disk = "disk" + run_one(client, "", zone).substr(3);
  return client
      .call("cbs", "CreateSnapshot", {{"DiskId", disk}, {"SnapshotName", "daily"}})["SnapshotId"]
      .text();
}
Reply copy(const Client& client, const std::string& id, std::string_view region,
           std::string_view more = {}) {
  std::string json =
      R"({"SnapshotId":")" + id + R"(","DestinationRegions":[")" + std::string(region) + R"("])";
  if (!more.empty()) (json += ',') += more;
  return client.call("cbs", "CopySnapshotCrossRegions", json + "}");
}
Json snapshot_of(const Client& client, const std::string& id) {
  Reply reply = client.call("cbs", "DescribeSnapshots", {{"SnapshotIds", {id}}});
  EXPECT_EQ(reply["TotalCount"], 1) << id;
  return reply["SnapshotSet"][0];
}
size_t snapshots_of(const Client& client) {
  return client.call("cbs", "DescribeSnapshots")["SnapshotSet"].size();
}

// M-32
TEST(SnapshotCopies, become_snapshots_of_the_other_region_that_disks_are_made_of) {
  Scenario cloud;
  std::string id = create_snapshot(cloud.alice());
  Json result = copy(cloud.alice(), id, kThere)["SnapshotCopyResultSet"];
  ASSERT_EQ(result.size(), 1u);
  EXPECT_EQ(result[0]["Code"], "Success");
  EXPECT_EQ(result[0]["DestinationRegion"], kThere);
  std::string made = result[0]["SnapshotId"].text();
  Json snapshot = snapshot_of(cloud.in(kThere), made);
  EXPECT_EQ(snapshot["SnapshotState"], "NORMAL");
  EXPECT_EQ(snapshot["CopyFromRemote"], true);
  EXPECT_EQ(snapshot["DiskSize"], 50);
  EXPECT_EQ(snapshot["SnapshotName"], "Copied " + id + " from ap-guangzhou");
  // An image of the copy knows what it comes from.
  std::string image =
      cloud.in(kThere)
          .call("cvm", "CreateImage", {{"ImageName", "a"}, {"SnapshotIds", {made}}})["ImageId"]
          .text();
  run_from(cloud.in(kThere), image, "ap-shanghai-1").expect_ok();
}

TEST(SnapshotCopies, are_refused_at_once_where_they_cannot_go) {
  Scenario cloud;
  std::string id = create_snapshot(cloud.alice());
  copy(cloud.alice(), id, "ap-nowhere").expect_error("InvalidParameterValue");
  copy(cloud.alice(), id, Scenario::kRegion).expect_error("InvalidParameterValue");
  copy(cloud.alice(), id, "ap-hongkong")  // M-16
      .expect_error("UnsupportedOperation.SnapshotNotSupportCopy");
  copy(cloud.alice(), id, "ap-shanghai-fsi")  // M-18
      .expect_error("UnsupportedOperation.SnapshotNotSupportCopy");
  copy(cloud.alice(), "snap-00000000", kThere).expect_error("InvalidSnapshotId.NotFound");
  copy(cloud.as(kBob), id, kThere).expect_error("InvalidSnapshotId.NotFound");
  copy(cloud.alice(), id, kThere, R"("SnapshotName":")" + std::string(61, 'a') + '"')
      .expect_error("InvalidParameterValue");
  cloud.call("cbs", "CopySnapshotCrossRegions", {{"DestinationRegions", {kThere}}})
      .expect_error("MissingParameter");
}

TEST(SnapshotCopies, show_where_they_are_and_keep_what_they_are_made_of) {
  Scenario cloud({.changes = "[durations]\ncopy_ms_per_gib = 2000"});
  std::string id = create_snapshot(cloud.alice());
  std::string made = copy(cloud.alice(), id, kThere,
                          R"("SnapshotName":"there")")["SnapshotCopyResultSet"][0]["SnapshotId"]
                         .text();
  cloud.advance(seconds(50));
  EXPECT_EQ(snapshot_of(cloud.alice(), id)["CopyingToRegions"][0], kThere);
  EXPECT_EQ(snapshot_of(cloud.in(kThere), made)["SnapshotState"], "COPYING_FROM_REMOTE");
  EXPECT_EQ(snapshot_of(cloud.in(kThere), made)["Percent"], 50);
  EXPECT_EQ(snapshot_of(cloud.in(kThere), made)["SnapshotName"], "there");
  EXPECT_EQ(copy_of(cloud.alice(), made)["State"], "COPYING");
  copy(cloud.alice(), id, kThere).expect_error("ResourceInUse.CopySnapshotConflict");
  cloud.call("cbs", "DeleteSnapshots", {{"SnapshotIds", {id}}}).expect_error("ResourceBusy");
  cloud.restart();
  EXPECT_EQ(snapshots_of(cloud.in(kThere)), 1u);
  EXPECT_EQ(snapshots_of(cloud.alice()), 1u);
  cloud.advance(seconds(60));
  EXPECT_EQ(snapshot_of(cloud.in(kThere), made)["SnapshotState"], "NORMAL");
  EXPECT_EQ(snapshot_of(cloud.alice(), id)["CopyingToRegions"].size(), 0u);
  cloud.call("cbs", "DeleteSnapshots", {{"SnapshotIds", {id}}}).expect_ok();
}

TEST(SnapshotCopies, that_the_other_region_has_no_room_for_fail_with_a_reason) {
  Scenario cloud({.changes = "[limits]\nsnapshots = 1"});
  create_snapshot(cloud.in(kThere), "ap-shanghai-1");
  std::string id = create_snapshot(cloud.alice());
  std::string made =
      copy(cloud.alice(), id, kThere)["SnapshotCopyResultSet"][0]["SnapshotId"].text();
  Json copy = copy_of(cloud.alice(), made);
  EXPECT_EQ(copy["State"], "FAILED");
  EXPECT_NE(copy["Reason"].text(), "");
  EXPECT_EQ(snapshots_of(cloud.in(kThere)), 1u);
  EXPECT_EQ(snapshot_of(cloud.alice(), id)["CopyingToRegions"].size(), 0u);
}

// M-5
TEST(SnapshotCopies, wait_while_the_link_is_cut_and_come_once_when_it_is_back) {
  Scenario cloud;
  std::string id = create_snapshot(cloud.alice());
  EXPECT_EQ(snapshots_of(cloud.in(kThere)), 0u);
  cut_link(cloud, Scenario::kRegion, kThere);
  std::string made =
      copy(cloud.alice(), id, kThere)["SnapshotCopyResultSet"][0]["SnapshotId"].text();
  cloud.advance(hours(1));
  EXPECT_EQ(snapshots_of(cloud.in(kThere)), 0u);
  EXPECT_EQ(copy_of(cloud.alice(), made)["State"], "SENT");
  cloud.restart();
  cut_link(cloud, Scenario::kRegion, kThere);
  EXPECT_EQ(snapshots_of(cloud.in(kThere)), 0u);
  EXPECT_EQ(snapshots_of(cloud.alice()), 1u);
  heal_all(cloud);
  cloud.advance(seconds(2));
  EXPECT_EQ(snapshots_of(cloud.in(kThere)), 1u);
  EXPECT_EQ(copy_of(cloud.alice(), made)["State"], "DONE");
}

}  // namespace
}  // namespace terrane
