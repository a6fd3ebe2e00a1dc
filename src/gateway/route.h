// Which action of which service a call means.
#pragma once

#include <string_view>

#include "base/error.h"
#include "contract/shape.h"

namespace terrane {

struct Route {
  const contract::Service* service;
  const contract::Action* action;
};

// The service is what the first label of `host` names, else the scope of the signature, else the
// one that has that action in that version: so every service answers on every address. A host such
// as api.example.com names a service by chance: where that one lacks the action, the scope decides.
// Errors: InvalidAction, NoSuchVersion.
Result<Route> find_route(std::string_view host, std::string_view scope_service,
                         std::string_view version, std::string_view action);

}  // namespace terrane
