// Network interfaces: elastic ones live in the zone and the VPC of their subnet, and are attached
// to instances there (M-10, M-35); each instance's primary one comes and goes with it.
#include <gtest/gtest.h>

#include "scenarios/interfaces.h"

namespace terrane {
namespace {

// M-10, M-35
TEST(NetworkInterfaces, are_created_with_what_clients_read) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()};
  std::string group = create_security_group(place.client);
  Reply answer = place.create(R"("NetworkInterfaceDescription":"for data","SecurityGroupIds":[")" +
                              group + R"("],"Tags":[{"Key":"team","Value":"blue"}])");
  std::string id = answer["NetworkInterface"]["NetworkInterfaceId"].text();
  EXPECT_TRUE(id.starts_with("eni-")) << id;

  Json interface = shown_interface(place.client, id);
  EXPECT_EQ(interface.value(), answer["NetworkInterface"].value());
  EXPECT_EQ(interface["NetworkInterfaceName"], "an interface");
  EXPECT_EQ(interface["NetworkInterfaceDescription"], "for data");
  EXPECT_EQ(interface["VpcId"], place.vpc);
  EXPECT_EQ(interface["SubnetId"], place.subnet);
  EXPECT_EQ(interface["Zone"], place.zone);
  EXPECT_EQ(interface["GroupSet"][0], group);
  EXPECT_EQ(interface["Primary"], false);
  EXPECT_EQ(interface["State"], "AVAILABLE");
  EXPECT_EQ(interface["MacAddress"].text().size(), 17u);
  EXPECT_EQ(interface["TagSet"][0]["Value"], "blue");
  Json address = interface["PrivateIpAddressSet"][0];
  EXPECT_EQ(address["Primary"], true);
  EXPECT_EQ(address["State"], "AVAILABLE");
  EXPECT_EQ(address["PrivateIpAddress"], "10.0.1.2");
  cloud.restart();
  EXPECT_EQ(shown_interface(place.client, id).value(), interface.value());
}

TEST(NetworkInterfaces, are_refused_when_they_are_none) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()};
  auto refused = [&](std::string_view more, std::string_view code) {
    place.create(more).expect_error(code);
  };
  refused(R"("NetworkInterfaceDescription":")" + std::string(61, 'a') + "\"",
          "InvalidParameterValue.TooLong");
  refused(R"("QosLevel":"BEST")", "InvalidParameterValue.Malformed");
  refused(R"("TrunkingFlag":"Enable")", "UnsupportedOperation");
  refused(R"("IsRdma":true)", "UnsupportedOperation");
  refused(R"("SecurityGroupIds":["sg-00000000"])", "ResourceNotFound");
  refused(R"("Tags":[{"Key":"qcloud","Value":""}])",
          "UnsupportedOperation.TagSystemReservedTagKey");
  refused(R"("PrivateIpAddresses":[{"PrivateIpAddress":"10.0.2.9"}])",
          "InvalidParameterValue.Range");
  refused(R"("PrivateIpAddresses":[{"PrivateIpAddress":"10.0.1.255"}])",
          "InvalidParameterValue.Reserved");
  refused(R"("PrivateIpAddresses":[{"PrivateIpAddress":"ten"}])",
          "InvalidParameterValue.Malformed");
  refused(
      R"("PrivateIpAddresses":[{"PrivateIpAddress":"10.0.1.9"},{"PrivateIpAddress":"10.0.1.9"}])",
      "InvalidParameterValue");
  refused(R"("PrivateIpAddresses":[{"PrivateIpAddress":"10.0.1.8","Primary":true},
                                   {"PrivateIpAddress":"10.0.1.9","Primary":true}])",
          "InvalidParameterValue");
  refused(R"("SecondaryPrivateIpAddressCount":30)", "LimitExceeded");
  refused(R"("SecondaryPrivateIpAddressCount":300)", "ResourceInsufficient.Subnet");
  std::string elsewhere = create_subnet(place.client, create_vpc(place.client));
  place.client
      .call("vpc", "CreateNetworkInterface",
            {{"VpcId", place.vpc}, {"SubnetId", elsewhere}, {"NetworkInterfaceName", "a"}})
      .expect_error("UnsupportedOperation.ResourceMismatch");
  place.client
      .call("vpc", "CreateNetworkInterface",
            {{"VpcId", place.vpc}, {"SubnetId", place.subnet}, {"NetworkInterfaceName", ""}})
      .expect_error("InvalidParameterValue.TooLong");
}

