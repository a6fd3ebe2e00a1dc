// What tests of the server share: a client's end of a connection, a handler that echoes, and a
// server of their own.
#pragma once

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "contract/shape.h"
#include "gateway/http_server.h"

namespace terrane {

inline bool is_service(std::string_view label) {
  return contract::find_service(label) != nullptr;
}

// A client's end of a real connection: it waits at most two seconds for anything.
class Client {
 public:
  explicit Client(uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{2, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;

  int socket() const { return socket_; }

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;  // the server had enough: what it replied tells
      bytes.remove_prefix(static_cast<size_t>(sent));
    }
  }

  void half_close() { ::shutdown(socket_, SHUT_WR); }

  // The next reply's head and body, as far as they come.
  std::string receive() {
    size_t head = std::string::npos;
    while ((head = buffer_.find("\r\n\r\n")) == std::string::npos)
      if (!more()) return std::exchange(buffer_, {});
    size_t size = head + 4;
    const size_t length = buffer_.find("Content-Length: ");
    if (length < head) size += std::stoul(buffer_.substr(length + 16));
    while (buffer_.size() < size)
      if (!more()) break;
    std::string reply = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return reply;
  }

  // Whether the server ends the connection, with nothing more to say.
  bool is_closed() { return buffer_.empty() && !more(); }

 private:
  bool more() {
    char bytes[65536];
    const ssize_t size = ::recv(socket_, bytes, sizeof bytes, 0);
    EXPECT_FALSE(size < 0 && errno == EAGAIN) << "the server kept silent for two seconds";
    if (size <= 0) return false;
    buffer_.append(bytes, static_cast<size_t>(size));
    return true;
  }

  int socket_;
  std::string buffer_;
};

inline std::string body_of(const std::string& reply) {
  const size_t head = reply.find("\r\n\r\n");
  return head == std::string::npos ? std::string() : reply.substr(head + 4);
}

// Answers with what it was asked, so that tests see what the server made of the bytes.
class Echo : public HttpHandler {
 public:
  void handle(const HttpRequest& request, HttpReply reply) override {
    std::string text;
    for (std::string_view part : {request.method, request.path, request.query, request.host})
      text.append(part) += '|';
    reply(200, "text/plain", text.append(request.body));
  }
  void refuse_body(const HttpRequest& request, BodyRefusal why, HttpReply reply) override {
    const std::string_view words =
        why == BodyRefusal::kTooLarge ? "too large for " : "no memory for ";
    reply(200, "text/plain", std::string(words).append(request.path));
  }
};

class HttpServerTest : public testing::Test {
 protected:
  void serve(HttpHandler& handler, HttpServerOptions options = {}) {
    auto server = HttpServer::listen(options, hosts_, counters_, handler, nullptr);
    ASSERT_TRUE(server) << server.error().message(Language::kEnglish);
    server_ = std::move(*server);
  }
  Client connect() { return Client(server_->port()); }

  Echo echo_;
  Hosts hosts_{is_service, {"cloud.example"}};
  HttpCounters counters_;
  std::unique_ptr<HttpServer> server_;
};

}  // namespace terrane
