#include "account/account_rules.h"

#include <algorithm>

#include "base/text.h"

namespace terrane::account_rules {
namespace {

bool is_id_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
         c == '-';
}

bool is_visible(char c) {
  return c > ' ' && c < 0x7f;
}

}  // namespace

Result<void> check_name(std::string_view name) {
  size_t length = count_characters(name);
  bool plain =
      std::none_of(name.begin(), name.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; });
  if (length < 1 || length > kNameLimit || !plain) return refuse(kNameLength);
  return {};
}

Result<void> check_chosen_secret(std::string_view secret_id, std::string_view secret_key) {
  bool id_fits = !secret_id.empty() && secret_id.size() <= 128 &&
                 std::all_of(secret_id.begin(), secret_id.end(), is_id_character);
  bool key_fits = !secret_key.empty() && secret_key.size() <= 256 &&
                  std::all_of(secret_key.begin(), secret_key.end(), is_visible);
  if (!id_fits || !key_fits) return refuse(kUnusableSecret);
  return {};
}

Result<bool> active(std::string_view status) {
  if (status != "Active" && status != "Inactive") return refuse(kUnknownStatus, status);
  return status == "Active";
}

}  // namespace terrane::account_rules
