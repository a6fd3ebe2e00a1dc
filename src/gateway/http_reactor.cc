#include "gateway/http_reactor.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <cstdio>
#include <ctime>

#include "gateway/certificate_authority.h"
#include "gateway/http_connection.h"

namespace terrane {
namespace {

namespace asio = boost::asio;
using Failure = boost::system::error_code;

constexpr std::chrono::milliseconds kRetryAccept{100};
constexpr Milliseconds kWindDown = 3'000;

thread_local const Reactor* current_reactor = nullptr;

Milliseconds milliseconds_now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

// Of the wall clock, not the cloud's: it is the host that sends the reply.
std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts;
  gmtime_r(&now, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

}  // namespace

Reactor::Reactor(const HttpServerContext& context)
    : server_(context),
      tick_(std::clamp(std::min(context.options.header_timeout, context.options.idle_timeout) / 4,
                       std::chrono::milliseconds(10), std::chrono::milliseconds(1'000))),
      now_(milliseconds_now()),
      date_(http_date()) {}

Reactor::~Reactor() = default;

Failure Reactor::listen(const Tcp::endpoint& endpoint) {
  Failure failure;
  acceptor_.open(endpoint.protocol(), failure);
  if (failure) return failure;
  const int on = 1;
  ::setsockopt(acceptor_.native_handle(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  ::setsockopt(acceptor_.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  acceptor_.bind(endpoint, failure);
  if (!failure) acceptor_.listen(asio::socket_base::max_listen_connections, failure);
  return failure;
}

void Reactor::start() {
  thread_ = std::thread([this] {
    current_reactor = this;
    accept();
    tick();
    io_.run();
  });
}

void Reactor::begin_stop() {
  asio::post(io_, [this] { wind_down(); });
}

void Reactor::join() {
  if (thread_.joinable()) thread_.join();
}

bool Reactor::is_current() const {
  return current_reactor == this;
}

void Reactor::adopt(HttpConnection& connection) {
  connections_.push_back(connection);
}

asio::ssl::context* Reactor::tls_context() {
  if (!tls_context_) {
    auto made = server_.authority->new_server_context();
    if (!made) {
      std::fprintf(stderr, "terrane: %s\n", made.error().message(Language::kEnglish).c_str());
      return nullptr;
    }
    tls_context_ = std::make_unique<asio::ssl::context>(*made);
  }
  return tls_context_.get();
}

void Reactor::accept() {
  acceptor_.async_accept(io_, [this](Failure failure, Socket socket) {
    if (stopping_) return;
    if (failure == asio::error::no_descriptors || failure == asio::error::no_memory) {
      // Taking connections goes on when some have ended.
      retry_.expires_after(kRetryAccept);
      retry_.async_wait([this](Failure) {
        if (!stopping_) accept();
      });
      return;
    }
    if (!failure) take(std::move(socket));
    accept();
  });
}

void Reactor::take(Socket socket) {
  HttpCounters& counters = server_.counters;
  if (counters.open_connections.load(std::memory_order_relaxed) >=
      server_.options.maximum_connections) {
    counters.refused_connections.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  Failure failure;
  socket.set_option(Tcp::no_delay(true), failure);
  socket.non_blocking(true, failure);
  if (failure) return;
  counters.accepted_connections.fetch_add(1, std::memory_order_relaxed);
  HttpConnection::start(*this, std::move(socket));
}

void Reactor::resume_later(HttpConnection& connection) {
  HttpConnection* newest = answered_.load(std::memory_order_relaxed);
  do {
    connection.next_answered = newest;
  } while (!answered_.compare_exchange_weak(newest, &connection, std::memory_order_release,
                                            std::memory_order_relaxed));
  if (!newest) asio::post(io_, [this] { resume_answered(); });
}

void Reactor::resume_answered() {
  HttpConnection* newest = answered_.exchange(nullptr, std::memory_order_acquire);
  HttpConnection* oldest = nullptr;
  while (newest) {
    HttpConnection* next = newest->next_answered;
    newest->next_answered = oldest;
    oldest = newest;
    newest = next;
  }
  while (oldest) {
    HttpConnection* next = oldest->next_answered;
    oldest->resume();
    oldest = next;
  }
}

void Reactor::tick() {
  now_ = milliseconds_now();
  date_ = http_date();
  for (HttpConnection& connection : connections_) connection.expire_if_due();
  if (stopping_ && connections_.empty()) return;
  timer_.expires_after(stopping_ ? std::chrono::milliseconds(10) : tick_);
  timer_.async_wait([this](Failure) { tick(); });
}

void Reactor::wind_down() {
  stopping_ = true;
  Failure ignored;
  acceptor_.close(ignored);
  retry_.cancel();
  now_ = milliseconds_now();
  for (HttpConnection& connection : connections_) connection.wind_down(now_ + kWindDown);
  timer_.cancel();  // ticks from now on until the last connection has ended
}

}  // namespace terrane