TEST(NetworkInterfaces, are_as_many_as_a_vpc_may_have) {
  Scenario cloud({.changes = "[limits]\nnetwork_interfaces = 2"});
  InterfacePlace place{cloud.alice()};
  std::string instance = place.run(), first = place.create_one();
  place.create_one();
  place.create().expect_error("LimitExceeded.NetworkInterfaceLimitExceeded");
  place.client
      .call("vpc", "CreateAndAttachNetworkInterface",
            {{"VpcId", place.vpc},
             {"SubnetId", place.subnet},
             {"NetworkInterfaceName", "a"},
             {"InstanceId", instance}})
      .expect_error("LimitExceeded");
  InterfacePlace{cloud.alice()}.create_one();  // another VPC
  delete_interface(place.client, first).expect_ok();
  place.create_one();
}

// M-10: an instance has one from its first moment, named as it is, and loses it with its life.
TEST(NetworkInterfaces, that_are_primary_come_and_go_with_their_instance) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()};
  std::string instance = place.run(), id = primary_of(instance);
  Json interface = shown_interface(place.client, id);
  EXPECT_EQ(interface["Primary"], true);
  EXPECT_EQ(interface["NetworkInterfaceName"], "Primary network interface");
  EXPECT_EQ(interface["Attachment"]["InstanceId"], instance);
  EXPECT_EQ(interface["Attachment"]["DeviceIndex"], 0);
  EXPECT_EQ(interface["PrivateIpAddressSet"][0]["PrivateIpAddress"],
            shown(place.client, instance)["PrivateIpAddresses"][0].text());
  EXPECT_EQ(interface["GroupSet"][0], shown(place.client, instance)["SecurityGroupIds"][0].text());

  delete_interface(place.client, id).expect_error("UnsupportedOperation");
  detach(place.client, id, instance).expect_error("UnsupportedOperation");
  attach(place.client, id, instance).expect_error("UnsupportedOperation.AttachmentAlreadyExists");
  place.client
      .call("vpc", "ModifyNetworkInterfaceAttribute",
            {{"NetworkInterfaceId", id}, {"NetworkInterfaceName", "front"}})
      .expect_ok();
  EXPECT_EQ(shown_interface(place.client, id)["NetworkInterfaceName"], "front");
  assign(place.client, id, {}, 2).expect_ok();
  ask(place.client, "TerminateInstances", instance).expect_ok();
  EXPECT_EQ(list_interfaces(place.client).size(), 0u);
  place.client.call("vpc", "DeleteSubnet", {{"SubnetId", place.subnet}}).expect_ok();
}

