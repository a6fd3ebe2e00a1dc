#include "server/account_credentials.h"

#include <shared_mutex>

namespace terrane {

std::optional<Credential> AccountCredentials::find(std::string_view secret_id) const {
  std::shared_lock reading(accounts_.cell.lock());
  const AccessKey* key = accounts_.tables.access_keys.find(std::string(secret_id));
  if (!key || key->disabled) return std::nullopt;
  const Account* account = accounts_.tables.accounts.find(key->account);
  if (!account) return std::nullopt;
  return Credential{.secret_key = key->secret,
                    .caller = {.account = account->id,
                               .app_id = account->app_id,
                               .user = static_cast<uint64_t>(account->id),
                               .is_operator = account->is_operator}};
}

}  // namespace terrane
