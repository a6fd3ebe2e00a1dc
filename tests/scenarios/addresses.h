// What scenarios about elastic IPs begin with.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "scenarios/instances.h"

namespace terrane {

// The IDs of the elastic IPs that a call allocated; `more` is JSON members, such as
// R"("AddressCount":2)".
inline std::vector<std::string> allocate(const Client& client, std::string_view more = {}) {
  Json set = client.call("vpc", "AllocateAddresses", "{" + std::string(more) + "}")["AddressSet"];
  std::vector<std::string> ids;
  for (size_t i = 0; i < set.size(); ++i) ids.push_back(set[i].text());
  return ids;
}

inline std::string allocate_one(const Client& client, std::string_view more = {}) {
  return allocate(client, more).at(0);
}

// The elastic IP as DescribeAddresses shows it.
inline Json shown_address(const Client& client, const std::string& id) {
  Reply reply = client.call("vpc", "DescribeAddresses", {{"AddressIds", {id}}});
  EXPECT_EQ(reply["TotalCount"], 1) << id;
  return reply["AddressSet"][0];
}

inline Reply associate(const Client& client, const std::string& address,
                       const std::string& instance) {
  return client.call("vpc", "AssociateAddress", {{"AddressId", address}, {"InstanceId", instance}});
}

inline Reply disassociate(const Client& client, const std::string& address) {
  return client.call("vpc", "DisassociateAddress", {{"AddressId", address}});
}

inline Reply release(const Client& client, const std::string& address) {
  return client.call("vpc", "ReleaseAddresses", {{"AddressIds", {address}}});
}

// What DescribeTaskResult says of the task that an answer names.
inline std::string result_of(const Client& client, const Reply& answer) {
  return client
      .call("vpc", "DescribeTaskResult", R"({"TaskId":)" + answer["TaskId"].text() + "}")["Result"]
      .text();
}

}  // namespace terrane
