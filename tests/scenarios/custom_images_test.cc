// Custom images: made of an instance or of snapshots, in one region, every zone of it (M-28).
#include <gtest/gtest.h>

#include "actions/cloud.h"
#include "scenarios/images.h"

namespace terrane {
namespace {

constexpr const char* kOtherZone = "ap-guangzhou-3";

Reply modify(const Client& client, const std::string& image, std::string_view more) {
  return client.call("cvm", "ModifyImageAttribute",
                     R"({"ImageId":")" + image + R"(",)" + std::string(more) + "}");
}
Reply remove(const Client& client, const std::string& image, bool with_snapshots = false) {
  return client.call("cvm", "DeleteImages",
                     {{"ImageIds", {image}}, {"DeleteBindedSnap", with_snapshots}});
}
Reply share(const Client& client, const std::string& image, AccountId account,
            const char* permission = "SHARE") {
  return client.call("cvm", "ModifyImageSharePermission",
                     {{"ImageId", image},
                      {"AccountIds", {std::to_string(uint64_t(account))}},
                      {"Permission", permission}});
}
std::string snapshot_of(const Client& client, const std::string& image, size_t index = 0) {
  return image_of(client, image)["SnapshotSet"][index]["SnapshotId"].text();
}
size_t snapshots_shown(const Client& client, const std::string& id) {
  return client.call("cbs", "DescribeSnapshots", {{"SnapshotIds", {id}}})["SnapshotSet"].size();
}

// M-23, M-28
TEST(CustomImages, are_made_of_an_instance_and_start_others_in_any_zone_of_the_region) {
  Scenario cloud;
  std::string instance = run_one(cloud.alice());
  std::string id = create_image(cloud.alice(), instance, "web",
                                R"("ImageDescription":"as of today","ImageFamily":"web",
                                   "TagSpecification":[{"ResourceType":"image",
                                     "Tags":[{"Key":"team","Value":"a"}]}])");
  Json image = image_of(cloud.alice(), id);
  EXPECT_EQ(image["ImageName"], "web");
  EXPECT_EQ(image["ImageDescription"], "as of today");
  EXPECT_EQ(image["ImageFamily"], "web");
  EXPECT_EQ(image["ImageState"], "NORMAL");
  EXPECT_EQ(image["ImageType"], "PRIVATE_IMAGE");
  EXPECT_EQ(image["ImageSource"], "CREATE_IMAGE");
  EXPECT_EQ(image["ImageCreator"], std::to_string(uint64_t(kAlice)));
  EXPECT_EQ(image["OsName"], "Ubuntu Server 22.04 LTS 64bit");
  EXPECT_EQ(image["Platform"], "Ubuntu");
  EXPECT_EQ(image["Architecture"], "x86_64");
  EXPECT_EQ(image["ImageSize"], 50);
  EXPECT_EQ(image["Tags"][0]["Key"], "team");
  ASSERT_EQ(image["SnapshotSet"].size(), 1u);
  EXPECT_EQ(image["SnapshotSet"][0]["DiskUsage"], "SYSTEM_DISK");
  EXPECT_EQ(image["SnapshotSet"][0]["DiskSize"], 50);

  std::string other = ids_of(run_from(cloud.alice(), id, kOtherZone)).at(0);
  Json started = shown(cloud.alice(), other);
  EXPECT_EQ(started["ImageId"], id);
  EXPECT_EQ(started["OsName"], "Ubuntu Server 22.04 LTS 64bit");
  EXPECT_EQ(started["DefaultLoginUser"], "ubuntu");
  EXPECT_EQ(started["Placement"]["Zone"], kOtherZone);
  // An image of that one comes from the same public image.
  std::string second = create_image(cloud.alice(), other, "web 2");
  EXPECT_EQ(image_of(cloud.alice(), second)["Platform"], "Ubuntu");
}

// M-28
TEST(CustomImages, take_along_the_data_disks_that_are_asked_for_and_make_them_anew) {
  Scenario cloud;
  std::string instance =
      run_one(cloud.alice(), R"("DataDisks":[{"DiskType":"CLOUD_PREMIUM","DiskSize":30},
                                      {"DiskType":"CLOUD_PREMIUM","DiskSize":40},
                                      {"DiskType":"LOCAL_BASIC","DiskSize":60}])");
  Json disks = shown(cloud.alice(), instance)["DataDisks"];
  ASSERT_EQ(disks.size(), 3u);
  auto asked = [&](const std::string& disk) {
    return ask_for_image(cloud.alice(), instance, "whole", R"("DataDiskIds":[")" + disk + R"("])");
  };
  std::string disk = disks[1]["DiskId"].text();
  asked("disk" + instance.substr(3)).expect_error("InvalidParameter.DataDiskIdContainsRootDisk");
  asked("disk-00000000").expect_error("InvalidParameter.DataDiskNotBelongSpecifiedInstance");
  asked(disks[2]["DiskId"].text()).expect_error("InvalidParameter.LocalDataDiskNotSupport");
  std::string image = asked(disk)["ImageId"].text();
  Json snapshots = image_of(cloud.alice(), image)["SnapshotSet"];
  ASSERT_EQ(snapshots.size(), 2u);
  EXPECT_EQ(snapshots[1]["DiskUsage"], "DATA_DISK");
  EXPECT_EQ(snapshots[1]["DiskSize"], 40);

