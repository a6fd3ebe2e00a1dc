#include "server/administrator.h"

#include <cstdlib>

namespace terrane {
namespace {

std::optional<SecretKeyPair> from_environment() {
  const char *id = std::getenv("TERRANE_SECRET_ID"), *key = std::getenv("TERRANE_SECRET_KEY");
  if (!id || !*id || !key || !*key) return std::nullopt;
  return SecretKeyPair{id, key};
}

std::string random_letters(Random& random, size_t count) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  std::string letters;
  while (letters.size() < count) letters += kLetters[random.below(kLetters.size())];
  return letters;
}

constexpr AccountId kAdministrator{100000000001};
constexpr uint64_t kAdministratorAppId = 1250000001;

}  // namespace

Result<void> ensure_administrator(Cloud& cloud, const DataDirectory* directory) {
  std::optional<SecretKeyPair> chosen = from_environment(), kept;
  if (directory) {
    TRY(kept, directory->credentials());
    if (!chosen) chosen = kept;
  }
  Random& random = cloud.env().random;
  if (!chosen) chosen = {"AKID" + random_letters(random, 32), random_letters(random, 32)};
  Tickets tickets;
  CHECKED(cloud.change_accounts(
      tickets, [&](AccountCell& plane, Transaction& transaction) -> Result<void> {
        Time now = cloud.env().clock.now();
        AccountTables& tables = plane.tables;
        if (!tables.accounts.find(kAdministrator))
          transaction.add(tables.accounts, Account{.id = kAdministrator,
                                                   .app_id = kAdministratorAppId,
                                                   .name = "administrator",
                                                   .created = now,
                                                   .is_operator = true});
        const AccessKey* key = tables.access_keys.find(chosen->secret_id);
        if (!key) {
          transaction.add(tables.access_keys, AccessKey{.id = chosen->secret_id,
                                                        .secret = chosen->secret_key,
                                                        .account = kAdministrator,
                                                        .sequence = plane.cell.next_sequence(),
                                                        .created = now});
        } else if (key->secret != chosen->secret_key) {
          transaction.change(tables.access_keys, chosen->secret_id,
                             [&](AccessKey& changed) { changed.secret = chosen->secret_key; });
        }
        return {};
      }));
  if (directory && (!kept || kept->secret_id != chosen->secret_id ||
                    kept->secret_key != chosen->secret_key))
    return directory->keep_credentials(*chosen);
  return {};
}

}  // namespace terrane
