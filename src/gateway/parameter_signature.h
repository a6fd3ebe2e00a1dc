// HmacSHA1 and HmacSHA256, the older signatures: they travel as parameters of a query or a form.
#pragma once

#include <span>
#include <string_view>

#include "contract/form.h"
#include "gateway/http.h"

namespace terrane {

// The value of the first parameter of that name; null data() if there is none.
std::string_view find_parameter(std::span<const contract::FormPair> parameters,
                                std::string_view name);

// Whether `method` (SignatureMethod; empty: HmacSHA1) is one of the two.
bool is_signature_method(std::string_view method);

// Whether the key signed the request with `parameters`, decoded. The Host header is tried as sent
// and without its port.
bool parameter_signature_fits(const HttpRequest& request,
                              std::span<const contract::FormPair> parameters,
                              std::string_view secret_key);

}  // namespace terrane
