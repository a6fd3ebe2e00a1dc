#include "actions/dispatcher.h"

#include <algorithm>
#include <functional>

#include "actions/outages.h"
#include "contract/decode.h"
#include "region/admission.h"
#include "region/network/network_setup.h"

namespace terrane {
namespace {

constexpr ErrorKind kUnsupportedAction{
    "UnsupportedOperation",
    "{} is part of the API but this cloud does not implement it. docs/coverage.md lists what it "
    "does.",
    "API 中存在接口 {}，但本云尚未实现，已实现的接口见 docs/coverage.md。"};
constexpr ErrorKind kRegionMissing{
    "MissingParameter",
    "{} needs a region: name one in X-TC-Region, as DescribeRegions lists them.",
    "调用 {} 需要指定地域：请在 X-TC-Region 中填写 DescribeRegions 返回的地域。"};
constexpr ErrorKind kRegionUnknown{
    "UnsupportedRegion", "There is no region {}. DescribeRegions lists those of this cloud.",
    "不存在地域 {}，可通过 DescribeRegions 查询本云的地域。"};
constexpr ErrorKind kOperatorsOnly{
    "UnauthorizedOperation", "{} is for operators of this cloud; sign it with an operator's key.",
    "{} 仅供本云的运营者调用，请使用运营者的密钥签名。"};

// A refusal that only some actions document a code of its own for.
struct TokenRefusal {
  ErrorKind documented;
  ErrorKind elsewhere;
};
constexpr TokenRefusal token_refusal(std::string_view code, std::string_view english,
                                     std::string_view chinese) {
  return {{code, english, chinese}, {"InvalidParameterValue", english, chinese}};
}
constexpr TokenRefusal kTokenTooLong = token_refusal(
    "InvalidClientToken.TooLong", "ClientToken may have at most {} characters; shorten it.",
    "ClientToken 最多 {} 个字符，请缩短。");
constexpr TokenRefusal kTokenMismatch = token_refusal(
    "UnsupportedOperation.IdempotentParameterMismatch",
    "This ClientToken was used within the last day for a different request; use a new one.",
    "该 ClientToken 在一天内已用于不同的请求，请更换。");

constexpr size_t kTokenLimit = 64;

// A reply's body around its members: {"Response":{…,"RequestId":"…"}}.
constexpr std::string_view kBodyStart = "{\"Response\":{";
constexpr size_t kUsualReply = 4096;  // bytes: most replies need no more memory

std::string new_body() {
  std::string body;
  body.reserve(kUsualReply);
  return body.append(kBodyStart);
}

void finish_body(std::string& body, std::string_view request_id) {
  body += "\"RequestId\":\"";
  body += request_id;
  body += "\"}}";
}

// The request's ClientToken, or empty.
std::string_view client_token(const contract::Shape& shape, const void* request) {
  const contract::Field* field = contract::find_field(shape, "ClientToken");
  if (!field || field->list || field->type != contract::FieldType::kString) return {};
  return *reinterpret_cast<const std::string_view*>(static_cast<const char*>(request) +
                                                    field->offset);
}

const ErrorKind& kind_for(const contract::Action& action, const TokenRefusal& refusal) {
  bool documented =
      std::ranges::find(action.errors, refusal.documented.code) != action.errors.end();
  return documented ? refusal.documented : refusal.elsewhere;
}

// Tells a repeated request from another, however either was written. The same on every start.
uint64_t digest_of(const contract::Shape& shape, const void* request) {
  std::string text;
  contract::encode_json(shape, request, text);
  uint64_t digest = 14695981039346656037ull;  // FNV-1a
  for (unsigned char c : text) digest = (digest ^ c) * 1099511628211ull;
  return digest;
}

}  // namespace

std::string error_reply(const Error& error, Language language, std::string_view request_id) {
  std::string body(kBodyStart);
  body += "\"Error\":{\"Code\":";
  contract::append_json_string(body, error.code());
  body += ",\"Message\":";
  contract::append_json_string(body, error.message(language));
  body += "},";
  finish_body(body, request_id);
  return body;
}

// One call on its way.
struct Dispatcher::Running {
  const ApiCall& call;
  const Handler& handler;
  const Region* region;  // the one the call names; null where none, or none of that name
  Time now;
  Arena arena;
  const void* request = nullptr;
  std::string body;              // grows into the whole reply
  std::string first_request_id;  // of the call that this one repeats
  Tickets tickets;
  Patience patience;
  Transport transport = Transport::kReply;

