// Reads one HTTP/1.x request out of a receive buffer, without copying what it finds there.
#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <string_view>
#include <vector>

#include "gateway/body_buffer.h"
#include "gateway/http.h"

namespace terrane {

// Beast's parser, told to keep slices of the buffer. The caller hands over a whole header at once,
// so the slices stay good for as long as the buffer does; only a chunked body is copied, to join
// it.
class HttpParser final : private boost::beast::http::basic_parser<true> {
 public:
  enum class Outcome { kDone, kNeedsMore, kTooLarge, kNoMemory, kMalformed };

  // `headers` is filled, and `chunked_body` too where the body comes in chunks: at most
  // `body_limit` bytes. Both belong to the connection, which reuses them.
  HttpParser(std::vector<HttpHeader>& headers, BodyBuffer& chunked_body, size_t body_limit);

  // `text`: from the first byte of the request line to the empty line, whole.
  Outcome parse_header(std::string_view text);
  // More bytes of a chunked body; `consumed` says how many of them need not be given again.
  Outcome parse_chunks(std::string_view bytes, size_t& consumed);

  std::string_view method() const { return method_; }
  std::string_view target() const { return target_; }
  std::string_view host() const { return host_; }
  bool is_http_1_0() const { return version_ == 10; }
  bool wants_keep_alive() const { return keep_alive(); }
  bool expects_continue() const { return expects_continue_; }
  bool has_chunks() const { return chunked(); }
  size_t body_size() const { return has_chunks() ? 0 : body_size_; }

 private:
  using Text = boost::beast::string_view;
  using Failure = boost::beast::error_code;

  void on_request_impl(boost::beast::http::verb, Text method, Text target, int version,
                       Failure&) override;
  void on_response_impl(int, Text, int, Failure&) override {}
  void on_field_impl(boost::beast::http::field field, Text name, Text value, Failure&) override;
  void on_header_impl(Failure&) override;
  void on_body_init_impl(const boost::optional<uint64_t>&, Failure&) override {}
  size_t on_body_impl(Text, Failure&) override { return 0; }
  void on_chunk_header_impl(uint64_t, Text, Failure&) override {}
  size_t on_chunk_body_impl(uint64_t, Text body, Failure&) override;
  void on_finish_impl(Failure&) override {}

  std::vector<HttpHeader>& headers_;
  BodyBuffer& chunked_body_;
  const size_t body_limit_;
  std::string_view input_;  // what parse_header() was given: a slice outside it is no slice
  std::string_view method_;
  std::string_view target_;
  std::string_view host_;
  int version_ = 11;
  size_t body_size_ = 0;
  bool has_transfer_encoding_ = false;
  bool expects_continue_ = false;
};

}  // namespace terrane
