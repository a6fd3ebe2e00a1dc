// One HTTP exchange as the rest of the gateway sees it: no sockets, no parser, no library types.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace terrane {

struct HttpHeader {
  std::string_view name;
  std::string_view value;  // without the blanks around it
};

// Every text is a slice of the connection's receive buffer and stays valid until the reply is
// given.
struct HttpRequest {
  std::string_view method;
  std::string_view path;   // "/" of "POST http://vpc.tencentcloudapi.com/?a=b"
  std::string_view query;  // after the "?", as sent
  std::string_view host;   // the Host header exactly as sent: signatures cover that text
  std::string_view body;
  std::string_view peer;  // "192.0.2.7:40112"
  std::span<const HttpHeader> headers;
  bool secure = false;  // arrived over TLS

  // The value of the first header of that name, in any case; null data() if there is none.
  std::string_view header(std::string_view name) const;
};

// How a request ends that gets no reply: its connection does, without a byte, or nothing happens
// until the client gives up.
enum class Silence : uint8_t { kReset, kHang };

// Where a reply goes. Called once for each request, from any thread. `content_type` and `headers`,
// lines of more headers, are constants.
class HttpResponder {
 public:
  virtual void respond(int status, std::string_view content_type, std::string body,
                       std::string_view headers) = 0;
  virtual void stay_silent(Silence how) = 0;

 protected:
  ~HttpResponder() = default;
};

// The right and the duty to answer one request, at once or at any later time, from any thread.
// Dropped without an answer, it answers 500, so that a client never waits for nothing.
class HttpReply {
 public:
  explicit HttpReply(HttpResponder& responder) : responder_(&responder) {}
  HttpReply(HttpReply&& other) noexcept : responder_(std::exchange(other.responder_, nullptr)) {}
  HttpReply& operator=(HttpReply&&) = delete;
  ~HttpReply() {
    if (responder_) (*this)(500, "text/plain", "The request was not answered; send it again.\n");
  }

  void operator()(int status, std::string_view content_type, std::string body,
                  std::string_view headers = {}) {
    std::exchange(responder_, nullptr)->respond(status, content_type, std::move(body), headers);
  }
  void stay_silent(Silence how) { std::exchange(responder_, nullptr)->stay_silent(how); }

 private:
  HttpResponder* responder_;
};

// What the server calls on its network threads, so it must not block.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  virtual void handle(const HttpRequest& request, HttpReply reply) = 0;
  // The body was not read to its end: `request.body` is empty. The connection closes after the
  // reply.
  enum class BodyRefusal { kTooLarge, kNoMemory };  // it is; all bodies together are
  virtual void refuse_body(const HttpRequest& request, BodyRefusal why, HttpReply reply) = 0;
};

// Names of hosts and headers are the same in either case of ASCII letters.
std::string in_lower_case(std::string_view text);
bool equal_ignoring_case(std::string_view left, std::string_view right);

}  // namespace terrane