  std::string other = ids_of(run_from(cloud.alice(), image, kOtherZone)).at(0);
  Json made = shown(cloud.alice(), other)["DataDisks"];
  ASSERT_EQ(made.size(), 1u);
  EXPECT_EQ(made[0]["DiskSize"], 40);
  EXPECT_EQ(made[0]["SnapshotId"], snapshots[1]["SnapshotId"].text());
}

TEST(CustomImages, are_refused_with_what_the_API_documents) {
  Scenario cloud;
  std::string instance = run_one(cloud.alice());
  auto ask = [&](std::string_view name, std::string_view more = {}) {
    return ask_for_image(cloud.alice(), instance, name, more);
  };
  auto call = [&](const Parameters& parameters) {
    return cloud.call("cvm", "CreateImage", parameters);
  };
  ask("").expect_error("MissingParameter");
  ask(std::string(61, 'a')).expect_error("InvalidParameterValue.TooLarge");
  ask("a", R"("ImageDescription":")" + std::string(257, 'a') + '"')
      .expect_error("InvalidParameterValue.TooLarge");
  ask("a", R"("ImageFamily":"a family")").expect_error("InvalidParameterValue.InvalidImageFamily");
  ask("a", R"("ForcePoweroff":"perhaps")").expect_error("InvalidParameterValue");
  ask("a", R"("Sysprep":"TRUE")").expect_error("InvalidParameterConflict");
  ask("a", R"("TagSpecification":[{"ResourceType":"instance","Tags":[]}])")
      .expect_error("InvalidParameterValue");
  ask("a", R"("SnapshotIds":["snap-00000000"])")
      .expect_error("InvalidParameter.SpecifyOneParameter");
  call({{"ImageName", "a"}}).expect_error("InvalidParameter.SpecifyOneParameter");
  call({{"ImageName", "a"}, {"SnapshotIds", {"snap-00000000"}}, {"DataDiskIds", {"disk-00000000"}}})
      .expect_error("InvalidParameter.InvalidDependence");
  call({{"ImageName", "a"}, {"SnapshotIds", {"snap-00000000"}}})
      .expect_error("InvalidParameter.SnapshotNotFound");
  call({{"ImageName", "a"}, {"InstanceId", "ins-00000000"}})
      .expect_error("InvalidInstanceId.NotFound");
  ask("a").expect_ok();
  ask("a").expect_error("InvalidImageName.Duplicate");
  std::string bobs = run_one(cloud.as(kBob));
  ask_for_image(cloud.as(kBob), bobs, "a").expect_ok();  // his names are his own
  cloud
      .call("cvm", "StopInstances", {{"InstanceIds", {instance}}, {"StoppedMode", "STOP_CHARGING"}})
      .expect_ok();
  ask("b").expect_error("UnsupportedOperation.StoppedModeStopCharging");
}

TEST(CustomImages, are_as_many_as_the_quota_says) {
  Scenario cloud({.changes = "[limits]\nimages = 2"});
  std::string instance = run_one(cloud.alice());
  EXPECT_EQ(cloud.call("cvm", "DescribeImageQuota")["ImageNumQuota"], 2);
  create_image(cloud.alice(), instance, "a");
  std::string second = create_image(cloud.alice(), instance, "b");
  ask_for_image(cloud.alice(), instance, "c").expect_error("ImageQuotaLimitExceeded");
  remove(cloud.alice(), second).expect_ok();
  ask_for_image(cloud.alice(), instance, "c").expect_ok();
}

TEST(CustomImages, of_a_running_instance_leave_it_on_or_turn_it_off_first) {
  Scenario cloud;
  std::string instance = run_one(cloud.alice());
  create_image(cloud.alice(), instance, "a", R"("ForcePoweroff":"FALSE")");
  EXPECT_EQ(state_of(cloud.alice(), instance), "RUNNING");
  EXPECT_EQ(shown(cloud.alice(), instance)["LatestOperation"], "CreateImage");
  create_image(cloud.alice(), instance, "b", R"("ForcePoweroff":"TRUE")");
  EXPECT_EQ(state_of(cloud.alice(), instance), "STOPPED");
  EXPECT_EQ(shown(cloud.alice(), instance)["LatestOperationState"], "SUCCESS");
  create_image(cloud.alice(), instance, "c", R"("ForcePoweroff":"TRUE")");  // it is off already
}

TEST(CustomImages, take_their_time_and_go_on_after_a_restart) {
  Scenario cloud({.changes = "[durations]\nsnapshot_ms_per_gib = 1000\nimage_ms = 10000"});
  std::string instance = run_one(cloud.alice());
  std::string id = create_image(cloud.alice(), instance);
  EXPECT_EQ(image_state(cloud.alice(), id), "CREATING");
  run_from(cloud.alice(), id, kOtherZone).expect_error("InvalidParameterValue.InvalidImageState");
  modify(cloud.alice(), id, R"("ImageName":"b")").expect_error("InvalidImageId.IncorrectState");
  remove(cloud.alice(), id).expect_error("InvalidImageId.IncorrectState");
  share(cloud.alice(), id, kBob).expect_error("InvalidParameterValue.InvalidImageState");
  sync(cloud.alice(), id, "ap-shanghai").expect_error("InvalidImageId.IncorrectState");
  cloud.restart();
  cloud.advance(seconds(59));
  EXPECT_EQ(image_state(cloud.alice(), id), "CREATING");
  cloud.advance(seconds(1));
  EXPECT_EQ(image_state(cloud.alice(), id), "NORMAL");
  EXPECT_EQ(snapshots_shown(cloud.alice(), snapshot_of(cloud.alice(), id)), 1u);
  run_from(cloud.alice(), id, kOtherZone).expect_ok();
}

// M-32
TEST(CustomImages, are_made_of_snapshots_one_of_which_is_of_a_system_disk) {
  Scenario cloud;
  std::string instance =
      run_one(cloud.alice(), R"("DataDisks":[{"DiskType":"CLOUD_PREMIUM","DiskSize":30}])");
  std::string data = shown(cloud.alice(), instance)["DataDisks"][0]["DiskId"].text();
  auto snapshot = [&](const std::string& disk, const char* more = "") {
    return cloud
        .call("cbs", "CreateSnapshot", R"({"DiskId":")" + disk + '"' + more + "}")["SnapshotId"]
        .text();
  };
  std::string system = snapshot("disk" + instance.substr(3)), of_data = snapshot(data);
  auto make = [&](std::initializer_list<boost::json::value_ref> ids) {
    return cloud.call("cvm", "CreateImage", {{"ImageName", "a"}, {"SnapshotIds", ids}});
  };
  make({of_data}).expect_error("InvalidParameter.SystemSnapshotNotFound");
  make({system, snapshot("disk" + instance.substr(3))})
      .expect_error("InvalidParameter.DuplicateSystemSnapshots");
  std::string id = make({of_data, system})["ImageId"].text();
  Json set = image_of(cloud.alice(), id)["SnapshotSet"];
  EXPECT_EQ(set[0]["SnapshotId"], system);
  EXPECT_EQ(set[1]["SnapshotId"], of_data);
  EXPECT_EQ(image_of(cloud.alice(), id)["OsName"], "Ubuntu Server 22.04 LTS 64bit");
  // What an image is made of stays.
  cloud.call("cbs", "DeleteSnapshots", {{"SnapshotIds", {system}}})
      .expect_error("UnsupportedOperation.SnapshotHasBindedImage");
  cloud.call("cbs", "DeleteSnapshots", {{"SnapshotIds", {system}}, {"DeleteBindImages", true}})
      .expect_ok();
  EXPECT_EQ(images_shown(cloud.alice(), id), 0u);
  EXPECT_EQ(snapshots_shown(cloud.alice(), of_data), 1u);
}

TEST(CustomImages, are_changed_by_their_account) {
  Scenario cloud;
  std::string instance = run_one(cloud.alice());
  std::string id = create_image(cloud.alice(), instance, "a");
  create_image(cloud.alice(), instance, "b");
  modify(cloud.alice(), id,
         R"("ImageName":"c","ImageDescription":"","ImageFamily":"f","ImageDeprecated":true)")
      .expect_ok();
  Json image = image_of(cloud.alice(), id);
  EXPECT_EQ(image["ImageName"], "c");
  EXPECT_EQ(image["ImageFamily"], "f");
  EXPECT_EQ(image["ImageDeprecated"], true);
  modify(cloud.alice(), id, R"("ImageName":"c")").expect_ok();  // it may keep its own
  modify(cloud.alice(), id, R"("ImageName":"b")").expect_error("InvalidImageName.Duplicate");
  modify(cloud.alice(), id, R"("ImageName":")" + std::string(61, 'a') + '"')
      .expect_error("InvalidParameterValue.TooLarge");
  cloud.call("cvm", "ModifyImageAttribute", {{"ImageId", id}}).expect_error("MissingParameter");
  modify(cloud.alice(), "img-00000000", R"("ImageName":"d")")
      .expect_error("InvalidImageId.NotFound");
  modify(cloud.alice(), "an image", R"("ImageName":"d")").expect_error("InvalidImageId.Malformed");
  modify(cloud.alice(), std::string(kImage), R"("ImageName":"d")")
      .expect_error("UnsupportedOperation.SharedImageModifyUnsupported");
}

TEST(CustomImages, are_deleted_with_their_snapshots_or_without_and_instances_go_on) {
  Scenario cloud;
  std::string instance = run_one(cloud.alice());
  std::string first = create_image(cloud.alice(), instance, "a");
  std::string kept = snapshot_of(cloud.alice(), first);
  std::string started = ids_of(run_from(cloud.alice(), first, kOtherZone)).at(0);
  remove(cloud.alice(), first).expect_ok();
  EXPECT_EQ(images_shown(cloud.alice(), first), 0u);
  EXPECT_EQ(snapshots_shown(cloud.alice(), kept), 1u);
  remove(cloud.alice(), first).expect_error("InvalidImageId.NotFound");
  run_from(cloud.alice(), first, kOtherZone).expect_error("InvalidImageId.NotFound");

  // The instance is what it was; only starting it anew from what is gone is refused.
  EXPECT_EQ(shown(cloud.alice(), started)["OsName"], "Ubuntu Server 22.04 LTS 64bit");
  cloud
      .call("cvm", "ResizeInstanceDisks",
            {{"InstanceId", started}, {"SystemDisk", {{"DiskSize", 60}}}, {"ForceStop", true}})
      .expect_ok();
  cloud.call("cvm", "ResetInstance", {{"InstanceId", started}})
      .expect_error("InvalidImageId.NotFound");

  std::string second = create_image(cloud.alice(), started, "b");
  std::string gone = snapshot_of(cloud.alice(), second);
  cloud
      .call("cvm", "DeleteImages",
            {{"ImageIds", {second}}, {"DeleteBindedSnap", true}, {"DryRun", true}})
      .expect_ok();
  EXPECT_EQ(images_shown(cloud.alice(), second), 1u);
  remove(cloud.alice(), second, true).expect_ok();
  EXPECT_EQ(snapshots_shown(cloud.alice(), gone), 0u);
  remove(cloud.alice(), std::string(kImage))
      .expect_error("InvalidParameterValue.InvalidImageIdIsShared");
  cloud.call("cvm", "DeleteImages", R"({"ImageIds":[]})").expect_error("MissingParameter");
}

TEST(CustomImages, leave_snapshots_that_another_image_is_made_of) {
  Scenario cloud;
  std::string first = create_image(cloud.alice(), run_one(cloud.alice()), "a");
  std::string snapshot = snapshot_of(cloud.alice(), first);
  std::string second =
      cloud.call("cvm", "CreateImage", {{"ImageName", "b"}, {"SnapshotIds", {snapshot}}})["ImageId"]
          .text();
  remove(cloud.alice(), first, true).expect_ok();
  EXPECT_EQ(snapshot_of(cloud.alice(), second), snapshot);
  remove(cloud.alice(), second, true).expect_ok();
  EXPECT_EQ(snapshots_shown(cloud.alice(), snapshot), 0u);
}

TEST(CustomImages, reset_an_instance_and_launch_from_templates_like_public_ones) {
  Scenario cloud;
  std::string instance = run_one(cloud.alice());
  std::string id = create_image(cloud.alice(), instance);
  cloud.call("cvm", "ResetInstance", {{"InstanceId", instance}, {"ImageId", id}}).expect_ok();
  EXPECT_EQ(shown(cloud.alice(), instance)["ImageId"], id);
  std::string launch_template = cloud
                                    .call("cvm", "CreateLaunchTemplate",
                                          {{"LaunchTemplateName", "t"},
                                           {"ImageId", id},
                                           {"InstanceType", "S5.SMALL1"},
                                           {"Placement", {{"Zone", kZone}}}})["LaunchTemplateId"]
                                    .text();
  auto from_template = [&] {
    return cloud.call("cvm", "RunInstances",
                      {{"LaunchTemplate", {{"LaunchTemplateId", launch_template}}}});
  };
  EXPECT_EQ(shown(cloud.alice(), ids_of(from_template()).at(0))["ImageId"], id);
  cloud
      .call("cvm", "InquiryPriceRunInstances",
            {{"Placement", {{"Zone", kZone}}}, {"ImageId", id}, {"InstanceType", "S5.SMALL1"}})
      .expect_ok();
  // A template holds on to nothing: what it names is looked up when it is used.
  remove(cloud.alice(), id).expect_ok();
  from_template().expect_error("InvalidImageId.NotFound");
}

TEST(CustomImages, need_a_system_disk_of_their_size) {
  Scenario cloud;
  std::string instance =
      run_one(cloud.alice(), R"("SystemDisk":{"DiskType":"CLOUD_PREMIUM","DiskSize":100})");
  std::string id = create_image(cloud.alice(), instance);
  auto run_with = [&](int size) {
    return cloud.call("cvm", "RunInstances",
                      {{"Placement", {{"Zone", kZone}}},
                       {"ImageId", id},
                       {"InstanceType", "S5.SMALL1"},
                       {"SystemDisk", {{"DiskType", "CLOUD_PREMIUM"}, {"DiskSize", size}}}});
  };
  run_with(50).expect_error("InvalidParameterValue");
  run_with(100).expect_ok();
  EXPECT_EQ(shown(cloud.alice(),
                  ids_of(run_from(cloud.alice(), id, kZone)).at(0))["SystemDisk"]["DiskSize"],
            100);
}

TEST(CustomImages, are_tried_without_being_made) {
  Scenario cloud;
  std::string instance = run_one(cloud.alice());
  auto before = cloud.dump();
  ask_for_image(cloud.alice(), instance, "a", R"("DryRun":true,"ForcePoweroff":"TRUE")")
      .expect_ok();
  EXPECT_EQ(cloud.dump(), before);
}

TEST(CustomImages, are_listed_before_public_ones_newest_first_and_by_every_filter) {
  Scenario cloud;
  std::string instance = run_one(cloud.alice());
  std::string older = create_image(cloud.alice(), instance, "older");
  std::string newer = create_image(cloud.alice(), instance, "newer",
                                   R"("TagSpecification":[{"ResourceType":"image",
                                        "Tags":[{"Key":"team","Value":"a"}]}])");
  Reply all = cloud.call("cvm", "DescribeImages");
  EXPECT_EQ(all["ImageSet"][0]["ImageId"], newer);
  EXPECT_EQ(all["ImageSet"][1]["ImageId"], older);
  EXPECT_EQ(all["ImageSet"][2]["ImageType"], "PUBLIC_IMAGE");
  EXPECT_EQ(all["TotalCount"], int64_t(cloud.cloud().catalogue().public_images().size()) + 2);
  auto found = [&](std::string_view name, std::string_view value) {
    Json set = cloud.call("cvm", "DescribeImages",
                          {{"Filters", {{{"Name", name}, {"Values", {value}}}}}})["ImageSet"];
    std::string ids;
    for (size_t i = 0; i < set.size(); ++i) ids += set[i]["ImageId"].text() + " ";
    return ids;
  };
  EXPECT_EQ(found("image-id", older), older + " ");
  EXPECT_EQ(found("image-name", "newer"), newer + " ");
  EXPECT_EQ(found("image-type", "PRIVATE_IMAGE"), newer + " " + older + " ");
  EXPECT_EQ(found("image-type", "SHARED_IMAGE"), "");
  EXPECT_EQ(found("tag-key", "team"), newer + " ");
  EXPECT_EQ(found("tag-value", "a"), newer + " ");
  EXPECT_EQ(found("tag:team", "a"), newer + " ");
  EXPECT_EQ(found("tag:team", "b"), "");
  EXPECT_EQ(cloud.as(kBob).call("cvm", "DescribeImages")["ImageSet"][0]["ImageType"],
            "PUBLIC_IMAGE");
}

