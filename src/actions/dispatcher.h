// Takes an authentic, routed call to its handler and back: decode, lock, run, commit, encode.
#pragma once

#include "actions/api_call.h"
#include "actions/cloud.h"
#include "actions/registry.h"

namespace terrane {

class Dispatcher : public ApiDispatcher {
 public:
  explicit Dispatcher(Cloud& cloud) : cloud_(cloud) {}

  // The reply comes when everything the call changed, or saw, is durable (D4).
  void dispatch(const ApiCall& call, ApiReply reply) override;

 private:
  struct Running;
  Result<void> run(Running& running);
  Result<void> decode(Running& running);
  Result<void> run_in_cloud(Running& running);
  Result<void> read_accounts(Running& running);
  Result<void> read_region(Running& running);
  Result<void> write_region(Running& running);
  Result<RegionCell*> called_region(const Running& running);

  Cloud& cloud_;
};

}  // namespace terrane
