#include "gateway/http_parser.h"

#include <algorithm>

namespace terrane {
namespace {

namespace http = boost::beast::http;

constexpr size_t kMaximumHeaders = 100;

std::string_view view(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

HttpParser::HttpParser(std::vector<HttpHeader>& headers, BodyBuffer& chunked_body,
                       size_t body_limit)
    : headers_(headers), chunked_body_(chunked_body), body_limit_(body_limit) {
  basic_parser::body_limit(
      boost::none);  // judged below: over it is an answer, not a malformed request
  header_limit(static_cast<uint32_t>(-1));  // the connection limits its buffer
  headers_.clear();
}

HttpParser::Outcome HttpParser::parse_header(std::string_view text) {
  input_ = text;
  Failure failure;
  put(boost::asio::const_buffer(text.data(), text.size()), failure);
  if (failure || !is_header_done()) return Outcome::kMalformed;
  if (body_size() > body_limit_) return Outcome::kTooLarge;
  eager(true);
  return is_done() ? Outcome::kDone : Outcome::kNeedsMore;
}

HttpParser::Outcome HttpParser::parse_chunks(std::string_view bytes, size_t& consumed) {
  Failure failure;
  consumed = put(boost::asio::const_buffer(bytes.data(), bytes.size()), failure);
  if (failure == http::error::body_limit) return Outcome::kTooLarge;
  if (failure == http::error::bad_alloc) return Outcome::kNoMemory;
  if (failure && failure != http::error::need_more) return Outcome::kMalformed;
  return is_done() ? Outcome::kDone : Outcome::kNeedsMore;
}

void HttpParser::on_request_impl(http::verb, Text method, Text target, int version, Failure&) {
  method_ = view(method);
  target_ = view(target);
  version_ = version;
}

void HttpParser::on_field_impl(http::field field, Text name, Text value, Failure& failure) {
  if (is_header_done()) return;  // trailers of a chunked body say nothing we read
  // A value folded over lines is not a slice of the input. RFC 9112 lets a server refuse it.
  const bool folded = !value.empty() && (value.data() < input_.data() ||
                                         value.data() >= input_.data() + input_.size());
  if (folded || headers_.size() == kMaximumHeaders) {
    failure = http::error::bad_value;
    return;
  }
  // An empty value is present, with a pointer that is not null.
  headers_.push_back({view(name), value.empty() ? std::string_view("") : view(value)});
  if (field == http::field::host) {
    if (host_.data()) failure = http::error::bad_field;  // two answers to one question
    host_ = headers_.back().value;
  } else if (field == http::field::transfer_encoding) {
    has_transfer_encoding_ = true;
  } else if (field == http::field::expect) {
    expects_continue_ = equal_ignoring_case(headers_.back().value, "100-continue");
  }
}

void HttpParser::on_header_impl(Failure& failure) {
  const auto length = content_length();
  // Two lengths, or a coding other than chunks, let two readers disagree about where it ends.
  if (has_transfer_encoding_ && (!chunked() || length || version_ == 10))
    failure = http::error::bad_transfer_encoding;
  if (version_ != 10 && !host_.data()) failure = http::error::bad_field;
  body_size_ = length ? std::min<uint64_t>(*length, SIZE_MAX) : 0;
}

size_t HttpParser::on_chunk_body_impl(uint64_t, Text body, Failure& failure) {
  if (body.size() > body_limit_ - chunked_body_.size())
    failure = http::error::body_limit;
  else if (!chunked_body_.append(view(body), body_limit_))
    failure = http::error::bad_alloc;
  return body.size();
}

}  // namespace terrane
