#include "gateway/http_server.h"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <mutex>
#include <thread>

#include "gateway/http_server_testing.h"

namespace terrane {
namespace {

using namespace std::chrono_literals;

// Holds replies back until told to give them, from another thread.
class Later : public Echo {
 public:
  void handle(const HttpRequest& request, HttpReply reply) override {
    std::scoped_lock lock(mutex_);
    held_.push_back([text = std::string(request.path), reply = std::move(reply)]() mutable {
      reply(200, "text/plain", text);
    });
  }
  size_t held() {
    std::scoped_lock lock(mutex_);
    return held_.size();
  }
  void give_all() {
    std::vector<std::move_only_function<void()>> replies;
    {
      std::scoped_lock lock(mutex_);
      replies.swap(held_);
    }
    for (auto& reply : replies) reply();
  }
  void wait_for(size_t count) {
    for (int i = 0; i < 2000 && held() < count; ++i) std::this_thread::sleep_for(1ms);
    ASSERT_EQ(held(), count);
  }

 private:
  std::mutex mutex_;
  std::vector<std::move_only_function<void()>> held_;
};

TEST_F(HttpServerTest, ARequestIsHandedOverInItsParts) {
  serve(echo_);
  Client client = connect();
  client.send("POST /p?a=b HTTP/1.1\r\nHost: x:1\r\nContent-Length: 4\r\n\r\nbody");
  EXPECT_EQ(body_of(client.receive()), "POST|/p|a=b|x:1|body");
}

TEST_F(HttpServerTest, ConnectionsStayOpenForTheNextRequest) {
  serve(echo_);
  Client client = connect();
  for (int i = 0; i < 3; ++i) {
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(body_of(client.receive()), "GET|/||x|");
  }
  EXPECT_EQ(counters_.accepted_connections, 1);
}

TEST_F(HttpServerTest, PipelinedRequestsAreAnsweredInTheirOrder) {
  serve(echo_);
  Client client = connect();
  std::string all;
  for (int i = 0; i < 100; ++i)
    all += "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi";
  client.send(all);
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(body_of(client.receive()), "POST|/" + std::to_string(i) + "||x|hi");
}

TEST_F(HttpServerTest, RepliesMayComeLaterFromAnotherThread) {
  Later later;
  HttpServerOptions options;
  options.threads = 2;
  serve(later, options);
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(std::make_unique<Client>(server_->port()));
    const std::string path = "/" + std::to_string(i);
    clients.back()->send("GET " + path + "a HTTP/1.1\r\nHost: x\r\n\r\nGET " + path +
                         "b HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  later.wait_for(20);
  later.give_all();
  later.wait_for(20);
  later.give_all();
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(body_of(clients[i]->receive()), "/" + std::to_string(i) + "a");
    EXPECT_EQ(body_of(clients[i]->receive()), "/" + std::to_string(i) + "b");
  }
}

TEST_F(HttpServerTest, AReplyThatIsDroppedAnswers500) {
  struct Forgetful : Echo {
    void handle(const HttpRequest&, HttpReply) override {}
  } forgetful;
  serve(forgetful);
  Client client = connect();
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(client.receive().starts_with("HTTP/1.1 500 "));
}

TEST_F(HttpServerTest, BytesThatArriveOneByOneMakeTheSameRequest) {
  serve(echo_);
  Client client = connect();
  for (char byte :
       std::string_view("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                        "3\r\nabc\r\n2;extension=1\r\nde\r\n0\r\nTrailer: 1\r\n\r\n"))
    client.send({&byte, 1});
  EXPECT_EQ(body_of(client.receive()), "POST|/||x|abcde");
}

TEST_F(HttpServerTest, AnEmptyChunkedBodySplitAnywhereIsRead) {
  serve(echo_);
  const std::string_view head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (size_t split = 0; split <= 5; ++split) {
    Client client = connect();
    client.send(head);
    std::this_thread::sleep_for(5ms);
    client.send(std::string_view("0\r\n\r\n").substr(0, split));
    std::this_thread::sleep_for(5ms);
    client.send(std::string_view("0\r\n\r\n").substr(split));
    EXPECT_EQ(body_of(client.receive()), "POST|/||x|") << split;
  }
}

TEST_F(HttpServerTest, ABodyLargerThanTheFirstBufferArrivesWhole) {
  serve(echo_);
  Client client = connect();
  for (size_t size : {1000uz, 3900uz, 4096uz, 5000uz, 200'000uz, 10uz << 20}) {
    const std::string body(size, 'b');
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(size) +
                "\r\n\r\n" + body);
    EXPECT_EQ(body_of(client.receive()), "POST|/||x|" + body);
  }
}

TEST_F(HttpServerTest, ALargeChunkedBodyArrivesWholeAndTheNextRequestFollows) {
  serve(echo_);
  Client client = connect();
  std::string all = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", body;
  for (int i = 0; i < 500; ++i) {
    all += "3e8\r\n" + std::string(1000, 'c') + "\r\n";
    body.append(1000, 'c');
  }
  client.send(all + "0\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(body_of(client.receive()), "POST|/||x|" + body);
  EXPECT_EQ(body_of(client.receive()), "GET|/next||x|");
}

TEST_F(HttpServerTest, ABodyOverTheLimitIsRefusedAndTheConnectionCloses) {
  serve(echo_);
  for (bool chunked : {false, true}) {
    Client client = connect();
    const std::string body((10 << 20) + 1, 'b');
    client.send(chunked
                    ? "POST /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nA00001\r\n"
                    : "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 10485761\r\n\r\n");
    client.send(body);
    const std::string reply = client.receive();
    EXPECT_EQ(body_of(reply), "too large for /p");
    EXPECT_NE(reply.find("Connection: close"), std::string::npos);
    client.half_close();
    EXPECT_TRUE(client.is_closed());
  }
}

TEST_F(HttpServerTest, BodiesThatTogetherTakeTooMuchMemoryAreRefusedAndSmallOnesServed) {
  Later later;
  HttpServerOptions options;
  options.maximum_body_memory = 5 << 19;
  serve(later, options);
  const std::string large =
      " HTTP/1.1\r\nHost: x\r\nContent-Length: 1200000\r\n\r\n" + std::string(1'200'000, 'b');
  Client first = connect();
  first.send("POST /first" + large);
  later.wait_for(1);  // its body stays until it is answered
  Client second = connect();
  second.send("POST /second" + large);
  const std::string refused = second.receive();
  EXPECT_EQ(body_of(refused), "no memory for /second");
  EXPECT_NE(refused.find("Connection: close"), std::string::npos);
  EXPECT_EQ(counters_.refused_bodies, 1);
  Client small = connect();
  small.send("POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
  later.wait_for(2);
  later.give_all();
  EXPECT_EQ(body_of(first.receive()), "/first");
  EXPECT_EQ(body_of(small.receive()), "/small");
  Client third = connect();
  third.send("POST /third" + large);
  later.wait_for(1);
  later.give_all();
  EXPECT_EQ(body_of(third.receive()), "/third");
}

TEST_F(HttpServerTest, MalformedRequestsCostTheirConnectionOnly) {
  serve(echo_);
  Client bystander = connect();
  for (std::string_view bad : {
           "nonsense\r\n\r\n", "GET / HTTP/2.0\r\nHost: x\r\n\r\n",
           "GET / HTTP/1.1\r\n\r\n",                           // no Host
           "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",     // two of them
           "GET / HTTP/1.1\r\nHost: x\r\nA : b\r\n\r\n",       // a blank before the colon
           "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n",  // folded
           "GET noslash HTTP/1.1\r\nHost: x\r\n\r\n",
           "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
           "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
           "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
           "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
           "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\nContent-Length: 1\r\n\r\n",
           "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
           "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n",
           "\x16\x03\x01",  // TLS, where there is no authority
       }) {
    Client client = connect();
    client.send(bad);
    EXPECT_TRUE(client.receive().starts_with("HTTP/1.1 400 ")) << bad;
    client.half_close();
    EXPECT_TRUE(client.is_closed()) << bad;
  }
  bystander.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(body_of(bystander.receive()), "GET|/||x|");
}

TEST_F(HttpServerTest, AHeaderOver64KiBIsRefused) {
  serve(echo_);
  Client small = connect();
  small.send("GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(65'000, 'a') + "\r\n\r\n");
  EXPECT_EQ(body_of(small.receive()), "GET|/||x|");
  Client large = connect();
  large.send("GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(66'000, 'a') + "\r\n\r\n");
  EXPECT_TRUE(large.receive().starts_with("HTTP/1.1 431 "));
}

TEST_F(HttpServerTest, MoreThanAHundredHeadersAreRefused) {
  serve(echo_);
  for (int count : {100, 101}) {
    std::string request = "GET / HTTP/1.1\r\nHost: x\r\n";
    for (int i = 1; i < count; ++i) request += "A: b\r\n";
    Client client = connect();
    client.send(request + "\r\n");
    EXPECT_TRUE(client.receive().starts_with(count == 100 ? "HTTP/1.1 200 " : "HTTP/1.1 400 "));
  }
}

TEST_F(HttpServerTest, ExpectationsAreMetBeforeTheBody) {
  serve(echo_);
  Client client = connect();
  client.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.receive(), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("hi");
  EXPECT_EQ(body_of(client.receive()), "POST|/||x|hi");
}

TEST_F(HttpServerTest, Http10ClosesUnlessAskedNotTo) {
  serve(echo_);
  Client once = connect();
  once.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(body_of(once.receive()), "GET|/|||");
  EXPECT_TRUE(once.is_closed());
  Client kept = connect();
  for (int i = 0; i < 2; ++i) {
    kept.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_NE(kept.receive().find("Connection: keep-alive"), std::string::npos);
  }
}

TEST_F(HttpServerTest, HeadRepliesHaveNoBody) {
  serve(echo_);
  Client client = connect();
  client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
  std::string both;
  while (both.find("GET|") == std::string::npos) {
    const std::string part = client.receive();
    if (part.empty()) break;
    both += part;
  }
  EXPECT_EQ(both.find("HEAD|"), std::string::npos);
  EXPECT_NE(both.find("Content-Length: 9"), std::string::npos);
}

TEST_F(HttpServerTest, AClientThatSentAllAndClosedItsSideIsStillAnswered) {
  Later later;
  serve(later);
  Client client = connect();
  client.send("GET /half HTTP/1.1\r\nHost: x\r\n\r\n");
  client.half_close();
  later.wait_for(1);
  later.give_all();
  EXPECT_EQ(body_of(client.receive()), "/half");
  EXPECT_TRUE(client.is_closed());
}

TEST_F(HttpServerTest, ClientsThatStopHalfwayAreDroppedAfterAWhile) {
  HttpServerOptions options;
  options.header_timeout = 100ms;
  options.idle_timeout = 400ms;
  serve(echo_, options);
  for (std::string_view start :
       {"", "GET / HT", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhal"}) {
    Client client = connect();
    client.send(start);
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(client.is_closed()) << start;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 1s) << start;
  }
  Client idle = connect();
  idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  idle.receive();
  std::this_thread::sleep_for(200ms);  // longer than a header may take, shorter than a rest
  idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(body_of(idle.receive()), "GET|/||x|");
  EXPECT_TRUE(idle.is_closed());
  EXPECT_EQ(counters_.timed_out_connections, 4);
}

TEST_F(HttpServerTest, AHeaderThatTricklesInIsNotGivenMoreTime) {
  HttpServerOptions options;
  options.header_timeout = 200ms;
  serve(echo_, options);
  Client client = connect();
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) {
    client.send("A");
    std::this_thread::sleep_for(20ms);
  }
  EXPECT_TRUE(client.is_closed());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 1s);
}

TEST_F(HttpServerTest, TooManyConnectionsAreTurnedAway) {
  HttpServerOptions options;
  options.maximum_connections = 2;
  serve(echo_, options);
  Client first = connect(), second = connect();
  for (Client* client : {&first, &second}) {
    client->send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(body_of(client->receive()), "GET|/||x|");
  }
  Client third = connect();
  EXPECT_TRUE(third.is_closed());
  EXPECT_EQ(counters_.refused_connections, 1);
}

TEST_F(HttpServerTest, AbsoluteTargetsOfThisCloudAreServed) {
  serve(echo_);
  Client client = connect();
  for (std::string_view authority :
       {"vpc.tencentcloudapi.com", "VPC.TencentCloudAPI.com:80",
        "cvm.ap-guangzhou.tencentcloudapi.com", "cvm.internal.tencentcloudapi.com",
        "127.0.0.1:8080", "localhost", "[::1]:80", "x.cloud.example:8443", "cloud.example"}) {
    client.send("POST http://" + std::string(authority) + "/?q HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(body_of(client.receive()), "POST|/|q|h|") << authority;
  }
}

TEST_F(HttpServerTest, OtherHostsAreNotProxiedTo) {
  serve(echo_);
  for (std::string_view other :
       {"example.com", "tencentcloudapi.com", "www.tencentcloudapi.com",
        "cvm.tencentcloudapi.com.evil.example", "cvmtencentcloudapi.com", "169.254.169.254",
        "127.0.0.1.evil.example", "10.0.0.1", "evilcloud.example"}) {
    Client absolute = connect();
    absolute.send("GET http://" + std::string(other) + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(absolute.receive().starts_with("HTTP/1.1 403 ")) << other;
    Client tunnel = connect();
    tunnel.send("CONNECT " + std::string(other) + ":443 HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(tunnel.receive().starts_with("HTTP/1.1 403 ")) << other;
  }
}

TEST_F(HttpServerTest, ATunnelEndsHere) {
  serve(echo_);
  Client client = connect();
  client.send(
      "CONNECT cvm.tencentcloudapi.com:80 HTTP/1.1\r\nHost: cvm.tencentcloudapi.com:80\r\n\r\n");
  EXPECT_EQ(client.receive(), "HTTP/1.1 200 Connection established\r\n\r\n");
  client.send("GET / HTTP/1.1\r\nHost: cvm.tencentcloudapi.com\r\n\r\n");
  EXPECT_EQ(body_of(client.receive()), "GET|/||cvm.tencentcloudapi.com|");
}

TEST_F(HttpServerTest, StoppingEndsIdleConnectionsAndWaitsForReplies) {
  Later later;
  serve(later);
  Client idle = connect();
  Client waiting = connect();
  waiting.send("GET /last HTTP/1.1\r\nHost: x\r\n\r\n");
  later.wait_for(1);
  std::thread giving([&] {
    EXPECT_TRUE(idle.is_closed());
    later.give_all();
  });
  server_->stop();
  giving.join();
  const std::string reply = waiting.receive();
  EXPECT_EQ(body_of(reply), "/last");
  EXPECT_NE(reply.find("Connection: close"), std::string::npos);
  EXPECT_EQ(counters_.open_connections, 0);
}

TEST_F(HttpServerTest, APortInUseIsAnError) {
  serve(echo_);
  HttpServerOptions options;
  options.port = server_->port();
  auto second = HttpServer::listen(options, hosts_, counters_, echo_, nullptr);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code(), "ResourceUnavailable");
}

}  // namespace
}  // namespace terrane
