// The composition root: puts a cloud together from its parts and runs it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "driver/sim/sim_driver.h"

namespace terrane {

struct ServerOptions {
  std::string data_directory;  // needed unless ephemeral
  std::string listen = "127.0.0.1:8760";
  bool ephemeral = false;
  std::string catalogue = "2017";    // one in the binary, or a file
  unsigned threads = 0;              // network threads; 0 = one per core
  std::string request_log;           // a line per call: a file, "-" for standard error
  int64_t calls_per_second = 0;      // of one account and action; 0 = any number
  bool test_clock = false;           // operators may put the cloud's clock forward
  SimDurations instance_durations;   // how long instances take to boot, stop, …
  std::vector<std::string> domains;  // names of this cloud besides tencentcloudapi.com
};

class Server {
 public:
  // Opens the cloud and begins to serve it.
  static Result<std::unique_ptr<Server>> start(const ServerOptions& options);
  ~Server();  // stops serving, then commits what waits

  std::string endpoint() const;  // "ADDR:PORT" as it is, also where port 0 was asked for

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace terrane
