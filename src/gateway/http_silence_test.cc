// A server that stays silent: as an endpoint that cannot be reached does.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "gateway/http_server_testing.h"

namespace terrane {
namespace {

using namespace std::chrono_literals;

// Gives no reply, but to "/": for some paths on another thread.
class Silent : public Echo {
 public:
  void handle(const HttpRequest& request, HttpReply reply) override {
    if (request.path == "/") return Echo::handle(request, std::move(reply));
    const Silence how = request.path == "/hang" ? Silence::kHang : Silence::kReset;
    if (request.query != "later") return reply.stay_silent(how);
    std::thread([reply = std::move(reply), how]() mutable { reply.stay_silent(how); }).join();
  }
};

// M-5
TEST_F(HttpServerTest, AResetConnectionEndsWithoutAByte) {
  Silent silent;
  serve(silent);
  for (const char* path : {"/reset", "/reset?later"}) {
    Client client = connect();
    client.send(std::string("GET ") + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    char byte;
    EXPECT_EQ(::recv(client.socket(), &byte, 1, 0), -1) << path;
    EXPECT_EQ(errno, ECONNRESET) << path;
  }
}

TEST_F(HttpServerTest, RepliesBeforeAResetArrive) {
  Silent silent;
  serve(silent);
  Client client = connect();
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(body_of(client.receive()), "GET|/||x|");
  client.send("GET /reset HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.receive(), "");
}

// M-5
TEST_F(HttpServerTest, AHangingConnectionGetsNothingAndHoldsUpNobodyUntilItsClientGivesUp) {
  Silent silent;
  serve(silent, {.threads = 1});
  {
    Client first = connect(), second = connect();
    first.send("GET /hang HTTP/1.1\r\nHost: x\r\n\r\n");
    second.send("GET /hang?later HTTP/1.1\r\nHost: x\r\n\r\n");
    Client other = connect();
    other.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(body_of(other.receive()), "GET|/||x|");
    for (int i = 0; i < 2000 && counters_.hanging_connections != 2; ++i)
      std::this_thread::sleep_for(1ms);
    EXPECT_EQ(counters_.hanging_connections, 2);
    char byte;
    EXPECT_EQ(::recv(first.socket(), &byte, 1, MSG_DONTWAIT), -1);
    EXPECT_EQ(errno, EAGAIN);
  }
  for (int i = 0; i < 2000 && counters_.hanging_connections != 0; ++i)
    std::this_thread::sleep_for(1ms);
  EXPECT_EQ(counters_.hanging_connections, 0);
}

TEST_F(HttpServerTest, SoManyHangAndNoMore) {
  Silent silent;
  serve(silent, {.maximum_hanging = 1});
  Client first = connect(), second = connect();
  first.send("GET /hang HTTP/1.1\r\nHost: x\r\n\r\n");
  for (int i = 0; i < 2000 && counters_.hanging_connections != 1; ++i)
    std::this_thread::sleep_for(1ms);
  second.send("GET /hang HTTP/1.1\r\nHost: x\r\n\r\n");
  char byte;
  EXPECT_EQ(::recv(second.socket(), &byte, 1, 0), -1);
  EXPECT_EQ(errno, ECONNRESET);
  EXPECT_EQ(counters_.hanging_connections, 1);
}

TEST_F(HttpServerTest, AHangEndsInItsTimeAndWithTheServer) {
  Silent silent;
  serve(silent, {.header_timeout = 40ms, .hang_timeout = 40ms});
  Client client = connect();
  client.send("GET /hang HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.receive(), "");
  serve(silent);
  Client other = connect();
  other.send("GET /hang HTTP/1.1\r\nHost: x\r\n\r\n");
  for (int i = 0; i < 2000 && counters_.hanging_connections != 1; ++i)
    std::this_thread::sleep_for(1ms);
  server_.reset();
  EXPECT_EQ(other.receive(), "");
}

}  // namespace
}  // namespace terrane
