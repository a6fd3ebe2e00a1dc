// What accounts pay, in all regions together (M-24).
#include "actions/terrane/bills.h"

#include <algorithm>
#include <mutex>
#include <shared_mutex>

#include "account/account_manager.h"
#include "actions/convert.h"
#include "actions/terrane/paging.h"
#include "contract/terrane.h"
#include "fault/fault_tables.h"
#include "model/price.h"
#include "model/scope.h"
#include "region/charging/bill.h"

namespace terrane {
namespace {

namespace api = contract::terrane;

constexpr ErrorKind kBadTime{"InvalidParameterValue.Time",
                             "{} is {}, but must be a time such as 2026-11-23T00:00:00Z or a day "
                             "such as 2026-11-23, From before To.",
                             "{} 为 {}，应为 2026-11-23T00:00:00Z 形式的时间或 2026-11-23 "
                             "形式的日期，且 From 早于 To。"};
constexpr ErrorKind kBadGrouping{"InvalidParameterValue.GroupBy",
                                 "GroupBy {} does not exist; use region, product or resource.",
                                 "不存在 GroupBy {}，可选：region、product、resource。"};
constexpr ErrorKind kOwnBillOnly{"UnauthorizedOperation",
                                 "Only operators see the bills of other accounts; leave Uin out.",
                                 "仅运营者可查询其他账号的账单，请不要填写 Uin。"};

enum class Grouping : uint8_t { kRegion, kProduct, kResource };

Result<Grouping> check_grouping(std::string_view text) {
  if (text.empty() || text == "resource") return Grouping::kResource;
  if (text == "product") return Grouping::kProduct;
  if (text == "region") return Grouping::kRegion;
  return refuse(kBadGrouping, text);
}

Result<Time> check_time(std::string_view parameter, std::string_view text, Time otherwise) {
  if (text.empty()) return otherwise;
  std::string whole(text);
  if (text.find('T') == std::string_view::npos) whole += "T00:00:00Z";
  Time time = from_iso8601(whole);
  if (!time.is_set()) return refuse(kBadTime, parameter, text);
  return time;
}

// An account sees its own bill, an operator any account's (M-13).
Result<AccountId> check_whose(CloudCall& call, std::optional<uint64_t> uin) {
  if (!uin || *uin == uint64_t(call.account)) return call.account;
  if (!call.caller.is_operator) return refuse(kOwnBillOnly);
  TRY(const AccountCell* plane, call.cloud.reach_accounts());
  std::shared_lock reading(plane->cell.lock());
  TRY(const Account* account, account_manager::find(*plane, *uin));
  return account->id;
}

struct Line {
  const Region* region = nullptr;  // null: of all regions
  std::string_view product;        // empty: of all
  AnyId resource;                  // none: of all
  BillSums sums;
};

struct Bill {
  std::vector<Line> lines;
  std::vector<std::string_view> unavailable;  // regions

  BillSums total() const {
    BillSums sums;
    for (const Line& line : lines) sums.add(line.sums);
    return sums;
  }
};

void add_line(Bill& bill, Grouping grouping, const Region& place, AnyId resource,
              const BillSums& sums) {
  Line line{.product = scope_of(resource.kind()).service, .sums = sums};
  if (grouping != Grouping::kProduct) line.region = &place;
  if (grouping == Grouping::kRegion) line.product = {};
  if (grouping == Grouping::kResource) line.resource = resource;
  auto same = std::ranges::find_if(bill.lines, [&](const Line& other) {
    return other.region == line.region && other.product == line.product;
  });
  if (grouping == Grouping::kResource || same == bill.lines.end()) {
    bill.lines.push_back(line);
  } else {
    same->sums.add(sums);
  }
}

// A region that cannot be reached is named, and holds up no other (M-5); nor does one whose store
// is slow, which has all of it in memory, or fails meanwhile.
Bill bill_of_all(CloudCall& call, AccountId account, Span span, Grouping grouping) {
  Bill bill;
  for (const Region& place : call.catalogue.regions()) {
    auto opened = call.cloud.reach(call.catalogue.index_of(place));
    if (!opened) {
      bill.unavailable.push_back(place.id);
      continue;
    }
    RegionCell& region = **opened;
    std::shared_lock reading(region.cell.lock());
    if (!region.faults->failing.store()) call.tickets.add_copy(region.cell);
    for (const auto& [resource, sums] : bill_of(region, account, span))
      add_line(bill, grouping, place, resource, sums);
  }
  return bill;
}

api::BillItem to_api(Arena& arena, const Line& line) {
  return {.Region = line.region ? std::string_view(line.region->id) : "",
          .Product = line.product,
          .ResourceId = to_text(arena, line.resource),
          .UseAmount = arena.copy(to_text(line.sums.use)),
          .PrepaidAmount = arena.copy(to_text(line.sums.in_advance)),
          .RefundAmount = arena.copy(to_text(line.sums.refunds)),
          .Amount = arena.copy(to_text(line.sums.total()))};
}

Result<api::DescribeBillResponse> describe_bill(CloudCall& call,
                                                const api::DescribeBillRequest& request) {
  TRY(Page page, page_of(request));
  TRY(Grouping grouping, check_grouping(request.GroupBy));
  TRY(Time from, check_time("From", request.From, Time{}));
  TRY(Time to, check_time("To", request.To, call.now + Duration{1}));  // with what happens now
  if (to <= from) return refuse(kBadTime, "To", request.To);
  TRY(AccountId account, check_whose(call, request.Uin));
  Bill bill = bill_of_all(call, account, {from, to}, grouping);

  std::vector<const Line*> lines;
  for (const Line& line : on_page(page, bill.lines)) lines.push_back(&line);
  auto unavailable = call.arena.create_array<contract::Text>(bill.unavailable.size());
  std::ranges::copy(bill.unavailable, unavailable.begin());
  return api::DescribeBillResponse{
      .Uin = uint64_t(account),
      .From = to_iso8601(call.arena, from),
      .To = to_iso8601(call.arena, to),
      .Currency = call.catalogue.prices().currency,
      .Amount = call.arena.copy(to_text(bill.total().total())),
      .TotalCount = bill.lines.size(),
      .BillItemSet = shown_list<api::BillItem>(
          call.arena, lines, [&](const Line& line) { return to_api(call.arena, line); }),
      .UnavailableRegions = contract::List<contract::Text>(unavailable)};
}

constexpr Handler kHandlers[] = {
    cloud_read<describe_bill>("terrane", "DescribeBill"),
};

}  // namespace

std::span<const Handler> bill_handlers() {
  return kHandlers;
}

}  // namespace terrane
