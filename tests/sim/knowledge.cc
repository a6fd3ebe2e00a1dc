#include "sim/knowledge.h"

#include "fault/fault_tables.h"

namespace terrane::sim {
namespace {

std::string prefix_of(AccountId account) {
  return "sim_" + std::to_string(uint64_t(account) % 1000) + "_";
}

std::string text_of(const boost::json::object& item, std::string_view member) {
  const auto* value = item.if_contains(member);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

}  // namespace

std::string Knowledge::new_name(AccountId account) {
  return prefix_of(account) + std::to_string(++names_);
}

Knowledge::Resources& Knowledge::of(const Listing& listing, AccountId account,
                                    std::string_view region) {
  std::string key = std::string(listing.kind) + "/" + std::to_string(uint64_t(account)) + "/";
  if (listing.regional) key += region;
  return resources_[key];
}

Knowledge::Resource* Knowledge::pick(const Listing& listing, AccountId account,
                                     std::string_view region) {
  std::vector<Resource*> usable;
  for (auto& [name, resource] : of(listing, account, region))
    if (resource.usable()) usable.push_back(&resource);
  return usable.empty() ? nullptr : usable[world_.random().below(usable.size())];
}

void Knowledge::create(const Listing& listing, ClientCall call, std::vector<std::string> names,
                       ReadIds ids, std::map<std::string, std::string> notes) {
  Resources& resources = of(listing, call.account, call.region);
  bool again = false;
  for (const std::string& name : names) {
    if (removed_.contains(name)) continue;
    auto [known, is_new] = resources.try_emplace(name, Resource{.name = name, .notes = notes});
    again = again || !is_new;
    ++known->second.creations;
  }
  world_.call(std::move(call), [this, &resources, names, ids, again](const Answer& answer) {
    for (const std::string& name : names)
      if (auto found = resources.find(name); found != resources.end()) --found->second.creations;
    if (answer.outcome == Outcome::kUnknown) return;
    // That something is out of order now says nothing of what was done before.
    if (answer.outcome == Outcome::kRefused && again) return;
    std::vector<std::string> made;
    if (answer.outcome == Outcome::kAccepted) made = ids(answer.reply);
    for (size_t i = 0; i < names.size(); ++i) {
      auto found = resources.find(names[i]);
      if (found == resources.end()) continue;
      if (i >= made.size()) {  // the same call, made again, may yet be accepted
        if (found->second.creations == 0) resources.erase(found);
        continue;
      }
      Resource& resource = found->second;
      if (!resource.id.empty() && resource.id != made[i])
        world_.complain(names[i] + " is " + resource.id + " and " + made[i]);
      resource.id = made[i];
      resource.sure = true;
    }
  });
}

void Knowledge::remove(const Listing& listing, ClientCall call, std::string name) {
  Resources& resources = of(listing, call.account, call.region);
  ++resources.at(name).removals;
  world_.call(std::move(call), [this, &resources, name](const Answer& answer) {
    if (answer.outcome == Outcome::kAccepted) removed_.insert(name);
    auto found = resources.find(name);
    if (found == resources.end()) return;
    if (answer.outcome == Outcome::kAccepted) {
      resources.erase(found);
    } else {
      --found->second.removals;
      found->second.maybe_gone |= answer.outcome == Outcome::kUnknown;
    }
  });
}

void Knowledge::audit(const Listing& listing, AccountId account, std::string_view region) {
  ClientCall call{.account = account,
                  .region = std::string(region),
                  .service = std::string(listing.service),
                  .action = std::string(listing.action),
                  .json = listing.text_limit ? R"({"Limit":"100")" : R"({"Limit":100)"};
  if (!listing.filters.empty()) (call.json += R"(,"Filters":)") += listing.filters;
  call.json += '}';
  world_.call(call, [this, &listing, account, region = call.region,
                     when_sent = of(listing, account, region),
                     plane = working_plane()](const Answer& answer) {
    bool is_outage = answer.code.starts_with("Internal");  // of the product
    if (answer.outcome == Outcome::kRefused && !is_outage)
      world_.complain(std::string(listing.action) + " was refused with " + answer.code);
    if (answer.outcome == Outcome::kAccepted && (listing.regional || follows(region)))
      compare(listing, account, region, when_sent, answer.reply,
              listing.regional || (plane && plane == working_plane()));
  });
}

// Whether the region knows what the account plane does: what cannot be stored there, or comes from
// a plane that is gone, it does not.
bool Knowledge::follows(const std::string& region) const {
  auto open = world_.open_cells().find(region);
  return open != world_.open_cells().end() && !open->second.region->faults->failing.store() &&
         !world_.cloud().accounts().faults.failing.account_plane();
}

// Regions go on when the account plane does not, with what they know of it: whether it did what it
// left open is seen in what is asked once it is back.
const Cell* Knowledge::working_plane() const {
  auto plane = world_.open_cells().find("account");
  bool works = plane != world_.open_cells().end() && !plane->second.cell->commits().failed();
  return works ? plane->second.cell : nullptr;
}

void Knowledge::compare(const Listing& listing, AccountId account, const std::string& region,
                        const Resources& when_sent, const boost::json::object& reply,
                        bool settles) {
  auto complain = [&](const std::string& what) {
    world_.complain(std::string(listing.action) + " in " + region + " for account " +
                    std::to_string(uint64_t(account)) + ": " + what);
  };
  std::map<std::string, std::string> shown;
  for (auto& value : reply.at(listing.list).as_array()) {
    const auto& item = value.as_object();
    std::string name = text_of(item, listing.name), id = text_of(item, listing.id);
    if (!name.starts_with("sim_")) continue;  // the account found it there
    if (!listing.leaving_state.empty() && text_of(item, "InstanceState") == listing.leaving_state)
      continue;
    if (listing.leaving_status != 0 && item.at("Status") == listing.leaving_status) continue;
    if (!name.starts_with(prefix_of(account))) complain(name + " is another account's");
    if (!shown.emplace(name, id).second) complain(name + " is there twice");
    if (!when_sent.contains(name)) complain(name + " " + id + " is there, though it should not be");
  }
  Resources& resources = of(listing, account, region);
  for (auto& [name, then] : when_sent) {
    auto listed = shown.find(name);
    auto known = resources.find(name);
    if (listed == shown.end()) {
      if (then.usable()) complain(name + " " + then.id + " is lost");
      if (!settles) continue;
      // A zone that answers late has not begun what it was asked for.
      bool is_open =
          then.creations > 0 || (known != resources.end() && known->second.creations > 0);
      if (is_open && !then.sure) continue;
      // What was open is settled: it never came, or it went.
      if (then.sure) removed_.insert(name);
      if (known != resources.end()) resources.erase(known);
    } else if (known != resources.end()) {
      if (!then.id.empty() && then.id != listed->second)
        complain(name + " was " + then.id + " and is " + listed->second);
      known->second.id = listed->second;
      known->second.sure = true;
      if (then.maybe_gone && settles) known->second.maybe_gone = false;
    }
  }
}

}  // namespace terrane::sim
