// Writes generated structs as JSON: straight into one buffer, with literal keys.
#pragma once

#include <string>

#include "contract/shape.h"

namespace terrane::contract {

// Appends `value` as one JSON object. Absent strings read as "", absent lists as [], absent
// numbers, booleans and objects as null; so do numbers that JSON cannot say (infinities, NaN).
void encode_json(const Shape& shape, const void* value, std::string& out);

// The same without braces, each member followed by a comma, so that the caller can go on:
//   "TotalCount":1,"VpcSet":[],
void encode_json_members(const Shape& shape, const void* value, std::string& out);

template <class T>
void encode_json(const T& value, std::string& out) {
  encode_json(shape_of<T>(), &value, out);
}

// Appends `text` as a JSON string with its quotes. Bytes that are no UTF-8 become U+FFFD.
void append_json_string(std::string& out, Text text);

}  // namespace terrane::contract
