// Clients may be told by the name of a city, in either language and however it is written.
#include "model/cities.h"

#include <gtest/gtest.h>

namespace terrane {
namespace {

std::string country_of(std::string_view name) {
  auto found = Cities::world().find(name);
  return found ? (*found)->country : std::string((found.error().code()));
}
std::string told(std::string_view name) {
  auto found = Cities::world().find(name);
  return found ? "" : found.error().message(Language::kEnglish);
}

// M-9
TEST(Cities, are_well_over_a_hundred_of_all_continents) {
  EXPECT_GT(Cities::world().all().size(), 150u);
  for (const City& city : Cities::world().all()) {
    EXPECT_FALSE(city.name.chinese.empty()) << city.name.english;
    EXPECT_EQ(city.country.size(), 2u) << city.name.english;
    EXPECT_LE(std::abs(city.location.latitude), 90) << city.name.english;
    EXPECT_LE(std::abs(city.location.longitude), 180) << city.name.english;
  }
}

TEST(Cities, are_found_by_any_spelling_in_either_language) {
  for (const char* name : {"São Paulo", "sao paulo", "SAO-PAULO", "圣保罗", "圣保罗市"})
    EXPECT_EQ(country_of(name), "BR") << name;
  EXPECT_EQ(country_of("Xian"), "CN");
  EXPECT_EQ(country_of("Bangalore"), "IN");
  EXPECT_EQ(country_of("Zürich"), "CH");
  EXPECT_EQ(country_of("胡志明"), "VN");
}

TEST(Cities, of_one_name_are_told_apart_by_country_or_province) {
  EXPECT_EQ(country_of("London"), "InvalidParameterValue.CityAmbiguous");
  EXPECT_NE(told("London").find("London, GB; London, CA"), std::string::npos) << told("London");
  EXPECT_EQ(country_of("London, CA"), "CA");
  EXPECT_EQ(country_of("伦敦，gb"), "GB");
  EXPECT_NE(told("suzhou").find("Suzhou, Jiangsu; Suzhou, Anhui"), std::string::npos);
  EXPECT_NEAR((*Cities::world().find("Suzhou, Anhui"))->location.latitude, 33.6, 0.1);
  EXPECT_EQ((*Cities::world().find("苏州"))->province, "Jiangsu");
}

TEST(Cities, every_one_of_the_list_can_be_named) {
  for (const City& city : Cities::world().all()) {
    std::string where = city.province.empty() ? city.country : city.province;
    auto found = Cities::world().find(city.name.english + ", " + where);
    ASSERT_TRUE(found) << city.name.english << ": " << found.error().message(Language::kEnglish);
    EXPECT_EQ(*found, &city) << city.name.english;
  }
}

TEST(Cities, that_are_not_listed_are_answered_with_what_was_probably_meant) {
  EXPECT_EQ(country_of("Singapur"), "InvalidParameterValue.City");
  EXPECT_NE(told("Singapur").find("Singapore, SG"), std::string::npos) << told("Singapur");
  EXPECT_NE(told("Guangzou").find("Guangzhou, CN"), std::string::npos) << told("Guangzou");
  EXPECT_NE(told("Frank").find("Frankfurt, DE"), std::string::npos) << told("Frank");
  EXPECT_NE(told("London, FR").find("London, GB"), std::string::npos) << told("London, FR");
  EXPECT_NE(told("Xyzzyville").find("coordinates instead"), std::string::npos);
  EXPECT_EQ(country_of(""), "InvalidParameterValue.City");
}

TEST(Cities, a_list_with_a_mistake_is_refused_with_its_place) {
  auto parsed = Cities::parse({"towns.toml", "city = [\n { name = [\"A\", \"甲\"] },\n]"});
  ASSERT_FALSE(parsed);
  EXPECT_NE(parsed.error().message(Language::kEnglish).find("towns.toml:2"), std::string::npos);
}

}  // namespace
}  // namespace terrane