// --- Sharing. ---

// M-13, M-28
TEST(SharedImages, start_instances_of_the_other_account_in_their_region_alone) {
  Scenario cloud;
  std::string id = create_image(cloud.alice(), run_one(cloud.alice()));
  Client bob = cloud.as(kBob);
  EXPECT_EQ(images_shown(bob, id), 0u);
  run_from(bob, id, kZone).expect_error("InvalidImageId.NotFound");
  share(cloud.alice(), id, kBob).expect_ok();
  Json image = image_of(bob, id);
  EXPECT_EQ(image["ImageType"], "SHARED_IMAGE");
  EXPECT_EQ(image["ImageCreator"], std::to_string(uint64_t(kAlice)));
  Json shares =
      cloud.call("cvm", "DescribeImageSharePermission", {{"ImageId", id}})["SharePermissionSet"];
  ASSERT_EQ(shares.size(), 1u);
  EXPECT_EQ(shares[0]["AccountId"], std::to_string(uint64_t(kBob)));
  std::string started = ids_of(run_from(bob, id, kZone)).at(0);
  EXPECT_EQ(images_shown(bob.in("ap-shanghai"), id), 0u);
  EXPECT_EQ(images_shown(cloud.as(kOperator), id), 0u);

  // It is Alice's, so Bob changes nothing about it.
  modify(bob, id, R"("ImageName":"mine")")
      .expect_error("UnsupportedOperation.SharedImageModifyUnsupported");
  remove(bob, id).expect_error("InvalidParameterValue.InvalidImageIdIsShared");
  share(bob, id, kOperator).expect_error("UnauthorizedOperation.ImageNotBelongToAccount");
  bob.call("cvm", "DescribeImageSharePermission", {{"ImageId", id}})
      .expect_error("UnauthorizedOperation.ImageNotBelongToAccount");

  // It stays while he may use it; then it goes, and what he started does not.
  remove(cloud.alice(), id).expect_error("InvalidImageId.InShared");
  share(cloud.alice(), id, kBob, "CANCEL").expect_ok();
  EXPECT_EQ(images_shown(bob, id), 0u);
  EXPECT_EQ(state_of(bob, started), "RUNNING");
  remove(cloud.alice(), id).expect_ok();
}