// M-35
TEST(NetworkInterfaces, attach_to_an_instance_of_their_zone_and_vpc) {
  Scenario cloud;
  Client alice = cloud.alice();
  InterfacePlace place{alice}, other_vpc{alice}, other_zone{alice, "ap-guangzhou-3"};
  other_zone.vpc = place.vpc;
  other_zone.subnet = create_subnet(alice, place.vpc, "10.0.2.0/24", "ap-guangzhou-3");
  std::string id = place.create_one(), instance = place.run();
  attach(alice, id, other_vpc.run()).expect_error("UnsupportedOperation.VpcMismatch");
  attach(alice, id, other_zone.run()).expect_error("UnsupportedOperation.ZoneMismatch");
  attach(alice, id, "ins-00000000").expect_error("ResourceNotFound");
  attach(alice, id, "machine").expect_error("InvalidParameterValue.Malformed");
  attach(alice, "eni-00000000", instance).expect_error("ResourceNotFound");
  alice
      .call("vpc", "AttachNetworkInterface",
            {{"NetworkInterfaceId", id}, {"InstanceId", instance}, {"AttachType", 1}})
      .expect_error("UnsupportedOperation.UnsupportedInstanceFamily");

  attach(alice, id, instance).expect_ok();
  Json attachment = shown_interface(alice, id)["Attachment"];
  EXPECT_EQ(attachment["InstanceId"], instance);
  EXPECT_EQ(attachment["DeviceIndex"], 1);
  EXPECT_EQ(attachment["InstanceAccountId"], std::to_string(uint64_t(kAlice)));
  attach(alice, id, instance).expect_error("UnsupportedOperation.AttachmentAlreadyExists");
  delete_interface(alice, id).expect_error("UnsupportedOperation.InvalidState");
  cloud.restart();
  detach(alice, id, place.run()).expect_error("UnsupportedOperation.InvalidState");
  detach(alice, id, instance).expect_ok();
  EXPECT_TRUE(shown_interface(alice, id)["Attachment"].is_null());
  detach(alice, id, instance).expect_error("UnsupportedOperation.InvalidState");
  delete_interface(alice, id).expect_ok();
  EXPECT_EQ(list_interfaces(alice, {{"NetworkInterfaceIds", {id}}}).size(), 0u);
}

TEST(NetworkInterfaces, changes_of_them_are_tasks_that_are_known_for_a_day_by_their_request) {
  Scenario cloud;
  Client alice = cloud.alice();
  InterfacePlace place{alice};
  std::string id = place.create_one(), instance = place.run();
  auto result = [&](const Client& client, std::string_view task) {
    return client.call("vpc", "DescribeVpcTaskResult", {{"TaskId", task}});
  };
  std::string task = attach(alice, id, instance)["RequestId"].text();
  cloud.restart();
  EXPECT_EQ(result(alice, task)["Status"], "SUCCESS");
  result(cloud.as(kBob), task).expect_error("ResourceNotFound");
  result(alice, "yesterday").expect_error("InvalidParameterValue");
  std::string refused = attach(alice, id, instance).response()["RequestId"].text();
  result(alice, refused).expect_error("ResourceNotFound");
  EXPECT_EQ(result(alice, detach(alice, id, instance)["RequestId"].text())["Status"], "SUCCESS");
  cloud.advance(days(1));
  result(alice, task).expect_error("ResourceNotFound");
}

TEST(NetworkInterfaces, attach_while_an_instance_runs_or_is_stopped) {
  SimDurations slow;
  for (Duration& duration : slow.of_task) duration = seconds(10);
  Scenario cloud({.durations = slow});
  InterfacePlace place{cloud.alice()};
  std::string instance = place.run(), id = place.create_one();
  attach(place.client, id, instance).expect_error("UnsupportedOperation.InvalidState");
  cloud.advance(seconds(60));
  ask(place.client, "StopInstances", instance).expect_ok();
  attach(place.client, id, instance).expect_error("UnsupportedOperation.InvalidState");
  cloud.advance(seconds(60));
  attach(place.client, id, instance).expect_ok();
}

TEST(NetworkInterfaces, are_as_many_as_an_instances_cores_take) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()};
  std::string small = place.run("S5.SMALL1"), large = place.run("S5.LARGE8");
  attach(place.client, place.create_one(), small).expect_ok();
  attach(place.client, place.create_one(), small).expect_error("LimitExceeded");
  std::string many = place.create_one(R"("SecondaryPrivateIpAddressCount":10)");
  attach(place.client, many, large).expect_error("LimitExceeded");
  for (int i = 0; i < 3; ++i) attach(place.client, place.create_one(), large).expect_ok();
  attach(place.client, place.create_one(), large).expect_error("LimitExceeded");
  place.client
      .call("cvm", "ResetInstancesType",
            {{"InstanceIds", {large}}, {"InstanceType", "S5.SMALL1"}, {"ForceStop", true}})
      .expect_error("LimitExceeded.EniNumLimit");
}

