// The copies of images and snapshots that an account sends from a region to others: how far they
// are, and why one did not arrive. The public API shows the first alone.
#include "actions/terrane/copies.h"

#include <algorithm>
#include <array>

#include "actions/convert.h"
#include "actions/terrane/paging.h"
#include "contract/terrane.h"
#include "region/image/copies.h"

namespace terrane {
namespace {

namespace api = contract::terrane;

constexpr ErrorKind kNoState{"InvalidParameterValue.State",
                             "There is no state {}; a copy is SENT, COPYING, DONE or FAILED.",
                             "不存在状态 {}，可选：SENT、COPYING、DONE、FAILED。"};

// In the order of CopyState.
constexpr std::array<std::string_view, 4> kStates = {"SENT", "COPYING", "DONE", "FAILED"};

uint64_t percent_of(const Copy& copy, Time now) {
  switch (copy.state) {
    case CopyState::kUnderWay:
      return uint64_t(copy.work.percent(now));
    case CopyState::kDone:
      return 100;
    default:
      return 0;
  }
}

api::Copy to_api(const RegionRead& call, const Copy& copy) {
  Arena& arena = call.arena;
  return {.CopyId = to_text(arena, copy.given ? copy.given : copy.id),
          .SourceId = to_text(arena, copy.source),
          .Region = copy.to,
          .State = kStates[size_t(copy.state)],
          .Percent = percent_of(copy, call.now),
          .Reason = arena.copy(copies::reason_of(copy.failure, copy.to, call.language)),
          .BeginTime = to_iso8601(arena, copy.begun),
          .EndTime = to_iso8601(arena, copy.ended)};
}

// Newest first.
Result<api::DescribeCopiesResponse> describe_copies(RegionRead& call,
                                                    const api::DescribeCopiesRequest& request) {
  TRY(Page page, page_of(request));
  for (std::string_view state : request.States)
    if (std::ranges::find(kStates, state) == kStates.end()) return refuse(kNoState, state);
  std::vector<const Copy*> found;
  auto records = call.region.image->copies.of(call.account);
  for (size_t at = records.size(); at-- > 0;) {
    const Copy* copy = records[at];
    if (!copy || !is_asked_for(request.States, kStates[size_t(copy->state)])) continue;
    if (is_asked_for(request.CopyIds, to_text(copy->id)) ||
        (copy->given && is_asked_for(request.CopyIds, to_text(copy->given))))
      found.push_back(copy);
  }
  return api::DescribeCopiesResponse{
      .TotalCount = found.size(),
      .CopySet = shown_list<api::Copy>(call.arena, on_page(page, found),
                                       [&](const Copy& copy) { return to_api(call, copy); })};
}

constexpr Handler kHandlers[] = {region_read<describe_copies>("terrane", "DescribeCopies")};

}  // namespace

std::span<const Handler> copy_handlers() {
  return kHandlers;
}

}  // namespace terrane
