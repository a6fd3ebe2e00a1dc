// What disks there are to have, in which sizes, and what they cost.
#include "actions/cbs/cbs_service.h"
#include "base/contains.h"
#include "region/block/disk_manager.h"
#include "region/compute/zone_stock_manager.h"

namespace terrane {
namespace {

namespace api = contract::cbs;

constexpr ErrorKind kUnknownInquiry{
    "InvalidParameterValue",
    "InquiryType must be INQUIRY_CBS_CONFIG or INQUIRY_CVM_CONFIG, not {}.",
    "InquiryType 应为 INQUIRY_CBS_CONFIG 或 INQUIRY_CVM_CONFIG，而不是 {}。"};
constexpr ErrorKind kUnknownUsage{"InvalidParameterValue",
                                  "DiskUsage must be SYSTEM_DISK or DATA_DISK, not {}.",
                                  "DiskUsage 应为 SYSTEM_DISK 或 DATA_DISK，而不是 {}。"};
constexpr ErrorKind kOneOfTheTwo{"InvalidParameterValue", "Name the disks by DiskId or by DiskIds.",
                                 "请通过 DiskId 或 DiskIds 指定云盘，二者不能同时指定。"};

// A price, as either of the two objects of this service that show one.
template <class Shown>
Shown shown_price(Arena& arena, const Price& price, bool in_advance) {
  double list = price.list.amount(), charged = price.charged().amount();
  std::string_view list_text = arena.copy(std::to_string(list));
  std::string_view charged_text = arena.copy(std::to_string(charged));
  Shown shown{};
  if (in_advance) {
    shown.OriginalPrice = list;
    shown.OriginalPriceHigh = list_text;
    shown.DiscountPrice = charged;
    shown.DiscountPriceHigh = charged_text;
  } else {
    shown.ChargeUnit = "HOUR";
    shown.UnitPrice = list;
    shown.UnitPriceHigh = list_text;
    shown.UnitPriceDiscount = charged;
    shown.UnitPriceDiscountHigh = charged_text;
  }
  return shown;
}

// --- What there is. ---

// Which rows of the table of offers are asked for.
struct Inquiry {
  const api::DescribeDiskConfigQuotaRequest& request;

