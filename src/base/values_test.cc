// IDs, addresses and ranges read and write exactly, and refuse everything else.
#include <gtest/gtest.h>

#include "base/compact.h"
#include "base/ipv4.h"
#include "base/resource_id.h"
#include "base/text.h"

namespace terrane {
namespace {

TEST(ResourceId, reads_what_it_writes_at_both_ends_of_the_range) {
  for (uint64_t number : {uint64_t{0}, uint64_t{35}, uint64_t{36}, kIdNumbers - 1}) {
    AnyId id = AnyId::of(Kind::kInstance, number);
    std::string text = to_text(id);
    EXPECT_EQ(text.size(), 12u);
    EXPECT_EQ(parse_id(Kind::kInstance, text), id) << text;
    EXPECT_EQ(parse_any_id(text), id) << text;
  }
  EXPECT_EQ(to_text(AnyId::of(Kind::kSubnet, kIdNumbers - 1)), "subnet-zzzzzzzz");
}

TEST(ResourceId, refuses_other_kinds_and_other_shapes) {
  for (const char* text : {"", "ins-", "ins-1234567", "ins-123456789", "ins-1234567A",
                           "ins-1234 678", "vpc-12345678", "ins12345678", "-12345678"})
    EXPECT_FALSE(InstanceId::parse(text)) << text;
}

TEST(Ipv4, reads_what_it_writes) {
  for (const char* text : {"10.0.0.1", "255.255.255.255", "1.2.3.4", "192.168.100.20"}) {
    auto address = parse_ipv4(text);
    ASSERT_TRUE(address) << text;
    EXPECT_EQ(to_text(*address), text);
  }
}

TEST(Ipv4, refuses_what_is_not_an_address) {
  for (const char* text : {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1..2.3", "1.2.3.4 ",
                           "a.b.c.d", "1.2.3.-4", "1.2.3.4/32"})
    EXPECT_FALSE(parse_ipv4(text)) << text;
}

TEST(Cidr, reads_what_it_writes_and_refuses_bits_behind_the_mask) {
  EXPECT_EQ(to_text(*parse_cidr("10.0.0.0/16")), "10.0.0.0/16");
  EXPECT_EQ(to_text(*parse_cidr("0.0.0.0/0")), "0.0.0.0/0");
  EXPECT_EQ(to_text(*parse_cidr("10.1.2.3", true)), "10.1.2.3/32");
  for (const char* text :
       {"10.0.0.1/16", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/016", "10.0.0.0/8x", "/8"})
    EXPECT_FALSE(parse_cidr(text)) << text;
}

TEST(Cidr, knows_what_it_contains_and_overlaps) {
  Cidr wide = *parse_cidr("10.0.0.0/8"), inner = *parse_cidr("10.200.0.0/16"),
       other = *parse_cidr("11.0.0.0/8"), all = *parse_cidr("0.0.0.0/0");
  EXPECT_TRUE(wide.contains(inner));
  EXPECT_FALSE(inner.contains(wide));
  EXPECT_TRUE(inner.overlaps(wide) && wide.overlaps(inner));
  EXPECT_FALSE(wide.overlaps(other));
  EXPECT_TRUE(all.contains(other));
  EXPECT_EQ(to_text(inner.last()), "10.200.255.255");
  EXPECT_EQ(all.size(), uint64_t{1} << 32);
}

TEST(CompactList, copies_and_moves_as_a_value_and_costs_nothing_empty) {
  CompactList<int> empty, list{1, 2, 3};
  EXPECT_EQ(sizeof list, sizeof(void*));
  EXPECT_TRUE(empty.empty());
  CompactList<int> copy = list;
  EXPECT_EQ(copy, list);
  CompactList<int> moved = std::move(list);
  EXPECT_EQ(moved, copy);
  copy = empty;
  EXPECT_TRUE(copy.empty());
  EXPECT_EQ(moved.size(), 3u);
}

TEST(CompactString, is_never_absent) {
  CompactString empty;
  EXPECT_NE(empty.view().data(), nullptr);
  EXPECT_EQ(CompactString("name").view(), "name");
}

TEST(Text, counts_characters_not_bytes) {
  EXPECT_EQ(count_characters("zone"), 4u);
  EXPECT_EQ(count_characters("广州一区"), 4u);
}

}  // namespace
}  // namespace terrane
