// Records as MessagePack maps with named fields (D5). A field that has its default value is left
// out, an unknown one is skipped, a missing one keeps its default: so records written by older and
// newer versions load, and the default of a field must never change.
#pragma once

#include <msgpuck.h>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/compact.h"
#include "base/fields.h"
#include "base/interned_text.h"
#include "base/ipv4.h"
#include "base/money.h"
#include "base/resource_id.h"
#include "base/time.h"
#include "base/uuid.h"

namespace terrane::message_pack {

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  void unsigned_integer(uint64_t value) {
    put(9, [&](char* at) { return mp_encode_uint(at, value); });
  }
  void integer(int64_t value) {
    if (value >= 0) return unsigned_integer(static_cast<uint64_t>(value));
    put(9, [&](char* at) { return mp_encode_int(at, value); });
  }
  void boolean(bool value) {
    put(1, [&](char* at) { return mp_encode_bool(at, value); });
  }
  void real(double value) {
    put(9, [&](char* at) { return mp_encode_double(at, value); });
  }
  void text(std::string_view value) {
    put(5, [&](char* at) { return mp_encode_strl(at, uint32_t(value.size())); });
    out_.append(value);
  }
  void array(size_t size) {
    put(5, [&](char* at) { return mp_encode_array(at, uint32_t(size)); });
  }
  void map(size_t size) {
    put(5, [&](char* at) { return mp_encode_map(at, uint32_t(size)); });
  }

 private:
  template <class Encode>
  void put(size_t room, Encode encode) {
    char bytes[9];
    char* end = encode(bytes);
    (void)room;
    out_.append(bytes, size_t(end - bytes));
  }

  std::string& out_;
};

// Whether the bytes are one value, whole. Not by mp_check() alone: it counts what containers say
// they hold in an int, which a damaged one makes run over.
inline bool is_well_formed(std::string_view bytes) {
  const char *at = bytes.data(), *end = at + bytes.size();
  for (uint64_t left = 1; left > 0; --left) {
    if (left > uint64_t(end - at)) return false;  // each value has a byte at least
    mp_type type = mp_typeof(*at);
    if (type == MP_ARRAY) {
      if (mp_check_array(at, end) > 0) return false;
      left += mp_decode_array(&at);
    } else if (type == MP_MAP) {
      if (mp_check_map(at, end) > 0) return false;
      left += uint64_t{2} * mp_decode_map(&at);
    } else if (mp_check(&at, end) != 0) {
      return false;
    }
  }
  return at == end;
}

// Reads values that are well formed; one of an unexpected type makes it fail.
class Reader {
 public:
  explicit Reader(const char* data) : data_(data) {}

  bool failed() const { return failed_; }
  mp_type type() const { return mp_typeof(*data_); }
  void skip() { mp_next(&data_); }
  int64_t integer() {
    if (type() == MP_UINT) return static_cast<int64_t>(mp_decode_uint(&data_));
    if (type() == MP_INT) return mp_decode_int(&data_);
    return fail();
  }
  bool boolean() { return type() == MP_BOOL ? mp_decode_bool(&data_) : fail() != 0; }
  double real() {
    if (type() == MP_DOUBLE) return mp_decode_double(&data_);
    return static_cast<double>(integer());
  }
  std::string_view text() {
    if (type() != MP_STR) return fail(), std::string_view();
    uint32_t size;
    const char* bytes = mp_decode_str(&data_, &size);
    return {bytes, size};
  }
  uint32_t array() { return type() == MP_ARRAY ? mp_decode_array(&data_) : uint32_t(fail()); }
  uint32_t map() { return type() == MP_MAP ? mp_decode_map(&data_) : uint32_t(fail()); }

 private:
  int64_t fail() {
    failed_ = true;
    skip();
    return 0;
  }

  const char* data_;
  bool failed_ = false;
};

template <class T>
concept Sequence = requires(const T& value) {
  value.begin();
  value.size();
  typename T::value_type;
};

// Every type a field may have, written and read. Add a type here, not in a record.
template <class T>
struct Codec;

template <class T>
void write(Writer& writer, const T& value) {
  Codec<T>::write(writer, value);
}
template <class T>
void read(Reader& reader, T& value) {
  Codec<T>::read(reader, value);
}

template <>
struct Codec<bool> {
  static void write(Writer& writer, bool value) { writer.boolean(value); }
  static void read(Reader& reader, bool& value) { value = reader.boolean(); }
};

template <std::integral T>
struct Codec<T> {
  static void write(Writer& writer, T value) {
    if constexpr (std::is_signed_v<T>) {
      writer.integer(value);
    } else {
      writer.unsigned_integer(value);
    }
  }
  static void read(Reader& reader, T& value) { value = static_cast<T>(reader.integer()); }
};

template <class T>
  requires std::is_enum_v<T>
struct Codec<T> {
  static void write(Writer& writer, T value) {
    writer.unsigned_integer(static_cast<uint64_t>(value));
  }
  static void read(Reader& reader, T& value) { value = static_cast<T>(reader.integer()); }
};

template <>
struct Codec<double> {
  static void write(Writer& writer, double value) { writer.real(value); }
  static void read(Reader& reader, double& value) { value = reader.real(); }
};

