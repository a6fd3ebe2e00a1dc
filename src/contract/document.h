// A request as a tree, before its meaning is known: what the JSON and the form reader make of a
// body, and the decoder reads.
#pragma once

#include <cstdint>

#include "base/error.h"
#include "contract/types.h"

namespace terrane::contract {

// A request nests no deeper and holds no more values than this (a real one: 6 levels, some hundred
// values), so that its tree stays small beside the 10 MB its text may have.
inline constexpr size_t kMaxDepth = 32;
inline constexpr size_t kMaxValues = 20'000;

inline constexpr ErrorKind kTooManyValues{
    "InvalidParameter", "The request holds more than {} values; split it into several requests.",
    "请求中的值超过 {} 个，请拆分为多个请求。"};
inline constexpr ErrorKind kTooDeep{
    "InvalidParameter", "The request nests deeper than {} levels; no action needs that.",
    "请求的嵌套超过 {} 层，没有接口需要这样的深度。"};

// Lives in the arena; its texts lie in the arena or in the body it was read from.
struct Node {
  enum class Kind : uint8_t {
    kNull,
    kBool,
    kNumber,
    kString,
    kArray,
    kObject,
    kFormText,   // a form's value, whose type only the contract knows
    kFormGroup,  // form names with a common beginning: an object, or a list if they go on with
                 // numbers
  };

  Kind kind = Kind::kNull;
  uint32_t count = 0;     // of children
  Text key;               // a member's name
  Text text;              // a scalar as written; strings without escapes
  Node* first = nullptr;  // child
  Node* next = nullptr;   // sibling

  bool is_container() const { return kind >= Kind::kArray && kind != Kind::kFormText; }
};

// Appends children to a container in constant time.
struct OpenNode {
  Node* node = nullptr;
  Node* last = nullptr;

  void append(Node* child) {
    (last ? last->next : node->first) = child;
    last = child;
    ++node->count;
  }
};

}  // namespace terrane::contract
