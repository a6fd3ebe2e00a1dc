// The catalogue: what a cloud is made of before anyone uses it. Plain values read once from TOML;
// what operators change at run time (stock, products) is state elsewhere, on top of it. Only the
// places grow: regions and zones that operators add (M-4).
#pragma once

#include <array>
#include <atomic>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/language.h"
#include "base/money.h"
#include "base/time.h"
#include "model/database_offers.h"
#include "model/places.h"

namespace terrane {

struct LocalizedText {
  std::string english;
  std::string chinese;
  const std::string& in(Language language) const {
    return language == Language::kChinese ? chinese : english;
  }
};

// A service as the region service names it: "cvm", "cbs", … (M-19).
struct Product {
  std::string id;
  LocalizedText name;
};

struct Territory {
  std::string id;
  LocalizedText name;
};

// Who may create resources in a zone: everyone, or accounts with an approved ticket (M-3).
enum class ZoneAccess : uint8_t { kOpen, kTicket };

// The machines of a zone: racks × switches × hosts, all alike.
struct HostPlan {
  uint32_t racks = 0;
  uint32_t switches_per_rack = 0;
  uint32_t hosts_per_switch = 0;
  uint32_t cores = 0;           // of one host
  uint32_t memory_gib = 0;      // of one host
  uint32_t local_disk_gib = 0;  // of one host

  uint32_t count() const { return racks * switches_per_rack * hosts_per_switch; }
};

struct Zone {
  std::string id;      // "ap-guangzhou-1"
  uint32_t number;     // the public numeric ID: 100001
  LocalizedText name;  // "Guangzhou Zone I"
  ZoneIndex index;
  RegionIndex region;
  ZoneAccess access;
  bool sold_out;  // at the first start; later the operator's state decides (M-2)
  HostPlan hosts;
};

struct Region {
  std::string id;          // "ap-guangzhou"
  std::string short_code;  // "gz", as peering connections and older calls name it
  uint32_t number;         // the public numeric ID: 1
  LocalizedText name;      // coverage range + city: "South China (Guangzhou)"
  RegionIndex index;
  TerritoryIndex territory;
  Coordinates location;
  bool finance;  // isolated to the level the finance industry asks for (M-18)
  std::optional<LocalizedText> login_advice;  // set where a jump server is advised (M-20)
  std::vector<ZoneIndex> zones;
  std::vector<std::string> lacks;  // product IDs, at the first start (M-16, M-17)
};

struct InstanceFamily {
  std::string id;      // "S5"
  LocalizedText name;  // "Standard S5"
  std::string cpu_model;
  std::string frequency;         // "2.5GHz/3.1GHz"
  std::vector<ZoneIndex> zones;  // that offer it; empty means all
};

struct InstanceType {
  std::string name;  // "S5.LARGE8"
  uint16_t family;   // position in instance_families()
  uint32_t cores;
  uint32_t memory_gib;
  double bandwidth_gbps;        // of the private network
  uint32_t packets_per_second;  // of the private network
  Money price_per_hour;         // without disks and bandwidth
};

// Present in every region under the same ID (M-21).
struct PublicImage {
  std::string id;  // "img-" and 8 characters
  std::string name;
  std::string os_name;
  std::string platform;  // "Ubuntu", "TencentOS", …
  std::string architecture;
  uint32_t size_gib;
  std::string created;  // ISO 8601, UTC
  std::string login_user;
};

struct DiskSizes {
  uint32_t least_gib;
  uint32_t most_gib;
  uint32_t step_gib;
  bool allows(uint64_t gib) const {
    return gib >= least_gib && gib <= most_gib && gib % step_gib == least_gib % step_gib;
  }
};

struct DiskType {
  std::string id;  // "CLOUD_PREMIUM"
  LocalizedText name;
  std::string product;  // it exists where this product does: "cbs", or "cvm" for disks of the host
  DiskSizes system;
  DiskSizes data;
  Money price_per_gib_hour;
  bool local() const { return product == "cvm"; }
};

struct InternetChargeType {
  std::string id;  // "TRAFFIC_POSTPAID_BY_HOUR"
  LocalizedText name;
};

// What one account may have in one region, unless the name says otherwise.
struct Limits {
  uint32_t vpcs = 0;
  uint32_t subnets_per_vpc = 0;
  uint32_t route_tables_per_vpc = 0;
  uint32_t routes_per_route_table = 0;
  uint32_t assistant_cidrs_per_vpc = 0;
  uint32_t security_groups = 0;
  uint32_t policies_per_security_group_direction = 0;
  uint32_t security_groups_per_instance = 0;
  uint32_t security_groups_per_network_interface = 0;
  uint32_t network_interfaces = 0;
  uint32_t private_addresses_per_network_interface = 0;
  uint32_t peering_connections_per_vpc = 0;
  uint32_t addresses = 0;
  uint32_t address_allocations_per_day = 0;
  uint32_t key_pairs_in_all_regions = 0;
  uint32_t postpaid_instances_per_zone = 0;
  uint32_t prepaid_instances_per_zone = 0;
  uint32_t prepaid_instances_per_call = 0;
  uint32_t spot_instances_per_zone = 0;
  uint32_t instances_per_run_call = 0;
  uint32_t data_disks_per_instance = 0;
  uint32_t internet_bandwidth_mbps = 0;
  uint32_t placement_groups = 0;
  uint32_t instances_per_host_placement_group = 0;
  uint32_t instances_per_switch_placement_group = 0;
  uint32_t instances_per_rack_placement_group = 0;
  uint32_t launch_templates = 0;
  uint32_t versions_per_launch_template = 0;
  uint32_t images = 0;
  uint32_t accounts_per_shared_image = 0;
  uint32_t disks = 0;
  uint32_t disks_per_call = 0;
  uint32_t snapshots = 0;
  uint32_t snapshot_policies = 0;
  uint32_t disks_per_snapshot_policy = 0;
  uint32_t accounts_per_shared_snapshot = 0;
  uint32_t load_balancers = 0;
  uint32_t listeners_per_load_balancer = 0;
  uint32_t forwarding_rules_per_listener = 0;
  uint32_t targets_per_listener_or_rule = 0;
  uint32_t target_groups = 0;
  uint32_t certificates_in_all_regions = 0;
  uint32_t databases = 0;
  uint32_t caches = 0;
  uint32_t tags_per_resource = 0;
  uint32_t tag_keys = 0;            // in all regions together
  uint32_t values_per_tag_key = 0;  // in all regions together
  uint32_t projects = 0;            // in all regions together
};

struct Prices {
  std::string currency;
  Money bandwidth_per_mbps_hour;
  Money traffic_per_gb;
  Money idle_address_per_hour;  // an elastic IP bound to nothing
  Money snapshot_per_gib_hour;
  Money load_balancer_per_hour;
  Money load_balancer_capacity_per_hour;  // one unit of a performance type
  Money throughput_per_mbps_hour;         // of a disk, beyond what its size gives
  Money backup_point_per_gib_hour;
  Money database_per_core_hour;  // of each node
  Money database_per_gib_hour;   // of each node's memory
  Money database_volume_per_gib_hour;
  Money cache_per_gib_hour;
  uint32_t spot_percent = 0;             // of the price by the hour
  uint32_t hours_per_prepaid_month = 0;  // a prepaid month costs as much as so many hours
  uint32_t one_year_percent = 0;         // of the list price, when so much is paid in advance
  uint32_t two_years_percent = 0;
  uint32_t three_years_percent = 0;
  uint32_t five_years_percent = 0;

