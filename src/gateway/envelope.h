// What every call says besides its own parameters, wherever its encoding puts it.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "actions/api_call.h"
#include "base/arena.h"
#include "contract/form.h"
#include "gateway/http.h"
#include "gateway/tc3_signature.h"

namespace terrane {

// Headers (TC3-HMAC-SHA256) or parameters (HmacSHA1, HmacSHA256) say who calls what.
struct Envelope {
  enum class Style { kNone, kHeaders, kParameters };

  Style style = Style::kNone;  // kNone: not an API call
  Language language = Language::kEnglish;
  std::string_view action;
  std::string_view version;
  std::string_view region;
  std::string_view timestamp;
  std::string_view token;
  std::string_view secret_id;                      // empty where the call is not signed
  std::optional<Tc3Authorization> authorization;   // of headers
  std::span<const contract::FormPair> parameters;  // of that style
  PayloadEncoding encoding = PayloadEncoding::kJson;
  std::string_view payload;
};

// Fills `envelope` as far as it goes, the language first. What is decoded lies in `memory`, made
// where it is needed; the rest are slices of the request.
Result<void> read_envelope(const HttpRequest& request, std::unique_ptr<Arena>& memory,
                           Envelope& envelope);

}  // namespace terrane
