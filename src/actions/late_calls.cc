#include "actions/late_calls.h"

#include <memory>
#include <string>

#include "cell/cell.h"

namespace terrane {

// A call with what its views point to.
struct LateCalls::Waiting {
  explicit Waiting(const ApiCall& made)
      : region(made.region),
        entry(made.entry),
        request_id(made.request_id),
        payload(made.payload),
        call{.service = made.service,
             .action = made.action,
             .region = region,
             .entry = entry,
             .request_id = request_id,
             .payload = payload,
             .encoding = made.encoding,
             .language = made.language,
             .caller = made.caller} {}

  const std::string region, entry, request_id, payload;
  const ApiCall call;
};

void LateCalls::add(const ApiCall& call, Duration wait, ApiReply reply) {
  auto again = [this, waiting = std::make_unique<Waiting>(call),
                reply = std::move(reply)]() mutable {
    if (!has_ended_) return make_(waiting->call, std::move(reply));
    Error error = refuse(kCellUnavailable, "The cloud").error();
    const ApiCall& missed = waiting->call;
    reply({error_reply(error, missed.language, missed.request_id), error.code(), true});
  };
  alarms_.at(clock_.now() + wait, std::move(again));
}

}  // namespace terrane
