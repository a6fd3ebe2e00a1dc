// What speaks against a region for an account that wants to choose one (M-9): it lacks a product
// that is needed, it needs a ticket, it is sold out, it is failing.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "actions/call.h"

namespace terrane {

// Codes and words are like those of refusals; `needs` are products of the catalogue.
std::vector<Error> warnings_of(CloudCall& call, const Region& place,
                               std::span<const std::string_view> needs);

}  // namespace terrane
