// What scenarios about tags and projects begin with.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "scenarios/scenario.h"

namespace terrane {

// The name that Terraform gives a resource: without a Uin.
inline std::string six_parts(std::string_view service, std::string_view prefix, std::string_view id,
                             std::string_view region = Scenario::kRegion) {
  return "qcs::" + std::string(service) + ":" + std::string(region) +
         ":uin/:" + std::string(prefix) + "/" + std::string(id);
}
inline std::string vpc_name(std::string_view id, std::string_view region = Scenario::kRegion) {
  return six_parts("vpc", "vpc", id, region);
}

inline Reply add_tag(const Client& client, std::string_view resource, std::string_view key,
                     std::string_view value) {
  return client.call("tag", "AddResourceTag",
                     {{"Resource", resource}, {"TagKey", key}, {"TagValue", value}});
}

// What the tag service says that the resource carries: "a=1 b=2".
inline std::string tags_on(const Client& client, std::string_view service, std::string_view prefix,
                           std::string_view id, std::string_view region = Scenario::kRegion) {
  Json tags = client.call("tag", "DescribeResourceTagsByResourceIds",
                          {{"ServiceType", service},
                           {"ResourcePrefix", prefix},
                           {"ResourceRegion", region},
                           {"ResourceIds", {id}},
                           {"Limit", 100}})["Tags"];
  std::string text;
  for (size_t i = 0; i < tags.size(); ++i) {
    EXPECT_EQ(tags[i]["ResourceId"], id);
    text += (text.empty() ? "" : " ") + tags[i]["TagKey"].text() + "=" + tags[i]["TagValue"].text();
  }
  return text;
}
inline std::string tags_on_vpc(const Client& client, std::string_view id,
                               std::string_view region = Scenario::kRegion) {
  return tags_on(client, "vpc", "vpc", id, region);
}

// "a=1 b=2", of a list of structs with TagKey and TagValue.
inline std::string tag_texts(const Json& tags) {
  std::string text;
  for (size_t i = 0; i < tags.size(); ++i)
    text += (text.empty() ? "" : " ") + tags[i]["TagKey"].text() + "=" + tags[i]["TagValue"].text();
  return text;
}

inline int64_t add_project(const Client& client, std::string_view name) {
  return client.call("tag", "AddProject", {{"ProjectName", name}})["ProjectId"].number();
}

}  // namespace terrane
