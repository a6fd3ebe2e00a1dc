// The contract as tables: which services exist, which actions they offer, and the shape of every
// object. The tables are generated from api/*.json; one codec (decode.h, encode.h) reads and writes
// them all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "contract/types.h"

namespace terrane::contract {

struct Shape;

enum class FieldType : uint8_t { kString, kInt64, kUint64, kFloat, kBool, kObject };

// One member of an object. The C++ member at `offset` is, by type:
//   Text, std::optional<int64_t | uint64_t | double | bool>, const Object*, or a List of those
//   values.
struct Field {
  const char* key;      // `"VpcName":""`, in its shape's text
  const Shape* object;  // the shape of an object member or of a list's elements, else null
  uint32_t offset;
  uint8_t key_size;
  FieldType type;
  bool list;
  bool required;

  Text quoted_key() const { return {key, key_size}; }  // `"VpcName":`
  Text name() const { return {key + 1, size_t(key_size) - 3}; }
};

// Bytes that are readable behind any shape's text: so that it can be copied in whole blocks.
inline constexpr size_t kKeyPadding = 32;

// No object of the contract has more members than this; the generator checks it.
inline constexpr size_t kMaxFields = 256;

// One object. An all-zero struct is the object with every member absent.
struct Shape {
  Text name;
  std::span<const Field> fields;      // as the API lists them
  std::span<const uint16_t> by_name;  // indexes of `fields`, ordered by name
  Text text;                          // `"VpcName":"","Tags":[],`: with every member absent
  uint32_t size;                      // of the C++ struct, in bytes
  uint32_t alignment;
};

// How a list lies in a struct when its element type is known only from the table.
struct UntypedList {
  const void* data = nullptr;
  uint32_t size = 0;
};

// The shape of a generated struct. Specialised in contract/<service>.h.
template <class T>
const Shape& shape_of();

struct Action {
  Text name;
  const Shape* request;
  const Shape* response;         // without RequestId, which every reply has
  std::span<const Text> errors;  // the codes this action documents
};

struct Service {
  Text name;                        // "cvm"
  Text version;                     // "2017-03-12"
  std::span<const Action> actions;  // ordered by name
};

// Every service of the contract, ordered by name.
std::span<const Service> services();

// Null if there is none. Names are case-sensitive, as in the public API.
const Service* find_service(Text name);
const Action* find_action(const Service& service, Text name);
const Field* find_field(const Shape& shape, Text name);

// The service that offers `action` in `version`, for calls whose host does not name one; the
// generator makes sure that there is at most one.
const Service* find_service(Text version, Text action);

}  // namespace terrane::contract
