#include "actions/convert.h"
#include "actions/filters.h"
#include "actions/listing.h"
#include "actions/vpc/shown.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/network/assistant_cidr_manager.h"

namespace terrane {
namespace {

namespace api = contract::vpc;

// The codes that DescribeAssistantCidr documents.
constexpr ListingErrors kErrors{
    .malformed_id = {"InvalidParameterValue.Malformed", "{} is not a VPC's ID.",
                     "{} 不是合法的 VPC ID。"},
    .ids_and_filters = {"InvalidParameter.Coexist", "Give VpcIds or Filters, not both.",
                        "VpcIds 与 Filters 不能同时指定。"},
    .unknown_filter = {"InvalidParameterValue", "There is no filter {}. The filters here are: {}.",
                       "不支持过滤条件 {}，可用的过滤条件：{}。"},
    .too_many_values = {"InvalidParameterValue", "{} may hold at most {} values.",
                        "{} 最多包含 {} 个值。"},
    .bad_page = {"InvalidParameterValue.Range", "{} must be a whole number from {}.",
                 "{} 必须是 {} 之间的整数。"}};

constexpr FilterRule<Vpc> kFilters[] = {{"vpc-id", id_is<&Vpc::id>}};
constexpr Page kEverything{.offset = 0, .limit = UINT64_MAX};

Result<api::CreateAssistantCidrResponse> create_assistant_cidr(
    RegionWrite& call, const api::CreateAssistantCidrRequest& request) {
  TRY(const Vpc* vpc, assistant_cidr_manager::modify(call.change, request.VpcId,
                                                     {.new_ranges = strings(request.CidrBlocks)}));
  return api::CreateAssistantCidrResponse{.AssistantCidrSet =
                                              assistant_cidrs(call.arena, call.region, *vpc)};
}

Result<api::ModifyAssistantCidrResponse> modify_assistant_cidr(
    RegionWrite& call, const api::ModifyAssistantCidrRequest& request) {
  TRY(const Vpc* vpc,
      assistant_cidr_manager::modify(call.change, request.VpcId,
                                     {.old_ranges = strings(request.OldCidrBlocks),
                                      .new_ranges = strings(request.NewCidrBlocks)}));
  return api::ModifyAssistantCidrResponse{.AssistantCidrSet =
                                              assistant_cidrs(call.arena, call.region, *vpc)};
}

Result<api::DeleteAssistantCidrResponse> delete_assistant_cidr(
    RegionWrite& call, const api::DeleteAssistantCidrRequest& request) {
  CHECKED(assistant_cidr_manager::modify(call.change, request.VpcId,
                                         {.old_ranges = strings(request.CidrBlocks)}));
  return api::DeleteAssistantCidrResponse{};
}

Result<api::CheckAssistantCidrResponse> check_assistant_cidr(
    RegionRead& call, const api::CheckAssistantCidrRequest& request) {
  TRY(auto conflicts,
      assistant_cidr_manager::check_change(call.region, call.account, request.VpcId,
                                           {.old_ranges = strings(request.OldCidrBlocks),
                                            .new_ranges = strings(request.NewCidrBlocks)}));
  auto shown = call.arena.create_array<api::ConflictSource>(conflicts.size());
  for (size_t i = 0; i < shown.size(); ++i) {
    auto item = call.arena.create_array<api::ConflictItem>(1);
    item[0] = {.DestinationItem = to_text(call.arena, conflicts[i].range),
               .ConflictId = to_text(call.arena, conflicts[i].id)};
    shown[i] = {.ConflictSourceId = request.VpcId,
                .SourceItem = to_text(call.arena, conflicts[i].wanted),
                .ConflictItemSet = contract::List<api::ConflictItem>(item)};
  }
  return api::CheckAssistantCidrResponse{.ConflictSourceSet =
                                             contract::List<api::ConflictSource>(shown)};
}

// A page of assistant ranges, not of VPCs.
Result<api::DescribeAssistantCidrResponse> describe_assistant_cidr(
    RegionRead& call, const api::DescribeAssistantCidrRequest& request) {
  TRY(Page page, page_of(kErrors, request.Offset, request.Limit));
  TRY(auto listed,
      list_records<Vpc>(call.region, call.region.network.vpcs, call.account, request.VpcIds,
                        request.Filters, kFilters, kEverything, kErrors));
  std::vector<api::AssistantCidr> all;
  for (const Vpc* vpc : listed.page)
    for (const api::AssistantCidr& range : assistant_cidrs(call.arena, call.region, *vpc))
      all.push_back(range);
  uint64_t first = std::min<uint64_t>(page.offset, all.size());
  std::span shown = std::span(all).subspan(first, std::min(page.limit, all.size() - first));
  return api::DescribeAssistantCidrResponse{
      .AssistantCidrSet = contract::list_of<api::AssistantCidr>(call.arena, shown),
      .TotalCount = all.size()};
}

constexpr Handler kHandlers[] = {
    region_write<create_assistant_cidr>("vpc", "CreateAssistantCidr"),
    region_write<modify_assistant_cidr>("vpc", "ModifyAssistantCidr"),
    region_write<delete_assistant_cidr>("vpc", "DeleteAssistantCidr"),
    region_read<check_assistant_cidr>("vpc", "CheckAssistantCidr"),
    region_read<describe_assistant_cidr>("vpc", "DescribeAssistantCidr"),
};

}  // namespace

std::span<const Handler> assistant_cidr_handlers() {
  return kHandlers;
}

}  // namespace terrane
