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
#include <vector>

#include "gateway/http_parser.h"
#include "gateway/http_reactor.h"

namespace terrane {

class Connection final : public HttpResponder, public ConnectionHook {
 public:
  using Self = std::unique_ptr<Connection>;

  static void start(Reactor& reactor, Socket socket);
  ~Connection();

  void respond(int status, std::string_view content_type, std::string body) override;

  // For the reactor:
  void resume();                          // takes the reply given on another thread, and goes on
  void expire_if_due();                   // ends a connection whose deadline has passed
  void wind_down(Milliseconds deadline);  // ends one that only waits for its client
  Connection* next_answered = nullptr;

 private:
  enum class Stage { kFirstByte, kHeader, kBody, kChunks, kRequest, kWaiting, kClosing };
  enum class Step { kReceive, kHandshake, kHandle, kClose };

  Connection(Reactor& reactor, Socket socket);

  void advance(Self self);
  Step next_step();
  Step read_header();
  Step begin_body();
  Step read_body();
  Step read_chunks();
  Step hand_over_next(std::string_view body, size_t request_end);
  Step refuse_body();
  Step open_tunnel();
  Step refuse(int status, std::string_view words);
  bool serves(std::string_view host) const;
  void finish_request();

  void receive(Self self);
  void received(size_t size);
  boost::asio::mutable_buffer free_space();
  void move_to_front(size_t capacity);
  std::string_view received_from(size_t offset) const {
    return {buffer_.get() + offset, end_ - offset};
  }
  bool body_is_apart() const { return header_end_ + parser_->body_size() > capacity_; }
  void handshake(Self self);
  Self hand_over(Self self);
  void linger(Self self);

  void queue_reply(int status, std::string_view content_type, std::string body);
  size_t queued() const { return out_.size() + tail_.size(); }
  bool flush(Self& self);
  void expect_within(std::chrono::milliseconds span) { deadline_ = reactor_.now() + span.count(); }
  void expect_bytes(size_t count);

  Reactor& reactor_;
  Socket socket_;
  std::unique_ptr<boost::asio::ssl::stream<Socket&>> tls_;
  std::string peer_;
  std::string tunnel_host_;  // what CONNECT asked for
  Stage stage_ = Stage::kFirstByte;
  Milliseconds deadline_ = 0;  // 0: none

  // Received bytes: [begin_, end_) are not consumed yet. A header never moves once it was parsed.
  std::unique_ptr<char[]> buffer_;
  size_t capacity_ = 0;
  size_t begin_ = 0;
  size_t end_ = 0;
  size_t scanned_ = 0;  // from begin_: no empty line ends before here
  size_t header_end_ = 0;
  size_t body_begin_ = 0;   // in the buffer; moves on as chunks are consumed
  size_t request_end_ = 0;  // where the next request begins

  std::optional<HttpParser> parser_;
  std::vector<HttpHeader> headers_;
  std::string body_;          // one that does not fit the buffer, or came in chunks
  size_t body_received_ = 0;  // of body_
  HttpRequest request_;
  bool keep_alive_ = true;
  bool body_refused_ = false;

  // The reply: `out_`, then `tail_`, in one send. Replies to pipelined requests gather in out_.
  std::string out_;
  std::string tail_;
  int reply_status_ = 0;
  std::string_view reply_type_;
  std::string reply_body_;
  bool handing_over_ = false;
  bool answered_ = false;
};

}  // namespace terrane
