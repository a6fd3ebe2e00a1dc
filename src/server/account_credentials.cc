#include "server/account_credentials.h"

#include <shared_mutex>

namespace terrane {
namespace {

std::optional<Credential> find_in(const AccountTables& tables, std::string_view secret_id) {
  const AccessKey* key = tables.access_keys.find(std::string(secret_id));
  if (!key || key->disabled) return std::nullopt;
  const Account* account = tables.accounts.find(key->account);
  if (!account) return std::nullopt;
  return Credential{.secret_key = key->secret,
                    .caller = {.account = account->id,
                               .app_id = account->app_id,
                               .user = static_cast<uint64_t>(account->id),
                               .is_operator = account->is_operator}};
}

std::optional<Credential> find_in_region(const RegionCell& region, std::string_view secret_id) {
  std::shared_lock reading(region.cell.lock());
  return find_in(region.accounts, secret_id);
}

}  // namespace

std::optional<Credential> AccountCredentials::find(std::string_view secret_id) const {
  {
    const AccountCell& plane = cloud_.accounts();
    std::shared_lock reading(plane.cell.lock());
    if (!plane.faults.failing.account_plane()) return find_in(plane.tables, secret_id);
  }
  // A region that could not follow for a while may lack what another knows.
  for (const Region& place : cloud_.catalogue().regions())
    if (auto region = cloud_.reach(cloud_.catalogue().index_of(place)))
      if (auto found = find_in_region(**region, secret_id)) return found;
  // Where everything fails at once, operators still get in to heal it.
  for (const Region& place : cloud_.catalogue().regions())
    if (auto region = cloud_.region(cloud_.catalogue().index_of(place)))
      if (auto found = find_in_region(**region, secret_id); found && found->caller.is_operator)
        return found;
  return std::nullopt;
}

}  // namespace terrane
