// The ends of a flow as a caller names them: the ID of what has an address, an IPv4 address, or
// "internet". Whatever is not the caller's is as if it were not there (M-13): its ID is unknown,
// and its public address is a machine on the Internet like any other.
#pragma once

#include "actions/region_visits.h"
#include "contract/terrane.h"
#include "reach/flow.h"

namespace terrane {

struct FlowEnds {
  reach::End source;
  reach::End target;
};

Result<FlowEnds> find_ends(CloudCall& call,
                           const contract::terrane::AnalyzeReachabilityRequest& request);

}  // namespace terrane
