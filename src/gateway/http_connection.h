// One client connection: bytes in, requests to the handler, replies out, in order.
//
// Exactly one move is pending at any time: a read, a write, a handshake, or a reply. Whoever makes
// it owns the connection (as `Self`, or as the HttpReply), so no locks or reference counts are
// needed, and dropping the owner closes the connection.
#pragma once

#include <boost/asio/ssl/stream.hpp>
#include <memory>
#include <optional>
#include <string>

#include "gateway/http_reactor.h"
#include "gateway/http_request_reader.h"

namespace terrane {

class HttpConnection final : public HttpResponder, public ConnectionHook {
 public:
  using Self = std::unique_ptr<HttpConnection>;

  static void start(Reactor& reactor, Socket socket);
  ~HttpConnection();

  void respond(int status, std::string_view content_type, std::string body,
               std::string_view headers) override;
  void stay_silent(Silence how) override;

  // For the reactor:
  void resume();                          // takes the reply given on another thread, and goes on
  void expire_if_due();                   // ends a connection whose deadline has passed
  void wind_down(Milliseconds deadline);  // ends one that only waits for its client
  HttpConnection* next_answered = nullptr;

 private:
  enum class Stage { kFirstByte, kRequest, kWaiting, kClosing, kReset, kHanging };
  enum class Step { kReceive, kHandshake, kHandle, kClose, kReset, kHang };

  HttpConnection(Reactor& reactor, Socket socket);

  void advance(Self self);
  Step next_step();
  Step read_first_byte();
  Step read_request();
  Step take_header();
  Step open_tunnel();
  Step refuse(int status, std::string_view words);
  bool serves(std::string_view host) const;
  void finish_request();
  void give_up_request();

  void receive(Self self);
  void handshake(Self self);
  Self hand_over(Self self);
  void linger(Self self);
  void hang(Self self);
  void discard(Self self);
  void reset();

  void queue_reply(int status, std::string_view content_type, std::string body,
                   std::string_view headers = {});
  size_t queued() const { return out_.size() + tail_.size(); }
  bool flush(Self& self);
  void drop_queued();
  void expect_within(std::chrono::milliseconds span) { deadline_ = reactor_.now() + span.count(); }
  void expect_bytes(size_t count);
  void expect_client();

  Reactor& reactor_;
  Socket socket_;
  std::unique_ptr<boost::asio::ssl::stream<Socket&>> tls_;
  std::string peer_;
  std::string tunnel_host_;  // what CONNECT asked for
  Stage stage_ = Stage::kFirstByte;
  Milliseconds deadline_ = 0;  // 0: none

  HttpRequestReader reader_;
  HttpRequest request_;
  std::optional<HttpHandler::BodyRefusal> body_refusal_;
  bool keep_alive_ = true;

  // The reply: `out_`, then `tail_`, in one send. Replies to pipelined requests gather in out_.
  std::string out_;
  std::string tail_;
  // One given on another thread, until this one takes it.
  int reply_status_ = 0;
  std::string_view reply_type_;
  std::string reply_body_;
  std::string_view reply_headers_;
  std::optional<Silence> silence_;  // in place of one
  bool is_hanging_ = false;         // and counted as such
  bool handing_over_ = false;
  bool answered_ = false;
};

}  // namespace terrane
