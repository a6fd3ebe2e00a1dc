#include "region/charging/charging_duties.h"

#include "region/balancer/load_balancer_prices.h"
#include "region/block/block_tables.h"
#include "region/block/disk_charge_rules.h"
#include "region/block/snapshot_charge_rules.h"
#include "region/charging/charging_tables.h"
#include "region/compute/instance_expiry.h"
#include "region/compute/instance_prices.h"
#include "region/network/address_charge_rules.h"
#include "region/network/peering_charge_rules.h"

namespace terrane {

void take_up_charging_duties(RegionCell& region, Agenda& agenda) {
  agenda.watch<Instance>(region.compute.instances,
                         [&region](Transaction& transaction, const Instance& instance) {
                           Change change{region, transaction, instance.account, transaction.at, {}};
                           expire(change, instance);
                         });
  auto& addresses = region.network.elastic_addresses;
  agenda.watch<Address>(addresses, [&addresses](Transaction& transaction, const Address& address) {
    end_term(transaction, addresses, address,
             [&] { transaction.remove(addresses, AddressId(address.id)); });
  });
  Metering& metering = region.charging->metering;
  metering.meter<Instance>(region.compute.instances, rate_of_instance);
  metering.meter<Address>(addresses, rate_of_address);
  metering.meter<Disk>(region.block->disks, rate_of_disk);
  metering.meter<Snapshot>(region.block->snapshots, rate_of_snapshot);
  metering.meter<LoadBalancer>(region.balancer->load_balancers, rate_of_balancer);
  metering.meter<PeeringConnection>(region.network.peering_connections, rate_of_peering);
}

}  // namespace terrane
