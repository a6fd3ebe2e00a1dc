#include "contract/encode.h"

#include "contract/json_writer.h"

namespace terrane::contract {
namespace {

static_assert(JsonWriter::kBlock <= kKeyPadding);

template <class T>
const T& view_of(const std::byte* member) {
  return *reinterpret_cast<const T*>(member);
}

template <class T>
T copy_of(const std::byte* member) {
  T value;
  std::memcpy(&value, member, sizeof value);
  return value;
}

// Every function writes at `at` and returns where it ended. Each value leaves room for one
// character more.
class Encoder {
 public:
  explicit Encoder(std::string& out) : writer_(out) {}

  char* begin() { return writer_.begin(); }
  void finish(char* at) { writer_.finish(at); }

  char* object(char* at, const Shape& shape, const std::byte* value) {
    at = JsonWriter::character(writer_.reserve(at, 2), '{');
    return close(members(at, shape, value), '}', !shape.fields.empty());
  }

  // Each followed by a comma. The shape's text has all members as they read where they are absent:
  // what lies between two that are there is copied in one go.
  char* members(char* at, const Shape& shape, const std::byte* value) {
    const char* unwritten = shape.text.data();
    for (const Field& field : shape.fields) {
      const std::byte* member = value + field.offset;
      const char* key_end = field.key + field.key_size;
      auto copy_key = [&] { at = copy(at, unwritten, key_end); };
      bool is_there =
          field.list ? list(at, field, member, copy_key) : single(at, field, member, copy_key);
      if (is_there) unwritten = key_end + size_of_absent(field);
    }
    return copy(at, unwritten, shape.text.data() + shape.text.size());
  }

 private:
  // Of "", [] and null.
  static size_t size_of_absent(const Field& field) {
    return field.list || field.type == FieldType::kString ? 2 : 4;
  }

  // With room for a number and one character more.
  char* copy(char* at, const char* from, const char* end) {
    size_t size = size_t(end - from);
    at = writer_.reserve(at, size + JsonWriter::kBlock + JsonWriter::kNumber + 1);
    return JsonWriter::padded(at, from, size);
  }

  // These two write the member behind its key, and say whether it is there. As parts of the loop,
  // so that what changes in it stays in registers.
  template <class CopyKey>
  [[gnu::always_inline]] bool single(char*& at, const Field& field, const std::byte* member,
                                     CopyKey copy_key) {
    switch (field.type) {
      case FieldType::kString: {
        Text text = view_of<Text>(member);
        if (text.empty()) return false;
        copy_key();
        at = scalar(at, text);
        return true;
      }
      case FieldType::kInt64:
        return optional<int64_t>(at, member, copy_key);
      case FieldType::kUint64:
        return optional<uint64_t>(at, member, copy_key);
      case FieldType::kFloat:
        return optional<double>(at, member, copy_key);
      case FieldType::kBool:
        return optional<bool>(at, member, copy_key);
      case FieldType::kObject: {
        auto* nested = copy_of<const std::byte*>(member);
        if (!nested) return false;
        copy_key();
        at = object(at, *field.object, nested);
        return true;
      }
    }
    __builtin_unreachable();
  }

  template <class CopyKey>
  [[gnu::always_inline]] bool list(char*& at, const Field& field, const std::byte* member,
                                   CopyKey copy_key) {
    if (copy_of<UntypedList>(member).size == 0) return false;
    copy_key();
    at = elements(at, field, member);
    return true;
  }

  template <class T, class CopyKey>
  [[gnu::always_inline]] bool optional(char*& at, const std::byte* member, CopyKey copy_key) {
    const auto& value = view_of<std::optional<T>>(member);
    if (!value) return false;
    copy_key();
    at = scalar(at, *value);
    return true;
  }

  char* elements(char* at, const Field& field, const std::byte* member) {
    switch (field.type) {
      case FieldType::kString:
        return elements<Text>(at, member);
      case FieldType::kInt64:
        return elements<int64_t>(at, member);
      case FieldType::kUint64:
        return elements<uint64_t>(at, member);
      case FieldType::kFloat:
        return elements<double>(at, member);
      case FieldType::kBool:
        return elements<bool>(at, member);
      case FieldType::kObject:
        return objects(at, *field.object, copy_of<UntypedList>(member));
    }
    __builtin_unreachable();
  }

  template <class T>
  char* elements(char* at, const std::byte* member) {
    at = JsonWriter::character(at, '[');
    for (const T& element : view_of<List<T>>(member)) {
      at = scalar(writer_.reserve(at, JsonWriter::kNumber + 1), element);
      at = JsonWriter::character(at, ',');
    }
    return close(at, ']', true);
  }

  char* objects(char* at, const Shape& shape, UntypedList list) {
    auto* element = static_cast<const std::byte*>(list.data);
    at = JsonWriter::character(at, '[');
    const size_t begun = writer_.written(at);
    for (uint32_t i = 0; i < list.size; ++i, element += shape.size) {
      at = JsonWriter::character(object(at, shape, element), ',');
      // The others will be about as long: so what was written is copied once at most.
      if (i == 0) at = writer_.reserve(at, (writer_.written(at) - begun) * (list.size - 1) * 9 / 8);
    }
    return close(at, ']', true);
  }

  char* scalar(char* at, Text value) { return writer_.string(at, value); }
  char* scalar(char* at, int64_t value) { return JsonWriter::integer(at, value); }
  char* scalar(char* at, uint64_t value) { return JsonWriter::integer(at, value); }
  char* scalar(char* at, double value) { return JsonWriter::number(at, value); }
  char* scalar(char* at, bool value) { return JsonWriter::boolean(at, value); }

  // Ends an object or a list; `written` says whether there is a last comma to take back.
  char* close(char* at, char bracket, bool written) {
    if (written) --at;
    return JsonWriter::character(writer_.reserve(at, 2), bracket);
  }

  JsonWriter writer_;
};

}  // namespace

void encode_json(const Shape& shape, const void* value, std::string& out) {
  Encoder encoder(out);
  encoder.finish(encoder.object(encoder.begin(), shape, static_cast<const std::byte*>(value)));
}

void encode_json_members(const Shape& shape, const void* value, std::string& out) {
  Encoder encoder(out);
  encoder.finish(encoder.members(encoder.begin(), shape, static_cast<const std::byte*>(value)));
}

void append_json_string(std::string& out, Text text) {
  JsonWriter writer(out);
  writer.finish(writer.string(writer.begin(), text));
}

}  // namespace terrane::contract
