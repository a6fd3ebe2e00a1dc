// What resources cost while they are there (M-24), kept in a book of charges.
//
// A table is metered by one line in charging_duties.cc:
//   metering.meter<Snapshot>(region.block->snapshots, rate_of_snapshot);
// where rate_of_snapshot(catalogue, snapshot) says what the snapshot, as its record is now, costs
// by the hour, and until when it is paid in advance. The record has `created`, and `zone` if it
// lives in one. A function of the record alone that needs more than the catalogue may be any
// callable; where a rate depends on another record, too, whoever watches that calls settle().
// Everything else follows: a change of the record that changes its rate closes an entry in the
// transaction of that change. Nothing is written, nor kept in memory, for a resource whose rate
// never changed: what runs is charged from its newest entry, or from its creation, until now.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <concepts>
#include <functional>
#include <vector>

#include "cell/cell.h"
#include "model/catalogue.h"
#include "model/charge.h"
#include "region/charging/charge.h"

namespace terrane {

extern template class Table<Charge>;

// What a resource costs as it is now.
struct Rate {
  Money by_hour;       // paid as time passes
  Money in_advance;    // the list price of an hour of what is paid in advance
  Time paid_until;     // set: it is paid in advance until then
  bool ended = false;  // it costs nothing any more, and never will again
  bool operator==(const Rate&) const = default;
};

// Of what costs `hourly` for as long as it is there and serves, by the hour or in advance.
constexpr Rate plain_rate(ChargeType charge, Money hourly, Time expires, bool isolated) {
  if (charge == ChargeType::kPrepaid) return {.in_advance = hourly, .paid_until = expires};
  return {.by_hour = isolated ? Money{} : hourly};
}

class Metering {
 public:
  Metering(Cell& cell, const Catalogue& catalogue);

  // Before the cell is opened.
  template <class T>
  void meter(Table<T>& table, Rate (*rate_of)(const Catalogue&, const T&)) {
    meter(table, std::function<Rate(const T&)>(
                     [this, rate_of](const T& record) { return rate_of(catalogue_, record); }));
  }
  template <class T>
  void meter(Table<T>& table, std::function<Rate(const T&)> rate_of) {
    table.accompany([this, rate_of](Transaction& transaction, const T* before, const T* after) {
      if (!before && is_paid_by_use(*after)) return;  // charged from its creation on
      Rate old = before ? rate_of(*before) : Rate{};
      Rate now = after ? rate_of(*after) : Rate{.ended = true};
      if (before) {
        settle(transaction, *before, old, now);
      } else if (now.paid_until.is_set()) {
        settle(transaction, metered(*after), false, old, now);
      }
    });
    running_.push_back([this, &table, rate_of](AccountId account, const VisitCharge& visit) {
      for (const T* record : table.of(account))
        if (record) show_running(metered(*record), rate_of(*record), visit);
    });
  }
  // The record's rate is another than it was.
  template <class T>
  void settle(Transaction& transaction, const T& record, const Rate& old, const Rate& now) {
    if (old != now && !old.ended) settle(transaction, metered(record), true, old, now);
  }

  // Everything charged to the account, oldest first; then what runs, as it would be charged now.
  using VisitCharge = std::function<void(const Charge&)>;
  void each(AccountId account, const VisitCharge& visit) const;

  // What is given back if the resource is returned at that time: of each payment in advance the
  // part that is not used.
  Money unused(AnyId resource, Time at) const;

  const Table<Charge>& charges() const { return charges_; }

 private:
  // Tells without asking for the rate, for what is made by the million.
  template <class T>
  static bool is_paid_by_use(const T& record) {
    if constexpr (requires { requires std::same_as<decltype(T::charge), ChargeType>; })
      return record.charge != ChargeType::kPrepaid;
    return false;
  }
  struct Metered {
    AnyId id;
    AccountId account;
    uint32_t zone;
    Time created;
  };
  template <class T>
  static Metered metered(const T& record) {
    uint32_t zone = 0;
    if constexpr (requires { record.zone; }) zone = record.zone;
    return {record.id, record.account, zone, record.created};
  }

  void settle(Transaction& transaction, const Metered& resource, bool is_known, const Rate& old,
              const Rate& now);
  void settle_term(std::vector<Charge>& entries, const Metered& resource, const Rate& old,
                   const Rate& now, Time at) const;
  void write(Transaction& transaction, std::vector<Charge> entries);
  void show_running(const Metered& resource, const Rate& rate, const VisitCharge& visit) const;

  const Charge* newest(AnyId resource) const;
  Time settled_until(const Metered& resource) const;

  Cell& cell_;
  const Catalogue& catalogue_;
  Table<Charge> charges_;
  // The newest entry of each resource that has one and may get more.
  boost::unordered_flat_map<AnyId, uint64_t, std::hash<AnyId>> newest_;
  std::vector<std::function<void(AccountId, const VisitCharge&)>> running_;
};

}  // namespace terrane
