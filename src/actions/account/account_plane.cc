#include "actions/account/account_plane.h"

namespace terrane {

Result<account_manager::Secret> ensure_administrator(
    Cloud& cloud, Tickets& tickets, const std::optional<account_manager::Secret>& chosen) {
  account_manager::Secret secret;
  CHECKED(cloud.set_up_accounts(tickets, [&](AccountChange& change) -> Result<void> {
    TRY(secret, account_manager::ensure_administrator(change, chosen));
    return {};
  }));
  return secret;
}

}  // namespace terrane
