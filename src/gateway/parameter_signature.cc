#include "gateway/parameter_signature.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gateway/digest.h"
#include "gateway/host.h"

namespace terrane {

std::string_view find_parameter(std::span<const contract::FormPair> parameters,
                                std::string_view name) {
  for (const contract::FormPair& parameter : parameters)
    if (parameter.name == name) return parameter.value;
  return {};
}

bool is_signature_method(std::string_view method) {
  return method.empty() || method == "HmacSHA1" || method == "HmacSHA256";
}

bool parameter_signature_fits(const HttpRequest& request,
                              std::span<const contract::FormPair> parameters,
                              std::string_view secret_key) {
  std::vector<contract::FormPair> sorted(parameters.begin(), parameters.end());
  std::ranges::stable_sort(sorted, {}, &contract::FormPair::name);
  std::string rest(request.path);
  char separator = '?';
  for (const contract::FormPair& parameter : sorted) {
    if (parameter.name == "Signature") continue;
    rest += separator;
    rest.append(parameter.name).append("=").append(parameter.value);
    separator = '&';
  }
  const bool is_sha256 = find_parameter(parameters, "SignatureMethod") == "HmacSHA256";
  HmacKey key(is_sha256 ? Hash::kSha256 : Hash::kSha1, secret_key);
  std::string_view signature = find_parameter(parameters, "Signature");
  if (signature.ends_with('\n')) signature.remove_suffix(1);  // as the Ruby SDK writes it
  for (std::string_view host : {request.host, without_port(request.host)}) {
    const std::string text = std::string(request.method).append(host).append(rest);
    if (equal_in_constant_time(base64(key.sign(text).text()), signature)) return true;
  }
  return false;
}

}  // namespace terrane
