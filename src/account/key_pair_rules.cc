#include "account/key_pair_rules.h"

#include <algorithm>

#include "base/text.h"

namespace terrane::key_pair_rules {
namespace {

bool is_name_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

}  // namespace

Result<void> check_name(std::string_view name) {
  if (name.empty()) return refuse(kNameEmpty);
  if (count_characters(name) > kNameLimit) return refuse(kNameTooLong, std::to_string(kNameLimit));
  if (!std::all_of(name.begin(), name.end(), is_name_character))
    return refuse(kNameCharacters, name);
  return {};
}

Result<void> check_new_name(std::string_view name) {
  if (!check_name(name)) return refuse(kNewNameUnfit, std::to_string(kNameLimit));
  return {};
}

Result<void> check_name_free(const AccountCell& plane, AccountId account, std::string_view name) {
  for (const KeyPair* other : plane.tables.key_pairs.of(account))
    if (other && other->name == name) return refuse(kNameTaken, name, to_text(other->id));
  return {};
}

Result<void> check_description(std::string_view description) {
  if (count_characters(description) > kDescriptionLimit)
    return refuse(kDescriptionLength, std::to_string(kDescriptionLimit));
  return {};
}

Result<void> check_public_key_free(const AccountCell& plane, AccountId account,
                                   const SshPublicKey& key) {
  std::string identity = key.identity() + " ";
  for (const KeyPair* other : plane.tables.key_pairs.of(account))
    if (other && other->public_key.starts_with(identity))
      return refuse(kPublicKeyTaken, to_text(other->id));
  return {};
}

}  // namespace terrane::key_pair_rules
