#include "server/administrator.h"

#include <cstdlib>
#include <future>

#include "actions/account/account_plane.h"

namespace terrane {
namespace {

using account_manager::Secret;

std::optional<Secret> from_environment() {
  const char *id = std::getenv("TERRANE_SECRET_ID"), *key = std::getenv("TERRANE_SECRET_KEY");
  if (!id || !*id || !key || !*key) return std::nullopt;
  return Secret{id, key};
}

Result<void> wait_until_durable(Cloud& cloud, Tickets tickets) {
  std::promise<bool> durable;
  std::move(tickets).when_durable(cloud.alarms(),
                                  [&](bool outcome) { durable.set_value(outcome); });
  if (!durable.get_future().get()) return refuse(kCellUnavailable, cloud.accounts().cell.name());
  return {};
}

}  // namespace

Result<void> ensure_administrator(Cloud& cloud, const DataDirectory* directory) {
  std::optional<SecretKeyPair> kept;
  if (directory) {
    TRY(kept, directory->credentials());
  }
  std::optional<Secret> chosen = from_environment();
  if (!chosen && kept) {
    Secret secret{kept->secret_id, kept->secret_key};
    const AccountCell& plane = cloud.accounts();  // nobody else has it yet
    bool is_new = plane.tables.accounts.size() == 0;
    if (is_new || account_manager::signs_for_an_operator(plane, secret)) chosen = secret;
  }

  Tickets tickets;
  TRY(Secret secret, ensure_administrator(cloud, tickets, chosen));
  CHECKED(wait_until_durable(cloud, std::move(tickets)));
  bool changed = !kept || kept->secret_id != secret.id || kept->secret_key != secret.key;
  if (directory && changed) return directory->keep_credentials({secret.id, secret.key});
  return {};
}

}  // namespace terrane
