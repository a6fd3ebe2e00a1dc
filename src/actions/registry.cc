#include "actions/registry.h"

#include <boost/unordered/unordered_flat_map.hpp>

namespace terrane {

const Handler* find_handler(const contract::Action& action) {
  static const auto* const kHandlers = [] {
    auto* map = new boost::unordered_flat_map<const contract::Action*, const Handler*>;
    for (std::span<const Handler> group : handlers()) {
      for (const Handler& handler : group) {
        const contract::Service* service = contract::find_service(handler.service);
        check(service != nullptr, "a handler's service is in the contract");
        const contract::Action* action = contract::find_action(*service, handler.action);
        check(action != nullptr, "a handler's action is in the contract");
        check(action->request == &handler.request_shape(), "a handler takes its action's request");
        check(map->emplace(action, &handler).second, "an action has one handler");
      }
    }
    return map;
  }();
  auto found = kHandlers->find(&action);
  return found == kHandlers->end() ? nullptr : found->second;
}

}  // namespace terrane
