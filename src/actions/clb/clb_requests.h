// What requests of service `clb` say, as managers take it.
#pragma once

#include <span>

#include "contract/clb.h"
#include "region/balancer/target_manager.h"

namespace terrane {

inline std::span<const std::string_view> texts(const contract::List<contract::Text>& list) {
  return {list.begin(), list.size()};
}

template <class Number>
std::optional<int64_t> whole(std::optional<Number> number) {
  if (!number) return std::nullopt;
  return std::in_range<int64_t>(*number) ? int64_t(*number) : INT64_MAX;
}

std::optional<forwarding_rules::WantedCheck> wanted_check(const contract::clb::HealthCheck* check);
std::optional<forwarding_rules::WantedCheck> wanted_check(
    const contract::clb::TargetGroupHealthCheck* check);
// Of a certificate, or of several; the texts of the latter are kept in the arena.
forwarding_rules::WantedTls wanted_tls(Arena& arena, const contract::clb::CertificateInput* one,
                                       const contract::clb::MultiCertInfo* several);
std::vector<target_rules::WantedTarget> wanted_targets(
    const contract::List<contract::clb::Target>& targets);

}  // namespace terrane
