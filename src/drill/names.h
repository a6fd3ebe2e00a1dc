// What a drill's calls made, by name. In the JSON of later calls "$name" stands for it; in a list,
// a name that stands for several IDs becomes that many elements.
#pragma once

#include <boost/json.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace terrane::drill {

// The part of a reply that a path leads to: members and indices, with a dot between them.
const boost::json::value* find_in(const boost::json::value& value, std::string_view path);

// The names that the JSON of a call uses.
std::set<std::string, std::less<>> names_in(std::string_view json);

class Names {
 public:
  struct Named {
    boost::json::value value;  // a text, a number or a list
    std::string region;        // of the call that made it
    std::string account;
  };

  void save(std::string_view name, Named named);
  const Named* find(std::string_view name) const;
  // The ID under this name, or the name itself where it is none of a drill's: an ID, an address.
  std::string id(std::string_view name) const;
  // The name of an ID; the ID itself where it has none.
  std::string_view name_of(std::string_view id) const;
  // The JSON with names replaced.
  std::string fill_in(std::string_view json) const;
  const std::map<std::string, Named, std::less<>>& all() const { return named_; }

 private:
  boost::json::value filled(const boost::json::value& value) const;
  std::map<std::string, Named, std::less<>> named_;
  std::map<std::string, std::string, std::less<>> by_id_;
};

}  // namespace terrane::drill
