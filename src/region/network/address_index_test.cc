// No address is given twice, and none that is reserved, whatever is taken and released when.
#include "region/network/address_index.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

namespace terrane {
namespace {

const SubnetId kSubnet{AnyId::of(Kind::kSubnet, 1)};

AnyId owner_of(uint32_t number) {
  return AnyId::of(Kind::kInstance, number);
}

TEST(AddressIndex, gives_no_address_twice_and_none_that_is_reserved) {
  bool holds = rc::check([] {
    AddressIndex index;
    Cidr range{{0x0a000000}, static_cast<uint8_t>(*rc::gen::inRange(22, 31))};
    index.add_subnet(kSubnet, range);
    std::map<uint32_t, AnyId> model;  // address to owner
    auto steps = *rc::gen::container<std::vector<uint32_t>>(rc::gen::arbitrary<uint32_t>());
    for (uint32_t step = 0; step < steps.size(); ++step) {
      if (steps[step] % 3 != 0) {  // an address of the index's choice
        auto free = index.next_free(kSubnet);
        RC_ASSERT(free.has_value() == (model.size() < AddressIndex::capacity(range)));
        if (!free) continue;
        RC_ASSERT(range.contains(*free) && !AddressIndex::reserved(range, *free));
        RC_ASSERT(!model.contains(free->bits));
        index.take(kSubnet, *free, model[free->bits] = owner_of(step));
      } else if (!model.empty()) {
        auto victim = std::next(model.begin(), steps[step] / 3 % model.size());
        index.release(kSubnet, {victim->first});
        model.erase(victim);
      }
    }
    RC_ASSERT(index.taken(kSubnet) == model.size());
    RC_ASSERT(index.available(kSubnet) == AddressIndex::capacity(range) - model.size());
    auto expected = model.begin();
    index.each(kSubnet, [&](Ipv4 address, AnyId owner) {
      RC_ASSERT(expected != model.end());
      RC_ASSERT(address.bits == expected->first && owner == expected->second);
      RC_ASSERT(index.owner(kSubnet, address) == owner);
      ++expected;
    });
    RC_ASSERT(expected == model.end());
  });
  EXPECT_TRUE(holds);
}

TEST(AddressIndex, gives_every_address_of_a_range_but_three) {
  AddressIndex index;
  Cidr range = *parse_cidr("10.0.0.0/29");
  index.add_subnet(kSubnet, range);
  std::vector<std::string> given;
  while (auto free = index.next_free(kSubnet)) {
    index.take(kSubnet, *free, owner_of(1));
    given.push_back(to_text(*free));
  }
  EXPECT_EQ(given,
            (std::vector<std::string>{"10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6"}));
}

TEST(AddressIndex, does_not_give_a_released_address_again_at_once) {
  AddressIndex index;
  index.add_subnet(kSubnet, *parse_cidr("10.0.0.0/24"));
  Ipv4 first = *index.next_free(kSubnet);
  index.take(kSubnet, first, owner_of(1));
  index.release(kSubnet, first);
  EXPECT_NE(*index.next_free(kSubnet), first);
}

TEST(AddressIndex, knows_nothing_of_addresses_outside_the_subnet) {
  AddressIndex index;
  index.add_subnet(kSubnet, *parse_cidr("10.0.0.0/24"));
  EXPECT_EQ(index.owner(kSubnet, *parse_ipv4("10.0.1.2")), std::nullopt);
}

TEST(AddressIndex, finds_several_each_another_and_goes_round_the_range) {
  AddressIndex index;
  index.add_subnet(kSubnet, *parse_cidr("10.0.0.0/28"));  // 13 to give: .2 to .14
  index.take(kSubnet, *parse_ipv4("10.0.0.3"), owner_of(1));
  index.take(kSubnet, *parse_ipv4("10.0.0.12"), owner_of(2));
  std::vector<Ipv4> besides{*parse_ipv4("10.0.0.14")};
  std::string texts;
  for (Ipv4 address : index.next_free(kSubnet, 3, besides)) texts += to_text(address) + " ";
  EXPECT_EQ(texts, "10.0.0.13 10.0.0.2 10.0.0.4 ");
  EXPECT_EQ(index.next_free(kSubnet, 99, besides).size(), 10u);
  EXPECT_EQ(index.next_free(kSubnet, 0, {}).size(), 0u);
}

}  // namespace
}  // namespace terrane
