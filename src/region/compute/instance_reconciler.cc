#include "region/compute/instance_reconciler.h"

#include <algorithm>

#include "fault/fault_tables.h"
#include "region/block/block_tables.h"
#include "region/compute/host_faults.h"
#include "region/compute/instance_motion.h"
#include "region/network/address_bindings.h"
#include "region/region_cell.h"

namespace terrane {
namespace {

constexpr Duration kNoteAgainAfter = seconds(1);

template <class Disk>
OrderedDisk ordered(const Disk& disk) {
  return {disk.id, std::string(disk.type.view()), disk.size_gib};
}

}  // namespace

InstanceReconciler::InstanceReconciler(RegionCell& region)
    : region_(region), worker_(region.cell.env().workers.start("reconciler", [this] { run(); })) {
  signal_->worker = worker_.get();
  region_.driver->when_reporting([signal = signal_] { signal->send(); });
  region_.compute.instances.observe([this](const Instance* before, const Instance* after) {
    if (after && after->is_moving()) {
      moving_.insert(after->id);
      if (is_open_) worker_->wake();  // it waits for the lock this runs under
    } else if (before && before->is_moving()) {
      moving_.erase(before->id);
    }
  });
  region_.faults->faults.observe([this](const Fault*, const Fault*) {
    if (is_open_) worker_->wake();
  });
}

InstanceReconciler::~InstanceReconciler() {
  {
    std::lock_guard lock(signal_->mutex);
    signal_->worker = nullptr;
  }
  worker_.reset();
}

void InstanceReconciler::open() {
  is_open_ = true;
  if (auto survey = region_.driver->survey()) compare_with(*std::move(survey));
  if (!moving_.empty() || !region_.faults->failing.nothing()) worker_->wake();
}

void InstanceReconciler::run() {
  tell_faults();
  CommitQueue& commits = region_.cell.commits();
  if (!commits.accepts()) {  // what the driver reports waits until it can be noted
    if (!commits.failed()) worker_->wake_at(region_.cell.now() + kNoteAgainAfter);
    return;
  }
  take_reports();
  give_orders();
}

void InstanceReconciler::tell_faults() {
  HostFaults faults;
  {
    std::shared_lock reading(region_.cell.lock());
    faults = host_faults(region_);
  }
  if (faults == told_) return;
  region_.driver->set_faults(faults);
  told_ = std::move(faults);
}

void InstanceReconciler::take_reports() {
  auto reports = region_.driver->take_reports();
  if (reports.empty()) return;
  std::unique_lock writing(region_.cell.lock());
  auto& instances = region_.compute.instances;
  Transaction transaction;
  for (const InstanceReport& report : reports) {
    const Instance* instance = instances.find(report.instance);
    if (!instance || instance->generation != report.generation) continue;
    Instance observed = *instance;
    if (!observe(observed, report.condition, report.reason)) continue;
    if (observed.state == InstanceState::kTerminated) {
      remove_instance(region_, transaction, report.instance);
    } else {
      transaction.change(instances, report.instance,
                         [&](Instance& changed) { changed = std::move(observed); });
    }
  }
  region_.cell.commit(transaction);
}

void InstanceReconciler::give_orders() {
  Time now = region_.cell.now();
  std::vector<InstanceOrder> orders;
  std::optional<Time> next;
  uint64_t wished;  // the commit after which all that is wished is durable
  {
    std::shared_lock reading(region_.cell.lock());
    boost::unordered_flat_map<InstanceId, Given, std::hash<InstanceId>> still;
    for (InstanceId id : moving_) {
      const Instance* instance = region_.compute.instances.find(id);
      if (is_held_up(region_, *instance)) continue;
      auto given = given_.find(id);
      bool again = given == given_.end() || given->second.generation != instance->generation ||
                   given->second.again <= now;
      Time due = again ? now + kOrderAgainAfter : given->second.again;
      if (again) orders.push_back(order_of(*instance));
      still.emplace(id, Given{instance->generation, due});
      next = next ? std::min(*next, due) : due;
    }
    wished = region_.cell.commits().newest();
    if (orders.empty() || wished <= region_.cell.commits().durable()) given_ = std::move(still);
  }
  if (next) worker_->wake_at(*next);
  if (orders.empty()) return;
  if (wished > region_.cell.commits().durable()) {
    region_.cell.commits().when_durable(wished, [signal = signal_](bool durable) {
      if (durable) signal->send();
    });
    return;
  }
  std::ranges::sort(orders, {}, [](const InstanceOrder& order) { return order.instance; });
  region_.driver->order(orders);
}

InstanceOrder InstanceReconciler::order_of(const Instance& instance) const {
  InstanceOrder order;
  order.instance = instance.id;
  order.generation = instance.generation;
  order.task = task_of(instance);
  order.zone = instance.zone;
  order.host = instance.host;
  order.cores = instance.cores;
  order.memory_gib = instance.memory_gib;
  order.image = instance.image;
  order.system_disk = ordered(instance.system_disk);
  for (const Disk* disk : region_.block->disks_of(instance.id))
    order.data_disks.push_back(ordered(*disk));
  order.vpc = region_.network.subnets.find(instance.subnet)->vpc;
  order.subnet = instance.subnet;
  order.address = instance.address;
  order.public_address = address_bindings::public_address_of(region_, instance);
  order.bandwidth_mbps = instance.bandwidth_mbps;
  order.security_groups.assign(instance.security_groups.begin(), instance.security_groups.end());
  order.host_name = instance.host_name.view();
  order.user_data = instance.user_data.view();
  for (KeyPairId key : instance.key_pairs)
    if (const KeyPair* pair = region_.accounts.key_pairs.find(key))
      order.public_keys.push_back(pair->public_key);
  return order;
}

// A machine that is not as it should be is asked for again; one that nobody wants goes.
void InstanceReconciler::compare_with(std::vector<InstanceReport> survey) {
  boost::unordered_flat_map<InstanceId, InstanceCondition, std::hash<InstanceId>> seen;
  for (const InstanceReport& report : survey) seen[report.instance] = report.condition;
  std::unique_lock writing(region_.cell.lock());
  auto& instances = region_.compute.instances;
  Transaction transaction;
  std::vector<InstanceId> astray;
  instances.each([&](const Instance& instance) {
    auto machine = seen.find(instance.id);
    bool wants_machine = instance.state != InstanceState::kLaunchFailed;
    bool is_right =
        machine == seen.end() ? !wants_machine : machine->second == goal_of(task_of(instance));
    if (!is_right && !instance.is_moving()) astray.push_back(instance.id);
    seen.erase(instance.id);
  });
  for (InstanceId id : astray)
    transaction.change(instances, id, [](Instance& changed) {
      if (changed.state == InstanceState::kRunning) changed.state = InstanceState::kStarting;
      if (changed.state == InstanceState::kStopped) changed.state = InstanceState::kStopping;
      ++changed.generation;
      changed.progress = OperationProgress::kOperating;
    });
  region_.cell.commit(transaction);
  std::vector<InstanceOrder> orders;
  for (const auto& [id, condition] : seen) {
    InstanceOrder& order = orders.emplace_back();
    order.instance = id;
    order.generation = UINT32_MAX;
    order.task = InstanceTask::kDestroy;
  }
  region_.driver->order(orders);
}

}  // namespace terrane
