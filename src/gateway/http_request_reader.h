// Makes requests of the bytes a client sends, in whatever pieces they come: the framing of
// HTTP/1.1, without sockets or time.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "gateway/http_parser.h"

namespace terrane {

// Ask read() after every received(), and go on as it says. What it found lies in its buffer, which
// does not move between the end of a header and finish().
class HttpRequestReader {
 public:
  enum class Outcome {
    kNeedsMore,  // receive into free_space()
    kHeader,     // said once of each request: all but the body is there
    kRequest,    // whole, until finish()
    kTooLarge,   // the body is over the limit; the rest of the connection is worth nothing
    kNoMemory,   // all bodies together are; the same
    kMalformed,  // this and the rest; refusal() says why
  };
  struct Refusal {
    int status;
    std::string_view words;
  };

  // `body_memory`: what large and chunked bodies take their memory from; the others lie in the
  // buffer.
  HttpRequestReader(size_t header_limit, size_t body_limit, MemoryBudget& body_memory)
      : header_limit_(header_limit), body_limit_(body_limit), body_(body_memory) {}

  std::span<char> free_space();
  void received(size_t size);
  Outcome read();

  // From kHeader on:
  const HttpRequest& request() const {
    return request_;
  }  // `peer` and `secure` are not its to tell
  std::string_view authority() const { return authority_; }  // of a proxy's request, else empty
  bool is_connect() const { return parser_->method() == "CONNECT"; }
  bool is_head() const { return parser_ && parser_->method() == "HEAD"; }
  bool is_http_1_0() const { return parser_ && parser_->is_http_1_0(); }
  bool wants_keep_alive() const { return parser_->wants_keep_alive(); }
  // Whether the client holds its body back until it is told to go on.
  bool awaits_continue() const;
  const Refusal& refusal() const { return refusal_; }

  void finish();        // with the request, to go on to the next
  void release_body();  // of one that nothing follows
  // Nothing of the next request is there.
  bool is_between_requests() const { return stage_ == Stage::kHeader && begin_ == end_; }
  bool is_in_body() const { return stage_ == Stage::kBody || stage_ == Stage::kChunks; }
  // Received, but not read yet: of another protocol than HTTP, perhaps.
  std::string_view unread() const { return received_from(begin_); }
  void drop_unread() { begin_ = end_ = 0; }

 private:
  enum class Stage { kHeader, kBody, kChunks, kDone };

  Outcome read_header();
  Outcome parse_header(size_t size);
  Outcome read_body();
  Outcome read_chunks();
  Outcome refuse(int status, std::string_view words);
  Outcome end_with(Outcome outcome);
  Outcome complete(std::string_view body, size_t request_end);
  void make_room(size_t capacity);
  std::string_view received_from(size_t offset) const {
    return {buffer_.get() + offset, end_ - offset};
  }
  bool body_is_apart() const { return header_end_ + parser_->body_size() > capacity_; }

  const size_t header_limit_;
  const size_t body_limit_;
  Stage stage_ = Stage::kHeader;
  Outcome outcome_ = Outcome::kNeedsMore;  // of kDone

  // Received bytes: [begin_, end_) are not finished with.
  std::unique_ptr<char[]> buffer_;
  size_t capacity_ = 0;
  size_t begin_ = 0;
  size_t end_ = 0;
  size_t scanned_ = 0;  // from begin_: no empty line ends before here
  size_t header_end_ = 0;
  size_t chunks_begin_ = 0;  // of those not consumed yet
  size_t request_end_ = 0;

  std::optional<HttpParser> parser_;
  std::vector<HttpHeader> headers_;
  BodyBuffer body_;  // one that does not fit the buffer, or comes in chunks
  HttpRequest request_;
  std::string_view authority_;
  Refusal refusal_{};
};

}  // namespace terrane