  // The list price of a prepaid month of what costs `hourly` by the hour.
  Money per_month(Money hourly) const { return hourly * hours_per_prepaid_month; }
  // Percent of the list price that `months` paid in advance cost.
  uint32_t prepaid_percent(uint32_t months) const;
};

// Where a disk may attach: to any instance of its region (M-31), or of its zone only.
enum class DiskScope : uint8_t { kRegion, kZone };

// How long what takes its time takes (model/work.h). Nothing: it is done within the call.
struct Durations {
  Duration snapshot_per_gib;
  Duration disk_expansion;
  Duration disk_rollback_per_gib;
  Duration disk_migration;  // to another type
  Duration image;           // beyond what its snapshots take
  Duration copy_per_gib;    // to another region
  Duration database;        // making one, and changing what one is made of
  Duration balancer;        // each change of one
};

struct Settings {
  std::string default_system_disk;
  std::string default_system_disk_without_cbs;
  DiskScope disk_scope = DiskScope::kRegion;
};

struct CatalogueFile {
  std::string_view name;  // "2017.toml"; an include names it so
  std::string_view text;
};

// Everything a catalogue says, in the order of its files.
struct CatalogueContents {
  std::string name;
  Settings settings;
  Limits limits;
  Prices prices;
  Durations durations;
  std::vector<Product> products;
  std::vector<Territory> territories;
  std::vector<Region> regions;
  std::vector<Zone> zones;
  std::vector<InstanceFamily> instance_families;
  std::vector<InstanceType> instance_types;
  std::vector<PublicImage> public_images;
  std::vector<DiskType> disk_types;
  std::vector<InternetChargeType> internet_charge_types;
  DatabaseOffers databases;
};

// All regions and zones at one moment, in the order in which they came. Immutable.
struct Places {
  std::vector<Region> regions;
  std::vector<Zone> zones;
  // Keys are views of the zones' names.
  boost::unordered_flat_map<std::string_view, uint16_t> zones_by_id;
};

// The contents with their names indexed. Threads share it without a lock: all but the places is
// immutable, and places that are added make a new version of those. Older versions are kept, so a
// reference to a region or a zone stays valid for good; it tells what was true when it was taken.
// Indexes stay, and mean the same place in each version.
class Catalogue {
 public:
  // Each has a range of public addresses of its own (region/network/public_addresses.h).
  static constexpr size_t kMostRegions = 128;

