#include "actions/tag/resource_name.h"

#include <array>

namespace terrane {
namespace {

// The six parts of a name; the last may hold colons of its own.
std::optional<std::array<std::string_view, 6>> split(std::string_view text) {
  std::array<std::string_view, 6> parts;
  for (size_t i = 0; i < 5; ++i) {
    size_t colon = text.find(':');
    if (colon == text.npos) return std::nullopt;
    parts[i] = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  parts[5] = text;
  return parts;
}

}  // namespace

Result<ResourceName> parse_resource_name(const Catalogue& catalogue, AccountId account,
                                         std::string_view text, const ErrorKind& untagged) {
  auto parts = split(text);
  if (!parts) return refuse(kMalformedResource, text);
  auto [qcs, project, service, place, owner, resource] = *parts;
  size_t slash = resource.find('/');
  if (qcs != "qcs" || service.empty() || slash == resource.npos)
    return refuse(kMalformedResource, text);
  std::string_view prefix = resource.substr(0, slash);
  const ScopeRow* kind = find_scope_by_tag(service, prefix);
  if (!kind) return refuse(untagged, prefix, service);
  if (!owner.starts_with("uin/")) return refuse(kMalformedResource, text);
  owner.remove_prefix(4);
  if (!owner.empty() && owner != std::to_string(uint64_t(account))) return refuse(kNotYours, text);
  const Region* region = catalogue.find_region(place);
  bool everywhere = kind->scope <= Scope::kAllRegions;
  if (!region && !(everywhere && place.empty())) return refuse(kNoSuchRegion, text);
  auto id = parse_id(kind->kind, resource.substr(slash + 1));
  if (!id) return refuse(kMalformedResource, text);
  return ResourceName{kind, everywhere ? nullptr : region, *id};
}

std::string resource_name(AccountId account, std::string_view region, AnyId id) {
  const ScopeRow& row = scope_of(id.kind());
  std::string name = "qcs::";
  name += row.tag_service;
  name += ':';
  name += region;
  name += ":uin/";
  name += std::to_string(uint64_t(account));
  name += ':';
  name += row.tag_prefix;
  name += '/';
  name += to_text(id);
  return name;
}

}  // namespace terrane
