// The tables of a region's load balancers, and what is derived from them.
#pragma once

#include "cell/cell.h"
#include "region/balancer/balancer_task.h"
#include "region/balancer/forwarding_rule.h"
#include "region/balancer/health_book.h"
#include "region/balancer/listener.h"
#include "region/balancer/load_balancer.h"
#include "region/balancer/target_group.h"
#include "region/compute/compute_tables.h"
#include "region/network/network_tables.h"

namespace terrane {

// Built once, in this header's source file.
extern template class Table<LoadBalancer>;
extern template class Table<Listener>;
extern template class Table<ForwardingRule>;
extern template class Table<TargetGroup>;

struct BalancerTables {
  // `network` is where load balancers hold their addresses.
  BalancerTables(Cell& cell, NetworkTables& network);

  Table<LoadBalancer> load_balancers;
  Table<Listener> listeners;
  Table<ForwardingRule> rules;
  Table<TargetGroup> target_groups;
  BalancerTasks tasks;
  mutable HealthBook health;  // readers note what they see
};

}  // namespace terrane
