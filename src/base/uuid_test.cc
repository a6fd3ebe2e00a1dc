#include "base/uuid.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace terrane
