#include "base/uuid.h"

#include <gtest/gtest.h>

#include <functional>
#include <thread>
#include <vector>

#include "base/interned_text.h"

namespace terrane {
namespace {

TEST(Uuid, TextIsReadBack) {
  std::string_view text = "8a5a3a5c-4d3f-4c1e-9a52-0c6a2ed13c3f";
  auto uuid = parse_uuid(text);
  ASSERT_TRUE(uuid);
  EXPECT_EQ(uuid->high, 0x8a5a3a5c4d3f4c1eu);
  EXPECT_EQ(to_text(*uuid), text);
  EXPECT_EQ(parse_uuid("8A5A3A5C-4D3F-4C1E-9A52-0C6A2ED13C3F"), uuid);
  std::string_view every_digit = "01234567-89ab-cdef-fedc-ba9876543210";
  EXPECT_EQ(to_text(*parse_uuid(every_digit)), every_digit);
}

TEST(Uuid, OtherTextsAreNone) {
  EXPECT_FALSE(parse_uuid(""));
  EXPECT_FALSE(parse_uuid("8a5a3a5c-4d3f-4c1e-9a52-0c6a2ed13c3"));
  EXPECT_FALSE(parse_uuid("8a5a3a5c-4d3f-4c1e-9a52-0c6a2ed13c3g"));
  EXPECT_FALSE(parse_uuid("8a5a3a5c_4d3f-4c1e-9a52-0c6a2ed13c3f"));
}

TEST(InternedText, EqualTextsAreOneAndOthersAreNot) {
  std::string spelled = "S5.";
  spelled += "LARGE8";
  EXPECT_EQ(InternedText("S5.LARGE8"), InternedText(spelled));
  EXPECT_FALSE(InternedText("S5.LARGE8") == InternedText("S5.LARGE16"));
  EXPECT_EQ(InternedText("S5.LARGE8").view(), "S5.LARGE8");
  EXPECT_NE(InternedText("").view().data(), nullptr);
}

TEST(InternedText, ThreadsThatMeetTheSameNamesAgree) {
  constexpr size_t kNames = 5'000;
  std::vector<InternedText> interned[2];
  auto intern = [](std::vector<InternedText>& all) {
    for (size_t i = 0; i < kNames; ++i) all.emplace_back("name-" + std::to_string(i));
  };
  std::thread other(intern, std::ref(interned[1]));
  intern(interned[0]);
  other.join();
  EXPECT_EQ(interned[0], interned[1]);
  for (size_t i = 0; i < kNames; ++i) ASSERT_EQ(interned[0][i].view(), "name-" + std::to_string(i));
}

}  // namespace
}  // namespace terrane
