// Every table of handlers. docs/coverage.md is printed from these and the contract.
#include "actions/account/callers.h"
#include "actions/account/key_pairs.h"
#include "actions/cbs/cbs_service.h"
#include "actions/cbs/snapshot_copies.h"
#include "actions/cdb/cdb_service.h"
#include "actions/clb/clb_service.h"
#include "actions/cvm/images.h"
#include "actions/cvm/instances.h"
#include "actions/cvm/launch_templates.h"
#include "actions/cvm/offers.h"
#include "actions/cvm/placement_groups.h"
#include "actions/memcached/caches.h"
#include "actions/region/places.h"
#include "actions/registry.h"
#include "actions/ssl/certificates.h"
#include "actions/tag/tag_service.h"
#include "actions/terrane/accounts.h"
#include "actions/terrane/audit.h"
#include "actions/terrane/bills.h"
#include "actions/terrane/caches.h"
#include "actions/terrane/clock.h"
#include "actions/terrane/copies.h"
#include "actions/terrane/drills.h"
#include "actions/terrane/events.h"
#include "actions/terrane/faults.h"
#include "actions/terrane/hosts.h"
#include "actions/terrane/impact.h"
#include "actions/terrane/instance_login.h"
#include "actions/terrane/migrations.h"
#include "actions/terrane/nearest_regions.h"
#include "actions/terrane/products.h"
#include "actions/terrane/reachability.h"
#include "actions/terrane/states.h"
#include "actions/terrane/status.h"
#include "actions/terrane/supply.h"
#include "actions/terrane/zone_access.h"
#include "actions/vpc/vpc_service.h"

namespace terrane {

std::span<const std::span<const Handler>> handlers() {
  // clang-format off: one to a line
  static const std::span<const Handler> kGroups[] = {
      account_handlers(),
      status_handlers(),
      host_handlers(),
      product_handlers(),
      supply_handlers(),
      zone_access_handlers(),
      bill_handlers(),
      clock_handlers(),
      reachability_handlers(),
      caller_handlers(),
      key_pair_handlers(),
      region_handlers(),
      api_handlers(),
      cvm_place_handlers(),
      instance_type_handlers(),
      account_quota_handlers(),
      image_handlers(),
      image_listing_handlers(),
      image_sharing_handlers(),
      snapshot_copy_handlers(),
      copy_handlers(),
      migration_handlers(),
      placement_group_handlers(),
      launch_template_handlers(),
      instance_launch_handlers(),
      instance_listing_handlers(),
      instance_power_handlers(),
      instance_settings_handlers(),
      instance_charge_handlers(),
      vpc_handlers(),
      assistant_cidr_handlers(),
      default_network_handlers(),
      private_address_handlers(),
      vpc_statistics_handlers(),
      subnet_handlers(),
      route_table_handlers(),
      route_handlers(),
      security_group_handlers(),
      security_group_policy_handlers(),
      security_group_usage_handlers(),
      address_handlers(),
      address_listing_handlers(),
      network_interface_handlers(),
      network_interface_listing_handlers(),
      peering_handlers(),
      peering_listing_handlers(),
      gateway_handlers(),
      disk_handlers(),
      disk_charge_handlers(),
      disk_listing_handlers(),
      disk_offer_handlers(),
      snapshot_handlers(),
      snapshot_listing_handlers(),
      snapshot_policy_handlers(),
      certificate_handlers(),
      load_balancer_handlers(),
      load_balancer_listing_handlers(),
      listener_handlers(),
      listener_listing_handlers(),
      forwarding_rule_handlers(),
      target_handlers(),
      target_listing_handlers(),
      target_group_handlers(),
      target_group_listing_handlers(),
      load_balancer_detail_handlers(),
      resource_tag_handlers(),
      tagged_resource_handlers(),
      get_resources_handlers(),
      tag_handlers(),
      tag_listing_handlers(),
      project_handlers(),
      database_creation_handlers(),
      database_listing_handlers(),
      database_details_handlers(),
      database_settings_handlers(),
      database_change_handlers(),
      database_parameter_handlers(),
      database_account_handlers(),
      database_group_handlers(),
      database_offer_handlers(),
      cache_listing_handlers(),
      cache_handlers(),
      impact_handlers(),
      instance_login_handlers(),
      nearest_region_handlers(),
      fault_handlers(),
      event_handlers(),
      audit_handlers(),
      drill_handlers(),
      state_handlers(),
  };
  // clang-format on
  return kGroups;
}

}  // namespace terrane
