#include "region/compute/compute_tables.h"

namespace terrane {

template class Table<ZoneStock>;
template class Table<PlacementGroup>;
template class Table<LaunchTemplate>;
template class Table<Instance>;
namespace {

void follow_address(AddressIndex& addresses, const Instance* before, const Instance* after) {
  if (before && after && before->subnet == after->subnet && before->address == after->address)
    return;
  if (before) addresses.release(before->subnet, before->address);
  if (after) addresses.take(after->subnet, after->address, after->id);
}

void follow_public_address(PublicAddresses& addresses, const Instance* before,
                           const Instance* after) {
  Ipv4 old_address = before ? before->public_address : Ipv4{};
  Ipv4 new_address = after ? after->public_address : Ipv4{};
  if (old_address == new_address) return;
  if (old_address.is_set()) addresses.release(old_address);
  if (new_address.is_set()) addresses.take(new_address, after->id);
}

}  // namespace

ComputeTables::ComputeTables(Cell& cell, const Catalogue& catalogue, const Region& region,
                             NetworkTables& network)
    : zone_stocks(cell.ledger()),
      placement_groups(cell.ledger()),
      launch_templates(cell.ledger()),
      instances(cell.ledger()),
      rooms(catalogue, region) {
  cell.attach(zone_stocks);
  cell.attach(placement_groups);
  cell.attach(launch_templates);
  cell.attach(instances);
  zone_stocks.observe(
      [this](const ZoneStock* before, const ZoneStock* after) { rooms.follow(before, after); });
  instances.observe([this, &network](const Instance* before, const Instance* after) {
    rooms.follow(before, after);
    follow_address(network.addresses, before, after);
    follow_public_address(network.public_addresses, before, after);
    counts.follow(before, after);
  });
}

}  // namespace terrane
