// TC3-HMAC-SHA256, the signature of API 3.0: what it covers, and whether it fits.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gateway/http.h"

namespace terrane {

inline constexpr std::string_view kTc3Algorithm = "TC3-HMAC-SHA256";

// The parts of "TC3-HMAC-SHA256 Credential=ID/DATE/SERVICE/tc3_request, SignedHeaders=…,
// Signature=…".
struct Tc3Authorization {
  std::string_view scope;  // "ID/DATE/SERVICE"
  std::string_view secret_id;
  std::string_view date;     // "2026-11-23", UTC
  std::string_view service;  // as the client sees it: need not be the one that is called
  std::string_view signed_headers;
  std::string_view signature;
};

// Nothing if it is not of that form, or does not sign `content-type` and `host`.
std::optional<Tc3Authorization> parse_tc3_authorization(std::string_view authorization);

// "2026-11-23" of a time in unix seconds.
std::string tc3_date(int64_t timestamp);

// Whether the key of that secret signed the request, at `timestamp` (X-TC-Timestamp as sent). The
// clients of this cloud do not agree on what they sign: the Host header is tried as sent and
// without its port, values as sent and in lower case, the query as sent and sorted.
bool tc3_signature_fits(const HttpRequest& request, const Tc3Authorization& authorization,
                        std::string_view timestamp, std::string_view secret_key);

// The Authorization header of a request to send. `request` has its method, query, host, body and a
// Content-Type header; it goes to path "/".
std::string tc3_authorization(const HttpRequest& request, std::string_view secret_id,
                              std::string_view secret_key, std::string_view service,
                              int64_t timestamp);

}  // namespace terrane
