// Catalogue::parse: TOML tables into rows. Lists of the included files come first; single keys of
// [settings], [hosts], [limits], [prices] and [durations] are taken from the last file that has
// them.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "model/catalogue.h"
#include "model/toml_reader.h"

namespace terrane {
namespace {

constexpr uint32_t kMost = std::numeric_limits<uint32_t>::max();
constexpr double kMostMoney = 1e9;
constexpr double kMostHosts = 1e6;

template <class Table>
struct CountField {
  std::string_view key;
  uint32_t Table::*member;
};

struct MoneyField {
  std::string_view key;
  Money Prices::*member;
};

struct DurationField {
  std::string_view key;
  Duration Durations::*member;
};

#define FIELD(table, name) \
  { #name, &table::name }
constexpr CountField<Limits> kLimits[] = {
    FIELD(Limits, vpcs),
    FIELD(Limits, subnets_per_vpc),
    FIELD(Limits, route_tables_per_vpc),
    FIELD(Limits, routes_per_route_table),
    FIELD(Limits, assistant_cidrs_per_vpc),
    FIELD(Limits, security_groups),
    FIELD(Limits, policies_per_security_group_direction),
    FIELD(Limits, security_groups_per_instance),
    FIELD(Limits, security_groups_per_network_interface),
    FIELD(Limits, network_interfaces),
    FIELD(Limits, private_addresses_per_network_interface),
    FIELD(Limits, peering_connections_per_vpc),
    FIELD(Limits, addresses),
    FIELD(Limits, address_allocations_per_day),
    FIELD(Limits, key_pairs_in_all_regions),
    FIELD(Limits, postpaid_instances_per_zone),
    FIELD(Limits, prepaid_instances_per_zone),
    FIELD(Limits, prepaid_instances_per_call),
    FIELD(Limits, spot_instances_per_zone),
    FIELD(Limits, instances_per_run_call),
    FIELD(Limits, data_disks_per_instance),
    FIELD(Limits, internet_bandwidth_mbps),
    FIELD(Limits, placement_groups),
    FIELD(Limits, instances_per_host_placement_group),
    FIELD(Limits, instances_per_switch_placement_group),
    FIELD(Limits, instances_per_rack_placement_group),
    FIELD(Limits, launch_templates),
    FIELD(Limits, versions_per_launch_template),
    FIELD(Limits, images),
    FIELD(Limits, accounts_per_shared_image),
    FIELD(Limits, disks),
    FIELD(Limits, disks_per_call),
    FIELD(Limits, snapshots),
    FIELD(Limits, snapshot_policies),
    FIELD(Limits, disks_per_snapshot_policy),
    FIELD(Limits, accounts_per_shared_snapshot),
    FIELD(Limits, load_balancers),
    FIELD(Limits, listeners_per_load_balancer),
    FIELD(Limits, forwarding_rules_per_listener),
    FIELD(Limits, targets_per_listener_or_rule),
    FIELD(Limits, target_groups),
    FIELD(Limits, certificates_in_all_regions),
    FIELD(Limits, databases),
    FIELD(Limits, caches),
    FIELD(Limits, tags_per_resource),
    FIELD(Limits, tag_keys),
    FIELD(Limits, values_per_tag_key),
    FIELD(Limits, projects),
};
static_assert(std::size(kLimits) * sizeof(uint32_t) == sizeof(Limits), "a limit has no key");

constexpr CountField<HostPlan> kHosts[] = {
    FIELD(HostPlan, racks), FIELD(HostPlan, switches_per_rack), FIELD(HostPlan, hosts_per_switch),
    FIELD(HostPlan, cores), FIELD(HostPlan, memory_gib),        FIELD(HostPlan, local_disk_gib),
};
static_assert(std::size(kHosts) * sizeof(uint32_t) == sizeof(HostPlan), "a host size has no key");

constexpr CountField<Prices> kPriceCounts[] = {
    FIELD(Prices, spot_percent),        FIELD(Prices, hours_per_prepaid_month),
    FIELD(Prices, one_year_percent),    FIELD(Prices, two_years_percent),
    FIELD(Prices, three_years_percent), FIELD(Prices, five_years_percent),
};
constexpr MoneyField kPriceAmounts[] = {
    FIELD(Prices, bandwidth_per_mbps_hour),      FIELD(Prices, traffic_per_gb),
    FIELD(Prices, idle_address_per_hour),        FIELD(Prices, snapshot_per_gib_hour),
    FIELD(Prices, throughput_per_mbps_hour),     FIELD(Prices, backup_point_per_gib_hour),
    FIELD(Prices, database_per_core_hour),       FIELD(Prices, database_per_gib_hour),
    FIELD(Prices, database_volume_per_gib_hour), FIELD(Prices, cache_per_gib_hour),
    FIELD(Prices, load_balancer_per_hour),       FIELD(Prices, load_balancer_capacity_per_hour),
};
#undef FIELD

constexpr DurationField kDurations[] = {
    {"snapshot_ms_per_gib", &Durations::snapshot_per_gib},
    {"disk_expansion_ms", &Durations::disk_expansion},
    {"disk_rollback_ms_per_gib", &Durations::disk_rollback_per_gib},
    {"disk_migration_ms", &Durations::disk_migration},
    {"image_ms", &Durations::image},
    {"copy_ms_per_gib", &Durations::copy_per_gib},
    {"database_ms", &Durations::database},
    {"balancer_ms", &Durations::balancer},
};
static_assert(std::size(kDurations) * sizeof(Duration) == sizeof(Durations),
              "a duration has no key");

Money money(double amount) {
  return {std::llround(amount * 1e6)};
}

LocalizedText localized(TomlTable& table, std::string_view key) {
  std::vector<std::string> names = table.texts(key);
  if (names.size() == 2) return {std::move(names[0]), std::move(names[1])};
  table.refuse(names.empty() ? kMissingKey : kWrongValue, key, "a pair: English, Chinese");
  return {};
}

// Overrides those counts the table has.
template <class Table, size_t count>
void read_counts(TomlTable& table, const CountField<Table> (&fields)[count], Table& into) {
  for (const auto& field : fields) {
    if (auto value = table.optional_integer(field.key, 1, kMost))
      into.*field.member = uint32_t(*value);
  }
}

// What a size such as "2XLARGE32" says: 8 cores, 32 GiB. Nothing where it is not of that form.
struct Shape {
  uint32_t cores;
  uint32_t memory_gib;
};

std::optional<uint32_t> take_number(std::string_view& text) {
  uint32_t value = 0;
  size_t digits = 0;
  while (digits < text.size() && digits < 5 && text[digits] >= '0' && text[digits] <= '9')
    value = value * 10 + uint32_t(text[digits++] - '0');
  text.remove_prefix(digits);
  return digits ? std::optional(value) : std::nullopt;
}

std::optional<Shape> shape_of(std::string_view size) {
  std::optional<uint32_t> times = take_number(size);
  struct Word {
    std::string_view name;
    uint32_t cores;
  };
  std::optional<uint32_t> cores;
  for (Word word : {Word{"SMALL", 1}, Word{"MEDIUM", 2}, Word{"LARGE", 4}, Word{"XLARGE", 4}}) {
    if (!size.starts_with(word.name) || times.has_value() != (word.name == "XLARGE")) continue;
    cores = times.value_or(1) * word.cores;
    size.remove_prefix(word.name.size());
    break;
  }
  std::optional<uint32_t> memory = take_number(size);
  if (!cores || !memory || !*cores || !*memory || !size.empty()) return std::nullopt;
  return Shape{*cores, *memory};
}

class CatalogueParser {
 public:
  CatalogueParser(std::span<const CatalogueFile> included) : included_(included) {}

  Result<Catalogue> parse(const CatalogueFile& file) {
    open(file, 0);
    if (mistakes_.first()) return std::unexpected(*mistakes_.first());
    contents_.name = tables_.back().text("name");
    for (TomlTable& table : tables_) read_singles(table);
    require_singles(tables_.back());
    for (TomlTable& table : tables_) read_lists(table);
    for (TomlTable& table : tables_) read_families(table);
    for (TomlTable& table : tables_)
      read_database_offers(table, contents_.zones, contents_.databases);
    check_singles(tables_.back());
    for (TomlTable& table : tables_) table.finish();
    if (mistakes_.first()) return std::unexpected(*mistakes_.first());
    return Catalogue(std::move(contents_));
  }

 private:
  // Opens what the file includes, then the file itself: later files override earlier ones.
  void open(const CatalogueFile& file, int depth) {
    TomlFile& opened = files_.emplace_back(file.name, file.text, mistakes_);
    TomlTable root = opened.root();
    for (const std::string& name : root.texts("include")) {
      auto found = std::ranges::find(included_, name, &CatalogueFile::name);
      if (found == included_.end())
        root.refuse(kUnknownName, "include", name);
      else if (depth == kDeepestInclude)
        root.refuse(kWrongValue, "include", "free of files that include each other");
      else
        open(*found, depth + 1);
    }
    root.text_or("name", "unnamed");  // of an included file: the last file names the catalogue
    tables_.push_back(root);
  }

  void read_singles(TomlTable& root) {
    if (auto table = root.table("settings")) read_settings(*table);
    if (auto table = root.table("hosts")) {
      read_counts(*table, kHosts, hosts_);
      table->finish();
    }
    if (auto table = root.table("limits")) {
      read_counts(*table, kLimits, contents_.limits);
      table->finish();
    }
    if (auto table = root.table("prices")) read_prices(*table);
    if (auto table = root.table("durations")) read_durations(*table);
  }

  void read_settings(TomlTable& table) {
    Settings& settings = contents_.settings;
    settings.default_system_disk =
        table.text_or("default_system_disk", settings.default_system_disk);
    settings.default_system_disk_without_cbs =
        table.text_or("default_system_disk_without_cbs", settings.default_system_disk_without_cbs);
    std::string scope =
        table.text_or("disk_scope", settings.disk_scope == DiskScope::kRegion ? "region" : "zone");
    if (scope != "region" && scope != "zone")
      table.refuse(kWrongValue, "disk_scope", "\"region\" or \"zone\"");
    settings.disk_scope = scope == "zone" ? DiskScope::kZone : DiskScope::kRegion;
    table.finish();
  }

  void read_prices(TomlTable& table) {
    Prices& prices = contents_.prices;
    prices.currency = table.text_or("currency", prices.currency);
    for (const MoneyField& field : kPriceAmounts) {
      if (auto amount = table.optional_number(field.key, 0, kMostMoney)) {
        prices.*field.member = money(*amount);
        priced_.push_back(field.key);
      }
    }
    read_counts(table, kPriceCounts, prices);
    table.finish();
  }

  // None is required: what is not named takes no time.
  void read_durations(TomlTable& table) {
    for (const DurationField& field : kDurations)
      if (auto length = table.optional_integer(field.key, 0, kMost))
        contents_.durations.*field.member = milliseconds(*length);
    table.finish();
  }

  // A single key may stand in any of the files, but in one it must.
  void require_singles(TomlTable& root) {
    auto require = [&](std::string_view table, std::string_view key, bool there) {
      if (!there) root.refuse(kMissingKey, std::string(table) + "." + std::string(key), {});
    };
    for (const auto& field : kHosts) require("hosts", field.key, hosts_.*field.member);
    for (const auto& field : kLimits) require("limits", field.key, contents_.limits.*field.member);
    for (const auto& field : kPriceCounts)
      require("prices", field.key, contents_.prices.*field.member);
    for (const auto& field : kPriceAmounts)
      require("prices", field.key, std::ranges::find(priced_, field.key) != priced_.end());
    require("prices", "currency", !contents_.prices.currency.empty());
    require("settings", "default_system_disk", !contents_.settings.default_system_disk.empty());
    require("settings", "default_system_disk_without_cbs",
            !contents_.settings.default_system_disk_without_cbs.empty());
  }

  void read_lists(TomlTable& root) {
    for (TomlTable& table : root.tables("product"))
      add(contents_.products, table,
          {name_of(table, contents_.products), localized(table, "name")});
    for (TomlTable& table : root.tables("territory"))
      add(contents_.territories, table,
          {name_of(table, contents_.territories), localized(table, "name")});
    for (TomlTable& table : root.tables("internet_charge_type"))
      add(contents_.internet_charge_types, table,
          {name_of(table, contents_.internet_charge_types), localized(table, "name")});
    for (TomlTable& table : root.tables("image")) read_image(table);
    for (TomlTable& table : root.tables("disk_type")) read_disk_type(table);
    for (TomlTable& table : root.tables("region")) read_region(table);
  }

  template <class Row>
  void add(std::vector<Row>& rows, TomlTable& table, Row row) {
    table.finish();
    rows.push_back(std::move(row));
  }

  // The ID of the row that `table` describes; refused where another row has it.
  template <class Row>
  std::string name_of(TomlTable& table, const std::vector<Row>& rows) {
    std::string id = table.text("id");
    if (std::ranges::find(rows, id, &Row::id) != rows.end()) table.refuse(kDuplicateName, "id", id);
    return id;
  }

  void read_image(TomlTable& table) {
    PublicImage image{.id = name_of(table, contents_.public_images),
                      .name = table.text("name"),
                      .os_name = table.text("os_name"),
                      .platform = table.text("platform"),
                      .architecture = table.text_or("architecture", "x86_64"),
                      .size_gib = uint32_t(table.integer("size_gib", 1, 2048)),
                      .created = table.text("created"),
                      .login_user = table.text("login_user")};
    if (!image.id.starts_with("img-") || image.id.size() != 12)
      table.refuse(kWrongValue, "id", "\"img-\" and 8 characters");
    add(contents_.public_images, table, std::move(image));
  }

  void read_disk_type(TomlTable& table) {
    DiskType type{.id = name_of(table, contents_.disk_types),
                  .name = localized(table, "name"),
                  .product = table.text("product"),
                  .system = sizes(table, "system_gib"),
                  .data = sizes(table, "data_gib"),
                  .price_per_gib_hour = money(table.number("price_per_gib_hour", 0, kMostMoney))};
    require_product(table, "product", type.product);
    add(contents_.disk_types, table, std::move(type));
  }

  DiskSizes sizes(TomlTable& table, std::string_view key) {
    std::vector<double> values = table.numbers(key, 3, 1, 1'000'000);
    return {uint32_t(values[0]), uint32_t(values[1]), uint32_t(values[2])};
  }

  void require_product(TomlTable& table, std::string_view key, const std::string& id) {
    if (std::ranges::find(contents_.products, id, &Product::id) == contents_.products.end())
      table.refuse(kUnknownName, key, id);
  }

  void read_region(TomlTable& table) {
    if (contents_.regions.size() == Catalogue::kMostRegions)
      return table.refuse(kWrongValue, "region",
                          "at most " + std::to_string(Catalogue::kMostRegions) + " regions");
    std::vector<double> location = table.numbers("location", 2, -180, 180);
    Region region{.id = name_of(table, contents_.regions),
                  .short_code = table.text("short"),
                  .number = uint32_t(table.integer("number", 1, kMost)),
                  .name = localized(table, "name"),
                  .index = {uint16_t(contents_.regions.size())},
                  .territory = territory(table),
                  .location = {location[0], location[1]},
                  .finance = choice(table, "isolation", "standard", "finance"),
                  .login_advice = std::nullopt,
                  .zones = {},
                  .lacks = table.texts("lacks")};
    std::vector<std::string> advice = table.texts("login_advice");
    if (!advice.empty()) region.login_advice = localized(table, "login_advice");
    for (const std::string& product : region.lacks) require_product(table, "lacks", product);
    for (const Region& other : contents_.regions) {
      if (other.short_code == region.short_code)
        table.refuse(kDuplicateName, "short", region.short_code);
    }
    for (TomlTable& zone : table.tables("zone")) {
      region.zones.push_back({uint16_t(contents_.zones.size())});
      read_zone(zone, region);
    }
    if (region.zones.empty()) table.refuse(kMissingKey, "zone", {});
    add(contents_.regions, table, std::move(region));
  }

  TerritoryIndex territory(TomlTable& table) {
    std::string id = table.text("territory");
    auto found = std::ranges::find(contents_.territories, id, &Territory::id);
    if (found == contents_.territories.end()) {
      table.refuse(kUnknownName, "territory", id);
      return {};
    }
    return {uint16_t(found - contents_.territories.begin())};
  }

  // Whether the key says `other` rather than `usual`, which is meant where it is absent.
  bool choice(TomlTable& table, std::string_view key, std::string_view usual,
              std::string_view other) {
    std::string value = table.text_or(key, usual);
    if (value != usual && value != other)
      table.refuse(kWrongValue, key,
                   "\"" + std::string(usual) + "\" or \"" + std::string(other) + "\"");
    return value == other;
  }

  void read_zone(TomlTable& table, const Region& region) {
    Zone zone{.id = name_of(table, contents_.zones),
              .number = uint32_t(table.integer("number", 1, kMost)),
              .name = localized(table, "name"),
              .index = {uint16_t(contents_.zones.size())},
              .region = region.index,
              .access = choice(table, "access", "open", "ticket") ? ZoneAccess::kTicket
                                                                  : ZoneAccess::kOpen,
              .sold_out = table.flag("sold_out"),
              .hosts = hosts_};
    if (!zone.id.starts_with(region.id + "-"))
      table.refuse(kWrongValue, "id", "its region's ID, a dash and a number");
    if (std::ranges::find(contents_.zones, zone.number, &Zone::number) != contents_.zones.end())
      table.refuse(kDuplicateName, "number", std::to_string(zone.number));
    if (auto hosts = table.table("hosts")) {
      read_counts(*hosts, kHosts, zone.hosts);
      hosts->finish();
    }
    const HostPlan& plan = zone.hosts;
    if (double(plan.racks) * plan.switches_per_rack * plan.hosts_per_switch > kMostHosts)
      table.refuse(kWrongValue, "hosts", "so few that a zone has at most 1000000 hosts");
    add(contents_.zones, table, std::move(zone));
  }

  void read_families(TomlTable& root) {
    for (TomlTable& table : root.tables("family")) {
      InstanceFamily family{.id = name_of(table, contents_.instance_families),
                            .name = localized(table, "name"),
                            .cpu_model = table.text("cpu_model"),
                            .frequency = table.text("frequency"),
                            .zones = {}};
      for (const std::string& id : table.texts("zones")) {
        auto found = std::ranges::find(contents_.zones, id, &Zone::id);
        if (found == contents_.zones.end())
          table.refuse(kUnknownName, "zones", id);
        else
          family.zones.push_back({uint16_t(found - contents_.zones.begin())});
      }
      read_types(table, family);
      add(contents_.instance_families, table, std::move(family));
    }
  }

  void read_types(TomlTable& table, const InstanceFamily& family) {
    std::vector<double> bandwidth = table.numbers("bandwidth_gbps", 2, 0, 1000);
    std::vector<double> packets = table.numbers("packets_per_second", 2, 0, 1e9);
    double core_price = table.number("price_per_core_hour", 0, kMostMoney);
    double gib_price = table.number("price_per_gib_hour", 0, kMostMoney);
    for (const std::string& size : table.texts("sizes")) {
      std::optional<Shape> shape = shape_of(size);
      if (!shape) {
        table.refuse(kWrongValue, "sizes",
                     "sizes such as SMALL1, MEDIUM2, LARGE8 or 2XLARGE32, not " + size);
        continue;
      }
      InstanceType type{
          .name = family.id + "." + size,
          .family = uint16_t(contents_.instance_families.size()),
          .cores = shape->cores,
          .memory_gib = shape->memory_gib,
          .bandwidth_gbps = std::max(bandwidth[0], bandwidth[1] * shape->cores),
          .packets_per_second = uint32_t(std::max(packets[0], packets[1] * shape->cores)),
          .price_per_hour = money(core_price * shape->cores + gib_price * shape->memory_gib)};
      if (std::ranges::find(contents_.instance_types, type.name, &InstanceType::name) !=
          contents_.instance_types.end())
        table.refuse(kDuplicateName, "sizes", size);
      contents_.instance_types.push_back(std::move(type));
    }
  }

  void check_singles(TomlTable& root) {
    const Settings& settings = contents_.settings;
    for (const std::string& id :
         {settings.default_system_disk, settings.default_system_disk_without_cbs}) {
      if (std::ranges::find(contents_.disk_types, id, &DiskType::id) == contents_.disk_types.end())
        root.refuse(kUnknownName, "settings", id);
    }
    const Limits& limits = contents_.limits;
    if (limits.security_groups < 3)
      root.refuse(kWrongValue, "limits.security_groups", "3 or more: every account is given 3");
    if (limits.policies_per_security_group_direction < 3)
      root.refuse(kWrongValue, "limits.policies_per_security_group_direction",
                  "3 or more: a group that every account is given has 3");
  }

  static constexpr int kDeepestInclude = 4;

  std::span<const CatalogueFile> included_;
  TomlMistakes mistakes_;
  std::vector<TomlFile> files_;
  std::vector<TomlTable> tables_;         // the root of each file, includes first
  std::vector<std::string_view> priced_;  // the amounts of [prices] met so far
  HostPlan hosts_;                        // of a zone that does not say otherwise
  CatalogueContents contents_;
};

}  // namespace

Result<Catalogue> Catalogue::parse(const CatalogueFile& file,
                                   std::span<const CatalogueFile> included) {
  return CatalogueParser(included).parse(file);
}

}  // namespace terrane
