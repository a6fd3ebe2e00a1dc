// What an account is charged in a region, resource by resource, for a span of time.
#pragma once

#include <map>

#include "base/money.h"
#include "region/region_cell.h"

namespace terrane {

struct Span {
  Time from;  // itself part of it
  Time to;    // and this not
};

struct BillSums {
  Money use;         // by the hour, of the time in the span
  Money in_advance;  // paid in the span: purchases, renewals, what costs more
  Money refunds;     // given back in the span: below zero

  Money total() const { return use + in_advance + refunds; }
  void add(const BillSums& more) {
    use = use + more.use;
    in_advance = in_advance + more.in_advance;
    refunds = refunds + more.refunds;
  }
};

// Without those that cost nothing in it. The bills of spans that follow each other add up to the
// bill of the whole, to the millionth.
std::map<AnyId, BillSums> bill_of(const RegionCell& region, AccountId account, Span span);

}  // namespace terrane
