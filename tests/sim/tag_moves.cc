// Tags, on resources and by themselves, and projects.
#include "sim/tag_moves.h"

#include "model/scope.h"
#include "sim/moves.h"

namespace terrane::sim {
namespace {

// Few keys and values, so that resources share them.
std::string any_key(Workload& work) {
  const char* const kKeys[] = {"team", "stage", "cost", "部门", "qcloud"};
  return work.pick(kKeys);
}
std::string any_value(Workload& work) {
  return std::to_string(work.below(4));
}
boost::json::object any_tag(Workload& work) {
  return {{"TagKey", any_key(work)}, {"TagValue", any_value(work)}};
}

// The six-part name of some resource of the account in the region, or empty.
std::string any_resource(Workload& work, const Place& place) {
  auto* resource = work.knowledge().pick(work.pick(all_listings()), place.account, place.region);
  if (!resource) return {};
  auto id = parse_any_id(resource->id);
  if (!id) return {};
  const ScopeRow& row = scope_of(id->kind());
  return "qcs::" + std::string(row.tag_service) + ":" + place.region +
         ":uin/:" + std::string(row.tag_prefix) + "/" + resource->id;
}

void add_tag(Workload& work) {
  Place place = any_place(work);
  boost::json::object request = any_tag(work);
  request["Resource"] = any_resource(work, place);
  if (work.chance(5)) place.account = work.account();
  const char* const kActions[] = {"AddResourceTag", "UpdateResourceTagValue", "DeleteResourceTag"};
  std::string action = work.pick(kActions);
  if (action == "DeleteResourceTag") request.erase("TagValue");
  work.call(call_to("tag", action, place, request));
}

void modify_tags(Workload& work) {
  Place place = any_place(work);
  boost::json::object request{{"Resource", any_resource(work, place)},
                              {"ReplaceTags", {any_tag(work)}},
                              {"DeleteTags", {{{"TagKey", any_key(work)}}}}};
  work.call(call_to("tag", "ModifyResourceTags", place, request));
}

void tag_several(Workload& work) {
  Place place = any_place(work);
  boost::json::array resources;
  for (int i = 0; i < 3; ++i)
    if (std::string name = any_resource(work, place); !name.empty())
      resources.push_back(boost::json::string(name));
  if (work.chance(50)) {
    work.call(call_to("tag", "TagResources", place,
                      {{"ResourceList", resources}, {"Tags", {any_tag(work), any_tag(work)}}}));
  } else {
    work.call(call_to("tag", "UnTagResources", place,
                      {{"ResourceList", resources}, {"TagKeys", {any_key(work)}}}));
  }
}

void make_tag(Workload& work) {
  const char* const kActions[] = {"CreateTag", "DeleteTag"};
  work.call(call_to("tag", work.pick(kActions), any_place(work), any_tag(work)));
}

void look_for_tags(Workload& work) {
  Place place = any_place(work);
  const char* const kActions[] = {"DescribeTags", "GetTags", "GetResources",
                                  "DescribeResourceTags"};
  work.call(call_to("tag", work.pick(kActions), place, {}));
}

void add_project(Workload& work) {
  Place place = any_place(work);
  work.call(call_to("tag", "AddProject", place,
                    {{"ProjectName", "project " + std::to_string(work.below(20))}}));
}

constexpr Move kMoves[] = {{"add tag", 6, add_tag},
                           {"modify tags", 6, modify_tags},
                           {"tag several", 3, tag_several},
                           {"make tag", 2, make_tag},
                           {"look for tags", 3, look_for_tags},
                           {"add project", 1, add_project}};

}  // namespace

std::span<const Move> tag_moves() {
  return kMoves;
}

}  // namespace terrane::sim
