// Closes the difference between what a region wants of its instances and what its driver sees
// (D11).
//
// Woken by a signal or its timer, it takes no input and looks at the state: reports become changes
// of records, and each instance that is moving has its newest order given, once what asked for it
// is durable, and again from time to time until it arrives. What is held up, since its zone's
// control plane does not answer or its host has no power, is ordered when that is over. Running it
// twice does nothing more.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <memory>
#include <mutex>
#include <vector>

#include "cell/cell.h"
#include "driver/driver.h"
#include "region/compute/compute_tables.h"

namespace terrane {

class RegionCell;

class InstanceReconciler {
 public:
  static constexpr Duration kOrderAgainAfter = seconds(60);

  // Before the cell is opened.
  explicit InstanceReconciler(RegionCell& region);
  ~InstanceReconciler();

  // Takes up what was under way when the region was last open.
  void open();

 private:
  // Wakes the reconciler from anywhere, for as long as there is one.
  struct Signal {
    std::mutex mutex;
    Worker* worker = nullptr;
    void send() {
      std::lock_guard lock(mutex);
      if (worker) worker->wake();
    }
  };
  struct Given {
    uint32_t generation;
    Time again;
  };

  void run();
  void tell_faults();
  void take_reports();
  void give_orders();
  InstanceOrder order_of(const Instance& instance) const;
  void compare_with(std::vector<InstanceReport> survey);

  RegionCell& region_;
  bool is_open_ = false;  // until then records are being loaded, and nothing is looked at
  // Guarded by the cell's lock: what the driver is to be asked for.
  boost::unordered_flat_set<InstanceId, std::hash<InstanceId>> moving_;
  // The worker's own: the orders of moving instances that were given.
  boost::unordered_flat_map<InstanceId, Given, std::hash<InstanceId>> given_;
  HostFaults told_;  // the worker's own: what the driver was told of hosts
  std::shared_ptr<Signal> signal_ = std::make_shared<Signal>();
  std::unique_ptr<Worker> worker_;
};

}  // namespace terrane
