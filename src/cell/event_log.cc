#include "cell/event_log.h"

#include <boost/unordered/unordered_flat_map.hpp>
#include <vector>

#include "base/contains.h"

namespace terrane {
namespace {

// Tables of what is no resource, and yet somebody looks at.
constexpr std::string_view kOthers[] = {
    "access-key", "account", "added-region",  "added-zone", "copy",       "fault",
    "migration",  "project", "product-offer", "tag-key",    "zone-stock", "zone-access-ticket"};

struct Touched {
  const TableBase* table;
  const void* record;
  Touch first, last;
};

// Each record once, and by what it comes to.
std::vector<Touched> touched_by(const Transaction& transaction,
                                const boost::unordered_flat_set<const TableBase*>& watched) {
  std::vector<Touched> all;
  boost::unordered_flat_map<const void*, size_t> places;
  transaction.each_touched([&](const TableBase& table, const void* record, Touch touch) {
    if (!watched.contains(&table)) return;
    auto [known, is_new] = places.emplace(record, all.size());
    if (is_new) all.push_back({&table, record, touch, touch});
    all[known->second].last = touch;
  });
  std::erase_if(all, [](const Touched& one) {
    return one.first == Touch::kAdded && one.last == Touch::kRemoved;
  });
  return all;
}

}  // namespace

void EventLog::watch(const TableBase& table) {
  if (table.kind() || contains(kOthers, table.name())) watched_.insert(&table);
}

void EventLog::note(const Transaction& transaction, Time now, uint64_t commit) {
  if (!is_heard_.load(std::memory_order_acquire)) return;
  std::vector<Touched> all = touched_by(transaction, watched_);
  std::lock_guard lock(mutex_);
  for (const Touched& one : all) {
    events_.push_back({.commit = commit,
                       .at = transaction.at.is_set() ? transaction.at : now,
                       .kind = one.table->name(),
                       .id = one.table->key_of(one.record),
                       .account = one.table->account_of(one.record),
                       .zone = one.table->zone_of(one.record),
                       .change = one.first == Touch::kAdded ? Touch::kAdded : one.last});
    ++newest_;
    if (events_.size() > kKept) events_.pop_front();
  }
}

void EventLog::forget() {
  std::lock_guard lock(mutex_);
  events_.clear();
  if (era_ != 0) era_ = random_.next();
}

EventLog::Place EventLog::now() {
  std::lock_guard lock(mutex_);
  if (era_ == 0) era_ = random_.next();
  is_heard_.store(true, std::memory_order_release);
  return {era_, newest_};
}

bool EventLog::read(Place& place, uint64_t durable, const Visit& visit) {
  std::lock_guard lock(mutex_);
  uint64_t gone = newest_ - events_.size();
  if (place.era != era_ || place.number < gone || place.number > newest_) return false;
  while (place.number < newest_) {
    const Event& next = events_[place.number - gone];
    if (next.commit > durable || !visit(next)) break;
    ++place.number;
  }
  return true;
}

}  // namespace terrane
