// Projects: labels that sort an account's resources.
#include "account/project_manager.h"
#include "actions/account/account_plane.h"
#include "actions/tag/tag_service.h"
#include "contract/tag.h"

namespace terrane {
namespace {

namespace api = contract::tag;

constexpr uint64_t kPageLimit = 1000;
constexpr ErrorKind kBadLimit{"InvalidParameter", "Limit must be from 1 to {}.",
                              "Limit 应为 1 到 {}。"};
constexpr ErrorKind kBadAllList{"InvalidParameter", "AllList must be 0 or 1.",
                                "AllList 应为 0 或 1。"};

Result<api::AddProjectResponse> add_project(CloudCall& call,
                                            const api::AddProjectRequest& request) {
  return change_accounts(call, [&](AccountChange& change) -> Result<api::AddProjectResponse> {
    TRY(const Project* project,
        project_manager::create(change, call.catalogue.limits(), call.account,
                                {.name = std::string(request.ProjectName),
                                 .description = std::string(request.Info),
                                 .creator = call.caller.user}));
    return api::AddProjectResponse{.ProjectId = uint64_t(project->id), .IsNew = 1};
  });
}

api::Project to_api(Arena& arena, const Project& project) {
  return {.ProjectId = uint64_t(project.id),
          .ProjectName = arena.copy(project.name),
          .CreatorUin = project.creator,
          .ProjectInfo = arena.copy(project.description),
          .CreateTime = to_local_text(arena, project.created)};
}

// The project that every account has from the start.
api::Project default_project(const AccountRead& call) {
  const Account* account = call.accounts.tables.accounts.find(call.account);
  return {.ProjectId = 0,
          .ProjectName = call.language == Language::kChinese ? "默认项目" : "Default project",
          .CreatorUin = uint64_t(call.account),
          .ProjectInfo = "",
          .CreateTime = call.arena.copy(account ? to_local_text(account->created) : "")};
}

// The default project first, then the others as they were made. None is hidden, so AllList changes
// nothing.
Result<api::DescribeProjectsResponse> describe_projects(
    AccountRead& call, const api::DescribeProjectsRequest& request) {
  if (*request.AllList > 1) return refuse(kBadAllList);
  if (*request.Limit < 1 || *request.Limit > kPageLimit)
    return refuse(kBadLimit, std::to_string(kPageLimit));
  std::vector<api::Project> page;
  uint64_t total = 0;
  auto add = [&](const api::Project& project) {
    if (request.ProjectId && uint64_t(*request.ProjectId) != project.ProjectId) return;
    if (!request.ProjectName.empty() && request.ProjectName != project.ProjectName) return;
    if (total >= *request.Offset && page.size() < *request.Limit) page.push_back(project);
    ++total;
  };
  add(default_project(call));
  for (const Project* project : call.accounts.tables.projects.of(call.account))
    if (project) add(to_api(call.arena, *project));
  return api::DescribeProjectsResponse{
      .Total = total, .Projects = contract::list_of<api::Project>(call.arena, page)};
}

constexpr Handler kHandlers[] = {
    cloud_write<add_project>("tag", "AddProject"),
    account_read<describe_projects>("tag", "DescribeProjects"),
};

}  // namespace

std::span<const Handler> project_handlers() {
  return kHandlers;
}

}  // namespace terrane
