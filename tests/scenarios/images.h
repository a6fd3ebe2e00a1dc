// What scenarios about custom images begin with.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/instances.h"

namespace terrane {

// Makes an image of the instance; `more` members: R"("DryRun":true)".
inline Reply ask_for_image(const Client& client, const std::string& instance,
                           std::string_view name = "an image", std::string_view more = {}) {
  std::string json =
      R"({"InstanceId":")" + instance + R"(","ImageName":")" + std::string(name) + '"';
  if (!more.empty()) (json += ',') += more;
  return client.call("cvm", "CreateImage", json + "}");
}

inline std::string create_image(const Client& client, const std::string& instance,
                                std::string_view name = "an image", std::string_view more = {}) {
  return ask_for_image(client, instance, name, more)["ImageId"].text();
}

// How many images of this ID DescribeImages shows: none or one.
inline size_t images_shown(const Client& client, const std::string& id) {
  return client.call("cvm", "DescribeImages", {{"ImageIds", {id}}})["ImageSet"].size();
}

inline Json image_of(const Client& client, const std::string& id) {
  Reply reply = client.call("cvm", "DescribeImages", {{"ImageIds", {id}}});
  EXPECT_EQ(reply["TotalCount"], 1) << id;
  return reply["ImageSet"][0];
}

inline std::string image_state(const Client& client, const std::string& id) {
  return image_of(client, id)["ImageState"].text();
}

// The account's own images of the region.
inline Json own_images(const Client& client) {
  return client.call(
      "cvm", "DescribeImages",
      R"({"Filters":[{"Name":"image-type","Values":["PRIVATE_IMAGE"]}],"Limit":100})")["ImageSet"];
}

inline Reply run_from(const Client& client, std::string_view image, std::string_view zone) {
  return client.call(
      "cvm", "RunInstances",
      {{"Placement", {{"Zone", zone}}}, {"ImageId", image}, {"InstanceType", "S5.SMALL1"}});
}

inline Reply sync(const Client& client, const std::string& image, std::string_view region,
                  std::string_view name = {}) {
  boost::json::object request{
      {"ImageIds", {image}}, {"DestinationRegions", {region}}, {"ImageSetRequired", true}};
  if (!name.empty()) request["ImageName"] = name;
  return client.call("cvm", "SyncImages", Parameters(boost::json::serialize(request)));
}

// The ID that the copy will have.
inline std::string sync_to(const Client& client, const std::string& image, std::string_view region,
                           std::string_view name = {}) {
  return sync(client, image, region, name)["ImageSet"][0]["ImageId"].text();
}

// What the region knows of a copy that it sent.
inline Json copy_of(const Client& client, const std::string& id) {
  Reply reply = client.call("terrane", "DescribeCopies", {{"CopyIds", {id}}});
  EXPECT_EQ(reply["TotalCount"], 1) << id;
  return reply["CopySet"][0];
}

}  // namespace terrane
