// Instance families and types: where they are offered, how many there are left, what they cost.
#include <algorithm>

#include "actions/cvm/item_price.h"
#include "actions/cvm/offers.h"
#include "actions/listing.h"
#include "contract/cvm.h"
#include "region/compute/instance_charge_rules.h"
#include "region/compute/instance_disk_rules.h"
#include "region/compute/power.h"
#include "region/compute/zone_stock_manager.h"

namespace terrane {
namespace {

namespace api = contract::cvm;

constexpr ErrorKind kUnknownSortKey{
    "InvalidFilter", "Sort by \"cpu:asc\", \"cpu:desc\", \"mem:asc\" or \"mem:desc\", not by {}.",
    "sort-keys 的取值为 cpu:asc、cpu:desc、mem:asc 或 mem:desc，不支持 {}。"};

// A type in a zone, and a way to charge for it.
struct Offer {
  const Zone* zone;
  const InstanceType* type;
  ChargeType charge;
};

constexpr FilterRule<Offer> kFilters[] = {
    {"zone", [](const RegionCell&, const Offer& offer, std::string_view,
                std::string_view value) { return offer.zone->id == value; }},
    {"instance-family",
     [](const RegionCell& region, const Offer& offer, std::string_view, std::string_view value) {
       return region.catalogue.family_of(*offer.type).id == value;
     }},
    {"instance-type", [](const RegionCell&, const Offer& offer, std::string_view,
                         std::string_view value) { return offer.type->name == value; }},
    {"instance-charge-type", [](const RegionCell&, const Offer& offer, std::string_view,
                                std::string_view value) { return name_of(offer.charge) == value; }},
    {"sort-keys",  // says in which order, not what
     [](const RegionCell&, const Offer&, std::string_view, std::string_view) { return true; }},
};
constexpr std::span<const FilterRule<Offer>> kOfferFilters = kFilters;
// Of a type, however it is charged.
constexpr std::span<const FilterRule<Offer>> kTypeFilters = kOfferFilters.first(3);

// A zone that is not of the region is refused with the code that clients take for "offers nothing".
template <class Filters>
Result<void> check_zones(const RegionCell& region, const Filters& filters) {
  for (const auto& filter : filters)
    if (filter.Name == "zone")
      for (std::string_view zone : filter.Values)
        if (!region.find_zone(zone))
          return refuse(zone_stock_manager::kNoSuchZone, zone, region.place().id);
  return {};
}

// Zone by zone, each in the catalogue's order of types.
template <class Filters>
Result<std::vector<Offer>> find_offers(const RegionCell& region, const Filters& filters,
                                       std::span<const FilterRule<Offer>> rules,
                                       std::span<const ChargeType> charges) {
  TRY(auto chosen, ChosenFilters<Offer>::choose(filters, rules, kCvmListingErrors));
  CHECKED(check_zones(region, filters));
  std::vector<Offer> offers;
  for (ZoneIndex index : region.place().zones) {
    const Zone& zone = region.catalogue.zone(index);
    for (const InstanceType& type : region.catalogue.instance_types()) {
      if (!region.catalogue.offers(zone, type)) continue;
      for (ChargeType charge : charges) {
        Offer offer{&zone, &type, charge};
        if (chosen.passes(region, offer)) offers.push_back(offer);
      }
    }
  }
  return offers;
}

// By each key of the filter "sort-keys", the first of them foremost.
template <class Filters>
Result<void> sort_offers(std::vector<Offer>& offers, const Filters& filters) {
  for (const auto& filter : filters) {
    if (filter.Name != "sort-keys") continue;
    for (uint32_t at = filter.Values.size(); at-- > 0;) {
      std::string_view key = filter.Values[at];
      bool by_cores = key == "cpu:asc" || key == "cpu:desc";
      if (!by_cores && key != "mem:asc" && key != "mem:desc") return refuse(kUnknownSortKey, key);
      auto size = [&](const Offer& offer) {
        return by_cores ? offer.type->cores : offer.type->memory_gib;
      };
      if (key.ends_with(":asc")) {
        std::ranges::stable_sort(offers, std::less(), size);
      } else {
        std::ranges::stable_sort(offers, std::greater(), size);
      }
    }
  }
  return {};
}

Result<api::DescribeInstanceTypeConfigsResponse> describe_types(
    RegionRead& call, const api::DescribeInstanceTypeConfigsRequest& request) {
  constexpr ChargeType kAnyCharge[] = {ChargeType::kPostpaidByHour};
  TRY(auto offers, find_offers(call.region, request.Filters, kTypeFilters, kAnyCharge));
  auto shown = call.arena.create_array<api::InstanceTypeConfig>(offers.size());
  for (size_t i = 0; i < shown.size(); ++i) {
    const InstanceType& type = *offers[i].type;
    shown[i] = {.Zone = offers[i].zone->id,
                .InstanceType = type.name,
                .InstanceFamily = call.catalogue.family_of(type).id,
                .GPU = 0,
                .CPU = type.cores,
                .Memory = type.memory_gib,
                .FPGA = 0,
                .GpuCount = 0,
                .GpuType = "",
                .GpuMemory = 0};
  }
  return api::DescribeInstanceTypeConfigsResponse{
      .InstanceTypeConfigSet = contract::List<api::InstanceTypeConfig>(shown)};
}

// The families of which some zone of the region offers a type.
Result<api::DescribeInstanceFamilyConfigsResponse> describe_families(
    RegionRead& call, const api::DescribeInstanceFamilyConfigsRequest&) {
  std::vector<api::InstanceFamilyConfig> shown;
  for (const InstanceFamily& family : call.catalogue.instance_families()) {
    bool is_here = family.zones.empty() || std::ranges::any_of(family.zones, [&](ZoneIndex zone) {
                     return call.catalogue.zone(zone).region == call.region.index;
                   });
    if (is_here)
      shown.push_back(
          {.InstanceFamilyName = family.name.in(call.language), .InstanceFamily = family.id});
  }
  return api::DescribeInstanceFamilyConfigsResponse{
      .InstanceFamilyConfigSet = contract::list_of<api::InstanceFamilyConfig>(call.arena, shown)};
}

// How many instances of the type still fit into the zone, with the disk they get by default.
Stock stock_of(const RegionCell& region, const Offer& offer) {
  auto disk = find_disk_type(region, "");
  return region.compute.rooms.find(offer.zone->number)
      ->stock({.cores = offer.type->cores,
               .memory_gib = offer.type->memory_gib,
               .local_disk_gib = disk && (*disk)->local() ? kSystemDiskDefault : 0});
}

std::string_view name_of(Stock stock) {
  switch (stock) {
    case Stock::kEnough:
      return "EnoughStock";
    case Stock::kNormal:
      return "NormalStock";
    case Stock::kUnder:
      return "UnderStock";
    case Stock::kWithout:
      return "WithoutStock";
  }
  impossible("stock has a name");
}

std::string_view sold_out_reason(const RegionRead& call, const Zone& zone) {
  bool in_chinese = call.language == Language::kChinese;
  if (zone_stock_manager::sold_out(call.region, zone))
    return in_chinese ? "该可用区已售罄" : "The zone is sold out.";
  if (power::is_lost(call.region, zone.number))
    return in_chinese ? "该可用区断电" : "The zone has no power.";
  return in_chinese ? "该可用区没有足够容纳此机型的资源" : "No host of the zone has so much room.";
}

// By the hour; or a month in advance, beside whole years.
const api::ItemPrice* price_of(const RegionRead& call, const Offer& offer) {
  const Prices& prices = call.catalogue.prices();
  Money hourly = offer.type->price_per_hour;
  if (offer.charge == ChargeType::kPostpaidByHour)
    return call.arena.create<api::ItemPrice>(item_price_per("HOUR", price_by_the_hour(hourly)));
  if (offer.charge == ChargeType::kSpot)
    return call.arena.create<api::ItemPrice>(item_price_per("HOUR", price_as_spot(prices, hourly)));
  api::ItemPrice shown = item_price_in_advance(price_in_advance(prices, hourly, 1));
  Price one_year = price_in_advance(prices, hourly, 12);
  shown.OriginalPriceOneYear = one_year.list.amount();
  shown.DiscountPriceOneYear = one_year.charged().amount();
  shown.DiscountOneYear = one_year.percent;
  Price three_years = price_in_advance(prices, hourly, 36);
  shown.OriginalPriceThreeYear = three_years.list.amount();
  shown.DiscountPriceThreeYear = three_years.charged().amount();
  shown.DiscountThreeYear = three_years.percent;
  Price five_years = price_in_advance(prices, hourly, 60);
  shown.OriginalPriceFiveYear = five_years.list.amount();
  shown.DiscountPriceFiveYear = five_years.charged().amount();
  shown.DiscountFiveYear = five_years.percent;
  return call.arena.create<api::ItemPrice>(shown);
}

// Disks of the host. An empty list would say that none can be had.
contract::List<api::LocalDiskType> shown_local_disks(const RegionRead& call) {
  std::vector<api::LocalDiskType> shown;
  for (const DiskType& type : call.catalogue.disk_types()) {
    if (!type.local()) continue;
    for (auto [partition, sizes] : {std::pair("ROOT", type.system), {"DATA", type.data}})
      shown.push_back({.Type = type.id,
                       .PartitionType = partition,
                       .MinSize = sizes.least_gib,
                       .MaxSize = sizes.most_gib,
                       .Required = "OPTIONAL"});
  }
  return contract::list_of<api::LocalDiskType>(call.arena, shown);
}

api::InstanceTypeQuotaItem to_api(const RegionRead& call, const Offer& offer) {
  const InstanceType& type = *offer.type;
  const InstanceFamily& family = call.catalogue.family_of(type);
  Stock stock = stock_of(call.region, offer);
  bool is_sold_out = stock == Stock::kWithout;
  api::InstanceTypeQuotaItem shown{};
  shown.Zone = offer.zone->id;
  shown.InstanceType = type.name;
  shown.InstanceChargeType = name_of(offer.charge);
  shown.NetworkCard = 0;
  shown.Cpu = type.cores;
  shown.Memory = type.memory_gib;
  shown.InstanceFamily = family.id;
  shown.TypeName = family.name.in(call.language);
  shown.Status = is_sold_out ? "SOLD_OUT" : "SELL";
  shown.StatusCategory = name_of(stock);
  shown.SoldOutReason = is_sold_out ? sold_out_reason(call, *offer.zone) : "";
  shown.Price = price_of(call, offer);
  shown.InstanceBandwidth = type.bandwidth_gbps;
  shown.InstancePps = type.packets_per_second / 10'000;  // shown in ten thousands
  shown.StorageBlockAmount = 0;
  shown.CpuType = family.cpu_model;
  shown.Frequency = family.frequency;
  shown.Gpu = 0;
  shown.Fpga = 0;
  shown.GpuCount = 0;
  return shown;
}

Result<api::DescribeZoneInstanceConfigInfosResponse> describe_offers(
    RegionRead& call, const api::DescribeZoneInstanceConfigInfosRequest& request) {
  constexpr ChargeType kCharges[] = {ChargeType::kPrepaid, ChargeType::kPostpaidByHour,
                                     ChargeType::kSpot};
  TRY(auto offers, find_offers(call.region, request.Filters, kOfferFilters, kCharges));
  CHECKED(sort_offers(offers, request.Filters));
  auto* externals = call.arena.create<api::Externals>();
  externals->ReleaseAddress = false;
  auto local_disks = shown_local_disks(call);
  auto shown = call.arena.create_array<api::InstanceTypeQuotaItem>(offers.size());
  for (size_t i = 0; i < shown.size(); ++i) {
    shown[i] = to_api(call, offers[i]);
    shown[i].Externals = externals;
    shown[i].LocalDiskTypeList = local_disks;
  }
  return api::DescribeZoneInstanceConfigInfosResponse{
      .InstanceTypeQuotaSet = contract::List<api::InstanceTypeQuotaItem>(shown)};
}

Result<api::DescribeInternetChargeTypeConfigsResponse> describe_internet_charge_types(
    RegionRead& call, const api::DescribeInternetChargeTypeConfigsRequest&) {
  const auto& types = call.catalogue.internet_charge_types();
  auto shown = call.arena.create_array<api::InternetChargeTypeConfig>(types.size());
  for (size_t i = 0; i < shown.size(); ++i)
    shown[i] = {.InternetChargeType = types[i].id, .Description = types[i].name.in(call.language)};
  return api::DescribeInternetChargeTypeConfigsResponse{
      .InternetChargeTypeConfigSet = contract::List<api::InternetChargeTypeConfig>(shown)};
}

constexpr Handler kHandlers[] = {
    region_read<describe_types>("cvm", "DescribeInstanceTypeConfigs"),
    region_read<describe_families>("cvm", "DescribeInstanceFamilyConfigs"),
    region_read<describe_offers>("cvm", "DescribeZoneInstanceConfigInfos"),
    region_read<describe_internet_charge_types>("cvm", "DescribeInternetChargeTypeConfigs"),
};

}  // namespace

std::span<const Handler> instance_type_handlers() {
  return kHandlers;
}

}  // namespace terrane
