// The cloud's clock, which operators may put forward where it was started with --test-clock: what
// takes months (M-24) then happens at once, in order.
#include "actions/terrane/clock.h"

#include "actions/convert.h"
#include "contract/terrane.h"

namespace terrane {
namespace {

namespace api = contract::terrane;

constexpr int64_t kMostSeconds = 10 * 366 * 24 * 3600;
constexpr ErrorKind kRealClock{
    "UnsupportedOperation.RealClock",
    "This cloud keeps real time; start it with --test-clock to put its clock forward.",
    "本云使用真实时间，请以 --test-clock 启动后再拨快时钟。"};
constexpr ErrorKind kBadSeconds{"InvalidParameterValue.Seconds",
                                "Seconds is {}, but must be from 1 to {}: a clock goes forward.",
                                "Seconds 为 {}，应为 1 到 {}：时钟只能向前。"};

Result<TestClock*> test_clock(CloudCall& call) {
  TestClock* clock = call.cloud.env().test_clock;
  if (!clock) return refuse(kRealClock);
  return clock;
}

const api::Clock* shown(CloudCall& call, const TestClock& clock) {
  Time now = call.cloud.env().clock.now();
  Time real{now.microseconds - clock.ahead().microseconds};
  return call.arena.create<api::Clock>(
      api::Clock{.Now = to_iso8601(call.arena, now),
                 .RealTime = to_iso8601(call.arena, real),
                 .AheadSeconds = clock.ahead().microseconds / seconds(1).microseconds});
}

Result<api::DescribeClockResponse> describe_clock(CloudCall& call,
                                                  const api::DescribeClockRequest&) {
  TRY(const TestClock* clock, test_clock(call));
  return api::DescribeClockResponse{.Clock = shown(call, *clock)};
}

Result<api::AdvanceClockResponse> advance_clock(CloudCall& call,
                                                const api::AdvanceClockRequest& request) {
  TRY(TestClock * clock, test_clock(call));
  if (*request.Seconds < 1 || *request.Seconds > kMostSeconds)
    return refuse(kBadSeconds, std::to_string(*request.Seconds), std::to_string(kMostSeconds));
  // Time passes for regions that nobody has called yet, too; and for the others, whatever becomes
  // of one (M-5).
  for (const Region& place : call.catalogue.regions())
    (void)call.cloud.region(call.catalogue.index_of(place));
  CHECKED(clock->advance(seconds(*request.Seconds)));
  return api::AdvanceClockResponse{.Clock = shown(call, *clock)};
}

constexpr Handler kHandlers[] = {
    for_operators(cloud_read<describe_clock>("terrane", "DescribeClock")),
    for_operators(cloud_write<advance_clock>("terrane", "AdvanceClock")),
};

}  // namespace

std::span<const Handler> clock_handlers() {
  return kHandlers;
}

}  // namespace terrane
