// Who calls: looks the key up, checks its token, the time and the signature.
#pragma once

#include "env/env.h"
#include "gateway/credentials.h"
#include "gateway/envelope.h"
#include "gateway/route.h"

namespace terrane {

// How far a call's time may be from the cloud's, in seconds.
inline constexpr int64_t kSignatureLifetime = 300;

class Authenticator {
 public:
  Authenticator(const Credentials& credentials, const Clock& clock)
      : credentials_(credentials), clock_(clock) {}

  // `route`: what is called, null if nothing that exists. Errors: AuthFailure.SecretIdNotFound,
  // .SignatureExpire, .SignatureFailure, .TokenFailure, .InvalidAuthorization.
  Result<Caller> identify(const HttpRequest& request, const Envelope& envelope,
                          const Route* route) const;

 private:
  Result<int64_t> read_timestamp(std::string_view timestamp) const;

  const Credentials& credentials_;
  const Clock& clock_;
};

}  // namespace terrane
