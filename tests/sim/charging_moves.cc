// What is paid in advance, as time passes: instances and elastic IPs that renew themselves, expire,
// are renewed, returned, and charged in another way (M-24).
#include "sim/charging_moves.h"

#include "sim/balancer_moves.h"
#include "sim/moves.h"
#include "sim/network_moves.h"

namespace terrane::sim {
namespace {

constexpr Listing kTermInstances{.kind = "prepaid instance",
                                 .service = "cvm",
                                 .action = "DescribeInstances",
                                 .list = "InstanceSet",
                                 .id = "InstanceId",
                                 .name = "InstanceName"};
constexpr Listing kTermAddresses{.kind = "prepaid address",
                                 .service = "vpc",
                                 .action = "DescribeAddresses",
                                 .list = "AddressSet",
                                 .id = "AddressId",
                                 .name = "AddressName"};

std::string term_name(Workload& work, AccountId account) {
  return "term_" + work.knowledge().new_name(account);
}

boost::json::object months(Workload& work) {
  const char* const kFlags[] = {"NOTIFY_AND_AUTO_RENEW", "NOTIFY_AND_MANUAL_RENEW"};
  return {{"Period", 1 + work.below(2)}, {"RenewFlag", work.pick(kFlags)}};
}

// Its ID is the first of the list at `member`.
Knowledge::ReadIds first_of(std::string_view member) {
  return [member](const boost::json::object& reply) -> std::vector<std::string> {
    return {std::string(reply.at(member).as_array().at(0).as_string())};
  };
}

void run_prepaid(Workload& work) {
  Place place = any_place(work);
  std::string name = term_name(work, place.account);
  boost::json::object request{{"Placement", {{"Zone", any_zone(work, place.region)}}},
                              {"ImageId", "img-487zeit5"},
                              {"InstanceType", "S5.SMALL1"},
                              {"InstanceName", name},
                              {"InstanceChargeType", "PREPAID"},
                              {"InstanceChargePrepaid", months(work)}};
  if (work.chance(50))
    request["InternetAccessible"] = {
        {"InternetMaxBandwidthOut", 1 + work.below(5)},
        {"InternetChargeType",
         work.chance(50) ? "BANDWIDTH_PREPAID" : "BANDWIDTH_POSTPAID_BY_HOUR"}};
  work.knowledge().create(kTermInstances, call_to("cvm", "RunInstances", place, request), {name},
                          first_of("InstanceIdSet"));
}

void call_on_prepaid(Workload& work, const char* action, boost::json::object parameters) {
  Place place = any_place(work);
  auto* instance = work.knowledge().pick(kTermInstances, place.account, place.region);
  if (!instance) return;
  parameters["InstanceIds"] = {instance->id};
  work.call(call_to("cvm", action, nearly(work, place), parameters));
}

void renew_instance(Workload& work) {
  call_on_prepaid(work, "RenewInstances", {{"InstanceChargePrepaid", months(work)}});
}

void return_instance(Workload& work) {
  call_on_prepaid(work, "TerminateInstances", {});
}

void change_charge_type(Workload& work) {
  if (work.chance(50)) {
    call_on_prepaid(work, "ModifyInstancesChargeType",
                    {{"InstanceChargeType", "POSTPAID_BY_HOUR"}});
  } else {
    call_on_prepaid(work, "ModifyInstancesChargeType",
                    {{"InstanceChargeType", "PREPAID"}, {"InstanceChargePrepaid", months(work)}});
  }
}

void change_price(Workload& work) {
  const char* const kTypes[] = {"S5.SMALL1", "S5.MEDIUM2"};
  if (work.chance(50)) {
    call_on_prepaid(work, "ResetInstancesType",
                    {{"InstanceType", work.pick(kTypes)}, {"ForceStop", true}});
  } else {
    call_on_prepaid(work, "StopInstances", {{"StoppedMode", "STOP_CHARGING"}});
  }
}

void allocate_address(Workload& work) {
  Place place = any_place(work);
  std::string name = term_name(work, place.account);
  const char* const kTypes[] = {"TRAFFIC_POSTPAID_BY_HOUR", "BANDWIDTH_POSTPAID_BY_HOUR",
                                "BANDWIDTH_PREPAID_BY_MONTH"};
  boost::json::object request{
      {"AddressName", name},
      {"InternetChargeType", work.pick(kTypes)},
      {"InternetMaxBandwidthOut", 1 + work.below(9)},
      {"AddressChargePrepaid", {{"Period", 1}, {"AutoRenewFlag", work.below(2)}}}};
  work.knowledge().create(kTermAddresses, call_to("vpc", "AllocateAddresses", place, request),
                          {name}, first_of("AddressSet"));
}

void call_on_address(Workload& work, const char* action, boost::json::object parameters,
                     bool listed) {
  Place place = any_place(work);
  auto* address = work.knowledge().pick(kTermAddresses, place.account, place.region);
  if (!address) return;
  if (listed) {
    parameters["AddressIds"] = {address->id};
  } else {
    parameters["AddressId"] = address->id;
  }
  work.call(call_to("vpc", action, nearly(work, place), parameters));
}

void bind_address(Workload& work) {
  Place place = any_place(work);
  const Listing& targets = work.chance(30) ? kLoadBalancers : kTermInstances;
  auto* target = work.knowledge().pick(targets, place.account, place.region);
  auto* address = work.knowledge().pick(kTermAddresses, place.account, place.region);
  if (!target || !address) return;
  boost::json::object request{{"AddressId", address->id}};
  bool bind = work.chance(60);
  if (bind) request["InstanceId"] = target->id;
  work.call(call_to("vpc", bind ? "AssociateAddress" : "DisassociateAddress", nearly(work, place),
                    request));
}

void change_address(Workload& work) {
  switch (work.below(3)) {
    case 0:
      return call_on_address(work, "ModifyAddressesBandwidth",
                             {{"InternetMaxBandwidthOut", 1 + work.below(9)}}, true);
    case 1:
      return call_on_address(
          work, "RenewAddresses",
          {{"AddressChargePrepaid", {{"Period", 1 + work.below(3)}, {"AutoRenewFlag", 0}}}}, true);
    default:
      return call_on_address(
          work, "ModifyAddressInternetChargeType",
          {{"InternetChargeType",
            work.chance(50) ? "BANDWIDTH_POSTPAID_BY_HOUR" : "BANDWIDTH_PREPAID_BY_MONTH"},
           {"InternetMaxBandwidthOut", 3},
           {"AddressChargePrepaid", {{"Period", 1}, {"AutoRenewFlag", 1}}}},
          false);
  }
}

void release_address(Workload& work) {
  call_on_address(work, "ReleaseAddresses", {}, true);
}

void let_weeks_pass(Workload& work) {
  work.let_days_pass(3 + unsigned(work.below(30)));
}

constexpr Move kMoves[] = {
    {"run prepaid", 4, run_prepaid},         {"renew instance", 3, renew_instance},
    {"return instance", 2, return_instance}, {"change charge type", 3, change_charge_type},
    {"change price", 3, change_price},       {"allocate address", 3, allocate_address},
    {"bind address", 3, bind_address},       {"change address", 3, change_address},
    {"release address", 2, release_address}, {"let weeks pass", 1, let_weeks_pass}};

}  // namespace

std::span<const Move> charging_moves() {
  return kMoves;
}

}  // namespace terrane::sim
