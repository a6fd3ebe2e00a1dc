// Elastic IPs: allocated, bound, moved, released (M-29).
#include "actions/convert.h"
#include "actions/filters.h"
#include "actions/listing.h"
#include "actions/vpc/shown.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/network/address_manager.h"

namespace terrane {
namespace {

namespace api = contract::vpc;

std::span<const std::string_view> texts(const contract::List<contract::Text>& list) {
  return {list.begin(), list.size()};
}

std::string_view task_text(RegionWrite& call) {
  return call.arena.copy(std::to_string(address_manager::next_task(call.change)));
}

WantedAddressCharge wanted_charge(std::string_view charge, std::optional<int64_t> bandwidth_mbps,
                                  const api::AddressChargePrepaid* prepaid) {
  WantedAddressCharge wanted{.charge = charge, .bandwidth_mbps = bandwidth_mbps};
  if (prepaid) {
    wanted.period_months = prepaid->Period;
    wanted.renew_flag = prepaid->AutoRenewFlag;
  }
  return wanted;
}

// No action makes bandwidth packages.
Result<void> check_package(const api::AllocateAddressesRequest& request) {
  std::string_view id = request.BandwidthPackageId;
  if (!id.empty() && (!id.starts_with("bwp-") || !parse_id_number(id.substr(4))))
    return refuse(address_rules::kMalformedPackageId, id);
  if (!id.empty() || request.InternetChargeType == "BANDWIDTH_PACKAGE")
    return refuse(address_rules::kPackageNotFound, id);
  return {};
}

Result<api::AllocateAddressesResponse> allocate_addresses(
    RegionWrite& call, const api::AllocateAddressesRequest& request) {
  CHECKED(address_rules::check_kind({.provider = request.InternetServiceProvider,
                                     .type = request.AddressType,
                                     .anycast_zone = request.AnycastZone,
                                     .egress = request.Egress,
                                     .dedicated_cluster = request.DedicatedClusterId,
                                     .anti_ddos_package = request.AntiDDoSPackageId,
                                     .ip_charge = request.IPChargeType,
                                     .named_address = !request.VipCluster.empty()}));
  CHECKED(check_package(request));
  TRY(AddressCharging charging, check_address_charge(call.region,
                                                     wanted_charge(request.InternetChargeType,
                                                                   request.InternetMaxBandwidthOut,
                                                                   request.AddressChargePrepaid),
                                                     kAllocationChargeErrors));
  TRY(auto allocated,
      address_manager::allocate(call.change, {.count = request.AddressCount.value_or(1),
                                              .name = std::string(request.AddressName),
                                              .charging = charging,
                                              .tags = tags_of(request.Tags)}));
  auto ids = call.arena.create_array<contract::Text>(allocated.size());
  for (size_t i = 0; i < ids.size(); ++i) ids[i] = to_text(call.arena, allocated[i]->id);
  return api::AllocateAddressesResponse{.AddressSet = contract::List<contract::Text>(ids),
                                        .TaskId = task_text(call)};
}

Result<api::AssociateAddressResponse> associate_address(
    RegionWrite& call, const api::AssociateAddressRequest& request) {
  const std::string& here = call.region.place().id;
  if (!request.InstanceRegion.empty() && request.InstanceRegion != here)
    return refuse(address_rules::kOtherRegion, here, request.InstanceRegion);
  CHECKED(address_manager::associate(call.change, request.AddressId,
                                     {.instance = request.InstanceId,
                                      .interface = request.NetworkInterfaceId,
                                      .interface_address = request.PrivateIpAddress},
                                     request.EipDirectConnection.value_or(false)));
  return api::AssociateAddressResponse{.TaskId = task_text(call)};
}

Result<api::DisassociateAddressResponse> disassociate_address(
    RegionWrite& call, const api::DisassociateAddressRequest& request) {
  CHECKED(address_manager::disassociate(call.change, request.AddressId,
                                        request.ReallocateNormalPublicIp.value_or(false)));
  return api::DisassociateAddressResponse{.TaskId = task_text(call)};
}

Result<api::ReleaseAddressesResponse> release_addresses(
    RegionWrite& call, const api::ReleaseAddressesRequest& request) {
  CHECKED(address_manager::release(call.change, texts(request.AddressIds)));
  return api::ReleaseAddressesResponse{.TaskId = task_text(call)};
}

Result<api::TransformAddressResponse> transform_address(
    RegionWrite& call, const api::TransformAddressRequest& request) {
  TRY(const Address* address, address_manager::transform(call.change, request.InstanceId));
  return api::TransformAddressResponse{.TaskId = address_manager::next_task(call.change),
                                       .AddressId = to_text(call.arena, address->id)};
}

Result<api::ModifyAddressAttributeResponse> modify_address_attribute(
    RegionWrite& call, const api::ModifyAddressAttributeRequest& request) {
  address_manager::AddressChange wanted;
  if (contract::present(request.AddressName)) wanted.name = request.AddressName;
  if (std::string_view direct = request.EipDirectConnection; contract::present(direct)) {
    if (!truth_is(true, direct) && !truth_is(false, direct) && direct != "TRUE" &&
        direct != "FALSE")
      return refuse(address_rules::kDirectIsNoTruth, direct);
    wanted.direct = truth_is(true, direct) || direct == "TRUE";
  }
  CHECKED(address_manager::modify(call.change, request.AddressId, wanted));
  return api::ModifyAddressAttributeResponse{};
}

Result<api::ModifyAddressesBandwidthResponse> modify_addresses_bandwidth(
    RegionWrite& call, const api::ModifyAddressesBandwidthRequest& request) {
  CHECKED(address_manager::modify_bandwidth(call.change, texts(request.AddressIds),
                                            *request.InternetMaxBandwidthOut));
  return api::ModifyAddressesBandwidthResponse{.TaskId = task_text(call)};
}

Result<api::ModifyAddressInternetChargeTypeResponse> modify_address_internet_charge_type(
    RegionWrite& call, const api::ModifyAddressInternetChargeTypeRequest& request) {
  int64_t bandwidth = int64_t(std::min<uint64_t>(*request.InternetMaxBandwidthOut, INT64_MAX));
  CHECKED(address_manager::modify_charge(
      call.change, request.AddressId,
      wanted_charge(request.InternetChargeType, bandwidth, request.AddressChargePrepaid)));
  return api::ModifyAddressInternetChargeTypeResponse{};
}

Result<api::RenewAddressesResponse> renew_addresses(RegionWrite& call,
                                                    const api::RenewAddressesRequest& request) {
  CHECKED(address_manager::renew(call.change, texts(request.AddressIds),
                                 *request.AddressChargePrepaid->Period,
                                 request.AddressChargePrepaid->AutoRenewFlag));
  return api::RenewAddressesResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<allocate_addresses>("vpc", "AllocateAddresses"),
    region_write<associate_address>("vpc", "AssociateAddress"),
    region_write<disassociate_address>("vpc", "DisassociateAddress"),
    region_write<release_addresses>("vpc", "ReleaseAddresses"),
    region_write<transform_address>("vpc", "TransformAddress"),
    region_write<modify_address_attribute>("vpc", "ModifyAddressAttribute"),
    region_write<modify_addresses_bandwidth>("vpc", "ModifyAddressesBandwidth"),
    region_write<modify_address_internet_charge_type>("vpc", "ModifyAddressInternetChargeType"),
    region_write<renew_addresses>("vpc", "RenewAddresses"),
};

}  // namespace

std::span<const Handler> address_handlers() {
  return kHandlers;
}

}  // namespace terrane