TEST(SharedImages, are_shared_with_accounts_there_are_and_not_with_too_many) {
  Scenario cloud({.changes = "[limits]\naccounts_per_shared_image = 1"});
  std::string id = create_image(cloud.alice(), run_one(cloud.alice()));
  share(cloud.alice(), id, AccountId{5}).expect_error("InvalidAccountId.NotFound");
  share(cloud.alice(), id, kAlice).expect_error("FailedOperation.AccountIsYourSelf");
  share(cloud.alice(), id, kBob, "GIVE").expect_error("InvalidParameterValue");
  cloud
      .call("cvm", "ModifyImageSharePermission",
            R"({"ImageId":")" + id + R"(","AccountIds":["bob"],"Permission":"SHARE"})")
      .expect_error("InvalidAccountId.NotFound");
  share(cloud.alice(), id, kBob).expect_ok();
  share(cloud.alice(), id, kBob).expect_error("FailedOperation.AccountAlreadyExists");
  share(cloud.alice(), id, kOperator).expect_error("OverQuota");
  share(cloud.alice(), id, kOperator, "CANCEL").expect_ok();  // it never was: nothing to do
  share(cloud.alice(), std::string(kImage), kBob)
      .expect_error("UnauthorizedOperation.ImageNotBelongToAccount");
}

TEST(SharedImages, become_ones_own_by_a_copy_within_the_region) {
  Scenario cloud;
  std::string id = create_image(cloud.alice(), run_one(cloud.alice()), "web");
  share(cloud.alice(), id, kBob).expect_ok();
  Client bob = cloud.as(kBob);
  sync(bob, id, "ap-shanghai").expect_error("InvalidParameterValue.InvalidRegion");
  std::string own = sync_to(bob, id, Scenario::kRegion);
  sync(bob, id, Scenario::kRegion).expect_error("InvalidImageName.Duplicate");
  EXPECT_EQ(image_of(bob, own)["ImageType"], "PRIVATE_IMAGE");
  share(cloud.alice(), id, kBob, "CANCEL").expect_ok();
  remove(cloud.alice(), id, true).expect_ok();
  run_from(bob, own, kZone).expect_ok();
  EXPECT_EQ(images_shown(cloud.alice(), own), 0u);
}

}  // namespace
}  // namespace terrane
