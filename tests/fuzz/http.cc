// The bytes of a connection, from the reader through signature and routing to the dispatcher.
// Input: a line whose characters give the sizes of the pieces the bytes arrive in, then the bytes.
#include <algorithm>
#include <boost/json.hpp>
#include <string>

#include "base/error.h"
#include "env/simulated/simulated_env.h"
#include "fuzz/fuzz.h"
#include "gateway/api_front.h"
#include "gateway/http_request_reader.h"

namespace {

using namespace terrane;

constexpr size_t kHeaderLimit = 512, kBodyLimit = 6000, kBodyMemory = 16 << 10;

class AcceptsAll final : public ApiDispatcher {
 public:
  Transport door(const contract::Service&, std::string_view) override { return Transport::kReply; }
  void dispatch(const ApiCall& call, ApiReply reply) override {
    check(call.service && call.action, "a call that is dispatched was routed");
    reply({R"({"Response":{}})", "", false});
  }
};

class KnowsAKey final : public Credentials {
 public:
  std::optional<Credential> find(std::string_view secret_id) const override {
    if (secret_id != "AKID") return std::nullopt;
    return Credential{.secret_key = "a key that signed nothing", .token = "", .caller = {}};
  }
};

class OneReply final : public HttpResponder {
 public:
  ~OneReply() { check(count_ == 1, "every request is answered once"); }
  void respond(int status, std::string_view content_type, std::string body,
               std::string_view) override {
    ++count_;
    check(status >= 200 && status < 600, "the status is one");
    if (content_type != "application/json") return;
    boost::system::error_code problem;
    boost::json::parse(body, problem);
    check(!problem, "a reply is JSON");
  }
  void stay_silent(Silence) override { ++count_; }

 private:
  int count_ = 0;
};

ApiFront& front() {
  static SimulatedEnv simulated;
  static AcceptsAll dispatcher;
  static KnowsAKey credentials;
  static HttpCounters counters;
  static Metrics metrics(counters);
  static ApiFront front({.dispatcher = dispatcher,
                         .credentials = credentials,
                         .clock = simulated.clock,
                         .random = simulated.random,
                         .metrics = metrics});
  return front;
}

// What a reader made of the bytes it was given, as text.
class Story {
 public:
  // False once the connection is to end.
  bool go_on(HttpRequestReader& reader) {
    for (;;) {
      switch (reader.read()) {
        case HttpRequestReader::Outcome::kNeedsMore:
          return true;
        case HttpRequestReader::Outcome::kHeader:
          text_.append("for ").append(reader.authority()).append("\n");
          if (reader.is_connect()) return false;
          continue;
        case HttpRequestReader::Outcome::kRequest:
          tell(reader.request());
          if (!reader.wants_keep_alive()) return false;
          reader.finish();
          continue;
        case HttpRequestReader::Outcome::kTooLarge:
          return refuse(reader.request(), HttpHandler::BodyRefusal::kTooLarge);
        case HttpRequestReader::Outcome::kNoMemory:
          return refuse(reader.request(), HttpHandler::BodyRefusal::kNoMemory);
        case HttpRequestReader::Outcome::kMalformed:
          text_ += std::to_string(reader.refusal().status);
          return false;
      }
    }
  }

  const std::string& text() const { return text_; }

 private:
  void tell(const HttpRequest& request) {
    for (std::string_view part : {request.method, request.path, request.query, request.host})
      text_.append(part).append("|");
    for (const HttpHeader& header : request.headers)
      text_.append(header.name).append(":").append(header.value).append("|");
    check(request.body.size() <= kBodyLimit, "a body keeps its limit");
    text_.append(request.body).append("\n");
    OneReply reply;
    front().handle(request, HttpReply(reply));
  }

  bool refuse(const HttpRequest& request, HttpHandler::BodyRefusal why) {
    text_ += why == HttpHandler::BodyRefusal::kTooLarge ? "too large" : "no memory";
    check(request.body.empty(), "a body that is refused is not there");
    OneReply reply;
    front().refuse_body(request, why, HttpReply(reply));
    return false;
  }

  std::string text_;
};

// The bytes arrive in pieces of 1 to 64, as the characters of `sizes` say in turn; as fast as there
// is room if it is empty.
std::string read(std::string_view bytes, std::string_view sizes) {
  MemoryBudget memory(kBodyMemory);
  Story story;
  {
    HttpRequestReader reader(kHeaderLimit, kBodyLimit, memory);
    for (size_t piece = 0; !bytes.empty(); ++piece) {
      const std::span<char> space = reader.free_space();
      check(!space.empty(), "there is room for what comes next");
      const size_t wanted =
          sizes.empty() ? bytes.size() : 1 + size_t(sizes[piece % sizes.size()] & 63);
      const size_t size = std::min({wanted, space.size(), bytes.size()});
      std::copy_n(bytes.data(), size, space.data());
      bytes.remove_prefix(size);
      reader.received(size);
      if (!story.go_on(reader)) break;
    }
  }
  check(memory.left() == kBodyMemory, "the memory of bodies is given back");
  return story.text();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string_view sizes = fuzz::take_line(bytes);
  check(read(bytes, sizes) == read(bytes, {}), "requests are the same however they arrive");
  return 0;
}
