#include "gateway/api_front.h"

#include <chrono>

#include "base/uuid.h"
#include "gateway/host.h"

namespace terrane {
namespace {

constexpr ErrorKind kRequestSizeLimitExceeded{
    "RequestSizeLimitExceeded", "The request is larger than 10 MB; send less at a time.",
    "请求大小超过 10 MB，请减小单次请求的数据量。"};
constexpr ErrorKind kTooManyLargeRequests{
    "RequestLimitExceeded",
    "So many large requests are under way that there is no memory for another; send it again in a "
    "moment, or send less at a time.",
    "当前处理中的大请求过多，没有足够内存接收新的大请求，请稍后重试，或减小单次请求的数据量。"};
constexpr ErrorKind kRequestLimitExceeded{
    "RequestLimitExceeded",
    "{} was called more than {} times within a second by this account; call it less often.",
    "本账号调用 {} 超过每秒 {} 次，请降低调用频率。"};

constexpr std::string_view kPage =
    "Terrane: a cloud of fault-bounded regions that speaks the Tencent Cloud API 3.0.\n\n"
    "Point any client of that API here, over HTTP or HTTPS, as its endpoint or as its proxy;\n"
    "`terrane env` prints the settings.\n\n"
    "GET /console  a console in the browser\n"
    "GET /healthz  whether it serves\nGET /metrics  what it counts, for Prometheus\n";

int64_t microseconds_now() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

// A random UUID (version 4) as text.
using RequestId = std::array<char, kUuidCharacters>;

RequestId new_request_id(Random& random) {
  Uuid uuid{random.next(), random.next()};
  uuid.high = (uuid.high & ~0xf000ull) | 0x4000;
  uuid.low = (uuid.low & ~(3ull << 62)) | 2ull << 62;
  RequestId id;
  write_uuid(uuid, id.data());
  return id;
}

}  // namespace

// One call between its request and its reply. Its texts are slices of the request, which stays
// until the reply is given, or lie in `memory`.
struct ApiFront::Exchange {
  explicit Exchange(HttpReply reply) : reply(std::move(reply)) {}

  std::string_view id() const { return {request_id.data(), request_id.size()}; }

