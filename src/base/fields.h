// A record lists its fields once, by name; storing, loading and showing it all follow that list:
//   static constexpr auto kFields = [] { return std::tuple(named("name", &Vpc::name), ...); };
// (a function, since the members of a struct are complete only after it)
#pragma once

#include <string_view>
#include <tuple>

namespace terrane {

template <class Owner, class Member>
struct NamedField {
  std::string_view name;  // permanent: records written by older versions carry it
  Member Owner::*member;
};

template <class Owner, class Member>
constexpr NamedField<Owner, Member> named(std::string_view name, Member Owner::*member) {
  return {name, member};
}

template <class T>
concept HasFields = requires { T::kFields; };

}  // namespace terrane
