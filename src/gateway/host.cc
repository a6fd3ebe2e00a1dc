#include "gateway/host.h"

#include "gateway/http.h"

namespace terrane {
namespace {

constexpr std::string_view kPublicDomain = "tencentcloudapi.com";

// Whether `name` is `domain` or ends in ".domain".
bool lies_under(std::string_view name, std::string_view domain) {
  if (name.size() < domain.size()) return false;
  const size_t start = name.size() - domain.size();
  return equal_ignoring_case(name.substr(start), domain) && (start == 0 || name[start - 1] == '.');
}

bool is_loopback(std::string_view name) {
  return lies_under(name, "localhost") || name == "::1" ||
         (name.starts_with("127.") && name.find_first_not_of("0123456789.") == name.npos);
}

}  // namespace

std::string_view without_scheme(std::string_view host) {
  const size_t scheme = host.find("://");
  return scheme == host.npos ? host : host.substr(scheme + 3);
}

std::string_view without_port(std::string_view host) {
  const size_t colon = host.rfind(':');
  if (colon == host.npos || colon + 1 == host.size()) return host;
  if (host.find_first_not_of("0123456789", colon + 1) != host.npos) return host;
  const size_t bracket = host.rfind(']');
  const bool bare_ipv6 = bracket == host.npos && host.find("::") != host.npos;
  return bare_ipv6 ? host : host.substr(0, colon);
}

std::string_view host_name(std::string_view host) {
  host = without_port(without_scheme(host));
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  return host;
}

std::string_view first_label(std::string_view host) {
  host = host_name(host);
  return host.substr(0, host.find('.'));
}

std::string_view second_label(std::string_view host) {
  host = host_name(host);
  const size_t dot = host.find('.');
  if (dot == host.npos) return {};
  host.remove_prefix(dot + 1);
  return host.substr(0, host.find('.'));
}

std::optional<RequestTarget> split_target(std::string_view target) {
  RequestTarget parts;
  if (!target.starts_with('/')) {
    const size_t scheme = target.find("://");
    if (scheme == target.npos) return std::nullopt;
    const std::string_view name = target.substr(0, scheme);
    if (!equal_ignoring_case(name, "http") && !equal_ignoring_case(name, "https"))
      return std::nullopt;
    target.remove_prefix(scheme + 3);
    const size_t end = target.find_first_of("/?");
    parts.authority = target.substr(0, end);
    if (parts.authority.empty() || parts.authority.find('@') != target.npos) return std::nullopt;
    target = end == target.npos ? std::string_view() : target.substr(end);
  }
  const size_t mark = target.find('?');
  parts.path = target.substr(0, mark);
  if (parts.path.empty()) parts.path = "/";
  if (mark != target.npos) parts.query = target.substr(mark + 1);
  return parts;
}

Hosts::Hosts(IsService is_service, std::vector<std::string> domains)
    : is_service_(is_service), domains_(std::move(domains)) {}

bool Hosts::serves(std::string_view host, std::string_view local_address) const {
  const std::string_view name = host_name(host);
  if (name.empty()) return false;
  if (is_loopback(name) || name == local_address || !domain_of(name).empty()) return true;
  return lies_under(name, kPublicDomain) && is_service_(in_lower_case(first_label(name)));
}

std::string_view Hosts::domain_of(std::string_view name) const {
  for (const std::string& domain : domains_)
    if (lies_under(name, domain)) return domain;
  return {};
}

}  // namespace terrane
