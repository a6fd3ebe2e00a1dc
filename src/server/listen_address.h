#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace terrane {

struct ListenAddress {
  std::string address;  // numeric, without brackets
  uint16_t port = 0;
};

// Reads "127.0.0.1:8760" or "[::1]:8760".
Result<ListenAddress> parse_listen_address(std::string_view text);
std::string format_listen_address(const ListenAddress& address);

}  // namespace terrane
