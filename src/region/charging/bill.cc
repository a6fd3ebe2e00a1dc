#include "region/charging/bill.h"

#include <algorithm>

#include "region/charging/charging_tables.h"

namespace terrane {
namespace {

BillSums sums_of(const Charge& charge, Span span) {
  if (charge.reason == ChargeReason::kUse) {
    Time from = std::max(charge.from, span.from), to = std::min(charge.to, span.to);
    return {.use = from < to ? paid_between(from, to, charge.rate) : Money{}};
  }
  if (charge.made < span.from || charge.made >= span.to) return {};
  return charge.amount < Money{} ? BillSums{.refunds = charge.amount}
                                 : BillSums{.in_advance = charge.amount};
}

}  // namespace

std::map<AnyId, BillSums> bill_of(const RegionCell& region, AccountId account, Span span) {
  std::map<AnyId, BillSums> bill;
  region.charging->metering.each(account, [&](const Charge& charge) {
    BillSums sums = sums_of(charge, span);
    if (sums.use != Money{} || sums.in_advance != Money{} || sums.refunds != Money{})
      bill[charge.resource].add(sums);
  });
  return bill;
}

}  // namespace terrane
