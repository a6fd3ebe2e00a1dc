// What scenarios about databases and caches begin with.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/instances.h"

namespace terrane {

// The members, in the place of those of the same names that the request has.
inline std::string with_members(boost::json::object request, std::string_view more) {
  const boost::json::value members = boost::json::parse("{" + std::string(more) + "}");
  for (const auto& [name, value] : members.as_object()) request[name] = value;
  return boost::json::serialize(request);
}

// A CreateDBInstanceHour request, with `more` members: R"("GoodsNum":2)".
inline std::string database_request(std::string_view more = {}, std::string_view zone = kZone) {
  return with_members({{"GoodsNum", 1}, {"Memory", 1000}, {"Volume", 50}, {"Zone", zone}}, more);
}

inline Reply create_databases(const Client& client, std::string_view more = {},
                              std::string_view zone = kZone) {
  return client.call("cdb", "CreateDBInstanceHour", database_request(more, zone));
}

inline std::string create_database(const Client& client, std::string_view more = {},
                                   std::string_view zone = kZone) {
  return create_databases(client, more, zone)["InstanceIds"][0].text();
}

// A prepaid one.
inline std::string buy_database(const Client& client, int months, std::string_view more = {}) {
  std::string period = R"("Period":)" + std::to_string(months);
  if (!more.empty()) (period += ',') += more;
  return client.call("cdb", "CreateDBInstance", database_request(period))["InstanceIds"][0].text();
}

inline Reply list_databases(const Client& client, const Parameters& parameters = {}) {
  return client.call("cdb", "DescribeDBInstances", parameters);
}

// The database as DescribeDBInstances shows it.
inline Json shown_database(const Client& client, const std::string& id) {
  Reply reply = list_databases(client, {{"InstanceIds", {id}}});
  EXPECT_EQ(reply["TotalCount"], 1) << id;
  return reply["Items"][0];
}

// An action that takes one InstanceId and nothing else that it must.
inline Reply ask_database(const Client& client, std::string_view action, const std::string& id,
                          std::string_view more = {}) {
  std::string json = R"({"InstanceId":")" + id + '"';
  if (!more.empty()) (json += ',') += more;
  return client.call("cdb", action, json + "}");
}

inline Reply isolate(const Client& client, const std::string& id) {
  return ask_database(client, "IsolateDBInstance", id);
}

inline Reply offline(const Client& client, const std::string& id) {
  return client.call("cdb", "OfflineIsolatedInstances", {{"InstanceIds", {id}}});
}

// What DescribeAsyncRequestInfo says of the request that an answer names.
inline std::string status_of(const Client& client, const Reply& answer) {
  Reply reply = client.call("cdb", "DescribeAsyncRequestInfo",
                            {{"AsyncRequestId", answer["AsyncRequestId"].text()}});
  EXPECT_FALSE(reply["Info"].is_null());
  return reply["Status"].text();
}

// The value of a parameter, as DescribeInstanceParams shows it.
inline std::string parameter_of(const Client& client, const std::string& id,
                                std::string_view name) {
  Json items = ask_database(client, "DescribeInstanceParams", id)["Items"];
  for (size_t i = 0; i < items.size(); ++i)
    if (items[i]["Name"] == name) return items[i]["CurrentValue"].text();
  return "no such parameter";
}

// A cache, with `more` members of CreateCache.
inline Reply create_caches(const Client& client, std::string_view more = {},
                           std::string_view zone = kZone) {
  return client.call("terrane", "CreateCache",
                     with_members({{"MemoryGiB", 1}, {"Zone", zone}}, more));
}

inline std::string create_cache(const Client& client, std::string_view more = {},
                                std::string_view zone = kZone) {
  return create_caches(client, more, zone)["CacheId"].text();
}

inline Reply list_caches(const Client& client, const Parameters& parameters = {}) {
  return client.call("memcached", "DescribeInstances", parameters);
}

}  // namespace terrane
