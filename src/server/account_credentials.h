#pragma once

#include "account/account_cell.h"
#include "gateway/credentials.h"

namespace terrane {

// The access keys of the account plane, as the gateway asks for them.
class AccountCredentials final : public Credentials {
 public:
  explicit AccountCredentials(const AccountCell& accounts) : accounts_(accounts) {}
  std::optional<Credential> find(std::string_view secret_id) const override;

 private:
  const AccountCell& accounts_;
};

}  // namespace terrane
