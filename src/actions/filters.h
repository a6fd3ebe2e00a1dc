// Filters that many kinds share, each about one member of a record:
//   constexpr FilterRule<Subnet> kFilters[] = {{"vpc-id", id_is<&Subnet::vpc>}, ...};
#pragma once

#include <string>
#include <string_view>

#include "actions/listing.h"

namespace terrane {

namespace detail {
template <class>
struct MemberOf;
template <class Owner, class Member>
struct MemberOf<Member Owner::*> {
  using Type = Owner;
};
template <auto member>
using RecordOf = typename MemberOf<decltype(member)>::Type;
}  // namespace detail

// An ID, in full.
template <auto member>
bool id_is(const RegionCell&, const detail::RecordOf<member>& record, std::string_view,
           std::string_view value) {
  return to_text(record.*member) == value;
}

// A text, in full; or any part of it.
template <auto member>
bool text_is(const RegionCell&, const detail::RecordOf<member>& record, std::string_view,
             std::string_view value) {
  return record.*member == value;
}
template <auto member>
bool text_contains(const RegionCell&, const detail::RecordOf<member>& record, std::string_view,
                   std::string_view value) {
  return std::string_view(record.*member).find(value) != std::string_view::npos;
}

// A whole number.
template <auto member>
bool number_is(const RegionCell&, const detail::RecordOf<member>& record, std::string_view,
               std::string_view value) {
  return std::to_string(record.*member) == value;
}

// "true", "True" or "1"; "false", "False" or "0".
inline bool truth_is(bool truth, std::string_view value) {
  return truth ? value == "true" || value == "True" || value == "1"
               : value == "false" || value == "False" || value == "0";
}
template <auto member>
bool flag_is(const RegionCell&, const detail::RecordOf<member>& record, std::string_view,
             std::string_view value) {
  return truth_is(record.*member, value);
}

// A range: "10.0.0.0/16", or its first address alone.
template <auto member>
bool range_is(const RegionCell&, const detail::RecordOf<member>& record, std::string_view,
              std::string_view value) {
  return to_text(record.*member) == value || to_text((record.*member).base) == value;
}

}  // namespace terrane
