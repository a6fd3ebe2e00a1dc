// Properties of reading and writing together, over every shape of the contract.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <charconv>
#include <cstring>

#include "contract/decode.h"
#include "contract/encode.h"
#include "contract/vpc.h"

namespace terrane::contract {
namespace {

std::vector<const Shape*> all_shapes() {
  std::vector<const Shape*> shapes;
  for (const Service& service : services())
    for (const Action& action : service.actions)
      shapes.insert(shapes.end(), {action.request, action.response});
  return shapes;
}

const Shape& any_shape() {
  static const std::vector<const Shape*> shapes = all_shapes();
  return **rc::gen::elementOf(shapes);
}

void* create(const Shape& shape, Arena& arena) {
  return std::memset(arena.resource()->allocate(shape.size, shape.alignment), 0, shape.size);
}

int dice(int sides) {
  return *rc::gen::inRange(0, sides);
}

// JSON text of a value that `field` accepts.
std::string value_of(const Field& field, bool element);

std::string object_of(const Shape& shape) {
  std::string text;
  for (const Field& field : shape.fields) {
    if (!field.required && dice(3)) continue;
    text += (text.empty() ? "" : ",") + std::string(field.quoted_key()) + value_of(field, false);
  }
  return "{" + text + "}";
}

std::string value_of(const Field& field, bool element) {
  if (field.list && !element) {
    std::string text;
    for (int count = dice(3); count > 0; --count)
      text += (text.empty() ? "" : ",") + value_of(field, true);
    return "[" + text + "]";
  }
  switch (field.type) {
    case FieldType::kInt64:
      return std::to_string(*rc::gen::arbitrary<int64_t>());
    case FieldType::kUint64:
      return std::to_string(*rc::gen::arbitrary<uint64_t>());
    case FieldType::kBool:
      return dice(2) ? "true" : "false";
    case FieldType::kObject:
      return object_of(*field.object);
    case FieldType::kFloat: {
      std::array<char, 40> text;
      return {text.data(),
              std::to_chars(text.data(), text.data() + 40, *rc::gen::arbitrary<double>()).ptr};
    }
    case FieldType::kString: {
      std::string text;
      append_json_string(text, *rc::gen::arbitrary<std::string>());
      return text;
    }
  }
  return "null";
}

// JSON text of any value at all, with members' names now and then among its keys.
std::string anything(const Shape& shape, int depth) {
  auto key = [&] {
    bool known = !shape.fields.empty() && dice(4);
    return known ? std::string(shape.fields[dice(int(shape.fields.size()))].quoted_key())
                 : "\"" + std::string(dice(3), 'k') + "\":";
  };
  std::string text;
  switch (dice(depth > 0 ? 9 : 6)) {
    case 0:
      return "null";
    case 1:
      return dice(2) ? "true" : "false";
    case 2:
      return std::to_string(*rc::gen::arbitrary<int64_t>());
    case 3:
      return std::to_string(*rc::gen::arbitrary<double>());
    case 4:
      return "\"" + std::string(dice(20), '\\') + "\"";
    case 5:
      append_json_string(text, *rc::gen::arbitrary<std::string>());
      return text;
    case 6:
      for (int count = dice(4); count > 0; --count)
        text += (text.empty() ? "" : ",") + anything(shape, depth - 1);
      return "[" + text + "]";
    default:
      for (int count = dice(4); count > 0; --count)
        text += (text.empty() ? "" : ",") + key() + anything(shape, depth - 1);
      return "{" + text + "}";
  }
}

void expect_clean(const Result<void>& result) {
  if (result) return;
  RC_ASSERT(!result.error().code().empty());
  RC_ASSERT(result.error().message(Language::kChinese).size() < 4096u);
}

TEST(RoundTrip, what_the_contract_allows_decodes_and_encodes_to_the_same_again) {
  EXPECT_TRUE(rc::check([] {
    Arena arena;
    const Shape& shape = any_shape();
    void* first = create(shape, arena);
    void* second = create(shape, arena);
    std::string body = object_of(shape), once, twice;
    RC_ASSERT(decode_json(body, shape, first, arena).has_value());
    encode_json(shape, first, once);
    RC_ASSERT(decode_json(once, shape, second, arena).has_value());
    encode_json(shape, second, twice);
    RC_ASSERT(once == twice);
  }));
}

TEST(RoundTrip, a_reply_reads_back_to_the_same_text) {
  Arena arena;
  std::string written =
      R"({"Vpc":{"VpcName":"云 \"a\"","VpcId":"vpc-1a2b3c4d","CidrBlock":"10.0.0.0/16","IsDefault":false,)"
      R"("EnableMulticast":true,"CreatedTime":"2026-11-23 08:15:42","DnsServerSet":["183.60.83.19","183.60.82.98"],)"
      R"("DomainName":"","DhcpOptionsId":"","EnableDhcp":null,"Ipv6CidrBlock":"",)"
      R"("TagSet":[{"Key":"team","Value":"storefront"}],"AssistantCidrSet":[],"EnableRouteVpcPublish":null,)"
      R"("Ipv6CidrBlockSet":[],"EnableRouteVpcPublishIpv6":null}})";
  auto reply = decode_json<vpc::CreateVpcResponse>(written, arena);
  ASSERT_TRUE(reply) << reply.error().message(Language::kEnglish);
  std::string out;
  encode_json(**reply, out);
  EXPECT_EQ(out, written);
}

TEST(RoundTrip, any_json_is_read_or_refused_cleanly) {
  EXPECT_TRUE(rc::check([] {
    Arena arena;
    const Shape& shape = any_shape();
    expect_clean(decode_json(anything(shape, 5), shape, create(shape, arena), arena));
  }));
}

TEST(RoundTrip, a_damaged_request_is_read_or_refused_cleanly) {
  EXPECT_TRUE(rc::check([] {
    Arena arena;
    const Shape& shape = any_shape();
    std::string body = object_of(shape);
    for (int count = 1 + dice(3); count > 0; --count)
      body[dice(int(body.size()))] = *rc::gen::arbitrary<char>();
    expect_clean(decode_json(body, shape, create(shape, arena), arena));
  }));
}

TEST(RoundTrip, any_form_is_read_or_refused_cleanly) {
  EXPECT_TRUE(rc::check([] {
    Arena arena;
    const Shape& shape = any_shape();
    std::string form;
    for (int pairs = dice(8); pairs > 0; --pairs) {
      for (int segments = 1 + dice(4); segments > 0; --segments) {
        bool known = !shape.fields.empty() && dice(2);
        form += known ? std::string(shape.fields[dice(int(shape.fields.size()))].name())
                      : std::to_string(dice(3));
        form += *rc::gen::element('.', '.', '=', '%', '+', '\xC3');
      }
      form += "=" + std::to_string(dice(100)) + "&";
    }
    expect_clean(decode_form(form, shape, create(shape, arena), arena));
  }));
}

}  // namespace
}  // namespace terrane::contract
