// The addresses of network interfaces: each of its subnet, and nobody else's (M-10); each may have
// an elastic IP of its own (M-29).
#include <gtest/gtest.h>

#include "scenarios/interfaces.h"

namespace terrane {
namespace {

using Addresses = std::vector<std::string>;

Reply bind_on(const Client& client, const std::string& elastic, const std::string& interface,
              const std::string& address) {
  return client.call(
      "vpc", "AssociateAddress",
      {{"AddressId", elastic}, {"NetworkInterfaceId", interface}, {"PrivateIpAddress", address}});
}

// M-10
TEST(NetworkInterfaceAddresses, are_those_that_were_named_and_as_many_more) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()};
  EXPECT_EQ(addresses_of(place.client, place.create_one()), Addresses{"10.0.1.2"});
  std::string id = place.create_one(
      R"("SecondaryPrivateIpAddressCount":1,"QosLevel":"AU","PrivateIpAddresses":[
          {"PrivateIpAddress":"10.0.1.40","Description":"spare"},
          {"PrivateIpAddress":"10.0.1.30","Primary":true}])");
  EXPECT_EQ(addresses_of(place.client, id), (Addresses{"10.0.1.30", "10.0.1.40", "10.0.1.3"}));
  Json set = shown_interface(place.client, id)["PrivateIpAddressSet"];
  EXPECT_EQ(set[1]["Description"], "spare");
  EXPECT_EQ(set[2]["QosLevel"], "AU");
  EXPECT_EQ(addresses_of(place.client, place.create_one(R"("PrivateIpAddresses":[
          {"PrivateIpAddress":"10.0.1.50"}])"))
                .size(),
            2u);
}

// M-10
TEST(NetworkInterfaceAddresses, are_given_once_and_given_back) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()};
  std::string instance = place.run(), id = place.create_one(), primary = primary_of(instance);
  std::string own = shown(place.client, instance)["PrivateIpAddresses"][0].text();
  Reply given = assign(place.client, id, {"10.0.1.60"}, 1);
  EXPECT_EQ(given["PrivateIpAddressSet"].size(), 2u);
  assign(place.client, primary, {"10.0.1.60"}).expect_error("ResourceInUse");
  assign(place.client, id, {own}).expect_error("ResourceInUse");
  assign(place.client, id, {"10.0.1.61", "10.0.1.61"})
      .expect_error("InvalidParameterValue.DuplicatePara");
  assign(place.client, id, {}).expect_error("MissingParameter");
  assign(place.client, id, {}, 30).expect_error("LimitExceeded");
  place.client
      .call("vpc", "AssignPrivateIpAddresses",
            {{"NetworkInterfaceId", id},
             {"PrivateIpAddresses", {{{"PrivateIpAddress", "10.0.1.61"}, {"Primary", true}}}}})
      .expect_error("InvalidParameterValue.Malformed");
  place.client
      .call("vpc", "AssignPrivateIpAddresses",
            R"({"NetworkInterfaceId":")" + id +
                R"(","PrivateIpAddresses":[{},{},{},{},{},{},{},{},{},{},{}]})")
      .expect_error("InvalidParameterValue.LimitExceeded");

  auto used = [&](const std::string& address) {
    return place.client.call("vpc", "DescribeUsedIpAddress",
                             {{"VpcId", place.vpc}, {"IpAddresses", {address}}})["IpAddressStates"];
  };
  EXPECT_EQ(used("10.0.1.60")[0]["ResourceId"], id);
  EXPECT_EQ(used("10.0.1.60")[0]["ResourceType"], "ENI");
  Json held = place.client.call(
      "vpc", "DescribeVpcPrivateIpAddresses",
      {{"VpcId", place.vpc}, {"PrivateIpAddresses", {"10.0.1.60"}}})["VpcPrivateIpAddressSet"][0];
  EXPECT_EQ(held["PrivateIpAddressType"], "ENI");
  EXPECT_EQ(held["CreatedTime"], shown_interface(place.client, id)["CreatedTime"].text());

  unassign(place.client, id, {addresses_of(place.client, id)[0]})
      .expect_error("UnsupportedOperation");
  unassign(place.client, id, {own}).expect_error("ResourceNotFound");
  unassign(place.client, id, {}).expect_error("InvalidParameterValue.Malformed");
  unassign(place.client, id, {"10.0.1.60", "10.0.1.60"})
      .expect_error("InvalidParameterValue.DuplicatePara");
  place.client
      .call("vpc", "UnassignPrivateIpAddresses",
            {{"NetworkInterfaceId", id},
             {"InstanceId", instance},
             {"PrivateIpAddresses", {{{"PrivateIpAddress", "10.0.1.60"}}}}})
      .expect_error("UnsupportedOperation.AttachmentNotFound");
  unassign(place.client, id, {"10.0.1.60"}).expect_ok();
  EXPECT_EQ(used("10.0.1.60").size(), 0u);
  cloud.restart();
  assign(place.client, primary, {"10.0.1.60"}).expect_ok();
  EXPECT_EQ(addresses_of(place.client, primary), (Addresses{own, "10.0.1.60"}));
}

