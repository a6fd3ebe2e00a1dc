// The network side of the gateway: HTTP/1.1 and HTTPS on one port, and the forward proxy's side of
// both.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "gateway/body_buffer.h"
#include "gateway/host.h"
#include "gateway/http.h"

namespace terrane {

class CertificateAuthority;
class Reactor;

// Kept by the server, read by whoever shows them.
struct HttpCounters {
  std::atomic<int64_t> open_connections{0};
  std::atomic<int64_t> accepted_connections{0};
  std::atomic<int64_t> refused_connections{0};  // there were too many already
  std::atomic<int64_t> timed_out_connections{0};
  std::atomic<int64_t> malformed_requests{0};
  std::atomic<int64_t> refused_bodies{0};  // there was no memory for them
  std::atomic<int64_t> hanging_connections{0};
};

struct HttpServerOptions {
  std::string address = "127.0.0.1";
  uint16_t port = 0;     // 0: any free one
  unsigned threads = 0;  // 0: one for each core
  int64_t maximum_connections = 10'000;
  size_t maximum_header_size = 64 << 10;
  size_t maximum_body_size = 10 << 20;
  // Of all bodies under way that do not fit their connection's buffer: small ones always do.
  size_t maximum_body_memory = 256 << 20;
  std::chrono::milliseconds header_timeout{10'000};  // from the first byte to the last
  std::chrono::milliseconds idle_timeout{120'000};   // between two requests
  // Requests that get no answer hang so long, and so many at once; more are reset, so that those of
  // a region that hangs take no connection from the others.
  std::chrono::milliseconds hang_timeout{600'000};
  int64_t maximum_hanging = 1'000;
  // Bodies and replies that move slower than this, after a header_timeout's start, end the
  // connection.
  size_t slowest_bytes_per_second = 16 << 10;
};

class HttpServer {
 public:
  // `authority`: issues the certificates of HTTPS; without one, HTTPS is refused. What is passed by
  // reference must outlive the server. Fails if the address cannot be listened on.
  static Result<std::unique_ptr<HttpServer>> listen(const HttpServerOptions& options,
                                                    const Hosts& hosts, HttpCounters& counters,
                                                    HttpHandler& handler,
                                                    CertificateAuthority* authority);
  ~HttpServer();

  uint16_t port() const { return port_; }
  // Takes no more connections, ends the idle ones, and returns once every request has its reply.
  void stop();

 private:
  explicit HttpServer(const HttpServerOptions& options);

  HttpServerOptions options_;
  MemoryBudget body_memory_;
  std::vector<std::unique_ptr<Reactor>> reactors_;
  uint16_t port_ = 0;
};

}  // namespace terrane
