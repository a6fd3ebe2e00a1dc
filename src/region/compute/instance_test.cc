#include "region/compute/instance.h"

#include <gtest/gtest.h>

#include "cell/message_pack.h"

namespace terrane {
namespace {

Instance full_instance() {
  Instance instance;
  instance.account = AccountId{100000000001};
  instance.sequence = 42;
  instance.zone = 100002;
  instance.type = InternedText("S5.LARGE8");
  instance.image = *ImageId::parse("img-487zeit5");
  instance.subnet = *SubnetId::parse("subnet-00000001");
  instance.placement_group = *PlacementGroupId::parse("ps-00000001");
  instance.name = "web";
  instance.host_name = "web-1";
  instance.security_groups = {*SecurityGroupId::parse("sg-00000001"),
                              *SecurityGroupId::parse("sg-00000002")};
  instance.key_pairs = {*KeyPairId::parse("skey-00000001")};
  instance.tags = {{"team", "blue"}};
  instance.user_data = "aGk=";
  instance.failure = "no machine";
  instance.system_disk = {*DiskId::parse("disk-00000001"), "", 50, InternedText("CLOUD_PREMIUM"),
                          true};
  instance.created = from_iso8601("2026-11-23T03:43:41Z");
  instance.expires = from_iso8601("2026-12-23T03:43:41Z");
  instance.latest_request = *parse_uuid("8a5a3a5c-4d3f-4c1e-9a52-0c6a2ed13c3f");
  instance.internet_charge = InternedText("TRAFFIC_POSTPAID_BY_HOUR");
  instance.address = *parse_ipv4("10.0.0.2");
  instance.public_address = *parse_ipv4("100.64.128.1");
  instance.host = 17;
  instance.cores = 4;
  instance.memory_gib = 8;
  instance.local_disk_gib = 50;
  instance.project = 3;
  instance.bandwidth_mbps = 10;
  instance.generation = 5;
  instance.image_origin = InternedText("img-487zeit5");
  instance.state = InstanceState::kStopped;
  instance.charge = ChargeType::kPrepaid;
  instance.renew = RenewFlag::kNotifyAndAuto;
  instance.stop_mode = StopMode::kKeepCharging;
  instance.latest_operation = InstanceOperation::kStop;
  instance.progress = OperationProgress::kFailed;
  instance.with_power = WithPower::kStarts;
  instance.hard_stop = true;
  instance.is_protected = true;
  return instance;
}

TEST(InstanceRecord, EveryFieldIsReadBackAsItWasStored) {
  Instance instance = full_instance();
  std::string stored, again;
  message_pack::encode(instance, stored);
  Instance loaded;
  ASSERT_TRUE(message_pack::decode(stored, loaded));
  message_pack::encode(loaded, again);
  EXPECT_EQ(again, stored);
  auto compare = [&](const auto& field) {
    EXPECT_TRUE(loaded.*field.member == instance.*field.member) << field.name;
    EXPECT_FALSE(instance.*field.member == Instance().*field.member)
        << field.name << " is not told apart from its default here";
  };
  std::apply([&](const auto&... field) { (compare(field), ...); }, Instance::kFields());
}

// What the first version stored, with a field this one does not know.
TEST(InstanceRecord, AnOlderShapeLoadsWithDefaults) {
  std::string stored;
  message_pack::Writer writer(stored);
  writer.map(7);
  writer.text("account"), writer.unsigned_integer(100000000001);
  writer.text("zone"), writer.unsigned_integer(100002);
  writer.text("type"), writer.text("S2.SMALL1");
  writer.text("subnet"), writer.text("subnet-00000001");
  writer.text("address"), writer.unsigned_integer(0x0a000002);
  writer.text("state"), writer.unsigned_integer(2);
  writer.text("rack"), writer.array(1), writer.text("gone in this version");
  Instance loaded;
  ASSERT_TRUE(message_pack::decode(stored, loaded));
  EXPECT_EQ(loaded.type.view(), "S2.SMALL1");
  EXPECT_EQ(loaded.state, InstanceState::kRunning);
  EXPECT_EQ(to_text(loaded.address), "10.0.0.2");
  EXPECT_EQ(loaded.charge, ChargeType::kPostpaidByHour);
  EXPECT_TRUE(loaded.system_disk.delete_with_instance);
  EXPECT_EQ(loaded.progress, OperationProgress::kSuccess);
}

TEST(InstanceRecord, ReferencesAreWhatTheInstanceHoldsOnTo) {
  std::vector<std::string> targets;
  full_instance().references([&](AnyId target) { targets.push_back(to_text(target)); });
  EXPECT_EQ(targets, (std::vector<std::string>{"subnet-00000001", "ps-00000001", "sg-00000001",
                                               "sg-00000002", "skey-00000001"}));
}

}  // namespace
}  // namespace terrane
