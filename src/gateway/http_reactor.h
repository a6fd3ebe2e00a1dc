// One network thread: its connections, its share of the listening port, its timeouts.
#pragma once

#include <atomic>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/intrusive/list.hpp>
#include <memory>
#include <string>
#include <thread>

#include "gateway/http_server.h"

namespace boost::asio::ssl {
class context;
}

namespace terrane {

class HttpConnection;

using Tcp = boost::asio::ip::tcp;
using NetworkExecutor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<Tcp, NetworkExecutor>;
using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                boost::asio::wait_traits<std::chrono::steady_clock>,
                                                NetworkExecutor>;
using ConnectionHook =
    boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;
using Milliseconds = int64_t;  // on a clock that only goes forward

// What every connection of a server shares.
struct HttpServerContext {
  const HttpServerOptions& options;
  const Hosts& hosts;
  HttpCounters& counters;
  MemoryBudget& body_memory;
  HttpHandler& handler;
  CertificateAuthority* authority;
};

class Reactor {
 public:
  explicit Reactor(const HttpServerContext& context);
  ~Reactor();

  // Binds its own acceptor: all reactors share one port, and the kernel spreads clients over them.
  boost::system::error_code listen(const Tcp::endpoint& endpoint);
  Tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }
  void start();
  void begin_stop();  // from any thread
  void join();

  // For its connections, on its own thread:
  const HttpServerContext& server() const { return server_; }
  Milliseconds now() const { return now_; }
  const std::string& date() const { return date_; }  // "Mon, 23 Nov 2026 03:43:41 GMT"
  bool is_stopping() const { return stopping_; }
  bool is_current() const;  // from any thread: whether this is the reactor's
  void adopt(HttpConnection& connection);
  boost::asio::ssl::context* tls_context();  // made on first use; null if that is refused

  // A reply given on another thread. Replies that come together, as after a group commit, cost one
  // wake-up together.
  void resume_later(HttpConnection& connection);

 private:
  void accept();
  void take(Socket socket);
  void resume_answered();
  void tick();
  void wind_down();

  HttpServerContext server_;
  boost::asio::io_context io_{1};
  boost::asio::basic_socket_acceptor<Tcp, NetworkExecutor> acceptor_{io_};
  Timer timer_{io_};
  Timer retry_{io_};
  std::unique_ptr<boost::asio::ssl::context> tls_context_;
  std::chrono::milliseconds tick_;
  Milliseconds now_ = 0;
  std::string date_;
  bool stopping_ = false;
  boost::intrusive::list<HttpConnection, boost::intrusive::base_hook<ConnectionHook>,
                         boost::intrusive::constant_time_size<false>>
      connections_;
  std::atomic<HttpConnection*> answered_{nullptr};  // a stack, newest first
  std::thread thread_;
};

}  // namespace terrane