// M-10: an instance shows all addresses of its primary interface, and is found by each.
TEST(NetworkInterfaceAddresses, of_a_primary_interface_are_the_instances) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()};
  std::string instance = place.run();
  assign(place.client, primary_of(instance), {"10.0.1.70"}).expect_ok();
  EXPECT_EQ(shown(place.client, instance)["PrivateIpAddresses"][1], "10.0.1.70");
  auto found = [&](std::string_view address) {
    return place.client.call(
        "cvm", "DescribeInstances",
        {{"Filters", {{{"Name", "private-ip-address"}, {"Values", {address}}}}}})["TotalCount"];
  };
  EXPECT_EQ(found("10.0.1.70"), 1);
  EXPECT_EQ(found("10.0.1.71"), 0);
  assign(place.client, primary_of(instance), {}, 9).expect_error("LimitExceeded");  // 4 cores: 10
  place.client
      .call("vpc", "CreateRoutes",
            {{"RouteTableId", main_route_table(place.client, place.vpc)},
             {"Routes",
              {{{"DestinationCidrBlock", "192.168.0.0/16"},
                {"GatewayType", "NORMAL_CVM"},
                {"GatewayId", "10.0.1.70"}}}}})
      .expect_ok();
}

TEST(NetworkInterfaceAddresses, are_described_but_an_instances_own_is_not) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()};
  auto describe = [&](const std::string& interface, std::string_view address,
                      std::string_view text) {
    return place.client.call(
        "vpc", "ModifyPrivateIpAddressesAttribute",
        {{"NetworkInterfaceId", interface},
         {"PrivateIpAddresses", {{{"PrivateIpAddress", address}, {"Description", text}}}}});
  };
  std::string id = place.create_one(R"("PrivateIpAddresses":[{"PrivateIpAddress":"10.0.1.50"}])");
  describe(id, "10.0.1.50", "spare").expect_ok();
  describe(id, "10.0.1.99", "spare").expect_error("ResourceNotFound");
  describe(id, "address", "spare").expect_error("InvalidParameterValue.Malformed");
  describe(id, "10.0.1.50", std::string(61, 'x')).expect_error("InvalidParameterValue.TooLong");
  std::string primary = primary_of(place.run());
  assign(place.client, primary, {"10.0.1.60"}).expect_ok();
  describe(primary, "10.0.1.60", "second").expect_ok();
  describe(primary, addresses_of(place.client, primary)[0], "first")
      .expect_error("UnsupportedOperation");
  cloud.restart();
  EXPECT_EQ(shown_interface(place.client, id)["PrivateIpAddressSet"][1]["Description"], "spare");
  EXPECT_EQ(shown_interface(place.client, primary)["PrivateIpAddressSet"][1]["Description"],
            "second");
}

