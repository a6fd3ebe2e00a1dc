// Every change of a load balancer is a task, which the call's RequestId names: clients ask
// DescribeTaskStatus how it ended. What is stored of one, for a day.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "cell/cell.h"

namespace terrane {

struct BalancerTask {
  static constexpr std::string_view kTable = "balancer-task";
  using Key = std::string;

  std::string id;  // account/request
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::vector<LoadBalancerId> balancers;  // that it was about, be they gone
  Time ends;                              // it runs till then
  Time expires;

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &BalancerTask::account),
                      named("sequence", &BalancerTask::sequence),
                      named("balancers", &BalancerTask::balancers),
                      named("ends", &BalancerTask::ends), named("expires", &BalancerTask::expires));
  };
};

extern template class Table<BalancerTask>;

class BalancerTasks {
 public:
  static constexpr Duration kLife = days(1);

  explicit BalancerTasks(Cell& cell);

  static std::string key(AccountId account, std::string_view request_id);

  // The task of this name, unless its day is over.
  const BalancerTask* find(AccountId account, std::string_view request_id, Time now) const;
  // Keeps a task, and lets go of some whose day is over: their number stays bounded by the calls of
  // a day without a timer.
  void keep(Cell& cell, Transaction& transaction, BalancerTask task, Time now);

  const Table<BalancerTask>& table() const { return table_; }

 private:
  Table<BalancerTask> table_;
  std::deque<std::string> oldest_first_;  // keys; some may be gone
};

}  // namespace terrane