  HttpReply reply;
  int64_t begun = microseconds_now();
  RequestId request_id;
  std::string_view peer;
  std::unique_ptr<Arena> memory;
  Envelope envelope;
  std::optional<Route> route;
  std::string_view entry;
  Transport door = Transport::kReply;
  Caller caller;
  bool is_identified = false;
};

ApiFront::ApiFront(const ApiFrontParts& parts)
    : parts_(parts), authenticator_(parts.credentials, parts.clock) {}

void ApiFront::handle(const HttpRequest& request, HttpReply reply) {
  Open exchange = open(request, std::move(reply));
  const Result<void> admitted = admit(request, *exchange);
  const Envelope& envelope = exchange->envelope;
  if (admitted && envelope.style == Envelope::Style::kNone)
    return show_page(request, std::move(exchange->reply));
  parts_.metrics.call_started();
  if (exchange->door != Transport::kReply) return close_door(std::move(exchange));
  if (!admitted) return close(std::move(exchange), admitted.error());
  const ApiCall call{
      .service = exchange->route->service,
      .action = exchange->route->action,
      .region = envelope.region,
      .entry = exchange->entry,
      .request_id = exchange->id(),
      .payload = envelope.payload,
      .encoding = envelope.encoding,
      .language = envelope.language,
      .caller = exchange->caller,
  };
  parts_.dispatcher.dispatch(call,
                             [this, exchange = std::move(exchange)](ApiOutcome outcome) mutable {
                               close(std::move(exchange), std::move(outcome));
                             });
}

void ApiFront::refuse_body(const HttpRequest& request, BodyRefusal why, HttpReply reply) {
  Open exchange = open(request, std::move(reply));
  exchange->envelope.language = language_from_header(request.header("X-TC-Language"));
  exchange->envelope.action = request.header("X-TC-Action");
  exchange->is_identified = true;  // nobody was asked
  parts_.metrics.call_started();
  const ErrorKind& kind =
      why == BodyRefusal::kTooLarge ? kRequestSizeLimitExceeded : kTooManyLargeRequests;
  close(std::move(exchange), refuse(kind).error());
}

ApiFront::Open ApiFront::open(const HttpRequest& request, HttpReply reply) {
  auto exchange = std::make_unique<Exchange>(std::move(reply));
  exchange->request_id = new_request_id(parts_.random);
  exchange->peer = request.peer;
  return exchange;
}

// Everything that is checked before the call is an action's own affair. Whoever cannot say who he
// is learns nothing else: so a wrong signature comes before an unknown action.
Result<void> ApiFront::admit(const HttpRequest& request, Exchange& exchange) {
  Envelope& envelope = exchange.envelope;
  CHECKED(read_envelope(request, exchange.memory, envelope));
  if (envelope.style == Envelope::Style::kNone) return {};
  const std::string_view scope =
      envelope.authorization ? envelope.authorization->service : std::string_view();
  Result<Route> route = find_route(request.host, scope, envelope.version, envelope.action);
  if (route) {
    exchange.route = *route;
    exchange.entry = second_label(request.host);
    for (std::string_view region : {exchange.entry, envelope.region})
      if (exchange.door == Transport::kReply)
        exchange.door = parts_.dispatcher.door(*route->service, region);
    if (exchange.door != Transport::kReply) return {};
  }
  TRY(exchange.caller, authenticator_.identify(request, envelope, route ? &*route : nullptr));
  exchange.is_identified = true;
  if (!route) return std::unexpected(route.error());
  RateLimiter* limiter = parts_.rate_limiter;
  const contract::Action& action = *route->action;
  if (limiter && !limiter->admit(exchange.caller.account, action, parts_.clock.now()))
    return refuse(kRequestLimitExceeded, action.name, std::to_string(limiter->calls_per_second()));
  return {};
}

// What cannot be reached asks nobody who he is.
void ApiFront::close_door(Open exchange) {
  exchange->is_identified = true;
  Transport door = exchange->door;
  close(std::move(exchange), ApiOutcome{.code = "InternalError", .transport = door});
}

void ApiFront::close(Open exchange, const Error& error) {
  std::string body = error_reply(error, exchange->envelope.language, exchange->id());
  close(std::move(exchange), {.body = std::move(body), .code = error.code()});
}

void ApiFront::close(Open exchange, ApiOutcome outcome) {
  const Envelope& envelope = exchange->envelope;
  const Route* route = exchange->route ? &*exchange->route : nullptr;
  const Duration taken{microseconds_now() - exchange->begun};
  parts_.metrics.call_finished(route, outcome.code, taken);
  const bool is_audited = parts_.audit && (outcome.is_audited || !exchange->is_identified);
  if (is_audited || parts_.request_log) {
    const CallRecord record{
        .when = parts_.clock.now(),
        .request_id = exchange->id(),
        .peer = exchange->peer,
        .secret_id = envelope.secret_id,
        .caller = exchange->caller,
        .service = route ? route->service->name : std::string_view(),
        .action = envelope.action,
        .region = envelope.region,
        .operation = outcome.operation,
        .code = outcome.code,
        .taken = taken,
        .reply_size = outcome.transport == Transport::kReply ? outcome.body.size() : 0,
    };
    if (is_audited) parts_.audit->record(record);
    if (parts_.request_log) parts_.request_log->write(to_json(record));
  }
  switch (outcome.transport) {
    case Transport::kReply:
      return exchange->reply(200, "application/json", std::move(outcome.body));
    case Transport::kRefused:
      return exchange->reply.stay_silent(Silence::kReset);
    case Transport::kHangs:
      return exchange->reply.stay_silent(Silence::kHang);
    case Transport::kUnavailable:
      return exchange->reply(503, "text/plain; charset=utf-8", "The service is unavailable.\n");
  }
}

void ApiFront::show_page(const HttpRequest& request, HttpReply reply) const {
  if (request.method != "GET" && request.method != "HEAD")
    return reply(405, "text/plain; charset=utf-8", "Use GET, or POST for the API.\n");
  if (request.path == "/healthz") return reply(200, "text/plain; charset=utf-8", "ok\n");
  if (request.path == "/metrics")
    return reply(200, "text/plain; version=0.0.4", parts_.metrics.text());
  if (parts_.console && Console::is_at(request.path))
    return parts_.console->show(request, std::move(reply));
  if (request.path == "/") return reply(200, "text/plain; charset=utf-8", std::string(kPage));
  reply(404, "text/plain; charset=utf-8", "There is no such page; / says what there is.\n");
}

}  // namespace terrane
