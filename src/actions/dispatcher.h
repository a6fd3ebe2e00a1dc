// Takes an authentic, routed call to its handler and back: decode, lock, run, commit, encode.
#pragma once

#include "actions/api_call.h"
#include "actions/cloud.h"
#include "actions/late_calls.h"
#include "actions/registry.h"

namespace terrane {

class Dispatcher : public ApiDispatcher {
 public:
  explicit Dispatcher(Cloud& cloud);

  // Operators' own service is always open: by it one gets out.
  Transport door(const contract::Service& service, std::string_view region) override;
  // The reply comes when everything the call changed, or saw, is durable (D4); later where what the
  // call is about answers late.
  void dispatch(const ApiCall& call, ApiReply reply) override;
  // Everything that a fault makes late comes now: the program is to end.
  void hurry();

 private:
  struct Running;
  void dispatch(const ApiCall& call, ApiReply reply, bool has_waited);
  Result<void> run(Running& running);
  Result<void> enter(Running& running);
  Result<void> decode(Running& running);
  Result<void> run_in_cloud(Running& running);
  Result<void> read_accounts(Running& running);
  Result<void> read_region(Running& running);
  Result<void> write_region(Running& running);
  Result<RegionCell*> called_region(const Running& running);

  Cloud& cloud_;
  LateCalls late_calls_;  // last: it ends before what it uses
};

}  // namespace terrane
