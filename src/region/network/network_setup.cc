#include "region/network/network_setup.h"

#include <mutex>

#include "region/network/default_network.h"
#include "region/network/security_group_manager.h"

namespace terrane {
namespace {

using security_group_manager::NewGroup;
using security_group_manager::NewPolicy;

NewPolicy accept(std::string protocol, std::string port, std::string cidr) {
  return {.protocol = std::move(protocol),
          .port = std::move(port),
          .cidr = std::move(cidr),
          .action = "ACCEPT"};
}

NewGroup login_and_web() {
  return {
      .name = "Login and web ports open",
      .description = "Lets in ports 22, 80, 443 and 3389 and ICMP; lets everything out",
      .ingress = {accept("TCP", "22,80,443,3389", "0.0.0.0/0"), accept("ICMP", "ALL", "0.0.0.0/0")},
      .egress = {accept("ALL", "ALL", "0.0.0.0/0")}};
}

NewGroup private_only() {
  return {.name = "Private network only",
          .description = "Lets in what comes from private addresses; lets everything out",
          .ingress = {accept("ALL", "ALL", "10.0.0.0/8"), accept("ALL", "ALL", "172.16.0.0/12"),
                      accept("ALL", "ALL", "192.168.0.0/16")},
          .egress = {accept("ALL", "ALL", "0.0.0.0/0")}};
}

}  // namespace

bool is_set_up(const RegionCell& region, AccountId account) {
  return region.network.accounts.find(account) != nullptr;
}

Result<void> set_up(RegionCell& region, AccountId account, Time now) {
  if (!region.cell.commits().accepts()) return refuse(kCellUnavailable, region.place().id);
  std::unique_lock writing(region.cell.lock());
  if (is_set_up(region, account)) return {};
  Transaction transaction;
  Change change{region, transaction, account, now, {}};
  TRY(const Vpc* vpc, default_network::have_vpc(change));
  for (ZoneIndex zone : region.place().zones) {
    if (!default_network::has_room(region, *vpc)) break;  // more zones than it may have subnets
    CHECKED(default_network::have_subnet(change, region.catalogue.zone(zone)));
  }
  CHECKED(security_group_manager::have_default(change, ""));
  CHECKED(security_group_manager::create(change, login_and_web()));
  CHECKED(security_group_manager::create(change, private_only()));
  transaction.add(
      region.network.accounts,
      AccountNetwork{.id = account, .made = now, .zones = uint32_t(region.place().zones.size())});
  region.cell.commit(transaction);
  return {};
}

void follow_zones(RegionCell& region, Transaction& transaction) {
  const Region& place = region.place();
  std::vector<AccountNetwork> behind;
  region.network.accounts.each([&](const AccountNetwork& network) {
    if (network.zones && network.zones < place.zones.size()) behind.push_back(network);
  });
  for (const AccountNetwork& network : behind) {
    Change change{region, transaction, network.id, region.cell.now(), {}};
    const Vpc* vpc = default_network::find_vpc(region, network.id);
    for (size_t next = network.zones; vpc && next < place.zones.size(); ++next)
      if (default_network::has_room(region, *vpc))  // else it is full, which is no reason to fail
        (void)default_network::have_subnet(change, region.catalogue.zone(place.zones[next]));
    transaction.change(region.network.accounts, network.id, [&](AccountNetwork& changed) {
      changed.zones = uint32_t(place.zones.size());
    });
  }
}

}  // namespace terrane
