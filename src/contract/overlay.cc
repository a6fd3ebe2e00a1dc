#include "contract/overlay.h"

#include <cstring>
#include <optional>

namespace terrane::contract {
namespace {

const char* member(const void* object, const Field& field) {
  return static_cast<const char*>(object) + field.offset;
}

template <class T>
bool has_value(const char* at) {
  return reinterpret_cast<const std::optional<T>*>(at)->has_value();
}

bool is_present(const Field& field, const char* at) {
  if (field.list) return reinterpret_cast<const UntypedList*>(at)->data != nullptr;
  switch (field.type) {
    case FieldType::kString:
      return reinterpret_cast<const Text*>(at)->data() != nullptr;
    case FieldType::kObject:
      return *reinterpret_cast<const void* const*>(at) != nullptr;
    case FieldType::kBool:
      return has_value<bool>(at);
    case FieldType::kFloat:
      return has_value<double>(at);
    case FieldType::kInt64:
    case FieldType::kUint64:
      return has_value<int64_t>(at);
  }
  return false;
}

size_t size_of(const Field& field) {
  if (field.list) return sizeof(UntypedList);
  switch (field.type) {
    case FieldType::kString:
      return sizeof(Text);
    case FieldType::kObject:
      return sizeof(void*);
    case FieldType::kBool:
      return sizeof(std::optional<bool>);
    default:
      return sizeof(std::optional<int64_t>);
  }
}

// Whole numbers of either sign lie alike, and counts are spelt with either.
bool is_whole_number(FieldType type) {
  return type == FieldType::kInt64 || type == FieldType::kUint64;
}

bool same_type(const Field& a, const Field& b) {
  return a.list == b.list && a.object == b.object &&
         (a.type == b.type || (!a.list && is_whole_number(a.type) && is_whole_number(b.type)));
}

}  // namespace

void fill_absent(const Shape& to_shape, void* to, const Shape& from_shape, const void* from) {
  for (const Field& field : to_shape.fields) {
    if (is_present(field, member(to, field))) continue;
    const Field* source = find_field(from_shape, field.name());
    if (!source || !same_type(field, *source) || !is_present(*source, member(from, *source)))
      continue;
    std::memcpy(static_cast<char*>(to) + field.offset, member(from, *source), size_of(field));
  }
}

}  // namespace terrane::contract
