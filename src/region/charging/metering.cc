#include "region/charging/metering.h"

#include <algorithm>

#include "model/price.h"

namespace terrane {

template class Table<Charge>;

namespace {

// How many months were paid for, from what was reached by adding them.
int months_of(Time from, Time to) {
  int months = 1;
  while (add_months(from, months) < to) ++months;
  return months;
}

Money price_of_months(const Prices& prices, Money by_hour, Time from, Time to) {
  return price_in_advance(prices, by_hour, uint32_t(months_of(from, to))).charged();
}

}  // namespace

Metering::Metering(Cell& cell, const Catalogue& catalogue)
    : cell_(cell), catalogue_(catalogue), charges_(cell.ledger()) {
  cell.attach(charges_);
  // An entry comes, or is undone; in the order of their numbers while they are loaded.
  charges_.observe([this](const Charge* before, const Charge* after) {
    const Charge& entry = after ? *after : *before;
    uint64_t now_newest = after ? (after->last ? 0 : after->id) : before->previous;
    if (now_newest) {
      newest_[entry.resource] = now_newest;
    } else {
      newest_.erase(entry.resource);
    }
  });
}

const Charge* Metering::newest(AnyId resource) const {
  auto found = newest_.find(resource);
  return found == newest_.end() ? nullptr : charges_.find(found->second);
}

Time Metering::settled_until(const Metered& resource) const {
  for (const Charge* entry = newest(resource.id); entry; entry = charges_.find(entry->previous))
    if (entry->reason == ChargeReason::kUse) return entry->to;
  return resource.created;
}

Money Metering::unused(AnyId resource, Time at) const {
  Money sum;
  for (const Charge* entry = newest(resource); entry; entry = charges_.find(entry->previous)) {
    if (entry->reason == ChargeReason::kRefund) break;
    if (entry->reason == ChargeReason::kUse || entry->to <= at) continue;
    Duration left = entry->to - std::max(at, entry->from), whole = entry->to - entry->from;
    sum = sum + share(entry->amount, left.microseconds, whole.microseconds);
  }
  return sum;
}

void Metering::settle(Transaction& transaction, const Metered& resource, bool is_known,
                      const Rate& old, const Rate& now) {
  Time from = settled_until(resource);
  Time at = std::max(transaction.at.is_set() ? transaction.at : cell_.now(), from);
  std::vector<Charge> entries;
  auto add = [&](ChargeReason reason, Time begin, Time end, Money amount, Money rate) {
    entries.push_back({.account = resource.account,
                       .zone = resource.zone,
                       .resource = resource.id,
                       .made = at,
                       .from = begin,
                       .to = end,
                       .amount = amount,
                       .rate = rate,
                       .reason = reason});
  };
  // An entry of nothing, too: it says from when on the new rate is paid.
  bool closes = now.ended && (old.by_hour.millionths != 0 || newest(resource.id));
  if (is_known && (old.by_hour != now.by_hour || closes))
    add(ChargeReason::kUse, from, at, paid_between(from, at, old.by_hour), old.by_hour);
  settle_term(entries, resource, old, now, at);
  if (entries.empty()) return;
  entries.back().last = now.ended;
  write(transaction, std::move(entries));
}

void Metering::settle_term(std::vector<Charge>& entries, const Metered& resource, const Rate& old,
                           const Rate& now, Time at) const {
  const Prices& prices = catalogue_.prices();
  auto add = [&](ChargeReason reason, Time from, Time to, Money amount) {
    entries.push_back({.account = resource.account,
                       .zone = resource.zone,
                       .resource = resource.id,
                       .made = at,
                       .from = from,
                       .to = to,
                       .amount = amount,
                       .rate = now.in_advance,
                       .reason = reason});
  };
  bool is_paid = !now.ended && now.paid_until.is_set();
  bool has_rest = old.paid_until > at;
  if (has_rest && (!is_paid || now.paid_until < old.paid_until)) {
    add(ChargeReason::kRefund, at, old.paid_until, Money{} - unused(resource.id, at));
    has_rest = false;
  }
  if (!is_paid || now.paid_until <= at) return;
  if (has_rest && old.in_advance != now.in_advance) {
    // The rest of the time at the new price, at whatever discount it was paid for.
    Money rest = unused(resource.id, at);
    Money more = share(rest, (now.in_advance - old.in_advance).millionths,
                       std::max<int64_t>(old.in_advance.millionths, 1));
    add(ChargeReason::kAdjustment, at, old.paid_until, more);
  }
  Time from = has_rest ? old.paid_until : at;
  if (now.paid_until <= from) return;
  bool renews = old.paid_until.is_set() && (has_rest || old.paid_until <= at);
  add(renews ? ChargeReason::kRenewal : ChargeReason::kPurchase, from, now.paid_until,
      price_of_months(prices, now.in_advance, from, now.paid_until));
}

void Metering::write(Transaction& transaction, std::vector<Charge> entries) {
  for (Charge& entry : entries) {
    auto before = newest_.find(entry.resource);
    entry.previous = before == newest_.end() ? 0 : before->second;
    entry.id = entry.sequence = cell_.next_sequence();
    transaction.add(charges_, std::move(entry));
  }
}

void Metering::show_running(const Metered& resource, const Rate& rate,
                            const VisitCharge& visit) const {
  if (rate.ended || rate.by_hour.millionths == 0) return;
  Time from = settled_until(resource), now = std::max(cell_.now(), from);
  visit({.account = resource.account,
         .zone = resource.zone,
         .resource = resource.id,
         .made = now,
         .from = from,
         .to = now,
         .amount = paid_between(from, now, rate.by_hour),
         .rate = rate.by_hour});
}

void Metering::each(AccountId account, const VisitCharge& visit) const {
  for (const Charge* entry : charges_.of(account))
    if (entry) visit(*entry);
  for (const auto& show : running_) show(account, visit);
}

}  // namespace terrane
