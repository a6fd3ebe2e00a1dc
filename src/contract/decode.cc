#include "contract/decode.h"

#include <algorithm>
#include <bitset>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include "contract/form.h"
#include "contract/json.h"
#include "contract/spelling.h"

namespace terrane::contract {
namespace {

using Kind = Node::Kind;

// Where the decoder is, linked on the stack: written out only for an error.
struct Place {
  const Place* parent = nullptr;
  Text name;
  size_t index = 0;  // in a JSON array, where there is no name

  std::string path() const {
    std::string text = parent && parent->parent ? parent->path() + "." : "";
    return text + (present(name) ? excerpt(name) : std::to_string(index));
  }
};

std::string type_name(const Field& field, bool element) {
  static constexpr std::string_view kNames[] = {"string", "int64", "uint64", "float", "bool"};
  std::string name(field.object ? field.object->name : kNames[size_t(field.type)]);
  return field.list && !element ? "[" + name + "]" : name;
}

std::string_view type_name(Kind kind) {
  static constexpr std::string_view kNames[] = {"null",  "bool",   "number", "string",
                                                "array", "object", "string", "object"};
  return kNames[size_t(kind)];
}

bool is_true(Text text) {
  return text == "true" || text == "True" || text == "TRUE" || text == "1";
}
bool is_false(Text text) {
  return text == "false" || text == "False" || text == "FALSE" || text == "0";
}

bool is_index(Text key) {
  return key.find_first_not_of("0123456789") == Text::npos && !key.empty();
}

// Whether a number as written is one, and one its type can hold.
enum class NumberFit { kFits, kOutOfRange, kNotANumber };

NumberFit read_number(Text text, double& value) {
  const char* end = text.data() + text.size();
  auto [stop, problem] = std::from_chars(text.data(), end, value);
  if (stop != end || text.empty()) return NumberFit::kNotANumber;
  if (problem == std::errc::result_out_of_range) return NumberFit::kOutOfRange;
  return problem == std::errc() && std::isfinite(value) ? NumberFit::kFits : NumberFit::kNotANumber;
}

template <class Integer>
NumberFit read_number(Text text, Integer& value) {
  const char* end = text.data() + text.size();
  auto [stop, problem] = std::from_chars(text.data(), end, value);
  if (stop == end && problem == std::errc()) return NumberFit::kFits;
  // `1e3` and `2.0` are whole, too; above 2^53 such a spelling no longer says which number it
  // means.
  double wide = 0;
  NumberFit fit = read_number(text, wide);
  if (fit == NumberFit::kNotANumber) return fit;
  bool whole = fit == NumberFit::kFits && std::trunc(wide) == wide && std::abs(wide) <= 0x1p53;
  if (!whole || (wide < 0 && std::is_unsigned_v<Integer>)) return NumberFit::kOutOfRange;
  value = static_cast<Integer>(wide);
  return NumberFit::kFits;
}

class Decoder {
 public:
  explicit Decoder(Arena& arena) : arena_(arena) {}

  Result<void> read_object(const Node& node, const Shape& shape, std::byte* out,
                           const Place& place) {
    std::bitset<kMaxFields> named, given;  // a null names its member, but does not give it
    size_t expected = 0;                   // clients mostly keep the contract's order
    for (const Node* child = node.first; child; child = child->next) {
      Place member{&place, child->key};
      bool in_order = expected < shape.fields.size() && shape.fields[expected].name() == child->key;
      const Field* field = in_order ? &shape.fields[expected] : find_field(shape, child->key);
      if (!field) return refuse_unknown(shape, member);
      size_t index = field - shape.fields.data();
      expected = index + 1;
      if (named[index]) return refuse(kDuplicateParameter, member.path());
      named[index] = true;
      if (child->kind == Kind::kNull) continue;
      given[index] = true;
      CHECKED(read_member(*child, *field, out + field->offset, member));
    }
    for (size_t index = 0; index < shape.fields.size(); ++index) {
      if (shape.fields[index].required && !given[index])
        return refuse(kMissingParameter, Place{&place, shape.fields[index].name()}.path());
    }
    return {};
  }

 private:
  Result<void> read_member(const Node& node, const Field& field, std::byte* out,
                           const Place& place) {
    switch (field.type) {
      case FieldType::kString:
        if (field.list) return read_list<Text>(node, field, out, place);
        return read_value(node, field, *reinterpret_cast<Text*>(out), place);
      case FieldType::kInt64:
        return read_scalar<int64_t>(node, field, out, place);
      case FieldType::kUint64:
        return read_scalar<uint64_t>(node, field, out, place);
      case FieldType::kFloat:
        return read_scalar<double>(node, field, out, place);
      case FieldType::kBool:
        return read_scalar<bool>(node, field, out, place);
      case FieldType::kObject:
        break;
    }
    if (field.list) return read_objects(node, field, out, place);
    if (node.kind != Kind::kObject && node.kind != Kind::kFormGroup)
      return refuse_type(node, field, place);
    std::byte* object = create_objects(*field.object, 1);
    std::memcpy(out, &object, sizeof object);
    return read_object(node, *field.object, object, place);
  }

  template <class T>
  Result<void> read_scalar(const Node& node, const Field& field, std::byte* out,
                           const Place& place) {
    if (field.list) return read_list<T>(node, field, out, place);
    T value{};
    CHECKED(read_value(node, field, value, place));
    *reinterpret_cast<std::optional<T>*>(out) = value;
    return {};
  }