  Call base(Cloud& cloud) {
    return {arena,         cloud, cloud.catalogue(), call.caller, call.caller.account,
            call.language, now,   call.request_id,   patience};
  }
};

Dispatcher::Dispatcher(Cloud& cloud)
    : cloud_(cloud),
      late_calls_(cloud.env(), cloud.bell(), [this](const ApiCall& call, ApiReply reply) {
        dispatch(call, std::move(reply), true);
      }) {}

Transport Dispatcher::door(const contract::Service& service, std::string_view region) {
  if (region.empty() || service.name == kOperatorsService) return Transport::kReply;
  const Region* place = cloud_.catalogue().find_region(region);
  return place ? cloud_.door(cloud_.catalogue().index_of(*place)) : Transport::kReply;
}

void Dispatcher::hurry() {
  late_calls_.hurry();
  cloud_.hurry();
}

void Dispatcher::dispatch(const ApiCall& call, ApiReply reply) {
  dispatch(call, std::move(reply), false);
}

void Dispatcher::dispatch(const ApiCall& call, ApiReply reply, bool has_waited) {
  const Handler* handler = find_handler(*call.action);
  if (!handler) {
    Error error = refuse(kUnsupportedAction, call.action->name).error();
    return reply({error_reply(error, call.language, call.request_id), error.code(), false});
  }
  Running running{call,
                  *handler,
                  cloud_.catalogue().find_region(call.region),
                  cloud_.env().clock.now(),
                  {},
                  nullptr,
                  new_body(),
                  {},
                  {}};
  running.patience.has_waited = has_waited;
  Result<void> outcome = enter(running);
  if (outcome) outcome = run(running);
  if (!outcome && running.patience.wait > Duration{})
    return late_calls_.add(call, std::move(running.patience), std::move(reply));
  ApiOutcome answer{.is_audited = handler->writes || handler->operator_only,
                    .transport = running.transport};
  if (handler->operator_only && running.request)
    contract::encode_json(*call.action->request, running.request, answer.operation);
  if (outcome) {
    const std::string& first = running.first_request_id;
    finish_body(running.body, first.empty() ? call.request_id : std::string_view(first));
    answer.body = std::move(running.body);
  } else {
    answer.body = error_reply(outcome.error(), call.language, call.request_id);
    answer.code = outcome.error().code();
  }
  std::move(running.tickets)
      .when_durable(cloud_.alarms(),
                    [answer = std::move(answer), reply = std::move(reply), language = call.language,
                     request_id = std::string(call.request_id)](bool durable) mutable {
                      if (!durable) {
                        Error error = refuse(kCellUnavailable, "The cloud").error();
                        answer.body = error_reply(error, language, request_id);
                        answer.code = error.code();
                      }
                      reply(std::move(answer));
                    });
}

// Past what fails in the region that the call names. Operators go through every door but those of
// what is the region's own.
Result<void> Dispatcher::enter(Running& running) {
  const ApiCall& call = running.call;
  bool is_operators = call.service->name == kOperatorsService;
  if (is_operators && running.handler.reach == Reach::kCloud) return {};
  const Region* entry = call.entry.empty() ? nullptr : cloud_.catalogue().find_region(call.entry);
  for (const Region* place : {entry, running.region}) {
    if (!place) continue;
    RegionIndex index = cloud_.catalogue().index_of(*place);
    auto region = cloud_.region(index);  // what fails there is known once it is open
    running.transport = cloud_.door(index);
    if (running.transport != Transport::kReply) return refuse(kRegionUnreachable, place->id);
    if (region && cloud_.is_impaired(index))
      CHECKED(check_outage(**region, *call.service, *call.action));
  }
  return {};
}

Result<void> Dispatcher::run(Running& running) {
  const Handler& handler = running.handler;
  Result<void> decoded = decode(running);
  if (handler.operator_only && !running.call.caller.is_operator)
    return refuse(kOperatorsOnly, handler.action);
  CHECKED(decoded);
  switch (handler.reach) {
    case Reach::kCloud:
      return run_in_cloud(running);
    case Reach::kAccountRead:
      return read_accounts(running);
    case Reach::kRegionRead:
      return read_region(running);
    case Reach::kRegionWrite:
      return write_region(running);
  }
  impossible("a handler has a reach");
}

Result<void> Dispatcher::decode(Running& running) {
  const contract::Shape& shape = *running.call.action->request;
  void* request = running.arena.resource()->allocate(shape.size, shape.alignment);
  std::memset(request, 0, shape.size);
  if (running.call.encoding == PayloadEncoding::kJson) {
    CHECKED(contract::decode_json(running.call.payload, shape, request, running.arena));
  } else {
    CHECKED(contract::decode_form(running.call.payload, shape, request, running.arena));
  }
  running.request = request;
  return {};
}

Result<void> Dispatcher::run_in_cloud(Running& running) {
  CloudCall call{running.base(cloud_), running.region, running.tickets};
  if (!call.region && !running.call.region.empty())
    return refuse(kRegionUnknown, running.call.region);
  return running.handler.run(&call, running.request, running.body);
}

Result<void> Dispatcher::read_accounts(Running& running) {
  TRY(AccountCell * reached, cloud_.reach_accounts());
  AccountCell& accounts = *reached;
  std::shared_lock reading(accounts.cell.lock());
  AccountRead call{running.base(cloud_), accounts};
  auto outcome = running.handler.run(&call, running.request, running.body);
  running.tickets.add(accounts.cell);
  return outcome;
}

Result<RegionCell*> Dispatcher::called_region(const Running& running) {
  std::string_view name = running.call.region;
  if (name.empty()) return refuse(kRegionMissing, running.call.action->name);
  if (!running.region) return refuse(kRegionUnknown, name);
  return cloud_.reach(running.region->index);
}

Result<void> Dispatcher::read_region(Running& running) {
  TRY(RegionCell * region, called_region(running));
  std::shared_lock reading(region->cell.lock());
  if (!is_set_up(*region, running.call.caller.account)) {
    reading.unlock();
    CHECKED(set_up(*region, running.call.caller.account, running.now));
    reading.lock();
  }
  RegionRead call{running.base(cloud_), *region};
  auto outcome = running.handler.run(&call, running.request, running.body);
  running.tickets.add(region->cell);
  return outcome;
}

Result<void> Dispatcher::write_region(Running& running) {
  TRY(RegionCell * region, called_region(running));
  if (!region->cell.commits().accepts()) return refuse(kCellUnavailable, region->place().id);
  const contract::Action& action = *running.call.action;
  std::string_view token = client_token(*action.request, running.request);
  if (token.size() > kTokenLimit)
    return refuse(kind_for(action, kTokenTooLong), std::to_string(kTokenLimit));
  uint64_t digest = token.empty() ? 0 : digest_of(*action.request, running.request);

  std::unique_lock writing(region->cell.lock());
  AccountId account = running.call.caller.account;
  if (!is_set_up(*region, account)) {
    writing.unlock();
    CHECKED(set_up(*region, account, running.now));
    writing.lock();
  }
  std::string key;
  if (!token.empty()) {
    key = FirstAnswers::key(account, running.handler.action, token);
    if (const FirstAnswer* first = region->first_answers.find(key, running.now)) {
      running.tickets.add(region->cell);
      if (first->request_digest != digest) return refuse(kind_for(action, kTokenMismatch));
      running.body += first->reply;
      running.first_request_id = first->request_id;
      return {};
    }
  }
  Transaction transaction;
  transaction.at = running.now;
  Change change{*region,          transaction, account, running.now, running.call.request_id,
                &running.patience};
  RegionWrite call{running.base(cloud_), *region, change};
  auto outcome = running.handler.run(&call, running.request, running.body);
  if (outcome) outcome = admit(change);
  if (!outcome) {
    transaction.undo();
    running.tickets.add(region->cell);  // what it was refused for must be durable, too
    return outcome;
  }
  if (!token.empty() && !transaction.empty())  // what changed nothing may as well be done again
    region->first_answers.keep(region->cell, transaction,
                               {.id = key,
                                .account = account,
                                .request_digest = digest,
                                .reply = running.body.substr(kBodyStart.size()),
                                .request_id = std::string(running.call.request_id)},
                               running.now);
  running.tickets.add(region->cell, region->cell.commit(transaction));
  return outcome;
}

}  // namespace terrane
