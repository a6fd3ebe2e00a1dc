// A network interface as the API shows it.
#include "actions/convert.h"
#include "actions/vpc/shown.h"
#include "contract/vpc.h"
#include "region/network/address_bindings.h"
#include "region/network/network_interfaces.h"

namespace terrane {

namespace api = contract::vpc;

namespace {

// One of 2^42 that no maker of real hardware has, for each of the 36^8 IDs.
std::string mac_address(NetworkInterfaceId id) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  uint64_t number = id.number();
  uint8_t bytes[6] = {uint8_t(2 | (number >> 40 & 3) << 2)};
  for (int i = 1; i < 6; ++i) bytes[i] = uint8_t(number >> (40 - 8 * i));
  std::string text;
  for (uint8_t byte : bytes) {
    if (!text.empty()) text += ':';
    (text += kDigits[byte >> 4]) += kDigits[byte & 15];
  }
  return text;
}

const Address* elastic_ip_of(const RegionCell& region, const Interface& interface,
                             const InterfaceAddress& held) {
  if (interface.is_primary() && held.address == interface.instance()->address)
    return address_bindings::bound_to(region, interface.instance()->id);
  return address_bindings::bound_to(region, interface.id(), held.address);
}

contract::List<api::PrivateIpAddressSpecification> shown_addresses(Arena& arena,
                                                                   const RegionCell& region,
                                                                   const Interface& interface) {
  auto addresses = interface.addresses();
  auto list = arena.create_array<api::PrivateIpAddressSpecification>(addresses.size());
  for (size_t i = 0; i < list.size(); ++i)
    list[i] = to_api(arena, addresses[i], i == 0, elastic_ip_of(region, interface, addresses[i]));
  if (interface.is_primary() && interface.instance()->public_address.is_set())
    list[0].PublicIpAddress = to_text(arena, interface.instance()->public_address);
  return contract::List<api::PrivateIpAddressSpecification>(list);
}

const api::NetworkInterfaceAttachment* attachment(Arena& arena, const RegionCell& region,
                                                  const Interface& interface) {
  if (!interface.instance()) return nullptr;
  uint64_t place = 0;
  auto attached = network_interfaces::attached_to(region, interface.instance()->id);
  if (!interface.is_primary())
    place = uint64_t(std::ranges::find(attached, interface.record()) - attached.begin()) + 1;
  return arena.create<api::NetworkInterfaceAttachment>(api::NetworkInterfaceAttachment{
      .DeviceIndex = place,
      .InstanceAccountId = arena.copy(std::to_string(uint64_t(interface.account()))),
      .AttachTime = to_local_text(arena, interface.attached()),
      .InstanceId = to_text(arena, interface.instance()->id)});
}

}  // namespace

std::string_view shown_name(const Interface& interface, Language language) {
  const NetworkInterface* record = interface.record();
  if (record && !record->name.empty()) return record->name;
  return language == Language::kChinese ? "主网卡" : "Primary network interface";
}

api::PrivateIpAddressSpecification to_api(Arena& arena, const InterfaceAddress& held,
                                          bool is_primary, const Address* elastic) {
  return {.PrivateIpAddress = to_text(arena, held.address),
          .Primary = is_primary,
          .PublicIpAddress = elastic ? to_text(arena, elastic->public_address) : "",
          .AddressId = elastic ? to_text(arena, elastic->id) : "",
          .Description = arena.copy(held.description),
          .IsWanIpBlocked = false,
          .State = "AVAILABLE",
          .QosLevel = arena.copy(held.qos)};
}

api::NetworkInterface to_api(Arena& arena, const RegionCell& region, const Interface& interface,
                             Language language) {
  const Subnet& subnet = *region.network.subnets.find(interface.subnet());
  const NetworkInterface* record = interface.record();
  const Zone* zone = region.find_zone(subnet.zone);
  auto groups = arena.create_array<contract::Text>(interface.groups().size());
  for (size_t i = 0; i < groups.size(); ++i) groups[i] = to_text(arena, interface.groups()[i]);
  auto addresses = shown_addresses(arena, region, interface);
  return {.NetworkInterfaceId = to_text(arena, interface.id()),
          .NetworkInterfaceName = shown_name(interface, language),
          .NetworkInterfaceDescription = record ? std::string_view(record->description) : "",
          .SubnetId = to_text(arena, subnet.id),
          .VpcId = to_text(arena, subnet.vpc),
          .GroupSet = contract::List<contract::Text>(groups),
          .Primary = interface.is_primary(),
          .MacAddress = arena.copy(mac_address(interface.id())),
          .State = "AVAILABLE",
          .NetworkInterfaceState = "AVAILABLE",
          .PrivateIpAddressSet = addresses,
          .Attachment = attachment(arena, region, interface),
          .Zone = zone ? std::string_view(zone->id) : "",
          .CreatedTime = to_local_text(arena, interface.created()),
          .Ipv6AddressSet =
              contract::list_of<api::Ipv6Address>(arena, std::span<const api::Ipv6Address>()),
          .TagSet = to_api_tags<api::Tag>(
              arena, record ? std::span<const TagPair>(record->tags) : std::span<const TagPair>()),
          .EniType = 0,
          .Business = interface.instance() ? "cvm" : "",
          .CdcId = "",
          .AttachType = 0,
          .ResourceId = interface.instance() ? to_text(arena, interface.instance()->id) : "",
          .QosLevel = addresses[0].QosLevel};
}

}  // namespace terrane
