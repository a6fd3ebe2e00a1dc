// The cloud's own certificate authority: HTTPS for any of its host names, on machines without
// Internet.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/error.h"
#include "env/env.h"
#include "gateway/host.h"

struct ssl_st;
struct ssl_ctx_st;

namespace terrane {

// What an authority consists of, in PEM. The key is a secret: keep it readable by its owner only.
struct AuthorityFiles {
  std::string certificate;
  std::string key;
};

// Certificates of hosts are issued on first use and live in memory only. Safe to use from several
// threads.
class CertificateAuthority {
 public:
  // A new authority, good for ten years.
  static AuthorityFiles make(Time now);
  // The files are read when the first client wants TLS: reading a key takes as long as all else
  // that a start does. The certificates of hosts that `hosts` does not serve, or of none, name this
  // machine: localhost, 127.0.0.1, ::1 and `listen_address`.
  CertificateAuthority(AuthorityFiles files, const Hosts& hosts, std::string_view listen_address,
                       const Clock& clock);
  ~CertificateAuthority();

  // What a server's TLS needs (an SSL_CTX, the caller's): TLS 1.2 and 1.3, HTTP/1.1 by ALPN, and
  // the certificate of the host that each client names. Refuses files that are not a certificate
  // and its key.
  Result<ssl_ctx_st*> new_server_context();

  // The host to show a certificate of if the client does not name one itself. `host` must live as
  // long as the session.
  static void expect_host(ssl_st* session, const std::string& host);

 private:
  struct Leaf;
  struct State;

  std::shared_ptr<const Leaf> leaf_for(std::string_view host);
  static int choose_certificate(ssl_st* session, void* authority);

  std::unique_ptr<State> state_;
};

}  // namespace terrane