  bool wants(const contract::List<contract::Text>& list, std::string_view value) const {
    return list.empty() || contains(list, value);
  }
  bool wants_charge(ChargeType charge) const {
    return request.DiskChargeType.empty() || request.DiskChargeType == name_of(charge);
  }
  bool wants_usage(std::string_view usage) const {
    return request.DiskUsage.empty() || request.DiskUsage == usage;
  }
};

api::DiskConfig shown_offer(const RegionRead& call, const Zone& zone, const DiskType& type,
                            ChargeType charge, bool system) {
  const DiskSizes& sizes = system ? type.system : type.data;
  bool has_throughput = type.id == kTypeWithThroughput && !system;
  std::vector<int64_t> range;
  if (has_throughput) range = {0, int64_t(kThroughputMost)};
  Disk smallest{.size_gib = sizes.least_gib, .type = InternedText(type.id)};
  Charging charging{.type = charge, .months = charge == ChargeType::kPrepaid};
  Price price = price_of_disk(call.catalogue, smallest, charging);
  return {.Available = zone_stock_manager::sells(call.region, zone),
          .DiskChargeType = name_of(charge),
          .Zone = zone.id,
          .InstanceFamily = "",
          .DiskType = type.id,
          .StepSize = sizes.step_gib,
          .ExtraPerformanceRange = contract::list_of<int64_t>(call.arena, range),
          .DeviceClass = "",
          .DiskUsage = system ? "SYSTEM_DISK" : "DATA_DISK",
          .MinDiskSize = sizes.least_gib,
          .MaxDiskSize = sizes.most_gib,
          .Price = call.arena.create<api::Price>(
              shown_price<api::Price>(call.arena, price, charge == ChargeType::kPrepaid))};
}

// One row for each family that is named, since what there is does not depend on it.
void add_offer(std::vector<api::DiskConfig>& offers, const Inquiry& inquiry,
               api::DiskConfig offer) {
  bool of_instances = inquiry.request.InquiryType == "INQUIRY_CVM_CONFIG";
  if (!of_instances || inquiry.request.InstanceFamilies.empty()) return offers.push_back(offer);
  for (std::string_view family : inquiry.request.InstanceFamilies) {
    offer.InstanceFamily = family;
    offers.push_back(offer);
  }
}

Result<api::DescribeDiskConfigQuotaResponse> describe_disk_config_quota(
    RegionRead& call, const api::DescribeDiskConfigQuotaRequest& request) {
  std::string_view usage = request.DiskUsage;
  if (request.InquiryType != "INQUIRY_CBS_CONFIG" && request.InquiryType != "INQUIRY_CVM_CONFIG")
    return refuse(kUnknownInquiry, request.InquiryType);
  if (!usage.empty() && usage != "SYSTEM_DISK" && usage != "DATA_DISK")
    return refuse(kUnknownUsage, usage);
  Inquiry inquiry{request};
  std::vector<api::DiskConfig> offers;
  for (ZoneIndex index : call.region.place().zones)
    for (const DiskType& type : call.catalogue.disk_types())
      for (ChargeType charge : {ChargeType::kPrepaid, ChargeType::kPostpaidByHour})
        for (bool system : {true, false}) {
          const Zone& zone = call.catalogue.zone(index);
          if (type.local() || !call.region.offers(type.product) ||
              !inquiry.wants(request.Zones, zone.id) ||
              !inquiry.wants(request.DiskTypes, type.id) || !inquiry.wants_charge(charge) ||
              !inquiry.wants_usage(system ? "SYSTEM_DISK" : "DATA_DISK"))
            continue;
          add_offer(offers, inquiry, shown_offer(call, zone, type, charge, system));
        }
  return api::DescribeDiskConfigQuotaResponse{
      .DiskConfigSet = contract::list_of<api::DiskConfig>(call.arena, offers)};
}

// --- What it costs. ---

Result<api::InquiryPriceCreateDisksResponse> price_of_new_disks(
    RegionRead& call, const api::InquiryPriceCreateDisksRequest& request) {
  const api::DiskChargePrepaid* prepaid = request.DiskChargePrepaid;
  TRY(Charging charging,
      check_disk_charge(request.DiskChargeType, prepaid ? prepaid->Period : std::nullopt,
                        prepaid ? prepaid->RenewFlag : std::string_view()));
  TRY(Disk disk, disk_manager::check_offer(call.region, call.account,
                                           {.type = request.DiskType,
                                            .size_gib = request.DiskSize,
                                            .count = request.DiskCount.value_or(1),
                                            .project = request.ProjectId.value_or(0),
                                            .throughput_mbps = int64_t(std::min<uint64_t>(
                                                request.ThroughputPerformance.value_or(0), 9999)),
                                            .backup_quota = request.DiskBackupQuota.value_or(0)}));
  Price price = price_of_disk(call.catalogue, disk, charging);
  price.list = price.list * int64_t(request.DiskCount.value_or(1));
  return api::InquiryPriceCreateDisksResponse{
      .DiskPrice = call.arena.create<api::Price>(
          shown_price<api::Price>(call.arena, price, charging.type == ChargeType::kPrepaid))};
}

// The difference for the rest of a prepaid disk's time, in parts of a month; else by the hour.
Price price_of_growth(const RegionRead& call, const Disk& disk, const Disk& grown) {
  const Prices& prices = call.catalogue.prices();
  Money more{hourly_price_of_disk(call.catalogue, grown).millionths -
             hourly_price_of_disk(call.catalogue, disk).millionths};
  if (disk.charge != ChargeType::kPrepaid) return price_by_the_hour(more);
  constexpr Duration kMonth = days(30);
  double months = double(std::max<int64_t>((disk.expires - call.now).microseconds, 0)) /
                  double(kMonth.microseconds);
  return {{int64_t(double(prices.per_month(more).millionths) * months)}};
}

Result<api::InquiryPriceResizeDiskResponse> price_of_resize(
    RegionRead& call, const api::InquiryPriceResizeDiskRequest& request) {
  if (request.DiskId.empty() && request.DiskIds.empty()) return refuse(disk_rules::kDiskIdMissing);
  if (!request.DiskId.empty() && !request.DiskIds.empty()) return refuse(kOneOfTheTwo);
  auto ids = request.DiskId.empty() ? cbs_texts(request.DiskIds)
                                    : std::span<const std::string_view>(&request.DiskId, 1);
  TRY(auto found,
      disk_manager::find_all(call.region, call.account, ids, disk_rules::kNoneToTerminate));
  Price total{};
  for (const Disk& disk : found) {
    TRY(Disk grown, disk_manager::check_growth(call.region, disk, *request.DiskSize));
    total.list = total.list + price_of_growth(call, disk, grown).list;
  }
  auto* shown = call.arena.create<api::PrepayPrice>(
      shown_price<api::PrepayPrice>(call.arena, total, found[0].charge == ChargeType::kPrepaid));
  shown->DetailPrices =
      contract::List<api::DetailPrice>(call.arena.create_array<api::DetailPrice>(0));
  return api::InquiryPriceResizeDiskResponse{.DiskPrice = shown};
}

constexpr Handler kHandlers[] = {
    region_read<describe_disk_config_quota>("cbs", "DescribeDiskConfigQuota"),
    region_read<price_of_new_disks>("cbs", "InquiryPriceCreateDisks"),
    region_read<price_of_resize>("cbs", "InquiryPriceResizeDisk"),
};

}  // namespace

std::span<const Handler> disk_offer_handlers() {
  return kHandlers;
}

}  // namespace terrane
