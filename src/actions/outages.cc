#include "actions/outages.h"

#include <algorithm>
#include <array>
#include <shared_mutex>

#include "fault/fault_tables.h"

namespace terrane {
namespace {

struct BrokenService {
  std::string_view service;
  ErrorKind kind;  // {} = the product, {} = the region, {} = the fault
};

constexpr BrokenService broken(std::string_view service, std::string_view code) {
  return {service,
          {code,
           "{} is not available in region {}: it has the fault {}. What runs there is undisturbed "
           "unless the fault says otherwise; try again later, or use another region.",
           "{} 在地域 {} 当前不可用：存在故障 {}。除非故障另有说明，已运行的资源不受影响；"
           "请稍后重试或使用其他地域。"}};
}

// The codes by which each service's own documentation says that something is broken on its side;
// the last is everybody's.
constexpr std::array kBroken = {
    broken("cvm", "InternalServerError"),
    broken("vpc", "InternalServerError"),
    broken("cbs", "InternalError.ComponentError"),
    broken("cdb", "InternalError.UnknownError"),
    broken("", "InternalError"),
};

const ErrorKind& kind_of(std::string_view service) {
  auto own = std::ranges::find(kBroken, service, &BrokenService::service);
  return (own == kBroken.end() ? kBroken.back() : *own).kind;
}

}  // namespace

Result<void> check_outage(const RegionCell& region, const contract::Service& service) {
  std::shared_lock reading(region.cell.lock());
  const Fault* fault = region.faults->failing.product(service.name);
  if (!fault) return {};
  const Product* product = region.catalogue.find_product(fault->other);
  return refuse(kind_of(service.name), product ? product->name.english : fault->other,
                region.place().id, fault->id);
}

}  // namespace terrane