TEST(NetworkInterfaces, are_created_and_attached_in_one_call_or_not_at_all) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()}, other{cloud.alice()};
  std::string instance = place.run();
  auto create = [&](const InterfacePlace& where) {
    return where.client.call("vpc", "CreateAndAttachNetworkInterface",
                             {{"VpcId", where.vpc},
                              {"SubnetId", where.subnet},
                              {"NetworkInterfaceName", "second"},
                              {"InstanceId", instance}});
  };
  create(other).expect_error("UnsupportedOperation.VpcMismatch");
  Reply answer = create(place);
  EXPECT_EQ(answer["NetworkInterface"]["Attachment"]["InstanceId"], instance);
  EXPECT_EQ(list_interfaces(place.client).size(), 2u);
  InterfacePlace far{cloud.alice(), "ap-guangzhou-3"};
  far.vpc = place.vpc;
  far.subnet = create_subnet(far.client, place.vpc, "10.0.2.0/24", "ap-guangzhou-3");
  create(far).expect_error("UnsupportedOperation.ResourceMismatch");
}

// M-23: what holds an instance where it is.
TEST(NetworkInterfaces, hold_their_instance_in_its_subnet_and_outlive_it) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()};
  std::string instance = place.run(), id = place.create_one();
  std::string other = create_subnet(place.client, place.vpc, "10.0.2.0/24");
  auto move = [&] {
    return place.client.call(
        "cvm", "ModifyInstancesVpcAttribute",
        {{"InstanceIds", {instance}},
         {"ForceStop", true},
         {"VirtualPrivateCloud", {{"VpcId", place.vpc}, {"SubnetId", other}}}});
  };
  attach(place.client, id, instance).expect_ok();
  move().expect_error("UnsupportedOperation.ElasticNetworkInterface");
  detach(place.client, id, instance).expect_ok();
  assign(place.client, primary_of(instance), {"10.0.1.77"}).expect_ok();
  move().expect_error("EniNotAllowedChangeSubnet");
  unassign(place.client, primary_of(instance), {"10.0.1.77"}).expect_ok();
  move().expect_ok();
  EXPECT_EQ(shown_interface(place.client, primary_of(instance))["SubnetId"], other);
  assign(place.client, primary_of(instance), {"10.0.2.77"}).expect_ok();

  std::string second = place.run();
  attach(place.client, id, second).expect_ok();
  ask(place.client, "TerminateInstances", second).expect_ok();
  EXPECT_TRUE(shown_interface(place.client, id)["Attachment"].is_null());
  place.client.call("vpc", "DeleteSubnet", {{"SubnetId", place.subnet}})
      .expect_error("ResourceInUse");
  place.client.call("vpc", "DeleteVpc", {{"VpcId", place.vpc}}).expect_error("ResourceInUse");
  delete_interface(place.client, id).expect_ok();
  place.client.call("vpc", "DeleteSubnet", {{"SubnetId", place.subnet}}).expect_ok();
}

