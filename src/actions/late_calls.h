// Calls that come again later, since what they are about answers late, or has yet to happen: each
// waits here, on no thread and under no lock, until it is made again as if it had come then.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "actions/api_call.h"
#include "actions/bell.h"
#include "env/env.h"
#include "region/region_cell.h"

namespace terrane {

class LateCalls {
 public:
  using Make = std::function<void(const ApiCall& call, ApiReply reply)>;

  // Those that wait for something to happen look whenever the bell rings.
  LateCalls(Env env, Bell& bell, Make make);
  // Those that still wait are told that nothing was done: nobody is left without an answer.
  ~LateCalls();

  void add(const ApiCall& call, Patience patience, ApiReply reply);
  // From now on nobody waits: the program is to end.
  void hurry();

 private:
  struct Waiting;
  using Again = std::unique_ptr<Waiting>;
  void run();
  void make(Again again);

  Env env_;
  Bell& bell_;
  const Make make_;
  std::atomic<bool> has_ended_ = false;
  std::mutex mutex_;  // guards what follows
  std::multimap<Time, Again> waiting_;
  bool is_hurried_ = false;
  std::unique_ptr<Worker> worker_;  // made when first needed
};

}  // namespace terrane