  explicit Catalogue(CatalogueContents contents);
  // Before anyone else uses it.
  Catalogue(Catalogue&& other) noexcept;
  Catalogue& operator=(Catalogue&& other) noexcept;

  // Reads a catalogue file and what it includes; `included` are the files it may include, usually
  // built_in_catalogue_files(). Refused with InvalidCatalogue, naming file, line and key.
  static Result<Catalogue> parse(const CatalogueFile& file,
                                 std::span<const CatalogueFile> included);
  // One of the catalogues in the binary: "2017", "2026". Refused when there is none of that name.
  static Result<Catalogue> built_in(std::string_view name);

  const std::string& name() const { return contents_.name; }
  const Settings& settings() const { return contents_.settings; }
  const Limits& limits() const { return contents_.limits; }
  const Prices& prices() const { return contents_.prices; }
  const Durations& durations() const { return contents_.durations; }
  const std::vector<Product>& products() const { return contents_.products; }
  const std::vector<Territory>& territories() const { return contents_.territories; }
  // Each refers to one version: it does not change while somebody walks over it.
  const std::vector<Region>& regions() const { return places().regions; }
  const std::vector<Zone>& zones() const { return places().zones; }
  const std::vector<InstanceFamily>& instance_families() const {
    return contents_.instance_families;
  }
  const std::vector<InstanceType>& instance_types() const { return contents_.instance_types; }
  const std::vector<PublicImage>& public_images() const { return contents_.public_images; }
  const std::vector<DiskType>& disk_types() const { return contents_.disk_types; }
  const std::vector<InternetChargeType>& internet_charge_types() const {
    return contents_.internet_charge_types;
  }
  const DatabaseOffers& databases() const { return contents_.databases; }

  const Territory& territory(TerritoryIndex index) const { return territories()[index.value]; }
  const Region& region(RegionIndex index) const { return regions()[index.value]; }
  const Zone& zone(ZoneIndex index) const { return zones()[index.value]; }
  const InstanceFamily& family_of(const InstanceType& type) const {
    return instance_families()[type.family];
  }
  RegionIndex index_of(const Region& region) const { return region.index; }
  ZoneIndex index_of(const Zone& zone) const { return zone.index; }

  // By public ID; null where the catalogue has none of that name.
  const Product* find_product(std::string_view id) const;
  const Region* find_region(std::string_view id) const;
  const Region* find_region_by_short_code(std::string_view code) const;
  const Zone* find_zone(std::string_view id) const;
  const InstanceFamily* find_instance_family(std::string_view id) const;
  const InstanceType* find_instance_type(std::string_view name) const;
  const PublicImage* find_public_image(std::string_view id) const;
  const DiskType* find_disk_type(std::string_view id) const;
  const InternetChargeType* find_internet_charge_type(std::string_view id) const;

  // Whether the region offers the product at the first start (M-16…M-19).
  bool offers(const Region& region, std::string_view product) const;
  // Whether the zone has machines for the type at all, whatever their stock.
  bool offers(const Zone& zone, const InstanceType& type) const;

  // Adds a zone to its region, or a region with its zones, for whoever looks from now on (M-4). The
  // indexes are set here. One call at a time.
  void add_zone(Zone zone);
  void add_region(Region region, std::vector<Zone> zones);

 private:
  const Places& places() const { return *places_.load(std::memory_order_acquire); }
  void publish(std::unique_ptr<Places> places);

  CatalogueContents contents_;  // without the places
  std::vector<std::unique_ptr<const Places>> versions_;
  std::atomic<const Places*> places_ = nullptr;  // the newest of versions_
  // Keys are views of names in contents_, which never change after construction.
  boost::unordered_flat_map<std::string_view, uint16_t> types_by_name_;
};

// The files of catalog/ as they were when the binary was built.
std::span<const CatalogueFile> built_in_catalogue_files();

}  // namespace terrane
