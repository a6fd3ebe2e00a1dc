// Calls that come again later, since what they are about answers late: each waits here, on no
// thread and under no lock, until it is made again as if it had come then.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "actions/api_call.h"
#include "env/env.h"

namespace terrane {

class LateCalls {
 public:
  using Make = std::function<void(const ApiCall& call, ApiReply reply)>;

  LateCalls(Env env, Make make) : env_(env), make_(std::move(make)) {}
  // Those that still wait are told that nothing was done: nobody is left without an answer.
  ~LateCalls();

  void add(const ApiCall& call, Duration wait, ApiReply reply);
  // From now on nobody waits: the program is to end.
  void hurry();

 private:
  // A call with what its views point to.
  struct Waiting {
    Waiting(const ApiCall& call, ApiReply reply);
    std::string region, entry, request_id, payload;
    ApiCall call;
    ApiReply reply;
  };
  void make_next();

  Env env_;
  const Make make_;
  std::mutex mutex_;                                       // guards what follows
  std::multimap<Time, std::unique_ptr<Waiting>> waiting_;  // by when they are due
  bool hurried_ = false;
  std::unique_ptr<Worker> worker_;  // made when first needed
};

}  // namespace terrane
