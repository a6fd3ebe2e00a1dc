// One HTTP request at a time, over plain TCP or TLS: all that a client verb needs.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace terrane {

struct HttpAnswer {
  int status = 0;
  std::string body;
};

// Posts `body` to `endpoint` ("http://HOST:PORT" or "https://…"). For HTTPS, `authority` is the PEM
// file of the authority to trust; empty trusts the machine's own. Refused when nobody answers.
Result<HttpAnswer> http_post(const std::string& endpoint, const std::string& authority,
                             const std::vector<std::pair<std::string, std::string>>& headers,
                             std::string_view body);

// "HOST:PORT" of an endpoint, as its Host header is written.
std::string_view endpoint_host(std::string_view endpoint);

}  // namespace terrane
