#include "actions/alarms.h"

#include <utility>
#include <vector>

namespace terrane {

Alarms::~Alarms() {
  worker_.reset();
  ring_all();
}

void Alarms::at(Time time, Ring ring) {
  {
    std::lock_guard lock(mutex_);
    if (!hurried_) {
      if (!worker_) worker_ = env_.workers.start("alarms", [this] { run(); });
      set_.emplace(time, std::move(ring));
      worker_->wake_at(time);
      return;
    }
  }
  ring();
}

void Alarms::ring_all() {
  std::multimap<Time, Ring> all;
  {
    std::lock_guard lock(mutex_);
    hurried_ = true;
    all.swap(set_);
  }
  for (auto& [time, ring] : all) ring();
}

void Alarms::run() {
  std::vector<Ring> due;
  {
    std::lock_guard lock(mutex_);
    Time now = env_.clock.now();
    while (!set_.empty() && set_.begin()->first <= now)
      due.push_back(std::move(set_.extract(set_.begin()).mapped()));
    if (!set_.empty()) worker_->wake_at(set_.begin()->first);
  }
  for (Ring& ring : due) ring();
}

}  // namespace terrane
