#include "gateway/console.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "gateway/http_server_testing.h"

namespace terrane {
namespace {

std::string gzip(std::string_view text) {
  std::string packed(text.size() + 64, '\0');
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = uInt(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = uInt(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

class ConsoleHandler : public HttpHandler {
 public:
  explicit ConsoleHandler(std::span<const ConsoleFile> files) : console_(files) {}
  void handle(const HttpRequest& request, HttpReply reply) override {
    console_.show(request, std::move(reply));
  }
  void refuse_body(const HttpRequest&, BodyRefusal, HttpReply reply) override {
    reply(400, "text/plain", "");
  }

 private:
  Console console_;
};

class ConsoleTest : public HttpServerTest {
 protected:
  void SetUp() override { serve(handler_); }

  std::string get(std::string_view path, std::string_view headers = "",
                  std::string_view method = "GET") {
    Client client = connect();
    client.send(std::string(method) + " " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n" +
                std::string(headers) + "Connection: close\r\n\r\n");
    return client.receive();
  }
  static bool has(const std::string& reply, std::string_view line) {
    return reply.substr(0, reply.find("\r\n\r\n") + 2).find("\r\n" + std::string(line) + "\r\n") !=
           std::string::npos;
  }

  const std::string page_ = "<!doctype html><title>Terrane</title>";
  const std::string script_ = std::string(100'000, 'x');
  const std::string packed_page_ = gzip(page_), packed_script_ = gzip(script_);
  const std::vector<ConsoleFile> files_{
      {"index.html", "text/html; charset=utf-8", packed_page_},
      {"assets/index-4f2a91c0.js", "text/javascript; charset=utf-8", packed_script_}};
  ConsoleHandler handler_{files_};
};

TEST_F(ConsoleTest, ABrowserGetsFilesCompressed) {
  std::string reply = get("/console/", "Accept-Encoding: gzip, deflate, br\r\n");
  EXPECT_TRUE(reply.starts_with("HTTP/1.1 200 OK\r\n")) << reply;
  EXPECT_EQ(body_of(reply), packed_page_);
  EXPECT_TRUE(has(reply, "Content-Encoding: gzip"));
  EXPECT_TRUE(has(reply, "Content-Type: text/html; charset=utf-8"));
  EXPECT_TRUE(has(reply, "Vary: Accept-Encoding"));
}

TEST_F(ConsoleTest, WhoeverDoesNotTakeGzipGetsThemAsTheyWere) {
  for (std::string_view headers :
       {"", "Accept-Encoding: br\r\n", "Accept-Encoding: gzip;q=0\r\n"}) {
    std::string reply = get("/console/assets/index-4f2a91c0.js", headers);
    EXPECT_EQ(body_of(reply), script_) << headers;
    EXPECT_FALSE(has(reply, "Content-Encoding: gzip"));
  }
}

TEST_F(ConsoleTest, OnlyFilesNamedByTheirContentAreKeptByBrowsers) {
  EXPECT_TRUE(has(get("/console/"), "Cache-Control: no-cache"));
  EXPECT_TRUE(has(get("/console/index.html"), "Cache-Control: no-cache"));
  EXPECT_TRUE(has(get("/console/assets/index-4f2a91c0.js"),
                  "Cache-Control: public, max-age=31536000, immutable"));
}

TEST_F(ConsoleTest, NothingFromElsewhereMayRunInIt) {
  for (std::string_view path : {"/console/", "/console/assets/index-4f2a91c0.js"}) {
    std::string reply = get(path);
    EXPECT_TRUE(has(reply,
                    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src "
                    "'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri "
                    "'none'; form-action 'none'; frame-ancestors 'none'"))
        << reply.substr(0, 600);
    EXPECT_TRUE(has(reply, "X-Content-Type-Options: nosniff"));
    EXPECT_TRUE(has(reply, "Referrer-Policy: no-referrer"));
  }
}

TEST_F(ConsoleTest, ItsFolderIsWhereItsNameLeads) {
  std::string reply = get("/console");
  EXPECT_TRUE(reply.starts_with("HTTP/1.1 302 Found\r\n")) << reply;
  EXPECT_TRUE(has(reply, "Location: /console/"));
}

TEST_F(ConsoleTest, WhatItHasNotIsNotThere) {
  for (std::string_view path : {"/console/x.js", "/console/assets/", "/console/../index.html"})
    EXPECT_TRUE(get(path).starts_with("HTTP/1.1 404 Not Found\r\n")) << path;
}

TEST_F(ConsoleTest, AHeadIsAllThatHeadGets) {
  std::string reply = get("/console/", "", "HEAD");
  EXPECT_TRUE(has(reply, "Content-Length: " + std::to_string(page_.size()))) << reply;
  EXPECT_EQ(body_of(reply), "");
}

TEST_F(ConsoleTest, AProgramWithoutOneSaysHowToHaveIt) {
  ConsoleHandler without({});
  serve(without);
  for (std::string_view path : {"/console", "/console/"}) {
    std::string reply = get(path);
    EXPECT_TRUE(reply.starts_with("HTTP/1.1 404 Not Found\r\n")) << reply;
    EXPECT_NE(body_of(reply).find("install Node.js 20.19 or later with npm"), std::string::npos);
  }
  server_.reset();
}

TEST(AcceptEncoding, NamesGzipAndMayForbidIt) {
  for (std::string_view header : {"gzip", "br, GZIP", "deflate,gzip;q=0.5", "gzip; q=1"})
    EXPECT_TRUE(accepts_gzip(header)) << header;
  for (std::string_view header : {"", "x-gzip", "gzip;q=0", "gzip; q=0.000", "identity"})
    EXPECT_FALSE(accepts_gzip(header)) << header;
}

}  // namespace
}  // namespace terrane
