#include "actions/late_calls.h"

#include <string>
#include <utility>
#include <vector>

#include "cell/cell.h"

namespace terrane {

// A call with what its views point to.
struct LateCalls::Waiting {
  Waiting(const ApiCall& made, std::function<bool()> ready, ApiReply reply)
      : region(made.region),
        entry(made.entry),
        request_id(made.request_id),
        payload(made.payload),
        call{.service = made.service,
             .action = made.action,
             .region = region,
             .entry = entry,
             .request_id = request_id,
             .payload = payload,
             .encoding = made.encoding,
             .language = made.language,
             .caller = made.caller},
        ready(std::move(ready)),
        reply(std::move(reply)) {}

  const std::string region, entry, request_id, payload;
  const ApiCall call;
  const std::function<bool()> ready;  // null: it waits for its time alone
  ApiReply reply;
};

LateCalls::LateCalls(Env env, Bell& bell, Make make)
    : env_(env), bell_(bell), make_(std::move(make)) {
  bell_.hang([this] {
    std::lock_guard lock(mutex_);
    if (worker_) worker_->wake();
  });
}

LateCalls::~LateCalls() {
  bell_.hang(nullptr);
  worker_.reset();
  has_ended_ = true;
  hurry();
}

void LateCalls::add(const ApiCall& call, Patience patience, ApiReply reply) {
  Time time = env_.clock.now() + patience.wait;
  auto again = std::make_unique<Waiting>(call, std::move(patience.ready), std::move(reply));
  {
    std::lock_guard lock(mutex_);
    if (!is_hurried_) {
      if (!worker_) worker_ = env_.workers.start("late calls", [this] { run(); });
      worker_->wake_at(time);
      if (again->ready) {
        bell_.await(+1);
        worker_->wake();  // it may have happened in the meantime
      }
      waiting_.emplace(time, std::move(again));
      return;
    }
  }
  make(std::move(again));
}

void LateCalls::hurry() {
  std::multimap<Time, Again> all;
  {
    std::lock_guard lock(mutex_);
    is_hurried_ = true;
    all.swap(waiting_);
    for (auto& [time, again] : all)
      if (again->ready) bell_.await(-1);
  }
  for (auto& [time, again] : all) make(std::move(again));
}

void LateCalls::run() {
  std::vector<Again> due;
  {
    std::lock_guard lock(mutex_);
    Time now = env_.clock.now();
    for (auto next = waiting_.begin(); next != waiting_.end();) {
      auto current = next++;
      const Waiting& waiting = *current->second;
      if (current->first > now && !(waiting.ready && waiting.ready())) continue;
      if (waiting.ready) bell_.await(-1);
      due.push_back(std::move(waiting_.extract(current).mapped()));
    }
    if (!waiting_.empty()) worker_->wake_at(waiting_.begin()->first);
  }
  for (Again& again : due) make(std::move(again));
}

void LateCalls::make(Again again) {
  if (!has_ended_) return make_(again->call, std::move(again->reply));
  Error error = refuse(kCellUnavailable, "The cloud").error();
  const ApiCall& missed = again->call;
  again->reply({error_reply(error, missed.language, missed.request_id), error.code(), true});
}

}  // namespace terrane
