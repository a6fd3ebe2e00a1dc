#include "cli/connect_time.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <memory>
#include <optional>

namespace terrane {
namespace {

using Steady = std::chrono::steady_clock;

constexpr ErrorKind kNotAnEndpoint{"InvalidEndpoint",
                                   "{} is not an endpoint to connect to: it should be HOST:PORT.",
                                   "{} 不是合法的地址，应为 HOST:PORT。"};

struct FreeAddresses {
  void operator()(addrinfo* list) const { freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

class Socket {
 public:
  explicit Socket(const addrinfo& address)
      : descriptor_(socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {}
  ~Socket() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

Result<Addresses> resolve(const std::string& endpoint) {
  size_t colon = endpoint.rfind(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == endpoint.size() ||
      endpoint.find_first_not_of("0123456789", colon + 1) != std::string::npos)
    return refuse(kNotAnEndpoint, endpoint);
  std::string host = endpoint.substr(0, colon), port = endpoint.substr(colon + 1);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  addrinfo wanted{}, *found = nullptr;
  wanted.ai_socktype = SOCK_STREAM;
  if (getaddrinfo(host.c_str(), port.c_str(), &wanted, &found) != 0) return Addresses();
  return Addresses(found);
}

// Milliseconds until the other side took the connection; nothing where it did not in time.
std::optional<double> connect_once(const addrinfo& address, unsigned most_milliseconds) {
  Socket socket(address);
  if (socket.descriptor() < 0) return std::nullopt;
  auto begin = Steady::now();
  if (connect(socket.descriptor(), address.ai_addr, address.ai_addrlen) != 0) {
    if (errno != EINPROGRESS) return std::nullopt;
    pollfd waiting{.fd = socket.descriptor(), .events = POLLOUT, .revents = 0};
    if (poll(&waiting, 1, int(most_milliseconds)) != 1) return std::nullopt;
    int problem = 0;
    socklen_t size = sizeof problem;
    getsockopt(socket.descriptor(), SOL_SOCKET, SO_ERROR, &problem, &size);
    if (problem != 0) return std::nullopt;
  }
  return std::chrono::duration<double, std::milli>(Steady::now() - begin).count();
}

}  // namespace

Result<ConnectAttempts> measure_connect_time(const std::string& endpoint, unsigned attempts,
                                             unsigned most_milliseconds) {
  TRY(Addresses addresses, resolve(endpoint));
  ConnectAttempts made;
  for (unsigned i = 0; i < attempts; ++i) {
    std::optional<double> time;
    for (const addrinfo* at = addresses.get(); at && !time; at = at->ai_next)
      time = connect_once(*at, most_milliseconds);
    if (time) {
      made.milliseconds.push_back(*time);
    } else {
      ++made.lost;
    }
  }
  return made;
}

}  // namespace terrane
