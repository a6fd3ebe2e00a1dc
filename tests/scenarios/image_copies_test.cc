// Copying custom images to other regions: by letters, over links that may be cut or slow, so that
// every copy that was accepted is there once or was not taken for a reason that is kept.
#include <gtest/gtest.h>

#include "actions/cloud.h"
#include "region/image/copy_letters.h"
#include "scenarios/images.h"
#include "scenarios/outages.h"
#include "store/faulty/faulty_store.h"

namespace terrane {
namespace {

constexpr std::string_view kThere = "ap-shanghai";
constexpr std::string_view kZoneThere = "ap-shanghai-1";
// 50 GiB: 100 seconds.
constexpr const char* kTakesTime = "[durations]\ncopy_ms_per_gib = 2000";

std::string create_image(Scenario& cloud, std::string_view name = "web") {
  return terrane::create_image(cloud.alice(), run_one(cloud.alice()), name);
}

// M-21, M-28
TEST(ImageCopies, start_instances_in_the_other_region_and_not_before) {
  Scenario cloud;
  Client there = cloud.in(kThere);
  std::string id = create_image(cloud);
  run_from(there, id, kZoneThere).expect_error("InvalidImageId.NotFound");
  EXPECT_EQ(images_shown(there, id), 0u);

  std::string copy = sync_to(cloud.alice(), id, kThere);
  EXPECT_NE(copy, id);
  Json image = image_of(there, copy);
  EXPECT_EQ(image["ImageState"], "NORMAL");
  EXPECT_EQ(image["ImageName"], "web");
  EXPECT_EQ(image["OsName"], "Ubuntu Server 22.04 LTS 64bit");
  EXPECT_EQ(image["ImageSize"], 50);
  ASSERT_EQ(image["SnapshotSet"].size(), 1u);
  EXPECT_EQ(image_state(cloud.alice(), id), "NORMAL");
  std::string started = ids_of(run_from(there, copy, kZoneThere)).at(0);
  EXPECT_EQ(shown(there, started)["OsName"], "Ubuntu Server 22.04 LTS 64bit");

  // It is a resource of its own: what it came from may go, and it may be copied on.
  cloud.call("cvm", "DeleteImages", {{"ImageIds", {id}}, {"DeleteBindedSnap", true}}).expect_ok();
  run_from(there, copy, kZoneThere).expect_ok();
  std::string further = sync_to(there, copy, "ap-beijing");
  EXPECT_EQ(image_state(cloud.in("ap-beijing"), further), "NORMAL");
}

TEST(ImageCopies, answer_with_a_list_even_where_none_is_asked_for) {
  Scenario cloud;
  std::string id = create_image(cloud);
  EXPECT_EQ(cloud
                .call("cvm", "SyncImages",
                      {{"ImageIds", {id}}, {"DestinationRegions", {kThere}}})["ImageSet"]
                .size(),
            0u);
  EXPECT_EQ(own_images(cloud.in(kThere)).size(), 1u);
  auto before = cloud.dump();
  cloud
      .call("cvm", "SyncImages",
            {{"ImageIds", {id}}, {"DestinationRegions", {"ap-beijing"}}, {"DryRun", true}})
      .expect_ok();
  EXPECT_EQ(cloud.dump(), before);
}

TEST(ImageCopies, go_to_several_regions_at_once_under_a_name_of_their_own) {
  Scenario cloud;
  std::string id = create_image(cloud);
  Json set = cloud.call("cvm", "SyncImages",
                        {{"ImageIds", {id, id}},
                         {"DestinationRegions", {kThere, "ap-beijing", kThere}},
                         {"ImageName", "copied"},
                         {"ImageSetRequired", true}})["ImageSet"];
  ASSERT_EQ(set.size(), 2u);
  for (size_t i = 0; i < set.size(); ++i) {
    Client there = cloud.in(set[i]["Region"].text());
    EXPECT_EQ(image_of(there, set[i]["ImageId"].text())["ImageName"], "copied");
  }
}

TEST(ImageCopies, are_refused_at_once_where_they_cannot_go) {
  Scenario cloud;
  std::string id = create_image(cloud), other = create_image(cloud, "b");
  auto to = [&](std::string_view region) { return sync(cloud.alice(), id, region); };
  to("ap-nowhere").expect_error("InvalidRegion.NotFound");
  to(Scenario::kRegion).expect_error("InvalidParameterValue.InvalidRegion");
  to("ap-shanghai-fsi").expect_error("UnsupportedOperation.Region");  // M-18
  sync(cloud.alice(), id, kThere, std::string(61, 'a')).expect_error("InvalidParameterValue");
  sync(cloud.alice(), std::string(kImage), kThere)
      .expect_error("InvalidParameterValue.InvalidImageId");
  sync(cloud.alice(), "img-00000000", kThere).expect_error("InvalidImageId.NotFound");
  sync(cloud.alice(), "image", kThere).expect_error("InvalidImageId.Malformed");
  sync(cloud.as(kBob), id, kThere).expect_error("InvalidImageId.NotFound");
  auto ask = [&](const char* more) {
    return cloud.call(
        "cvm", "SyncImages",
        R"({"DestinationRegions":["ap-shanghai"],"ImageIds":[")" + id + R"("],)" + more + "}");
  };
  ask(R"("Encrypt":true)").expect_error("UnsupportedOperation.EncryptedImagesNotSupported");
  ask(R"("KmsKeyId":"k")").expect_error("InvalidParameter.InvalidKmsKeyId");
  cloud
      .call("cvm", "SyncImages",
            {{"ImageIds", {id, other}}, {"DestinationRegions", {kThere}}, {"ImageName", "one"}})
      .expect_error("InvalidImageName.Duplicate");
  cloud.call("cvm", "SyncImages", R"({"ImageIds":[],"DestinationRegions":["ap-shanghai"]})")
      .expect_error("MissingParameter");
  cloud.call("cvm", "SyncImages", R"({"DestinationRegions":[],"ImageIds":[")" + id + R"("]})")
      .expect_error("MissingParameter");
}

TEST(ImageCopies, show_their_progress_at_both_ends) {
  Scenario cloud({.changes = kTakesTime});
  Client there = cloud.in(kThere);
  std::string id = create_image(cloud);
  std::string copy = sync_to(cloud.alice(), id, kThere);
  cloud.advance(seconds(25));
  for (Json image : {image_of(cloud.alice(), id), image_of(there, copy)}) {
    EXPECT_EQ(image["ImageState"], "SYNCING");
    EXPECT_EQ(image["SyncPercent"], 25);
  }
  EXPECT_EQ(copy_of(cloud.alice(), copy)["State"], "COPYING");
  EXPECT_EQ(copy_of(cloud.alice(), copy)["Percent"], 25);
  // It is whole here, and not yet there.
  run_from(cloud.alice(), id, kZone).expect_ok();
  run_from(there, copy, kZoneThere).expect_error("InvalidParameterValue.InvalidImageState");
  there.call("cvm", "DeleteImages", {{"ImageIds", {copy}}})
      .expect_error("InvalidImageId.IncorrectState");
  cloud.call("cvm", "DeleteImages", {{"ImageIds", {id}}})
      .expect_error("MutexOperation.TaskRunning");
  sync(cloud.alice(), id, kThere).expect_error("FailedOperation.InvalidImageState");
  cloud.advance(seconds(75));
  EXPECT_EQ(image_state(there, copy), "NORMAL");
  EXPECT_EQ(image_state(cloud.alice(), id), "NORMAL");
  EXPECT_EQ(copy_of(cloud.alice(), copy)["State"], "DONE");
  run_from(there, copy, kZoneThere).expect_ok();
  cloud.call("cvm", "DeleteImages", {{"ImageIds", {id}}}).expect_ok();
  cloud.advance(days(1));  // then it is history
  EXPECT_EQ(cloud.call("terrane", "DescribeCopies")["TotalCount"], 0);
}

// --- What the other region does not take. ---

TEST(ImageCopies, that_the_other_region_has_no_room_for_are_shown_as_failed_there_and_here) {
  Scenario cloud({.changes = "[limits]\nimages = 1"});
  Client there = cloud.in(kThere);
  std::string id = create_image(cloud);
  std::string first = sync_to(cloud.alice(), id, kThere);
  std::string second = sync_to(cloud.alice(), id, kThere, "another");
  EXPECT_EQ(image_state(there, first), "NORMAL");
  Json failed = image_of(there, second);
  EXPECT_EQ(failed["ImageState"], "CREATEFAILED");
  EXPECT_NE(failed["ImageDescription"].text().find("ap-shanghai"), std::string::npos);
  run_from(there, second, kZoneThere).expect_error("InvalidParameterValue.InvalidImageState");
  Json copy = copy_of(cloud.alice(), second);
  EXPECT_EQ(copy["State"], "FAILED");
  EXPECT_EQ(copy["Reason"], failed["ImageDescription"].text());
  EXPECT_EQ(image_state(cloud.alice(), id), "NORMAL");

  // It is nothing but a notice: it takes no room, and goes when it is deleted or old.
  there.call("cvm", "DeleteImages", {{"ImageIds", {first}}}).expect_ok();
  std::string third = sync_to(cloud.alice(), id, kThere, "another");
  EXPECT_EQ(image_state(there, third), "NORMAL");
  cloud.advance(days(1));
  EXPECT_EQ(images_shown(there, second), 0u);
  EXPECT_EQ(images_shown(there, third), 1u);
}

TEST(ImageCopies, whose_name_is_taken_there_fail) {
  Scenario cloud;
  std::string id = create_image(cloud);
  sync_to(cloud.alice(), id, kThere);
  std::string second = sync_to(cloud.alice(), id, kThere);
  EXPECT_EQ(image_state(cloud.in(kThere), second), "CREATEFAILED");
  EXPECT_EQ(copy_of(cloud.alice(), second)["State"], "FAILED");
  cloud.in(kThere).call("cvm", "DeleteImages", {{"ImageIds", {second}}}).expect_ok();
  EXPECT_EQ(own_images(cloud.in(kThere)).size(), 1u);
}

// --- Links. ---

// M-5
TEST(ImageCopies, wait_while_the_link_is_cut_and_hold_nobody_up) {
  Scenario cloud({.changes = kTakesTime});
  std::string id = create_image(cloud);
  Client there = cloud.in(kThere);
  cut_link(cloud, Scenario::kRegion, kThere);
  std::string copy = sync_to(cloud.alice(), id, kThere);
  std::string elsewhere = sync_to(cloud.alice(), id, "ap-beijing");
  cloud.advance(hours(30));
  EXPECT_EQ(images_shown(there, copy), 0u);
  EXPECT_EQ(image_state(cloud.in("ap-beijing"), elsewhere), "NORMAL");
  EXPECT_EQ(image_state(cloud.alice(), id), "SYNCING");
  EXPECT_EQ(image_of(cloud.alice(), id)["SyncPercent"], 0);
  EXPECT_EQ(copy_of(cloud.alice(), copy)["State"], "SENT");
  // Both regions go on as if nothing had happened.
  run_from(cloud.alice(), id, kZone).expect_ok();
  run_one(there, "", kZoneThere);

  heal_all(cloud);
  cloud.advance(seconds(10));
  EXPECT_EQ(image_state(there, copy), "SYNCING");
  // Cut in the middle, it comes to its end there; here, that is known when the link is back.
  cut_link(cloud, kThere, Scenario::kRegion);
  cloud.advance(seconds(100));
  EXPECT_EQ(image_state(there, copy), "NORMAL");
  EXPECT_EQ(image_state(cloud.alice(), id), "SYNCING");
  heal_all(cloud);
  cloud.advance(seconds(1));
  EXPECT_EQ(image_state(cloud.alice(), id), "NORMAL");
  EXPECT_EQ(own_images(there).size(), 1u);
}

TEST(ImageCopies, are_as_late_as_the_link_is_slow) {
  Scenario cloud;
  std::string id = create_image(cloud);
  Client there = cloud.in(kThere);
  slow_link(cloud, Scenario::kRegion, kThere, seconds(30));
  std::string first = sync_to(cloud.alice(), id, kThere, "first");
  cloud.advance(seconds(10));
  std::string second = sync_to(cloud.alice(), create_image(cloud, "b"), kThere, "second");
  cloud.advance(seconds(19));
  EXPECT_EQ(own_images(there).size(), 0u);
  cloud.advance(seconds(1));
  EXPECT_EQ(image_state(there, first), "NORMAL");
  EXPECT_EQ(images_shown(there, second), 0u);
  EXPECT_EQ(image_state(cloud.alice(), id), "SYNCING");  // the answer is on its way
  cloud.advance(seconds(10));
  EXPECT_EQ(image_state(there, second), "NORMAL");
  cloud.advance(seconds(20));
  EXPECT_EQ(image_state(cloud.alice(), id), "NORMAL");
}

// --- What fails on the way. ---

// Whatever happened: there is one copy, both regions know it, and it can be used.
void expect_one_copy(Scenario& cloud, const std::string& id, const std::string& copy) {
  Client there = cloud.in(kThere);
  cloud.call("cvm", "DescribeImages").expect_ok();  // regions are opened when they are called
  there.call("cvm", "DescribeImages").expect_ok();
  cloud.advance(seconds(300));
  EXPECT_EQ(own_images(there).size(), 1u);
  EXPECT_EQ(image_state(there, copy), "NORMAL");
  EXPECT_EQ(image_state(cloud.alice(), id), "NORMAL");
  EXPECT_EQ(copy_of(cloud.alice(), copy)["State"], "DONE");
  run_from(there, copy, kZoneThere).expect_ok();
}

// M-5
TEST(ImageCopies, are_made_once_wherever_a_restart_meets_them) {
  for (int after = 0; after <= 160; after += 10) {
    SCOPED_TRACE("restarted after " + std::to_string(after) + " s");
    Scenario cloud({.changes = kTakesTime});
    std::string id = create_image(cloud);
    slow_link(cloud, Scenario::kRegion, kThere, seconds(20));
    std::string copy = sync_to(cloud.alice(), id, kThere);
    cloud.advance(seconds(after));
    cloud.restart();
    expect_one_copy(cloud, id, copy);
  }
}

TEST(ImageCopies, are_made_once_whichever_store_fails_at_whichever_commit) {
  for (std::string_view failing : {Scenario::kRegion, kThere})
    for (StoreFault fault : {StoreFault::kRefused, StoreFault::kReplyLost})
      for (uint64_t commits = 0; commits < 4; ++commits) {
        SCOPED_TRACE(std::string(failing) + " after " + std::to_string(commits) + " commits");
        Scenario cloud({.changes = kTakesTime});
        std::string id = create_image(cloud);
        cloud.in(kThere).call("cvm", "DescribeImages").expect_ok();
        slow_link(cloud, Scenario::kRegion, kThere, seconds(5));
        std::string copy = sync_to(cloud.alice(), id, kThere);
        cloud.disk(failing).plan(fault, commits);
        cloud.advance(seconds(200));
        cloud.restart();
        expect_one_copy(cloud, id, copy);
      }
}

// M-5
TEST(ImageCopies, wait_for_a_region_that_is_down_and_source_goes_on) {
  Scenario cloud;
  std::string id = create_image(cloud);
  cloud.in(kThere).call("cvm", "DescribeImages").expect_ok();
  cloud.disk(kThere).break_down();
  std::string copy = sync_to(cloud.alice(), id, kThere);
  cloud.advance(hours(1));
  EXPECT_EQ(image_state(cloud.alice(), id), "SYNCING");
  run_from(cloud.alice(), id, kZone).expect_ok();
  cloud.disk(kThere).repair();
  cloud.restart();
  expect_one_copy(cloud, id, copy);
}

// Acts on letters as the post does.
void deliver(Scenario& cloud, std::string_view from, const std::vector<Letter>& letters) {
  RegionCell& region = cloud.region(kThere);
  std::unique_lock writing(region.cell.lock());
  Transaction transaction;
  region.mailbox.receive(transaction, from, letters);
  region.cell.commit(transaction);
}

TEST(ImageCopies, are_made_once_by_a_letter_that_comes_twice) {
  Scenario cloud;
  std::string id = create_image(cloud);
  cut_link(cloud, Scenario::kRegion, kThere);
  std::string copy = sync_to(cloud.alice(), id, kThere);
  auto letters = cloud.region().mailbox.oldest(std::string(kThere), 10);
  ASSERT_EQ(letters.size(), 1u);
  deliver(cloud, Scenario::kRegion, letters);
  deliver(cloud, Scenario::kRegion, letters);
  heal_all(cloud);  // and the post carries it, too
  expect_one_copy(cloud, id, copy);
}

TEST(ImageCopies, get_another_ID_where_theirs_was_given_already) {
  Scenario cloud;
  std::string id = create_image(cloud);
  std::string copy = sync_to(cloud.alice(), id, kThere);
  // Beijing promised the same ID, one chance in 36^8.
  CopyImage letter{.id = *ImageId::parse(copy), .account = kAlice, .name = "other"};
  Letter written{.number = 1, .topic = std::string(CopyImage::kTopic)};
  message_pack::encode(letter, written.body);
  deliver(cloud, "ap-beijing", {written});
  Json images = own_images(cloud.in(kThere));
  ASSERT_EQ(images.size(), 2u);
  EXPECT_EQ(image_of(cloud.in(kThere), copy)["ImageName"], "web");
  EXPECT_EQ(images[0]["ImageName"], "other");
  EXPECT_NE(images[0]["ImageId"].text(), copy);
}

}  // namespace
}  // namespace terrane
