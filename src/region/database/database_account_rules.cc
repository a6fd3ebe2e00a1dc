#include "region/database/database_account_rules.h"

#include <algorithm>

#include "base/ipv4.h"
#include "base/text.h"

namespace terrane::database_account_rules {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

Result<void> check_user(std::string_view user) {
  if (user == kRoot) return refuse(kRootStays);
  bool allowed =
      std::ranges::all_of(user, [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
  if (!allowed || user.empty() || user.size() > kUserLimit || !is_letter(user.front()) ||
      user.back() == '_')
    return refuse(kUserName, user);
  return {};
}

Result<void> check_host(std::string_view host) {
  if (host == kAnyHost || parse_ipv4(host)) return {};
  // The start of an address, of whole numbers or not: 10.%, 10.0.%, 10.0.0.1%
  std::string_view start = host.substr(0, host.empty() ? 0 : host.size() - 1);
  bool allowed = host.ends_with('%') && host.size() <= kHostLimit && !start.empty() &&
                 is_digit(start.front()) && start.find("..") == std::string_view::npos &&
                 std::ranges::count(start, '.') <= 3 &&
                 std::ranges::all_of(start, [](char c) { return is_digit(c) || c == '.'; });
  if (!allowed) return refuse(kHost, host);
  return {};
}

Result<void> check_password(std::string_view password) {
  constexpr std::string_view kSpecial = "_+-,&=!@#$%^*().|";
  if (password.size() < 8 || password.size() > 64) return refuse(kPasswordLength);
  bool letter = false, digit = false, special = false;
  for (char c : password) {
    letter |= is_letter(c);
    digit |= is_digit(c);
    special |= kSpecial.find(c) != std::string_view::npos;
    if (!is_letter(c) && !is_digit(c) && kSpecial.find(c) == std::string_view::npos)
      return refuse(kPasswordCharacter);
  }
  if (letter + digit + special < 2) return refuse(kPasswordRule);
  return {};
}

Result<void> check_notes(std::string_view notes) {
  if (count_characters(notes) > kNotesLimit) return refuse(kNotesLength);
  return {};
}

Result<uint32_t> check_connections(int64_t connections) {
  if (connections < 1 || connections > kConnectionsMost)
    return refuse(kConnections, std::to_string(connections), std::to_string(kConnectionsMost));
  return uint32_t(connections);
}

}  // namespace terrane::database_account_rules
