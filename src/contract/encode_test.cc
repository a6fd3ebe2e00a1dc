#include "contract/encode.h"

#include <gtest/gtest.h>

#include <cmath>

#include "contract/cvm.h"
#include "contract/vpc.h"

namespace terrane::contract {
namespace {

template <class T>
std::string encoded(const T& value) {
  std::string out;
  encode_json(value, out);
  return out;
}

std::string json_of(Text text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(EncodeJson, writes_every_member_of_the_contract_in_its_order) {
  Arena arena;
  cvm::Placement placement{.Zone = "ap-beijing-1", .ProjectId = -7};
  EXPECT_EQ(encoded(placement).substr(0, 38), R"({"Zone":"ap-beijing-1","ProjectId":-7,)");
  EXPECT_EQ(encoded(cvm::Filter{}), R"({"Name":"","Values":[]})");
  EXPECT_EQ(
      encoded(cvm::Filter{.Name = "zone", .Values = list_of<Text>(arena, std::vector{"a", "b"})}),
      R"({"Name":"zone","Values":["a","b"]})");
  EXPECT_EQ(encoded(cvm::DescribeZonesRequest{}), "{}");
}

TEST(EncodeJson, writes_absent_members_by_their_type) {
  EXPECT_EQ(encoded(cvm::DescribeInstancesResponse{}), R"({"TotalCount":null,"InstanceSet":[]})");
  std::string request = encoded(cvm::RunInstancesRequest{});
  for (auto member : {R"("Placement":null)", R"("InstanceName":"")", R"("SecurityGroupIds":[])",
                      R"("DryRun":null)"})
    EXPECT_NE(request.find(member), std::string::npos) << member;
}

TEST(EncodeJson, writes_every_absent_member_of_every_action_by_its_type) {
  for (const Service& service : services()) {
    for (const Action& action : service.actions) {
      for (const Shape* shape : {action.request, action.response}) {
        std::string expected, written;
        for (const Field& field : shape->fields) {
          expected += field.quoted_key();
          expected += field.list ? "[]" : field.type == FieldType::kString ? "\"\"" : "null";
          expected += ',';
        }
        std::vector<std::byte> absent(shape->size);
        encode_json_members(*shape, absent.data(), written);
        EXPECT_EQ(written, expected) << service.name << " " << shape->name;
      }
    }
  }
}

TEST(EncodeJson, nests_objects_and_lists_of_objects) {
  Arena arena;
  auto tags = arena.create_array<cvm::Tag>(2);
  tags[0] = {.Key = "a", .Value = "1"};
  auto specifications = arena.create_array<cvm::TagSpecification>(1);
  specifications[0] = {.ResourceType = "instance", .Tags = List<cvm::Tag>(tags)};
  cvm::RunInstancesRequest request{.TagSpecification = List<cvm::TagSpecification>(specifications)};
  EXPECT_NE(encoded(request).find(
                R"("TagSpecification":[{"ResourceType":"instance","Tags":[{"Key":"a","Value":"1"},)"
                R"({"Key":"","Value":""}]}])"),
            std::string::npos);
}

TEST(EncodeJson, appends_to_what_is_there) {
  std::string out = "{\"Response\":";
  encode_json(cvm::Filter{.Name = "n"}, out);
  EXPECT_EQ(out, R"({"Response":{"Name":"n","Values":[]})");
}

TEST(EncodeJson, writes_members_alone_for_an_envelope) {
  std::string out = "{";
  cvm::Filter filter{.Name = "n"};
  encode_json_members(shape_of<cvm::Filter>(), &filter, out);
  EXPECT_EQ(out, R"({"Name":"n","Values":[],)");
}

TEST(EncodeJson, writes_numbers_shortest_and_never_an_infinity) {
  auto price = [](double value) {
    std::string out = encoded(cvm::ItemPrice{.UnitPrice = value});
    return out.substr(out.find(':') + 1, out.find(',') - out.find(':') - 1);
  };
  EXPECT_EQ(price(0.1), "0.1");
  EXPECT_EQ(price(-3), "-3");
  EXPECT_EQ(price(1e300), "1e+300");
  EXPECT_EQ(price(-1.7976931348623157e308), "-1.7976931348623157e+308");
  EXPECT_EQ(price(std::nan("")), "null");
  EXPECT_EQ(price(INFINITY), "null");
}

TEST(AppendJsonString, escapes_what_json_forbids) {
  EXPECT_EQ(json_of("plain text of some length"), "\"plain text of some length\"");
  EXPECT_EQ(json_of("\"\\\b\f\n\r\t"), R"("\"\\\b\f\n\r\t")");
  EXPECT_EQ(json_of(Text("\0\x1f\x7f", 3)), "\"\\u0000\\u001f\x7f\"");
  EXPECT_EQ(json_of({}), "\"\"");
}

TEST(AppendJsonString, finds_a_character_to_escape_at_any_place) {
  const std::pair<char, const char*> cases[] = {
      {'"', "\\\""},
      {'\\', "\\\\"},
      {'\0', "\\u0000"},
      {'\x1f', "\\u001f"},
      {'\x80', "\xEF\xBF\xBD"},
      {' ', " "},
      {'!', "!"},
      {'[', "["},
      {'\x7f', "\x7f"},
  };
  for (auto [character, escaped] : cases) {
    for (size_t size = 1; size < 40; ++size) {
      for (size_t place = 0; place < size; ++place) {
        std::string text(size, 'x');
        text[place] = character;
        EXPECT_EQ(json_of(text), "\"" + std::string(place, 'x') + escaped +
                                     std::string(size - place - 1, 'x') + "\"");
      }
    }
  }
}

TEST(AppendJsonString, keeps_utf8_and_replaces_what_is_not) {
  EXPECT_EQ(json_of("云 \xF0\x9F\x98\x80"), "\"云 \xF0\x9F\x98\x80\"");
  const char* broken[] = {"\xFF",     "\x80",         "\xC0\xAF",        "\xC3",
                          "\xE4\xBA", "\xED\xA0\x80", "\xF4\x90\x80\x80"};
  for (Text text : broken) {
    std::string expected;
    for (size_t i = 0; i < text.size(); ++i) expected += "\xEF\xBF\xBD";
    EXPECT_EQ(json_of(text), "\"" + expected + "\"") << text;
  }
}

TEST(AppendJsonString, has_room_for_text_that_grows_sixfold) {
  std::string text(10'000, '\x01');
  EXPECT_EQ(json_of(text).size(), 2 + 6 * text.size());
}

}  // namespace
}  // namespace terrane::contract
