// The catalogues in the binary say what the requirements say, and a catalogue file with a mistake
// is refused with the mistake's place.
#include "model/catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <set>

namespace terrane {
namespace {

const Catalogue& catalogue_2017() {
  static const Catalogue catalogue = Catalogue::built_in("2017").value();
  return catalogue;
}

struct ExpectedZone {
  std::string_view territory, region, region_english, region_chinese, short_code;
  std::string_view zone, zone_english, zone_chinese;
  uint32_t number;
};

// The requirements' table, typed here a second time.
constexpr ExpectedZone kTable2017[] = {
    {"Within Chinese territory", "ap-guangzhou", "South China (Guangzhou)", "华南地区(广州)", "gz",
     "ap-guangzhou-1", "Guangzhou Zone I", "广州一区", 100001},
    {"Within Chinese territory", "ap-guangzhou", "South China (Guangzhou)", "华南地区(广州)", "gz",
     "ap-guangzhou-2", "Guangzhou Zone II", "广州二区", 100002},
    {"Within Chinese territory", "ap-guangzhou", "South China (Guangzhou)", "华南地区(广州)", "gz",
     "ap-guangzhou-3", "Guangzhou Zone III", "广州三区", 100003},
    {"Within Chinese territory", "ap-shenzhen-fsi", "South China (Shenzhen Finance)",
     "华南地区(深圳金融)", "szjr", "ap-shenzhen-fsi-1", "Shenzhen Finance Zone I", "深圳金融一区",
     110001},
    {"Within Chinese territory", "ap-shanghai", "East China (Shanghai)", "华东地区(上海)", "sh",
     "ap-shanghai-1", "Shanghai Zone I", "上海一区", 200001},
    {"Within Chinese territory", "ap-shanghai-fsi", "East China (Shanghai Finance)",
     "华东地区(上海金融)", "shjr", "ap-shanghai-fsi-1", "Shanghai Finance Zone I", "上海金融一区",
     700001},
    {"Within Chinese territory", "ap-beijing", "North China (Beijing)", "华北地区(北京)", "bj",
     "ap-beijing-1", "Beijing Zone I", "北京一区", 800001},
    {"Outside China", "ap-hongkong", "Southeast Asia (Hong Kong)", "东南亚地区(香港)", "hk",
     "ap-hongkong-1", "Hong Kong Zone I", "香港一区", 300001},
    {"Outside China", "ap-singapore", "Southeast Asia (Singapore)", "东南亚地区(新加坡)", "sg",
     "ap-singapore-1", "Singapore Zone I", "新加坡一区", 900001},
    {"Outside China", "na-toronto", "North America (Toronto)", "北美地区(多伦多)", "ca",
     "na-toronto-1", "Toronto Zone I", "多伦多一区", 400001},
};

TEST(Catalogue2017, M1_holds_exactly_the_territories_regions_and_zones_of_the_requirements) {
  const Catalogue& catalogue = catalogue_2017();
  ASSERT_EQ(catalogue.zones().size(), std::size(kTable2017));
  std::set<std::string_view> regions;
  for (size_t i = 0; i < std::size(kTable2017); ++i) {
    const ExpectedZone& expected = kTable2017[i];
    const Zone& zone = catalogue.zones()[i];
    const Region& region = catalogue.region(zone.region);
    regions.insert(expected.region);
    EXPECT_EQ(zone.id, expected.zone);
    EXPECT_EQ(zone.number, expected.number);
    EXPECT_EQ(region.id, expected.region);
    EXPECT_EQ(region.short_code, expected.short_code);
    EXPECT_EQ(catalogue.territory(region.territory).name.english, expected.territory);
    EXPECT_NE(std::ranges::find(region.zones, catalogue.index_of(zone)), region.zones.end());
    EXPECT_EQ(catalogue.find_zone(expected.zone), &zone);
    EXPECT_EQ(catalogue.find_region(expected.region), &region);
    EXPECT_EQ(catalogue.find_region_by_short_code(expected.short_code), &region);
  }
  EXPECT_EQ(regions.size(), 8u);
  EXPECT_EQ(catalogue.regions().size(), 8u);
  EXPECT_EQ(catalogue.territories().size(), 2u);
}

TEST(Catalogue2017, M1_names_come_in_english_and_chinese) {
  const Catalogue& catalogue = catalogue_2017();
  for (const ExpectedZone& expected : kTable2017) {
    const Zone& zone = *catalogue.find_zone(expected.zone);
    const Region& region = catalogue.region(zone.region);
    EXPECT_EQ(zone.name.in(Language::kEnglish), expected.zone_english);
    EXPECT_EQ(zone.name.in(Language::kChinese), expected.zone_chinese);
    EXPECT_EQ(region.name.in(Language::kEnglish), expected.region_english);
    EXPECT_EQ(region.name.in(Language::kChinese), expected.region_chinese);
  }
}

TEST(Catalogue2017, M2_guangzhou_zone_one_alone_is_sold_out) {
  for (const Zone& zone : catalogue_2017().zones())
    EXPECT_EQ(zone.sold_out, zone.id == "ap-guangzhou-1") << zone.id;
}

TEST(Catalogue2017, M3_the_finance_zones_alone_need_a_ticket) {
  for (const Zone& zone : catalogue_2017().zones()) {
    bool finance = zone.id == "ap-shenzhen-fsi-1" || zone.id == "ap-shanghai-fsi-1";
    EXPECT_EQ(zone.access, finance ? ZoneAccess::kTicket : ZoneAccess::kOpen) << zone.id;
    EXPECT_EQ(catalogue_2017().region(zone.region).finance, finance) << zone.id;
  }
}

TEST(Catalogue2017, M9_distances_are_those_of_the_globe) {
  const Catalogue& catalogue = catalogue_2017();
  auto between = [&](std::string_view from, std::string_view to) {
    return distance_km(catalogue.find_region(from)->location, catalogue.find_region(to)->location);
  };
  EXPECT_NEAR(between("ap-guangzhou", "ap-hongkong"), 130, 5);
  EXPECT_NEAR(between("ap-beijing", "ap-shanghai"), 1068, 10);
  EXPECT_NEAR(between("ap-shanghai", "na-toronto"), 11430, 100);
  EXPECT_EQ(between("ap-beijing", "ap-beijing"), 0);
}

std::set<std::string> lacking(std::string_view region_id) {
  const Catalogue& catalogue = catalogue_2017();
  const Region& region = *catalogue.find_region(region_id);
  std::set<std::string> lacking;
  for (const Product& product : catalogue.products())
    if (!catalogue.offers(region, product.id)) lacking.insert(product.id);
  return lacking;
}

TEST(Catalogue2017, M16_hong_kong_lacks_five_products) {
  EXPECT_EQ(lacking("ap-hongkong"),
            (std::set<std::string>{"memcached", "cee", "cos", "cbs", "one-click-server"}));
}

TEST(Catalogue2017, M17_toronto_lacks_six_products) {
  EXPECT_EQ(lacking("na-toronto"),
            (std::set<std::string>{"memcached", "cee", "cos", "mobile-acceleration", "cat",
                                   "one-click-server"}));
}

TEST(Catalogue2017, M18_shanghai_finance_offers_what_finance_needs_at_a_higher_isolation) {
  const Region& region = *catalogue_2017().find_region("ap-shanghai-fsi");
  for (std::string_view product : {"cvm", "dcdb", "redis", "iai"})
    EXPECT_TRUE(catalogue_2017().offers(region, product)) << product;
  EXPECT_TRUE(region.finance);
}

TEST(Catalogue2017, M19_every_other_region_offers_every_product_and_none_an_unknown_one) {
  for (const Region& region : catalogue_2017().regions()) {
    if (region.id != "ap-hongkong" && region.id != "na-toronto") {
      EXPECT_TRUE(lacking(region.id).empty()) << region.id;
    }
    EXPECT_FALSE(catalogue_2017().offers(region, "no-such-product"));
  }
}

TEST(Catalogue2017, M20_a_jump_server_is_advised_in_hong_kong_and_toronto_alone) {
  for (const Region& region : catalogue_2017().regions()) {
    bool advised = region.id == "ap-hongkong" || region.id == "na-toronto";
    EXPECT_EQ(region.login_advice.has_value(), advised) << region.id;
    if (!advised) continue;
    EXPECT_NE(region.login_advice->english.find("jump server"), std::string::npos);
    EXPECT_NE(region.login_advice->chinese.find("跳板机"), std::string::npos);
  }
}

TEST(Catalogue2017, a_type_has_the_shape_its_name_says) {
  const InstanceType* small = catalogue_2017().find_instance_type("S5.SMALL1");
  const InstanceType* large = catalogue_2017().find_instance_type("S5.LARGE8");
  const InstanceType* larger = catalogue_2017().find_instance_type("M3.2XLARGE64");
  ASSERT_TRUE(small && large && larger);
  EXPECT_EQ(std::pair(small->cores, small->memory_gib), std::pair(1u, 1u));
  EXPECT_EQ(std::pair(large->cores, large->memory_gib), std::pair(4u, 8u));
  EXPECT_EQ(std::pair(larger->cores, larger->memory_gib), std::pair(8u, 64u));
  EXPECT_EQ(catalogue_2017().family_of(*larger).id, "M3");
  EXPECT_EQ(large->price_per_hour, Money{664'000});
  EXPECT_EQ(catalogue_2017().find_instance_type("S5.LARGE9"), nullptr);
}

TEST(Catalogue2017, the_hosts_of_a_zone_hold_the_largest_type) {
  for (const Zone& zone : catalogue_2017().zones()) {
    for (const InstanceType& type : catalogue_2017().instance_types()) {
      EXPECT_LE(type.cores, zone.hosts.cores) << type.name;
      EXPECT_LE(type.memory_gib, zone.hosts.memory_gib) << type.name;
    }
  }
}

TEST(Catalogue2017, M16_the_default_system_disk_needs_block_storage_only_where_it_is_offered) {
  const Settings& settings = catalogue_2017().settings();
  EXPECT_EQ(catalogue_2017().find_disk_type(settings.default_system_disk)->product, "cbs");
  EXPECT_TRUE(catalogue_2017().find_disk_type(settings.default_system_disk_without_cbs)->local());
}

TEST(Catalogue2017, disk_sizes_follow_least_most_and_step) {
  const DiskSizes& data = catalogue_2017().find_disk_type("CLOUD_PREMIUM")->data;
  EXPECT_TRUE(data.allows(10));
  EXPECT_TRUE(data.allows(32000));
  EXPECT_FALSE(data.allows(15));
  EXPECT_FALSE(data.allows(0));
  EXPECT_FALSE(data.allows(32010));
}

TEST(Catalogue2017, M21_public_images_are_found_by_their_public_ids) {
  const PublicImage* image = catalogue_2017().find_public_image("img-487zeit5");
  ASSERT_TRUE(image);
  EXPECT_EQ(image->platform, "Ubuntu");
  EXPECT_EQ(image->login_user, "ubuntu");
  EXPECT_GE(catalogue_2017().public_images().size(), 5u);
}

TEST(Catalogue2026, M4_holds_the_regions_of_today_in_the_same_form) {
  Catalogue catalogue = Catalogue::built_in("2026").value();
  EXPECT_EQ(catalogue.name(), "2026");
  EXPECT_EQ(catalogue.regions().size(), 19u);
  for (std::string_view id : {"ap-guangzhou", "ap-nanjing", "sa-saopaulo", "eu-frankfurt"})
    EXPECT_TRUE(catalogue.find_region(id)) << id;
  EXPECT_EQ(catalogue.find_region("na-toronto"), nullptr);
  EXPECT_EQ(catalogue.find_zone("ap-beijing-fsi-1")->access, ZoneAccess::kTicket);
  EXPECT_TRUE(catalogue.find_zone("ap-guangzhou-1")->sold_out);
  EXPECT_EQ(catalogue.find_zone("ap-nanjing-2")->number, 330002u);
  EXPECT_EQ(catalogue.find_product("memcached"), nullptr);
}

TEST(CatalogueLarge, a_zone_holds_a_million_small_instances) {
  Catalogue catalogue = Catalogue::built_in("large").value();
  EXPECT_EQ(catalogue.regions().size(), catalogue_2017().regions().size());
  for (const Zone& zone : catalogue.zones()) {
    const HostPlan& plan = zone.hosts;
    EXPECT_GE(plan.racks * plan.switches_per_rack * plan.hosts_per_switch * plan.cores, 1'000'000u);
  }
  EXPECT_GE(catalogue.limits().postpaid_instances_per_zone, 1'000'000u);
}

TEST(Catalogue, starting_reads_it_within_milliseconds) {
  auto best = std::chrono::nanoseconds::max();
  for (int i = 0; i < 5; ++i) {
    auto start = std::chrono::steady_clock::now();
    ASSERT_TRUE(Catalogue::built_in("2017"));
    best = std::min<std::chrono::nanoseconds>(best, std::chrono::steady_clock::now() - start);
  }
  RecordProperty("microseconds", int(best.count() / 1000));
  // The goal is 2 ms; a busy machine gets ten times that, and code that is not optimized any time.
#ifdef __OPTIMIZE__
  EXPECT_LT(best, std::chrono::milliseconds(20));
#endif
}

TEST(Catalogue, a_name_that_is_not_built_in_is_refused_with_those_that_are) {
  auto refused = Catalogue::built_in("common");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), "InvalidCatalogue");
  EXPECT_NE(refused.error().message(Language::kEnglish).find("2017"), std::string::npos);
}

// The smallest whole catalogue: line numbers below count from its first line.
constexpr std::string_view kSmall = R"toml(name = "small"
include = ["common.toml"]
[[territory]]
id = "here"
name = ["Here", "这里"]
[[region]]
id = "ap-here"
short = "he"
number = 1
territory = "here"
name = ["East (Here)", "东(这里)"]
location = [1.0, 2.0]
[[region.zone]]
id = "ap-here-1"
number = 1
name = ["Here Zone I", "这里一区"]
)toml";

std::string message_after(std::string_view find, std::string_view replacement) {
  std::string text(kSmall);
  if (!find.empty()) text.replace(text.find(find), find.size(), replacement);
  auto parsed = Catalogue::parse({"small.toml", text}, built_in_catalogue_files());
  return parsed ? "accepted" : parsed.error().message(Language::kEnglish);
}

TEST(Catalogue, a_small_catalogue_is_accepted) {
  EXPECT_EQ(message_after("", ""), "accepted");
}

TEST(Catalogue, every_mistake_is_refused_with_file_line_and_key) {
  struct Mistake {
    std::string_view find, replacement, message;
  };
  const Mistake mistakes[] = {
      {"number = 1\nterritory", "territory", "small.toml:6: key \"number\" is missing; add it"},
      {"number = 1\nterritory", "number = \"1\"\nterritory",
       "small.toml:9: key \"number\" must be a whole number from 1 to 4294967295"},
      // Of several mistakes, the first.
      {"short = \"he\"\nnumber = 1", "colour = 1",
       "small.toml:6: key \"short\" is missing; add it"},
      {"location = [1.0, 2.0]", "location = [1.0]",
       "small.toml:12: key \"location\" must be 2 numbers from -180 to 180"},
      {"name = [\"Here\", \"这里\"]", "name = [\"Here\"]",
       "small.toml:5: key \"name\" must be a pair: English, Chinese"},
      {"short = \"he\"", "short = \"he\"\ncolour = \"red\"",
       "small.toml:9: key \"colour\" is not known here; correct or remove it"},
      {"territory = \"here\"", "territory = \"there\"",
       "small.toml:10: key \"territory\" names \"there\", which is declared nowhere"},
      {"short = \"he\"", "short = \"he\"\nlacks = [\"cvn\"]",
       "small.toml:9: key \"lacks\" names \"cvn\", which is declared nowhere"},
      {"id = \"ap-here-1\"", "id = \"ap-there-1\"",
       "small.toml:14: key \"id\" must be its region's ID, a dash and a number"},
      {"name = [\"Here Zone I\", \"这里一区\"]",
       "name = [\"Here Zone I\", \"这里一区\"]\naccess = \"closed\"",
       "small.toml:17: key \"access\" must be \"open\" or \"ticket\""},
      {"include = [\"common.toml\"]", "include = [\"commn.toml\"]",
       "small.toml:2: key \"include\" names \"commn.toml\", which is declared nowhere"},
      {"name = \"small\"", "name = small", "small.toml:1: not valid TOML: "},
      {"name = \"small\"", "", "small.toml:1: key \"name\" is missing; add it"},
      {"[[territory]]", "[limits]\nvpcs = 0\n[[territory]]",
       "small.toml:4: key \"vpcs\" must be a whole number from 1 to 4294967295"},
      {"[[territory]]", "[limits]\nvpc = 20\n[[territory]]",
       "small.toml:4: key \"vpc\" is not known here; correct or remove it"},
      {"[[territory]]", "[limits]\nsecurity_groups = 2\n[[territory]]",
       "small.toml:1: key \"limits.security_groups\" must be 3 or more: every account is given 3"},
      {"number = 1\nname", "number = 1\nhosts = {racks = 60000}\nname",
       "small.toml:16: key \"hosts\" must be so few that a zone has at most 1000000 hosts"},
      {"[[territory]]", "[[product]]\nid = \"cvm\"\nname = [\"a\", \"b\"]\n[[territory]]",
       "small.toml:4: key \"id\" repeats \"cvm\", which is already taken"},
  };
  for (const Mistake& mistake : mistakes)
    EXPECT_TRUE(message_after(mistake.find, mistake.replacement).starts_with(mistake.message))
        << "expected " << mistake.message << "\n     got "
        << message_after(mistake.find, mistake.replacement);
}

TEST(Catalogue, databases_come_in_sizes_versions_and_with_parameters) {
  const DatabaseOffers& offers = catalogue_2017().databases();
  const Zone& zone = catalogue_2017().zones()[0];
  ASSERT_FALSE(offers.versions.empty());
  EXPECT_EQ(offers.versions.back().id, "8.0");
  const DatabaseSize* size = offers.find_size(zone, "UNIVERSAL", 1000, 0);
  ASSERT_TRUE(size);
  EXPECT_EQ(offers.find_size(zone, "UNIVERSAL", 1000, size->cores), size);
  EXPECT_FALSE(offers.find_size(zone, "UNIVERSAL", 1000, size->cores + 1));
  EXPECT_FALSE(offers.find_size(zone, "EXCLUSIVE", 1000, 0));
  EXPECT_TRUE(size->allows_volume(size->least_gib + size->step_gib));
  EXPECT_FALSE(size->allows_volume(size->least_gib + 1));
  EXPECT_FALSE(size->allows_volume(size->most_gib + size->step_gib));
  for (const DatabaseParameter& parameter : offers.parameters) {
    EXPECT_TRUE(parameter.allows(parameter.otherwise)) << parameter.name;
    EXPECT_TRUE(parameter.performance.empty() || parameter.allows(parameter.performance));
  }
  EXPECT_TRUE(offers.find_parameter("tx_isolation", "5.6"));
  EXPECT_FALSE(offers.find_parameter("tx_isolation", "8.0"));
  EXPECT_TRUE(message_after("[[territory]]",
                            "[[database_parameter]]\nname = \"a\"\ntype = \"integer\"\n"
                            "default = \"3\"\nrange = [1, 2]\ndescription = \"b\"\n"
                            "[[territory]]")
                  .ends_with("key \"default\" must be a value that the parameter may have"));
}

TEST(Catalogue, a_file_overrides_single_keys_of_what_it_includes) {
  std::string text(kSmall);
  text += "[limits]\nvpcs = 7\n[hosts]\nracks = 3\n[settings]\ndisk_scope = \"zone\"\n";
  auto parsed = Catalogue::parse({"small.toml", text}, built_in_catalogue_files());
  ASSERT_TRUE(parsed) << parsed.error().message(Language::kEnglish);
  EXPECT_EQ(parsed->limits().vpcs, 7u);
  EXPECT_EQ(parsed->limits().images, catalogue_2017().limits().images);
  EXPECT_EQ(parsed->zones()[0].hosts.racks, 3u);
  EXPECT_EQ(parsed->zones()[0].hosts.cores, catalogue_2017().zones()[0].hosts.cores);
  EXPECT_EQ(parsed->settings().disk_scope, DiskScope::kZone);
  EXPECT_EQ(catalogue_2017().settings().disk_scope, DiskScope::kRegion);
}

TEST(Catalogue, files_that_include_each_other_are_refused) {
  const CatalogueFile files[] = {{"a.toml", "include = [\"b.toml\"]"},
                                 {"b.toml", "include = [\"a.toml\"]"}};
  auto parsed = Catalogue::parse(files[0], files);
  ASSERT_FALSE(parsed);
  EXPECT_NE(parsed.error().message(Language::kEnglish).find("include each other"),
            std::string::npos);
}

Zone added_zone(std::string id, RegionIndex region = {}) {
  return {.id = std::move(id),
          .number = 1,
          .name = {"a", "b"},
          .index = {},
          .region = region,
          .access = ZoneAccess::kOpen,
          .sold_out = false,
          .hosts = {}};
}

Region added_region(std::string id, std::string short_code) {
  return {.id = std::move(id),
          .short_code = std::move(short_code),
          .number = 100,
          .name = {"a", "b"},
          .index = {},
          .territory = {},
          .location = {},
          .finance = false,
          .login_advice = std::nullopt,
          .zones = {},
          .lacks = {}};
}

TEST(GrowingCatalogue, M4_holds_what_is_added_and_keeps_what_was_taken_before) {
  Catalogue catalogue = Catalogue::built_in("2017").value();
  const Region& before = *catalogue.find_region("ap-beijing");
  const std::vector<Region>& all_before = catalogue.regions();
  catalogue.add_zone(added_zone("ap-beijing-2", before.index));
  catalogue.add_region(added_region("ap-wuhan", "wh"), {added_zone("ap-wuhan-1")});
  EXPECT_EQ(before.zones.size(), 1u) << "what is held does not change";
  EXPECT_EQ(all_before.size(), 8u);
  const Region& now = *catalogue.find_region("ap-beijing");
  ASSERT_EQ(now.zones.size(), 2u);
  EXPECT_EQ(catalogue.zone(now.zones[1]).id, "ap-beijing-2");
  EXPECT_EQ(catalogue.index_of(before), catalogue.index_of(now));
  const Region& wuhan = *catalogue.find_region_by_short_code("wh");
  EXPECT_EQ(&catalogue.region(wuhan.index), &wuhan);
  EXPECT_EQ(catalogue.find_zone("ap-wuhan-1")->region, wuhan.index);
  EXPECT_EQ(catalogue.zone(wuhan.zones[0]).id, "ap-wuhan-1");
}

// M-4: nobody who looks waits, and nobody sees half of an addition.
TEST(GrowingCatalogue, M4_is_read_by_threads_while_it_grows) {
  Catalogue catalogue = Catalogue::built_in("2017").value();
  std::atomic<bool> grown = false;
  auto look = [&] {
    size_t seen = 0;
    while (!grown) {
      for (const Region& region : catalogue.regions()) {
        for (ZoneIndex index : region.zones)
          if (catalogue.zone(index).region != region.index) return false;
        if (catalogue.find_region(region.id)->index != region.index) return false;
      }
      size_t zones = catalogue.zones().size();
      if (zones < seen) return false;
      seen = zones;
    }
    return true;
  };
  std::vector<std::future<bool>> readers;
  for (int i = 0; i < 3; ++i) readers.push_back(std::async(std::launch::async, look));
  for (int i = 0; i < 100; ++i) {
    std::string name = "ap-new-" + std::to_string(i);
    catalogue.add_region(added_region(name, "n" + std::to_string(i)), {added_zone(name + "-1")});
    catalogue.add_zone(added_zone(name + "-2", catalogue.find_region(name)->index));
  }
  grown = true;
  for (auto& reader : readers) EXPECT_TRUE(reader.get());
  EXPECT_EQ(catalogue.zones().size(), 210u);
}

}  // namespace
}  // namespace terrane
