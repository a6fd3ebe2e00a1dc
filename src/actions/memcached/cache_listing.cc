// Caches as service `memcached` lists them, newest first unless asked otherwise. They are made and
// changed through service `terrane`.
#include <algorithm>

#include "actions/listing.h"
#include "actions/memcached/caches.h"
#include "contract/memcached.h"
#include "region/cache/cache_rules.h"
#include "region/cache/cache_tables.h"

namespace terrane {
namespace {

namespace api = contract::memcached;
using Request = api::DescribeInstancesRequest;

constexpr uint64_t kMostPerPage = 1000;
constexpr size_t kValuesMax = 200;
constexpr std::string_view kNever = "0000-00-00 00:00:00";

constexpr ErrorKind kMalformedId{"InvalidParameterValue", cache_rules::kMalformedId.english,
                                 cache_rules::kMalformedId.chinese};
constexpr ErrorKind kTooManyValues{"InvalidParameterValue", "{} may hold at most {} values.",
                                   "{} 最多包含 {} 个值。"};
constexpr ErrorKind kBadPage{"InvalidParameterValue", "{} must be a whole number from {}.",
                             "{} 必须是 {} 之间的整数。"};
constexpr ErrorKind kBadOrder{
    "InvalidParameterValue",
    "OrderBy takes projectId, createtime, instancename or curDeadline, and OrderType 0 (up) or 1 "
    "(down); not {}.",
    "OrderBy 可选 projectId、createtime、instancename、curDeadline，OrderType 可选 "
    "0（升序）、1（降序），不能为 {}。"};
constexpr ListingErrors kErrors{.malformed_id = kMalformedId,
                                .ids_and_filters = kBadPage,
                                .unknown_filter = kBadPage,
                                .too_many_values = kTooManyValues,
                                .bad_page = kBadPage};

// Whether a list says nothing, or has the value.
template <class T, class Value>
bool allows(const contract::List<T>& list, const Value& value) {
  return list.empty() || std::ranges::find(list, T(value)) != list.end();
}

bool is_found(const Request& request, const Cache& cache, std::string_view id,
              std::string_view address) {
  return request.SearchKeys.empty() ||
         std::ranges::any_of(request.SearchKeys, [&](std::string_view key) {
           return std::string_view(cache.name).find(key) != std::string_view::npos || id == key ||
                  address == key;
         });
}

bool is_wanted(const Request& request, const Cache& cache) {
  std::string id = to_text(cache.id), address = to_text(cache.address);
  std::string vpc = to_text(cache.vpc), subnet = to_text(cache.subnet);
  return allows(request.UniqVpcIds, vpc) && allows(request.UniqSubnetIds, subnet) &&
         allows(request.Vips, address) && allows(request.InstanceNames, cache.name) &&
         allows(request.ProjectIds, cache.project) && is_found(request, cache, id, address);
}

using Caches = std::vector<const Cache*>;

// The account's that the IDs name; all, where none is named. Newest first.
Result<Caches> named(const RegionRead& call, const Request& request) {
  const Table<Cache>& table = call.region.cache->caches;
  Caches found;
  if (request.InstanceIds.empty()) {
    for (const Cache* cache : table.of(call.account))
      if (cache) found.push_back(cache);
    std::ranges::reverse(found);
    return found;
  }
  if (request.InstanceIds.size() > kValuesMax)
    return refuse(kErrors.too_many_values, "InstanceIds", std::to_string(kValuesMax));
  for (std::string_view text : request.InstanceIds) {
    auto id = CacheId::parse(text);
    if (!id) return refuse(kErrors.malformed_id, text);
    const Cache* cache = table.find(*id);
    if (cache && cache->account == call.account) found.push_back(cache);
  }
  std::ranges::sort(found, std::greater(), &Cache::sequence);
  auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  return found;
}

Result<void> order(const Request& request, Caches& caches) {
  std::string_view by = request.OrderBy;
  int64_t type = request.OrderType.value_or(1);
  if (type != 0 && type != 1) return refuse(kBadOrder, std::to_string(type));
  auto sort_by = [&](auto key) {
    std::ranges::stable_sort(caches, [&](const Cache* a, const Cache* b) {
      return type == 0 ? key(*a) < key(*b) : key(*b) < key(*a);
    });
  };
  if (by.empty() || by == "createtime") {
    sort_by([](const Cache& cache) { return cache.sequence; });
  } else if (by == "projectId") {
    sort_by([](const Cache& cache) { return cache.project; });
  } else if (by == "instancename") {
    sort_by([](const Cache& cache) { return std::string_view(cache.name); });
  } else if (by == "curDeadline") {
    sort_by([](const Cache& cache) { return cache.expires; });
  } else {
    return refuse(kBadOrder, by);
  }
  return {};
}

contract::List<api::TagInfo> tags(Arena& arena, const Cache& cache) {
  auto shown = arena.create_array<api::TagInfo>(cache.tags.size());
  for (size_t i = 0; i < shown.size(); ++i)
    shown[i] = {.TagKey = cache.tags[i].key, .TagValue = cache.tags[i].value};
  return contract::List<api::TagInfo>(shown);
}

api::InstanceListInfo shown(const RegionRead& call, const Cache& cache) {
  constexpr int64_t kRunning = 2, kIsolated = -2;
  Arena& arena = call.arena;
  bool isolated = cache.isolated.is_set();
  bool prepaid = cache.charge == ChargeType::kPrepaid;
  auto time = [&](Time time) { return time.is_set() ? to_local_text(arena, time) : kNever; };
  return {.ModTimeStamp = time(cache.modified),
          .IsolateTimeStamp = time(cache.isolated),
          .AutoRenewFlag = cache.renew == RenewFlag::kNotifyAndAuto,
          .SetId = 0,
          .Status = isolated ? kIsolated : kRunning,
          .CmemId = int64_t(cache.id.number()),
          .Tags = tags(arena, cache),
          .InstanceId = to_text(arena, cache.id),
          .RegionId = call.region.place().number,
          .InstanceDesc = "",
          .Expire = isolated,
          .SubnetId = int64_t(cache.subnet.number()),
          .ProjectId = cache.project,
          .AddTimeStamp = time(cache.created),
          .ZoneId = cache.zone,
          .PayMode = prepaid,
          .VpcId = int64_t(cache.vpc.number()),
          .InstanceName = cache.name,
          .DeadlineTimeStamp = time(cache.expires),
          .UniqVpcId = to_text(arena, cache.vpc),
          .Vip = to_text(arena, cache.address),
          .UniqSubnetId = to_text(arena, cache.subnet),
          .AppId = int64_t(call.caller.app_id),
          .Vport = cache_rules::kPort};
}

Result<api::DescribeInstancesResponse> describe_instances(RegionRead& call,
                                                          const Request& request) {
  auto as_signed = [](uint64_t number) { return int64_t(std::min<uint64_t>(number, INT64_MAX)); };
  TRY(Page page, page_of(kErrors, as_signed(request.Offset.value_or(0)),
                         as_signed(request.Limit.value_or(20)), kMostPerPage));
  TRY(Caches caches, named(call, request));
  std::erase_if(caches, [&](const Cache* cache) { return !is_wanted(request, *cache); });
  CHECKED(order(request, caches));
  size_t from = std::min<size_t>(page.offset, caches.size());
  auto list = call.arena.create_array<api::InstanceListInfo>(
      std::min<size_t>(page.limit, caches.size() - from));
  for (size_t i = 0; i < list.size(); ++i) list[i] = shown(call, *caches[from + i]);
  return api::DescribeInstancesResponse{.InstanceList = contract::List<api::InstanceListInfo>(list),
                                        .TotalNum = int64_t(caches.size())};
}

constexpr Handler kHandlers[] = {
    region_read<describe_instances>("memcached", "DescribeInstances"),
};

}  // namespace

std::span<const Handler> cache_listing_handlers() {
  return kHandlers;
}

}  // namespace terrane
