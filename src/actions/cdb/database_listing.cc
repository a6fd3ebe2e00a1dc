// Databases as they are listed: by any of what they are, newest first unless asked otherwise.
#include <algorithm>

#include "actions/cdb/cdb_service.h"
#include "actions/cdb/database_view.h"
#include "actions/convert.h"
#include "actions/listing.h"
#include "contract/cdb.h"
#include "region/database/database_rules.h"
#include "region/database/database_tables.h"

namespace terrane {
namespace {

namespace api = contract::cdb;
using Request = api::DescribeDBInstancesRequest;

constexpr uint64_t kMostPerPage = 2000;
constexpr size_t kValuesMax = 200;

constexpr ErrorKind kTooManyValues{"InvalidParameter", "{} may hold at most {} values.",
                                   "{} 最多包含 {} 个值。"};
constexpr ErrorKind kBadPage{"InvalidParameter", "{} must be a whole number from {}.",
                             "{} 必须是 {} 之间的整数。"};
constexpr ErrorKind kBadOrder{
    "InvalidParameter",
    "OrderBy takes instanceId, instanceName, createTime or deadlineTime, not {}; OrderDirection "
    "ASC or DESC.",
    "OrderBy 可选 instanceId、instanceName、createTime、deadlineTime，不能为 {}；OrderDirection "
    "可选 ASC、DESC。"};

constexpr ListingErrors kErrors{.malformed_id = database_rules::kMalformedId,
                                .ids_and_filters = kBadPage,  // both may be given
                                .unknown_filter = kBadPage,   // there are no named ones
                                .too_many_values = kTooManyValues,
                                .bad_page = kBadPage};

// Whether a list says nothing, or has the value.
template <class T, class Value>
bool allows(const contract::List<T>& list, const Value& value) {
  return !list.present() || list.empty() || std::ranges::find(list, T(value)) != list.end();
}

bool has_tags(const Request& request, const Database& database) {
  auto any = [&](auto matches) { return std::ranges::any_of(database.tags, matches); };
  bool all = std::ranges::all_of(request.Tags, [&](const api::Tag& wanted) {
    return any(
        [&](const TagPair& tag) { return tag.key == wanted.Key && tag.value == wanted.Value; });
  });
  return all &&
         (request.TagKeysForSearch.empty() ||
          any([&](const TagPair& tag) { return allows(request.TagKeysForSearch, tag.key); })) &&
         (request.TagValues.empty() ||
          any([&](const TagPair& tag) { return allows(request.TagValues, tag.value); }));
}

// By what no database here has: a group of hosts, a proxy, a cage.
bool wants_what_none_has(const Request& request) {
  return !request.DeployGroupIds.empty() || !request.CageIds.empty() ||
         !request.ProxyVips.empty() || !request.ProxyIds.empty() || !request.ExClusterId.empty();
}

bool is_wanted(const Request& request, const Database& database) {
  constexpr uint64_t kMaster = 1;
  bool prepaid = database.charge == ChargeType::kPrepaid;
  std::string address = to_text(database.address), vpc = to_text(database.vpc),
              subnet = to_text(database.subnet);
  return request.ProjectId.value_or(database.project) == database.project &&
         request.InitFlag.value_or(1) == 1 && !wants_what_none_has(request) &&
         allows(request.InstanceTypes, kMaster) && allows(request.Vips, address) &&
         allows(request.Status, uint64_t(database.state)) &&
         allows(request.PayTypes, uint64_t(prepaid ? 0 : 1)) &&
         allows(request.InstanceNames, database.name) &&
         allows(request.TaskStatus, uint64_t(database.task.kind)) &&
         allows(request.EngineVersions, database.shape.version) &&
         allows(request.VpcIds, database.vpc.number()) && allows(request.ZoneIds, database.zone) &&
         allows(request.SubnetIds, database.subnet.number()) &&
         allows(request.CdbErrors, int64_t{0}) && allows(request.UniqueVpcIds, vpc) &&
         allows(request.UniqSubnetIds, subnet) && allows(request.EngineTypes, "InnoDB") &&
         has_tags(request, database);
}

bool has_group(const Database& database, std::string_view group) {
  return group.empty() || std::ranges::any_of(database.security_groups, [&](SecurityGroupId id) {
           return to_text(id) == group;
         });
}

using Databases = std::vector<const Database*>;

// The account's that the IDs name; all, where none is named. Newest first.
Result<Databases> named(const RegionRead& call, const Request& request) {
  const auto& table = call.region.database->databases;
  Databases found;
  if (request.InstanceIds.empty()) {
    for (const Database* database : table.of(call.account))
      if (database) found.push_back(database);
    std::ranges::reverse(found);
    return found;
  }
  if (request.InstanceIds.size() > kValuesMax)
    return refuse(kErrors.too_many_values, "InstanceIds", std::to_string(kValuesMax));
  for (std::string_view text : request.InstanceIds) {
    auto id = DatabaseId::parse(text);
    if (!id) return refuse(kErrors.malformed_id, text);
    const Database* database = table.find(*id);
    if (database && database->account == call.account) found.push_back(database);
  }
  std::ranges::sort(found, std::greater(), &Database::sequence);
  auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  return found;
}

Result<void> order(const Request& request, Databases& databases) {
  std::string_view by = request.OrderBy, direction = request.OrderDirection;
  bool up = direction == "ASC" || direction == "asc";
  if (!direction.empty() && !up && direction != "DESC" && direction != "desc")
    return refuse(kBadOrder, direction);
  auto sort_by = [&](auto key) {
    std::ranges::stable_sort(databases, [&](const Database* a, const Database* b) {
      return up ? key(*a) < key(*b) : key(*b) < key(*a);
    });
  };
  if (by == "instanceId") {
    sort_by([](const Database& database) { return database.id; });
  } else if (by == "instanceName") {
    sort_by([](const Database& database) { return std::string_view(database.name); });
  } else if (by == "createTime") {
    sort_by([](const Database& database) { return database.sequence; });
  } else if (by == "deadlineTime") {
    sort_by([](const Database& database) { return database.expires; });
  } else if (!by.empty()) {
    return refuse(kBadOrder, by);
  }
  return {};
}

std::optional<int64_t> as_signed(std::optional<uint64_t> number) {
  if (!number) return std::nullopt;
  return int64_t(std::min<uint64_t>(*number, INT64_MAX));
}

Result<api::DescribeDBInstancesResponse> describe_db_instances(RegionRead& call,
                                                               const Request& request) {
  TRY(Page page,
      page_of(kErrors, as_signed(request.Offset), as_signed(request.Limit), kMostPerPage));
  TRY(Databases databases, named(call, request));
  std::erase_if(databases, [&](const Database* database) {
    return !is_wanted(request, *database) || !has_group(*database, request.SecurityGroupId);
  });
  CHECKED(order(request, databases));
  Listed<Database> listed;
  for (const Database* database : databases) listed.add(*database, page);
  return api::DescribeDBInstancesResponse{
      .TotalCount = int64_t(listed.total),
      .Items = shown_list<api::InstanceInfo>(
          call.arena, listed.page,
          [&](const Database& database) { return shown(call, database); })};
}

constexpr Handler kHandlers[] = {
    region_read<describe_db_instances>("cdb", "DescribeDBInstances"),
};

}  // namespace

std::span<const Handler> database_listing_handlers() {
  return kHandlers;
}

}  // namespace terrane
