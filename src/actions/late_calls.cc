#include "actions/late_calls.h"

#include "cell/cell.h"

namespace terrane {

LateCalls::Waiting::Waiting(const ApiCall& made, ApiReply reply)
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
      reply(std::move(reply)) {}

LateCalls::~LateCalls() {
  worker_.reset();
  Error error = refuse(kCellUnavailable, "The cloud").error();
  for (auto& [due, waiting] : waiting_) {
    const ApiCall& call = waiting->call;
    waiting->reply({error_reply(error, call.language, call.request_id), error.code(), true});
  }
}

void LateCalls::add(const ApiCall& call, Duration wait, ApiReply reply) {
  std::lock_guard lock(mutex_);
  if (!worker_) worker_ = env_.workers.start("late-calls", [this] { make_next(); });
  if (hurried_) wait = {};
  waiting_.emplace(env_.clock.now() + wait, std::make_unique<Waiting>(call, std::move(reply)));
  worker_->wake_at(waiting_.begin()->first);
}

void LateCalls::hurry() {
  std::lock_guard lock(mutex_);
  hurried_ = true;
  if (worker_) worker_->wake();
}

void LateCalls::make_next() {
  std::unique_ptr<Waiting> next;
  {
    std::lock_guard lock(mutex_);
    if (waiting_.empty()) return;
    auto first = waiting_.begin();
    if (!hurried_ && first->first > env_.clock.now()) return worker_->wake_at(first->first);
    next = std::move(first->second);
    waiting_.erase(first);
    if (!waiting_.empty()) hurried_ ? worker_->wake() : worker_->wake_at(waiting_.begin()->first);
  }
  make_(next->call, std::move(next->reply));
}

}  // namespace terrane
