// The door of the API: tells who calls what, hands it to the dispatcher, and keeps the books.
#pragma once

#include <memory>
#include <string_view>

#include "actions/api_call.h"
#include "env/env.h"
#include "gateway/authenticator.h"
#include "gateway/call_record.h"
#include "gateway/console.h"
#include "gateway/http.h"
#include "gateway/line_file.h"
#include "gateway/metrics.h"
#include "gateway/rate_limiter.h"

namespace terrane {

// What a front works with. All of it must outlive the front; a null pointer leaves that part out.
struct ApiFrontParts {
  ApiDispatcher& dispatcher;
  const Credentials& credentials;
  const Clock& clock;
  Random& random;  // of request ids
  Metrics& metrics;
  AuditSink* audit = nullptr;
  LineFile* request_log = nullptr;      // a line for every call
  RateLimiter* rate_limiter = nullptr;  // RequestLimitExceeded
  const Console* console = nullptr;
};

// API calls answer with HTTP status 200 and exactly `Content-Type: application/json`, errors too:
// the official clients read nothing else. Also serves GET /healthz, /metrics, the
// console and a page about itself.
class ApiFront final : public HttpHandler {
 public:
  explicit ApiFront(const ApiFrontParts& parts);

  void handle(const HttpRequest& request, HttpReply reply) override;
  void refuse_body(const HttpRequest& request, BodyRefusal why, HttpReply reply) override;

 private:
  struct Exchange;
  using Open = std::unique_ptr<Exchange>;

  Open open(const HttpRequest& request, HttpReply reply);
  Result<void> admit(const HttpRequest& request, Exchange& exchange);
  void close(Open exchange, ApiOutcome outcome);
  void close(Open exchange, const Error& error);
  void close_door(Open exchange);
  void show_page(const HttpRequest& request, HttpReply reply) const;

  const ApiFrontParts parts_;
  const Authenticator authenticator_;
};

}  // namespace terrane
