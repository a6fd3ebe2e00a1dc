#include "gateway/http_connection.h"

#include <algorithm>
#include <array>
#include <boost/asio/write.hpp>
#include <charconv>
#include <cstring>

#include "gateway/certificate_authority.h"

namespace terrane {
namespace {

namespace asio = boost::asio;
using Failure = boost::system::error_code;

constexpr size_t kFirstCapacity = 4 << 10;
constexpr size_t kChunkHeaderRoom = 1 << 10;
constexpr size_t kKeptBodyCapacity = 64 << 10;
constexpr size_t kLargestGathering = 64 << 10;
constexpr std::chrono::milliseconds kLingering{2'000};
constexpr char kTlsHandshakeRecord = 0x16;

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Unknown";
  }
}

void append_number(std::string& text, size_t number) {
  char digits[20];
  text.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

}  // namespace

void Connection::start(Reactor& reactor, Socket socket) {
  Self self(new Connection(reactor, std::move(socket)));
  reactor.adopt(*self);
  Connection& connection = *self;
  connection.advance(std::move(self));
}

Connection::Connection(Reactor& reactor, Socket socket)
    : reactor_(reactor), socket_(std::move(socket)) {
  Failure ignored;
  const Tcp::endpoint remote = socket_.remote_endpoint(ignored);
  peer_ = remote.address().to_string() + ':';
  append_number(peer_, remote.port());
  reactor_.server().counters.open_connections.fetch_add(1, std::memory_order_relaxed);
  expect_within(reactor_.server().options.header_timeout);
}

Connection::~Connection() {
  reactor_.server().counters.open_connections.fetch_sub(1, std::memory_order_relaxed);
}

void Connection::advance(Self self) {
  for (;;) {
    switch (next_step()) {
      case Step::kReceive:
        if (flush(self)) receive(std::move(self));
        return;
      case Step::kHandshake:
        if (flush(self)) handshake(std::move(self));
        return;
      case Step::kClose:
        if (flush(self)) linger(std::move(self));
        return;
      case Step::kHandle:
        if (queued() > kLargestGathering && !flush(self)) return;
        self = hand_over(std::move(self));
        if (!self) return;  // the reply comes later, and resumes here
    }
  }
}

// What is to be done now, as far as the bytes received tell. Asked again after a flush, it answers
// the same.
Connection::Step Connection::next_step() {
  switch (stage_) {
    case Stage::kFirstByte:
      if (begin_ == end_) return Step::kReceive;
      if (buffer_[begin_] == kTlsHandshakeRecord)
        return !tls_ && reactor_.server().authority ? Step::kHandshake
                                                    : refuse(400, "No TLS here.\n");
      stage_ = Stage::kHeader;
      [[fallthrough]];
    case Stage::kHeader:
      return read_header();
    case Stage::kBody:
      return read_body();
    case Stage::kChunks:
      return read_chunks();
    case Stage::kRequest:
      return Step::kHandle;
    case Stage::kWaiting:
      break;
    case Stage::kClosing:
      return Step::kClose;
  }
  impossible("a connection went on before its reply was given");
}

Connection::Step Connection::read_header() {
  while (received_from(begin_).starts_with("\r\n")) {  // some clients end a body with one more
    begin_ += 2;
    scanned_ = 0;
  }
  if (begin_ == end_ && reactor_.is_stopping()) {
    stage_ = Stage::kClosing;
    return Step::kClose;
  }
  const size_t limit = reactor_.server().options.maximum_header_size;
  const size_t blank_line =
      received_from(begin_).find("\r\n\r\n", scanned_ - std::min<size_t>(scanned_, 3));
  scanned_ = end_ - begin_;
  if (blank_line == std::string_view::npos && scanned_ < limit) return Step::kReceive;
  if (blank_line >= limit) return refuse(431, "The request's header is over 64 KiB.\n");

  const size_t size = blank_line + 4;
  if (capacity_ - begin_ - size < kChunkHeaderRoom) move_to_front(size + kChunkHeaderRoom);
  header_end_ = body_begin_ = begin_ + size;
  parser_.emplace(headers_, body_, reactor_.server().options.maximum_body_size);
  const auto outcome = parser_->parse_header({buffer_.get() + begin_, size});
  if (outcome == HttpParser::Outcome::kMalformed)
    return refuse(400, "This is not a well-formed HTTP/1.1 request.\n");
  keep_alive_ = parser_->wants_keep_alive() && !reactor_.is_stopping();
  if (parser_->method() == "CONNECT") return open_tunnel();

  const auto target = split_target(parser_->target());
  if (!target) return refuse(400, "The request target is not a path.\n");
  if (target->authority.data() && !serves(target->authority))
    return refuse(403, "This is not a proxy to other hosts.\n");
  const std::string_view host = parser_->host().empty() ? target->authority : parser_->host();
  request_ = {.method = parser_->method(),
              .path = target->path,
              .query = target->query,
              .host = host,
              .peer = peer_,
              .headers = headers_,
              .secure = tls_ != nullptr};
  return outcome == HttpParser::Outcome::kTooLarge ? refuse_body() : begin_body();
}

Connection::Step Connection::begin_body() {
  const std::string_view rest = received_from(header_end_);
  expect_within(reactor_.server().options.header_timeout);
  if (parser_->expects_continue() && rest.empty()) out_ += "HTTP/1.1 100 Continue\r\n\r\n";
  if (parser_->has_chunks()) {
    stage_ = Stage::kChunks;
    return read_chunks();
  }
  stage_ = Stage::kBody;
  if (body_is_apart()) {
    body_ = rest;
    body_received_ = rest.size();
    end_ = header_end_;
  }
  return read_body();
}

Connection::Step Connection::read_body() {
  const size_t size = parser_->body_size();
  if (body_is_apart()) {
    if (body_received_ < size) return Step::kReceive;
    return hand_over_next(body_, header_end_);
  }
  const std::string_view rest = received_from(header_end_);
  if (rest.size() < size) return Step::kReceive;
  return hand_over_next(rest.substr(0, size), header_end_ + size);
}

Connection::Step Connection::read_chunks() {
  size_t consumed = 0;
  const auto outcome = parser_->parse_chunks(received_from(body_begin_), consumed);
  body_begin_ += consumed;
  switch (outcome) {
    case HttpParser::Outcome::kDone:
      return hand_over_next(body_, body_begin_);
    case HttpParser::Outcome::kTooLarge:
      return refuse_body();
    case HttpParser::Outcome::kMalformed:
      return refuse(400, "The chunks of the body are malformed.\n");
    case HttpParser::Outcome::kNeedsMore:
      break;
  }
  const std::string_view rest = received_from(body_begin_);
  std::memmove(buffer_.get() + header_end_, rest.data(), rest.size());
  body_begin_ = header_end_;
  end_ = header_end_ + rest.size();
  if (end_ == capacity_) return refuse(400, "A chunk's header is too long.\n");
  return Step::kReceive;
}

Connection::Step Connection::hand_over_next(std::string_view body, size_t request_end) {
  request_.body = body;
  request_end_ = request_end;
  stage_ = Stage::kRequest;
  return Step::kHandle;
}

Connection::Step Connection::refuse_body() {
  body_refused_ = true;
  keep_alive_ = false;
  return hand_over_next({}, end_);
}

Connection::Step Connection::open_tunnel() {
  if (tls_ || !tunnel_host_.empty()) return refuse(400, "CONNECT is for the first request only.\n");
  if (!serves(parser_->target())) return refuse(403, "This is not a proxy to other hosts.\n");
  tunnel_host_ = host_name(parser_->target());
  out_ += "HTTP/1.1 200 Connection established\r\n\r\n";
  request_end_ = header_end_;
  keep_alive_ = true;
  finish_request();
  stage_ = Stage::kFirstByte;
  expect_within(reactor_.server().options.header_timeout);
  return next_step();
}

Connection::Step Connection::refuse(int status, std::string_view words) {
  reactor_.server().counters.malformed_requests.fetch_add(1, std::memory_order_relaxed);
  keep_alive_ = false;
  queue_reply(status, "text/plain", std::string(words));
  stage_ = Stage::kClosing;
  return Step::kClose;
}

bool Connection::serves(std::string_view host) const {
  Failure failure;
  const Tcp::endpoint local = socket_.local_endpoint(failure);
  return reactor_.server().hosts.serves(host, failure ? "" : local.address().to_string());
}

void Connection::finish_request() {
  begin_ = request_end_;
  scanned_ = 0;
  if (begin_ == end_) begin_ = end_ = 0;
  if (body_.capacity() > kKeptBodyCapacity) body_ = {};
  body_refused_ = false;
  parser_.reset();
  stage_ = keep_alive_ ? Stage::kHeader : Stage::kClosing;
  const HttpServerOptions& options = reactor_.server().options;
  expect_within(begin_ == end_ ? options.idle_timeout : options.header_timeout);
}

// ---------------------------------------------------------------------------------- receiving

void Connection::receive(Self self) {
  const auto space = free_space();
  auto done = [self = std::move(self)](Failure failure, size_t size) mutable {
    if (failure) return;
    Connection& connection = *self;
    connection.received(size);
    connection.advance(std::move(self));
  };
  if (tls_)
    tls_->async_read_some(space, std::move(done));
  else
    socket_.async_read_some(space, std::move(done));
}

void Connection::received(size_t size) {
  const bool in_body = stage_ == Stage::kBody || stage_ == Stage::kChunks;
  if (!in_body && begin_ == end_) expect_within(reactor_.server().options.header_timeout);
  if (in_body) expect_bytes(size);
  if (stage_ == Stage::kBody && body_is_apart())
    body_received_ += size;
  else
    end_ += size;
}

asio::mutable_buffer Connection::free_space() {
  if (stage_ == Stage::kBody && body_is_apart()) {
    // Memory follows what arrived, not what was announced.
    if (body_received_ == body_.size())
      body_.resize(std::min(parser_->body_size(), std::max(kKeptBodyCapacity, 2 * body_received_)));
    return {body_.data() + body_received_, body_.size() - body_received_};
  }
  if (end_ == capacity_) move_to_front(std::max(kFirstCapacity, 2 * (end_ - begin_)));
  return {buffer_.get() + end_, capacity_ - end_};
}

// Makes room behind what was received but not consumed, in a buffer of `capacity` bytes at least.
// Only between requests and within a header: slices of the buffer point nowhere afterwards.
void Connection::move_to_front(size_t capacity) {
  const std::string_view rest = received_from(begin_);
  if (capacity > capacity_) {
    auto larger = std::make_unique_for_overwrite<char[]>(capacity);
    std::memcpy(larger.get(), rest.data(), rest.size());
    buffer_ = std::move(larger);
    capacity_ = capacity;
  } else {
    std::memmove(buffer_.get(), rest.data(), rest.size());
  }
  end_ -= begin_;
  begin_ = 0;
}

void Connection::handshake(Self self) {
  tls_ = std::make_unique<asio::ssl::stream<Socket&>>(socket_, reactor_.tls_context());
  CertificateAuthority::expect_host(tls_->native_handle(), tunnel_host_);
  const std::string_view hello = received_from(begin_);
  expect_within(reactor_.server().options.header_timeout);
  tls_->async_handshake(
      asio::ssl::stream_base::server, asio::buffer(hello),
      [self = std::move(self), all = hello.size()](Failure failure, size_t consumed) mutable {
        if (failure || consumed != all) return;
        Connection& connection = *self;
        connection.begin_ = connection.end_ = 0;
        connection.stage_ = Stage::kHeader;
        connection.advance(std::move(self));
      });
}

// Reads on for a moment before closing: a client that is still sending would otherwise lose the
// reply to the reset that closing causes.
void Connection::linger(Self self) {
  Failure ignored;
  if (!tls_) socket_.shutdown(Socket::shutdown_send, ignored);
  if (!buffer_) return;
  expect_within(kLingering);
  struct Discard {
    Self self;
    void operator()(Failure failure, size_t) {
      if (failure) return;
      Connection& connection = *self;
      connection.socket_.async_read_some(
          asio::buffer(connection.buffer_.get(), connection.capacity_), std::move(*this));
    }
  };
  Discard{std::move(self)}(Failure(), 0);
}

// ---------------------------------------------------------------------------------- replying

// Returns the connection if the reply was given within the call.
Connection::Self Connection::hand_over(Self self) {
  stage_ = Stage::kWaiting;
  deadline_ = 0;
  answered_ = false;
  handing_over_ = true;
  HttpReply reply(*self.release());
  HttpHandler& handler = reactor_.server().handler;
  if (body_refused_)
    handler.refuse_body(request_, std::move(reply));
  else
    handler.handle(request_, std::move(reply));
  handing_over_ = false;  // still here: only this thread goes on with a reply given elsewhere
  return Self(answered_ ? this : nullptr);
}

void Connection::respond(int status, std::string_view content_type, std::string body) {
  if (reactor_.is_current() && handing_over_) {
    queue_reply(status, content_type, std::move(body));
    finish_request();
    answered_ = true;
    return;
  }
  reply_status_ = status;
  reply_type_ = content_type;
  reply_body_ = std::move(body);
  reactor_.resume_later(*this);
}

void Connection::resume() {
  Self self(this);
  queue_reply(reply_status_, reply_type_, std::move(reply_body_));
  finish_request();
  advance(std::move(self));
}

void Connection::queue_reply(int status, std::string_view content_type, std::string body) {
  out_ += tail_;
  out_.reserve(out_.size() + 256);
  if (reactor_.is_stopping()) keep_alive_ = false;
  out_ += "HTTP/1.1 ";
  append_number(out_, static_cast<size_t>(status));
  out_ += ' ';
  out_ += reason(status);
  out_ += "\r\nContent-Type: ";
  out_ += content_type;
  out_ += "\r\nContent-Length: ";
  append_number(out_, body.size());
  out_ += "\r\nDate: ";
  out_ += reactor_.date();
  if (!keep_alive_)
    out_ += "\r\nConnection: close";
  else if (parser_ && parser_->is_http_1_0())
    out_ += "\r\nConnection: keep-alive";
  out_ += "\r\n\r\n";
  tail_ = std::move(body);
  if (parser_ && parser_->method() == "HEAD") tail_.clear();
}

// Sends what is queued. False if it takes longer, or fails: then it took the connection, and goes
// on with it by itself.
bool Connection::flush(Self& self) {
  if (queued() == 0) return true;
  size_t sent = 0;
  if (!tls_) {
    Failure failure;
    const std::array<asio::const_buffer, 2> all{asio::buffer(out_), asio::buffer(tail_)};
    sent = socket_.write_some(all, failure);
    if (failure && failure != asio::error::would_block) {
      self.reset();
      return false;
    }
    if (sent == queued()) {
      out_.clear();
      tail_ = {};
      return true;
    }
  }
  const size_t sent_of_out = std::min(sent, out_.size());
  const std::array<asio::const_buffer, 2> rest{asio::buffer(out_) + sent_of_out,
                                               asio::buffer(tail_) + (sent - sent_of_out)};
  expect_within(reactor_.server().options.header_timeout);
  expect_bytes(queued());
  auto done = [self = std::move(self)](Failure failure, size_t) mutable {
    if (failure) return;
    Connection& connection = *self;
    connection.out_.clear();
    connection.tail_ = {};
    const HttpServerOptions& options = connection.reactor_.server().options;
    connection.expect_within(connection.begin_ == connection.end_ ? options.idle_timeout
                                                                  : options.header_timeout);
    connection.advance(std::move(self));
  };
  if (tls_)
    asio::async_write(*tls_, rest, std::move(done));
  else
    asio::async_write(socket_, rest, std::move(done));
  return false;
}

// ---------------------------------------------------------------------------------- deadlines

void Connection::expect_bytes(size_t count) {
  deadline_ +=
      static_cast<Milliseconds>(1000 * count / reactor_.server().options.slowest_bytes_per_second);
}

void Connection::expire_if_due() {
  if (deadline_ == 0 || deadline_ > reactor_.now()) return;
  deadline_ = 0;
  reactor_.server().counters.timed_out_connections.fetch_add(1, std::memory_order_relaxed);
  Failure ignored;
  socket_.close(ignored);  // what is pending fails, and drops the connection
}

void Connection::wind_down(Milliseconds deadline) {
  if (stage_ == Stage::kWaiting) return;  // its reply closes it
  const bool idle =
      begin_ == end_ && queued() == 0 && (stage_ == Stage::kFirstByte || stage_ == Stage::kHeader);
  deadline_ = idle ? reactor_.now() : std::min(deadline_, deadline);
}

}  // namespace terrane
