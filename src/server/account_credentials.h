#pragma once

#include "actions/cloud.h"
#include "gateway/credentials.h"

namespace terrane {

// The access keys of the account plane, as the gateway asks for them. While a fault has that, those
// that the regions know: signatures do not depend on it.
class AccountCredentials final : public Credentials {
 public:
  explicit AccountCredentials(Cloud& cloud) : cloud_(cloud) {}
  std::optional<Credential> find(std::string_view secret_id) const override;

 private:
  Cloud& cloud_;
};

}  // namespace terrane
