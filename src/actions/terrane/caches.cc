// Making and changing caches, which the public API of Cloud Memcached leaves to its console.
#include "actions/terrane/caches.h"

#include "actions/convert.h"
#include "contract/terrane.h"
#include "region/cache/cache_manager.h"

namespace terrane {
namespace {

namespace api = contract::terrane;

std::span<const std::string_view> texts(const contract::List<contract::Text>& list) {
  return {list.begin(), list.size()};
}

Result<api::CreateCacheResponse> create_cache(RegionWrite& call,
                                              const api::CreateCacheRequest& request) {
  TRY(const Cache* cache,
      cache_manager::create(call.change, {.zone = request.Zone,
                                          .name = request.Name,
                                          .memory_gib = *request.MemoryGiB,
                                          .vpc = request.VpcId,
                                          .subnet = request.SubnetId,
                                          .address = request.Address,
                                          .project = request.ProjectId.value_or(0),
                                          .charge_type = request.ChargeType,
                                          .months = request.Period,
                                          .renew_flag = request.RenewFlag,
                                          .tags = tags_of(request.Tags)}));
  return api::CreateCacheResponse{.CacheId = to_text(call.arena, cache->id)};
}

Result<api::ModifyCacheResponse> modify_cache(RegionWrite& call,
                                              const api::ModifyCacheRequest& request) {
  cache_manager::CacheChange wanted{.memory_gib = request.MemoryGiB, .project = request.ProjectId};
  if (contract::present(request.Name)) wanted.name = request.Name;
  if (contract::present(request.RenewFlag)) wanted.renew_flag = request.RenewFlag;
  CHECKED(cache_manager::modify(call.change, request.CacheId, wanted));
  return api::ModifyCacheResponse{};
}

Result<api::RenewCachesResponse> renew_caches(RegionWrite& call,
                                              const api::RenewCachesRequest& request) {
  CHECKED(cache_manager::renew(call.change, texts(request.CacheIds), *request.Period));
  return api::RenewCachesResponse{};
}

Result<api::DeleteCachesResponse> delete_caches(RegionWrite& call,
                                                const api::DeleteCachesRequest& request) {
  CHECKED(cache_manager::remove(call.change, texts(request.CacheIds)));
  return api::DeleteCachesResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<create_cache>("terrane", "CreateCache"),
    region_write<modify_cache>("terrane", "ModifyCache"),
    region_write<renew_caches>("terrane", "RenewCaches"),
    region_write<delete_caches>("terrane", "DeleteCaches"),
};

}  // namespace

std::span<const Handler> cache_handlers() {
  return kHandlers;
}

}  // namespace terrane
