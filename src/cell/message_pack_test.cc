#include "cell/message_pack.h"

#include <gtest/gtest.h>

namespace terrane::message_pack {
namespace {

TEST(WellFormed, is_one_whole_value_and_nothing_else) {
  EXPECT_TRUE(is_well_formed("\x82\xa1\x61\x01\xa1\x62\x92\x02\xa1\x63"));  // {a: 1, b: [2, "c"]}
  EXPECT_FALSE(is_well_formed(""));
  EXPECT_FALSE(is_well_formed("\x81\xa1\x61"));      // a name without its value
  EXPECT_FALSE(is_well_formed("\x01\x01"));          // two values
  EXPECT_FALSE(is_well_formed("\xa5\x61\x62\x63"));  // a text that ends early
}

TEST(WellFormed, is_no_container_that_says_it_holds_more_than_there_is) {
  EXPECT_FALSE(is_well_formed("\xdf\x65\x64\x07\x3a"));          // a map of 1.7 billion
  EXPECT_FALSE(is_well_formed("\xdd\xff\xff\xff\xff\x01\x01"));  // a list of 4 billion
  EXPECT_FALSE(is_well_formed("\x92\xdf\x7f\xff\xff\xff\x01"));
}

}  // namespace
}  // namespace terrane::message_pack
