// The bytes of one HTTP request, from the parser through signature and routing to the dispatcher.
#include <algorithm>
#include <boost/json.hpp>

#include "base/error.h"
#include "env/simulated/simulated_env.h"
#include "fuzz/fuzz.h"
#include "gateway/api_front.h"
#include "gateway/http_parser.h"

namespace {

using namespace terrane;

class AcceptsAll final : public ApiDispatcher {
 public:
  void dispatch(const ApiCall& call, ApiReply reply) override {
    check(call.service && call.action, "a call that is dispatched was routed");
    reply({R"({"Response":{}})", "", false});
  }
};

class KnowsNobody final : public Credentials {
 public:
  std::optional<Credential> find(std::string_view) const override { return std::nullopt; }
};

class OneReply final : public HttpResponder {
 public:
  ~OneReply() { check(count_ == 1, "every request is answered once"); }
  void respond(int status, std::string_view content_type, std::string body) override {
    ++count_;
    check(status >= 200 && status < 600, "the status is one");
    if (content_type != "application/json") return;
    boost::system::error_code problem;
    boost::json::parse(body, problem);
    check(!problem, "a reply is JSON");
  }

 private:
  int count_ = 0;
};

void handle(const HttpParser& parser, std::span<const HttpHeader> headers, std::string_view body) {
  static SimulatedEnv simulated;
  static AcceptsAll dispatcher;
  static KnowsNobody credentials;
  static HttpCounters counters;
  static Metrics metrics(counters);
  static ApiFront front({.dispatcher = dispatcher,
                         .credentials = credentials,
                         .clock = simulated.clock,
                         .random = simulated.random,
                         .metrics = metrics});
  OneReply reply;
  std::string_view target = parser.target();
  size_t question = std::min(target.find('?'), target.size());
  front.handle({.method = parser.method(),
                .path = target.substr(0, question),
                .query = target.substr(std::min(question + 1, target.size())),
                .host = parser.host(),
                .body = body,
                .peer = "192.0.2.1:1",
                .headers = headers},
               HttpReply(reply));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr size_t kBodyLimit = 4096;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  size_t end = input.find("\r\n\r\n");
  if (end == input.npos) return -1;
  std::string_view header = input.substr(0, end + 4), body = input.substr(end + 4);
  std::vector<HttpHeader> headers;
  std::string chunked_body;
  HttpParser parser(headers, chunked_body, kBodyLimit);
  auto outcome = parser.parse_header(header);
  if (outcome == HttpParser::Outcome::kMalformed || outcome == HttpParser::Outcome::kTooLarge)
    return 0;
  if (parser.has_chunks()) {
    size_t consumed = 0;
    outcome = parser.parse_chunks(body, consumed);
    check(consumed <= body.size() && chunked_body.size() <= kBodyLimit, "a body keeps its limit");
    body = chunked_body;
  } else {
    check(parser.body_size() <= kBodyLimit, "a body keeps its limit");
    if (body.size() >= parser.body_size()) {
      body = body.substr(0, parser.body_size());
      outcome = HttpParser::Outcome::kDone;
    }
  }
  if (outcome == HttpParser::Outcome::kDone) handle(parser, headers, body);
  return 0;
}
