// Elastic IPs on internal load balancers: these are then reached from the Internet, too (M-15,
// M-29, M-33).
#include <gtest/gtest.h>

#include "scenarios/addresses.h"
#include "scenarios/balancers.h"
#include "scenarios/reachability.h"

namespace terrane {
namespace {

// An internal balancer that forwards TCP port 80 to an instance of its subnet.
struct InternalBalancer {
  Client client;
  std::string vpc = create_vpc(client);
  std::string subnet = create_subnet(client, vpc, "10.0.1.0/24", kZone);
  std::string id = client
                       .call("clb", "CreateLoadBalancer",
                             {{"LoadBalancerType", "INTERNAL"},
                              {"VpcId", vpc},
                              {"SubnetId", subnet}})["LoadBalancerIds"][0]
                       .text();
  std::string listener = create_listener(client, id);
  std::string server = run_one(client, in_network(vpc, subnet));

  explicit InternalBalancer(const Client& client) : client(client) {
    on_balancer(client, "RegisterTargets", id, with_target(listener, server)).expect_ok();
  }
  std::string private_address() const {
    return shown_balancer(client, id)["LoadBalancerVips"][0].text();
  }
};

// M-15, M-29
TEST(BalancerAddresses, lead_from_the_internet_to_an_internal_balancer) {
  Scenario cloud;
  InternalBalancer balancer(cloud.alice());
  std::string address = allocate_one(cloud.alice());
  EXPECT_EQ(analyze(cloud.alice(), "internet", balancer.id, 80)["Reachable"], false);
  associate(cloud.alice(), address, balancer.id).expect_ok();
  Json shown = shown_address(cloud.alice(), address);
  EXPECT_EQ(shown["AddressStatus"], "BIND");
  EXPECT_EQ(shown["InstanceType"], "CLB");
  EXPECT_EQ(shown["InstanceId"], balancer.id);
  EXPECT_EQ(shown["NetworkInterfaceId"], "");
  EXPECT_EQ(shown["PrivateAddressIp"], balancer.private_address());
  Reply listed = cloud.call("vpc", "DescribeAddresses",
                            R"({"Filters":[{"Name":"instance-id","Values":[")" + balancer.id +
                                R"("]},{"Name":"instance-type","Values":["CLB"]}]})");
  EXPECT_EQ(listed["TotalCount"], 1);
  for (std::string end : {balancer.id, address, shown["AddressIp"].text()}) {
    Reply told = analyze(cloud.alice(), "internet", end, 80);
    expect_reached(told, default_group(cloud.alice()));
    EXPECT_EQ(hop_types(told), "INTERNET PUBLIC_ADDRESS ENDPOINT LISTENER SECURITY_GROUP ENDPOINT");
    EXPECT_EQ(told["HopSet"][1]["ResourceId"], address);
    EXPECT_EQ(told["HopSet"][5]["ResourceId"], balancer.server);
  }
  cloud.restart();
  expect_reached(analyze(cloud.alice(), "internet", address, 80), default_group(cloud.alice()));
  disassociate(cloud.alice(), address).expect_ok();
  EXPECT_EQ(shown_address(cloud.alice(), address)["AddressStatus"], "UNBIND");
  EXPECT_EQ(analyze(cloud.alice(), "internet", balancer.id, 80)["Reachable"], false);
}

// M-15, M-29
TEST(BalancerAddresses, move_from_an_instance_to_a_balancer_and_back_in_one_call) {
  Scenario cloud;
  InternalBalancer balancer(cloud.alice());
  std::string address = allocate_one(cloud.alice()), instance = run_one(cloud.alice());
  associate(cloud.alice(), address, instance).expect_ok();
  associate(cloud.alice(), address, balancer.id).expect_ok();
  EXPECT_EQ(shown(cloud.alice(), instance)["PublicIpAddresses"].size(), 0u);
  associate(cloud.alice(), address, balancer.id).expect_ok();
  associate(cloud.alice(), address, instance).expect_ok();
  EXPECT_EQ(shown_address(cloud.alice(), address)["InstanceId"], instance);
  EXPECT_EQ(analyze(cloud.alice(), "internet", balancer.id, 80)["Reachable"], false);
}

