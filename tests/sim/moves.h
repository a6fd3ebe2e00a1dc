// What the moves of every kind share.
#pragma once

#include "sim/workload.h"

namespace terrane::sim {

// Who calls from where, for one move.
struct Place {
  AccountId account;
  std::string region;
};
inline Place any_place(Workload& work) {
  return {work.account(), work.region()};
}

// Mostly the right caller in the right region; now and then a stranger, or somewhere else.
inline Place nearly(Workload& work, const Place& place) {
  return {work.chance(8) ? work.account() : place.account,
          work.chance(4) ? work.region() : place.region};
}

inline ClientCall call_to(std::string_view service, std::string_view action, const Place& place,
                          const boost::json::object& parameters) {
  return {.account = place.account,
          .region = place.region,
          .service = std::string(service),
          .action = std::string(action),
          .json = boost::json::serialize(parameters)};
}

// Reads the ID a reply has at `member`, of `object` where that is not empty.
inline Knowledge::ReadIds id_at(std::string_view object, std::string_view member) {
  return [object, member](const boost::json::object& reply) -> std::vector<std::string> {
    const auto& holder = object.empty() ? reply : reply.at(object).as_object();
    return {std::string(holder.at(member).as_string())};
  };
}

// Removes some resource of the kind: `member` of the call takes its ID, in a list where `listed`.
inline void remove_some(Workload& work, const Listing& listing, std::string_view action,
                        std::string_view member, bool listed) {
  Place place = any_place(work);
  auto* resource = work.knowledge().pick(listing, place.account, place.region);
  if (!resource) return;
  boost::json::value id(boost::json::string(resource->id));
  if (listed) id = boost::json::array{id};
  ClientCall right = call_to(listing.service, action, place, {{member, id}});
  // A stranger's call must be refused, whatever it is; the removal is the owner's.
  if (Place other = nearly(work, place);
      other.account != place.account || (listing.regional && other.region != place.region)) {
    right.account = other.account;
    right.region = other.region;
    return work.call(right);
  }
  work.knowledge().remove(listing, right, resource->name);
}

}  // namespace terrane::sim