  template <class T>
  Result<void> read_list(const Node& node, const Field& field, std::byte* out, const Place& place) {
    CHECKED(check_list(node, field, place));
    std::span<T> elements = arena_.create_array<T>(node.count);
    CHECKED(each_element(node, place, [&](size_t index, const Node& child, const Place& at) {
      return read_value(child, field, elements[index], at);
    }));
    *reinterpret_cast<List<T>*>(out) = List<T>(elements);
    return {};
  }

  Result<void> read_objects(const Node& node, const Field& field, std::byte* out,
                            const Place& place) {
    CHECKED(check_list(node, field, place));
    const Shape& shape = *field.object;
    std::byte* elements = create_objects(shape, node.count);
    CHECKED(each_element(node, place,
                         [&](size_t index, const Node& child, const Place& at) -> Result<void> {
                           if (child.kind != Kind::kObject && child.kind != Kind::kFormGroup)
                             return refuse_type(child, field, at, true);
                           return read_object(child, shape, elements + index * shape.size, at);
                         }));
    UntypedList list{elements, node.count};
    std::memcpy(out, &list, sizeof list);
    return {};
  }

  // Calls read(index, child, place of the child) for each element, in order.
  template <class Read>
  Result<void> each_element(const Node& node, const Place& place, Read read) {
    size_t index = 0;
    Text previous;
    for (const Node* child = node.first; child; child = child->next, ++index) {
      Place at{&place, child->key, index};
      if (node.kind == Kind::kFormGroup) {
        if (!is_index(child->key)) return refuse(kUnknownParameter, at.path());
        if (child->key == previous) return refuse(kDuplicateParameter, at.path());
        previous = child->key;
      }
      CHECKED(read(index, *child, at));
    }
    return {};
  }

  Result<void> check_list(const Node& node, const Field& field, const Place& place) {
    if (node.kind == Kind::kArray || node.kind == Kind::kFormGroup) return {};
    return refuse_type(node, field, place);
  }

  Result<void> read_value(const Node& node, const Field& field, Text& out, const Place& place) {
    if (node.kind != Kind::kString && node.kind != Kind::kFormText)
      return refuse_type(node, field, place, field.list);
    out = node.text;
    return {};
  }

  Result<void> read_value(const Node& node, const Field& field, bool& out, const Place& place) {
    bool from_form = node.kind == Kind::kFormText && (is_true(node.text) || is_false(node.text));
    if (node.kind != Kind::kBool && !from_form) return refuse_type(node, field, place, field.list);
    out = is_true(node.text);
    return {};
  }

  template <class Number>
  Result<void> read_value(const Node& node, const Field& field, Number& out, const Place& place) {
    NumberFit fit = node.kind == Kind::kNumber || node.kind == Kind::kFormText
                        ? read_number(node.text, out)
                        : NumberFit::kNotANumber;
    if (fit == NumberFit::kFits) return {};
    if (fit == NumberFit::kNotANumber) return refuse_type(node, field, place, field.list);
    using Limits = std::numeric_limits<Number>;
    if constexpr (std::is_floating_point_v<Number>)
      return refuse(kFloatOutOfRange, place.path(), excerpt(node.text));
    else
      return refuse(kNumberOutOfRange, place.path(), excerpt(node.text),
                    std::to_string(Limits::min()), std::to_string(Limits::max()));
  }

  // All-zero structs: every member absent.
  std::byte* create_objects(const Shape& shape, size_t count) {
    size_t bytes = std::max<size_t>(1, count * shape.size);
    return static_cast<std::byte*>(
        std::memset(arena_.resource()->allocate(bytes, shape.alignment), 0, bytes));
  }

  static Result<void> refuse_unknown(const Shape& shape, const Place& place) {
    Text meant = closest_name(shape, place.name);
    if (!present(meant)) return refuse(kUnknownParameter, place.path());
    return refuse(kMisspeltParameter, place.path(), Place{place.parent, meant}.path());
  }

  static Result<void> refuse_type(const Node& node, const Field& field, const Place& place,
                                  bool element = false) {
    return refuse(kWrongType, place.path(), type_name(field, element), type_name(node.kind));
  }

  Arena& arena_;
};

}  // namespace

Result<void> decode_json(std::string_view body, const Shape& shape, void* out, Arena& arena) {
  TRY(const Node* root, read_json(body, arena));
  // What the Ruby SDK sends where no parameter is given.
  if (root->kind == Kind::kNull) return decode_json("{}", shape, out, arena);
  if (root->kind != Kind::kObject) return refuse(kNotAnObject, type_name(root->kind));
  return Decoder(arena).read_object(*root, shape, static_cast<std::byte*>(out), Place{});
}

Result<void> decode_form(std::string_view form, const Shape& shape, void* out, Arena& arena) {
  TRY(std::span<const FormPair> pairs, read_form_pairs(form, arena));
  std::span<FormPair> own = arena.create_array<FormPair>(pairs.size());
  size_t count = 0;
  for (const FormPair& pair : pairs) {
    if (!is_common_parameter(pair.name) || find_field(shape, pair.name)) own[count++] = pair;
  }
  TRY(const Node* root, form_tree(own.first(count), arena));
  return Decoder(arena).read_object(*root, shape, static_cast<std::byte*>(out), Place{});
}

}  // namespace terrane::contract
