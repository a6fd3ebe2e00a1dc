#include "actions/account/account_plane.h"

namespace terrane {

Result<account_manager::Secret> ensure_administrator(
    Cloud& cloud, Tickets& tickets, const std::optional<account_manager::Secret>& chosen) {
  return change_accounts(cloud, tickets, [&](AccountChange& change) {
    return account_manager::ensure_administrator(change, chosen);
  });
}

}  // namespace terrane
