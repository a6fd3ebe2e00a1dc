#include "actions/clb/listener_selection.h"

#include <algorithm>

namespace terrane {

Result<std::vector<const Listener*>> select_listeners(const RegionRead& call,
                                                      const LoadBalancer& balancer,
                                                      const contract::List<contract::Text>& ids,
                                                      std::string_view protocol,
                                                      std::optional<int64_t> port) {
  auto found = load_balancer_manager::listeners_of(call.region, balancer.id);
  std::vector<ListenerId> wanted;
  for (std::string_view text : ids) {
    auto id = ListenerId::parse(text);
    if (!id) return refuse(listener_rules::kMalformedId, text);
    wanted.push_back(*id);
  }
  if (!protocol.empty()) CHECKED(listener_rules::check_protocol(protocol));
  std::erase_if(found, [&](const Listener* listener) {
    bool named = ids.empty() || std::ranges::find(wanted, listener->id) != wanted.end();
    return !named ||
           (!protocol.empty() && forwarding_rules::name_of(listener->protocol) != protocol) ||
           (port.value_or(0) != 0 && *port != listener->port);
  });
  return found;
}

}  // namespace terrane
