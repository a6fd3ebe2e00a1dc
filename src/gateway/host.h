// Host names as clients write them, and which of them are this cloud's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace terrane {

// "http://cvm.x:80" → "cvm.x:80". Some clients send a whole address as their Host header.
std::string_view without_scheme(std::string_view host);
// "cvm.x:80" → "cvm.x", "[::1]:80" → "[::1]"; a scheme in front stays.
std::string_view without_port(std::string_view host);
// The bare name or address: no scheme, port or brackets.
std::string_view host_name(std::string_view host);
// "cvm" of "http://cvm.x:80".
std::string_view first_label(std::string_view host);
// "ap-shanghai" of "cvm.ap-shanghai.x": the region whose endpoint is meant, if it is one.
std::string_view second_label(std::string_view host);

// What stands between the method and the version of a request line.
struct RequestTarget {
  std::string_view
      authority;  // "vpc.x:80" of "http://vpc.x:80/p?q"; empty in the usual form "/p?q"
  std::string_view path;
  std::string_view query;
};
// Nothing for a target that is neither a path nor an http(s) address.
std::optional<RequestTarget> split_target(std::string_view target);

// The names this cloud answers to as a forward proxy. It refuses all others, so that it never
// carries anyone's traffic elsewhere: not that it could, for it answers every request itself.
class Hosts {
 public:
  using IsService = bool (*)(std::string_view label);
  // `domains`: besides tencentcloudapi.com, which is there always.
  Hosts(IsService is_service, std::vector<std::string> domains);

  // `host` may carry a port. `local_address`: the address of ours that the client reached.
  bool serves(std::string_view host, std::string_view local_address) const;

  // The configured domain that `name` is or lies under; empty if none.
  std::string_view domain_of(std::string_view name) const;

 private:
  IsService is_service_;
  std::vector<std::string> domains_;
};

}  // namespace terrane
