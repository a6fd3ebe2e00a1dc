#include "region/network/network_tasks.h"

#include "base/uuid.h"
#include "region/balancer/balancer_tables.h"

namespace terrane::network_tasks {
namespace {

// They are kept beside the tasks of load balancers, under names that no RequestId is.
std::string name_of(std::string_view request_id) {
  return "interface:" + std::string(request_id);
}

}  // namespace

void note(Change& change) {
  RegionCell& region = change.region;
  region.balancer->tasks.keep(region.cell, change.transaction,
                              {.id = BalancerTasks::key(change.account, name_of(change.request_id)),
                               .account = change.account,
                               .ends = change.now},
                              change.now);
}

Result<void> find(const RegionCell& region, AccountId account, std::string_view request_id,
                  Time now) {
  if (!parse_uuid(request_id)) return refuse(kNotATask, request_id);
  if (!region.balancer->tasks.find(account, name_of(request_id), now))
    return refuse(kNoSuchTask, request_id);
  return {};
}

}  // namespace terrane::network_tasks