// M-30
TEST(NetworkInterfaces, have_security_groups_and_keep_one) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()};
  std::string group = create_security_group(place.client), id = place.create_one();
  std::string instance = place.run();
  Json before = shown_interface(place.client, id)["GroupSet"];
  ASSERT_EQ(before.size(), 1u);  // the account's default one
  auto change = [&](std::string_view action, const std::string& interface, std::string_view one) {
    return place.client.call("vpc", action,
                             {{"NetworkInterfaceIds", {interface}}, {"SecurityGroupIds", {one}}});
  };
  change("AssociateNetworkInterfaceSecurityGroups", id, group).expect_ok();
  change("AssociateNetworkInterfaceSecurityGroups", primary_of(instance), group).expect_ok();
  EXPECT_EQ(shown_interface(place.client, id)["GroupSet"][1], group);
  EXPECT_EQ(shown(place.client, instance)["SecurityGroupIds"][1], group);
  place.client.call("vpc", "DeleteSecurityGroup", {{"SecurityGroupId", group}})
      .expect_error("ResourceInUse");
  Json used = place.client.call(
      "vpc", "DescribeSecurityGroupAssociationStatistics",
      {{"SecurityGroupIds", {group}}})["SecurityGroupAssociationStatisticsSet"][0];
  EXPECT_EQ(used["ENI"], 1);
  EXPECT_EQ(used["CVM"], 1);
  change("DisassociateNetworkInterfaceSecurityGroups", id, before[0].text()).expect_ok();
  change("DisassociateNetworkInterfaceSecurityGroups", id, group)
      .expect_error("UnsupportedOperation");
  change("AssociateNetworkInterfaceSecurityGroups", id, "sg-00000000")
      .expect_error("ResourceNotFound");
  place.client
      .call("vpc", "ModifyNetworkInterfaceAttribute",
            {{"NetworkInterfaceId", id}, {"SecurityGroupIds", {before[0].text()}}})
      .expect_ok();
  for (int i = 0; i < 4; ++i)
    change("AssociateNetworkInterfaceSecurityGroups", id, create_security_group(place.client))
        .expect_ok();
  change("AssociateNetworkInterfaceSecurityGroups", id, create_security_group(place.client))
      .expect_error("LimitExceeded");
}

TEST(NetworkInterfaces, are_found_by_what_they_are) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()}, other{cloud.alice()};
  std::string instance = place.run();
  std::string id = place.create_one(R"("Tags":[{"Key":"team","Value":"blue"}])");
  attach(place.client, id, instance).expect_ok();
  std::string far = other.create_one();
  auto found = [&](std::string_view name, std::string_view value) {
    Json list =
        list_interfaces(place.client, {{"Filters", {{{"Name", name}, {"Values", {value}}}}}});
    std::string ids;
    for (size_t i = 0; i < list.size(); ++i) ids += list[i]["NetworkInterfaceId"].text() + " ";
    return ids;
  };
  std::string both = id + " " + primary_of(instance) + " ";
  EXPECT_EQ(found("vpc-id", place.vpc), both);
  EXPECT_EQ(found("subnet-id", place.subnet), both);
  EXPECT_EQ(found("attachment.instance-id", instance), both);
  EXPECT_EQ(found("network-interface-id", far), far + " ");
  EXPECT_EQ(found("is-primary", "true"), primary_of(instance) + " ");
  EXPECT_EQ(found("network-interface-name", "an interface"), far + " " + id + " ");
  EXPECT_EQ(found("address-ip", addresses_of(place.client, id)[0]), id + " ");
  EXPECT_EQ(found("tag-key", "team"), id + " ");
  EXPECT_EQ(found("tag:team", "blue"), id + " ");
  EXPECT_EQ(found("groups.security-group-id", "sg-00000000"), "");
  EXPECT_EQ(found("eni-qos", "DEFAULT"), far + " " + both);
  place.client
      .call("vpc", "DescribeNetworkInterfaces",
            {{"Filters", {{{"Name", "colour"}, {"Values", {"blue"}}}}}})
      .expect_error("InvalidParameter.FilterInvalidKey");
  place.client.call("vpc", "DescribeNetworkInterfaces", {{"NetworkInterfaceIds", {"eth0"}}})
      .expect_error("InvalidParameterValue.Malformed");
  Reply page = place.client.call("vpc", "DescribeNetworkInterfaces", {{"Offset", 1}, {"Limit", 1}});
  EXPECT_EQ(page["TotalCount"], 3);
  EXPECT_EQ(page["NetworkInterfaceSet"][0]["NetworkInterfaceId"], id);
  EXPECT_EQ(list_interfaces(cloud.as(kBob)).size(), 0u);
  EXPECT_EQ(list_interfaces(cloud.in("ap-shanghai")).size(), 0u);
}

}  // namespace
}  // namespace terrane
