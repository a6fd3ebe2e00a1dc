// A record lists its fields once, by name; storing, loading and showing it all follow that list:
//   static constexpr auto kFields = std::tuple(named("name", &Vpc::name), ...);
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
