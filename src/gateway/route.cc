#include "gateway/route.h"

#include <algorithm>
#include <array>
#include <optional>

#include "gateway/host.h"
#include "gateway/http.h"

namespace terrane {
namespace {

constexpr ErrorKind kInvalidAction{"InvalidAction",
                                   "There is no action {} in service {}, version {}.",
                                   "接口 {} 不存在于服务 {} 的版本 {} 中。"};
constexpr ErrorKind kUnknownAction{"InvalidAction",
                                   "There is no action {}, in any service of this cloud.",
                                   "本云的任何服务中都不存在接口 {}。"};
constexpr ErrorKind kNoSuchVersion{"NoSuchVersion", "Service {} has no version {}; use {}.",
                                   "服务 {} 没有版本 {}，请使用 {}。"};

const contract::Service* service_of_host(std::string_view host) {
  const std::string_view label = first_label(host);
  const bool has_capitals = std::ranges::any_of(label, [](char c) { return c >= 'A' && c <= 'Z'; });
  return has_capitals ? contract::find_service(in_lower_case(label))
                      : contract::find_service(label);
}

std::optional<Route> find_in(const contract::Service* service, std::string_view version,
                             std::string_view action) {
  if (!service || service->version != version) return std::nullopt;
  const contract::Action* found = contract::find_action(*service, action);
  return found ? std::optional(Route{service, found}) : std::nullopt;
}

const contract::Service* find_in_any_version(std::string_view action) {
  for (const contract::Service& service : contract::services())
    if (contract::find_action(service, action)) return &service;
  return nullptr;
}

}  // namespace

Result<Route> find_route(std::string_view host, std::string_view scope_service,
                         std::string_view version, std::string_view action) {
  const std::array named{service_of_host(host), contract::find_service(scope_service)};
  for (const contract::Service* service : named)
    if (const auto route = find_in(service, version, action)) return *route;

  const contract::Service* service = named[0] ? named[0] : named[1];
  if (!service) {
    service = contract::find_service(version, action);
    if (const auto route = find_in(service, version, action)) return *route;
    service = find_in_any_version(action);
    if (!service) return refuse(kUnknownAction, action);
  }
  if (service->version != version)
    return refuse(kNoSuchVersion, service->name, version, service->version);
  return refuse(kInvalidAction, action, service->name, version);
}

}  // namespace terrane
