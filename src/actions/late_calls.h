// Calls that come again later, since what they are about answers late: each waits here, on no
// thread and under no lock, until it is made again as if it had come then.
#pragma once

#include <atomic>
#include <functional>

#include "actions/alarms.h"
#include "actions/api_call.h"

namespace terrane {

class LateCalls {
 public:
  using Make = std::function<void(const ApiCall& call, ApiReply reply)>;

  LateCalls(Env env, Make make) : clock_(env.clock), make_(std::move(make)), alarms_(env) {}
  // Those that still wait are told that nothing was done: nobody is left without an answer.
  ~LateCalls() { has_ended_ = true; }

  void add(const ApiCall& call, Duration wait, ApiReply reply);
  // From now on nobody waits: the program is to end.
  void hurry() { alarms_.ring_all(); }

 private:
  struct Waiting;

  const Clock& clock_;
  const Make make_;
  std::atomic<bool> has_ended_ = false;
  Alarms alarms_;  // last: it rings for those that still wait
};

}  // namespace terrane
