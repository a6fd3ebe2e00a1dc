// What the clients know from their replies alone, and so may rely on: what was acknowledged is
// there, what was refused is not, and what was left open is there whole or not at all, the same for
// everyone who looks. Told of calls by the workload.
#pragma once

#include <functional>
#include <set>
#include <vector>

#include "sim/world.h"

namespace terrane::sim {

// How a kind's resources are listed by its public API. Names are the workload's own, and unique.
struct Listing {
  std::string_view kind;
  std::string_view service, action;
  std::string_view list, id, name;   // members of the reply
  bool regional = true;              // false: the account plane's, the same from everywhere
  bool text_limit = false;           // the service takes Limit as a text
  std::string_view leaving_state{};  // of InstanceState: in it a resource counts as removed
  std::string_view filters{};  // JSON of the listing call that leaves out what is not asked for
  int64_t leaving_status = 0;  // the same, of Status, where that is a number
};

class Knowledge {
 public:
  explicit Knowledge(World& world) : world_(world) {}

  struct Resource {
    std::string name;
    std::string id;                            // empty until a reply named it
    bool sure = false;                         // its creation was acknowledged, or it was seen
    int creations = 0;                         // under way
    int removals = 0;                          // the same
    bool maybe_gone = false;                   // a removal was left open
    std::map<std::string, std::string> notes;  // what the workload wants to remember of it
    bool usable() const { return sure && removals == 0 && !maybe_gone && !id.empty(); }
  };
  // Of one kind, account and region, by name.
  using Resources = std::map<std::string, Resource, std::less<>>;

  // A name no resource had before, which says who made it.
  std::string new_name(AccountId account);
  Resources& of(const Listing& listing, AccountId account, std::string_view region);
  // A resource that is there for sure and stays, or null.
  Resource* pick(const Listing& listing, AccountId account, std::string_view region);

  // Sends a call that makes resources with these names. `ids` reads their IDs, in the same order,
  // from an accepted reply; names without an ID were not made. The call may be a repetition of one
  // before.
  using ReadIds = std::function<std::vector<std::string>(const boost::json::object& reply)>;
  void create(const Listing& listing, ClientCall call, std::vector<std::string> names, ReadIds ids,
              std::map<std::string, std::string> notes = {});
  // Sends a call that removes the resource.
  void remove(const Listing& listing, ClientCall call, std::string name);
  // Sends the listing call, and compares what it shows with what is known. The answer comes later.
  void audit(const Listing& listing, AccountId account, std::string_view region);

 private:
  bool follows(const std::string& region) const;
  // The account plane's cell; null while it is gone, or its store has failed.
  const Cell* working_plane() const;
  // `settles`: whether what is not shown is known not to be there.
  void compare(const Listing& listing, AccountId account, const std::string& region,
               const Resources& when_sent, const boost::json::object& reply, bool settles);

  World& world_;
  std::map<std::string, Resources> resources_;  // by kind, account and region
  std::set<std::string, std::less<>> removed_;  // names that were there, and went
  uint64_t names_ = 0;
};

}  // namespace terrane::sim
