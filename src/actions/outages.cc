#include "actions/outages.h"

#include <algorithm>
#include <array>
#include <shared_mutex>

#include "fault/fault_tables.h"

namespace terrane {
namespace {

constexpr ErrorKind broken(
    std::string_view code) {  // {} = the product, {} = the region, {} = the fault
  return {code,
          "{} is not available in region {}: it has the fault {}. What runs there is undisturbed "
          "unless the fault says otherwise; try again later, or use another region.",
          "{} 在地域 {} 当前不可用：存在故障 {}。除非故障另有说明，已运行的资源不受影响；"
          "请稍后重试或使用其他地域。"};
}

// By which actions document that something is broken behind them; the last is everybody's.
constexpr std::array kBroken = {
    broken("InternalServerError"),          broken("InternalError.ComponentError"),
    broken("InternalError.UnknownError"),   broken("InternalError.ModuleError"),
    broken("InternalError.UndefinedError"), broken("InternalError"),
};

const ErrorKind& kind_for(const contract::Action& action) {
  for (const ErrorKind& kind : kBroken)
    if (std::ranges::find(action.errors, kind.code) != action.errors.end()) return kind;
  return kBroken.back();
}

}  // namespace

Result<void> check_outage(const RegionCell& region, const contract::Service& service,
                          const contract::Action& action) {
  std::shared_lock reading(region.cell.lock());
  const Fault* fault = region.faults->failing.product(service.name);
  if (!fault) return {};
  const Product* product = region.catalogue.find_product(fault->other);
  return refuse(kind_for(action), product ? product->name.english : fault->other, region.place().id,
                fault->id);
}

}  // namespace terrane
