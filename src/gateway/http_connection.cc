#include "gateway/http_connection.h"

#include <algorithm>
#include <array>
#include <boost/asio/write.hpp>
#include <charconv>
#include <span>

#include "gateway/certificate_authority.h"

namespace terrane {
namespace {

namespace asio = boost::asio;
using Failure = boost::system::error_code;

constexpr size_t kLargestGathering = 64 << 10;
constexpr std::chrono::milliseconds kLingering{2'000};
constexpr size_t kDiscardedAtOnce = 16 << 10;
constexpr char kTlsHandshakeRecord = 0x16;

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 302:
      return "Found";
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

void HttpConnection::start(Reactor& reactor, Socket socket) {
  Self self(new HttpConnection(reactor, std::move(socket)));
  reactor.adopt(*self);
  HttpConnection& connection = *self;
  connection.advance(std::move(self));
}

HttpConnection::HttpConnection(Reactor& reactor, Socket socket)
    : reactor_(reactor),
      socket_(std::move(socket)),
      reader_(reactor.server().options.maximum_header_size,
              reactor.server().options.maximum_body_size, reactor.server().body_memory) {
  Failure ignored;
  const Tcp::endpoint remote = socket_.remote_endpoint(ignored);
  peer_ = remote.address().to_string() + ':';
  append_number(peer_, remote.port());
  reactor_.server().counters.open_connections.fetch_add(1, std::memory_order_relaxed);
  expect_within(reactor_.server().options.header_timeout);
}

HttpConnection::~HttpConnection() {
  if (is_hanging_)
    reactor_.server().counters.hanging_connections.fetch_sub(1, std::memory_order_relaxed);
  reactor_.server().counters.open_connections.fetch_sub(1, std::memory_order_relaxed);
}

void HttpConnection::advance(Self self) {
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
      case Step::kReset:
        if (flush(self)) reset();
        return;
      case Step::kHang:
        if (flush(self)) hang(std::move(self));
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
HttpConnection::Step HttpConnection::next_step() {
  switch (stage_) {
    case Stage::kFirstByte:
      return read_first_byte();
    case Stage::kRequest:
      return read_request();
    case Stage::kWaiting:
      break;
    case Stage::kClosing:
      return Step::kClose;
    case Stage::kReset:
      return Step::kReset;
    case Stage::kHanging:
      return Step::kHang;
  }
  impossible("a connection went on before its reply was given");
}

HttpConnection::Step HttpConnection::read_first_byte() {
  const std::string_view unread = reader_.unread();
  if (unread.empty()) return Step::kReceive;
  if (unread.front() == kTlsHandshakeRecord)
    return !tls_ && reactor_.server().authority ? Step::kHandshake : refuse(400, "No TLS here.\n");
  stage_ = Stage::kRequest;
  return read_request();
}

HttpConnection::Step HttpConnection::read_request() {
  switch (reader_.read()) {
    case HttpRequestReader::Outcome::kNeedsMore:
      if (!reader_.is_between_requests() || !reactor_.is_stopping()) return Step::kReceive;
      stage_ = Stage::kClosing;
      return Step::kClose;
    case HttpRequestReader::Outcome::kHeader:
      return take_header();
    case HttpRequestReader::Outcome::kMalformed:
      return refuse(reader_.refusal().status, reader_.refusal().words);
    case HttpRequestReader::Outcome::kTooLarge:
      body_refusal_ = HttpHandler::BodyRefusal::kTooLarge;
      break;
    case HttpRequestReader::Outcome::kNoMemory:
      reactor_.server().counters.refused_bodies.fetch_add(1, std::memory_order_relaxed);
      body_refusal_ = HttpHandler::BodyRefusal::kNoMemory;
      break;
    case HttpRequestReader::Outcome::kRequest:
      break;
  }
  request_ = reader_.request();
  request_.peer = peer_;
  request_.secure = tls_ != nullptr;
  keep_alive_ = reader_.wants_keep_alive() && !body_refusal_;
  return Step::kHandle;
}

HttpConnection::Step HttpConnection::take_header() {
  if (reader_.is_connect()) return open_tunnel();
  if (!reader_.authority().empty() && !serves(reader_.authority()))
    return refuse(403, "This is not a proxy to other hosts.\n");
  expect_within(reactor_.server().options.header_timeout);
  if (reader_.awaits_continue()) out_ += "HTTP/1.1 100 Continue\r\n\r\n";
  return read_request();
}

HttpConnection::Step HttpConnection::open_tunnel() {
  if (tls_ || !tunnel_host_.empty()) return refuse(400, "CONNECT is for the first request only.\n");
  if (!serves(reader_.authority())) return refuse(403, "This is not a proxy to other hosts.\n");
  if (reader_.read() != HttpRequestReader::Outcome::kRequest)
    return refuse(400, "CONNECT has no body.\n");
  tunnel_host_ = host_name(reader_.authority());
  out_ += "HTTP/1.1 200 Connection established\r\n\r\n";
  reader_.finish();
  expect_within(reactor_.server().options.header_timeout);
  stage_ = Stage::kFirstByte;
  return read_first_byte();
}

HttpConnection::Step HttpConnection::refuse(int status, std::string_view words) {
  reactor_.server().counters.malformed_requests.fetch_add(1, std::memory_order_relaxed);
  keep_alive_ = false;
  queue_reply(status, "text/plain", std::string(words));
  stage_ = Stage::kClosing;
  return Step::kClose;
}

bool HttpConnection::serves(std::string_view host) const {
  Failure failure;
  const Tcp::endpoint local = socket_.local_endpoint(failure);
  return reactor_.server().hosts.serves(host, failure ? "" : local.address().to_string());
}

void HttpConnection::finish_request() {
  stage_ = keep_alive_ ? Stage::kRequest : Stage::kClosing;
  if (keep_alive_)
    reader_.finish();
  else
    reader_.release_body();
  expect_client();
}

// What the request has is let go of: all that is kept for one that hangs is its socket.
void HttpConnection::give_up_request() {
  std::atomic<int64_t>& hanging = reactor_.server().counters.hanging_connections;
  const int64_t most = reactor_.server().options.maximum_hanging;
  stage_ = Stage::kReset;
  if (*silence_ == Silence::kHang && !reactor_.is_stopping()) {
    is_hanging_ = hanging.fetch_add(1, std::memory_order_relaxed) < most;
    if (is_hanging_) stage_ = Stage::kHanging;
    if (!is_hanging_) hanging.fetch_sub(1, std::memory_order_relaxed);
  }
  reader_.release_body();
}

// ---------------------------------------------------------------------------------- receiving

void HttpConnection::receive(Self self) {
  const std::span<char> space = reader_.free_space();
  const asio::mutable_buffer buffer(space.data(), space.size());
  auto done = [self = std::move(self)](Failure failure, size_t size) mutable {
    if (failure) return;
    HttpConnection& connection = *self;
    if (connection.reader_.is_between_requests())  // the first bytes of one start its clock
      connection.expect_within(connection.reactor_.server().options.header_timeout);
    else if (connection.reader_.is_in_body())
      connection.expect_bytes(size);
    connection.reader_.received(size);
    connection.advance(std::move(self));
  };
  if (tls_)
    tls_->async_read_some(buffer, std::move(done));
  else
    socket_.async_read_some(buffer, std::move(done));
}

void HttpConnection::handshake(Self self) {
  asio::ssl::context* context = reactor_.tls_context();
  if (!context) return;
  tls_ = std::make_unique<asio::ssl::stream<Socket&>>(socket_, *context);
  CertificateAuthority::expect_host(tls_->native_handle(), tunnel_host_);
  const std::string_view hello = reader_.unread();
  expect_within(reactor_.server().options.header_timeout);
  tls_->async_handshake(
      asio::ssl::stream_base::server, asio::buffer(hello),
      [self = std::move(self), all = hello.size()](Failure failure, size_t consumed) mutable {
        if (failure || consumed != all) return;
        HttpConnection& connection = *self;
        connection.reader_.drop_unread();
        connection.stage_ = Stage::kRequest;
        connection.advance(std::move(self));
      });
}

// Reads on for a moment before closing: a client that is still sending would otherwise lose the
// reply to the reset that closing causes.
void HttpConnection::linger(Self self) {
  Failure ignored;
  if (!tls_) socket_.shutdown(Socket::shutdown_send, ignored);
  expect_within(kLingering);
  discard(std::move(self));
}

// Until the client gives up, or has had its time.
void HttpConnection::hang(Self self) {
  expect_within(reactor_.server().options.hang_timeout);
  discard(std::move(self));
}

// The client reads that there is nobody, as it would if nobody had ever listened.
void HttpConnection::reset() {
  Failure ignored;
  socket_.set_option(boost::asio::socket_base::linger(true, 0), ignored);
  socket_.close(ignored);
}

void HttpConnection::discard(Self self) {
  struct Discard {
    Self self;
    std::unique_ptr<char[]> space = std::make_unique_for_overwrite<char[]>(kDiscardedAtOnce);
    void operator()(Failure failure, size_t) {
      if (failure) return;
      const asio::mutable_buffer buffer(space.get(), kDiscardedAtOnce);
      Socket& socket = self->socket_;
      socket.async_read_some(buffer, std::move(*this));
    }
  };
  Discard{std::move(self)}(Failure(), 0);
}

// ---------------------------------------------------------------------------------- replying

// Returns the connection if the reply was given within the call.
HttpConnection::Self HttpConnection::hand_over(Self self) {
  stage_ = Stage::kWaiting;
  deadline_ = 0;
  answered_ = false;
  handing_over_ = true;
  HttpReply reply(*self.release());
  HttpHandler& handler = reactor_.server().handler;
  if (body_refusal_)
    handler.refuse_body(request_, *body_refusal_, std::move(reply));
  else
    handler.handle(request_, std::move(reply));
  handing_over_ = false;  // still here: only this thread goes on with a reply given elsewhere
  return Self(answered_ ? this : nullptr);
}

void HttpConnection::respond(int status, std::string_view content_type, std::string body,
                             std::string_view headers) {
  if (reactor_.is_current() && handing_over_) {
    queue_reply(status, content_type, std::move(body), headers);
    finish_request();
    answered_ = true;
    return;
  }
  reply_status_ = status;
  reply_type_ = content_type;
  reply_body_ = std::move(body);
  reply_headers_ = headers;
  reactor_.resume_later(*this);
}

void HttpConnection::stay_silent(Silence how) {
  silence_ = how;
  if (!reactor_.is_current() || !handing_over_) return reactor_.resume_later(*this);
  give_up_request();
  answered_ = true;
}

void HttpConnection::resume() {
  Self self(this);
  if (silence_) {
    give_up_request();
  } else {
    queue_reply(reply_status_, reply_type_, std::move(reply_body_), reply_headers_);
    finish_request();
  }
  advance(std::move(self));
}

void HttpConnection::queue_reply(int status, std::string_view content_type, std::string body,
                                 std::string_view headers) {
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
  else if (reader_.is_http_1_0())
    out_ += "\r\nConnection: keep-alive";
  out_ += "\r\n";
  out_ += headers;
  out_ += "\r\n";
  tail_ = std::move(body);
  if (reader_.is_head()) tail_.clear();
}

// Sends what is queued. False if it takes longer, or fails: then it took the connection, and goes
// on with it by itself.
bool HttpConnection::flush(Self& self) {
  if (queued() == 0) return true;
  size_t sent = 0;
  if (tls_) {
    out_ += tail_;  // as one record
    tail_.clear();
  } else {
    Failure failure;
    const std::array<asio::const_buffer, 2> all{asio::buffer(out_), asio::buffer(tail_)};
    sent = socket_.write_some(all, failure);
    if (failure && failure != asio::error::would_block) {
      self.reset();
      return false;
    }
    if (sent == queued()) {
      drop_queued();
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
    HttpConnection& connection = *self;
    connection.drop_queued();
    connection.expect_client();
    connection.advance(std::move(self));
  };
  if (tls_)
    asio::async_write(*tls_, rest, std::move(done));
  else
    asio::async_write(socket_, rest, std::move(done));
  return false;
}

void HttpConnection::drop_queued() {
  out_.clear();
  if (out_.capacity() > kLargestGathering) out_.shrink_to_fit();
  tail_.clear();
  tail_.shrink_to_fit();
}

// ---------------------------------------------------------------------------------- deadlines

void HttpConnection::expect_bytes(size_t count) {
  deadline_ +=
      static_cast<Milliseconds>(1000 * count / reactor_.server().options.slowest_bytes_per_second);
}

void HttpConnection::expect_client() {
  const HttpServerOptions& options = reactor_.server().options;
  expect_within(reader_.is_between_requests() ? options.idle_timeout : options.header_timeout);
}

void HttpConnection::expire_if_due() {
  if (deadline_ == 0 || deadline_ > reactor_.now()) return;
  deadline_ = 0;
  reactor_.server().counters.timed_out_connections.fetch_add(1, std::memory_order_relaxed);
  Failure ignored;
  socket_.close(ignored);  // what is pending fails, and drops the connection
}

void HttpConnection::wind_down(Milliseconds deadline) {
  if (stage_ == Stage::kWaiting) return;  // its reply closes it
  const bool hangs = stage_ == Stage::kHanging;
  const bool idle =
      hangs || (reader_.is_between_requests() && queued() == 0 && stage_ != Stage::kClosing);
  deadline_ = idle ? reactor_.now() : std::min(deadline_, deadline);
}

}  // namespace terrane
