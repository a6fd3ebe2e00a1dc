#include "region/balancer/balancer_task.h"

namespace terrane {

template class Table<BalancerTask>;

BalancerTasks::BalancerTasks(Cell& cell) : table_(cell.ledger()) {
  cell.attach(table_);
  table_.observe([this](const BalancerTask* before, const BalancerTask* after) {
    if (!before) oldest_first_.push_back(after->id);
  });
}

std::string BalancerTasks::key(AccountId account, std::string_view request_id) {
  return (std::to_string(static_cast<uint64_t>(account)) += '/') += request_id;
}

const BalancerTask* BalancerTasks::find(AccountId account, std::string_view request_id,
                                        Time now) const {
  const BalancerTask* task = table_.find(key(account, request_id));
  return task && task->expires > now ? task : nullptr;
}

void BalancerTasks::keep(Cell& cell, Transaction& transaction, BalancerTask task, Time now) {
  constexpr int kAtMost = 4;  // let go per task kept
  for (int tried = 0; tried < kAtMost && !oldest_first_.empty(); ++tried) {
    const BalancerTask* oldest = table_.find(oldest_first_.front());
    if (oldest && oldest->expires > now) break;
    if (oldest) transaction.remove(table_, std::string(oldest->id));
    oldest_first_.pop_front();
  }
  if (table_.find(task.id)) transaction.remove(table_, std::string(task.id));
  task.sequence = cell.next_sequence();
  task.expires = now + kLife;
  transaction.add(table_, std::move(task));
}

}  // namespace terrane