// M-29
TEST(BalancerAddresses, are_left_bound_to_nothing_when_the_balancer_goes) {
  Scenario cloud;
  InternalBalancer balancer(cloud.alice());
  std::string address = allocate_one(cloud.alice());
  associate(cloud.alice(), address, balancer.id).expect_ok();
  release(cloud.alice(), address).expect_error("InvalidAddressState");
  cloud.call("clb", "DeleteLoadBalancer", {{"LoadBalancerIds", {balancer.id}}}).expect_ok();
  EXPECT_EQ(shown_address(cloud.alice(), address)["AddressStatus"], "UNBIND");
  EXPECT_EQ(shown_address(cloud.alice(), address)["InstanceId"], "");
  release(cloud.alice(), address).expect_ok();
}

// M-13, M-29
TEST(BalancerAddresses, bind_to_internal_balancers_of_their_region_and_account_alone) {
  Scenario cloud;
  InternalBalancer balancer(cloud.alice());
  std::string address = allocate_one(cloud.alice()), other = allocate_one(cloud.alice());
  std::string open = create_balancer(cloud.alice());
  std::string message = associate(cloud.alice(), address, open)
                            .expect_error("InvalidParameterValue.InstanceHasWanIP");
  EXPECT_NE(message.find(open), std::string::npos) << message;
  associate(cloud.alice(), address, "clb-00000000").expect_error("InvalidInstanceId.NotFound");
  Client elsewhere = cloud.in("ap-beijing"), bob = cloud.as(kBob);
  associate(elsewhere, allocate_one(elsewhere), balancer.id)
      .expect_error("InvalidInstanceId.NotFound");
  associate(bob, allocate_one(bob), balancer.id).expect_error("InvalidInstanceId.NotFound");
  auto with = [&](std::string_view more) {
    return cloud.call("vpc", "AssociateAddress",
                      R"({"AddressId":")" + address + R"(","InstanceId":")" + balancer.id +
                          R"(",)" + std::string(more) + "}");
  };
  with(R"("EipDirectConnection":true)").expect_error("UnsupportedOperation.AddressStatusNotPermit");
  with(R"("PrivateIpAddress":"10.0.1.200")").expect_error("InvalidParameterValue.Combination");
  associate(cloud.alice(), other, balancer.id).expect_ok();
  message = associate(cloud.alice(), address, balancer.id)
                .expect_error("InvalidParameterValue.LBAlreadyBindEip");
  EXPECT_NE(message.find(other), std::string::npos) << message;
  cloud
      .call("vpc", "DisassociateAddress",
            {{"AddressId", other}, {"ReallocateNormalPublicIp", true}})
      .expect_error("InvalidParameterValue.OnlySupportedForMasterNetworkCard");
}

// M-37
TEST(BalancerAddresses, make_what_the_balancer_serves_public_in_a_prediction) {
  Scenario cloud;
  InternalBalancer balancer(cloud.alice());
  auto endpoint = [&] {
    return cloud.call("terrane", "DescribeImpact", {{"Zone", kZone}})["EndpointSet"][0];
  };
  EXPECT_EQ(endpoint()["ResourceId"], balancer.listener);
  EXPECT_EQ(endpoint()["Public"], false);
  associate(cloud.alice(), allocate_one(cloud.alice()), balancer.id).expect_ok();
  EXPECT_EQ(endpoint()["ResourceId"], balancer.listener);
  EXPECT_EQ(endpoint()["Public"], true);
  EXPECT_EQ(endpoint()["Effect"], "STOPS");
}

}  // namespace
}  // namespace terrane
