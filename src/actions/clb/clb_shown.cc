#include "actions/clb/clb_shown.h"

#include "actions/clb/clb_tags.h"
#include "region/balancer/forwarding_rules.h"
#include "region/network/address_bindings.h"
#include "region/network/primary_interface.h"

namespace terrane {
namespace {

namespace api = contract::clb;

api::ZoneInfo shown_zone(const RegionRead& call, uint32_t number) {
  const Zone* zone = call.region.find_zone(number);
  if (!zone) return {.ZoneId = number};
  return {.ZoneId = number,
          .Zone = zone->id,
          .ZoneName = zone->name.in(call.language),
          .ZoneRegion = call.region.place().id,
          .LocalZone = false,
          .EdgeZone = false};
}

}  // namespace

contract::List<contract::Text> one_text(Arena& arena, std::string_view text) {
  auto list = arena.create_array<contract::Text>(text.empty() ? 0 : 1);
  if (!text.empty()) list[0] = text;
  return contract::List<contract::Text>(list);
}

const api::InternetAccessible* traffic_of(Arena& arena, const LoadBalancer& balancer) {
  if (balancer.internal) return nullptr;
  return arena.create<api::InternetAccessible>(
      api::InternetAccessible{.InternetChargeType = balancer.internet_charge,
                              .InternetMaxBandwidthOut = balancer.bandwidth_mbps,
                              .BandwidthpkgSubType = ""});
}

const api::LBChargePrepaid* prepaid_of(Arena& arena, const LoadBalancer& balancer) {
  if (balancer.charge != ChargeType::kPrepaid) return nullptr;
  return arena.create<api::LBChargePrepaid>(
      api::LBChargePrepaid{.RenewFlag = name_of(balancer.renew), .Period = std::nullopt});
}

contract::List<contract::Text> flags_of(Arena& arena, const LoadBalancer& balancer) {
  return one_text(arena, balancer.is_protected ? "DeleteProtect" : "");
}

contract::List<contract::Text> zones_of(Arena& arena, const RegionCell& region,
                                        const LoadBalancer& balancer) {
  auto zones = arena.create_array<contract::Text>(1 + balancer.backup_zones.size());
  auto name = [&](uint32_t number) -> std::string_view {
    const Zone* zone = region.find_zone(number);
    return zone ? std::string_view(zone->id) : "";
  };
  zones[0] = name(balancer.master_zone);
  for (size_t at = 0; at < balancer.backup_zones.size(); ++at)
    zones[at + 1] = name(balancer.backup_zones[at]);
  return contract::List<contract::Text>(zones);
}

api::LoadBalancer to_api(const RegionRead& call, const LoadBalancer& balancer) {
  Arena& arena = call.arena;
  auto groups = arena.create_array<contract::Text>(balancer.security_groups.size());
  for (size_t at = 0; at < groups.size(); ++at)
    groups[at] = to_text(arena, balancer.security_groups[at]);
  auto backups = arena.create_array<api::ZoneInfo>(balancer.backup_zones.size());
  for (size_t at = 0; at < backups.size(); ++at)
    backups[at] = shown_zone(call, balancer.backup_zones[at]);
  bool being_made = balancer.is_busy(call.now) &&
                    balancer.created + call.catalogue.durations().balancer == balancer.busy_until;
  std::string_view created = to_local_text(arena, balancer.created);
  std::string_view vpc = to_text(arena, balancer.vpc);
  return {.LoadBalancerId = to_text(arena, balancer.id),
          .LoadBalancerName = balancer.name,
          .LoadBalancerType = load_balancer_rules::type_name(balancer.internal),
          .Forward = 1,
          .Domain = "",
          .LoadBalancerVips = one_text(arena, to_text(arena, balancer.address)),
          .Status = being_made ? 0 : 1,
          .CreateTime = created,
          .StatusTime = created,
          .ProjectId = uint64_t(balancer.project),
          .VpcId = vpc,
          .OpenBgp = 0,
          .Snat = false,
          .Isolation = balancer.isolated ? 1 : 0,
          .SubnetId = to_text(arena, balancer.subnet),
          .Tags = shown_tags<api::TagInfo>(arena, balancer.tags),
          .SecureGroups = contract::List<contract::Text>(groups),
          .TargetRegionInfo = arena.create<api::TargetRegionInfo>(
              api::TargetRegionInfo{.Region = call.region.place().id, .VpcId = vpc}),
          .AddressIPVersion = "ipv4",
          .VipIsp = balancer.internal ? "" : "BGP",
          .MasterZone = arena.create<api::ZoneInfo>(shown_zone(call, balancer.master_zone)),
          .BackupZoneSet = contract::List<api::ZoneInfo>(backups),
          .IsolatedTime = balancer.isolated ? to_local_text(arena, balancer.expires) : "",
          .ExpireTime = to_local_text(arena, balancer.expires),
          .ChargeType = name_of(balancer.charge),
          .NetworkAttributes = traffic_of(arena, balancer),
          .PrepaidAttributes = prepaid_of(arena, balancer),
          .LogSetId = balancer.log_set,
          .LogTopicId = balancer.log_topic,
          .IsDDos = false,
          .LoadBalancerPassToTarget = balancer.passes_to_targets,
          .SnatPro = false,
          .SlaType = balancer.performance,
          .IsBlock = false,
          .LocalBgp = false,
          .MixIpTarget = false,
          .Zones = zones_of(arena, call.region, balancer),
          .AttributeFlags = flags_of(arena, balancer),
          .Exclusive = 0,
          .TargetCount = load_balancer_manager::count_targets(call.region, balancer.id)};
}

// What only checks by HTTP have is not shown of others, nor is a port that was not chosen: clients
// would take the defaults for settings of their user.
const api::HealthCheck* to_api(Arena& arena, const HealthCheck& check) {
  bool by_http = forwarding_rules::is_by_http(check);
  return arena.create<api::HealthCheck>(api::HealthCheck{
      .HealthSwitch = check.enabled ? 1 : 0,
      .TimeOut = check.timeout_seconds,
      .IntervalTime = check.interval_seconds,
      .HealthNum = check.healthy_after,
      .UnHealthNum = check.unhealthy_after,
      .HttpCode = by_http ? std::optional<int64_t>(check.http_codes) : std::nullopt,
      .HttpCheckPath = by_http ? check.http_path : contract::Text(),
      .HttpCheckDomain = check.http_domain,
      .HttpCheckMethod = by_http ? check.http_method : contract::Text(),
      .CheckPort = check.port ? std::optional<int64_t>(check.port) : std::nullopt,
      .ContextType = check.context_type,
      .SendContext = check.send_context,
      .RecvContext = check.receive_context,
      .CheckType = check.type,
      .HttpVersion = check.http_version,
      .SourceIpType = check.source_type,
      .ExtendedCode = check.extended_code});
}

const api::CertificateOutput* to_api(Arena& arena, const TlsSettings& tls) {
  if (!tls.is_set()) return nullptr;
  auto more = arena.create_array<contract::Text>(tls.more.size());
  for (size_t at = 0; at < more.size(); ++at) more[at] = to_text(arena, tls.more[at]);
  return arena.create<api::CertificateOutput>(
      api::CertificateOutput{.SSLMode = tls.is_mutual() ? "MUTUAL" : "UNIDIRECTIONAL",
                             .SSLVerifyClient = tls.is_mutual() ? "on" : "off",
                             .CertId = to_text(arena, tls.certificate),
                             .CertCaId = to_text(arena, tls.authority),
                             .ExtCertIds = contract::List<contract::Text>(more)});
}

ShownTarget shown_target(Arena& arena, const RegionCell& region, const Target& target) {
  ShownTarget shown{.type = target.address.is_set() ? "ENI" : "CVM",
                    .instance = to_text(arena, target.instance),
                    .interface = to_text(arena, target.interface),
                    .name = "",
                    .address = to_text(arena, target_rules::address_of(region, target)),
                    .public_address = "",
                    .zone = "",
                    .registered = to_local_text(arena, target.registered)};
  const Instance* instance = region.compute.instances.find(target.instance);
  if (!instance) return shown;
  if (target.address.is_set()) shown.interface = to_text(arena, primary_interface_of(instance->id));
  shown.name = instance->name;
  shown.public_address = to_text(arena, address_bindings::public_address_of(region, *instance));
  shown.zone_number = instance->zone;
  if (const Zone* zone = region.find_zone(instance->zone)) shown.zone = zone->id;
  return shown;
}

contract::List<api::Backend> to_api(Arena& arena, const RegionCell& region,
                                    const std::vector<Target>& targets) {
  auto list = arena.create_array<api::Backend>(targets.size());
  for (size_t at = 0; at < list.size(); ++at) {
    const Target& target = targets[at];
    ShownTarget shown = shown_target(arena, region, target);
    list[at] = {.Type = shown.type,
                .InstanceId = shown.instance,
                .Port = target.port,
                .Weight = target.weight,
                .PublicIpAddresses = one_text(arena, shown.public_address),
                .PrivateIpAddresses = one_text(arena, shown.address),
                .InstanceName = shown.name,
                .RegisteredTime = shown.registered,
                .EniId = shown.interface,
                .Tag = "",
                .Zone = shown.zone};
  }
  return contract::List<api::Backend>(list);
}

contract::List<api::BasicTargetGroupInfo> shown_groups(Arena& arena, const RegionCell& region,
                                                       const Forwarding& forwarding) {
  auto list = arena.create_array<api::BasicTargetGroupInfo>(forwarding.groups.size());
  for (size_t at = 0; at < list.size(); ++at) {
    const GroupBinding& binding = forwarding.groups[at];
    list[at] = {.TargetGroupId = to_text(arena, binding.group),
                .TargetGroupName = region.balancer->target_groups.find(binding.group)->name,
                .Weight = binding.weight};
  }
  return contract::List<api::BasicTargetGroupInfo>(list);
}

}  // namespace terrane