TEST(NetworkInterfaceAddresses, run_out_with_their_subnet) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()};
  place.subnet = create_subnet(place.client, place.vpc, "10.0.9.0/29");
  std::string id = place.create_one(R"("SecondaryPrivateIpAddressCount":3)");
  Json subnet =
      place.client.call("vpc", "DescribeSubnets", {{"SubnetIds", {place.subnet}}})["SubnetSet"][0];
  EXPECT_EQ(subnet["AvailableIpAddressCount"], 1);
  assign(place.client, id, {}, 2).expect_error("ResourceInsufficient.Subnet");
  place.create(R"("SecondaryPrivateIpAddressCount":1)").expect_error("ResourceInsufficient.Subnet");
  assign(place.client, id, {}, 1).expect_ok();
  place.create().expect_error("ResourceInsufficient.Subnet");
  delete_interface(place.client, id).expect_ok();
  place.create_one();
}

// M-29
TEST(NetworkInterfaceAddresses, have_an_elastic_ip_each) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()};
  std::string instance = place.run(),
              id = place.create_one(R"("SecondaryPrivateIpAddressCount":1)");
  Addresses inside = addresses_of(place.client, id);
  std::string first = allocate_one(place.client), second = allocate_one(place.client);
  bind_on(place.client, first, id, inside[0]).expect_ok();
  bind_on(place.client, second, id, inside[0])
      .expect_error("InvalidPrivateIpAddress.AlreadyBindEip");
  bind_on(place.client, second, id, inside[1]).expect_ok();
  EXPECT_EQ(shown_address(place.client, first)["AddressStatus"], "BIND_ENI");
  EXPECT_EQ(shown_address(place.client, first)["InstanceType"], "ENI");
  Json address = shown_interface(place.client, id)["PrivateIpAddressSet"][1];
  EXPECT_EQ(address["AddressId"], second);
  EXPECT_EQ(address["PublicIpAddress"], shown_address(place.client, second)["AddressIp"].text());

  attach(place.client, id, instance).expect_ok();
  Json bound = shown_address(place.client, second);
  EXPECT_EQ(bound["AddressStatus"], "BIND");
  EXPECT_EQ(bound["InstanceId"], instance);
  EXPECT_EQ(bound["NetworkInterfaceId"], id);
  EXPECT_EQ(bound["PrivateAddressIp"], inside[1]);
  EXPECT_EQ(place.client.call(
                "vpc", "DescribeAddresses",
                {{"Filters", {{{"Name", "instance-id"}, {"Values", {instance}}}}}})["TotalCount"],
            2);
  cloud.restart();
  unassign(place.client, id, {inside[1]}).expect_ok();
  EXPECT_EQ(shown_address(place.client, second)["AddressStatus"], "UNBIND");
  detach(place.client, id, instance).expect_ok();
  delete_interface(place.client, id).expect_ok();
  EXPECT_EQ(shown_address(place.client, first)["AddressStatus"], "UNBIND");
}

// M-29
TEST(NetworkInterfaceAddresses, of_a_primary_interface_have_an_elastic_ip_each) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()};
  std::string instance = place.run(), primary = primary_of(instance);
  assign(place.client, primary, {"10.0.1.80"}).expect_ok();
  std::string own = allocate_one(place.client), further = allocate_one(place.client);
  associate(place.client, own, instance).expect_ok();
  bind_on(place.client, further, primary, "10.0.1.81")
      .expect_error("InvalidNetworkInterfaceId.NotFound");
  bind_on(place.client, further, primary, "10.0.1.80").expect_ok();
  Json machine = shown(place.client, instance);
  EXPECT_EQ(machine["PublicIpAddresses"][0], shown_address(place.client, own)["AddressIp"].text());
  EXPECT_EQ(machine["PublicIpAddresses"][1],
            shown_address(place.client, further)["AddressIp"].text());
  EXPECT_EQ(shown_interface(place.client, primary)["PrivateIpAddressSet"][0]["AddressId"], own);
  ask(place.client, "TerminateInstances", instance).expect_ok();
  for (const std::string& id : {own, further})
    EXPECT_EQ(shown_address(place.client, id)["AddressStatus"], "UNBIND");
}

}  // namespace
}  // namespace terrane