template <>
struct Codec<std::string> {
  static void write(Writer& writer, const std::string& value) { writer.text(value); }
  static void read(Reader& reader, std::string& value) { value = reader.text(); }
};

template <>
struct Codec<CompactString> {
  static void write(Writer& writer, const CompactString& value) { writer.text(value); }
  static void read(Reader& reader, CompactString& value) { value = CompactString(reader.text()); }
};

template <>
struct Codec<InternedText> {
  static void write(Writer& writer, InternedText value) { writer.text(value); }
  static void read(Reader& reader, InternedText& value) { value = InternedText(reader.text()); }
};

template <>
struct Codec<Uuid> {
  static void write(Writer& writer, Uuid value) {
    char text[kUuidCharacters];
    write_uuid(value, text);
    writer.text({text, kUuidCharacters});
  }
  static void read(Reader& reader, Uuid& value) {
    value = parse_uuid(reader.text()).value_or(Uuid{});
  }
};

template <>
struct Codec<Time> {
  static void write(Writer& writer, Time value) { writer.integer(value.microseconds); }
  static void read(Reader& reader, Time& value) { value.microseconds = reader.integer(); }
};

template <>
struct Codec<Money> {
  static void write(Writer& writer, Money value) { writer.integer(value.millionths); }
  static void read(Reader& reader, Money& value) { value.millionths = reader.integer(); }
};

template <>
struct Codec<Ipv4> {
  static void write(Writer& writer, Ipv4 value) { writer.unsigned_integer(value.bits); }
  static void read(Reader& reader, Ipv4& value) {
    value.bits = static_cast<uint32_t>(reader.integer());
  }
};

template <>
struct Codec<Cidr> {
  static void write(Writer& writer, Cidr value) { writer.text(to_text(value)); }
  static void read(Reader& reader, Cidr& value) {
    value = parse_cidr(reader.text()).value_or(Cidr{});
  }
};

template <>
struct Codec<AnyId> {
  static void write(Writer& writer, AnyId value) {
    char text[kIdTextLimit];
    writer.text(value ? std::string_view(text, write_id(value, text)) : std::string_view());
  }
  static void read(Reader& reader, AnyId& value) {
    value = parse_any_id(reader.text()).value_or(AnyId{});
  }
};

template <Kind kind>
struct Codec<Id<kind>> {
  static void write(Writer& writer, Id<kind> value) { Codec<AnyId>::write(writer, value); }
  static void read(Reader& reader, Id<kind>& value) {
    value = Id<kind>::parse(reader.text()).value_or(Id<kind>{});
  }
};

template <class T>
struct Codec<std::vector<T>> {
  static void write(Writer& writer, const std::vector<T>& value) {
    writer.array(value.size());
    for (const T& element : value) message_pack::write(writer, element);
  }
  static void read(Reader& reader, std::vector<T>& value) {
    value.resize(reader.array());
    for (T& element : value) message_pack::read(reader, element);
  }
};

template <class T>
struct Codec<CompactList<T>> {
  static void write(Writer& writer, const CompactList<T>& value) {
    writer.array(value.size());
    for (const T& element : value) message_pack::write(writer, element);
  }
  static void read(Reader& reader, CompactList<T>& value) {
    std::vector<T> elements;
    message_pack::read(reader, elements);
    value = CompactList<T>(std::span<const T>(elements));
  }
};

template <class T>
struct Codec<std::optional<T>> {  // an empty one is a default, so left out
  static void write(Writer& writer, const std::optional<T>& value) {
    message_pack::write(writer, *value);
  }
  static void read(Reader& reader, std::optional<T>& value) {
    message_pack::read(reader, value.emplace());
  }
};

template <HasFields T>
struct Codec<T> {
  static void write(Writer& writer, const T& value) {
    [[maybe_unused]] static const T kDefault{};
    size_t count = 0;
    each([&](const auto& field) { count += !(value.*field.member == kDefault.*field.member); });
    writer.map(count);
    each([&](const auto& field) {
      if (value.*field.member == kDefault.*field.member) return;
      writer.text(field.name);
      message_pack::write(writer, value.*field.member);
    });
  }

  static void read(Reader& reader, T& value) {
    uint32_t left = reader.map();
    if (left == 0) return;
    std::string_view name = reader.text();
    auto read_if_named = [&](const auto& field) {
      if (left == 0 || field.name != name) return false;
      message_pack::read(reader, value.*field.member);
      if (--left > 0) name = reader.text();
      return true;
    };
    // Fields mostly come in the order of the list, so that one pass over it finds them all.
    each(read_if_named);
    while (left > 0) {
      uint32_t before = left;
      each(read_if_named);
      if (left < before) continue;
      reader.skip();
      if (--left > 0) name = reader.text();
    }
  }

 private:
  template <class Visit>
  static void each(Visit visit) {
    std::apply([&](const auto&... field) { (visit(field), ...); }, T::kFields());
  }
};

// Appends the record to `out`.
template <HasFields T>
void encode(const T& record, std::string& out) {
  Writer writer(out);
  write(writer, record);
}

// Reads a record over its defaults; false if the bytes are not one.
template <HasFields T>
bool decode(std::string_view bytes, T& record) {
  if (!is_well_formed(bytes)) return false;
  Reader reader(bytes.data());
  read(reader, record);
  return !reader.failed();
}

}  // namespace terrane::message_pack
