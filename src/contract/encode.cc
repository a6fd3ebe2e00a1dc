#include "contract/encode.h"

#include "contract/json_writer.h"

namespace terrane::contract {
namespace {

static_assert(JsonWriter::kBlock <= kKeyPadding);

template <class T>
const T& at(const std::byte* member) {
  return *reinterpret_cast<const T*>(member);
}

template <class T>
T copy_of(const std::byte* member) {
  T value;
  std::memcpy(&value, member, sizeof value);
  return value;
}

class Encoder {
 public:
  explicit Encoder(std::string& out) : write_(out) {}

  // Leaves room for one character more, as every value does.
  void object(const Shape& shape, const std::byte* value) {
    write_.reserve(2);
    write_.character('{');
    members(shape, value);
    close('}', !shape.fields.empty());
  }

  // Each followed by a comma. A key is copied with what it reads as where its member is absent, so
  // absence is written already.
  void members(const Shape& shape, const std::byte* value) {
    for (const Field& field : shape.fields) {
      write_.reserve(kKeyRoom + JsonWriter::kNumber + 1);
      write_.padded(field.key, field.key_size + kNull);
      write_.advance(field.key_size);
      if (field.list)
        list(field, value + field.offset);
      else
        member(field, value + field.offset);
      write_.character(',');
    }
  }

 private:
  static constexpr size_t kNull = 4;   // characters
  static constexpr size_t kEmpty = 2;  // of an empty text or list
  static constexpr size_t kKeyRoom = UINT8_MAX + kNull + JsonWriter::kBlock;

  void member(const Field& field, const std::byte* value) {
    switch (field.type) {
      case FieldType::kString: {
        Text text = at<Text>(value);
        return text.empty() ? write_.advance(kEmpty) : write_.string(text);
      }
      case FieldType::kInt64:
        return optional<int64_t>(value);
      case FieldType::kUint64:
        return optional<uint64_t>(value);
      case FieldType::kFloat:
        return optional<double>(value);
      case FieldType::kBool:
        return optional<bool>(value);
      case FieldType::kObject: {
        auto* nested = copy_of<const std::byte*>(value);
        return nested ? object(*field.object, nested) : write_.advance(kNull);
      }
    }
  }

  void list(const Field& field, const std::byte* value) {
    if (copy_of<UntypedList>(value).size == 0) return write_.advance(kEmpty);
    switch (field.type) {
      case FieldType::kString:
        return elements<Text>(value);
      case FieldType::kInt64:
        return elements<int64_t>(value);
      case FieldType::kUint64:
        return elements<uint64_t>(value);
      case FieldType::kFloat:
        return elements<double>(value);
      case FieldType::kBool:
        return elements<bool>(value);
      case FieldType::kObject:
        return objects(*field.object, copy_of<UntypedList>(value));
    }
  }

  template <class T>
  void optional(const std::byte* member) {
    const auto& value = at<std::optional<T>>(member);
    value ? scalar(*value) : write_.advance(kNull);
  }

  template <class T>
  void elements(const std::byte* member) {
    const auto& list = at<List<T>>(member);
    write_.character('[');
    for (const T& element : list) {
      write_.reserve(JsonWriter::kNumber + 1);
      scalar(element);
      write_.character(',');
    }
    close(']', true);
  }

  void objects(const Shape& shape, UntypedList list) {
    auto* element = static_cast<const std::byte*>(list.data);
    write_.character('[');
    for (uint32_t i = 0; i < list.size; ++i, element += shape.size) {
      object(shape, element);
      write_.character(',');
    }
    close(']', true);
  }

  void scalar(Text value) { write_.string(value); }
  void scalar(int64_t value) { write_.integer(value); }
  void scalar(uint64_t value) { write_.integer(value); }
  void scalar(double value) { write_.number(value); }
  void scalar(bool value) { write_.boolean(value); }

  // Ends an object or a list; `written` says whether there is a last comma to take back.
  void close(char bracket, bool written) {
    if (written) write_.retract();
    write_.reserve(2);
    write_.character(bracket);
  }

  JsonWriter write_;
};

}  // namespace

void encode_json(const Shape& shape, const void* value, std::string& out) {
  Encoder(out).object(shape, static_cast<const std::byte*>(value));
}

void encode_json_members(const Shape& shape, const void* value, std::string& out) {
  Encoder(out).members(shape, static_cast<const std::byte*>(value));
}

void append_json_string(std::string& out, Text text) {
  JsonWriter(out).string(text);
}

}  // namespace terrane::contract
