#include "gateway/http_server.h"

#include <boost/asio/ip/tcp.hpp>
#include <string>
#include <thread>

#include "gateway/http_connection.h"
#include "gateway/http_reactor.h"
#include "gateway/open_files.h"

namespace terrane {
namespace {

using Failure = boost::system::error_code;

constexpr ErrorKind kBadAddress{"InvalidParameterValue",
                                "{} is not an IP address to listen on; give one such as 127.0.0.1.",
                                "{} 不是可监听的 IP 地址，请使用类似 127.0.0.1 的地址。"};
constexpr ErrorKind kCannotListen{"ResourceUnavailable",
                                  "Listening on {} failed: {}. Choose another address or port.",
                                  "监听 {} 失败：{}。请更换地址或端口。"};

// Sharing a port between our own threads would let a second server share it too, unnoticed: so ask
// first whether anyone has it.
Failure is_taken(const Tcp::endpoint& endpoint) {
  boost::asio::io_context io;
  Failure failure;
  Tcp::acceptor probe(io);
  probe.open(endpoint.protocol(), failure);
  if (!failure) probe.set_option(Tcp::acceptor::reuse_address(true), failure);
  if (!failure) probe.bind(endpoint, failure);
  return failure;
}

}  // namespace

HttpServer::HttpServer(const HttpServerOptions& options)
    : options_(options), body_memory_(options.maximum_body_memory) {
  options_.maximum_connections = make_room_for_connections(options.maximum_connections);
  options_.maximum_hanging = std::min(options.maximum_hanging, options_.maximum_connections / 4);
}

Result<std::unique_ptr<HttpServer>> HttpServer::listen(const HttpServerOptions& options,
                                                       const Hosts& hosts, HttpCounters& counters,
                                                       HttpHandler& handler,
                                                       CertificateAuthority* authority) {
  Failure failure;
  const auto address = boost::asio::ip::make_address(options.address, failure);
  if (failure) return refuse(kBadAddress, options.address);

  auto server = std::unique_ptr<HttpServer>(new HttpServer(options));
  const HttpServerContext context{server->options_,     hosts,   counters,
                                  server->body_memory_, handler, authority};
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  const unsigned threads = options.threads ? options.threads : cores;
  Tcp::endpoint endpoint(address, options.port);
  if (options.port) failure = is_taken(endpoint);
  while (!failure && server->reactors_.size() < threads) {
    auto& reactor = server->reactors_.emplace_back(std::make_unique<Reactor>(context));
    failure = reactor->listen(endpoint);
    if (!failure) endpoint = reactor->endpoint();  // the others take the port the first one got
  }
  if (failure)
    return refuse(kCannotListen, options.address + ':' + std::to_string(options.port),
                  failure.message());
  server->port_ = endpoint.port();
  for (auto& reactor : server->reactors_) reactor->start();
  return server;
}

HttpServer::~HttpServer() {
  stop();
}

void HttpServer::stop() {
  for (auto& reactor : reactors_) reactor->begin_stop();
  for (auto& reactor : reactors_) reactor->join();
  reactors_.clear();
}

}  // namespace terrane
