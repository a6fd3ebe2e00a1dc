#include "region/compute/instance_login_rules.h"

#include <algorithm>

namespace terrane {

Result<void> check_password(std::string_view password) {
  constexpr std::string_view kSpecial = "()`~!@#$%^&*-+=|{}[]:;',.?/";
  bool lower = false, upper = false, digit = false, special = false, other = false;
  for (char c : password) {
    if (c >= 'a' && c <= 'z') {
      lower = true;
    } else if (c >= 'A' && c <= 'Z') {
      upper = true;
    } else if (c >= '0' && c <= '9') {
      digit = true;
    } else if (kSpecial.find(c) != std::string_view::npos) {
      special = true;
    } else {
      other = true;
    }
  }
  if (other || password.size() < 8 || password.size() > 30 || password[0] == '/' ||
      lower + upper + digit + special < 2)
    return refuse(kWeakPassword);
  return {};
}

Result<std::vector<KeyPairId>> find_key_pairs(const RegionCell& region, AccountId account,
                                              std::span<const std::string_view> ids,
                                              const ErrorKind& not_found) {
  std::vector<KeyPairId> found;
  for (std::string_view text : ids) {
    auto id = KeyPairId::parse(text);
    if (!id) return refuse(kMalformedKeyId, text);
    const KeyPair* pair = region.accounts.key_pairs.find(*id);
    if (!pair || pair->account != account || pair->deleting) return refuse(not_found, text);
    if (std::ranges::find(found, *id) == found.end()) found.push_back(*id);
  }
  if (found.size() > kKeyPairsPerInstance)
    return refuse(kTooManyKeys, std::to_string(kKeyPairsPerInstance));
  return found;
}

Result<std::vector<KeyPairId>> check_login(const RegionCell& region, AccountId account,
                                           const Login& login) {
  if (!login.password.empty() + !login.key_ids.empty() + login.keep_image_login > 1)
    return refuse(kOneWayToLogIn);
  if (login.keep_image_login) return refuse(kPublicImageHasNoLogin);
  if (!login.password.empty()) CHECKED(check_password(login.password));
  return find_key_pairs(region, account, login.key_ids, kKeyNotFound);
}

Result<void> check_user_data(std::string_view base64) {
  auto is_digit = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
  };
  size_t padding = 0;
  while (padding < 2 && padding < base64.size() && base64[base64.size() - 1 - padding] == '=')
    ++padding;
  std::string_view digits = base64.substr(0, base64.size() - padding);
  if (base64.size() % 4 != 0 || !std::ranges::all_of(digits, is_digit) ||
      base64.size() / 4 * 3 - padding > kUserDataLimit)
    return refuse(kBadUserData);
  return {};
}

}  // namespace terrane
