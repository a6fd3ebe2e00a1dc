// Whose key signed a call.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "actions/api_call.h"
#include "base/time.h"

namespace terrane {

struct Credential {
  std::string secret_key;
  std::string token;  // what a temporary key must be sent with; empty for a permanent key
  Time expires;       // not set: never
  Caller caller;
};

// Where the gateway looks keys up: called for every request, from every network thread at once.
class Credentials {
 public:
  virtual ~Credentials() = default;
  // Nothing for a key that does not exist, or is disabled.
  virtual std::optional<Credential> find(std::string_view secret_id) const = 0;
};

}  // namespace terrane
