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

// That of the data directory that was named, else of the environment: TERRANE_ENDPOINT with
// TERRANE_SECRET_ID and TERRANE_SECRET_KEY, and TERRANE_CA where it is needed.
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
// Signs and sends one call to the cloud that the options, or the environment, name. Errors: none is
// named, it cannot be reached, it answers nonsense.
Result<CallAnswer> call_api(const ConnectionOptions& options, std::string_view service,
                            std::string_view action, std::string_view parameters,
                            std::string_view region);

// Prints why the program could not do what it was asked; returns 2, its exit code for that.
int fail(const Error& error);
// Prints why a call was not accepted, with --json also the whole reply. Returns the exit code for
// it: 1 where the cloud refused, 2 where it could not be reached.
int explain(const Result<CallAnswer>& answer, const ConnectionOptions& options);

// One call from beginning to end: `show(response)` if it is accepted, or the response itself with
// --json or without `show`. Returns the verb's exit code.
using ShowResponse = void (*)(const boost::json::object& response);
int run_call(const ConnectionOptions& options, std::string_view service, std::string_view action,
             std::string_view parameters, std::string_view region, ShowResponse show);

// Indented by two spaces.
std::string pretty(const boost::json::value& value);

}  // namespace terrane
