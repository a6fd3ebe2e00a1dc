// How much an account may have in a region, and how much it has.
#include "actions/cvm/offers.h"
#include "actions/listing.h"
#include "contract/cvm.h"
#include "region/compute/instance_charge_rules.h"
#include "region/compute/instance_launch.h"
#include "region/image/image_rules.h"

namespace terrane {
namespace {

namespace api = contract::cvm;

// One of the lists of the reply, and the zone that an entry of it is about.
struct Quota {
  std::string_view kind;
  const Zone* zone = nullptr;  // null: the whole region
};

constexpr FilterRule<Quota> kFilters[] = {
    {"zone", [](const RegionCell&, const Quota& quota, std::string_view,
                std::string_view value) { return !quota.zone || quota.zone->id == value; }},
    {"quota-type", [](const RegionCell&, const Quota& quota, std::string_view,
                      std::string_view value) { return quota.kind == value; }},
};

// An entry for each zone that passes, with the instances charged this way.
template <class ApiQuota>
contract::List<ApiQuota> shown_quotas(const RegionRead& call, const ChosenFilters<Quota>& chosen,
                                      std::string_view kind, ChargeType charge) {
  std::vector<ApiQuota> shown;
  uint64_t total = quota_of(call.catalogue.limits(), charge);
  for (ZoneIndex index : call.region.place().zones) {
    const Zone& zone = call.catalogue.zone(index);
    if (!chosen.passes(call.region, {kind, &zone})) continue;
    uint64_t used = call.region.compute.counts.count(call.account, zone.number, charge);
    ApiQuota quota{};
    quota.Zone = zone.id;
    quota.UsedQuota = used;
    quota.TotalQuota = total;
    quota.RemainingQuota = total > used ? total - used : 0;
    shown.push_back(quota);
  }
  return contract::list_of<ApiQuota>(call.arena, shown);
}

contract::List<api::PrePaidQuota> shown_prepaid_quotas(const RegionRead& call,
                                                       const ChosenFilters<Quota>& chosen) {
  auto quotas =
      shown_quotas<api::PrePaidQuota>(call, chosen, "PrePaidQuotaSet", ChargeType::kPrepaid);
  std::vector<api::PrePaidQuota> shown(quotas.begin(), quotas.end());
  for (api::PrePaidQuota& quota : shown)
    quota.OnceQuota = call.catalogue.limits().prepaid_instances_per_call;
  return contract::list_of<api::PrePaidQuota>(call.arena, shown);
}

contract::List<api::ImageQuota> shown_image_quotas(const RegionRead& call,
                                                   const ChosenFilters<Quota>& chosen) {
  if (!chosen.passes(call.region, {"ImageQuotaSet"})) return {};
  uint64_t used = image_rules::count_of(call.region, call.account);
  return contract::List<api::ImageQuota>(
      {call.arena.create<api::ImageQuota>(used, call.catalogue.limits().images), 1});
}

contract::List<api::DisasterRecoverGroupQuota> shown_group_quotas(
    const RegionRead& call, const ChosenFilters<Quota>& chosen) {
  if (!chosen.passes(call.region, {"DisasterRecoverGroupQuotaSet"})) return {};
  const Limits& limits = call.catalogue.limits();
  auto* quota = call.arena.create<api::DisasterRecoverGroupQuota>();
  quota->GroupQuota = limits.placement_groups;
  quota->CurrentNum = int64_t(call.region.compute.placement_groups.count_of(call.account));
  quota->CvmInHostGroupQuota = limits.instances_per_host_placement_group;
  quota->CvmInSwitchGroupQuota = limits.instances_per_switch_placement_group;
  quota->CvmInRackGroupQuota = limits.instances_per_rack_placement_group;
  return contract::List<api::DisasterRecoverGroupQuota>({quota, 1});
}

Result<api::DescribeAccountQuotaResponse> describe_account_quota(
    RegionRead& call, const api::DescribeAccountQuotaRequest& request) {
  TRY(auto chosen, ChosenFilters<Quota>::choose(request.Filters, kFilters, kCvmListingErrors));
  for (const api::Filter& filter : request.Filters)
    if (filter.Name == "zone")
      for (std::string_view zone : filter.Values)
        if (!call.region.find_zone(zone))
          return refuse(kZoneOfAnotherRegion, zone, call.region.place().id);
  auto* quota = call.arena.create<api::AccountQuota>();
  quota->PostPaidQuotaSet = shown_quotas<api::PostPaidQuota>(call, chosen, "PostPaidQuotaSet",
                                                             ChargeType::kPostpaidByHour);
  quota->PrePaidQuotaSet = shown_prepaid_quotas(call, chosen);
  quota->SpotPaidQuotaSet =
      shown_quotas<api::SpotPaidQuota>(call, chosen, "SpotPaidQuotaSet", ChargeType::kSpot);
  quota->ImageQuotaSet = shown_image_quotas(call, chosen);
  quota->DisasterRecoverGroupQuotaSet = shown_group_quotas(call, chosen);
  auto* overview = call.arena.create<api::AccountQuotaOverview>();
  overview->Region = call.region.place().id;
  overview->AccountQuota = quota;
  return api::DescribeAccountQuotaResponse{.AppId = call.caller.app_id,
                                           .AccountQuotaOverview = overview};
}

constexpr Handler kHandlers[] = {
    region_read<describe_account_quota>("cvm", "DescribeAccountQuota"),
};

}  // namespace

std::span<const Handler> account_quota_handlers() {
  return kHandlers;
}

}  // namespace terrane
