// What is printed of a reply's members.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <string>

namespace terrane {

// Of a value that is text, or may be anything.
inline std::string text_of(const boost::json::value& value) {
  return value.is_string() ? std::string(value.get_string()) : boost::json::serialize(value);
}

// Of a member that is text, or a number; `object` is a JSON object, or a value that is one.
template <class Object>
std::string text_of(const Object& object, const char* member) {
  return std::string(object.at(member).as_string());
}
template <class Object>
uint64_t number_of(const Object& object, const char* member) {
  return object.at(member).template to_number<uint64_t>();
}

}  // namespace terrane
