// The audit trail, for operators: who did what, where, when and from where, the newest first.
#include "actions/terrane/audit.h"

#include <algorithm>
#include <boost/json.hpp>
#include <vector>

#include "actions/audit_trail.h"
#include "actions/convert.h"
#include "contract/terrane.h"

namespace terrane {
namespace {

namespace api = contract::terrane;
namespace json = boost::json;

constexpr int64_t kMostShown = 1'000;

constexpr ErrorKind kNoTrail{"UnsupportedOperation.NoAuditTrail",
                             "This cloud keeps no audit trail.", "本云不保存审计记录。"};
constexpr ErrorKind kBadLimit{"InvalidParameterValue.Limit",
                              "Limit is {}, but must be from 1 to {}.",
                              "Limit 为 {}，应为 1 到 {}。"};
constexpr ErrorKind kBadTime{"InvalidParameterValue.Time",
                             "{} is {}, but must be a time such as 2026-11-23T03:43:41Z.",
                             "{} 为 {}，应为时间，例如 2026-11-23T03:43:41Z。"};

std::string_view text_of(const json::object& record, std::string_view name) {
  const json::value* value = record.if_contains(name);
  const json::string* text = value ? value->if_string() : nullptr;
  return text ? std::string_view(*text) : std::string_view();
}

std::optional<uint64_t> number_of(const json::object& record, std::string_view name) {
  const json::value* value = record.if_contains(name);
  if (!value || !value->is_number()) return std::nullopt;
  return value->to_number<uint64_t>();
}

Result<Time> time_of(std::string_view name, std::string_view text) {
  if (text.empty()) return Time{};
  Time time = from_iso8601(text);
  if (!time.is_set()) return refuse(kBadTime, name, text);
  return time;
}

// Whether it is of an action that changes something, be it done or refused.
bool is_of_a_change(const json::object& record) {
  const contract::Service* service = contract::find_service(text_of(record, "service"));
  const contract::Action* action =
      service ? contract::find_action(*service, text_of(record, "action")) : nullptr;
  const Handler* handler = action ? find_handler(*action) : nullptr;
  return handler && handler->writes;
}

// What is asked for. Times are those of the trail, to the second.
struct Filter {
  const api::DescribeAuditRecordsRequest& request;
  Time since, until;

  static Result<Filter> of(const api::DescribeAuditRecordsRequest& request) {
    TRY(Time since, time_of("Since", request.Since));
    TRY(Time until, time_of("Until", request.Until));
    return Filter{request, since, until};
  }
  bool takes(const json::object& record, Time time) const {
    auto is = [&](std::string_view wanted, std::string_view name) {
      return wanted.empty() || text_of(record, name) == wanted;
    };
    return is(request.Region, "region") && is(request.Action, "action") &&
           is(request.RequestId, "request") &&
           (!request.Uin || number_of(record, "account") == request.Uin) &&
           (!until.is_set() || time <= until) &&
           (!request.ChangesOnly.value_or(false) || is_of_a_change(record));
  }
};

api::AuditRecord shown(Arena& arena, const json::object& record) {
  auto text = [&](std::string_view name) { return arena.copy(text_of(record, name)); };
  api::AuditRecord shown{.Time = text("time"),
                         .RequestId = text("request"),
                         .Peer = text("peer"),
                         .SecretId = text("key"),
                         .Uin = number_of(record, "account"),
                         .UserUin = number_of(record, "user"),
                         .Service = text("service"),
                         .Action = text("action"),
                         .Region = text("region"),
                         .Code = text("code"),
                         .Microseconds = number_of(record, "microseconds"),
                         .ReplyBytes = number_of(record, "bytes")};
  if (const json::value* operation = record.if_contains("operation"))
    shown.Operation = arena.copy(json::serialize(*operation));
  return shown;
}

Result<api::DescribeAuditRecordsResponse> describe_audit_records(
    CloudCall& call, const api::DescribeAuditRecordsRequest& request) {
  AuditTrail* trail = call.cloud.audit_trail();
  if (!trail) return refuse(kNoTrail);
  int64_t limit = request.Limit.value_or(20);
  if (limit < 1 || limit > kMostShown)
    return refuse(kBadLimit, std::to_string(limit), std::to_string(kMostShown));
  TRY(Filter filter, Filter::of(request));
  std::vector<api::AuditRecord> found;
  bool is_too_old = false;
  TRY(std::string next, trail->read_back(request.Cursor, [&](std::string_view line) {
    boost::system::error_code problem;
    json::value parsed = json::parse(line, problem);
    const json::object* record = problem ? nullptr : parsed.if_object();
    if (!record) return true;  // one that a crash cut short
    Time time = from_iso8601(text_of(*record, "time"));
    is_too_old = filter.since.is_set() && time < filter.since;
    if (is_too_old) return false;
    if (!filter.takes(*record, time)) return true;
    if (found.size() == size_t(limit)) return false;
    found.push_back(shown(call.arena, *record));
    return true;
  }));
  if (is_too_old) next.clear();
  api::DescribeAuditRecordsResponse reply{
      .AuditRecordSet = contract::list_of<api::AuditRecord>(call.arena, found)};
  if (!next.empty()) reply.Cursor = call.arena.copy(next);
  return reply;
}

constexpr Handler kHandlers[] = {
    for_operators(cloud_read<describe_audit_records>("terrane", "DescribeAuditRecords")),
};

}  // namespace

std::span<const Handler> audit_handlers() {
  return kHandlers;
}

}  // namespace terrane
