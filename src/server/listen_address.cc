#include "server/listen_address.h"

#include <charconv>

namespace terrane {
namespace {

constexpr ErrorKind kNotAnAddress{
    "InvalidParameterValue", "--listen takes ADDR:PORT, such as 127.0.0.1:8760 or [::1]:0, not {}.",
    "--listen 的格式为 ADDR:PORT，例如 127.0.0.1:8760 或 [::1]:0，而不是 {}。"};

}  // namespace

Result<ListenAddress> parse_listen_address(std::string_view text) {
  size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return refuse(kNotAnAddress, text);
  std::string_view address = text.substr(0, colon), port_text = text.substr(colon + 1);
  if (address.starts_with('[') && address.ends_with(']'))
    address = address.substr(1, address.size() - 2);
  uint16_t port = 0;
  auto [end, problem] =
      std::from_chars(port_text.data(), port_text.data() + port_text.size(), port);
  if (problem != std::errc() || end != port_text.data() + port_text.size())
    return refuse(kNotAnAddress, text);
  return ListenAddress{std::string(address == "localhost" ? "127.0.0.1" : address), port};
}

std::string format_listen_address(const ListenAddress& address) {
  bool six = address.address.find(':') != std::string::npos;
  return (six ? "[" + address.address + "]" : address.address) + ":" + std::to_string(address.port);
}

}  // namespace terrane
