// What scenarios about network interfaces begin with.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/addresses.h"

namespace terrane {

// A VPC with one subnet, 10.0.1.0/24, where interfaces and instances are put.
struct InterfacePlace {
  Client client;
  std::string zone = std::string(kZone);
  std::string vpc = create_vpc(client);
  std::string subnet = create_subnet(client, vpc, "10.0.1.0/24", zone);

  // `more` is JSON members, such as R"("SecondaryPrivateIpAddressCount":2)".
  Reply create(std::string_view more = {}) const {
    std::string json = R"({"VpcId":")" + vpc + R"(","SubnetId":")" + subnet +
                       R"(","NetworkInterfaceName":"an interface")";
    if (!more.empty()) (json += ',') += more;
    return client.call("vpc", "CreateNetworkInterface", json + "}");
  }
  std::string create_one(std::string_view more = {}) const {
    return create(more)["NetworkInterface"]["NetworkInterfaceId"].text();
  }
  std::string run(std::string_view type = "S5.LARGE8", std::string_view more = {}) const {
    std::string place =
        R"("VirtualPrivateCloud":{"VpcId":")" + vpc + R"(","SubnetId":")" + subnet + "\"}";
    if (!more.empty()) (place += ',') += more;
    return run_one(client, place, zone, type);
  }
};

inline Json list_interfaces(const Client& client, const Parameters& parameters = {}) {
  return client.call("vpc", "DescribeNetworkInterfaces", parameters)["NetworkInterfaceSet"];
}

// The interface as DescribeNetworkInterfaces shows it.
inline Json shown_interface(const Client& client, const std::string& id) {
  Json list = list_interfaces(client, {{"NetworkInterfaceIds", {id}}});
  EXPECT_EQ(list.size(), 1u) << id;
  return list[0];
}

// The interface's addresses, the primary one first.
inline std::vector<std::string> addresses_of(const Client& client, const std::string& interface) {
  Json set = shown_interface(client, interface)["PrivateIpAddressSet"];
  std::vector<std::string> addresses;
  for (size_t i = 0; i < set.size(); ++i) {
    EXPECT_EQ(set[i]["Primary"], i == 0);
    addresses.push_back(set[i]["PrivateIpAddress"].text());
  }
  return addresses;
}

inline Reply attach(const Client& client, const std::string& interface,
                    const std::string& instance) {
  return client.call("vpc", "AttachNetworkInterface",
                     {{"NetworkInterfaceId", interface}, {"InstanceId", instance}});
}
inline Reply detach(const Client& client, const std::string& interface,
                    const std::string& instance) {
  return client.call("vpc", "DetachNetworkInterface",
                     {{"NetworkInterfaceId", interface}, {"InstanceId", instance}});
}
inline Reply delete_interface(const Client& client, const std::string& interface) {
  return client.call("vpc", "DeleteNetworkInterface", {{"NetworkInterfaceId", interface}});
}

inline boost::json::array specified(const std::vector<std::string>& addresses) {
  boost::json::array list;
  for (const std::string& address : addresses)
    list.emplace_back(boost::json::object{{"PrivateIpAddress", address}});
  return list;
}

// AssignPrivateIpAddresses of these addresses, or of so many.
inline Reply assign(const Client& client, const std::string& interface,
                    const std::vector<std::string>& addresses, int count = 0) {
  boost::json::array named = specified(addresses);
  boost::json::object request{{"NetworkInterfaceId", interface}};
  if (!named.empty()) request["PrivateIpAddresses"] = named;
  if (count) request["SecondaryPrivateIpAddressCount"] = count;
  return client.call("vpc", "AssignPrivateIpAddresses",
                     Parameters(boost::json::serialize(request)));
}
inline Reply unassign(const Client& client, const std::string& interface,
                      const std::vector<std::string>& addresses) {
  return client.call(
      "vpc", "UnassignPrivateIpAddresses",
      {{"NetworkInterfaceId", interface}, {"PrivateIpAddresses", specified(addresses)}});
}

inline std::string primary_of(const std::string& instance) {
  return "eni-" + instance.substr(4);
}

}  // namespace terrane
