#include "gateway/http_request_reader.h"

#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "gateway/host.h"

namespace terrane {
namespace {

constexpr size_t kFirstCapacity = 4 << 10;
constexpr size_t kKeptCapacity = 16 << 10;  // while there is no request
constexpr size_t kChunkHeaderRoom = 1 << 10;

}  // namespace

std::span<char> HttpRequestReader::free_space() {
  if (stage_ == Stage::kBody && body_is_apart()) return body_.free_space();
  if (end_ == capacity_) make_room(std::max(kFirstCapacity, 2 * (end_ - begin_)));
  return {buffer_.get() + end_, capacity_ - end_};
}

void HttpRequestReader::received(size_t size) {
  if (stage_ == Stage::kBody && body_is_apart())
    body_.added(size);
  else
    end_ += size;
}

HttpRequestReader::Outcome HttpRequestReader::read() {
  switch (stage_) {
    case Stage::kHeader:
      return read_header();
    case Stage::kBody:
      return read_body();
    case Stage::kChunks:
      return read_chunks();
    case Stage::kDone:
      return outcome_;
  }
  impossible("a request reader is in no stage");
}

HttpRequestReader::Outcome HttpRequestReader::read_header() {
  while (unread().starts_with("\r\n")) {  // some clients end a body with one more
    begin_ += 2;
    scanned_ = 0;
  }
  const size_t overlap = std::min<size_t>(scanned_, 3);
  const size_t blank_line = unread().find("\r\n\r\n", scanned_ - overlap);
  scanned_ = end_ - begin_;
  const size_t all_it_takes = header_limit_ + 3;  // for a line that begins below the limit
  if (blank_line == std::string_view::npos && scanned_ < all_it_takes) return Outcome::kNeedsMore;
  if (blank_line >= header_limit_) return refuse(431, "The request's header is too large.\n");
  return parse_header(blank_line + 4);
}

HttpRequestReader::Outcome HttpRequestReader::parse_header(size_t size) {
  if (capacity_ - begin_ - size < kChunkHeaderRoom) make_room(size + kChunkHeaderRoom);
  header_end_ = chunks_begin_ = begin_ + size;
  parser_.emplace(headers_, body_, body_limit_);
  const auto outcome = parser_->parse_header(unread().substr(0, size));
  if (outcome == HttpParser::Outcome::kMalformed)
    return refuse(400, "This is not a well-formed HTTP/1.1 request.\n");
  request_ = {.method = parser_->method(), .host = parser_->host(), .headers = headers_};
  authority_ = parser_->target();
  if (!is_connect()) {
    const auto target = split_target(parser_->target());
    if (!target) return refuse(400, "The request target is not a path.\n");
    authority_ = target->authority;
    request_.path = target->path;
    request_.query = target->query;
    if (request_.host.empty()) request_.host = authority_;
  }
  if (outcome == HttpParser::Outcome::kTooLarge) return end_with(Outcome::kTooLarge);
  if (parser_->has_chunks()) {
    stage_ = Stage::kChunks;
    return Outcome::kHeader;
  }
  stage_ = Stage::kBody;
  if (body_is_apart()) {
    if (!body_.append(received_from(header_end_), parser_->body_size()))
      return end_with(Outcome::kNoMemory);
    end_ = header_end_;
  }
  return Outcome::kHeader;
}

HttpRequestReader::Outcome HttpRequestReader::read_body() {
  const size_t size = parser_->body_size();
  if (body_is_apart()) {
    if (body_.size() == size) return complete(body_.text(), header_end_);
    if (body_.is_full() && !body_.grow(body_.size() + 1, size)) return end_with(Outcome::kNoMemory);
    return Outcome::kNeedsMore;
  }
  const std::string_view rest = received_from(header_end_);
  if (rest.size() < size) return Outcome::kNeedsMore;
  return complete(rest.substr(0, size), header_end_ + size);
}

HttpRequestReader::Outcome HttpRequestReader::read_chunks() {
  size_t consumed = 0;
  const auto outcome = parser_->parse_chunks(received_from(chunks_begin_), consumed);
  chunks_begin_ += consumed;
  switch (outcome) {
    case HttpParser::Outcome::kDone:
      return complete(body_.text(), chunks_begin_);
    case HttpParser::Outcome::kTooLarge:
      return end_with(Outcome::kTooLarge);
    case HttpParser::Outcome::kNoMemory:
      return end_with(Outcome::kNoMemory);
    case HttpParser::Outcome::kMalformed:
      return refuse(400, "The body's chunks are malformed.\n");
    case HttpParser::Outcome::kNeedsMore:
      break;
  }
  const std::string_view rest = received_from(chunks_begin_);
  std::memmove(buffer_.get() + header_end_, rest.data(), rest.size());
  chunks_begin_ = header_end_;
  end_ = header_end_ + rest.size();
  if (end_ == capacity_) return refuse(400, "A chunk's header is too long.\n");
  return Outcome::kNeedsMore;
}

HttpRequestReader::Outcome HttpRequestReader::complete(std::string_view body, size_t request_end) {
  request_.body = body;
  request_end_ = request_end;
  return end_with(Outcome::kRequest);
}

HttpRequestReader::Outcome HttpRequestReader::refuse(int status, std::string_view words) {
  refusal_ = {status, words};
  return end_with(Outcome::kMalformed);
}

HttpRequestReader::Outcome HttpRequestReader::end_with(Outcome outcome) {
  if (outcome != Outcome::kRequest) body_.release();
  stage_ = Stage::kDone;
  return outcome_ = outcome;
}

bool HttpRequestReader::awaits_continue() const {
  return parser_->expects_continue() && !parser_->is_http_1_0() &&
         received_from(header_end_).empty();
}

void HttpRequestReader::finish() {
  begin_ = request_end_;
  if (begin_ == end_) {
    begin_ = end_ = 0;
    if (capacity_ > kKeptCapacity) {
      buffer_.reset();
      capacity_ = 0;
    }
  }
  scanned_ = 0;
  body_.release();
  parser_.reset();
  stage_ = Stage::kHeader;
}

void HttpRequestReader::release_body() {
  request_.body = {};
  body_.release();
}

// Makes room behind what was received and not finished with, in a buffer of `capacity` bytes at
// least. Not after a header was parsed: its slices would point nowhere.
void HttpRequestReader::make_room(size_t capacity) {
  const std::string_view rest = unread();
  if (capacity > capacity_) {
    auto larger = std::make_unique_for_overwrite<char[]>(capacity);
    std::ranges::copy(rest, larger.get());
    buffer_ = std::move(larger);
    capacity_ = capacity;
  } else {
    std::memmove(buffer_.get(), rest.data(), rest.size());
  }
  end_ -= begin_;
  begin_ = 0;
}

}  // namespace terrane
