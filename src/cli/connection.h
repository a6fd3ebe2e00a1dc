// Which cloud a client verb speaks to, with whose key; and the call itself.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "base/error.h"

namespace CLI {
class App;
}

namespace terrane {

// Found in the environment (TERRANE_ENDPOINT with TERRANE_SECRET_ID and TERRANE_SECRET_KEY), else
// in the data directory of a cloud that runs on this machine.
struct Connection {
  std::string endpoint;
  std::string secret_id;
  std::string secret_key;
  std::string authority;  // PEM file of the cloud's certificate authority; empty if not known
};

struct ConnectionOptions {
  std::string data_directory;
  bool json = false;  // print replies as JSON
};
// Adds --data and --json to a verb.
void add_connection_options(CLI::App& verb, ConnectionOptions& options);

Result<Connection> find_connection(const ConnectionOptions& options);

// What a cloud answered: the members of Response.
struct CallAnswer {
  boost::json::object response;
  bool refused = false;  // `code` and `message` say why
  std::string code;
  std::string message;
};
// Signs and sends one call. Errors: the cloud cannot be reached, or answers nonsense.
Result<CallAnswer> call_api(const Connection& connection, std::string_view service,
                            std::string_view action, std::string_view parameters,
                            std::string_view region);

// Runs `show(response)` for an accepted call; prints what went wrong otherwise. Returns the verb's
// exit code. With --json the response is printed instead of shown.
using ShowResponse = void (*)(const boost::json::object& response);
int run_call(const ConnectionOptions& options, std::string_view service, std::string_view action,
             std::string_view parameters, std::string_view region, ShowResponse show);

// Indented by two spaces.
std::string pretty(const boost::json::value& value);

}  // namespace terrane
