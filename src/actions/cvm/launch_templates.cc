#include "actions/cvm/launch_templates.h"

#include <algorithm>

#include "actions/convert.h"
#include "actions/cvm/tag_specifications.h"
#include "actions/listing.h"
#include "contract/decode.h"
#include "contract/overlay.h"
#include "region/admission.h"
#include "region/compute/launch_template_manager.h"
#include "region/compute/launch_template_rules.h"

namespace terrane {
namespace {

namespace cvm = contract::cvm;
namespace manager = launch_template_manager;
namespace rules = launch_template_rules;

// What a request says of instances, as it is stored: JSON of the shape that the API shows it in.
template <class Request>
std::string settings_of(const Request& request, const cvm::LaunchTemplateVersionData* base) {
  cvm::LaunchTemplateVersionData data{};
  contract::fill_absent(data, request);
  if (base) contract::fill_absent(data, *base);
  data.ClientToken = {};  // of the call that made the template, not of those that use it
  std::string json;
  contract::encode_json(data, json);
  return json;
}

const cvm::LaunchTemplateVersionData* data_of(Arena& arena, const LaunchTemplateVersion& version) {
  auto data = contract::decode_json<cvm::LaunchTemplateVersionData>(version.settings, arena);
  check(data.has_value(), "the settings of a launch template are of their shape");
  return *data;
}

cvm::LaunchTemplateInfo to_api(Arena& arena, const LaunchTemplate& found) {
  cvm::LaunchTemplateInfo shown{};
  shown.LatestVersionNumber = found.latest_version;
  shown.LaunchTemplateId = to_text(arena, found.id);
  shown.LaunchTemplateName = found.name;
  shown.DefaultVersionNumber = found.default_version;
  shown.LaunchTemplateVersionCount = found.versions.size();
  shown.CreatedBy = arena.copy(std::to_string(found.created_by));
  shown.CreationTime = arena.copy(to_iso8601(found.created));
  return shown;
}

cvm::LaunchTemplateVersionInfo to_api(Arena& arena, const LaunchTemplate& found,
                                      const LaunchTemplateVersion& version) {
  cvm::LaunchTemplateVersionInfo shown{};
  shown.LaunchTemplateVersion = version.number;
  shown.LaunchTemplateVersionData = data_of(arena, version);
  shown.CreationTime = arena.copy(to_iso8601(version.created));
  shown.LaunchTemplateId = to_text(arena, found.id);
  shown.IsDefaultVersion = version.number == found.default_version;
  shown.LaunchTemplateVersionDescription = version.description;
  shown.CreatedBy = arena.copy(std::to_string(version.created_by));
  return shown;
}

constexpr FilterRule<LaunchTemplate> kFilters[] = {
    {"LaunchTemplateName", [](const RegionCell&, const LaunchTemplate& found, std::string_view,
                              std::string_view value) { return found.name == value; }},
    {"tag-key", has_tag_key<LaunchTemplate>},
    {"tag:", has_tag_value<LaunchTemplate>}};

Result<cvm::CreateLaunchTemplateResponse> create_template(
    RegionWrite& call, const cvm::CreateLaunchTemplateRequest& request) {
  TRY(auto tags, tags_for("launch-template", request.LaunchTemplateTagSpecification));
  TRY(const LaunchTemplate* made,
      manager::create(call.change, std::string(request.LaunchTemplateName),
                      {.description = std::string(request.LaunchTemplateVersionDescription),
                       .settings = settings_of(request, nullptr),
                       .user = call.caller.user},
                      std::move(tags)));
  if (request.DryRun.value_or(false)) {
    CHECKED(take_back(call.change));
    return cvm::CreateLaunchTemplateResponse{};
  }
  return cvm::CreateLaunchTemplateResponse{.LaunchTemplateId = to_text(call.arena, made->id)};
}

Result<cvm::CreateLaunchTemplateVersionResponse> create_version(
    RegionWrite& call, const cvm::CreateLaunchTemplateVersionRequest& request) {
  const cvm::LaunchTemplateVersionData* base = nullptr;
  if (request.LaunchTemplateVersion) {
    TRY(const LaunchTemplate* found,
        manager::find(call.region, call.account, request.LaunchTemplateId));
    TRY(const LaunchTemplateVersion* version,
        manager::find_version(*found, uint64_t(*request.LaunchTemplateVersion)));
    base = data_of(call.arena, *version);
  }
  TRY(uint64_t number,
      manager::add_version(call.change, request.LaunchTemplateId,
                           {.description = std::string(request.LaunchTemplateVersionDescription),
                            .settings = settings_of(request, base),
                            .user = call.caller.user}));
  if (request.DryRun.value_or(false)) {
    CHECKED(take_back(call.change));
    return cvm::CreateLaunchTemplateVersionResponse{};
  }
  return cvm::CreateLaunchTemplateVersionResponse{.LaunchTemplateVersionNumber = int64_t(number)};
}

const ListingErrors& listing_errors() {
  static const ListingErrors kErrors = [] {
    ListingErrors errors = kCvmListingErrors;
    errors.malformed_id = rules::kMalformedId;
    errors.bad_page.code = "InvalidParameter";
    return errors;
  }();
  return kErrors;
}

Result<cvm::DescribeLaunchTemplatesResponse> describe_templates(
    RegionRead& call, const cvm::DescribeLaunchTemplatesRequest& request) {
  TRY(Page page, page_of(listing_errors(), request.Offset, request.Limit));
  TRY(auto listed, list_records<LaunchTemplate>(call.region, call.region.compute.launch_templates,
                                                call.account, request.LaunchTemplateIds,
                                                request.Filters, kFilters, page, listing_errors()));
  return cvm::DescribeLaunchTemplatesResponse{
      .TotalCount = int64_t(listed.total),
      .LaunchTemplateSet = shown_list<cvm::LaunchTemplateInfo>(
          call.arena, listed.page,
          [&](const LaunchTemplate& found) { return to_api(call.arena, found); })};
}

Result<cvm::DescribeLaunchTemplateVersionsResponse> describe_versions(
    RegionRead& call, const cvm::DescribeLaunchTemplateVersionsRequest& request) {
  TRY(Page page, page_of(listing_errors(), request.Offset.value_or(0),
                         request.Limit ? std::optional(int64_t(*request.Limit)) : std::nullopt));
  TRY(const LaunchTemplate* found,
      manager::find(call.region, call.account, request.LaunchTemplateId));
  for (uint64_t number : request.LaunchTemplateVersions)
    CHECKED(manager::find_version(*found, number));
  std::vector<const LaunchTemplateVersion*> chosen;
  for (const LaunchTemplateVersion& version : found->versions) {
    const auto& numbers = request.LaunchTemplateVersions;
    bool wanted = request.DefaultVersion.value_or(false) ? version.number == found->default_version
                  : numbers.empty()
                      ? version.number >= request.MinVersion.value_or(0) &&
                            version.number <= request.MaxVersion.value_or(UINT64_MAX)
                      : std::find(numbers.begin(), numbers.end(), version.number) != numbers.end();
    if (wanted) chosen.push_back(&version);
  }
  uint64_t total = chosen.size();
  chosen.erase(chosen.begin(), chosen.begin() + int64_t(std::min(page.offset, total)));
  if (chosen.size() > page.limit) chosen.resize(page.limit);
  return cvm::DescribeLaunchTemplateVersionsResponse{
      .TotalCount = total,
      .LaunchTemplateVersionSet = shown_list<cvm::LaunchTemplateVersionInfo>(
          call.arena, chosen, [&](const LaunchTemplateVersion& version) {
            return to_api(call.arena, *found, version);
          })};
}

Result<cvm::ModifyLaunchTemplateDefaultVersionResponse> modify_default(
    RegionWrite& call, const cvm::ModifyLaunchTemplateDefaultVersionRequest& request) {
  CHECKED(manager::set_default(call.change, request.LaunchTemplateId,
                               uint64_t(request.DefaultVersion.value_or(0))));
  return cvm::ModifyLaunchTemplateDefaultVersionResponse{};
}

Result<cvm::DeleteLaunchTemplateResponse> delete_template(
    RegionWrite& call, const cvm::DeleteLaunchTemplateRequest& request) {
  CHECKED(manager::remove(call.change, request.LaunchTemplateId));
  return cvm::DeleteLaunchTemplateResponse{};
}

Result<cvm::DeleteLaunchTemplateVersionsResponse> delete_versions(
    RegionWrite& call, const cvm::DeleteLaunchTemplateVersionsRequest& request) {
  std::vector<uint64_t> numbers;
  for (int64_t number : request.LaunchTemplateVersions) numbers.push_back(uint64_t(number));
  CHECKED(manager::remove_versions(call.change, request.LaunchTemplateId, numbers));
  return cvm::DeleteLaunchTemplateVersionsResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<create_template>("cvm", "CreateLaunchTemplate"),
    region_write<create_version>("cvm", "CreateLaunchTemplateVersion"),
    region_read<describe_templates>("cvm", "DescribeLaunchTemplates"),
    region_read<describe_versions>("cvm", "DescribeLaunchTemplateVersions"),
    region_write<modify_default>("cvm", "ModifyLaunchTemplateDefaultVersion"),
    region_write<delete_template>("cvm", "DeleteLaunchTemplate"),
    region_write<delete_versions>("cvm", "DeleteLaunchTemplateVersions"),
};

}  // namespace

std::span<const Handler> launch_template_handlers() {
  return kHandlers;
}

Result<const cvm::RunInstancesRequest*> with_launch_template(
    Arena& arena, const RegionCell& region, AccountId account,
    const cvm::RunInstancesRequest& request) {
  if (!request.LaunchTemplate) return &request;
  std::string_view id = request.LaunchTemplate->LaunchTemplateId;
  TRY(const LaunchTemplate* found, manager::find(region, account, id));
  uint64_t number = request.LaunchTemplate->LaunchTemplateVersion.value_or(0);
  const LaunchTemplateVersion* version = found->find(number ? number : found->default_version);
  if (!version) return refuse(rules::kVersionToRunNotFound, id, std::to_string(number));
  auto* merged = arena.create<cvm::RunInstancesRequest>(request);
  contract::fill_absent(*merged, *data_of(arena, *version));
  return merged;
}

}  // namespace terrane
