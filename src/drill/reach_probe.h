// What a request would meet right now: asked of the function that decides who reaches whom (D9), of
// the balancer's own health checks, and of nobody's API, since that may be what has failed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "actions/cloud.h"
#include "drill/names.h"
#include "reach/explain.h"

namespace terrane::drill {

// One way that a balancer may send a request.
struct Backend {
  AnyId resource;
  uint16_t port = 0;
  uint32_t weight = 0;
  bool in_service = false;  // its checks call it healthy
  std::string broken;       // why it would not answer; empty: it would
};

struct Way {
  std::string broken;  // why nothing answers; empty: something does
  Duration extra;      // what the way adds to an answer
  bool is_balanced = false;
  std::vector<Backend> backends;  // of a balancer
};

struct FlowPlan {
  std::string from, to;  // names, or "internet"
  reach::Protocol protocol = reach::Protocol::kTcp;
  uint16_t port = 0;
};

class ReachProbe {
 public:
  ReachProbe(Cloud& cloud, const Names& names) : cloud_(cloud), names_(names) {}

  Way look(const FlowPlan& plan) const;
  // The state of the resource that keeps it silent; empty: it is up. Nothing: it is not there.
  std::optional<std::string> silence(std::string_view name) const;

 private:
  RegionCell* cell_of(std::string_view name) const;
  std::optional<reach::End> end_of(std::string_view name) const;
  // Where the flow ends, and what slow links add to it.
  reach::Verdict travel(const reach::Flow& flow, Duration& extra) const;
  void look_behind(RegionCell& cell, LoadBalancerId id, const FlowPlan& plan, Way& way) const;
  std::string words(const reach::Decision& decision) const;

  Cloud& cloud_;
  const Names& names_;
};

}  // namespace terrane::drill
