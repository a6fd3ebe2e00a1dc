// Which of a load balancer's listeners a request asks for.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "actions/call.h"
#include "actions/clb/clb_requests.h"

namespace terrane {

// Those that the IDs name, or all; of a protocol or a port where one is given.
Result<std::vector<const Listener*>> select_listeners(const RegionRead& call,
                                                      const LoadBalancer& balancer,
                                                      const contract::List<contract::Text>& ids,
                                                      std::string_view protocol,
                                                      std::optional<int64_t> port);

}  // namespace terrane
