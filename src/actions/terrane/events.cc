// What has become of an account's resources, as it happens: a long poll, so that every client of
// the API can use it. Events are hints that are kept in memory; what is so is for the Describe
// actions to say.
#include "actions/terrane/events.h"

#include <fmt/format.h>

#include <charconv>
#include <vector>

#include "actions/convert.h"
#include "cell/event_log.h"
#include "contract/terrane.h"

namespace terrane {
namespace {

namespace api = contract::terrane;

constexpr int64_t kLongestWait = 30'000;
constexpr int64_t kMostEvents = 1'000;
constexpr std::string_view kFaultEvent = "fault";

constexpr ErrorKind kBadWait{"InvalidParameterValue.WaitMilliseconds",
                             "WaitMilliseconds is {}, but must be from 0 to {}.",
                             "WaitMilliseconds 为 {}，应为 0 到 {}。"};
constexpr ErrorKind kBadLimit{"InvalidParameterValue.Limit",
                              "Limit is {}, but must be from 1 to {}.",
                              "Limit 为 {}，应为 1 到 {}。"};
constexpr ErrorKind kBadCursor{
    "InvalidParameterValue.Cursor",
    "Cursor {} is none that DescribeEvents gave; leave it out to begin with what happens next.",
    "Cursor {} 不是 DescribeEvents 返回的值，省略该参数可从当前时刻开始。"};
constexpr ErrorKind kNothingYet{"InternalError", "Nothing has happened yet.", "尚未发生任何变化。"};

// Who asks, and so what of a cell's events he sees: his own, or as an operator all.
struct Reader {
  AccountId account;
  bool is_operator;

  bool sees(const Event& event) const { return is_operator || event.account == account; }
  // Others look again where something fails: it may have taken their cell from them.
  bool wakes_at(const Event& event) const { return sees(event) || event.kind == kFaultEvent; }
};

std::string to_text(EventLog::Place place) {
  return fmt::format("{:016x}-{}", place.era, place.number);
}

template <class Number>
bool read_number(std::string_view text, Number& number, int base) {
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return problem == std::errc() && end == text.data() + text.size();
}

Result<EventLog::Place> place_of(std::string_view cursor) {
  EventLog::Place place;
  size_t dash = cursor.find('-');
  if (dash == cursor.npos || !read_number(cursor.substr(0, dash), place.era, 16) ||
      !read_number(cursor.substr(dash + 1), place.number, 10))
    return refuse(kBadCursor, cursor);
  return place;
}

// The cell of the region that the call names, else the account plane's. Operators are told of what
// fails in one that others do not reach.
Result<Cell*> cell_of(CloudCall& call) {
  Cell* cell = nullptr;
  if (call.region) {
    RegionIndex index = call.catalogue.index_of(*call.region);
    TRY(RegionCell * region,
        call.caller.is_operator ? call.cloud.region(index) : call.cloud.reach(index));
    cell = &region->cell;
  } else {
    if (!call.caller.is_operator) CHECKED(call.cloud.reach_accounts());
    cell = &call.cloud.accounts().cell;
  }
  if (cell->commits().failed()) return refuse(kCellUnavailable, cell->name());
  return cell;
}

std::string_view name_of(Touch change) {
  switch (change) {
    case Touch::kAdded:
      return "CREATED";
    case Touch::kChanged:
      return "CHANGED";
    case Touch::kRemoved:
      return "DELETED";
  }
  impossible("a record is added, changed or removed");
}

std::string_view zone_name(const CloudCall& call, uint32_t number) {
  if (call.region && number)
    for (ZoneIndex zone : call.region->zones)
      if (call.catalogue.zone(zone).number == number) return call.catalogue.zone(zone).id;
  return {};
}

api::Event shown(const CloudCall& call, const Event& event, uint64_t number) {
  api::Event shown{.Sequence = number,
                   .Time = to_iso8601(call.arena, event.at),
                   .Kind = event.kind,
                   .Id = call.arena.copy(event.id),
                   .Change = name_of(event.change),
                   .Zone = zone_name(call, event.zone)};
  if (event.account != AccountId::kNone) shown.Uin = uint64_t(event.account);
  if (call.region) shown.Region = call.region->id;
  return shown;
}

// Whether the call is to be made again: something happened that its reader sees, or the cell is not
// what it was.
std::function<bool()> something_since(EventLog::Place place, Cell& cell, Reader reader) {
  return [place, &cell, reader]() mutable {
    if (cell.commits().failed()) return true;
    bool found = false;
    bool is_known = cell.events().read(place, cell.commits().durable(), [&](const Event& event) {
      found = reader.wakes_at(event);
      return !found;
    });
    return found || !is_known;
  };
}

Result<api::DescribeEventsResponse> describe_events(CloudCall& call,
                                                    const api::DescribeEventsRequest& request) {
  int64_t wait = request.WaitMilliseconds.value_or(0), limit = request.Limit.value_or(100);
  if (wait < 0 || wait > kLongestWait)
    return refuse(kBadWait, std::to_string(wait), std::to_string(kLongestWait));
  if (limit < 1 || limit > kMostEvents)
    return refuse(kBadLimit, std::to_string(limit), std::to_string(kMostEvents));
  EventLog::Place place;
  if (!request.Cursor.empty()) {
    TRY(place, place_of(request.Cursor));
  }
  TRY(Cell * cell, cell_of(call));
  EventLog::Place now = cell->events().now();
  if (request.Cursor.empty()) place = now;

  Reader reader{call.account, call.caller.is_operator};
  std::vector<api::Event> found;
  bool is_known = cell->events().read(place, cell->commits().durable(), [&](const Event& event) {
    if (!reader.sees(event)) return true;
    if (found.size() == size_t(limit)) return false;
    found.push_back(shown(call, event, place.number + 1));
    return true;
  });
  bool may_wait = !request.Cursor.empty() && wait > 0;
  if (may_wait && is_known && found.empty() && !call.patience.has_waited) {
    call.patience.wait = milliseconds(wait);
    call.patience.ready = something_since(place, *cell, reader);
    return refuse(kNothingYet);
  }
  return api::DescribeEventsResponse{.Events = contract::list_of<api::Event>(call.arena, found),
                                     .Cursor = call.arena.copy(to_text(is_known ? place : now)),
                                     .Missed = !is_known};
}

constexpr Handler kHandlers[] = {cloud_read<describe_events>("terrane", "DescribeEvents")};

}  // namespace

std::span<const Handler> event_handlers() {
  return kHandlers;
}

}  // namespace terrane
